import { describe, expect, it } from 'vitest';
import { design, estimate, findingsOf } from '../../support/estimating.js';

/** Within its bracket, which is at most 1% wide; the value too. */
async function holds(text: string, of: Readonly<Record<string, number>>): Promise<void> {
  const facts = await estimate(text);
  for (const [name, exact] of Object.entries(of)) {
    const [value, low, high] = ['', '.low', '.high'].map((end) => facts.value(`flows.f.latency.${name}${end}`)) as [number, number, number];
    expect(low, name).toBeLessThanOrEqual(exact * (1 + 1e-9));
    expect(high, name).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
    expect(high / low, name).toBeLessThanOrEqual(1.01);
    expect(Math.abs(value / exact - 1), name).toBeLessThan(0.006);
  }
}

const ONE_SECOND = 'a: { kind: service, each: { mean: 1 s } }';

describe('known answers, as designs', () => {
  it('the slowest of 100 exponential calls: p99 = -ln(1 - 0.99^(1/100))', () =>
    holds(design('[ a: { times: 100, atOnce: true } ]', ONE_SECOND), { p99: 9.205369664023067 }));

  it('two answers of three are enough: p99 from the binomial tail', () =>
    holds(design('[ a: { times: 3, atOnce: true, waitFor: 2 } ]', ONE_SECOND), { p99: 2.8318609507231534 }));

  it('a second call after p95 (Dean and Barroso 2013), exponential', () =>
    holds(design('[ a: { hedge: 2.995732273553991 s } ]', ONE_SECOND), { p99: 3.800451229771041, p999: 4.951743776268064 }));

  it('adding p99s of five stages in turn would be twice too long', () =>
    holds(design('[ a: { times: 5 } ]', ONE_SECOND), { p99: 11.604625579477178 }));

  it('nine in ten of one server, one in ten of a slow one', () =>
    holds(
      design(
        '[ a: { hit: 90%, miss: [ slow ] } ]',
        'a: { kind: cache, each: { mean: 0 s } }\nslow: { kind: service, each: { mean: 20 s } }',
      ),
      // P(T > t) = 0.1 e^(-t / 20).
      { p99: 20 * Math.log(10), p999: 20 * Math.log(100) },
    ));

  it('a log-normal through p50 and p99 goes on to p99.9', () =>
    holds(design('a', 'a: { kind: service, each: { p50: 10 s, p99: 100 s } }'), { p50: 10, p99: 100, p999: 212.9914069310184 }));

  it('100 calls of which each is slow in 1%: 63.4% of the requests are', async () => {
    const slow = 'a: { kind: service, each: { percentiles: { p50: 1 ms, p99: 10 ms } } }';
    // 1 - 0.99^100 = 63.4%, so that the median is beyond p99 of one call: it is the percentile 0.5^(1/100) = 0.99309 of that, 10^(z(0.99309) / z(0.99)) ms
    // of a log-normal through 1 ms and 10 ms, with z(0.99309) = 2.4620378 and z(0.99) = 2.3263479.
    await holds(design('[ a: { times: 100, atOnce: true } ]', slow), { p50: 0.011437403968614 });
    await holds(design('a', slow), { p99: 0.01 });
  });

  it('a mean with a fixed time takes just that, a mean of gamma times what an Erlang does', async () => {
    await holds(design('a', 'a: { kind: service, each: { mean: 20 ms, variation: fixed } }'), { p50: 0.02, p999: 0.02 });
    // Squared variation 1/5: Erlang of five stages of 0.2 s each.
    await holds(design('a', 'a: { kind: service, each: { mean: 1 s, variation: 0.2 } }'), { p99: 11.604625579477178 / 5 });
  });

  it('samples are taken as they are', () =>
    holds(design('a', 'a: { kind: service, each: { samples: [1 s, 2 s, 3 s, 100 s] } }'), { p95: 100 }));

  it('a power law beyond the last percentile: twice as long is 2^tail times as rare', () =>
    holds(design('a', 'a: { kind: service, each: { p50: 1 s, p99: 10 s, tail: 2 } }'), { p99: 10, p999: 10 * Math.sqrt(10) }));

  it('of calls made together the slowest, of calls in turn all', () =>
    holds(
      design(
        '"a -> (b, c)"',
        'a: { kind: service, each: { mean: 5 s, variation: fixed } }\nb: { kind: service, each: { mean: 1 s } }\nc: { kind: service, each: { mean: 1 s } }',
      ),
      { p99: 5 - Math.log(1 - Math.sqrt(0.99)) },
    ));

  it('a call that is given up after its mean and tried once more fails with exp(-2)', async () => {
    const facts = await estimate(design('[ a: { timeout: 1 s, retries: 1 } ]', ONE_SECOND));
    expect(facts.value('flows.f.failed.peak') / Math.exp(-2)).toBeCloseTo(1, 2);
    expect(facts.value('components.a.rate.withRetries.peak') / (3 * (1 + Math.exp(-1)))).toBeCloseTo(1, 2);
  });

  it('retries send 1 + f + f^2 + f^3 = 1.875 for each call that fails in half of the attempts', async () => {
    const facts = await estimate(design(`[ a: { timeout: ${Math.LN2} s, retries: 3 } ]`, ONE_SECOND));
    expect(facts.value('flows.f.calls.1.attempts.mean') / 1.875).toBeCloseTo(1, 2);
    expect(facts.value('flows.f.failed.peak') / 0.0625).toBeCloseTo(1, 1);
  });

  // a is given up after its mean: e^-1 of its calls are too late for whoever calls it, which is an error for the caller above.
  it.each([
    ['[ a: { timeout: 1 s, retries: { max: 1, on: timeout } } ]', 1 + Math.exp(-1)],
    ['[ a: { timeout: 1 s, retries: { max: 1, on: error } } ]', 1],
    ['[ b: { retries: { max: 1, on: error }, calls: [ a: { timeout: 1 s } ] } ]', 1 + Math.exp(-1)],
    ['[ b: { timeout: 1 min, retries: { max: 1, on: timeout }, calls: [ a: { timeout: 1 s } ] } ]', 1],
    ['[ b: { timeout: 1 min, retries: { max: 1 }, calls: [ a: { timeout: 1 s } ] } ]', 1 + Math.exp(-1)],
  ])('only what is stated is tried again: %s', async (path, attempts) => {
    const facts = await estimate(design(path, `${ONE_SECOND}\nb: { kind: service, each: { mean: 1 ms } }`));
    expect(facts.value('flows.f.calls.1.attempts.mean') / attempts).toBeCloseTo(1, 2);
  });

  it('a hedge after p95 sends 5% more', async () => {
    const facts = await estimate(design('[ a: { hedge: 2.995732273553991 s } ]', ONE_SECOND));
    expect(facts.value('flows.f.calls.1.attempts.mean')).toBeCloseTo(1.05, 6);
  });

  it('a fallback answers what is given up, at the timeout', async () => {
    const facts = await estimate(design('[ a: { timeout: 1 s, fallback: 100% } ]', ONE_SECOND));
    expect(facts.value('flows.f.failed.peak')).toBeCloseTo(0, 12);
    expect(facts.value('flows.f.latency.p99')).toBeCloseTo(1, 2);
  });
});

