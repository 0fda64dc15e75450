import { describe, expect, test } from 'vitest';
import { factsUnder, findingsOf, modelOf } from '../../../support/estimating.js';

const spec = (rate: string, api: string): string => `sysdesign: 1
name: d
flows: { read: { rate: ${rate}, peak: 2, path: api } }
components: { api: { kind: service, each: { rate: 700 req/s }, mtbf: 1000 h, mttr: 1 h, ${api} } }
`;

describe('availability under ranges is that of the samples that carry their load', () => {
  test.each([
    ['600..1400 req/s', 'instances: 4', {}],
    ['600..1400 req/s', 'instances: 2..5', { 'flows.read.rate': 'x0.9' }],
    ['1000 req/s', 'instances: 2..5', {}],
  ])('%s, %s, %o: each sample as a design that states it, a gap where that one is unknown', async (rate, api, set) => {
    const facts = await factsUnder(await modelOf(spec(rate, api)), { set, samples: 200 });
    const values = (id: string): Float64Array => facts.sampler.values(facts.node(id));
    const [means, counts] = [values('flows.read.rate.mean'), values('components.api.fleet')];
    const [down, overloaded] = [values('flows.read.unavailability'), values('flows.read.overloaded')];
    for (let i = 0; i < 200; i += 9) {
      const n = counts[i] as number;
      expect(Number.isInteger(n)).toBe(true);
      const point = await factsUnder(await modelOf(spec(`${means[i]} req/s`, `instances: ${n}`)), {});
      const node = point.node('flows.read.unavailability');
      // By hand: up to 700 req/s each at a peak of twice the mean.
      expect(node.state === 'unknown').toBe(2 * (means[i] as number) > 700 * n);
      expect(overloaded[i]).toBe(node.state === 'unknown' ? 1 : 0);
      if (node.state === 'unknown') expect(down[i]).toBeNaN();
      else expect(down[i]).toBeCloseTo(node.value, 12);
    }
  });

  test('and the share of the others is a fact: ln 2.5 either side of ln sqrt 10 leaves two instances in 20% of cases', async () => {
    const facts = await factsUnder(await modelOf(spec('1000 req/s', 'instances: 2..5')), {});
    // P(X < 2.5), X log-normal of median sqrt(10) and 5% below 2: Phi(ln(2.5 / 3.1623) / 0.2785) = Phi(-0.844) = 0.1994.
    expect(facts.sampler.spread(facts.node('flows.read.overloaded'))?.mean).toBeCloseTo(0.1994, 3);
  });
});

test.each([
  'instances: 2.5',
  'instances: 2.5..4',
  'shards: 1.5',
  'needed: 1.5',
  'replication: 2.5',
])('%s: there are only whole ones', async (api) => {
  expect((await findingsOf(spec('1000 req/s', api))).join()).toContain('only whole ones');
});

test.each(['20% per year', undefined])('growth: x4 is a growth as a change of %s', async (growth) => {
  const text = spec('1000 req/s', 'instances: 4') + (growth === undefined ? '' : `growth: ${growth}\n`);
  const facts = await factsUnder(await modelOf(text), { set: { growth: 'x4' } });
  // 2800 of 2000 req/s: 12 ln 1.4 / ln 4 months.
  expect(facts.value('components.api.saturates')).toBeCloseTo((12 * Math.log(1.4)) / Math.log(4), 6);
});
