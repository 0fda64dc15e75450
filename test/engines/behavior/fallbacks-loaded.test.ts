import { describe, expect, test } from 'vitest';
import { close, estimate, factsUnder, modelOf } from '../../support/estimating.js';

/** `a` fails 1% of the time and `b` 0.1%, which answers what `a` does not: 200/s at peak, beside 20/s of its own. */
const shop = (capacity: string, fallback = 'to: b'): string => `sysdesign: 1
name: d
flows:
  f: { rate: 100/s, peak: 2, request: 1 kB, path: [ api: { calls: [ a: { fallback: { ${fallback} } } ] } ] }
  g: { rate: 10/s, peak: 2, request: 1 kB, path: b }
components:
  api: { kind: external, availability: 100% }
  a: { kind: database, instances: 1, mtbf: 99 h, mttr: 1 h, each: { rate: 1k/s } }
  b: { kind: database, instances: 1, mtbf: 999 h, mttr: 1 h, each: { rate: ${capacity} } }
scenarios: { out: { down: [a] } }
`;

describe('what a fallback is asked for while it stands in', () => {
  test('is the calls of what is down, or the share of them that goes to it', async () => {
    const usual = await estimate(shop('100/s'));
    usual.are({ 'components.b.rate.mean': 10, 'components.b.rate.peak.without.a': 220, 'components.b.ingress.mean.without.a': 110e3 });
    const out = await factsUnder(await modelOf(shop('100/s')), { scenario: 'out' });
    out.are({ 'components.b.rate.mean': 110, 'components.b.rate.peak': 220, 'components.b.utilization.peak': 2.2 });
    const half = await factsUnder(await modelOf(shop('100/s', 'to: b, share: 50%')), { scenario: 'out' });
    half.are({ 'components.b.rate.peak': 20 + 100 });
  });

  test('fails it where it cannot carry that, and with it those who need it anyway', async () => {
    // 220/s at peak for 100/s: while a is down, b is of no use to f, nor to g.
    const short = await estimate(shop('100/s'));
    close(short.value('flows.f.unavailability'), 0.01, 'f');
    close(short.value('flows.g.unavailability'), 1 - 0.99 * 0.999, 'g');
    const enough = await estimate(shop('300/s'));
    close(enough.value('flows.f.unavailability'), 0.01 * 0.001, 'f, carried');
    close(enough.value('flows.g.unavailability'), 0.001, 'g, carried');
  });

  test('is carried in part by what is there: 100 of 220', async () => {
    const out = await factsUnder(await modelOf(shop('100/s')), { scenario: 'out' });
    close(out.value('flows.f.carried'), 100 / 220, 'f');
    close(out.value('flows.g.carried'), 100 / 220, 'g');
  });

  test('has no answer where two stand in for each other: neither is told of the other', async () => {
    const text = shop('100/s').replace('path: b }', 'path: [ b: { fallback: { to: a } } ] }');
    expect((await estimate(text)).value('flows.f.unavailability')).toBeCloseTo(0.01 * 0.001, 9);
  });
});