describe('a page from another continent (one way 200 ms, ten images in turn)', () => {
  const FIXED = 'each: { mean: 0 s, variation: fixed }';
  const page = (path: string): string =>
    design(
      path,
      `page: { kind: service, in: us, ${FIXED} }\nimage: { kind: service, in: us, ${FIXED} }`,
      'topology: { regions: { br: {}, us: {} }, rtt: { br-us: 400 ms } }',
    ).replace('rate: 1 req/s,', 'rate: 1 req/s, from: br,');

  it('takes a round trip to connect, one for the page and one for each image: 4,800 ms', async () => {
    const facts = await estimate(page('[ page: { connection: new, tls: false }, image: { times: 10 } ]'));
    expect(facts.value('flows.f.latency.p50')).toBeCloseTo(4.8, 9);
  });

  it('takes 1,200 ms with the images at once, and a round trip more with TLS', async () => {
    const plain = await estimate(page('[ page: { connection: new, tls: false }, image: { times: 10, atOnce: true } ]'));
    expect(plain.value('flows.f.latency.p50')).toBeCloseTo(1.2, 9);
    const encrypted = await estimate(page('[ page: { connection: new }, image: { times: 10, atOnce: true } ]'));
    expect(encrypted.value('flows.f.latency.p50')).toBeCloseTo(1.6, 9);
  });

  it('comes to the 3,000 ms of the textbook from its fifteen one-way trips', async () => {
    // SYN, SYN-ACK, ACK, request, response and ten images, 200 ms each: an image is pushed, and takes one way.
    const legs = design('[ leg: { times: 15 } ]', 'leg: { kind: external, each: { mean: 200 ms, variation: fixed } }');
    expect((await estimate(legs)).value('flows.f.latency.p50')).toBeCloseTo(3, 9);
  });
});

