import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pathFunctionOf } from '../../../../src/engines/latency/index.js';
import { evaluateExpr } from '../../../../src/quantity/index.js';
import { estimate, type Facts } from '../../../support/estimating.js';
import { isFull } from '../../../support/full.js';

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
const textOf = (file: string): string => readFileSync(new URL(`../../../../${file}.sysdesign.yaml`, import.meta.url), 'utf8');

const SHARES = { p50: 0.5, p99: 0.99 } as const;
type Name = keyof typeof SHARES;
const NAMES = Object.keys(SHARES) as readonly Name[];

/** Percentiles of a path in each joint sample, sorted: every sample solved to the full. */
function solvedAll(facts: Facts, flow: string): Readonly<Record<Name, Float64Array>> {
  const node = facts.node(`flows.${flow}.latency.p50`);
  const path = pathFunctionOf(node.formula);
  if (!path) throw new Error(`${node.id} is of no path`);
  const columns = new Map<string, Float64Array | number>(
    node.inputs.map((input) => [input.id, input.uncertain ? facts.sampler.values(input) : new Float64Array(SAMPLES).fill(input.value)]),
  );
  const all = { p50: new Float64Array(SAMPLES), p99: new Float64Array(SAMPLES) };
  for (let sample = 0; sample < SAMPLES; sample++) {
    const solved = path.solved(path.args.map((arg) => evaluateExpr(arg, (id) => (columns.get(id) as Float64Array)[sample] as number)));
    for (const name of NAMES) all[name][sample] = solved.percentile(SHARES[name]).value;
  }
  return { p50: all.p50.sort(), p99: all.p99.sort() };
}

it.each([
  ['own times, rates and hits', OWN_TIMES, ['f']],
  ['the users of url-shortener', textOf('examples/url-shortener'), ['redirect']],
  ['the jobs of a queue', textOf('templates/queue-worker'), ['submit']],
  ['the traffic of a web app', textOf('templates/web-app'), ['view']],
] as const)(
  'doubt in %s: p5 and p95 of a latency are within 3%% of those of all samples',
  { timeout: 3_600_000 },
  async (_, text, flows) => {
    for (const flow of flows) {
      const facts = await estimate(text, { samples: SAMPLES });
      const all = solvedAll(facts, flow);
      for (const name of NAMES) {
        const spread = facts.sampler.spread(facts.node(`flows.${flow}.latency.${name}`));
        if (!spread) throw new Error(`${flow} has no spread`);
        for (const [end, share] of [
          ['p5', 0.05],
          ['p95', 0.95],
        ] as const) {
          const exact = all[name][Math.floor(share * SAMPLES)] as number;
          // The largest of these is what an issue or a changelog may state.
          if (isFull) console.info(`${flow} ${name} ${end}: ${((spread[end] / exact - 1) * 100).toFixed(2)}%`);
          expect(Math.abs(spread[end] / exact - 1), `${end} of ${name} of ${flow}: ${spread[end]} and ${exact}`).toBeLessThan(0.03);
        }
      }
    }
  },
);
