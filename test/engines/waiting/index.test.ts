import { describe, expect, test } from 'vitest';
import { checkedId } from '../../../src/facts/index.js';
import { QUEUEING } from '../../known-answers/math/queueing.js';
import { close, estimate } from '../../support/estimating.js';

interface Design {
  readonly rate: number;
  readonly servers: number;
  readonly serviceTime: number;
  /** Squared coefficient of variation. */
  readonly variation?: number;
  readonly instances?: number;
  readonly more?: string;
}

/** One flow to one component: all of its servers in one instance unless more are stated. */
const design = ({ rate, servers, serviceTime, variation = 1, instances = 1, more = '' }: Design): string => `sysdesign: 1
name: queue
flows: { f: { rate: ${rate} req/s, peak: 1, path: c } }
components:
  c: { kind: service, instances: ${instances}, each: { servers: ${servers}, mean: ${serviceTime} s, variation: ${variation} }${more} }
`;

const stateOf = async (asked: Design): Promise<Readonly<Record<string, number>>> => {
  const facts = await estimate(design(asked));
  const of = (name: string): number => facts.value(`components.c.${name}.peak`);
  return { waits: of('waits'), waiting: of('waiting'), inSystem: of('inSystem'), load: of('queue.load') };
};

const near = (got: number | undefined, want: number, off: number, what: string): void =>
  expect(Math.abs((got ?? Number.NaN) - want), `${what}: ${got} for ${want}`).toBeLessThanOrEqual(off * Math.abs(want));

type Numbers = Readonly<Record<string, number>>;

/** Published answers that a design of one queue has: how it is written, and what is expected of its facts. */
const AS_DESIGNS: Readonly<Record<string, (inputs: Numbers, expected: Numbers) => readonly [Design, Numbers]>> = {
  'queue.mm1': ({ lambda = 0, mu = 0 }, { rho, Wq, L }) => [
    { rate: lambda, servers: 1, serviceTime: 1 / mu },
    { load: rho, waiting: Wq, inSystem: L } as Numbers,
  ],
  'queue.mmc': ({ servers = 0, lambda = 0, mu = 0 }, { p_wait, Wq, L }) => [
    { rate: lambda, servers, serviceTime: 1 / mu },
    { waits: p_wait, waiting: Wq, inSystem: L } as Numbers,
  ],
  'queue.erlangC': ({ servers = 0, erlangs = 0 }, { p_wait }) => [{ rate: erlangs, servers, serviceTime: 1 }, { waits: p_wait } as Numbers],
  'queue.mg1': ({ lambda = 0, mean = 0, scv = 0 }, { Wq, L }) => [
    { rate: lambda, servers: 1, serviceTime: mean, variation: scv },
    { waiting: Wq, inSystem: L } as Numbers,
  ],
  'queue.mdc': ({ servers = 0, rho = 0, service = 0 }, { Wq_exact }) => [
    { rate: (rho * servers) / service, servers, serviceTime: service, variation: 0 },
    { waiting: Wq_exact } as Numbers,
  ],
  'queue.pooling': ({ rho = 0, c = 0 }, { Wq_pooled }) => [
    { rate: rho * c, servers: 1, serviceTime: 1, instances: c, more: ', balancing: pooled' },
    { waiting: Wq_pooled } as Numbers,
  ],
};

describe('published queues as designs', () => {
  test.each(
    QUEUEING.filter(({ area, inputs }) => area in AS_DESIGNS && !('erlangs' in inputs && inputs.erlangs > 90)).map(
      (one) => [one.id, one] as const,
    ),
  )('%s', async (_, { area, inputs, expected, tolerance }) => {
    const [asked, wanted] = (AS_DESIGNS[area] as NonNullable<(typeof AS_DESIGNS)[string]>)(
      inputs as unknown as Numbers,
      expected as unknown as Numbers,
    );
    const state = await stateOf(asked);
    // Rates and times are written out in decimals.
    for (const [name, value] of Object.entries(wanted)) near(state[name], value, Math.max(tolerance, 1e-8), name);
  });

  test('ten instances at 80%: 4 service times of waiting in ten queues, 0.2 in one', async () => {
    const ten = { rate: 8, servers: 1, serviceTime: 1, instances: 10 };
    near((await stateOf(ten)).waiting, 4, 1e-9, 'apart');
    near((await stateOf({ ...ten, more: ', balancing: pooled' })).waiting, 0.2045900753982, 1e-9, 'pooled');
  });
});