describe('a store with copies in two regions, 85 ms apart', () => {
  const time = async (kind: 'read' | 'write', store: string, call = 'db'): Promise<number> =>
    (
      await estimate(
        design(
          call,
          `db: { kind: database, in: [eu, us], ${store}, each: { mean: 10 ms, variation: fixed } }`,
          'topology: { regions: { eu: {}, us: {} }, rtt: { eu-us: 85 ms } }',
        ).replace('rate: 1 req/s,', `kind: ${kind}, from: us, rate: 1 req/s,`),
      )
    ).value('flows.f.latency.p50');
  const copies = (of: string, eu = 2): string => `replication: { factor: 3, ${of}, in: { eu: ${eu}, us: ${3 - eu} } }`;
  const READ = (from: string): string => `[ db: { from: ${from} } ]`;

  it.each([
    // To the leader, however near another copy is; where it is not stated, to the first place.
    ['write', copies('mode: leader, sync: async, leaderIn: eu'), 'db', 10 + 85],
    ['write', copies('mode: leader, sync: async'), 'db', 10 + 85],
    ['write', copies('mode: leader, sync: async, leaderIn: us'), 'db', 10],
    ['write', `use: postgres, ${copies('lag: 1 s')}`, 'db', 10 + 85],
    // From there to all copies and back; to one other, which is in its region or is not.
    ['write', copies('mode: leader, sync: sync, leaderIn: eu'), 'db', 10 + 85 + 85],
    ['write', copies('mode: leader, sync: sync, leaderIn: us'), 'db', 10 + 85],
    ['write', copies('mode: leader, sync: semiSync, leaderIn: eu'), 'db', 10 + 85],
    ['write', copies('mode: leader, sync: semiSync, leaderIn: eu', 1), 'db', 10 + 85 + 85],
    // Any copy takes it, and as many answer as are waited for: two of three, where one is near, or two are.
    ['write', copies('mode: multiLeader'), 'db', 10],
    ['write', copies('mode: leaderless, write: one'), 'db', 10],
    ['write', copies('mode: leaderless, write: quorum'), 'db', 10 + 85],
    ['write', copies('mode: leaderless, write: quorum', 1), 'db', 10],
    ['read', copies('mode: leaderless, read: quorum'), 'db', 10 + 85],
    // Reads that any copy may answer go to the nearest; of a product with a leader they go there unless they ask otherwise.
    ['read', copies('mode: leader, sync: sync, leaderIn: eu'), 'db', 10],
    ['read', copies('mode: leader, sync: async, leaderIn: eu'), READ('leader'), 10 + 85],
    ['read', `use: postgres, ${copies('leaderIn: eu')}`, 'db', 10 + 85],
    ['read', `use: postgres, ${copies('leaderIn: eu')}`, READ('nearest'), 10],
  ] as const)('takes for a %s from us with %s as long as its copies do: %s, %i ms', async (kind, store, call, ms) => {
    expect(await time(kind, store, call)).toBeCloseTo(ms / 1000, 9);
  });
});

