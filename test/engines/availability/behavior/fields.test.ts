import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type KindName, WORDS } from '../../../../src/schema/index.js';
import { KINDS } from '../../../../src/spec/kinds.js';
import { storesWritten } from '../../support/differential/stores.js';
import { wideDesign } from '../../support/differential/wide-designs.js';
import { wideTree } from '../../support/differential/wide-written.js';

/**
 * Every field of the schema that the availability engine reads is one that a generator of the differential tests states, or a spec whose figures are worked
 * out by hand: a field that an engine comes to read fails here until a design that is held by something else than this program has it.
 */

const SRC = new URL('../../../../src/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, SRC), 'utf8');

/** On these rests `flows.*.calls.*.wait` alone, which is for rules: by hand in quorums-and-retries.test.ts. */
const OF_WAITS: readonly string[] = ['timeout', 'retries.max', 'retries.backoff', 'retries.multiplier', 'retries.maxBackoff'];

const sources = (): ReadonlyMap<string, string> => {
  const own = readdirSync(new URL('engines/availability/', SRC)).map((name) => `engines/availability/${name}`);
  const shared = own.flatMap((file) => [...read(file).matchAll(/from '\.\.\/([\w-]+)\.js'/g)].map(([, name]) => `engines/${name}.ts`));
  const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*/g, '');
  return new Map([...new Set([...own, ...shared])].map((file) => [file, withoutComments(read(file))]));
};

const fieldsOf = (type: string): readonly string[] => {
  const text = read('schema/fields.generated.ts');
  const [, union = ''] = new RegExp(`export type ${type} =([^;]*);`).exec(text) ?? [];
  return [...union.matchAll(/'([^']+)'/g)].map(([, field]) => field as string);
};

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a text names a field: as it is, or as a template, of which what stands for `${...}` is in the same text as a word of its own. */
function names(text: string, field: string): boolean {
  if (text.includes(`'${field}'`)) return true;
  const words = new Set([...text.matchAll(/'([^'\n]*)'/g)].map(([, word]) => word));
  return [...text.matchAll(/`([^`]*)`/g)].some(([, template = '']) => {
    const parts = template.split(/\$\{[^}]*\}/);
    if (parts.length < 2 || parts.every((part) => part === '' || part === '.')) return false;
    const match = new RegExp(`^${parts.map(escaped).join('(.+)')}$`).exec(field);
    return match?.slice(1).every((hole) => words.has(hole)) ?? false;
  });
}

/** Paths of all that is in a tree, down to its leaves. */
function* pathsIn(node: unknown, path = ''): Generator<readonly [path: string, leaf: unknown]> {
  if (typeof node !== 'object' || node === null) yield [path, node];
  else for (const [key, value] of Object.entries(node)) yield* pathsIn(value, path === '' ? key : `${path}.${key}`);
}

/** One for another: `mttr: 1 h` states the time of repair. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\.mttr$/, '.mttr.repair'],
  [/\.fallback$/, '.fallback.share'],
];

const BY_HAND = new URL('../../../known-answers/by-hand/', import.meta.url);

/** What 100 designs state, and those whose figures are worked out by hand: paths, and words as `path: word`. */
function statedByDesigns(): readonly string[] {
  const stated = new Set<string>();
  const trees = [
    ...Array.from({ length: 100 }, (_, seed) => wideTree(wideDesign(seed), { isRanged: false })),
    ...storesWritten(30),
    ...readdirSync(BY_HAND).map((file) => parse(readFileSync(new URL(file, BY_HAND), 'utf8'))),
  ];
  for (const tree of trees)
    for (const [path, leaf] of pathsIn(JSON.parse(JSON.stringify(tree)))) {
      const short = path.startsWith('components.') ? SHORT.find(([end]) => end.test(path)) : undefined;
      for (const one of [path, ...(short ? [path.replace(...(short as [RegExp, string]))] : [])]) {
        stated.add(one);
        stated.add(`${one}: ${String(leaf)}`);
      }
    }
  return [...stated];
}

const stated = statedByDesigns();
const isStated = (field: string): boolean => {
  const pattern = new RegExp(`^${escaped(field).replaceAll('\\*', '[^.]+')}$`);
  return stated.some((path) => pattern.test(path));
};
const isStatedAtCall = (option: string): boolean =>
  stated.some((path) => /^flows\.[^.]+\.path\./.test(path) && path.endsWith(`.${option}`));

describe('the designs that availability is held on state', () => {
  test('every literal that it reads', () => {
    const fields = fieldsOf('LiteralField');
    const texts = [...sources().values()];
    const found = fields.filter((field) => texts.some((text) => names(text, field)));
    // The reading of the sources finds what is known to be there: a field as it is, one of a template, one behind a table.
    for (const field of [
      'components.*.crews',
      'components.*.mttr.respond',
      'topology.regions.*.zones.*.mtbf',
      'requirements.quality.*.availability',
    ])
      expect(found).toContain(field);
    expect(found.filter((field) => !isStated(field))).toEqual([]);
  });

  test('every option of a call that it reads', () => {
    const found = [...sources().values()].flatMap((text) =>
      [...text.matchAll(/\.option\(\w+, '([\w.]+)'\)/g)].map(([, option]) => option as string),
    );
    expect(found).toContain('fallback.buffer');
    expect(found.filter((option) => !fieldsOf('CallField').includes(option))).toEqual([]);
    expect([...new Set(found), 'hit'].filter((option) => !isStatedAtCall(option) && !OF_WAITS.includes(option))).toEqual([]);
  });

  test('every word that it reads', () => {
    const all = [...sources().values()].join('\n');
    /** What the typed spec makes of a word, by which engines know it. */
    const resolved: Readonly<Record<string, string>> = {
      'components.*.spread': 'places',
      'flows.*.kind': 'writes',
      'call.kind': 'writes',
      'call.dependency': 'isBypassed',
      'components.*.failover.mode': 'mode',
    };
    // The last are for rules alone, and named like much else.
    const elsewhere = [
      'components.*.replication.mode',
      'components.*.replication.lag',
      'data.*.readBy.*.by',
      'data.*.readBy.*.index',
      'data.*.class',
      'call.from',
    ];
    const read = Object.entries(WORDS).filter(([field]) => {
      const name = resolved[field] ?? (field.split('.').at(-1) as string);
      return !elsewhere.includes(field) && new RegExp(`\\b${name}\\b`).test(all);
    });
    expect(read.map(([field]) => field)).toEqual(expect.arrayContaining(['components.*.deploy.strategy', 'components.*.replication.sync']));
    const lacking = read.flatMap(([field, words]) =>
      (words as readonly string[]).flatMap((word) => {
        const isThere = field.startsWith('call.')
          ? isStatedAtCall(`${field.slice('call.'.length)}: ${word}`)
          : isStated(`${field}: ${word}`);
        return isThere ? [] : [`${field}: ${word}`];
      }),
    );
    expect(lacking).toEqual([]);
  });

  test('a component of each sort that it tells apart', () => {
    const sortOf = (kind: KindName): string => `${KINDS[kind].run}, data on ${KINDS[kind].data}${KINDS[kind].isCache ? ', a cache' : ''}`;
    const isThere = new Set((Object.keys(KINDS) as KindName[]).filter((kind) => isStated(`components.*.kind: ${kind}`)).map(sortOf));
    const ofSpecs = (Object.keys(KINDS) as KindName[]).filter((kind) => !KINDS[kind].isOfActors);
    expect(ofSpecs.filter((kind) => !isThere.has(sortOf(kind)))).toEqual([]);
  });
});
