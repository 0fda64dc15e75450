import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What users of the package import, and what is started by its name. */
const ENTRIES: readonly string[] = ['src/index.ts', 'src/math/public/index.ts', 'src/cli/main.ts', 'src/cli/lint-worker.ts'];

const HELD = 'a formula that known answers are published for';
const TABLE = 'a table, each row of which a test goes through';
const ALONE = 'tested by itself: through what uses it a case takes many lines';

/** What only tests import, and why it is exported all the same. */
const FOR_TESTS: Readonly<Record<string, string>> = {
  'src/catalog/lookup.ts catalogBehaviors': ALONE,
  'src/cli/commands/completion.ts SHELLS': TABLE,
  'src/cli/repl.ts answer': ALONE,
  'src/io/clock.ts fixedClock': 'the clock that stands still, beside that of the machine',
  'src/io/read-text.ts decode': ALONE,
  'src/math/consistency/ages.ts agesBeyond': ALONE,
  'src/math/consistency/guarantees.ts IMPLICATIONS': TABLE,
  'src/math/consistency/guarantees.ts availabilityOf': 'a level of the catalog is held against what any system can keep',
  'src/math/objective/alerts.ts detectionTime': HELD,
  'src/math/queueing/closed.ts closedBounds': HELD,
  'src/math/queueing/general.ts generalQueue': HELD,
  'src/math/queueing/general.ts renewalQueue': HELD,
  'src/math/queueing/pooled.ts waitTail': 'held against a simulation, which its inverse, waitQuantile, cannot be',
  'src/math/redundancy/birth-death.ts tailOf': ALONE,
  'src/practice/calibration.ts levelOf': ALONE,
  'src/practice/claims.ts claimsIn': ALONE,
  'src/practice/drills/structures.ts clocksOf': ALONE,
  'src/practice/drills/structures.ts inTumbling': ALONE,
  'src/practice/drills/structures.ts sessionsOf': ALONE,
  'src/practice/drills/structures.ts usedColumns': ALONE,
  'src/practice/stats.ts streakOf': ALONE,
  'src/fixes/combinations.ts combinationOf': ALONE,
  'src/fixes/combinations.ts isBetter': ALONE,
  'src/fixes/fixes.ts notDominated': ALONE,
  'src/fixes/fixes.ts orderedFixes': ALONE,
  'src/fixes/fixes.ts proposalsFor': ALONE,
  'src/fixes/table.ts RECIPES': TABLE,
  'src/quantity/field-type.ts fieldTypes': TABLE,
  'src/tools/starter.ts starterText': ALONE,
  'src/views/spec-keys.ts UNITS': TABLE,
  'src/workspace/config.ts NO_CONFIG': 'what a test begins with that needs a configuration',
};

/** By their path from the root of the repository, with the text. */
const filesOf = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.split(sep).join('/')}`)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('/generated/'))
      .map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
  );

const sources = filesOf('src');
const tests = filesOf('test');

/** What a file exports: declared there, or taken from another one (`from`, by the name that it has there). */
interface Exported {
  readonly names: Map<string, { readonly from: string; readonly name: string } | 'type' | 'value'>;
  /** Files of which it exports all. */
  readonly all: string[];
}

const DECLARED = /^export (?:declare )?(?:abstract )?(?:async )?(const|let|function\*?|class|interface|type|enum) (\w+)/gm;
const LISTED = /^export (type )?\{([^}]*)\}(?: from '([^']+)')?;/gm;
const ALL = /^export (?:type )?\* from '([^']+)'/gm;
const IMPORTED = /^import (?:type )?(?:\w+, )?\{([^}]*)\} from '([^']+)'/gm;
/** Of what is loaded late, or under one name, any word of the file may be a use. */
const WHOLE = /(?:\bimport\(|^import (?:type )?\* as \w+ from )'([^']+)'/gm;

const targetOf = (file: string, target: string): string => {
  const path = relative(ROOT, join(ROOT, dirname(file), target))
    .split(sep)
    .join('/');
  return target.startsWith('.') ? path.replace(/\.js$/, '.ts') : target;
};
const pairsIn = (list: string): readonly (readonly [name: string, as: string])[] =>
  list
    .split(',')
    .map((one) => one.trim().replace(/^type /, ''))
    .filter((one) => one !== '')
    .map((one) => one.split(' as ') as [string, string?])
    .map(([name, as = name]) => [name, as]);

function exportedBy(file: string, text: string): Exported {
  const names: Exported['names'] = new Map();
  for (const [, sort, name = ''] of text.matchAll(DECLARED)) names.set(name, sort === 'interface' || sort === 'type' ? 'type' : 'value');
  for (const [, type, list = '', target] of text.matchAll(LISTED))
    for (const [name, as] of pairsIn(list))
      names.set(as, target === undefined ? (type ? 'type' : 'value') : { from: targetOf(file, target), name });
  return { names, all: [...text.matchAll(ALL)].map(([, target = '']) => targetOf(file, target)) };
}

const exported = new Map([...sources].map(([file, text]) => [file, exportedBy(file, text)]));

const namesOf = (file: string): readonly string[] => {
  const { names, all } = exported.get(file) ?? { names: new Map<string, never>(), all: [] };
  return [...names.keys(), ...all.flatMap(namesOf)];
};

/** Marks what some files import: a name, what it stands for, and so on. */
function usedBy(files: ReadonlyMap<string, string>, used: Set<string>): void {
  const use = (file: string, name: string): void => {
    const found = exported.get(file);
    if (!found || used.has(`${file} ${name}`)) return;
    used.add(`${file} ${name}`);
    const own = found.names.get(name);
    if (typeof own === 'object') use(own.from, own.name);
    else if (own === undefined) for (const other of found.all) use(other, name);
  };
  for (const [file, text] of files) {
    for (const [, list = '', target = ''] of text.matchAll(IMPORTED)) for (const [name] of pairsIn(list)) use(targetOf(file, target), name);
    for (const [, target = ''] of text.matchAll(WHOLE)) {
      const whole = targetOf(file, target);
      const words = exported.has(whole) ? new Set(text.match(/\w+/g)) : new Set();
      for (const name of namesOf(whole)) if (words.has(name)) use(whole, name);
    }
    if (ENTRIES.includes(file)) for (const name of namesOf(file)) use(file, name);
  }
}

const used = new Set<string>();
usedBy(sources, used);
const usedOrTested = new Set(used);
usedBy(tests, usedOrTested);

/** Whether a file uses a name beside declaring it: a type may be that of what another file gets. */
const usesItself = (file: string, name: string): boolean => (sources.get(file)?.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length > 1;

describe('what src exports', () => {
  const all = [...exported].flatMap(([file, { names }]) => [...names].map(([name, sort]) => ({ file, name, sort, id: `${file} ${name}` })));

  it('is imported in src, is part of the package, or is exported for tests with a reason', () => {
    const unused = all.filter(
      ({ file, name, sort, id }) => !used.has(id) && typeof sort === 'string' && (sort === 'value' || !usesItself(file, name)),
    );
    expect(unused.filter(({ id }) => !Object.hasOwn(FOR_TESTS, id)).map(({ id }) => id)).toEqual([]);
    expect(Object.keys(FOR_TESTS).filter((id) => used.has(id) || !usedOrTested.has(id))).toEqual([]);
  });

  it('is handed on by an index only where somebody takes it from there', () => {
    expect(all.filter(({ sort, id }) => typeof sort === 'object' && !usedOrTested.has(id)).map(({ id }) => id)).toEqual([]);
  });
});
