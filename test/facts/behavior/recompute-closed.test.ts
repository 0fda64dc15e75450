import { describe, expect, it } from 'vitest';
import { evaluationOf } from '../../../src/evaluate/evaluation.js';
import { reasonsOf } from '../../../src/facts/index.js';
import { printExpr } from '../../../src/quantity/index.js';
import { modelOf } from '../../support/estimating.js';
import { compute, parseFormula } from '../support/recomputing.js';
import { flawOfPath } from '../support/recomputing-times.js';
import { inferUnit, sameUnit, unitNamed } from '../support/recomputing-units.js';

/** Users who think: one fleet of several servers, one pooled, calls from outside, a cache, calls at once and left behind, distances, doubt; two kinds of users. */
const SHOP = `sysdesign: 1
name: shop
growth: 40% per year
flows:
  read:
    concurrent: 3..7
    think: 700 ms
    peak: 1.5
    spikes: { rush: { factor: 3, lasts: 5 min } }
    from: { eu: 70%, us: 30% }
    path: [ api: { calls: [ cache: { hit: 80%, miss: [db] }, parallel: [ shard: { times: 2, atOnce: true }, edge ], log: { async: true } ] } ]
  poll: { rate: 3 req/s, peak: 2, path: [ db ] }
  left: { concurrent: 3, think: 2 s, peak: 1, path: [ till ] }
  right: { concurrent: 2, think: 1 s, peak: 1, path: [ till, till ] }
  web: { rate: 60 req/s..80 req/s, peak: 1.5, path: [ front: { calls: [ back: { retries: 1 } ] } ] }
  admin: { rate: 20 req/s, peak: 1, path: [ desk: { calls: [ back ] } ] }
  lost: { concurrent: 5, think: 1 s, path: [ nowhere ] }
components:
  api: { kind: service, in: eu, instances: 2, each: { servers: 4, mean: 60 ms } }
  cache: { kind: cache, each: { mean: 1 ms } }
  db: { kind: database, instances: 2, balancing: pooled, each: { rate: 25 req/s, p50: 30 ms, p99: 150 ms }, replication: { factor: 2, read: one } }
  shard: { kind: service, instances: 2, each: { servers: 1, mean: 50 ms } }
  edge: { kind: service, each: { mean: 20 ms } }
  log: { kind: service, instances: 1, each: { servers: 1, mean: 20 ms } }
  till: { kind: service, instances: 1, each: { servers: 1, mean: 300 ms } }
  front: { kind: service, instances: 2, pool: { size: 3, wait: 30 ms }, each: { mean: 2 ms } }
  desk: { kind: service, instances: 1, pool: 2, each: { mean: 2 ms } }
  back: { kind: function, coldStart: { takes: 200 ms, share: 3% }, each: { mean: 40 ms } }
  nowhere: { kind: service, instances: 1, each: { rate: 10 req/s } }
topology: { regions: { eu: { zones: [a] }, us: {} }, rtt: { eu-us: 80 ms, zone: 500 us } }
scenarios:
  later: { after: 2 years }
`;

const OF_CLOSED = /closed(?:Rate|From|To|Waits|Wait|Variation)\(/;

describe('facts of users who think come again from what they print', () => {
  it.each([
    ['as filed', {}],
    ['under a change', { set: { 'flows.read.think': '300 ms', 'components.db.instances': '3' } }],
    ['at another time', { scenario: 'later' }],
  ])('%s', async (_, options) => {
    const { graph } = await evaluationOf(await modelOf(SHOP), options);
    const kinds = new Set<string>();
    for (const id of graph.ids((pattern) =>
      /rate|throughput|response|waits|waiting|perRequest|queue\.open|pool|coldStarts|concurrency/.test(pattern),
    )) {
      const node = graph.get(id);
      if (/^(?:flows|components)\.(?:lost|nowhere)\./.test(id) && node.state === 'unknown') {
        expect(reasonsOf(node).length, id).toBeGreaterThan(0);
        continue;
      }
      if (node.state !== 'known' || !node.formula) continue;
      const text = printExpr(node.formula);
      for (const [kind] of text.matchAll(new RegExp(OF_CLOSED, 'g'))) kinds.add(kind);
      // Of several kinds of users only rates come by mean values: waits are approximate, and so are least rates.
      if (/^flows\.(?:left|right)\.(?:calls\.\d+\.wait|throughput\.low)|^components\.till\.wait/.test(id)) continue;
      const inputs = new Map<string, number>(
        node.inputs.map(({ id: input, state, value }) => [input, state === 'unbounded' ? Number.POSITIVE_INFINITY : value]),
      );
      const tree = parseFormula(text);
      const again = compute(tree, (input) => inputs.get(input) ?? Number.NaN);
      expect(Math.abs(again - node.value), `${id} is ${node.value}, its formula gives ${again}: ${text}`).toBeLessThanOrEqual(
        1e-8 * Math.max(Math.abs(again), Math.abs(node.value)) + 1e-14,
      );
      const units = new Map<string, string | null>(node.inputs.map((input) => [input.id, input.unit]));
      const unit = inferUnit(
        tree,
        (input) => {
          const own = units.get(input);
          return own == null ? 'any' : unitNamed(own);
        },
        [0, 0, 0],
      );
      expect(sameUnit(unit, unitNamed(node.unit as string)), `${id} is in ${node.unit}: ${text}`).toBe(true);
    }
    expect([...kinds].sort()).toEqual(['closedFrom(', 'closedRate(', 'closedTo(', 'closedVariation(', 'closedWait(', 'closedWaits(']);
    for (const id of graph.ids((pattern) => /^flows\.\*\.(?:latency\.p99|failed)/.test(pattern))) {
      if (!/^flows\.(?:web|admin)\./.test(id)) continue;
      const node = graph.get(id);
      const inputs = new Map<string, number>(node.inputs.map((input) => [input.id, input.value]));
      const text = printExpr(node.formula as NonNullable<typeof node.formula>);
      expect(node.state, id).toBe('known');
      expect(
        flawOfPath(text, node.value, (input) => inputs.get(input) ?? Number.NaN),
        `${id}: ${text}`,
      ).toBeUndefined();
    }
    expect(graph.get('flows.lost.rate.mean').state).toBe('unknown');
    expect(graph.get('flows.read.rate.peak').state).toBe('known');
  });
});