describe('what the call behind which a fallback stands needs is a part of it', () => {
  /** `a` and what it needs fail; `b` answers instead. 200/s at peak, beside 20/s of its own. */
  const behind = (calls: string, capacity: string, more = ''): string => `sysdesign: 1
name: d
flows:
  f: { rate: 100/s, peak: 2, request: 1 kB, path: [ a: { ${calls}, fallback: { to: b } } ] }
  g: { rate: 10/s, peak: 2, request: 1 kB, path: b }
  ${more}
components:
  a: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h, each: { rate: 1k/s } }
  b: { kind: database, instances: 1, mtbf: 999 h, mttr: 1 h, each: { rate: ${capacity} } }
  c: { kind: cache, instances: 1, mtbf: 199 h, mttr: 1 h }
  ${Array.from({ length: 8 }, (_, i) => `d${i + 1}: { kind: database, instances: 1, mtbf: 49 h, mttr: 1 h, each: { rate: 1k/s } }`).join('\n  ')}
scenarios: { out: { down: [d1] } }
`;
  const [qa, qb, qd] = [0.01, 0.001, 0.02];

  test('a failure there loads it as one of the component itself does', async () => {
    const down = 1 - (1 - qa) * (1 - qd);
    const short = await estimate(behind('calls: [d1]', '100/s'));
    close(short.value('flows.f.unavailability'), down, 'f');
    close(short.value('flows.g.unavailability'), 1 - (1 - down) * (1 - qb), 'g');
    const enough = await estimate(behind('calls: [d1]', '300/s'));
    close(enough.value('flows.f.unavailability'), down * qb, 'f, carried');
    close(enough.value('flows.g.unavailability'), qb, 'g, carried');
  });

  test('however much there is of it, in turn or at once', async () => {
    const down = 1 - (1 - qa) * (1 - qd) ** 8;
    const calls = 'calls: [ d1: { calls: [ d2: { calls: [d3, d4] } ] }, parallel: [d5, d6, d7: { calls: [d8] }] ]';
    const short = await estimate(behind(calls, '100/s'));
    close(short.value('flows.g.unavailability'), 1 - (1 - down) * (1 - qb), 'g');
  });

  test.each([
    ['every request needs it', 'calls: [d1]', '', 20 + 200],
    ['a fifth of them, which a cache does not have', 'calls: [ c: { hit: 80%, miss: [d1] } ]', '', 20 + 40],
    ['that and all of them', 'calls: [ c: { hit: 80%, miss: [d1] }, d1 ]', '', 20 + 200],
    // Each half of the requests, as chance has it: three in four need one of the two.
    ['half of them twice', 'calls: [ d1: { times: 0.5 }, d2: { calls: [ d1: { times: 0.5 } ] } ]', '', 20 + 150],
    ['half of the fifth', 'calls: [ c: { hit: 80%, miss: [ d1: { times: 0.5 } ] } ]', '', 20 + 20],
    ['none, for something else answers', 'calls: [ d1: { fallback: { to: d2 } } ]', '', 20],
    ['the half that nothing else answers', 'calls: [ d1: { fallback: { share: 50% } } ]', '', 20 + 100],
    ['none waits for it', 'calls: [ d1: { async: true } ]', '', 20],
    [
      'those of one flow, not of another that calls the same',
      'calls: [d1]',
      'h: { rate: 50/s, path: [ a: { fallback: { to: b } } ] }',
      20 + 200,
    ],
  ])('of what it is asked for then: %s', async (_, calls, more, peak) => {
    const out = await factsUnder(await modelOf(behind(calls, '1k/s', more)), { scenario: 'out' });
    close(out.value('components.b.rate.peak'), peak, calls);
  });

  test('in the states that it cannot carry: 60 of 50/s without what a cache does not have', async () => {
    // Of f a fifth needs d1, which is what fails with it down; g always.
    const facts = await estimate(behind('calls: [ c: { hit: 80%, miss: [d1], dependency: hard } ]', '50/s'));
    const qc = 1 / 200;
    const asked = 1 - (1 - qa) * (1 - qc) * (1 - qd);
    close(facts.value('flows.g.unavailability'), 1 - (1 - asked) * (1 - qb), 'g');
    const some = 1 - (1 - qa) * (1 - qc);
    close(facts.value('flows.f.unavailability'), some + (1 - some) * qd * 0.2, 'f');
  });
});

describe('what a fallback calls', () => {
  /** `a` fails 1% of the time, and `f` answers instead, of whose calls each makes so many of `g`: 200/s at peak of one flow, 20/s of another. */
  const bringing = (capacity: string, more = '', call = 'g'): string => `sysdesign: 1
name: d
flows:
  one: { kind: read, rate: 100/s, peak: 2, request: 1 kB, response: 3 kB, path: [ a: { ${more} fallback: { to: f } } ] }
  other: { kind: read, rate: 10/s, peak: 2, request: 1 kB, response: 2 kB, path: [ f: { calls: [ ${call} ] } ] }
components:
  a: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h, each: { rate: 1k/s } }
  f: { kind: service, instances: 1, mtbf: 999 h, mttr: 1 h, each: { rate: 1k/s } }
  g: { kind: database, instances: 1, mtbf: 99 h, mttr: 1 h, each: { rate: ${capacity} } }
  c: { kind: cache, instances: 1, mtbf: 999 h, mttr: 1 h }
scenarios: { out: { down: [a] }, both: { down: [a, f] } }
`;
  const peakOf = async (text: string, scenario = 'out') =>
    (await factsUnder(await modelOf(text), { scenario })).value('components.g.rate.peak');

  test.each([
    ['as often as its own calls do', 'g', 20 + 200],
    ['twice for each', 'g: { times: 2 }', 40 + 400],
    ['for what a cache does not have', 'c: { hit: 90%, miss: [g] }', 2 + 20],
    ['once for ten', 'g: { batch: 10 }', 2 + 20],
  ])('is called for what that answers: %s', async (_, call, peak) => {
    close(await peakOf(bringing('1k/s', '', call)), peak, call);
    close((await estimate(bringing('1k/s', '', call))).value('components.g.rate.peak.without.a'), peak, 'without a');
  });

  test('not where the fallback is down too, nor for what the failing call makes of it by itself', async () => {
    close(await peakOf(bringing('1k/s'), 'both'), 20, 'both down');
    close(await peakOf(bringing('1k/s', 'calls: [g],')), 20 + 200, 'its own calls, as they are');
  });

  test('for a share of the calls, and the bytes of its own calls', async () => {
    close(await peakOf(bringing('1k/s').replace('to: f', 'to: f, share: 50%')), 20 + 100, 'half');
    const out = await factsUnder(await modelOf(bringing('1k/s')), { scenario: 'out' });
    out.are({ 'components.g.ingress.peak': 220e3, 'components.g.egress.peak': 440e3, 'components.g.read.mean': 110 });
  });

  test('and fails all that need it where it cannot carry that', async () => {
    // g fails by itself, and while a is down and f up: 220 of 100/s.
    const short = await estimate(bringing('100/s'));
    const [qa, qf, qg] = [0.01, 0.001, 0.01];
    const loaded = 1 - (1 - qg) * (1 - qa);
    close(short.value('flows.other.unavailability'), 1 - (1 - qf) * (1 - loaded), 'other');
    const enough = await estimate(bringing('300/s'));
    close(enough.value('flows.other.unavailability'), 1 - (1 - qf) * (1 - qg), 'other, carried');
  });
});

