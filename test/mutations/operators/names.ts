import { SHAPE } from '../../../src/schema/index.js';
import { type Mutant, type Operator, replacing, type Sound, type Stretch } from '../mutant.js';
import { randomFor, typoOf } from '../random.js';
import { hasKnownKey, type Site } from '../sites.js';

type Table = 'components' | 'flows' | 'data' | 'assumptions' | 'derived';

/** A place where a name is used that is defined elsewhere. */
interface Use {
  readonly site: Site;
  readonly table: Table;
  readonly at: Stretch;
  readonly name: string;
}

const NAME_FIELDS: readonly (readonly [RegExp, Table])[] = [
  [/^requirements\.\w+\.[\w-]+\.flow$|^flows\.[\w-]+\.partOf$|^data\.[\w-]+\.(?:addedBy|readBy)(?:\.\d+)?$/, 'flows'],
  [/^requirements\.\w+\.[\w-]+\.data$/, 'data'],
  [/^requirements\.\w+\.[\w-]+\.component$|^data\.[\w-]+\.in(?:\.\d+)?$|\.fallback\.to$/, 'components'],
];
const KEY_FIELDS: readonly (readonly [RegExp, Table])[] = [
  [/^data\.[\w-]+\.(?:addedBy|readBy)\.[^.]+$/, 'flows'],
  [/^components\.[\w-]+\.consumers\.[^.]+$/, 'components'],
  [/^components\.[\w-]+\.holds\.[^.]+$/, 'data'],
];

/** Every use of a component, flow or data set by its bare name. */
function usesOf(sound: Sound): readonly Use[] {
  return sound.sites.flatMap((site): readonly Use[] => {
    const { entry, node, path, parent } = site;
    const id = path.join('.');
    if (entry !== undefined) {
      const isCall = parent?.shape === SHAPE.call && !hasKnownKey(site);
      const table = isCall ? 'components' : KEY_FIELDS.find(([pattern]) => pattern.test(id))?.[1];
      if (table !== undefined) return [{ site, table, at: entry.keyAt, name: entry.key }];
    }
    if (node.type !== 'scalar' || typeof node.value !== 'string') return [];
    if (site.shape === SHAPE.call || site.shape === SHAPE.path) return chained(site, node.at.start, node.value);
    const table = NAME_FIELDS.find(([pattern]) => pattern.test(id))?.[1];
    return table === undefined ? [] : [{ site, table, at: node.at, name: node.value }];
  });
}

const chained = (site: Site, from: number, text: string): readonly Use[] =>
  [...text.matchAll(/[A-Za-z][\w-]*(?!>)/g)].map(
    ({ 0: name, index }): Use => ({ site, table: 'components', at: { start: from + index, end: from + index + name.length }, name }),
  );

const namesIn = (sound: Sound, table: Table): readonly string[] =>
  sound.sites.filter(({ path }) => path.length === 2 && path[0] === table).map(({ path }) => String(path[1]));

function misspelt(sound: Sound, { site, table, at, name }: Use): readonly Mutant[] {
  const names = namesIn(sound, table);
  const typo = typoOf(name, randomFor(`${sound.file} ${at.start}`), (word) => names.includes(word) || word === 'parallel');
  return typo === undefined ? [] : [replacing(sound, site, at, typo)];
}

const misspeltUse = (name: string, table: Table): Operator => ({
  name,
  mutants: (sound) =>
    usesOf(sound)
      .filter((use) => use.table === table)
      .flatMap((use) => misspelt(sound, use)),
});

export const misspeltComponent = misspeltUse('misspell a component where it is used', 'components');
export const misspeltFlow = misspeltUse('misspell a flow where it is used', 'flows');
export const misspeltData = misspeltUse('misspell a data set where it is used', 'data');

/** Words of an expression that are names, with dotted ids whole. */
function wordsOf(text: string): readonly { readonly word: string; readonly index: number }[] {
  // A word right after a number is a unit, and one before a parenthesis a function.
  return [...text.matchAll(/(?<![\w.]|\d\s?)[A-Za-z][\w-]*(?:\.[\w-]+)*(?!\s*\(|[\w.-])/g)].map(({ 0: word, index }) => ({ word, index }));
}

export const isExpression = ({ node }: Site): boolean =>
  node.type === 'scalar' && typeof node.value === 'string' && /^\s*=/.test(node.value);

/** Where the value of a scalar begins in the text: after its quote, if it has one. */
export const valueStart = ({ node }: Site): number => node.at.start + (node.type === 'scalar' && node.quoted ? 1 : 0);

/** Where a definition that is misspelt may be told: at itself, or where its old name is used once only. */
const definitions = (name: string, table: Table): Operator => ({
  name,
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { entry, path } = site;
      if (entry === undefined || path.length !== 2 || path[0] !== table) return [];
      const uses = mentionsOf(sound, table, entry.key);
      // Nothing refers to it: its author may call it as they like.
      if (uses.length === 0) return [];
      const names = namesIn(sound, table);
      const typo = typoOf(entry.key, randomFor(`${sound.file} ${entry.keyAt.start}`), (word) => names.includes(word));
      if (typo === undefined) return [];
      const shift = (at: number): number => (at > entry.keyAt.start ? at + typo.length - entry.key.length : at);
      const mutant = replacing(sound, site, entry.keyAt, typo, {
        suggests: ({ at, suggestion }) => suggestion === (at?.start === entry.keyAt.start ? entry.key : typo),
      });
      return [
        {
          ...mutant,
          places: [
            ...mutant.places,
            ...(uses.length === 1 ? uses.map(({ start, end }) => ({ start: shift(start), end: shift(end) })) : []),
          ],
        },
      ];
    }),
});

