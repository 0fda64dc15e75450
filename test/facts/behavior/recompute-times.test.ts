import { describe, expect, it } from 'vitest';
import { evaluationOf } from '../../../src/evaluate/evaluation.js';
import { printExpr } from '../../../src/quantity/index.js';
import { modelOf } from '../../support/estimating.js';
import { flawOfPath, OF_PATHS } from '../support/recomputing-times.js';

/** All that a path may have: waiting, caches, timeouts, retries, a hedge, a fallback, k of n, distances by share, a slow-down, a queue that turns away. */
const SHOP = `sysdesign: 1
name: shop
growth: 40% per year
requirements: { quality: { fast: { flow: read, p99: 400 ms } } }
actors: { visitor: { from: { eu: 70%, us: 30% } } }
flows:
  read:
    rate: 20 req/s..40 req/s
    actor: visitor
    path:
      - api:
          timeout: 600 ms
          retries: { max: 2, backoff: 10 ms, multiplier: 2, jitter: 50%, budget: 20% }
          calls:
            - cache: { hit: 80%, miss: [ db: { timeout: 80 ms, fallback: { share: 50% } } ] }
            - shard: { times: 3, atOnce: true, waitFor: 2 }
            - slow: { hedge: 30 ms }
            - edge
            - log: { async: true }
  write: { rate: 5 req/s, path: [ gate: { retries: 1, timeout: 1 s, calls: [ unknown ] } ] }
  post: { rate: 5 req/s, path: [ gate: { timeout: 1 s } ] }
components:
  api: { kind: service, in: eu, instances: 2, each: { servers: 4, p50: 5 ms, p99: 40 ms } }
  cache: { kind: cache, each: { mean: 1 ms } }
  db: { kind: database, each: { percentiles: { p50: 10 ms, p95: 50 ms, p99: 90 ms }, tail: 3 }, slowdown: { share: 5%, factor: 4 } }
  shard: { kind: service, each: { mean: 5 ms, variation: 0.5 } }
  slow: { kind: service, each: { samples: [5 ms, 6 ms, 9 ms, 80 ms] } }
  edge: { kind: service, each: { percentiles: { p95: 8 ms }, tail: 2.5 } }
  log: { kind: service, each: { mean: 20 ms, variation: fixed } }
  gate: { kind: service, instances: 1, queueLimit: 3, each: { servers: 1, mean: 40 ms } }
  unknown: { kind: external }
topology: { regions: { eu: { zones: [a] }, us: {} }, rtt: { eu-us: 80 ms, zone: 500 us } }
scenarios:
  later: { after: 2 years }
  slower: { components.db.each.percentiles.p99: x2, flows.read.rate: x1.5 }
`;

describe('facts of times come again from what they print', () => {
  it.each([
    ['as filed', {}],
    ['under a change', { set: { 'components.api.each.p50': 'x2', 'flows.read.rate': '60 req/s' } }],
    ['at another time', { scenario: 'later' }],
    ['in a scenario', { scenario: 'slower' }],
  ])('%s', { timeout: 300_000 }, async (_, options) => {
    const { graph } = await evaluationOf(await modelOf(SHOP), options);
    const kinds = new Set<string>();
    for (const id of graph.ids((pattern) => /latency|completion|failed|attempts|headroom\.target/.test(pattern))) {
      const node = graph.get(id);
      if (node.state === 'unknown') {
        expect(node.missing?.list.length, id).toBeGreaterThan(0);
        continue;
      }
      const text = node.formula && printExpr(node.formula);
      if (!text || !OF_PATHS.test(text) || node.state !== 'known') continue;
      kinds.add(text.split('(', 1)[0] as string);
      const inputs = new Map<string, number>(node.inputs.map(({ id, value }) => [id, value]));
      const read = (input: string): number => inputs.get(input) ?? Number.NaN;
      expect(flawOfPath(text, node.value, read), `${id}: ${text}`).toBeUndefined();
    }
    expect([...kinds].sort()).toEqual(['failed', 'percentile', 'percentileFrom', 'percentileTo', 'sent', 'timesToTarget']);
    // What is not stated keeps its flow unknown, and no other.
    expect(graph.get('flows.write.latency.p99').missing?.list).toEqual([{ path: 'components.unknown.each.p50' }]);
    expect(graph.get('flows.post.latency.p99').state).toBe('known');
  });

  it('and others are noticed: a value that is half or three times as large', async () => {
    const { graph } = await evaluationOf(await modelOf(SHOP));
    for (const id of [
      'flows.read.latency.p50',
      'flows.read.latency.p99',
      'flows.post.failed.peak',
      'flows.read.calls.1.attempts.peak',
    ] as const) {
      const node = graph.get(id);
      const text = printExpr(node.formula as NonNullable<typeof node.formula>);
      const inputs = new Map<string, number>(node.inputs.map(({ id, value }) => [id, value]));
      for (const factor of [0.5, 3])
        expect(
          flawOfPath(text, node.value * factor, (input) => inputs.get(input) ?? Number.NaN),
          `${id} x ${factor}`,
        ).toBeDefined();
    }
  });
});