describe('caches that stand before each other in paths of different flows', () => {
  const text = (capacity: string): string => `sysdesign: 1
name: d
flows:
  f: { rate: 100/s, peak: 2, path: [ c1: { hit: 80%, miss: [ c2: { hit: 50%, miss: [db] } ] } ] }
  g: { rate: 50/s, peak: 2, path: [ c2: { hit: 60%, miss: [ c1: { hit: 50%, miss: [db] } ] } ] }
components:
  c1: { kind: cache, instances: 1, mtbf: 99 h, mttr: 1 h }
  c2: { kind: cache, instances: 1, mtbf: 99 h, mttr: 1 h }
  db: { kind: database, instances: 1, availability: 100%, mttr: 1 h, each: { rate: ${capacity} } }
scenarios: { no1: { down: [c1] }, no2: { down: [c2] }, neither: { down: [c1, c2] } }
`;

  test.each([
    // f: 100 x 20% x 50%, g: 50 x 40% x 50%.
    [undefined, 10 + 10],
    // f: all of 100 to c2, half of it further; g: 50 x 40%, none of which c1 answers.
    ['no1', 50 + 20],
    // f: 100 x 20%; g: 50, half of which c1 answers.
    ['no2', 20 + 25],
    ['neither', 100 + 50],
  ])('%s: what is asked of the store behind both', async (scenario, rate) => {
    const facts = await factsUnder(await modelOf(text('150/s')), scenario === undefined ? {} : { scenario });
    facts.are({ 'components.db.rate.mean': rate });
  });

  test('the store fails in the states that it cannot carry', async () => {
    const failing = async (capacity: string): Promise<number> => (await estimate(text(capacity))).value('flows.f.unavailability');
    // Peaks of 140, 90 and 300: too much only without both, which all requests of f feel; also without c1, when half of them, which c2 does not have, come to
    // the store; whenever one is down: without c2 those are the fifth that c1 does not have.
    close(await failing('150/s'), 0.01 ** 2, 'both');
    close(await failing('100/s'), 0.01 * 0.99 * 0.5 + 0.01 ** 2, 'c1');
    close(await failing('50/s'), 0.01 * 0.99 * (0.5 + 0.2) + 0.01 ** 2, 'either');
    close(await failing('300/s'), 0, 'neither');
  });
});

describe('shards', () => {
  const text = `sysdesign: 1
name: d
flows: { f: { rate: 400/s, peak: 2, path: db } }
components: { db: { kind: database, shards: 4, instances: 12, mtbf: 250 h, mttr: 1 h, each: { rate: 100/s } } }
topology: { regions: { eu: { zones: [a, b, c] } } }
scenarios: { out: { down: [eu.a] } }
`;

  test('share a fleet evenly: its headroom is that of each shard, and a zone that is lost takes one of each', async () => {
    const facts = await estimate(text);
    // 12 x 100 of 800; of one shard 3 x 100 of 200. Without a zone 8 x 100 of 800.
    facts.are({ 'components.db.headroom': 1.5, 'components.db.headroom.zone': 1, 'components.db.carried': 1 });
    const out = await factsUnder(await modelOf(text), { scenario: 'out' });
    out.are({ 'components.db.serving': 8, 'components.db.headroom': 1, 'components.db.carried': 1 });
    // 7/8 of the load where each does 87.5.
    const less = await factsUnder(await modelOf(text.replace('rate: 100/s }', 'rate: 87.5/s }')), { scenario: 'out' });
    less.are({ 'components.db.carried': 0.875 });
  });
});

