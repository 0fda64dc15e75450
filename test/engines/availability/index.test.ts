import { describe, expect, test } from 'vitest';
import { close, design, estimate } from '../../support/estimating.js';

const HOURS_A_YEAR = 8760;

/** One flow over what is given, and its components. */
async function unavailability(text: string, fact = 'flows.f.unavailability'): Promise<number> {
  return (await estimate(text)).value(fact);
}

describe('known answers, as designs', () => {
  test.each([
    // Microsoft Azure, composite SLA: 99.95% x 99.99%
    [
      'a series multiplies',
      'web -> sql',
      'web: { kind: external, availability: 99.95% }\nsql: { kind: external, availability: 99.99% }',
      1 - 0.99940005,
    ],
    // Microsoft Azure: a queue stands in for the database, both must fail
    [
      'a fallback fails only together with what it stands in for',
      '[ sql: { fallback: { to: queue } } ]',
      'sql: { kind: external, availability: 99.99% }\nqueue: { kind: external, availability: 99.9% }',
      1e-7,
    ],
    // Azure, several regions: (1 - (1 - N)^R) x SLA of the traffic manager
    [
      'replicas behind a router',
      'router -> app',
      'router: { kind: dns, availability: 99.99% }\napp: { kind: service, instances: 2, needed: 1, availability: 99.95% }',
      1 - 0.999899750025,
    ],
    // (P1 & S) | (P2 & S): 0.01^2 + 0.001 - 0.01^2 x 0.001, not (0.01 + 0.001 - 0.01 x 0.001)^2
    [
      'what replicas share fails them together',
      'p -> s',
      'p: { kind: service, instances: 2, needed: 1, availability: 99% }\ns: { kind: external, availability: 99.9% }',
      0.0010999,
    ],
    ['two of three', '[c]', 'c: { kind: service, instances: 3, needed: 2, availability: 90% }', 0.028],
    ['three of five', '[c]', 'c: { kind: service, instances: 5, needed: 3, availability: 99% }', 9.8506e-6],
    ['five of eight', '[c]', 'c: { kind: service, instances: 8, needed: 5, availability: 99.5% }', 4.3054362513671874e-8],
    // Birth-death, 1 crew: failures 0.0005/h, repairs 0.5/h
    ['one crew for five', '[c]', 'c: { kind: service, instances: 5, needed: 3, mtbf: 2000 h, mttr: 2 h, crews: 1 }', 5.981982090269366e-8],
    [
      'one crew for two',
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, mtbf: 1000 h, mttr: 10 h, crews: 1 }',
      0.00019603999215840032,
    ],
    ['two crews for two', '[c]', 'c: { kind: service, instances: 2, needed: 1, mtbf: 1000 h, mttr: 10 h, crews: 2 }', 9.802960494069208e-5],
    // Active and hot standby: 0.0005/h each, repair 4 h by one crew, failover 60 s, coverage 95%, people take 30 min
    [
      'a standby with failover and coverage',
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, mtbf: 2000 h, mttr: { detect: 10 min, respond: 20 min, repair: 210 min }, crews: 1, failover: { mode: active-passive, takes: 60 s, coverage: 95% } }',
      2.8302651792475005e-5,
    ],
    // (1 - 2/720) (1 - 1/2191)
    [
      'planned maintenance beside failures',
      '[c]',
      'c: { kind: external, mtbf: 2190 h, mttr: 1 h, maintenance: { every: 30 d, lasts: 2 h } }',
      1 - 0.996767077438004,
    ],
    // SCRAM, beta factor 0.2 of q = 0.1 over two: one cause of 0.02, or both of 0.08
    [
      'a share of failures in common',
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, availability: 90%, shares: { deploy: 20% } }',
      0.02 + 0.98 * 0.08 ** 2,
    ],
    // The same of one thing told as a whole: the cause, or its own
    [
      'a share of failures in common, of one thing',
      '[c]',
      'c: { kind: external, availability: 90%, shares: { deploy: 20% } }',
      0.02 + 0.98 * 0.08,
    ],
    // AWS, Availability and Beyond: 150 d and 1 h
    ['MTBF is the time up', '[c]', 'c: { kind: external, mtbf: 150 d, mttr: 1 h }', 0.00027770063871146905],
  ])('%s', async (_, path, components, wanted) => {
    close(await unavailability(design(path, components)), wanted, 'unavailability', 1e-9);
  });

  test('replicas in zones fail with their zones, and with the region', async () => {
    // 1 - (1 - 1e-4) (1 - (0.001 + 0.999 x 0.01^2)^3)
    const text = design(
      '[c]',
      'c: { kind: service, instances: 6, needed: 1, availability: 99% }',
      'topology: { regions: { r: { availability: 99.99%, zones: { a: { availability: 99.9% }, b: { availability: 99.9% }, c: { availability: 99.9% } } } } }',
    );
    close(await unavailability(text), 0.00010000133050396929, 'unavailability', 1e-9);
  });

  test('a spread that does not come out even has one more in the first zones', async () => {
    // Two of three zones have one each: both must be gone, by themselves or with their zone.
    const text = design(
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, availability: 99% }',
      'topology: { regions: { r: { zones: { a: { availability: 99.9% }, b: { availability: 99.9% }, c: { availability: 99.9% } } } } }',
    );
    close(await unavailability(text), (0.001 + 0.999 * 0.01) ** 2, 'unavailability', 1e-12);
  });

  test('a spread over regions is even over these first, whatever zones they have', async () => {
    // Two in each region, so that either carries the two needed: both must be lost. Dealt out over the zones, one region would have three of the four.
    const lapse = 'availability: 99.9%';
    for (const zones of ['eu: { AT, zones: [a, b, c] }, us: { AT, zones: [a, b, c] }', 'eu: { AT, zones: [a, b, c] }, us: { AT }']) {
      const text = design(
        '[c]',
        'c: { kind: service, instances: 4, needed: 2, availability: 100% }',
        `topology: { regions: { ${zones.replaceAll('AT', lapse)} } }`,
      );
      close(await unavailability(text), 1e-6, 'unavailability', 1e-12);
    }
  });

  test('of any number of places of which nothing is said none is lost', async () => {
    const text = design(
      '[c]',
      'c: { kind: service, instances: 12, needed: 11, availability: 99% }',
      'topology: { regions: { r: { zones: [a, b, c, d, e, f, g, h, i, j, k, l] } } }',
    );
    // 1 - 0.99^12 - 12 x 0.01 x 0.99^11
    close(await unavailability(text), 1 - 0.99 ** 12 - 12 * 0.01 * 0.99 ** 11, 'unavailability', 1e-11);
  });

  test('active instances hand over by themselves in the share that is covered, else when people see to it', async () => {
    // Either of two fails once in 1000 h, and half of the requests with it for 0.9 x 30 s + 0.1 x 600 s = 87 s: 2 x 1/2 x 87 s / 1000 h.
    const failover = 'failover: { mode: active-active, detect: 10 s, takes: 20 s, coverage: 90%, manual: 10 min }';
    const text = (instances: number): string =>
      design('[c]', `c: { kind: service, instances: ${instances}, needed: 1, mtbf: 999 h, mttr: 1 h, ${failover} }`);
    close(await unavailability(text(2)), 1 - (1 - 87 / 3_600_000) * (1 - 1e-6), 'unavailability', 1e-9);
    // Nothing takes over from the only one: it is down until it is repaired, and that is all.
    close(await unavailability(text(1)), 0.001, 'unavailability', 1e-9);
  });

  test('a spare that takes over is late when the zone of the active one is lost', async () => {
    // One active of two, in two of three zones: once in 30 d + 1 h one of them is lost with the active one, 60 s each.
    const text = design(
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, mtbf: 100000 d, mttr: 1 h, failover: { mode: active-passive, takes: 60 s } }',
      'topology: { regions: { r: { zones: { a: { mtbf: 30 d, mttr: 1 h }, b: { mtbf: 30 d, mttr: 1 h }, c: { mtbf: 30 d, mttr: 1 h } } } } }',
    );
    const q = 1 / 721;
    // Both zones at once, or the handover; what the instances fail by themselves is a thousandth of that.
    expect(await unavailability(text)).toBeCloseTo(q * q + 60 / (721 * 3600), 7);
  });

  test('of active instances each hands over, for its share of the requests', async () => {
    // Ten, once in 1000 h each: 87.6 times a year 30 s for a tenth of the requests.
    const facts = await estimate(
      design(
        '[c]',
        'c: { kind: service, instances: 10, needed: 1, mtbf: 999 h, mttr: 1 h, failover: { mode: active-active, takes: 30 s } }',
      ),
    );
    close(facts.value('flows.f.outages'), 87.6, 'outages', 1e-9);
    close(facts.value('flows.f.unavailability'), 30 / 3_600_000, 'requests', 1e-9);
    close(facts.value('flows.f.failing'), 300 / 3_600_000, 'time', 1e-9);
  });

  test('what is repaired at once still fails', async () => {
    const facts = await estimate(design('[c]', 'c: { kind: external, mtbf: 73 h, mttr: 0 s }'));
    close(facts.value('components.c.instance.outages'), 120, 'outages', 1e-12);
    expect(facts.value('flows.f.unavailability')).toBe(0);
  });

  test('all instances that a deployment takes at once are away, whether 100% or their number is said', async () => {
    // 1% of the time: 15 min of 25 h.
    for (const away of ['100%', '4']) {
      const deploy = `deploy: { strategy: rolling, unavailable: ${away}, every: 25 h, takes: 15 min }`;
      close(
        await unavailability(design('[c]', `c: { kind: service, instances: 4, needed: 1, availability: 100%, ${deploy} }`)),
        0.01,
        away,
        1e-12,
      );
    }
  });

  test('a share of less than one instance takes one away: none would be replaced else', async () => {
    const of = (unavailable: string): Promise<number> =>
      unavailability(
        design(
          '[c]',
          `c: { kind: service, instances: 3, needed: 3, availability: 100%, deploy: { every: 25 h, takes: 15 min, unavailable: ${unavailable} } }`,
        ),
      );
    // 1% of the time two of the three that are needed are left.
    close(await of('20%'), 0.01, '20%', 1e-12);
    close(await of('1'), 0.01, '1', 1e-12);
  });

  test('of a flow that does not say what it calls nothing is known', async () => {
    const facts = await estimate('sysdesign: 1\nname: d\nflows: { f: { rate: 1 req/s } }\ncomponents: { c: { kind: service } }\n');
    for (const fact of ['unavailability', 'availability', 'outages', 'carried']) {
      expect(facts.missing(`flows.f.${fact}`)).toEqual(['flows.f.path']);
    }
  });

  test('many zones are counted, the fullest taken for lost first', async () => {
    // Twelve zones with one instance each, eleven needed: one may fail, by itself or with its zone. p = 0.001 + 0.999 x 0.01 each.
    const zones = [...Array(12).keys()].map((zone) => `z${zone}: { availability: 99.9% }`).join(', ');
    const text = design(
      '[c]',
      'c: { kind: service, instances: 12, needed: 11, availability: 99% }',
      `topology: { regions: { r: { zones: { ${zones} } } } }`,
    );
    const p = 0.001 + 0.999 * 0.01;
    close(await unavailability(text), 1 - (1 - p) ** 12 - 12 * p * (1 - p) ** 11, 'unavailability', 1e-9);
  });

  test('two components in the same zones are not independent', async () => {
    // Both have one instance, in zone a: 1 - 0.999 x 0.99 x 0.98
    const text = design(
      'x -> y',
      'x: { kind: service, instances: 1, availability: 99%, in: r.a }\ny: { kind: service, instances: 1, availability: 98%, in: r.a }',
      'topology: { regions: { r: { zones: { a: { availability: 99.9% }, b: { availability: 99.9% } } } } }',
    );
    close(await unavailability(text), 1 - 0.999 * 0.99 * 0.98, 'unavailability', 1e-12);
  });
});

