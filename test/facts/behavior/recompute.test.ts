import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { factResult } from '../../../src/evaluate/fact-result.js';
import { factsOf } from '../../../src/evaluate/facts.js';
import { type EvaluateOptions, evaluationOf } from '../../../src/evaluate/index.js';
import { checkedId, type FactId, type FactNode } from '../../../src/facts/index.js';
import { load } from '../../../src/index.js';
import { jsonText } from '../../../src/report/json-text.js';
import { factData } from '../../../src/report/result-data.js';
import type { Model } from '../../../src/spec/index.js';
import type { LoadedSpec } from '../../../src/workspace/index.js';
import { compounded, compute, parseFormula } from '../support/recomputing.js';
import { flawOfRetries, OF_RETRIES } from '../support/recomputing-retries.js';
import { flawOfPath, OF_PATHS } from '../support/recomputing-times.js';
import { inferUnit, sameUnit, type Unit, unitNamed } from '../support/recomputing-units.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const files = ['examples', 'templates', 'test/known-answers', 'test/known-answers/by-hand'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.sysdesign.yaml'))
    .map((file) => `${folder}/${file}`),
);

type Fact = Omit<ReturnType<typeof factData>, 'at'> & {
  readonly at: { readonly file: string; readonly line: number; readonly column: number } | null;
};