describe('what a fallback needs for its answer', () => {
  /** `a` fails 1% of the time, and `f` answers instead, which needs `g` (2%) in the flow of its own; both flows read. */
  const design = (own: string, more = '', fallback = 'to: f'): string => `sysdesign: 1
name: d
flows:
  one: { kind: read, rate: 100/s, path: [ a: { fallback: { ${fallback} } } ] }
  other: { kind: read, rate: 10/s, path: [ ${own} ] }
  ${more}
components:
  a: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h }
  f: { kind: service, instances: 1, mtbf: 999 h, mttr: 1 h }
  g: { kind: database, instances: 1, mtbf: 49 h, mttr: 1 h }
  h: { kind: database, instances: 1, mtbf: 24 h, mttr: 1 h }
  c: { kind: cache, instances: 1, mtbf: 199 h, mttr: 1 h }
scenarios: { out: { down: [a, g] }, only: { down: [a] } }
`;
  const [qa, qf, qg, qh, qc] = [0.01, 0.001, 0.02, 0.04, 0.005];
  const either = (...all: readonly number[]): number => 1 - all.reduce((up, q) => up * (1 - q), 1);
  const calls = 'f: { calls: [g] }';

  test.each<[string, string, string, number]>([
    ['nothing', 'f', '', qf],
    ['what its own calls need', calls, '', either(qf, qg)],
    ['and what that needs in turn', 'f: { calls: [ g: { calls: [h] } ] }', '', either(qf, qg, qh)],
    ['not what nobody waits for', 'f: { calls: [ g: { async: true } ] }', '', qf],
    [
      'a fifth of what a cache does not have, all of it without',
      'f: { calls: [ c: { hit: 80%, miss: [g] } ] }',
      '',
      either(qf, qg * either(0.2, qc)),
    ],
    ['whatever else of its callers asks it for seldom', 'g: { calls: [ f: { times: 0.1, calls: [h] } ] }', '', either(qf, qh)],
    ['as little as two of its callers need alike', calls, `third: { kind: read, rate: 1/s, path: [ ${calls} ] }`, either(qf, qg)],
    ['what any of its callers needs', calls, 'third: { kind: read, rate: 1/s, path: [ f: { calls: [h] } ] }', either(qf, qg, qh)],
    ['for reads, not for writes', calls, 'third: { kind: write, rate: 1/s, path: [ f: { calls: [h] } ] }', either(qf, qg)],
    ['unless something else answers that', 'f: { calls: [ g: { fallback: { to: h } } ] }', '', either(qf, qg * qh)],
    [
      'with what that needs',
      'f: { calls: [ g: { fallback: { to: h } } ] }',
      'third: { kind: read, rate: 1/s, path: [ h: { calls: [c] } ] }',
      either(qf, qg * either(qh, qc)),
    ],
    // It would have to ask what failed.
    ['the failed one itself', 'f: { calls: [ a: { fallback: { to: f } } ] }', '', 1],
  ])('is %s', async (_, own, more, lost) => {
    const facts = await estimate(design(own, more));
    close(facts.value('flows.one.unavailability'), qa * (lost === 1 ? qf : lost), own);
  });

  test('and it answers nothing, and is no more loaded, where that is down', async () => {
    const model = await modelOf(design(calls));
    close((await factsUnder(model, { scenario: 'out' })).value('flows.one.carried'), 0, 'with what it needs down');
    close((await factsUnder(model, { scenario: 'only' })).value('flows.one.carried'), 1, 'with that up');
    close((await estimate(design(calls, '', 'to: f, share: 50%'))).value('flows.one.unavailability'), qa * either(0.5, qf, qg), 'half');
    const nested = design(
      calls,
      'up: { kind: read, rate: 7/s, path: [ c: { calls: [ a: { fallback: { to: f } } ], fallback: { to: h } } ] }',
    );
    // What f cannot answer for a, h answers for c.
    (await factsUnder(await modelOf(nested), { scenario: 'out' })).are({ 'components.h.rate.mean': 7 });
    (await factsUnder(await modelOf(nested), { scenario: 'only' })).are({ 'components.h.rate.mean': 0 });
  });

  test('also where fallbacks stand in for each other, a hundred deep', async () => {
    const deep = Array.from({ length: 100 }, (_, i) => i);
    const text = `sysdesign: 1
name: d
flows:
${deep.map((i) => `  f${i}: { kind: read, rate: 1/s, path: [ a${i}: { calls: [ b${i}: { fallback: { to: a${(i + 1) % 100} } } ] } ] }`).join('\n')}
components:
${deep.map((i) => `  a${i}: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h }\n  b${i}: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h }`).join('\n')}
`;
    // u = 1 - (1 - q) (1 - q u) for each: what it is, or b and the next.
    const q = 0.01;
    close((await estimate(text)).value('flows.f0.unavailability'), q / (1 - q + q * q), 'ring');
  });
});
