import { describe, expect, it } from 'vitest';
import { evaluationOf } from '../../../../src/evaluate/evaluation.js';
import { printExpr } from '../../../../src/quantity/index.js';
import { parseFormula, type Tree } from '../../../facts/support/recomputing.js';
import { design, estimate, modelOf } from '../../../support/estimating.js';
import { Dice, wayThrough } from '../../support/simulating.js';

const PATH = '[ api: { calls: [ cache: { hit: 80%, miss: [ db: { timeout: 80 ms, retries: { max: 1, backoff: 10 ms } } ] } ] } ]';
const COMPONENTS = `api: { kind: service, each: { p50: 5 ms, p99: 40 ms } }
cache: { kind: cache, each: { mean: 1 ms } }
db: { kind: database, each: { p50: 10 ms, p99: 60 ms } }`;
const FACTS = [
  'flows.f.latency.p50',
  'flows.f.latency.p99',
  'flows.f.completion.p99',
  'components.api.latency.p99',
  'components.cache.latency.p95',
] as const;

const namesIn = (tree: Tree): string[] => (tree.kind === 'id' ? [tree.id] : tree.kind === 'call' ? tree.args.flatMap(namesIn) : []);

describe('facts of latency come again from their printed formulas and inputs', () => {
  it.each([
    ['as it stands', {}],
    ['under a change', { 'components.db.each.p99': '200 ms', 'components.api.each.p50': 'x2' }],
  ])('%s', async (_, set) => {
    const { graph } = await evaluationOf(await modelOf(design(PATH, COMPONENTS)), { set });
    for (const id of FACTS) {
      const node = graph.get(id);
      const tree = parseFormula(printExpr(node.formula as NonNullable<typeof node.formula>));
      // What it prints is what it rests on.
      expect([...new Set(namesIn(tree))].sort(), id).toEqual(node.inputs.map((input) => input.id).sort());
      const inputs = new Map<string, number>(node.inputs.map((input) => [input.id, input.value]));
      const [share, path] = tree.kind === 'call' ? tree.args : [];
      const dice = new Dice(7);
      const read = (input: string): number => inputs.get(input) ?? Number.NaN;
      const way = wayThrough(path as Tree, read);
      const times = Float64Array.from(Array.from({ length: 20_000 }, () => way(dice).time)).sort();
      const p = share?.kind === 'number' ? share.value : Number.NaN;
      const spread = 4 * Math.sqrt((p * (1 - p)) / times.length);
      expect(node.value, id).toBeGreaterThan((times[Math.floor((p - spread) * times.length)] as number) * 0.99);
      expect(node.value, id).toBeLessThan((times[Math.min(times.length - 1, Math.ceil((p + spread) * times.length))] as number) * 1.01);
    }
  });

  it('a change reaches what rests on it, and nothing else', async () => {
    const model = await modelOf(design(PATH, COMPONENTS));
    const [before, after] = [await evaluationOf(model), await evaluationOf(model, { set: { 'components.db.each.p99': '200 ms' } })];
    for (const id of ['flows.f.latency.p99', 'components.cache.latency.p99'] as const)
      expect(after.graph.get(id).value).toBeGreaterThan(before.graph.get(id).value);
    const text = design(PATH, COMPONENTS, 'scenarios: { later: { after: 3 years } }\ngrowth: 40% per year');
    const later = await evaluationOf(await modelOf(text), { scenario: 'later' });
    // Own times do not grow with the load: waiting will.
    expect(later.graph.get('flows.f.latency.p99').value).toBe(before.graph.get('flows.f.latency.p99').value);
  });

  it('what is unknown stays so, whatever is changed, until it is stated', async () => {
    const model = await modelOf(
      design('api -> db', 'api: { kind: service, each: { p50: 5 ms, p99: 40 ms } }\ndb: { kind: database, each: { p50: 1 ms } }'),
    );
    const { graph } = await evaluationOf(model, { set: { 'components.api.each.p50': '1 ms' } });
    expect(graph.get('flows.f.latency.p99').state).toBe('unknown');
    const stated = await evaluationOf(model, { set: { 'components.db.each.p99': '2 ms' } });
    expect(stated.graph.get('flows.f.latency.p99').state).toBe('known');
  });
});

describe('doubt about own times', () => {
  it('is that of one distribution with its numbers in doubt: a fixed time in doubt has the ends of its interval', async () => {
    const facts = await estimate(design('a', 'a: { kind: service, each: { mean: 10..40 ms, variation: fixed } }'));
    const spread = facts.sampler.spread(facts.node('flows.f.latency.p99'));
    expect(spread?.p5).toBeCloseTo(0.01, 3);
    expect(spread?.p95).toBeCloseTo(0.04, 3);
  });

  it('of an exponential mean scales its percentiles: p99 = mean ln 100, each end within 3%', async () => {
    const facts = await estimate(design('[ a, a ]', 'a: { kind: service, each: { mean: 10..40 ms } }'));
    const spread = facts.sampler.spread(facts.node('flows.f.latency.p99'));
    // Erlang of two stages: P(T > t) = (1 + t) e^-t = 0.01 at t = 6.6384.
    expect(Math.abs((spread?.p5 ?? 0) / (0.01 * 6.6384) - 1)).toBeLessThan(0.03);
    expect(Math.abs((spread?.p95 ?? 0) / (0.04 * 6.6384) - 1)).toBeLessThan(0.03);
  });
});
