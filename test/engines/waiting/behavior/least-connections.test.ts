import { describe, expect, it } from 'vitest';
import { evaluationOf } from '../../../../src/evaluate/evaluation.js';
import { judge } from '../../../../src/facts/index.js';
import { estimate, modelOf } from '../../../support/estimating.js';

const near = (got: number, want: number, off: number): void =>
  expect(Math.abs(got - want), `${got} for ${want}`).toBeLessThanOrEqual(off * want);

/** Ten instances of one server each at 80%. */
const design = (target: string, balancing = 'leastConnections'): string => `sysdesign: 1
name: ten
requirements: { quality: { fast: { flow: f, p99: ${target} } } }
flows: { f: { rate: 800/s, peak: 1, path: [ c ] } }
components: { c: { kind: service, instances: 10, balancing: ${balancing}, each: { servers: 1, mean: 10 ms } } }
`;

describe('calls that go to the instance with the fewest', () => {
  it('wait between one queue for all, 0.2046 service times of ten at 80%, and ten queues at random, 4', async () => {
    const facts = await estimate(design('1 s'));
    near(facts.value('components.c.waiting.low.peak'), 0.002045900753982, 1e-9);
    near(facts.value('components.c.waiting.high.peak'), 0.04, 1e-9);
    near(facts.value('components.c.waiting.peak'), 0.04, 1e-9);
    // p99 of M/M/10 at 8 erlangs is 4.946 service times (formulas, section 3), of M/M/1 at 80% ln 100 / 0.2.
    near(facts.value('flows.f.latency.p99.low'), 0.04946, 0.006);
    near(facts.value('flows.f.latency.p99.high'), 0.05 * Math.log(100), 0.006);
    expect((await estimate(design('1 s', 'random'))).node('components.c.waiting.low.peak').state).toBe('unknown');
  });

  it('as a simulation that sends each call to the shortest of ten queues shows: within both', async () => {
    const facts = await estimate(design('1 s'));
    let state = 12345;
    const random = (): number => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    // When each call in a queue will be done, by queue.
    const queues: number[][] = Array.from({ length: 10 }, () => []);
    let [now, waited] = [0, 0];
    const calls = 200_000;
    for (let i = 0; i < calls; i++) {
      now -= Math.log(random()) / 800;
      for (const queue of queues) while (queue.length > 0 && (queue[0] as number) <= now) queue.shift();
      const fewest = Math.min(...queues.map(({ length }) => length));
      const among = queues.filter(({ length }) => length === fewest);
      const queue = among[Math.floor(random() * among.length)] as number[];
      const begins = Math.max(now, queue.at(-1) ?? 0);
      waited += begins - now;
      queue.push(begins - 0.01 * Math.log(random()));
    }
    expect(waited / calls).toBeGreaterThan(facts.value('components.c.waiting.low.peak'));
    expect(waited / calls).toBeLessThan(facts.value('components.c.waiting.high.peak'));
  });

  it.each([
    ['20 ms', 'missed'],
    ['100 ms', 'at-risk'],
    ['400 ms', 'met'],
  ])('against a target of %s: %s', async (target, status) => {
    const { graph, sampler, model } = await evaluationOf(await modelOf(design(target)), {});
    const [check] = model.checks;
    expect(check && judge(check, graph, sampler).status).toBe(status);
  });

  it('are dealt out at random where that is what is stated: a target between is missed', async () => {
    const { graph, sampler, model } = await evaluationOf(await modelOf(design('100 ms', 'random')), {});
    expect(model.checks[0] && judge(model.checks[0], graph, sampler).status).toBe('missed');
  });

  it('in the bracket under a change, at another time and in doubt', async () => {
    const text = design('1 s').replace('800/s', '600/s..800/s');
    for (const options of [{}, { set: { 'components.c.instances': '14' } }, { set: { growth: '10% per year' } }]) {
      const facts = await estimate(text, options);
      for (const year of ['', '.year1']) {
        const of = (id: string): number => facts.value(`components.c.${id}.peak${year}`);
        expect(of('waiting.low')).toBeLessThan(of('waiting.high'));
        expect(of('waiting')).toBe(of('waiting.high'));
      }
    }
  });
});
