import { describe, expect, it } from 'vitest';
import { printExpr } from '../../../../src/quantity/index.js';
import { parseFormula } from '../../../facts/support/recomputing.js';
import { design, estimate } from '../../../support/estimating.js';
import { isFull } from '../../../support/full.js';
import { Dice, wayThrough } from '../../support/simulating.js';

const PATHS = 60;
const REQUESTS = isFull ? 100_000 : 5_000;
/** Score of an interval of 99.9% for all comparisons of all paths together (Bonferroni): each on its own is told with one of 99.9996%. */
const ALL = 4.6;

/** A path made at random: in turn, in parallel, caches, retries, hedges, k of n, in each other. */
class Maker {
  readonly components: string[] = [];
  readonly #dice: Dice;

  constructor(seed: number) {
    this.#dice = new Dice(seed);
  }

  path(depth: number): string {
    const calls = Array.from({ length: 1 + this.#below(2) }, () => this.#call(depth));
    return `[ ${calls.join(', ')} ]`;
  }

  #call(depth: number): string {
    const name = this.#component();
    if (depth > 0 && this.#dice.uniform() < 0.25) return `parallel: ${this.path(depth - 1)}`;
    const options: string[] = [];
    if (depth > 0 && this.#dice.uniform() < 0.4)
      options.push(
        this.#dice.uniform() < 0.5 ? `calls: ${this.path(depth - 1)}` : `hit: ${10 + this.#below(80)}%, miss: ${this.path(depth - 1)}`,
      );
    const kind = this.#dice.uniform();
    if (kind < 0.15) options.push(`times: ${2 + this.#below(3)}`);
    else if (kind < 0.3) options.push(`times: ${3 + this.#below(5)}, atOnce: true, waitFor: 2`);
    else if (kind < 0.4) options.push(`times: ${8 + this.#below(12)}, atOnce: true`);
    else if (kind < 0.55)
      options.push(`timeout: ${15 + this.#below(60)} ms, retries: { max: ${1 + this.#below(2)}, backoff: ${1 + this.#below(9)} ms }`);
    else if (kind < 0.65) options.push(`hedge: ${5 + this.#below(30)} ms`);
    else if (kind < 0.7) options.push(`timeout: ${15 + this.#below(40)} ms, fallback: 100%`);
    return options.length === 0 ? name : `${name}: { ${options.join(', ')} }`;
  }

  #component(): string {
    const name = `c${this.components.length}`;
    const kind = this.#dice.uniform();
    const p50 = 1 + this.#below(20);
    const time =
      kind < 0.6
        ? `p50: ${p50} ms, p99: ${p50 * (2 + this.#below(8))} ms`
        : kind < 0.8
          ? `mean: ${p50} ms`
          : kind < 0.9
            ? `mean: ${p50} ms, variation: 0.${1 + this.#below(8)}`
            : `mean: ${p50} ms, variation: fixed`;
    this.components.push(`${name}: { kind: service, each: { ${time} } }`);
    return name;
  }

  #below(n: number): number {
    return Math.floor(this.#dice.uniform() * n);
  }
}

describe('a simulation of the printed path', () => {
  it.each(Array.from({ length: PATHS }, (_, i) => i + 1))('agrees with the percentiles of path %i', async (seed) => {
    const maker = new Maker(seed);
    const path = maker.path(2);
    const facts = await estimate(design(path, maker.components.join('\n')));
    const node = facts.node('flows.f.latency.p99');
    expect(node.state, path).toBe('known');
    const inputs = new Map<string, number>(node.inputs.map(({ id, value }) => [id, value]));
    const tree = parseFormula(printExpr(node.formula as NonNullable<typeof node.formula>));
    expect(tree.kind === 'call' && tree.name).toBe('percentile');
    const whole = tree.kind === 'call' ? tree.args[1] : undefined;
    const dice = new Dice(1000 + seed);
    const read = (id: string): number => inputs.get(id) ?? Number.NaN;
    const way = wayThrough(whole as NonNullable<typeof whole>, read);
    const ended = Array.from({ length: REQUESTS }, () => way(dice));
    const times = Float64Array.from(ended.filter(({ ok }) => ok).map(({ time }) => time)).sort();
    const within = (time: number, isBefore: boolean): number =>
      times.filter((one) => (isBefore ? one < time * (1 - 1e-9) : one <= time * (1 + 1e-9))).length / times.length;
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      const sigma = Math.sqrt((share * (1 - share)) / times.length);
      // Unbounded where what is done on an error could be quicker than to wait, and many errors are near.
      const [low, high] = [facts.value(`flows.f.latency.${name}.low`), facts.node(`flows.f.latency.${name}.high`).value];
      expect(within(low, true), `${name} from ${low}: ${path}`).toBeLessThanOrEqual(share + ALL * sigma);
      expect(within(high, false), `${name} to ${high}: ${path}`).toBeGreaterThanOrEqual(share - ALL * sigma);
    }
    const failed = facts.value('flows.f.failed.peak');
    const sigma = Math.sqrt((failed * (1 - failed)) / REQUESTS) + 1 / REQUESTS;
    expect(Math.abs(1 - times.length / REQUESTS - failed), path).toBeLessThan(ALL * sigma + 0.01 * failed);
  });
});
