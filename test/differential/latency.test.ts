import { expect, it } from 'vitest';
import { estimate } from '../support/estimating.js';
import { isFull } from '../support/full.js';

/**
 * Latencies against a simulation of the spec itself, of generated designs: it knows what section 5 and the schema say that calls do, and none of the
 * sketches, plans, lattices or printed formulas that facts are made by.
 */

const DESIGNS = isFull ? 120 : 21;
const REQUESTS = isFull ? 60_000 : 12_000;
/** Score of an interval of 99.9% for all comparisons together. */
const ALL = 4.9;

class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = (seed * 2654435761) >>> 0;
    for (let i = 0; i < 8; i++) this.next();
  }
  /** Above 0 and below 1. @source mulberry32, T. Ettinger */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  }
  below(n: number): number {
    return Math.floor(this.next() * n);
  }
  normal(): number {
    return Math.sqrt(-2 * Math.log(this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

/** What a component takes by itself, ms. */
type Own =
  | { readonly p50: number; readonly p99: number }
  | { readonly mean: number }
  | { readonly fixed: number }
  | { readonly samples: readonly number[] };

interface Options {
  readonly hit?: number;
  readonly miss?: readonly Step[];
  readonly calls?: readonly Step[];
  readonly times?: number;
  readonly atOnce?: boolean | number;
  readonly waitFor?: number;
  readonly timeout?: number;
  readonly retries?: { readonly max: number; readonly backoff: number };
  readonly fallback?: number;
  readonly hedge?: number;
  readonly async?: boolean;
  readonly connection?: 'new';
  readonly tls?: boolean;
}

type Step = { readonly component: string; readonly options: Options } | { readonly parallel: readonly Step[] };

const REGIONS = ['eu', 'us'] as const;
type Region = (typeof REGIONS)[number];

interface Design {
  readonly path: readonly Step[];
  readonly own: ReadonlyMap<string, Own>;
  readonly places: ReadonlyMap<string, readonly Region[]>;
  /** Share of the actors in eu; the others are in us. */
  readonly inEu: number;
  /** Round trips between the regions, ms. */
  readonly away: number;
}

function designed(seed: number): Design {
  const random = new Random(seed);
  const own = new Map<string, Own>();
  const places = new Map<string, readonly Region[]>();
  const component = (): string => {
    const name = `c${own.size}`;
    const [kind, p50] = [random.next(), 1 + random.below(20)];
    own.set(
      name,
      kind < 0.5
        ? { p50, p99: p50 * (2 + random.below(8)) }
        : kind < 0.7
          ? { mean: p50 }
          : kind < 0.85
            ? { fixed: p50 }
            : { samples: [p50, p50 + 3, 4 * p50, 9 * p50] },
    );
    const where = random.next();
    places.set(name, where < 0.4 ? ['eu'] : where < 0.6 ? ['us'] : ['eu', 'us']);
    return name;
  };
  const steps = (depth: number): readonly Step[] => Array.from({ length: 1 + random.below(2) }, () => step(depth));
  const step = (depth: number): Step => {
    if (depth > 0 && random.next() < 0.2) return { parallel: steps(depth - 1) };
    const name = component();
    const below: Options =
      depth > 0 && random.next() < 0.5
        ? random.next() < 0.5
          ? { calls: steps(depth - 1) }
          : { hit: (1 + random.below(9)) / 10, miss: steps(depth - 1) }
        : {};
    const kind = random.next();
    const own: Options =
      kind < 0.12
        ? { times: 2 + random.below(3) }
        : kind < 0.22
          ? { times: 4 + random.below(4), atOnce: true, waitFor: 3 }
          : kind < 0.3
            ? { times: 7, atOnce: 3 }
            : kind < 0.45
              ? { timeout: 40 + random.below(90), retries: { max: 1 + random.below(2), backoff: 1 + random.below(9) } }
              : kind < 0.55
                ? { timeout: 40 + random.below(90), fallback: random.below(2) === 0 ? 1 : 0.5 }
                : kind < 0.62
                  ? { hedge: 10 + random.below(40) }
                  : kind < 0.68
                    ? { async: true }
                    : kind < 0.76
                      ? { connection: 'new', ...(random.next() < 0.5 && { tls: false }) }
                      : {};
    return { component: name, options: { ...below, ...own } };
  };
  return { path: steps(2), own, places, inEu: random.below(11) / 10, away: 20 + random.below(60) };
}

function written({ path, own, places, inEu, away }: Design): string {
  const ms = (time: number): string => `${time} ms`;
  const stepOf = (step: Step): unknown => {
    if ('parallel' in step) return { parallel: step.parallel.map(stepOf) };
    const { miss, calls, timeout, retries, hedge, fallback, hit, ...others } = step.options;
    const options = {
      ...others,
      ...(hit !== undefined && { hit: `${hit * 100}%` }),
      ...(miss && { miss: miss.map(stepOf) }),
      ...(calls && { calls: calls.map(stepOf) }),
      ...(timeout !== undefined && { timeout: ms(timeout) }),
      ...(retries && { retries: { max: retries.max, backoff: ms(retries.backoff) } }),
      ...(hedge !== undefined && { hedge: { after: ms(hedge) } }),
      ...(fallback !== undefined && { fallback: `${fallback * 100}%` }),
    };
    return Object.keys(options).length === 0 ? step.component : { [step.component]: options };
  };
  const eachOf = (time: Own): object =>
    'p50' in time
      ? { p50: ms(time.p50), p99: ms(time.p99) }
      : 'mean' in time
        ? { mean: ms(time.mean) }
        : 'fixed' in time
          ? { mean: ms(time.fixed), variation: 'fixed' }
          : { samples: time.samples.map(ms) };
  return JSON.stringify({
    sysdesign: 1,
    name: 'timed',
    flows: {
      f: { rate: '1 req/s', from: { eu: `${Math.round(inEu * 100)}%`, us: `${Math.round((1 - inEu) * 100)}%` }, path: path.map(stepOf) },
    },
    components: Object.fromEntries(
      [...own].map(([name, time]) => [
        name,
        { kind: 'service', each: eachOf(time), in: (places.get(name) as readonly Region[]).map((one) => `${one}.a`) },
      ]),
    ),
    topology: { regions: { eu: { zones: ['a'] }, us: { zones: ['a'] } }, rtt: { 'eu-us': ms(away) } },
  });
}

interface End {
  readonly time: number;
  readonly ok: boolean;
}

/** One request, ms. */
class Request {
  readonly #design: Design;
  readonly #random: Random;
  constructor(design: Design, random: Random) {
    this.#design = design;
    this.#random = random;
  }

  sent(): End {
    return this.#inTurn(this.#design.path, this.#random.next() < this.#design.inEu ? 'eu' : 'us');
  }

  #inTurn(steps: readonly Step[], from: Region): End {
    let time = 0;
    for (const step of steps) {
      const end = this.#step(step, from);
      time += end.time;
      if (!end.ok) return { time, ok: false };
    }
    return { time, ok: true };
  }

  #step(step: Step, from: Region): End {
    if ('parallel' in step) {
      const waited = step.parallel.filter((one) => 'parallel' in one || !one.options.async);
      return enough(
        waited.map((one) => this.#step(one, from)),
        waited.length,
      );
    }
    const { options } = step;
    if (options.async) return { time: 0, ok: true };
    const one = (): End => this.#recovered(step.component, options, from);
    const { times = 1, atOnce = false, waitFor } = options;
    if (atOnce === false) return series(times, one);
    const width = atOnce === true ? times : atOnce;
    if (width >= times) return enough(Array.from({ length: times }, one), waitFor ?? times);
    // So many at a time, of which all are waited for before the next are made.
    let time = 0;
    for (let left = times; left > 0; left -= width) {
      const end = enough(Array.from({ length: Math.min(left, width) }, one), Math.min(left, width));
      time += end.time;
      if (!end.ok) return { time, ok: false };
    }
    return { time, ok: true };
  }

  #recovered(name: string, options: Options, from: Region): End {
    const end = this.#attempts(name, options, from);
    return end.ok || options.fallback === undefined ? end : { time: end.time, ok: this.#random.next() < options.fallback };
  }

  #attempts(name: string, options: Options, from: Region): End {
    const { timeout = Number.POSITIVE_INFINITY, retries } = options;
    let time = 0;
    for (let attempt = 0; ; attempt++) {
      const end = this.#hedged(name, options, from);
      const cut: End = end.time <= timeout ? end : { time: timeout, ok: false };
      time += cut.time;
      if (cut.ok) return { time, ok: true };
      if (attempt >= (retries?.max ?? 0)) return { time, ok: false };
      time += retries?.backoff ?? 0;
    }
  }

  #hedged(name: string, options: Options, from: Region): End {
    const first = this.#once(name, options, from);
    if (options.hedge === undefined) return first;
    const second = this.#once(name, options, from);
    return enough([first, { time: options.hedge + second.time, ok: second.ok }], 1);
  }

  #once(name: string, { hit, miss = [], calls = [], connection, tls = true }: Options, from: Region): End {
    const there = this.#design.places.get(name) as readonly Region[];
    const to = there.includes(from) ? from : (there[0] as Region);
    const trips = 1 + (connection === 'new' ? (tls ? 2 : 1) : 0);
    let time = (to === from ? 0 : trips * this.#design.away) + this.#own(name);
    if (miss.length > 0 && this.#random.next() >= (hit ?? 0)) {
      const end = this.#inTurn(miss, to);
      time += end.time;
      if (!end.ok) return { time, ok: false };
    }
    const end = this.#inTurn(calls, to);
    return { time: time + end.time, ok: end.ok };
  }

  #own(name: string): number {
    const time = this.#design.own.get(name) as Own;
    if ('fixed' in time) return time.fixed;
    if ('mean' in time) return -time.mean * Math.log(this.#random.next());
    if ('samples' in time) return time.samples[this.#random.below(time.samples.length)] as number;
    return time.p50 * Math.exp((Math.log(time.p99 / time.p50) / 2.3263478740408408) * this.#random.normal());
  }
}

function series(count: number, one: () => End): End {
  let time = 0;
  for (let i = 0; i < count; i++) {
    const end = one();
    time += end.time;
    if (!end.ok) return { time, ok: false };
  }
  return { time, ok: true };
}

/** So many answers are enough; when they can no longer come, it has failed. */
function enough(ends: readonly End[], wanted: number): End {
  const [answers, errors] = [true, false].map((ok) =>
    ends
      .filter((end) => end.ok === ok)
      .map(({ time }) => time)
      .sort((a, b) => a - b),
  ) as [number[], number[]];
  if (wanted === 0) return { time: 0, ok: true };
  return answers.length >= wanted
    ? { time: answers[wanted - 1] as number, ok: true }
    : { time: errors[ends.length - wanted] as number, ok: false };
}

it('what is never answered has no time', async () => {
  const text = `sysdesign: 1
name: late
flows: { f: { rate: 1 req/s, path: [ a: { timeout: 50 ms, calls: [b] } ] } }
components: { a: { kind: service, each: { mean: 60 ms, variation: fixed } }, b: { kind: service, each: { mean: 1 ms } } }
`;
  const facts = await estimate(text);
  expect(facts.value('flows.f.failed.peak')).toBe(1);
  for (const id of ['flows.f.latency.p50', 'flows.f.latency.p99.high', 'flows.f.completion.p99', 'flows.f.latency.at.idle.p50'])
    expect(facts.missing(id), id).toEqual(['fewer than 1 in 10,000 requests of "f" are answered: the others are given up or turned away']);
});

it('a group within a group runs at once with the calls around it', async () => {
  // All three at once, each exponential of 1 s: (1 - exp(-t))^3 = 0.5.
  const text = `sysdesign: 1
name: nested
flows: { f: { rate: 1 req/s, path: [ parallel: [ a, parallel: [ b, c ] ] ] } }
components: { a: { kind: service, each: { mean: 1 s } }, b: { kind: service, each: { mean: 1 s } }, c: { kind: service, each: { mean: 1 s } } }
`;
  expect((await estimate(text)).value('flows.f.latency.p50')).toBeCloseTo(-Math.log(1 - 0.5 ** (1 / 3)), 9);
});

it.each(Array.from({ length: DESIGNS }, (_, i) => i + 1))('latencies of design %i are those of a simulation of it', async (seed) => {
  const design = designed(seed);
  const text = written(design);
  const facts = await estimate(text);
  const random = new Random(900_000 + seed);
  const request = new Request(design, random);
  const ends = Array.from({ length: REQUESTS }, () => request.sent());
  const times = Float64Array.from(ends.filter(({ ok }) => ok).map(({ time }) => time / 1000)).sort();
  const share = (isWithin: (time: number) => boolean): number => times.filter(isWithin).length / times.length;
  // Of few answers no percentile can be told.
  for (const [name, p] of times.length < REQUESTS / 20
    ? []
    : ([
        ['p50', 0.5],
        ['p95', 0.95],
        ['p99', 0.99],
      ] as const)) {
    const off = ALL * Math.sqrt((p * (1 - p)) / times.length);
    const [low, high] = [facts.value(`flows.f.latency.${name}.low`), facts.node(`flows.f.latency.${name}.high`).value];
    expect(
      share((time) => time < low * (1 - 1e-9)),
      `${name} from ${low}: ${text}`,
    ).toBeLessThanOrEqual(p + off);
    expect(
      share((time) => time <= high * (1 + 1e-9)),
      `${name} to ${high}: ${text}`,
    ).toBeGreaterThanOrEqual(p - off);
  }
  const failed = facts.value('flows.f.failed.peak');
  const off = ALL * (Math.sqrt((failed * (1 - failed)) / REQUESTS) + 1 / REQUESTS) + 0.01 * failed;
  expect(Math.abs(1 - times.length / REQUESTS - failed), `failed ${failed}: ${text}`).toBeLessThan(off);
});
