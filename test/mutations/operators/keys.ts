import { childShape, SHAPE } from '../../../src/schema/index.js';
import { type Operator, replacing, type Sound } from '../mutant.js';
import { randomFor, typoOf } from '../random.js';
import { hasKnownKey, isInFlow, type Site } from '../sites.js';

/** Keys that the spec language defines, one letter wrong. Names that authors choose are free, and have operators of their own. */
export const misspeltKey: Operator = {
  name: 'misspell a key',
  mutants: (sound) =>
    sound.sites.filter(hasKnownKey).flatMap((site) => {
      const { entry, parent } = site;
      if (entry === undefined || parent === undefined) return [];
      // A typo that is another key of the map says something else, which no reader can tell from what was meant.
      const typo = typoOf(entry.key, randomFor(`${sound.file} ${entry.keyAt.start}`), (word) =>
        Object.hasOwn(parent.shape.props ?? {}, word),
      );
      return typo === undefined ? [] : [replacing(sound, site, entry.keyAt, typo)];
    }),
};

/** `Rate` for `rate`: words are told apart by case. */
export const capitalizedKey: Operator = {
  name: 'capitalize a key',
  mutants: (sound) =>
    sound.sites.filter(hasKnownKey).flatMap((site) => {
      const { entry } = site;
      return entry === undefined ? [] : [replacing(sound, site, entry.keyAt, entry.key.slice(0, 1).toUpperCase() + entry.key.slice(1))];
    }),
};

/** Keys that a map must have. Of the root, the finding stands at the start of the file; else at the key of the map. */
export const droppedKey: Operator = {
  name: 'drop a required key',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { entry, parent } = site;
      if (entry === undefined || parent?.shape.required?.includes(entry.key) !== true) return [];
      const at = withSeparator(sound, site);
      const head = parent.entry?.keyAt ?? { start: 0, end: sound.text.length };
      return [
        replacing(sound, site, at, '', {
          place: head,
          suggests: ({ message, help }) => message.includes(`"${entry.key}"`) && help?.includes(`${entry.key}: `) === true,
        }),
      ];
    }),
};

/** The stretch of an entry with the comma or line that goes with it. */
function withSeparator({ text }: Sound, { entry, node }: Site): { start: number; end: number } {
  let start = entry?.keyAt.start ?? 0;
  let { end } = node.at;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() === '') {
    const lineEnd = text.indexOf('\n', end);
    return { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 };
  }
  if (/^\s*,/.test(text.slice(end))) while (/[\s,]/.test(text[end] ?? '')) end++;
  else while (/[\s,]/.test(text[start - 1] ?? '')) start--;
  return { start, end };
}

/** Every entry once more, with a name that is there already. A block below a key is long: only its first line is repeated, as a scalar. */
export const duplicateKey: Operator = {
  name: 'state a key twice',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { entry, parent, node } = site;
      if (entry === undefined || parent === undefined || node.at.start < entry.keyAt.end) return [];
      const { text } = sound;
      const flow = isInFlow(site, text);
      const line = text.lastIndexOf('\n', entry.keyAt.start - 1) + 1;
      const lead = text.slice(line, entry.keyAt.start);
      // `[a: 1]`: another pair would be another item of the list.
      if (flow && text[parent.node.at.start] !== '{') return [];
      // `- a: 1` begins a list item on its own line.
      if (!flow && lead.replace('- ', '  ').trim() !== '') return [];
      const repeated = `${text.slice(entry.keyAt.start, entry.keyAt.end)}: ${node.type === 'scalar' ? text.slice(node.at.start, node.at.end) : '1'}`;
      const separator = flow ? ', ' : `\n${' '.repeat(lead.length)}`;
      const at = { start: entry.keyAt.start, end: entry.keyAt.start };
      const start = entry.keyAt.start + repeated.length + separator.length;
      return [
        replacing(sound, site, at, repeated + separator, {
          place: { start, end: start + entry.keyAt.end - entry.keyAt.start },
          suggests: 'none',
        }),
      ];
    }),
};

/** A key with nothing after it, where a value must be. */
export const emptyValue: Operator = {
  name: 'leave a value out',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { entry, node, parent } = site;
      if (entry === undefined || node.type !== 'scalar' || node.value === null || parent === undefined) return [];
      if (childShape(parent.shape, entry.key) === undefined || site.shape === SHAPE.callOptions) return [];
      return [replacing(sound, site, node.at, '', { place: entry.keyAt, suggests: ({ help, message }) => (help ?? message) !== '' })];
    }),
};

/** Keys whose values are names or mean something to the engines: only what is for people can be added anywhere. */
const MEANS = new Set([
  'flow',
  'data',
  'component',
  'in',
  'use',
  'kind',
  'fact',
  'partOf',
  'to',
  'asOf',
  'name',
  'by',
  'consistency',
  'isolation',
  'version',
  'region',
]);

/** A key that says something to people, which a map may have and lacks, added with a letter wrong. */
export const misspeltAddition: Operator = {
  name: 'add an optional key misspelt',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node, shape } = site;
      const { text } = sound;
      const [first] = node.type === 'map' ? node.entries.values() : [];
      if (node.type !== 'map' || first === undefined) return [];
      const start = first.keyAt.start;
      const lead = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
      const flow = text[node.at.start] === '{';
      if (!flow && lead.trim() !== '') return [];
      return Object.entries(shape.props ?? {}).flatMap(([key, { types, field, words, items, ref, values, props }]) => {
        const isProse = types?.join() === 'string' && !field && !words && !items && !ref && !values && !props;
        if (!isProse || MEANS.has(key) || node.entries.has(key)) return [];
        const typo = typoOf(key, randomFor(`${sound.file} ${start} ${key}`), (word) => Object.hasOwn(shape.props ?? {}, word));
        if (typo === undefined) return [];
        const by = `${typo}: some text${flow ? ', ' : `\n${lead}`}`;
        const place = { start, end: start + typo.length };
        return [replacing(sound, site, { start, end: start }, by, { place, suggests: ({ suggestion }) => suggestion === key })];
      });
    }),
};
