import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Evaluation } from '../../../src/evaluate/evaluation.js';
import { analyzeReview } from '../../../src/lenses/review/analyze.js';
import { RULES } from '../../../src/rules/index.js';
import { specKeys } from '../../../src/schema/reference.js';
import { evaluationOf } from '../../../src/workspace/index.js';
import { yamlOf as plainOf } from '../../differential/data.js';
import { generated } from '../../differential/generate.js';
import { design } from '../../properties/designs.js';
import { THOROUGH } from '../../properties/reviewed.js';
import { Dice, yamlOf } from '../../properties/specs.js';
import { Facts, FILE, loaded } from '../../support/estimating.js';
import { isFull } from '../../support/full.js';
import { sysdesign } from '../../support/hosts.js';
import type { Tree } from '../support/unread-plans.js';
import { SMALL_WITNESSES, WITNESSES } from '../support/unread-witnesses.js';

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys of the schema at which a spec states something: none that only holds others, and no name of its own. */
const KEYS = (await specKeys()).map(({ key }) => key);
/** Without them, or of another sort, there is no spec: what they are is read by whatever reads one. */
const STRUCTURE: ReadonlySet<string> = new Set([
  'sysdesign',
  'name',
  'include',
  'components.*.kind',
  'call.calls',
  'call.miss',
  'call.parallel',
  'components.*.slowdown.factor',
  'components.*.slowdown.share',
  'topology.causes.*.slowdown.factor',
  'topology.causes.*.slowdown.share',
  'flows.*.spikes.*.factor',
  'flows.*.spikes.*.rate',
  'requirements.quality.*.fact',
  'requirements.quality.*.target',
  'counts',
  'catalog.*.mid',
  'products.*.levels.*.gives',
  'waivers.*.rule',
  'waivers.*.about',
  'waivers.*.reason',
]);
const LEAVES = KEYS.filter((key) => !KEYS.some((other) => other.startsWith(`${key}.`)) && !STRUCTURE.has(key));
const PARTS = LEAVES.map((leaf) => ({ leaf, keys: leaf.split('.') }));

/** What stands at a path is of which key: with `*` for names, options of calls as `call`. */
function keyOf(path: readonly string[]): string | undefined {
  const at = path.indexOf('path');
  const isCall = path[0] === 'flows' && at === 2 && path.length > 3;
  const below = isCall ? callBelow(path.slice(3)) : path;
  return PARTS.find(({ keys }) => keys.length === below.length && keys.every((key, i) => key === '*' || key === below[i]))?.leaf;
}

/** Of a path below that of a flow: what comes after the last component that is called. */
function callBelow(path: readonly string[]): readonly string[] {
  const last = path.findLastIndex((key) => key === 'calls' || key === 'miss' || key === 'parallel');
  const own = path.slice(last + 1).filter((key) => !/^\d+$/.test(key));
  return ['call', ...own.slice(1)];
}

function* leavesOf(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (keyOf(path) !== undefined) yield path;
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* leavesOf(item, [...path, String(i)]);
  else if (isTree(value)) for (const [key, inner] of Object.entries(value)) yield* leavesOf(inner, [...path, key]);
}

function without(value: unknown, [key, ...rest]: readonly string[], isCall = key === 'flows'): unknown {
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? without(item, rest, isCall) : item));
  if (!isTree(value) || key === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      if (name !== key) return [[name, inner]];
      const left = rest.length === 0 ? undefined : without(inner, rest, isCall);
      // What stated nothing else goes with it, but for a call.
      return left === undefined || (!isCall && isTree(left) && Object.keys(left).length === 0) ? [] : [[name, left]];
    }),
  );
}

const folder = (path: string): readonly string[] =>
  readdirSync(path)
    .filter((file) => file.endsWith('.sysdesign.yaml'))
    .map((file) => readFileSync(`${path}/${file}`, 'utf8'));

/** Specs that state, together, nearly all that may be stated: the small ones first, which are quick to work out, so that the large ones are asked about little. */
function* pool(): Generator<Tree> {
  yield* WITNESSES;
  yield* SMALL_WITNESSES;
  for (const text of [
    ...RULES.flatMap(({ docs }) => [docs.bad, docs.good]),
    ...folder('test/known-answers/by-hand'),
    ...folder('test/mutations'),
  ])
    yield parse(text) as Tree;
  for (let seed = 1; seed <= 5; seed++) {
    yield JSON.parse(yamlOf(design(new Dice(seed)))) as Tree;
    yield JSON.parse(plainOf(generated(seed))) as Tree;
  }
  for (const text of ['templates', 'examples'].flatMap(folder)) yield parse(text) as Tree;
}