/** Times that have no closed form: what grows in several ways meets what there is. `test/engines` checks them. */
const OF_DISTRIBUTIONS =
  /(?:^|[^\w.])(?:sent|timesToTarget|percentile|percentileFrom|percentileTo|failed|staleWithin|staleness|visibleAfter|readWithin99|readWithin50|writtenWithin99|writtenWithin50)\(/;
const SEARCHED = /^components\.[^.]+\.saturates\.[a-z]+(\.year\d+)?$/;
/** Data is told at the horizon, and starts from today. */
const isStockId = (id: string): boolean => /saturates\.(disk|memory)/.test(id);

/** The dearest component; or redundancy if it takes as many again as the load does, else the resource that needs most, unrounded. */
function bindingOf(fact: Fact, byId: ReadonlyMap<string, Fact>): string {
  const value = (id: string | undefined): number => Number(byId.get(id ?? '')?.value ?? Number.NaN);
  if (fact.id.startsWith('totals.cost.dominant')) {
    const dearest = fact.inputs.reduce((best, id) => (value(id) > value(best) ? id : best));
    return dearest.split('.')[1] ?? '';
  }
  const [all, carrying, ...each] = fact.inputs;
  if (value(all) - value(carrying) >= value(carrying)) return 'redundancy';
  // What each resource needs is among the inputs as its parts: the formula of its instances, before it is rounded up.
  const demands = each.filter((id) => /^components\.[^.]+\.demand\./.test(id));
  const need = (id: string): number => {
    const tree = parseFormula(byId.get(id.replace('.demand.', '.instances.'))?.formula ?? '0');
    const unrounded = tree.kind === 'call' && tree.args[0] ? tree.args[0] : tree;
    return compute(unrounded, (input) => numberOf(byId.get(input)));
  };
  return demands.reduce((best, id) => (need(id) > need(best) ? id : best)).split('.')[3] ?? '';
}

/** The guarantees that each gives beside itself, in the words of Viotti and Vukolic 2016 and of Lamport 1986. */
const GIVES: Readonly<Record<string, readonly string[]>> = {
  strictSerializable: ['linearizable', 'serializable'],
  linearizable: ['sequential', 'regular'],
  sequential: ['causal'],
  causal: ['session'],
  session: ['pram', 'writesFollowReads'],
  pram: ['readYourWrites', 'monotonicReads', 'monotonicWrites'],
  regular: ['readYourWrites', 'boundedStaleness'],
  boundedStaleness: ['eventual'],
  readYourWrites: ['eventual'],
  monotonicReads: ['eventual'],
  monotonicWrites: ['eventual'],
  writesFollowReads: ['eventual'],
  // Of transactions: Berenson et al. 1995, figure 2, and Adya 1999.
  serializable: ['repeatableRead', 'snapshot'],
  repeatableRead: ['cursorStability', 'monotonicAtomicView'],
  snapshot: ['monotonicAtomicView'],
  cursorStability: ['readCommitted'],
  monotonicAtomicView: ['readCommitted'],
  readCommitted: ['readUncommitted'],
};

const inOrder = (word: string): string => word.split(' + ').sort().join(' + ');

/** What several guarantees leave together: all that each of them gives, without what follows from the rest. */
function leftBy(links: readonly string[]): string {
  const below = (word: string): readonly string[] => [word, ...(GIVES[word] ?? []).flatMap(below)];
  if (links.includes('none')) return 'none';
  const given = links.map((link) => new Set(link.split(' + ').flatMap(below)));
  const left = [...(given[0] ?? [])].filter((word) => given.every((one) => one.has(word)));
  return left.filter((word) => !left.some((other) => other !== word && below(other).includes(word))).join(' + ');
}

/** What quorums leave of one side of a split: copies are dealt out to the places in turn. Of leaders and products, what is printed. */
function onSide({ id, inputs, value }: Fact, byId: ReadonlyMap<string, Fact>): string {
  const [, data, , cut, side = '', of] = id.split('.');
  const [r, w, n] = inputs.map((input) => Number(byId.get(input)?.value));
  if (r === undefined || w === undefined || n === undefined || inputs.some((input) => input.includes('.replication.in.')))
    return String(value);
  const sides = [...byId.keys()].filter((other) => other.startsWith(`data.${data}.partitions.${cut}.`) && other.endsWith(`.${of}`));
  const places = sides.flatMap((other) => (other.split('.')[4] ?? '').split('_and_')).sort();
  const dealt = Array.from({ length: n }, (_, i) => places[i % places.length] as string);
  const here = dealt.filter((place) => side.split('_and_').includes(place)).length;
  const others = n - here >= w;
  return of === 'reads' ? (here < r ? 'fail' : others ? 'stale' : 'serve') : here < w ? 'fail' : others ? 'conflict' : 'serve';
}

/** Chances below this are as good as none, and may be told as that: their last digits are lost to the smallest numbers there are. */
const LEAST = 1e-290;

/** Values are recomputed, which no sample changes: what is sampled has to be there. */
const SAMPLES = 8;

/** What is wrong with the facts of one report, fact by fact: nothing, one hopes. */
function flaws(facts: readonly Fact[]): string[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const found: string[] = [];
  for (const fact of facts) {
    const flaw = (text: string): number => found.push(`${fact.id}: ${text}`);
    for (const input of fact.inputs) if (!byId.has(input)) flaw(`${input} is not among the facts`);
    if (fact.state === 'unknown' && fact.missing.length === 0) flaw('is unknown and does not say why');
    if (fact.state !== 'known' && fact.value !== null) flaw('has a value without being known');
    if (typeof fact.value === 'string' && fact.steps) {
      const left = leftBy(fact.steps.map(({ gives }) => gives));
      if (inOrder(fact.value) !== inOrder(left)) flaw(`is ${fact.value}, its steps leave ${left}`);
      if (fact.steps.some(({ at, text }) => at === null || text === '')) flaw('has a step without a place or a text');
      continue;
    }
    if (typeof fact.value === 'string' && fact.id.includes('.partitions.')) {
      const word = onSide(fact, byId);
      if (fact.value !== word) flaw(`is ${fact.value}, its inputs give ${word}`);
      continue;
    }
    if (typeof fact.value === 'string') {
      if (fact.value !== bindingOf(fact, byId)) flaw(`is ${fact.value}, its inputs give ${bindingOf(fact, byId)}`);
      continue;
    }
    if (SEARCHED.test(fact.id) && fact.state === 'known' && (fact.formula === null || fact.formula.startsWith('reaches('))) {
      const [demand, limit] = fact.inputs.map((input) => Number(byId.get(input)?.value));
      if (demand === undefined || limit === undefined || (fact.value ?? -1) < 0) flaw('is searched for without a demand and a limit');
      if (!isStockId(fact.id) && (fact.value === 0) !== Number(demand) >= Number(limit))
        flaw(`is ${fact.value} with ${demand} of ${limit}`);
      continue;
    }
    if (fact.formula === null) {
      if (fact.state !== 'known') continue;
      if (fact.inputs.length > 0) flaw('has inputs but no formula');
      if (fact.origin === 'spec' || fact.origin === 'override') {
        if (!fact.at || fact.at.line < 1 || fact.at.column < 1) flaw('is a leaf of the spec without a place');
        if (!fact.text) flaw('is a leaf of the spec without its text');
      } else if (fact.origin === 'formula') flaw('is a leaf that comes from nowhere');
      else if (!fact.source) flaw('is a leaf without a source');
      continue;
    }
    // Paths are recomputed by requests that are sent through what is printed; distributions of staleness are held against simulations in test/engines.
    if (OF_DISTRIBUTIONS.test(fact.formula)) {
      if (OF_PATHS.test(fact.formula)) {
        const printed = new Set(identifiers(parseFormula(fact.formula.replaceAll(/\w+ = /g, ''))).filter((id) => id.includes('.')));
        if ([...printed].sort().join() !== [...fact.inputs].sort().join())
          flaw(`prints ${[...printed].join(', ')} and lists ${fact.inputs.join(', ')}`);
        const wrong =
          fact.state === 'known' && typeof fact.value === 'number'
            ? flawOfPath(fact.formula, fact.value, (id) => numberOf(byId.get(id)))
            : undefined;
        if (wrong !== undefined) flaw(wrong);
        const unit = { failed: 'share', sent: 'ratio', timesToTarget: 'ratio' }[fact.formula.split('(', 1)[0] as string] ?? 's';
        if (fact.unit !== unit) flaw(`is told in ${fact.unit}, and measured in ${unit}`);
      }
      continue;
    }
    const tree = parseFormula(fact.formula);
    const named = new Set(identifiers(tree));
    if ([...named].sort().join() !== [...fact.inputs].sort().join())
      flaw(`prints ${[...named].join(', ')} and lists ${fact.inputs.join(', ')}`);
    // Fixed points have neither a closed form nor units of their parts: they are iterated.
    if (OF_RETRIES.test(fact.formula)) {
      const isRate = /^(?:recoversBelow|tipsAbove)\(/.test(fact.formula);
      const wrong = fact.state === 'known' ? flawOfRetries(fact.formula, Number(fact.value), (id) => numberOf(byId.get(id))) : undefined;
      if (wrong !== undefined) flaw(wrong);
      if (fact.unit !== (isRate ? 'req/s' : 'ratio')) flaw(`is told in ${fact.unit}`);
      continue;
    }
    if (fact.state === 'known' && typeof fact.value === 'number') {
      const again = compute(tree, (id) => numberOf(byId.get(id)));
      // A transform is inverted with so many digits.
      const digits = fact.formula.startsWith('chanceToMiss(') ? 2e-6 : 1e-9 * Math.max(Math.abs(again), Math.abs(fact.value), LEAST);
      if (!(Math.abs(again - fact.value) <= digits)) flaw(`prints ${fact.value}, its formula gives ${again}`);
    }
    if (fact.unit === null) continue;
    try {
      const ofUser = fact.origin === 'spec' || fact.origin === 'override';
      const unit = inferUnit(tree, (id) => unitOf(byId.get(id)), ofUser ? 'any' : [0, 0, 0]);
      const zero = fact.value === 0 && fact.inputs.length === 0;
      if (!zero && !sameUnit(unit, unitNamed(fact.unit))) flaw(`is declared in ${fact.unit}, its formula gives ${JSON.stringify(unit)}`);
    } catch (error) {
      flaw(`mixes units: ${String(error)} in ${fact.formula}`);
    }
  }
  return found;
}

/** What never ends is more than any number. */
const numberOf = (fact: Fact | undefined): number =>
  fact?.state === 'unbounded' ? Number.POSITIVE_INFINITY : Number(fact?.value ?? Number.NaN);

const unitOf = (fact: Fact | undefined): Unit => (fact?.unit == null ? 'any' : unitNamed(fact.unit));

function identifiers(tree: ReturnType<typeof parseFormula>): string[] {
  if (tree.kind === 'id') return [tree.id];
  return tree.kind === 'call' ? tree.args.flatMap(identifiers) : [];
}

/** All facts as they are printed, without their spread: that has tests of its own. */
async function report(spec: LoadedSpec, options: EvaluateOptions): Promise<readonly Fact[]> {
  const { graph, sampler } = await evaluationOf(modelIn(spec), options);
  sampler.spread = () => null;
  return JSON.parse(jsonText(factsOf(graph, sampler, {}).map(factData)));
}

const asFiled = new Map<string, Promise<readonly Fact[]>>();
/** The facts of a file of ours as it stands. */
function reportOf(file: string): Promise<readonly Fact[]> {
  let made = asFiled.get(file);
  if (!made) {
    made = loadOne(file).then((spec) => report(spec, {}));
    asFiled.set(file, made);
  }
  return made;
}

async function loadOne(file: string): Promise<LoadedSpec> {
  const [spec] = await load(file, { cwd: root });
  if (!spec?.spec) throw new Error(`${file} is invalid`);
  return spec;
}

describe('every fact can be recomputed from its printed inputs by an evaluator that shares nothing with the tool', () => {
  test('the evaluator itself computes what a pocket calculator does', () => {
    const value = (text: string): number => compute(parseFormula(text), (id) => ({ 'a-b.c': 7, x: 2 })[id] ?? Number.NaN);
    expect(value('2 + 3 * 4 - 6 / 3')).toBe(12);
    expect(value('10 - 3 - 2')).toBe(5);
    expect(value('-x^2 + 2^x^0')).toBe(-2);
    expect(value('a-b.c - x')).toBe(5);
    expect(value('if(x < 3 and not (x == 1), max(1, x, 3), 0)')).toBe(3);
    expect(value('ceil(2.1) + ceil(7, 5) + floor(7, 5) + round(2.5)')).toBe(3 + 10 + 5 + 3);
    expect(value('1.5e-3 * 1e3')).toBe(1.5);
    // (1.4^3 - 1) / ln 1.4, to ten digits by hand: 1.744 / 0.3364722366
    expect(compounded(1.4, 0, 3)).toBeCloseTo(1.744 / 0.3364722366212129, 9);
    expect(compounded(1, 1, 3)).toBeCloseTo(2, 12);
  });

  test('there is something to recompute', () => {
    expect(files.length).toBeGreaterThanOrEqual(60);
  });

  test.each(files)('%s', async (file) => {
    const spec = await loadOne(file);
    const facts = await reportOf(file);
    expect(facts.filter(({ state }) => state === 'known').length).toBeGreaterThan(5);
    expect(flaws(facts)).toEqual([]);
    for (const scenario of spec.spec?.scenarios.keys() ?? []) {
      const under = await report(spec, { scenario });
      expect(flaws(under).map((flaw) => `${scenario}: ${flaw}`)).toEqual([]);
    }
  });

  test.each(files)('%s, in other years', async (file) => {
    const spec = await loadOne(file);
    const { graph, sampler } = await evaluationOf(modelIn(spec), { samples: SAMPLES });
    const facts = new Map<string, FactNode>();
    const open = stocksAndLoads(spec).map((id) => graph.get(id));
    for (let node = open.pop(); node; node = open.pop()) {
      if (facts.has(node.id)) continue;
      facts.set(node.id, node);
      open.push(...node.inputs);
    }
    expect(flaws(JSON.parse(jsonText([...facts.values()].map((node) => factData(factResult(node, sampler))))))).toEqual([]);
  });
});

function modelIn({ spec }: LoadedSpec): Model {
  if (!spec) throw new Error('the spec is invalid');
  return spec;
}

function stocksAndLoads({ spec }: LoadedSpec): readonly FactId[] {
  const sizes = [...(spec?.data.keys() ?? [])].map((data) => checkedId(`data.${data}.size.stored.year3`));
  const loads = [...(spec?.components.keys() ?? [])].slice(0, 4).map((component) => checkedId(`components.${component}.rate.peak.year2`));
  return [...sizes, ...loads, checkedId('totals.rate.peak.year1'), checkedId('totals.storage.year5')];
}

describe('every leaf stands where it says', () => {
  test.each(files)('%s', async (file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    for (const fact of await reportOf(file)) {
      if (fact.origin !== 'spec' || !fact.at || fact.text === null) continue;
      expect(fact.at.file).toBe(file);
      const rest = lines[fact.at.line - 1]?.slice(fact.at.column - 1) ?? '';
      expect(rest.replace(/^["']/, '').startsWith(fact.text), `${fact.id}: ${fact.text} at ${rest}`).toBe(true);
    }
  });
});

describe('the checks above can fail', () => {
  test('a value, an input, a unit or a source that is wrong is noticed', async () => {
    const facts = await reportOf('test/known-answers/conformance.sysdesign.yaml');
    expect(facts.filter(({ formula }) => formula !== null).length).toBeGreaterThan(150);
    const spoilt = (id: string, change: Partial<Fact>): readonly string[] =>
      flaws(facts.map((fact) => (fact.id === id ? { ...fact, ...change } : fact)));
    expect(spoilt('data.posts.size.stored', { value: 34.1e12 }).join()).toMatch(
      /data.posts.size.stored: prints 34100000000000, its formula gives 34053567/,
    );
    expect(spoilt('data.posts.items', { unit: 'B' }).join()).toMatch(/data.posts.items: is declared in B/);
    expect(spoilt('flows.read.rate.mean', { unit: 'ratio' }).join()).toMatch(/mixes units|is declared in/);
    expect(spoilt('conventions.year', { source: null })).toEqual(['conventions.year: is a leaf without a source']);
    expect(flaws(facts.filter(({ id }) => id !== 'components.db.copies')).length).toBeGreaterThan(0);
  });

  test('units are read as the report writes them', () => {
    expect(unitNamed('1/user/s')).toEqual([-1, 0, 0]);
    expect(unitNamed('USD/B/s')).toEqual([-1, -1, 1]);
    expect(unitNamed('users')).toEqual([0, 0, 0]);
  });
});