/** Every place that names it: as a bare name, in a fact id, in an expression. What scenarios change is read after all names are known. */
function mentionsOf(sound: Sound, table: Table, name: string): readonly Stretch[] {
  const places: Stretch[] = usesOf(sound).flatMap((use) => (use.table === table && use.name === name ? [use.at] : []));
  const roots = table === 'components' ? ['components', 'cache'] : [table];
  for (const site of sound.sites) {
    const { entry, node } = site;
    const [, second] = entry?.key.split('.') ?? [];
    const isPath = site.path[0] === 'scenarios' && site.path.length === 3;
    if (entry !== undefined && !isPath && roots.some((root) => entry.key.startsWith(`${root}.`)) && second === name)
      places.push(entry.keyAt);
    if (isPath || node.type !== 'scalar' || typeof node.value !== 'string') continue;
    if (!isExpression(site) && site.entry?.key !== 'fact') continue;
    for (const { word, index } of wordsOf(node.value)) {
      const segments = word.split('.');
      const isIt =
        segments.length === 1 ? table === 'assumptions' && word === name : roots.includes(segments[0] ?? '') && segments[1] === name;
      if (isIt) places.push({ start: valueStart(site) + index, end: valueStart(site) + index + word.length });
    }
  }
  return places;
}

export const misspeltComponentDefinition = definitions('misspell a component where it is defined', 'components');
export const misspeltFlowDefinition = definitions('misspell a flow where it is defined', 'flows');
export const misspeltDataDefinition = definitions('misspell a data set where it is defined', 'data');
export const misspeltAssumptionDefinition = definitions('misspell an assumption where it is defined', 'assumptions');

/** Names in expressions: those of assumptions. */
export const misspeltAssumption: Operator = {
  name: 'misspell an assumption in an expression',
  mutants: (sound) =>
    sound.sites.filter(isExpression).flatMap((site) => {
      if (site.node.type !== 'scalar') return [];
      const names = namesIn(sound, 'assumptions');
      return wordsOf(String(site.node.value)).flatMap(({ word, index }) => {
        const start = valueStart(site) + index;
        if (!names.includes(word)) return [];
        const typo = typoOf(word, randomFor(`${sound.file} ${start}`), (other) => names.includes(other) || UNITS.has(other));
        return typo === undefined ? [] : [replacing(sound, site, { start, end: start + word.length }, typo)];
      });
    }),
};

/** Short words that a typo may hit and that are units, which stand for themselves in an expression. */
const UNITS = new Set([
  's',
  'ms',
  'us',
  'ns',
  'min',
  'h',
  'd',
  'day',
  'days',
  'mo',
  'y',
  'B',
  'bit',
  'bits',
  'byte',
  'bytes',
  'req',
  'ops',
  'qps',
]);

/** One segment of an id misspelt. An id without dots is an assumption. */
function misspeltSegments(
  sound: Sound,
  site: Site,
  from: number,
  id: string,
  suggests: Mutant['suggests'] = 'original',
): readonly Mutant[] {
  let offset = 0;
  return id.split('.').flatMap((segment) => {
    const start = from + offset;
    offset += segment.length + 1;
    const random = randomFor(`${sound.file} ${start}`);
    const siblings = new Set([
      'mean',
      'peak',
      'p50',
      'p95',
      'p99',
      'p999',
      'read',
      'write',
      'reads',
      'writes',
      'item',
      'items',
      ...namesIn(sound, 'components'),
      ...namesIn(sound, 'flows'),
    ]);
    const typo = /^\d/.test(segment) ? undefined : typoOf(segment, random, (word) => siblings.has(word) || /^(?:p\d+|year\d+)$/.test(word));
    if (typo === undefined) return [];
    const whole = { start: from, end: from + id.length - segment.length + typo.length };
    return [replacing(sound, site, { start, end: start + segment.length }, typo, { place: whole, suggests })];
  });
}

/** Ids of facts in `expect`, in requirements and in expressions, one segment misspelt each. */
export const misspeltFact: Operator = {
  name: 'misspell the id of a fact',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { entry, node, parent } = site;
      if (entry !== undefined && parent?.shape === SHAPE.expectations) return misspeltSegments(sound, site, entry.keyAt.start, entry.key);
      if (node.type !== 'scalar' || typeof node.value !== 'string') return [];
      if (entry?.key === 'fact') return misspeltSegments(sound, site, valueStart(site), node.value);
      if (!isExpression(site)) return [];
      return wordsOf(node.value).flatMap(({ word, index }) =>
        word.includes('.') ? misspeltSegments(sound, site, valueStart(site) + index, word) : [],
      );
    }),
};

/** Paths that a scenario changes, one segment misspelt each. */
export const misspeltScenarioPath: Operator = {
  name: 'misspell a path in a scenario',
  mutants: (sound) =>
    sound.sites.flatMap((site) => {
      const { entry, path } = site;
      const isChange = path[0] === 'scenarios' && path.length === 3 && entry?.key.includes('.') === true;
      return isChange && entry ? misspeltSegments(sound, site, entry.keyAt.start, entry.key) : [];
    }),
};
