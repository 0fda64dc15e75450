import { describe, expect, it } from 'vitest';
import { evaluationOf } from '../../../src/evaluate/evaluation.js';
import { printExpr } from '../../../src/quantity/index.js';
import { modelOf } from '../../support/estimating.js';
import { flawOfRetries, OF_RETRIES } from '../support/recomputing-retries.js';

/** All that repeats may have: two flows, layers, a budget, a share that is covered, several calls for one, a queue that turns away, a range, what is not known. */
const SHOP = `sysdesign: 1
name: shop
growth: 30% per year
flows:
  read:
    rate: 20 req/s..30 req/s
    spikes: { sale: { factor: 2, lasts: 10 min } }
    path:
      - api:
          timeout: 900 ms
          retries: { max: 2, budget: 40% }
          calls:
            - cache: { hit: 60%, miss: [ db: { timeout: 150 ms, retries: { max: 2, on: timeout } } ] }
            - gate: { times: 2, retries: 1, fallback: { share: 50% } }
            - other: { retries: 2, timeout: 1 s }
  write: { rate: 6 req/s, offPeak: true, path: [ api: { calls: [ db: { timeout: 200 ms, retries: 1 }, late: { async: true, retries: 2, timeout: 100 ms } ] } ] }
components:
  api: { kind: service, instances: 2, each: { servers: 4, p50: 5 ms, p99: 40 ms } }
  cache: { kind: cache, each: { mean: 1 ms } }
  db: { kind: database, instances: 1, each: { rate: 80 req/s, p50: 8 ms, p99: 60 ms } }
  gate: { kind: service, instances: 2, queueLimit: 3, each: { servers: 1, mean: 8 ms } }
  late: { kind: service, instances: 1, each: { rate: 30 req/s } }
  other: { kind: service }
scenarios:
  later: { after: 2 years }
  slower: { components.db.each.p99: x2, flows.read.rate: x1.5 }
`;

describe('facts of retries come again from what they print', () => {
  it.each([
    ['as filed', {}],
    ['under a change', { set: { 'components.db.each.p50': 'x2', 'flows.write.rate': '15 req/s' } }],
    ['at another time', { scenario: 'later' }],
    ['in a scenario', { scenario: 'slower' }],
  ])('%s', { timeout: 120_000 }, async (_, options) => {
    const { graph, sampler } = await evaluationOf(await modelOf(SHOP), { ...options, samples: 400 });
    const known = new Set<string>();
    for (const id of graph.ids((pattern) => pattern.includes('.retries.'))) {
      const node = graph.get(id);
      const [, component = '', , fact = ''] = id.split('.');
      if (node.state === 'unknown') {
        expect(node.missing?.list.length, id).toBeGreaterThan(0);
        continue;
      }
      if (node.state === 'unbounded') continue;
      known.add(`${component} ${fact}`);
      const text = printExpr(node.formula as NonNullable<typeof node.formula>);
      expect(text).toMatch(OF_RETRIES);
      const inputs = new Map<string, number>(node.inputs.map((input) => [input.id, input.value]));
      expect(
        flawOfRetries(text, node.value, (input) => inputs.get(input) ?? Number.NaN),
        `${id}: ${text}`,
      ).toBeUndefined();
      // The rate is a range: what arrives of it is one as well.
      if (component === 'db' && fact === 'amplification' && id.endsWith('.peak')) {
        const spread = sampler.spread(node);
        expect(spread?.p95).toBeGreaterThan(spread?.p5 as number);
        expect(spread?.p5).toBeGreaterThanOrEqual(1);
      }
    }
    for (const one of ['db amplification', 'db recovers', 'db tips', 'gate amplification', 'late recovers']) expect(known).toContain(one);
    expect(graph.get('components.other.retries.recovers').missing?.list).toEqual([{ path: 'components.other.each.rate' }]);
    expect(graph.get('components.cache.retries.recovers').state).toBe('unknown');
  });

  it('follow what is changed: at twice the rate a store is as far from where it recovers, and at twice the instances twice as far', async () => {
    const of = async (set: Readonly<Record<string, string>>): Promise<number> =>
      (await evaluationOf(await modelOf(SHOP), { set })).graph.get('components.late.retries.recovers').value;
    // 30 req/s, each tried three times; no time is known.
    expect(await of({})).toBeCloseTo(10, 9);
    expect(await of({ 'flows.write.rate': '12 req/s' })).toBeCloseTo(10, 9);
    expect(await of({ 'components.late.instances': '2' })).toBeCloseTo(20, 9);
    expect(await of({ 'flows.write.path.0.api.calls.1.late.retries': '1' })).toBeCloseTo(15, 9);
  });
});
