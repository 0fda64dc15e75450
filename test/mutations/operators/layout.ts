import { SHAPE } from '../../../src/schema/index.js';
import { type Mutant, type Operator, replacing, type Sound, type Stretch } from '../mutant.js';
import { randomFor } from '../random.js';
import { hasKnownKey, isInFlow, lineEnd, lineStart, lines, type Site, typesOf } from '../sites.js';

const at = (start: number): Stretch => ({ start, end: start });

/** A quote before a value that has none, and a closing quote left out. */
export const openQuote: Operator = {
  name: 'leave a quote open',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node } = site;
      if (node.type !== 'scalar' || node.value === null) return [];
      if (!node.quoted) {
        const quote = randomFor(`${sound.file} ${node.at.start}`)() < 0.5 ? '"' : "'";
        return [replacing(sound, site, at(node.at.start), quote, { suggests: 'none' })];
      }
      const close = { start: node.at.end - 1, end: node.at.end };
      return [replacing(sound, site, close, '', { place: { start: node.at.start, end: node.at.start + 1 }, suggests: 'none' })];
    }),
};

/** A tab where spaces belong. */
export const tab: Operator = {
  name: 'indent by a tab',
  mutants: (sound) =>
    lines(sound).flatMap((site) => {
      const start = lineStart(sound.text, site.entry?.keyAt.start ?? 0);
      if (sound.text[start] !== ' ') return [];
      return [replacing(sound, site, { start, end: start + 2 }, '\t', { suggests: 'none' })];
    }),
};

