import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pathFunctionOf } from '../../src/engines/latency/index.js';
import { evaluateExpr } from '../../src/quantity/index.js';
import { estimate } from '../facts/estimating.js';
import { isFull } from '../full.js';

/** Joint samples; all of them are worked out here, of which the sampler looks at 256. */
const SAMPLES = isFull ? 10_000 : 400;

const OWN_TIMES = `sysdesign: 1
name: doubt
flows: { f: { rate: 50 req/s..200 req/s, peak: 1, path: [ a: { calls: [ b: { hit: 60%..90%, miss: [ c: { timeout: 200 ms, retries: 1 } ] } ] } ] } }
components:
  a: { kind: service, instances: 2, each: { servers: 1, p50: 1 ms..3 ms, p99: 10 ms..25 ms } }
  b: { kind: cache, each: { mean: 500 us..1 ms } }
  c: { kind: database, each: { p50: 5 ms..15 ms, p99: 40 ms..90 ms } }
`;
const SHORTENER = readFileSync(new URL('../../examples/url-shortener.sysdesign.yaml', import.meta.url), 'utf8');

it.each([
  ['own times, rates and hits', OWN_TIMES, 'f'],
  ['the users of url-shortener', SHORTENER, 'redirect'],
] as const)('doubt in %s: p5 and p95 of a latency are within 3%% of those of all samples', async (_, text, flow) => {
  const facts = await estimate(text, { samples: SAMPLES });
  for (const name of ['p50', 'p99'] as const) {
    const node = facts.node(`flows.${flow}.latency.${name}`);
    const spread = facts.sampler.spread(node);
    const path = pathFunctionOf(node.formula);
    if (!path || !spread) throw new Error(`${node.id} has no spread`);
    const columns = new Map(
      node.inputs.map((input) => [input.id, input.uncertain ? facts.sampler.values(input) : new Float64Array(SAMPLES).fill(input.value)]),
    );
    const all = Float64Array.from({ length: SAMPLES }, (_, sample) => {
      const values = path.args.map((arg) => evaluateExpr(arg, (id) => (columns.get(id) as Float64Array)[sample] as number));
      return path.solved(values).percentile(name === 'p50' ? 0.5 : 0.99).value;
    }).sort();
    const at = (share: number): number => all[Math.floor(share * SAMPLES)] as number;
    expect(Math.abs(spread.p5 / at(0.05) - 1), `p5 of ${name}: ${spread.p5} and ${at(0.05)}`).toBeLessThan(0.03);
    expect(Math.abs(spread.p95 / at(0.95) - 1), `p95 of ${name}: ${spread.p95} and ${at(0.95)}`).toBeLessThan(0.03);
  }
});