describe('instances that are needed', () => {
  test('those that carry the peak at all that each has', async () => {
    // 3 x 1000 req/s at 900 each: 3.3, so 4 of the 6 stated
    const text = design('[api]', 'api: { kind: service, instances: 6, each: { rate: 900 req/s }, availability: 90% }').replace(
      '1 req/s',
      '1000 req/s',
    );
    const facts = await estimate(text);
    expect(facts.value('components.api.needed')).toBe(4);
    // Fewer than 4 of 6 up: 3, 4, 5 or 6 down.
    const wanted = 20 * 0.1 ** 3 * 0.9 ** 3 + 15 * 0.1 ** 4 * 0.9 ** 2 + 6 * 0.1 ** 5 * 0.9 + 0.1 ** 6;
    close(facts.value('components.api.unavailability'), wanted, 'unavailability', 1e-9);
  });

  test('more than a fleet that is too small has: nothing is known of it', async () => {
    const text = design('[api]', 'api: { kind: service, instances: 2, each: { rate: 1000 req/s }, availability: 90% }').replace(
      '1 req/s',
      '1000 req/s',
    );
    const facts = await estimate(text);
    expect(facts.value('components.api.needed')).toBe(3);
    expect(facts.missing('components.api.unavailability')).toEqual(['api cannot carry its peak: 150% of what it has']);
  });
});

