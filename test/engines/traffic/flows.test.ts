import { describe, expect, test } from 'vitest';
import { close, estimate } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: flows\n';
const DAY = 86_400;

describe('rates of flows', () => {
  test('a rate is stated, or follows from how many there are and how often or how long each comes', async () => {
    const facts = await estimate(`${head}
flows:
  stated:   { rate: 864k per day }
  polling:  { concurrent: 60k users, every: 30 s }
  watching: { concurrent: 36k viewers, lasts: 10 min }
  idle:     { concurrent: 5k users }
`);
    facts.are({
      'flows.stated.rate.mean': 10, // 864,000 / 86,400
      'flows.polling.rate.mean': 2000, // 60,000 / 30
      'flows.watching.rate.mean': 60, // 36,000 / 600
      'flows.idle.rate.mean': 0, // so many are there, and ask nothing
      'flows.idle.concurrency.mean': 5000,
    });
    expect(facts.missing('flows.stated.concurrency.mean')).toContain('flows.stated.concurrent');
  });

  test('a flow that says nothing of its rate is unknown, and so is all that follows', async () => {
    const facts = await estimate(`${head}
flows: { silent: { path: api }, told: { rate: 5/s, path: api } }
components: { api: { kind: service } }
`);
    expect(facts.missing('flows.silent.rate.mean')).toEqual(['flows.silent.rate']);
    expect(facts.missing('flows.silent.rate.peak')).toEqual(['flows.silent.rate']);
    expect(facts.missing('components.api.rate.mean')).toEqual(['flows.silent.rate']);
    // A total sums what is known and says what it leaves out.
    expect(facts.value('totals.rate.mean')).toBe(5);
    expect(facts.reasons('totals.rate.mean')).toEqual(['flows.silent.rate']);
  });

  test('where the mean is zero or unknown, a peak or spike that is a rate is no multiple of it', async () => {
    const facts = await estimate(`${head}
flows:
  peaking:  { concurrent: 5k users, peak: 2k/s, path: api }
  spiking:  { concurrent: 5k users, spikes: { sale: { rate: 5k/s } } }
  silent:   { rate: 0/s, concurrent: 5k users, peak: 2k/s, spikes: { sale: { rate: 5k/s } } }
  polling:  { concurrent: 5k users, every: 5 s, peak: 2k/s, spikes: { sale: { rate: 5k/s } } }
components: { api: { kind: service, each: { rate: 1k/s, connections: 1k } } }
`);
    // A peak of so many a second says that some come every day: not zero, and not how many.
    expect(facts.missing('flows.peaking.rate.mean')).toEqual(['flows.peaking.rate']);
    expect(facts.missing('flows.peaking.concurrency.peak')).toEqual(['flows.peaking.rate']);
    expect(facts.missing('components.api.demand.connections')).toEqual(['flows.peaking.rate']);
    expect(facts.missing('flows.spiking.concurrency.spike.sale')).toEqual(['flows.spiking.rate']);
    const reason = 'flows.silent.rate.mean is 0, and so no measure of its';
    expect(facts.missing('flows.silent.concurrency.peak')).toEqual([`${reason} peak`]);
    expect(facts.missing('flows.silent.concurrency.spike.sale')).toEqual([`${reason} spike "sale"`]);
    facts.are({
      'flows.peaking.rate.peak': 2000, // as stated
      'flows.peaking.concurrency.mean': 5000,
      'flows.spiking.rate.mean': 0, // who only waits asks nothing, and may still come back all at once
      'flows.polling.concurrency.peak': 10_000, // 5,000 / 5 = 1,000/s on average, twice that at peak
      'flows.polling.concurrency.spike.sale': 25_000,
    });
  });

  test('a flow open for part of the day is busier while it is open', async () => {
    const facts = await estimate(`${head}
flows:
  office: { rate: 100 req/s, active: 6 h per day, peak: 2, spikes: { rush: { factor: 5 } } }
`);
    facts.are({
      'flows.office.rate.active': 400, // 100 x 24 / 6
      'flows.office.rate.peak': 800, // the factor is on the open hours
      'flows.office.peak': 8, // over the 24 h mean
      'flows.office.rate.spike.rush': 500, // a spike is on the 24 h mean
    });
  });

  test('the peak is a factor, a rate, or a share of the day within a window; three by default', async () => {
    const facts = await estimate(`${head}
flows:
  factor: { rate: 50 req/s, peak: x4 }
  rate:   { rate: 50 req/s, peak: 120 req/s }
  window: { rate: 50 req/s, peak: 20% of the day in 2 h }
  silent: { rate: 50 req/s }
`);
    facts.are({
      'flows.factor.rate.peak': 200,
      'flows.rate.rate.peak': 120,
      'flows.rate.peak': 2.4,
      'flows.window.rate.peak': (0.2 * 50 * DAY) / 7200, // 120
      'flows.window.peak': 2.4, // 20% in a twelfth of the day
      'flows.silent.rate.peak': 150,
    });
    expect(facts.node('flows.silent.rate.peak').inputs.map(({ id }) => id)).toContain('defaults.peak');
  });

  test('a peak window counts the day of the spec', async () => {
    const facts = await estimate(`${head}
conventions: { day: 100k s }
flows: { window: { rate: 1M per day, peak: 20% of the day in 2 h } }
`);
    facts.are({
      'flows.window.rate.mean': 10, // 1M / 100,000 s
      'flows.window.rate.peak': 200_000 / 7200, // a fifth of a million in 7,200 s
    });
  });

  test('a window stated at the root is the default of every flow', async () => {
    const facts = await estimate(`${head}
peak: 10% of the day in 1 h
flows: { own: { rate: 10 req/s, peak: 2 }, none: { rate: 10 req/s, active: 12 h per day } }
`);
    facts.are({ 'flows.own.rate.peak': 20, 'flows.none.rate.peak': 24, 'flows.none.peak': 2.4 });
  });

  test('the peak that is assumed is of a whole day: it is none on top of the hours that are stated', async () => {
    const facts = await estimate(`${head}
flows:
  night:  { rate: 130k per day, active: 2 h per day }
  office: { rate: 864k per day, active: 12 h per day }
  stated: { rate: 864k per day, active: 12 h per day, peak: 3 }
`);
    facts.are({
      'flows.night.rate.peak': 130_000 / 7200, // twelve times the mean comes in those hours: more than three times
      'flows.night.peak': 12,
      'flows.office.rate.peak': 30, // three times 10/s, and 20/s come in those hours
      'flows.office.peak': 3,
      'flows.stated.rate.peak': 60, // three times 20/s
      'flows.stated.peak': 6,
    });
  });

  test('a spike is a factor over the mean or a rate of its own', async () => {
    const facts = await estimate(`${head}
flows: { f: { rate: 30 req/s, lasts: 2 s, spikes: { sale: { factor: 20, lasts: 5 min }, bots: { rate: 900 req/s } } } }
`);
    facts.are({
      'flows.f.rate.spike.sale': 600,
      'flows.f.rate.spike.bots': 900,
      'flows.f.concurrency.mean': 60, // Little: 30/s x 2 s
      'flows.f.concurrency.peak': 180,
      'flows.f.concurrency.spike.sale': 1200,
      'flows.f.concurrency.spike.bots': 1800, // 900/s x 2 s
    });
  });

  test('those who are there at once grow at peak as the rate does', async () => {
    const facts = await estimate(`${head}
flows:
  online: { concurrent: 10k users, every: 20 s, peak: 800 req/s }
  quiet:  { concurrent: 10k users, peak: 2 }
`);
    facts.are({
      'flows.online.rate.mean': 500,
      'flows.online.concurrency.peak': 16_000, // 10,000 x 800 / 500
      'flows.quiet.concurrency.peak': 20_000, // known, though no requests are
    });
  });
});