/** One space too many, after a sibling. Of the first entry of a map the others would be the ones that are wrong. */
export const indented: Operator = {
  name: 'indent a line too far',
  mutants: (sound) =>
    lines(sound).flatMap((site) => {
      const { entry, parent } = site;
      const [first] = parent?.node.type === 'map' ? parent.node.entries.values() : [];
      if (entry === undefined || first?.key === entry.key || isInFlow(site, sound.text)) return [];
      const start = lineStart(sound.text, entry.keyAt.start);
      const before = sound.text.slice(lineStart(sound.text, start - 1), start - 1);
      // After a list, or a map in the block above, the line may be meant for that.
      const previous = /\S/.test(before.replace(/#.*/, '')) ? 1 : 0;
      const end = lineEnd(sound.text, start) + 1;
      return [
        replacing(sound, site, at(start), ' ', {
          place: { start: previous ? lineStart(sound.text, start - 1) : start, end },
          suggests: 'none',
        }),
      ];
    }),
};

/** `rate:5` for `rate: 5`, where the value stands on the line of its key. */
export const missingSpace: Operator = {
  name: 'leave the space after a colon out',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { entry, node } = site;
      const { text } = sound;
      if (entry === undefined || node.at.start < entry.keyAt.end || text[entry.keyAt.end] !== ':' || text[entry.keyAt.end + 1] !== ' ')
        return [];
      const end = lineEnd(text, entry.keyAt.end);
      if (node.at.start >= end) return [];
      // Inside brackets, YAML reads `each:{ rate: 5 }` as it is meant.
      if (isInFlow(site, text) && /[{["']/.test(text[node.at.start] ?? '')) return [];
      const gap = { start: entry.keyAt.end + 1, end: node.at.start };
      const place = { start: entry.keyAt.start, end: Math.min(node.at.end, end) };
      const isTidy = gap.end - gap.start === 1;
      return [replacing(sound, site, gap, '', { place, suggests: isTidy ? 'original' : 'none' })];
    }),
};

/** A map or list in brackets that is not closed, and one closed twice. The finding stands at the bracket, or where the text stops making sense. */
export const unclosed: Operator = {
  name: 'leave a bracket open',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node } = site;
      if (node.type === 'scalar' || !/[{[]/.test(sound.text[node.at.start] ?? '')) return [];
      const close = { start: node.at.end - 1, end: node.at.end };
      // Inside another bracket, the next closing one is taken for it: then the outer one is open.
      let outermost: Site = site;
      while (outermost.parent && /[{[]/.test(sound.text[outermost.parent.node.at.start] ?? '')) outermost = outermost.parent;
      return [
        replacing(sound, site, close, '', {
          place: { start: outermost.node.at.start, end: lineEnd(sound.text, node.at.end) },
          suggests: 'none',
        }),
      ];
    }),
};

/** `{ a: 1 b: 2 }`. */
export const missingComma: Operator = {
  name: 'leave a comma out',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node } = site;
      if (!isInFlow(site, sound.text) || sound.text[node.at.end] !== ',') return [];
      const comma = { start: node.at.end, end: node.at.end + 1 };
      const parent = site.parent?.node.at ?? node.at;
      // `[a b]` is one name with a space in it.
      return [replacing(sound, site, comma, '', { place: { start: parent.start, end: parent.end - 1 }, suggests: 'none' })];
    }),
};

const isBlock = ({ node }: Site, { text }: Sound): boolean => node.type !== 'scalar' && !/[{[]/.test(text[node.at.start] ?? '');

/** The stretch of whole lines from a place to another, two columns further left. */
function dedented(sound: Sound, site: Site, head: number | undefined, from: number, to: number): readonly Mutant[] {
  const { text } = sound;
  const start = lineStart(text, from);
  const end = start + text.slice(start, lineEnd(text, to)).trimEnd().length;
  const body = text.slice(start, end);
  if (!body.split('\n').every((line) => line.startsWith('  ') || line.trim() === '')) return [];
  const by = body.replace(/^ {2}/gm, '');
  return [replacing(sound, site, { start, end }, by, { place: { start: Math.min(head ?? start, start), end: lineEnd(text, end) } })];
}

/** An entry, with all that is in it, two columns further left than its siblings. */
export const dedentedEntry: Operator = {
  name: 'move an entry two columns to the left',
  mutants: (sound) =>
    lines(sound).flatMap((site) => {
      const { entry, node, path } = site;
      if (entry === undefined || path.length < 2 || isInFlow(site, sound.text)) return [];
      return dedented(sound, site, site.parent?.entry?.keyAt.start, entry.keyAt.start, Math.max(entry.keyAt.end, node.at.end - 1));
    }),
};

/** All that is in a map, in line with its key. */
export const dedentedBody: Operator = {
  name: 'move a block two columns to the left',
  mutants: (sound) =>
    lines(sound).flatMap((site) => {
      const { entry, node } = site;
      if (entry === undefined || node.type !== 'map' || !isBlock(site, sound)) return [];
      return dedented(sound, site, entry.keyAt.start, node.at.start, node.at.end - 1);
    }),
};

const ANYTHING: readonly (readonly [types: readonly string[], text: string])[] = [
  [['array'], '[1, 2]'],
  [['object'], '{ qq: 1 }'],
  [['string', 'number'], '17'],
  [['string'], 'some text'],
  [['boolean'], 'true'],
];

/** A list where a map is wanted, text for a map, a map for a number: one of those that do not fit. */
export const wrongType: Operator = {
  name: 'give a value of another type',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { node, path, shape, entry } = site;
      const inPath = shape === SHAPE.path || shape === SHAPE.call || shape === SHAPE.callOptions;
      if (path.length === 0 || path[0] === 'sysdesign' || entry === undefined || inPath || node.at.start < entry.keyAt.end) return [];
      if (!hasKnownKey(site) && site.parent?.shape.values === undefined && shape.field === undefined) return [];
      const wrong = ANYTHING.filter(([types]) => !types.some((type) => typesOf(shape).includes(type)));
      const [, by] = wrong[Math.floor(randomFor(`${sound.file} ${node.at.start}`)() * wrong.length)] ?? [];
      if (by === undefined) return [];
      // A block ends with its last line.
      const end = sound.text[node.at.end - 1] === '\n' ? '\n' : '';
      return [replacing(sound, site, node.at, by + end, { suggests: 'none' })];
    }),
};