/** What comes of a spec: its facts but for what it states itself, and, where these tell nothing, its checks and what rules find. */
class Outcome {
  readonly #evaluation: Evaluation;
  readonly #facts: string;
  #review: string | undefined;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
    const { graph, sampler } = evaluation;
    this.#facts = [...new Facts(graph, sampler).known(/^stated\./)].map(([id, value]) => `${id} ${value.toPrecision(9)}`).join('\n');
  }

  async isSameAs(other: Outcome): Promise<boolean> {
    return this.#facts === other.#facts && (await this.#reviewed()) === (await other.#reviewed());
  }

  async #reviewed(): Promise<string> {
    if (this.#review !== undefined) return this.#review;
    const { checks, findings, context, summary } = await analyzeReview(this.#evaluation, { rules: THOROUGH, fixes: false });
    this.#review = JSON.stringify([
      context,
      summary,
      checks.map(({ at: _, ...check }) => check),
      findings.map(({ rule, severity, message, help, math }) => [rule, severity, message, help, math]),
    ]);
    return this.#review;
  }
}

/** Undefined for a spec that is not valid. */
async function outcomeOf(spec: unknown): Promise<Outcome | undefined> {
  const { spec: model } = await loaded(JSON.stringify(spec));
  return model ? new Outcome(await evaluationOf(model, { samples: 50 })) : undefined;
}

/** What commands print of it, without places. */
async function printedOf(spec: unknown): Promise<string> {
  const files = { [FILE]: JSON.stringify(spec) };
  const printed = await Promise.all(
    [
      ['estimate'],
      ['estimate', '--scenario', 'all'],
      ['availability'],
      ['consistency'],
      ['review'],
      ['explain', '-f', 'json', 'components.c.cost'],
    ].map((argv) => sysdesign([...argv, FILE, '--samples', '100'], { files })),
  );
  return printed.map(({ out }) => out.replaceAll(/\d+:\d+|"(?:column|endColumn)": *\d+/g, '').replaceAll(/^.*\|.*$/gm, '')).join('\n');
}

const PROSE = 'for people who read the spec; the export of a design document';

/** Keys that nothing reads yet, and what will. The list only shrinks. */
const UNREAD: Readonly<Record<string, string>> = {
  'actors.*.description': PROSE,
  'components.*.autoscale.coolDown': 'rules about scaling in',
  'components.*.description': PROSE,
  'constraints.*.kind': 'rules about constraints',
  'constraints.*.text': PROSE,
  'data.*.description': PROSE,
  'decisions.*.because': PROSE,
  'decisions.*.costs': PROSE,
  'decisions.*.over': PROSE,
  'flows.*.description': PROSE,
  'products.*.model': PROSE,
  'products.*.source': PROSE,
  'products.*.version': PROSE,
  'requirements.agreements.*.audience': 'rules about agreements: what is free needs none',
  'requirements.agreements.*.counted': 'the availability engine, which counts requests and time alike',
  'requirements.agreements.*.description': PROSE,
  'requirements.agreements.*.penalty': 'rules about agreements: a promise without a penalty',
  'requirements.functional.*.then': PROSE,
  'requirements.functional.*.when': PROSE,
  'requirements.quality.*.description': PROSE,
  'scenarios.*.summary': PROSE,
};

/** So many specs that state a key of the list are asked whether it is still one that nothing reads; of another, all until one tells. */
const TRIES = isFull ? 5 : 1;
const triesOf = (key: string): number => (key in UNREAD ? TRIES : Number.POSITIVE_INFINITY);

test('every key of the schema changes a fact, a check or a finding, or is listed with what will read it', {
  timeout: 300_000,
}, async () => {
  const read = new Set<string>();
  const tried = new Map<string, number>();
  for (const stating of pool()) {
    const open = [...leavesOf(stating)].flatMap((path) => {
      const key = keyOf(path) as string;
      return read.has(key) || (tried.get(key) ?? 0) >= triesOf(key) ? [] : [{ key, path }];
    });
    if (open.length === 0) continue;
    const usual = await outcomeOf(stating);
    if (usual === undefined) continue;
    let printed: string | undefined;
    for (const { key, path } of open) {
      if (read.has(key) || (tried.get(key) ?? 0) >= triesOf(key)) continue;
      const other = without(stating, path);
      const outcome = await outcomeOf(other);
      if (outcome === undefined) continue;
      const tries = (tried.get(key) ?? 0) + 1;
      tried.set(key, tries);
      if (!(await outcome.isSameAs(usual))) {
        read.add(key);
        continue;
      }
      if (tries > 1) continue;
      printed ??= await printedOf(stating);
      if ((await printedOf(other)) !== printed) read.add(key);
    }
  }
  const untried = LEAVES.filter((key) => !tried.has(key));
  expect(untried, 'stated by no spec that is valid without it').toEqual([]);
  expect(LEAVES.filter((key) => !read.has(key)).sort()).toEqual(Object.keys(UNREAD).sort());
});