describe('how often, and for how long', () => {
  test('one thing: as often as it fails', async () => {
    const facts = await estimate(design('[c]', 'c: { kind: external, mtbf: 999 h, mttr: 1 h }'));
    close(facts.value('flows.f.outages'), HOURS_A_YEAR / 1000, 'outages', 1e-12);
    close(facts.value('flows.f.outage'), 3600, 'length', 1e-12);
    close(facts.value('flows.f.downtime'), 0.001 * 365 * 86_400, 'downtime', 1e-12);
  });

  test('two in a row: one fails while the other is up', async () => {
    // 0.99 of 8.76 a year, and 0.999 of 87.6
    const components = 'a: { kind: external, mtbf: 999 h, mttr: 1 h }\nb: { kind: external, mtbf: 99 h, mttr: 1 h }';
    const facts = await estimate(design('a -> b', components));
    close(facts.value('flows.f.outages'), 0.99 * 8.76 + 0.999 * 87.6, 'outages', 1e-12);
  });

  test('a pair: one fails while the other is down', async () => {
    // Each is down 1% of the time and fails 87.6 times a year: twice 1% of that.
    const facts = await estimate(design('[c]', 'c: { kind: service, instances: 2, needed: 1, mtbf: 99 h, mttr: 1 h }'));
    close(facts.value('flows.f.outages'), 2 * 0.01 * 87.6, 'outages', 1e-9);
    close(facts.value('flows.f.outage'), 1800, 'half as long, for two are repaired', 1e-9);
  });

  test('a failover on the way is short, and counts', async () => {
    const facts = await estimate(
      design('[c]', 'c: { kind: service, instances: 1, mtbf: 30 d, mttr: 1 h, deploy: { every: 10 d, failures: 5%, rollback: 6 min } }'),
    );
    // Releases: 36.5 a year, 5% of them bad, 0.1 h each.
    close(facts.value('components.c.release.outages'), 1.825, 'releases', 1e-12);
    close(facts.value('components.c.release.unavailability'), (0.05 * 0.1) / 240, 'unavailability', 1e-12);
  });

  test('what some requests meet is an outage, however few they are', async () => {
    const components = 'a: { kind: external, mtbf: 999 h, mttr: 1 h }\nb: { kind: external, mtbf: 99 h, mttr: 1 h }';
    const facts = await estimate(design('[ a: { hit: 90%, miss: [ b ] } ]', components));
    close(facts.value('flows.f.unavailability'), 1 - 0.999 * (1 - 0.01 * 0.1), 'requests', 1e-12);
    close(facts.value('flows.f.failing'), 1 - 0.999 * 0.99, 'time', 1e-12);
    close(facts.value('flows.f.outages'), 0.99 * 8.76 + 0.999 * 87.6, 'outages', 1e-12);
  });

  test('what no request meets is none', async () => {
    const components = 'a: { kind: external, mtbf: 999 h, mttr: 1 h }\nb: { kind: external, mtbf: 99 h, mttr: 1 h }';
    for (const call of ['a: { hit: 100%, miss: [ b ] }', 'a: { calls: [ b: { fallback: 100% } ] }', 'a: { calls: [ b: { times: 0% } ] }']) {
      const facts = await estimate(design(`[ ${call} ]`, components));
      close(facts.value('flows.f.outages'), 8.76, call, 1e-12);
      close(facts.value('flows.f.failing'), 0.001, call, 1e-12);
    }
  });

  test('is not known of what states an availability alone', async () => {
    const facts = await estimate(design('[c]', 'c: { kind: external, availability: 99.9% }'));
    expect(facts.missing('flows.f.outages')).toEqual(['components.c.mttr']);
  });
});