describe('bytes of flows', () => {
  test('what the actor sends and gets is the rate times what is stated', async () => {
    const facts = await estimate(`${head}
flows: { f: { rate: 10 req/s, peak: 4, request: 300 B, response: 2 kB, spikes: { s: { factor: 10 } } } }
`);
    facts.are({
      'flows.f.ingress.mean': 3000,
      'flows.f.ingress.peak': 12_000,
      'flows.f.ingress.spike.s': 30_000,
      'flows.f.egress.mean': 20_000,
      'flows.f.egress.peak': 80_000,
      'totals.ingress.peak': 12_000,
      'totals.egress.spike.s': 200_000,
    });
  });

  test('the request of a write flow defaults to the bytes it adds, the response to those it reads', async () => {
    const facts = await estimate(`${head}
horizon: 1 year
flows:
  post: { kind: write, rate: 10 req/s }
  mute: { kind: read, rate: 10 req/s }
data:
  posts:  { item: { id: 8 B, text: 292 B }, addedBy: post }
  images: { item: 100 kB, addedBy: { post: 25% } }
  quota:  { item: 16 B, items: 5k, readBy: { post: 2 } }
`);
    facts.are({
      'flows.post.request': 25_300, // 300 B + 25% x 100 kB
      'flows.post.response': 32, // 2 x 16 B
      'flows.post.ingress.mean': 253_000,
      'flows.post.egress.mean': 320,
    });
    expect(facts.missing('flows.mute.ingress.mean')).toEqual(['flows.mute.request']);
    expect(facts.missing('flows.mute.egress.peak')).toEqual(['flows.mute.response']);
  });
});