describe('actors who are in several places', () => {
  const far = (flow: string, rest = ''): string =>
    design(
      'page',
      'page: { kind: service, in: us, each: { mean: 10 ms, variation: fixed } }',
      `topology: { regions: { br: {}, us: {} }, rtt: { br-us: 400 ms } }\n${rest}`,
    ).replace('rate: 1 req/s,', `rate: 1 req/s, ${flow},`);
  const ACTORS = 'actors: { visitor: { from: { br: 3%, us: 97% } }, editor: { from: us } }';

  it('are where the flow states, share by share: 3% of the answers take a round trip more', async () => {
    const facts = await estimate(far('from: { br: 3%, us: 97% }'));
    expect(facts.value('flows.f.latency.p95')).toBeCloseTo(0.01, 9);
    expect(facts.value('flows.f.latency.p99')).toBeCloseTo(0.41, 9);
  });

  it('are as far from the origin behind a content network as before it: it is near them, and what it misses goes all the way', async () => {
    const through = (hit: string): string =>
      design(
        `[ cdn: { hit: ${hit}, miss: [page] } ]`,
        'cdn: { kind: cdn, each: { mean: 5 ms, variation: fixed } }\npage: { kind: service, in: us, each: { mean: 10 ms, variation: fixed } }',
        'topology: { regions: { br: {}, us: {} }, rtt: { br-us: 400 ms } }',
      ).replace('rate: 1 req/s,', 'rate: 1 req/s, from: br,');
    // 5 ms at the edge; of the 40% that it misses, a round trip of 400 ms and 10 ms at the page.
    const most = await estimate(through('60%'));
    expect(most.value('flows.f.latency.p50')).toBeCloseTo(0.005, 9);
    expect(most.value('flows.f.latency.p95')).toBeCloseTo(0.415, 9);
    expect(most.value('flows.f.latency.floor.p95')).toBeCloseTo(0.4, 9);
    // All but one in a thousand answered at the edge: the p99 knows nothing of the distance.
    expect((await estimate(through('99.9%'))).value('flows.f.latency.p99')).toBeCloseTo(0.005, 9);
  });

  it('are where their actor is, for all flows that name it, and where a flow states otherwise there', async () => {
    const visitor = await estimate(far('actor: visitor', ACTORS));
    expect(visitor.value('flows.f.latency.p95')).toBeCloseTo(0.01, 9);
    expect(visitor.value('flows.f.latency.p99')).toBeCloseTo(0.41, 9);
    expect(visitor.node('flows.f.latency.p99').inputs.map(({ id }) => id)).toContain('stated.actors.visitor.from.br');
    expect((await estimate(far('actor: editor', ACTORS))).value('flows.f.latency.p99')).toBeCloseTo(0.01, 9);
    expect((await estimate(far('actor: visitor, from: br', ACTORS))).value('flows.f.latency.p50')).toBeCloseTo(0.41, 9);
  });

  it('are named as they are listed, and their shares come to all', async () => {
    expect(await findingsOf(far('actor: visitr', ACTORS))).toEqual([
      expect.stringContaining('"visitr" unknown actor "visitr" (did you mean "visitor"?)'),
    ]);
    for (const text of [far('from: { br: 30%, us: 90% }'), far('actor: a', 'actors: { a: { from: { br: 30%, us: 90% } } }')])
      expect(await findingsOf(text)).toEqual([
        expect.stringMatching(/"\{ br: 30%, us: 90% \}" the shares of places in "[af]" come to 120%/),
      ]);
    // Rounded to whole percents.
    expect(await findingsOf(far('from: { br: 33%, us: 33%, de: 33% }'))).toEqual([]);
    // Without a list of them, actors are words.
    expect(await findingsOf(far('actor: anybody'))).toEqual([]);
  });

  it('are looked for by the names of regions', async () => {
    const text = far('from: [brazl, us]').replace('br: {}', 'brazil: {}').replace('br-us', 'brazil-us');
    expect(await findingsOf(text)).toEqual([expect.stringContaining('unknown zone or region "brazl" (did you mean "brazil"?)')]);
  });
});

describe('what is not stated', () => {
  it('keeps a path unknown, and is named', async () => {
    const facts = await estimate(design('a -> b', 'a: { kind: service, each: { p50: 1 ms, p99: 2 ms } }\nb: { kind: database }'));
    expect(facts.missing('flows.f.latency.p99')).toEqual(['components.b.each.p50']);
  });

  it('is taken of the catalog for a product that it knows', async () => {
    const facts = await estimate(design('a', 'a: { kind: database, use: dynamodb }'));
    expect(facts.value('flows.f.latency.p50')).toBeCloseTo(0.01, 4);
  });
});

describe('of requests that are hardly ever answered', () => {
  /** Log-normal through 10 and 20 ms: within t a share of Phi((ln t - ln 0.01) / 0.29796). */
  const caller = (timeout: string) =>
    estimate(
      design(
        `[ w: { calls: [ a: { timeout: ${timeout} } ] } ]`,
        'a: { kind: service, each: { p50: 10 ms, p99: 20 ms } }\nw: { kind: service, each: { mean: 10 ms, variation: fixed } }',
      ),
    );

  it('the time is unknown, of the flow and of the component that calls, and not none', async () => {
    // Phi(-4.04) = 2.7e-5 are within 3 ms, Phi(-5.40) = 3.3e-8 within 2 ms, none within 1 ns.
    for (const timeout of ['3 ms', '2 ms', '1 ns']) {
      const facts = await caller(timeout);
      expect(facts.value('flows.f.failed.peak')).toBeGreaterThan(0.9999);
      expect(facts.missing('components.w.latency.p99')).toEqual([
        'fewer than 1 in 10,000 calls of "w" are answered: the others are given up or turned away',
      ]);
      for (const id of ['flows.f.latency.p50', 'flows.f.latency.p999', 'flows.f.latency.steady.p99', 'flows.f.latency.at.mean.p99'])
        expect(facts.node(id).state, id).toBe('unknown');
      // p50 and p99 of a, the mean of w and the timeout.
      expect(facts.node('components.w.latency.p99').inputs.map(({ id }) => id)).toHaveLength(4);
    }
  });

  it('it is known of the rest of them as soon as these are enough', async () => {
    // Phi(-3.52) = 2.1e-4 are within 3.5 ms: all of them take 10 ms and up to 3.5 ms more.
    const facts = await caller('3.5 ms');
    expect(facts.value('flows.f.failed.peak')).toBeCloseTo(1 - 2.1e-4, 5);
    expect(facts.value('flows.f.latency.p50')).toBeGreaterThan(0.0125);
    expect(facts.value('flows.f.latency.p999')).toBeLessThan(0.01351);
  });
});

