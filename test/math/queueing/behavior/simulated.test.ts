import { describe, expect, it } from 'vitest';
import { boundedQueue, meanWait, waitQuantile, waitTail } from '../../../../src/math/queueing/index.js';
import { isFull } from '../../../support/full.js';

/**
 * Queues against a simulation that shares no code with them: each call begins when the first of c servers is free (Kiefer and Wolfowitz 1955), many times
 * from different seeds. Means of the seeds have an interval of 99.9%, which holds every exact form.
 */

/** Calls of one seed, and those before them that are not counted: a queue begins empty. */
const [SEEDS, BEFORE, CALLS] = isFull ? [100, 6000, 20_000] : [100, 600, 2400];
/** Of Student's t, 99 degrees of freedom: 99.9% on both sides. */
const T = 3.392;

/** Uniform numbers above 0 and below 1. @source D. Blackman, S. Vigna, xoshiro128** */
function uniforms(seed: number): () => number {
  let [a, b, c, d] = [seed | 1, (seed * 0x9e3779b9) | 0, 0x243f6a88 ^ seed, 0xb7e15162];
  const next = (): number => {
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return (result + 0.5) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

type Draw = (random: () => number) => number;

const exponential: Draw = (random) => -Math.log(random());
/** Of mean 1: what it is called, its squared coefficient of variation, and how it is drawn. */
const TIMES = {
  D: { variation: 0, draw: () => 1 },
  E2: { variation: 0.5, draw: (random) => (exponential(random) + exponential(random)) / 2 },
  M: { variation: 1, draw: exponential },
  // exp(s z), s^2 = ln 3, over its mean.
  LN2: {
    variation: 2,
    draw: (random) =>
      Math.exp(Math.sqrt(Math.log(3)) * Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()) - Math.log(3) / 2),
  },
  // Two kinds of equal weight in the mean: p with mean 1 / 2p, p = (1 + sqrt((v - 1) / (v + 1))) / 2.
  H4: {
    variation: 4,
    draw: (random) => {
      const p = (1 + Math.sqrt(3 / 5)) / 2;
      return random() < p ? exponential(random) / (2 * p) : exponential(random) / (2 * (1 - p));
    },
  },
} satisfies Record<string, { readonly variation: number; readonly draw: Draw }>;
type Times = keyof typeof TIMES;

interface Config {
  readonly arrivals: Times;
  readonly service: Times;
  readonly servers: number;
  readonly load: number;
  /** Relative, beyond the interval: of what is an approximation. */
  readonly within?: number;
}

const grid = (arrivals: Times, service: Times, servers: readonly number[], loads: readonly number[], within?: number): readonly Config[] =>
  servers.flatMap((c) => loads.map((load) => ({ arrivals, service, servers: c, load, ...(within !== undefined && { within }) })));

const CONFIGS: readonly Config[] = [
  ...grid('M', 'M', [1, 2, 5, 10, 50], [0.3, 0.7, 0.9]),
  ...grid('M', 'M', [1], [0.95]),
  ...grid('M', 'D', [1], [0.3, 0.6, 0.8, 0.95]),
  ...grid('M', 'D', [2, 5, 10], [0.7, 0.9]),
  ...grid('M', 'E2', [1], [0.5, 0.9]),
  ...grid('M', 'LN2', [1], [0.5, 0.8]),
  ...grid('M', 'H4', [1], [0.5, 0.8, 0.9]),
  ...grid('M', 'E2', [5, 20], [0.8, 0.9], 0.05),
  ...grid('M', 'H4', [3], [0.8, 0.9], 0.05),
  ...grid('E2', 'M', [1], [0.9], 0.05),
];

/** Waits of the calls of one seed. */
function waitsOf({ arrivals, service, servers, load }: Config, seed: number): Float64Array {
  const random = uniforms(seed);
  const [between, time] = [TIMES[arrivals].draw, TIMES[service].draw];
  const spacing = 1 / (servers * load);
  // Work that each server has left when a call comes, the least first.
  const left = new Float64Array(servers);
  const waits = new Float64Array(CALLS);
  for (let call = 0; call < BEFORE + CALLS; call++) {
    const passed = between(random) * spacing;
    for (let i = 0; i < servers; i++) left[i] = Math.max(0, (left[i] as number) - passed);
    const wait = left[0] as number;
    if (call >= BEFORE) waits[call - BEFORE] = wait;
    const busy = wait + time(random);
    let i = 1;
    for (; i < servers && (left[i] as number) < busy; i++) left[i - 1] = left[i] as number;
    left[i - 1] = busy;
  }
  return waits;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

function intervalOf(means: readonly number[]): Interval {
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1);
  const off = T * Math.sqrt(variance / means.length);
  return { low: mean - off, high: mean + off };
}

const holds = ({ low, high }: Interval, value: number, within = 0): boolean => low * (1 - within) <= value && value <= high * (1 + within);

/** So that queues of different load take the same time: few calls do for a short run. */
const isShort = ({ load, servers }: Config): boolean => load <= 0.8 && servers <= 10;

describe('waits', () => {
  it.each(CONFIGS.filter((config) => isFull || isShort(config)))('$arrivals/$service/$servers at $load', (config) => {
    const { arrivals, service, servers, load, within } = config;
    const seeds = Array.from({ length: SEEDS }, (_, i) => waitsOf(config, i + 1));
    const queue = { rate: servers * load, serviceTime: 1, servers };
    const { waiting, method } = meanWait(queue, { service: TIMES[service].variation, arrivals: TIMES[arrivals].variation });
    expect(method).toBe(within === undefined ? 'exact' : 'approximate');
    const simulated = intervalOf(seeds.map((waits) => waits.reduce((sum, wait) => sum + wait, 0) / CALLS));
    expect(holds(simulated, waiting, within), `${waiting} in ${simulated.low} to ${simulated.high}`).toBe(true);
    if (arrivals !== 'M' || service !== 'M') return;
    // Of exponential service the whole distribution: the share that waits longer than each percentile.
    const times = [0, ...[0.5, 0.9, 0.99].map((p) => waitQuantile(queue, p)).filter((time) => time > 0)];
    for (const time of times) {
      const share = intervalOf(seeds.map((waits) => waits.reduce((sum, wait) => sum + (wait > time ? 1 : 0), 0) / CALLS));
      expect(holds(share, waitTail(queue, time)), `longer than ${time}`).toBe(true);
    }
  });

  it('of heavy tails are, from p50 to p99, those of an exponential wait to a fifth', () => {
    // One server at 80%, log-normal service of variation 2: of those that wait, each waits 1 / (1 - 0.8) x (1 + 2) / 2 = 7.5 service times on average.
    const config: Config = { arrivals: 'M', service: 'LN2', servers: 1, load: 0.8 };
    const pooled = Float64Array.from(Array.from({ length: SEEDS }, (_, i) => [...waitsOf(config, i + 1)]).flat()).sort();
    const { waits, waiting } = meanWait({ rate: 0.8, serviceTime: 1, servers: 1 }, { service: 2, arrivals: 1 });
    expect(waiting / waits).toBeCloseTo(7.5, 9);
    for (const p of [0.5, 0.9, 0.95, 0.99]) {
      const model = (waiting / waits) * Math.log(waits / (1 - p));
      expect(Math.abs(model / (pooled[Math.floor(p * pooled.length)] as number) - 1), `p${100 * p}`).toBeLessThan(0.2);
    }
  });
});

describe('a queue with little room', () => {
  it.each([
    { servers: 1, room: 3, load: 0.9 },
    { servers: 2, room: 5, load: 1.2 },
    { servers: 5, room: 5, load: 0.8 },
  ])('turns away as many: $servers servers, room for $room, at $load', ({ servers, room, load }) => {
    const queue = { rate: servers * load, serviceTime: 1, servers };
    const shares = Array.from({ length: SEEDS }, (_, seed) => {
      const random = uniforms(1000 + seed);
      // When each call that is in it leaves.
      let leaving: number[] = [];
      const free = new Float64Array(servers);
      let [now, turned] = [0, 0];
      for (let call = 0; call < BEFORE + CALLS; call++) {
        now += exponential(random) / queue.rate;
        leaving = leaving.filter((time) => time > now);
        if (leaving.length >= room) {
          if (call >= BEFORE) turned++;
          continue;
        }
        let first = 0;
        for (let i = 1; i < servers; i++) if ((free[i] as number) < (free[first] as number)) first = i;
        free[first] = Math.max(now, free[first] as number) + exponential(random);
        leaving.push(free[first] as number);
      }
      return turned / CALLS;
    });
    const simulated = intervalOf(shares);
    const { rejected } = boundedQueue(queue, room);
    expect(holds(simulated, rejected), `${rejected} in ${simulated.low} to ${simulated.high}`).toBe(true);
  });
});