describe('flows that grow', () => {
  test('40% a year, and twice in 18 months, are factors of the same kind', async () => {
    const facts = await estimate(`${head}
growth: 40% per year
flows:
  usual:  { rate: 10 req/s }
  faster: { rate: 10 req/s, growth: x2 per 18 months, peak: 100 req/s, spikes: { s: { rate: 500 req/s } } }
  steady: { rate: 10 req/s, growth: 0% }
  shrink: { rate: 10 req/s, growth: -10% }
`);
    const yearly = 2 ** (1 / 1.5); // 18 months are a year and a half
    facts.are({
      'flows.usual.growth': 0.4,
      'flows.faster.growth': yearly - 1,
      'flows.usual.rate.mean.year2': 19.6, // 10 x 1.4^2
      'flows.faster.rate.mean.year3': 10 * yearly ** 3,
      'flows.faster.rate.peak.year1': 100 * yearly, // what is stated is stated of today
      'flows.faster.rate.spike.s.year1': 500 * yearly,
      'flows.steady.rate.mean.year9': 10,
      'flows.shrink.rate.mean.year2': 8.1,
      'flows.usual.rate.mean.year0': 10,
      'totals.rate.mean.year1': 14 + 10 * yearly + 10 + 9,
    });
  });

  test('who is there at once grows, how long each stays does not', async () => {
    const facts = await estimate(`${head}
growth: 50% per year
flows: { f: { concurrent: 100 users, every: 10 s, peak: 2 } }
`);
    facts.are({
      'flows.f.concurrency.mean.year1': 150,
      'flows.f.rate.mean.year1': 15,
      'flows.f.concurrency.peak.year2': 450, // 100 x 1.5^2 x 2
    });
  });
});