describe('what is not stated', () => {
  test('of what is run, the catalog has what is typical, shown as assumed', async () => {
    const facts = await estimate(design('[c]', 'c: { kind: service, instances: 1 }'));
    const node = facts.node('components.c.instance.unavailability');
    expect(node.inputs.map(({ origin }) => origin.kind)).toEqual(['catalog', 'catalog']);
  });

  test('of what others run nothing is assumed: a published SLA is no failure rate', async () => {
    const facts = await estimate(design('[c]', 'c: { kind: objectStore, use: s3 }'));
    expect(facts.missing('flows.f.unavailability')).toEqual(['components.c.availability']);
  });

  test('small chances keep their digits', async () => {
    const facts = await estimate(design('[c]', 'c: { kind: service, instances: 5, needed: 1, availability: 99.9% }'));
    close(facts.value('flows.f.unavailability'), 1e-15, 'unavailability', 1e-12);
    expect(facts.value('flows.f.availability')).toBe(1 - 1e-15);
  });

  test('an availability is read to its last nine', async () => {
    const facts = await estimate(design('[c]', 'c: { kind: external, availability: 11 nines }'));
    close(facts.value('flows.f.unavailability'), 1e-11, 'unavailability', 1e-15);
  });
});

describe('what never fails', () => {
  test.each([
    ['nothing is down for any time, though it is stated how long repair takes', 'db: { kind: external, availability: 100%, mttr: 1 h }'],
    ['nor where enough copies never fail', 'db: { kind: service, instances: 3, needed: 1, availability: 100%, mttr: 1 h }'],
  ])('%s', async (_, db) => {
    const facts = await estimate(design('db', db));
    for (const what of ['components.db', 'flows.f']) {
      expect(facts.value(`${what}.outages`)).toBe(0);
      expect(facts.missing(`${what}.outage`)).toEqual([`${what.split('.')[1]} never fails`]);
    }
  });
});