describe('servers that are not stated', () => {
  const rated = (rate: string, time: string): string => `sysdesign: 1
name: queue
flows: { f: { rate: 300 req/s, peak: 1, path: c } }
components: { c: { kind: service, instances: 1, each: { rate: ${rate}, mean: ${time} } } }
`;

  test('are as many as carry what an instance is stated to carry', async () => {
    // 400/s x 10 ms = 4; each call keeps one of them busy for 4 / (400/s).
    const facts = await estimate(rated('400 req/s', '10 ms'));
    facts.are({ 'components.c.queue.servers': 4, 'components.c.queue.load.peak': 0.75, 'components.c.queue.service.peak': 0.01 });
    // M/M/4 at 3 erlangs, by hand: B = 0.2061, C = B / (1 - 0.75 (1 - B)) = 0.5094; wait C x 10 ms / (4 - 3).
    near(facts.value('components.c.waits.peak'), 0.5094339622641509, 1e-9, 'waits');
    near(facts.value('components.c.waiting.peak'), 0.005094339622641509, 1e-9, 'waiting');
  });

  test('are one at least, kept busy as the rate has it', async () => {
    // 400/s x 1 ms = 0.4: one server, of which a call takes 1 / (400/s).
    const facts = await estimate(rated('400 req/s', '1 ms'));
    facts.are({ 'components.c.queue.servers': 1, 'components.c.queue.service.peak': 0.0025, 'components.c.queue.load.peak': 0.75 });
    // M/M/1: 0.75 / 0.25 x 2.5 ms.
    near(facts.value('components.c.waiting.peak'), 0.0075, 1e-9, 'waiting');
  });

  test('are not known without a capacity: nobody waits, and the latency says so', async () => {
    const facts = await estimate(
      'sysdesign: 1\nname: q\nflows: { f: { rate: 1/s, path: c } }\ncomponents: { c: { kind: service, each: { mean: 10 ms } } }\n',
    );
    expect(facts.missing('components.c.waiting.peak').join()).toContain('components.c.each');
    near(facts.value('flows.f.latency.p99'), 0.01 * Math.log(100), 0.01, 'p99');
  });
});

describe('latency under load', () => {
  test('of one server with exponential service is that of M/M/1, at each load', async () => {
    const facts = await estimate(`sysdesign: 1
name: queue
flows: { f: { rate: 40 req/s, peak: 2, path: c } }
components: { c: { kind: service, instances: 1, each: { rate: 100 req/s, mean: 10 ms } } }
`);
    // Exponential with a mean of 10 ms / (1 - load).
    for (const [at, mean] of [
      ['latency', 0.05],
      ['latency.at.mean', 0.01 / 0.6],
      ['latency.at.idle', 0.01],
    ] as const) {
      near(facts.value(`flows.f.${at}.p50`), mean * Math.LN2, 0.01, `${at} p50`);
      near(facts.value(`flows.f.${at}.p99`), mean * Math.log(100), 0.01, `${at} p99`);
    }
    const [low, high] = [facts.value('flows.f.latency.p99.low'), facts.value('flows.f.latency.p99.high')];
    expect(low).toBeLessThanOrEqual(0.05 * Math.log(100));
    expect(high).toBeGreaterThanOrEqual(0.05 * Math.log(100));
    expect(high / low).toBeLessThan(1.01);
  });

  test('has no bound where more comes in than can be carried: not infinite, not 0', async () => {
    const facts = await estimate(design({ rate: 120, servers: 1, serviceTime: 0.01 }));
    for (const id of ['components.c.waiting.peak', 'components.c.inSystem.peak', 'flows.f.latency.p50', 'flows.f.latency.p99'])
      expect(facts.node(id).state, id).toBe('unbounded');
    expect(facts.value('components.c.waits.peak')).toBe(1);
  });

  test('rises with the load, and falls with instances', async () => {
    const at = async (rate: number, instances: number): Promise<number> =>
      (await estimate(design({ rate, servers: 2, serviceTime: 0.01, variation: 2, instances }))).value('flows.f.latency.p99');
    const rates = [20, 80, 140, 180];
    const times = await Promise.all(rates.map((rate) => at(rate, 1)));
    for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThan(times[i - 1] as number);
    expect(await at(180, 2)).toBeLessThan(await at(180, 1));
  });

  test('then grows by what comes in beyond that: 20 of 120 a second, where 100 are carried', async () => {
    const text = design({ rate: 120, servers: 1, serviceTime: 0.01 });
    const growing = `${text}growth: 50% per year\nscenarios: { later: { after: 2 years } }\n`;
    const at = async (changed: string, options = {}): Promise<number> =>
      (await estimate(changed, options)).value('components.c.queue.excess.peak');
    close(await at(text), 20, 'excess');
    close(await at(text, { set: { 'flows.f.rate': '80 req/s' } }), 0, 'below what is carried');
    close(await at(growing, { scenario: 'later' }), 120 * 1.5 ** 2 - 100, 'after two years');
    close(await at(growing, { scenario: 'later', set: { 'flows.f.rate': 'x0.5' } }), 60 * 1.5 ** 2 - 100, 'both');
    const { graph, sampler } = await estimate(text.replace('120 req/s', '80..150 req/s'));
    // Of the ends of the range: 80 are carried, of 150 are 50 not.
    const { p5, p95 } = sampler.spread(graph.get(checkedId('components.c.queue.excess.peak'))) ?? { p5: Number.NaN, p95: Number.NaN };
    near(p95, 50, 1e-2, 'p95');
    expect(p5).toBe(0);
    const unknown = await estimate(text.replace('rate: 120 req/s, peak: 1, ', ''));
    expect(unknown.missing('components.c.queue.excess.peak')).toEqual(['flows.f.rate']);
  });
});