describe('totals', () => {
  test('a flow that is part of another is not counted twice', async () => {
    const facts = await estimate(`${head}
flows:
  http:   { rate: 100 req/s, peak: 2, request: 1 kB, response: 4 kB }
  search: { rate: 20 req/s, peak: 5, partOf: http, request: 2 kB, response: 9 kB }
  feed:   { rate: 10 req/s, peak: 3, request: 1 kB, response: 1 kB }
`);
    facts.are({
      'totals.rate.mean': 110,
      'totals.rate.peak': 230, // 100 x 2 + 10 x 3
      'totals.ingress.mean': 110_000,
      'totals.egress.peak': 830_000, // 200 x 4 kB + 30 x 1 kB
    });
  });

  test('what is known is summed, the rest is listed', async () => {
    const facts = await estimate(`${head}
flows:
  a: { rate: 10 req/s, response: 1 kB }
  b: { rate: 10 req/s }
  c: { response: 5 kB }
data:
  here:  { item: 1 kB, items: 5k }
  there: { item: 1 kB, addedBy: a }
`);
    expect(facts.value('totals.egress.mean')).toBe(10_000);
    expect(facts.reasons('totals.egress.mean')).toEqual(['flows.b.response', 'flows.c.rate']);
    expect(facts.value('totals.storage')).toBe(5e6);
    expect(facts.reasons('totals.storage')).toEqual(['horizon', 'data.there.keep']);
    expect(facts.missing('totals.ingress.mean')).toEqual(['flows.a.request', 'flows.b.request', 'flows.c.rate', 'flows.c.request']);
  });

  test('off the peak of the others, the larger of the two hours counts', async () => {
    const facts = await estimate(`${head}
flows:
  day:    { rate: 100 req/s, peak: 3 }
  night:  { rate: 50 req/s, peak: 10, offPeak: true }
`);
    // by day 300 + 50, by night 100 + 500
    facts.are({ 'totals.rate.onPeak': 350, 'totals.rate.offPeak': 600, 'totals.rate.peak': 600, 'totals.rate.mean': 150 });
  });

  test('flows that are all off the peak peak together', async () => {
    const facts = await estimate(`${head}
flows:
  backup:  { rate: 10 req/s, peak: 6, offPeak: true }
  reindex: { rate: 20 req/s, peak: 4, offPeak: true }
`);
    // Nobody else is at peak: the reverse, 60 + 80, is the larger.
    facts.are({ 'totals.rate.peak': 140 });
  });

  test('a spike is a multiple of its mean, and of its peak', async () => {
    const text = `${head}
growth: 50% per year
scenarios: { later: { after: 2 years } }
flows:
  f: { rate: 100 req/s, peak: 4, spikes: { factor: { factor: 8 }, rate: { rate: 900 req/s } } }
  none: { rate: 0 req/s, spikes: { s: { factor: 3 } } }
  open: { spikes: { s: { factor: 3 } } }
`;
    const facts = await estimate(text);
    const [mean, peak] = [(spike: string) => `flows.f.spikes.${spike}.overMean`, (spike: string) => `flows.f.spikes.${spike}.overPeak`];
    facts.are({ [mean('factor')]: 8, [peak('factor')]: 2, [mean('rate')]: 9, [peak('rate')]: 2.25 });
    expect(facts.missing('flows.none.spikes.s.overMean')).toEqual(['flows.none.rate.mean is 0, and so no measure of its spike "s"']);
    expect(facts.missing('flows.none.spikes.s.overPeak')).toEqual(['flows.none.rate.peak is 0, and so no measure of its spike "s"']);
    expect(facts.missing('flows.open.spikes.s.overMean')).toEqual(['flows.open.rate']);
    // Both grow with the flow, and a stated spike is one of the mean that it was stated with.
    (await estimate(text, { scenario: 'later', set: { 'flows.f.rate': 'x2' } })).are({ [mean('rate')]: 9, [peak('rate')]: 2.25 });
    (await estimate(text, { scenario: 'later', set: { 'flows.f.peak': '6' } })).are({ [mean('rate')]: 9, [peak('rate')]: 1.5 });
    const doubtful = await estimate(text.replace('peak: 4', 'peak: 3..6'));
    const { p5, p95 } = doubtful.sampler.spread(doubtful.node(peak('factor'))) ?? { p5: Number.NaN, p95: Number.NaN };
    close(p5, 8 / 6, 'p5', 1e-2);
    close(p95, 8 / 3, 'p95', 1e-2);
  });
});
