import { describe, expect, it } from 'vitest';
import { estimate } from '../../support/estimating.js';

/** One flow to one server with exponential times of 10 ms on average: it answers within an exponential time of mean 1 / (100 - rate). */
const design = (rate: number, { more = '', promise = '{ flow: f, p99: 100 ms }' } = {}): string => `sysdesign: 1
name: queue
requirements: { quality: { fast: ${promise} } }
flows: { f: { rate: ${rate} req/s, peak: 1, path: c } }
components:
  c: { kind: service, instances: 1, each: { servers: 1, mean: 10 ms }${more} }
`;

const near = (got: number, want: number, off: number): void => expect(Math.abs(got / want - 1)).toBeLessThan(off);

describe('the load at which a flow falls over', () => {
  it('is where p99 meets its target: ln 100 / (100 - rate) = 100 ms', async () => {
    const facts = await estimate(design(20));
    const rate = 100 - Math.log(100) / 0.1;
    near(facts.value('flows.f.headroom.target'), rate / 20, 3e-3);
    near(facts.value('flows.f.sustained'), rate, 3e-3);
    expect(facts.value('flows.f.headroom')).toBeCloseTo(5, 9);
  });

  it('is of the strictest of several targets: ln 1000 / (100 - rate) = 90 ms', async () => {
    const facts = await estimate(design(20, { promise: '{ flow: f, p50: 1 s, p99: 100 ms, p999: 90 ms }' }));
    near(facts.value('flows.f.sustained'), 100 - Math.log(1000) / 0.09, 1e-2);
  });

  it('is none where a target is not met by a system that nobody else uses: ln 100 x 10 ms is 46 ms', async () => {
    const facts = await estimate(design(20, { promise: '{ flow: f, p99: 40 ms }' }));
    expect(facts.value('flows.f.headroom.target')).toBe(0);
    expect(facts.value('flows.f.sustained')).toBe(0);
  });

  it('is where the first component is full, without a target', async () => {
    const facts = await estimate(design(20, { promise: '{ flow: f, availability: 99% }' }));
    expect(facts.value('flows.f.sustained')).toBeCloseTo(100, 9);
    expect(facts.node('flows.f.headroom.target').state).toBe('unknown');
  });

  it('is known of a flow that is over it: times less than one', async () => {
    const facts = await estimate(design(200));
    near(facts.value('flows.f.headroom.target'), (100 - Math.log(100) / 0.1) / 200, 3e-3);
    expect(facts.value('flows.f.headroom')).toBeCloseTo(0.5, 9);
  });

  it('is a load at which the percentile is its target, on a path of several queues', async () => {
    const path = (rate: number): string => `sysdesign: 1
name: path
requirements: { quality: { fast: { flow: f, p95: 120 ms } } }
flows: { f: { rate: ${rate} req/s, peak: 1, path: [ a: { calls: [ b: { times: 2 }, c: { timeout: 300 ms } ] } ] } }
components:
  a: { kind: service, instances: 2, balancing: pooled, each: { servers: 2, p50: 5 ms, p99: 30 ms } }
  b: { kind: service, instances: 3, each: { servers: 1, mean: 4 ms, variation: 0.5 } }
  c: { kind: service, instances: 1, each: { servers: 2, mean: 9 ms } }
`;
    const sustained = (await estimate(path(50))).value('flows.f.sustained');
    expect(sustained).toBeGreaterThan(60);
    const there = await estimate(path(sustained));
    near(there.value('flows.f.latency.p95'), 0.12, 6e-3);
    // From wherever it is asked.
    near((await estimate(path(120))).value('flows.f.sustained'), sustained, 3e-3);
  });

  // In turn through k such queues: Erlang of k stages at 100 - rate, whose p99 is half the 99% point of chi-square with 2k degrees of freedom
  // (Abramowitz and Stegun 1964, table 26.8): 23.2093 of 10, 63.6907 of 40.
  it.each([
    [5, 0.4, 23.2093],
    [20, 1, 63.6907],
  ])('is that of %i queues in turn, the Erlang distribution', async (k, time, chiSquare) => {
    const names = Array.from({ length: k }, (_, i) => `c${i}`);
    const facts = await estimate(`sysdesign: 1
name: queues
requirements: { quality: { fast: { flow: f, p99: ${time} s } } }
flows: { f: { rate: 20 req/s, peak: 1, path: [ ${names.join(', ')} ] } }
components:
${names.map((name) => `  ${name}: { kind: service, instances: 1, each: { servers: 1, mean: 10 ms } }`).join('\n')}
`);
    near(facts.value('flows.f.sustained'), 100 - chiSquare / 2 / time, 3e-3);
  });

  it('is where it is full, where its target is met until then: of three that are let in nobody waits for more than two others', async () => {
    const facts = await estimate(design(20, { more: ', queueLimit: 2', promise: '{ flow: f, p99: 1 s }' }));
    expect(facts.value('flows.f.headroom.target')).toBeCloseTo(5, 9);
  });

  it('has the spread of what is in doubt', async () => {
    const facts = await estimate(design(20).replace('mean: 10 ms', 'mean: 8 ms..12.5 ms'));
    const { p5, p95 } = facts.sampler.spread(facts.node('flows.f.sustained')) ?? { p5: Number.NaN, p95: Number.NaN };
    // Of the ends: 125 and 80 a second less 46.
    near(p5, 80 - Math.log(100) / 0.1, 0.02);
    near(p95, 125 - Math.log(100) / 0.1, 0.02);
  });

  it('and its answers, where the first component that it waits for is full', async () => {
    const text = design(20, { promise: '{ flow: f, availability: 99% }' })
      .replace('path: c', 'path: [ c: { calls: [ d: { async: true } ] } ]')
      .concat('  d: { kind: service, instances: 1, each: { servers: 1, mean: 25 ms } }\n');
    const of = async (options = {}): Promise<Record<string, number>> => {
      const facts = await estimate(`${text}growth: 100% per year\nscenarios: { later: { after: 1 year } }\n`, options);
      return { all: facts.value('flows.f.headroom'), waited: facts.value('flows.f.headroom.waited') };
    };
    // Nobody waits for d, which carries 40 a second; c carries 100.
    const near = ({ all = 0, waited = 0 }, wanted: readonly number[]): void =>
      [all, waited].forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i] as number, 9);
      });
    near(await of(), [2, 5]);
    near(await of({ scenario: 'later' }), [1, 2.5]);
    near(await of({ scenario: 'later', set: { 'components.c.instances': '2' } }), [1, 5]);
    const facts = await estimate(text.replace('mean: 10 ms', 'mean: 8 ms..12.5 ms'));
    const { p5, p95 } = facts.sampler.spread(facts.node('flows.f.headroom.waited')) ?? { p5: Number.NaN, p95: Number.NaN };
    expect(Math.abs(p5 - 4)).toBeLessThan(0.05);
    expect(Math.abs(p95 - 6.25)).toBeLessThan(0.05);
    const unknown = await estimate(text.replace(', each: { servers: 1, mean: 10 ms }', ''));
    expect(unknown.missing('flows.f.headroom.waited')).toEqual(['components.c.each']);
    expect(unknown.value('flows.f.headroom')).toBeCloseTo(2, 9);
  });
});
