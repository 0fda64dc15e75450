import { describe, expect, it } from 'vitest';
import { design, estimate, findingsOf } from '../../support/estimating.js';

const API = 'a: { kind: service, each: { p50: 5 ms, p99: 40 ms } }';

/** One finding, and its place and text. */
async function found(text: string): Promise<string> {
  const findings = await findingsOf(text);
  expect(findings, findings.join('\n')).toHaveLength(1);
  return findings[0] as string;
}

describe('times that cannot be have one finding each, at their place', () => {
  it.each([
    ['p99 below p50', design('a', 'a: { kind: service, each: { p50: 50 ms, p99: 40 ms } }'), 'spec/contradiction', '"40 ms"'],
    [
      'percentiles out of order',
      design('a', 'a: { kind: service, each: { percentiles: { p50: 5 ms, p95: 90 ms, p99: 40 ms } } }'),
      'spec/contradiction',
      '"40 ms"',
    ],
    [
      'p99 below p50, both in doubt',
      design('a', 'a: { kind: service, each: { p50: 50 ms..60 ms, p99: 10 ms..20 ms } }'),
      'spec/contradiction',
      '"10 ms..20 ms"',
    ],
    [
      'percentiles out of order, in doubt',
      design('a', 'a: { kind: service, each: { percentiles: { p50: 5 ms..6 ms, p99: 1 ms..2 ms } } }'),
      'spec/contradiction',
      '"1 ms..2 ms"',
    ],
    [
      'times measured at more than an instance carries',
      design('a', 'a: { kind: service, each: { mean: 5 ms, rate: 100 req/s, at: 110 req/s } }'),
      'spec/contradiction',
      '"110 req/s"',
    ],
    ['one percentile', design('a', 'a: { kind: service, each: { percentiles: { p99: 40 ms } } }'), 'spec/one-percentile', '"40 ms"'],
    [
      'one percentile, in doubt',
      design('a', 'a: { kind: service, each: { percentiles: { p50: 4 ms..9 ms } } }'),
      'spec/one-percentile',
      '"4 ms..9 ms"',
    ],
    ['more answers than calls, in doubt', design('[ a: { times: 2..3, atOnce: true, waitFor: 5 } ]', API), 'spec/contradiction', '"5"'],
    ['more answers than calls', design('[ a: { times: 3, atOnce: true, waitFor: 4 } ]', API), 'spec/contradiction', '"4"'],
    ['a timeout of zero', design('[ a: { timeout: 0 s } ]', API), 'spec/out-of-bounds', '"0 s"'],
    ['retries without end', design('[ a: { timeout: 1 s, retries: 1000000 } ]', API), 'spec/out-of-bounds', '"1000000"'],
    [
      'a tail without a mean',
      design('a', 'a: { kind: service, each: { p50: 5 ms, p99: 40 ms, tail: 0.9 } }'),
      'spec/out-of-bounds',
      '"0.9"',
    ],
    [
      'a round trip that light does not make',
      design('a', API, 'topology: { regions: { eu: { place: eu-west }, us: { place: na-east } }, rtt: { eu-us: 20 ms } }'),
      'spec/contradiction',
      '"20 ms"',
    ],
    [
      'a round trip that light does not make, in doubt',
      design('a', API, 'topology: { regions: { eu: { place: eu-west }, us: { place: na-east } }, rtt: { eu-us: 10 ms..20 ms } }'),
      'spec/contradiction',
      '"10 ms..20 ms"',
    ],
    [
      'times measured at more than an instance carries, in doubt',
      design('a', 'a: { kind: service, each: { mean: 5 ms, rate: 90 req/s..110 req/s, at: 120 req/s..130 req/s } }'),
      'spec/contradiction',
      '"120 req/s..130 req/s"',
    ],
    [
      'a place that nobody knows',
      design('a', API, 'topology: { regions: { eu: { place: atlantis } } }'),
      'schema/unknown-value',
      '"atlantis"',
    ],
    [
      'a point that is not on earth',
      design('a', API, 'topology: { regions: { eu: { place: [100, 4.9] } } }'),
      'schema/bad-value',
      '"[100, 4.9]"',
    ],
  ])('%s', async (_, text, rule, place) => {
    const finding = await found(text);
    expect(finding).toContain(rule);
    expect(finding).toContain(place);
  });

  it('but for intervals that overlap, and numbers of calls that go up to the next', async () => {
    for (const text of [
      design('a', 'a: { kind: service, each: { p50: 5 ms..20 ms, p99: 15 ms..60 ms } }'),
      design('[ a: { times: 3.2, atOnce: true, waitFor: 4 } ]', API),
      // Light takes about 56 ms there and back.
      design('a', API, 'topology: { regions: { eu: { place: eu-west }, us: { place: na-east } }, rtt: { eu-us: 40 ms..80 ms } }'),
    ])
      expect(await findingsOf(text)).toEqual([]);
  });

  it('a distance below zero', async () => {
    expect(await found(design('a', API, 'topology: { rtt: { eu-us: -80 ms } }'))).toContain('"-80 ms"');
  });

  it('but for one percentile whose tail is stated: (least / t)^2.5 of calls take longer than t', async () => {
    const facts = await estimate(design('a', 'a: { kind: service, each: { percentiles: { p99: 100 ms }, tail: 2.5 } }'));
    const least = 0.1 * 0.01 ** (1 / 2.5);
    for (const [name, beyond] of [
      ['p50', 0.5],
      ['p95', 0.05],
      ['p99', 0.01],
      ['p999', 0.001],
    ] as const)
      expect(facts.value(`flows.f.latency.${name}`) / (least / beyond ** (1 / 2.5)), name).toBeCloseTo(1, 9);
    // Of a power of 2.5 the mean is least x 2.5 / 1.5, and the square of the variation 1 / (2.5 x 0.5).
    expect(facts.value('components.a.ownTime.mean')).toBeCloseTo((least * 2.5) / 1.5, 12);
    expect(facts.value('components.a.queue.variation')).toBeCloseTo(1 / 1.25, 12);
  });
});