describe('times until all work is done', () => {
  it('go through queues to their consumers', async () => {
    const text = design(
      'a -> q',
      `a: { kind: service, each: { mean: 1 s, variation: fixed } }
q: { kind: queue, each: { mean: 2 s, variation: fixed }, consumers: { w: {} } }
w: { kind: worker, each: { mean: 4 s, variation: fixed } }`,
    );
    const facts = await estimate(text);
    expect(facts.value('flows.f.latency.p99')).toBeCloseTo(3, 9);
    expect(facts.value('flows.f.completion.p99')).toBeCloseTo(7, 9);
  });

  it('are those of the longest branch', async () => {
    const text = design(
      '[ a: { calls: [ b: { async: true }, c ] } ]',
      ['a', 'b', 'c'].map((name, i) => `${name}: { kind: service, each: { mean: ${[1, 5, 2][i]} s, variation: fixed } }`).join('\n'),
    );
    const facts = await estimate(text);
    expect(facts.value('flows.f.latency.p50')).toBeCloseTo(3, 9);
    expect(facts.value('flows.f.completion.p50')).toBeCloseTo(6, 9);
  });
});

describe('a slow-down that all calls of a component share', () => {
  it('makes them slow together, which the answer without it is told beside', async () => {
    const text = design(
      '[ a: { times: 100, atOnce: true } ]',
      'a: { kind: service, each: { mean: 1 s }, slowdown: { share: 10%, factor: 10 } }',
    );
    const facts = await estimate(text);
    // Of the slowest of 100, Gumbel-like: 0.9 F(t) + 0.1 F(t / 10) = 0.5 and so on.
    const within = (t: number): number => 0.9 * (1 - Math.exp(-t)) ** 100 + 0.1 * (1 - Math.exp(-t / 10)) ** 100;
    expect(within(facts.value('flows.f.latency.p99'))).toBeCloseTo(0.99, 4);
    const steady = facts.value('flows.f.latency.steady.p99');
    expect((1 - Math.exp(-steady)) ** 100).toBeCloseTo(0.99, 6);
  });
});

describe('what keeps the time of a path from being known', () => {
  it('is named in full: every component that somebody waits for', async () => {
    const components = 'a: { kind: service }\nb: { kind: service, each: { mean: 1 s } }\nc: { kind: database }\nd: { kind: database }';
    const facts = await estimate(design('[ a: { calls: [ b, c, d: { async: true } ] } ]', components));
    expect(facts.missing('flows.f.latency.p99')).toEqual(['components.a.each.p50', 'components.c.each.p50']);
  });

  it('is nothing where all are stated', async () => {
    const facts = await estimate(design('[ a: { calls: [ b ] } ]', `${ONE_SECOND}\nb: { kind: service, each: { mean: 1 s } }`));
    expect(facts.value('flows.f.latency.p99')).toBeGreaterThan(1);
  });
});

describe('one percentile alone', () => {
  const missing = async (each: string) =>
    (await estimate(design('[ a ]', `a: { kind: service, each: ${each} }`))).missing('flows.f.latency.p99');

  it('leaves latency unknown, and names the other that would do', async () => {
    expect(await missing('{ percentiles: { p95: 20 ms } }')).toEqual(['components.a.each.percentiles.p50']);
    expect(await missing('{ percentiles: { p50: 20 ms } }')).toEqual(['components.a.each.percentiles.p99']);
    const both = design('[ a ]', 'a: { kind: service, each: { percentiles: { p50: 5 ms, p95: 20 ms } } }');
    expect((await estimate(both)).value('flows.f.latency.p99')).toBeGreaterThan(0.02);
  });
});
