import { describe, expect, test } from 'vitest';
import { api, SPIKES, store, turns } from '../../support/limits.js';
import { messagesOf } from '../../support/reviewing.js';

describe('the rules of load about calls, pools and quotas turn at their limits', () => {
  test('load/pool-too-small: calls in progress against all connections of the caller', () => {
    const pooled = (time: string): string => store(`each: { serviceTime: ${time} }, instances: 100`);
    // 200/s x 250 ms = 50 calls at a time, over 10 instances with 5 connections each
    return turns(
      'load/pool-too-small',
      pooled('250 ms'),
      pooled('260 ms'),
      '52 calls to "db" are in progress at peak, and each of the 10 instances of "api" has 5 connections for them',
    );
  });

  test('load/growth-exceeds-cap: what is needed in a year against the cap', async () => {
    const capped = (growth: string, max = 4): string =>
      api(`survives: none, each: { rate: 100 req/s }, autoscale: { max: ${max} }`, `horizon: 1 year\ngrowth: ${growth} per year`).replace(
        SPIKES,
        '',
      );
    // Without its spike, which is beyond the cap already: 200 x 1.4 / (100 x 70%) = 4, x 1.41 = 4.03
    await turns(
      'load/growth-exceeds-cap',
      capped('40%'),
      capped('41%'),
      '"api" needs 5 instances in a year, and may have 4 (autoscale.max)',
    );
    // 200 / 70 = 2.9: what is needed today is found as such.
    expect(await messagesOf('load/growth-exceeds-cap', capped('41%', 2))).toEqual([]);
  });

  test('load/reads-size-fleet: reads against what three instances answer', () =>
    turns(
      'load/reads-size-fleet',
      store('each: { reads: 67 req/s, writes: 50 req/s }'),
      store('each: { reads: 66 req/s, writes: 50 req/s }'),
      '"db" needs 5 instances for 200 req/s of reads at peak, of which one answers 66 req/s, and no cache answers any of them',
    ));

  test('load/retry-storm: a layer between has less room than the last', async () => {
    const storm = (rate: number): string => `
flows: { f: { kind: read, rate: 1 req/s, peak: 1, path: [ edge: { calls: [ api: { retries: 3, calls: [ db: { retries: 3 } ] } ] } ] } }
components: { edge: { kind: gateway }, api: { kind: service, instances: 1, each: { rate: ${rate} req/s } }, db: { kind: database, instances: 1, each: { rate: 100 req/s } } }
`;
    // Sixteen calls reach the store, which carries 100, and four the service.
    expect(await messagesOf('load/retry-storm', storm(4))).toEqual([]);
    expect(await messagesOf('load/retry-storm', storm(3))).toHaveLength(1);
  });

  test('load/calls-in-a-loop: reads in turn for each call of the caller', () =>
    turns(
      'load/calls-in-a-loop',
      store('instances: 9', 'read', 'db: { times: 10 }'),
      store('instances: 9', 'read', 'db: { times: 11 }'),
      '"api" calls "db" 11 times for each of its own calls, one after the other: 2.2k req/s at peak',
    ));

  test('load/chatty-client: round trips of one request, those made at once as one', async () => {
    const names = 'users cart offers reviews'.split(' ');
    const components = names.map((name) => `${name}: { kind: service }`).join(', ');
    const opened = (path: string): string => `
flows: { open: { kind: read, rate: 1 req/s, path: [ app: { calls: [ ${path} ] } ] } }
components: { app: { kind: client }, ${components} }
`;
    await turns(
      'load/chatty-client',
      opened('users, cart, offers'),
      opened('users, cart, offers, reviews'),
      '"open" takes 4 round trips over the internet, one after the other: users, cart, offers, reviews',
    );
    expect(await messagesOf('load/chatty-client', opened('parallel: [ users, cart, offers, reviews ]'))).toEqual([]);
  });

  test('load/retry-storm: attempts in all layers against the limit and the room', async () => {
    const retried = (above: number, below: number, more = ''): string => `
flows: { f: { kind: read, rate: 1 req/s, peak: 1, path: [ edge: { calls: [ api: { retries: ${above}, calls: [ db: { retries: ${below} } ] } ] } ] } }
components: { edge: { kind: gateway }, api: { kind: service }, db: { kind: database${more} } }
`;
    // (1 + 4) x (1 + 1) = 10; (1 + 2) x (1 + 3) = 12
    await turns(
      'load/retry-storm',
      retried(4, 1),
      retried(2, 3),
      'when calls to "db" fail, 2 layers of retries make up to 12x its usual calls of "f"',
    );
    // Of three layers the lowest is what is found: (1 + 3)^3.
    const three = retried(3, 3).replace('edge: { calls', 'edge: { retries: 3, calls');
    expect(await messagesOf('load/retry-storm', three)).toEqual([
      'when calls to "db" fail, 3 layers of retries make up to 64x its usual calls of "f"',
    ]);
    // One layer of many is no storm of layers, and what carries 12 times its load bears it.
    expect(await messagesOf('load/retry-storm', retried(0, 20).replace('retries: 0, ', ''))).toEqual([]);
    expect(await messagesOf('load/retry-storm', retried(2, 3, ', instances: 1, each: { rate: 12 req/s }'))).toEqual([]);
    expect(await messagesOf('load/retry-storm', retried(2, 3, ', instances: 1, each: { rate: 11 req/s }'))).toHaveLength(1);
  });

  test('load/stays-overloaded: the peak against what it carries over the attempts that fail, if it carries the peak', async () => {
    const repeated = (rate: number, call: string, more = ''): string => `
flows: { f: { kind: read, rate: ${rate} req/s, peak: 1, path: [ edge: { calls: [ api: {${more} calls: [ db: { ${call} } ] } ] } ] } }
components: { edge: { kind: gateway }, api: { kind: service }, db: { kind: database, instances: 1, each: { rate: 120 req/s } } }
`;
    // Each call is tried three times: 120 / 3 = 40.
    await turns(
      'load/stays-overloaded',
      repeated(39.9, 'timeout: 1 s, retries: 2'),
      repeated(41, 'timeout: 1 s, retries: 2'),
      'after a spike or an outage "db" stays overloaded at its peak of 41 req/s: repeats make 3 of each call, and it recovers only below 40 req/s',
    );
    // More than it carries is found as such; without a timeout nobody gives up.
    expect(await messagesOf('load/stays-overloaded', repeated(121, 'timeout: 1 s, retries: 2'))).toEqual([]);
    expect(await messagesOf('load/stays-overloaded', repeated(60, 'retries: 2'))).toEqual([]);
    // Of layers that repeat each other's calls, that is what is found, and this is a place of it.
    const layers = repeated(20, 'timeout: 1 s, retries: 3', ' timeout: 9 s, retries: 3,');
    expect(await messagesOf('load/stays-overloaded', layers)).toEqual([]);
    expect(await messagesOf('load/retry-storm', layers)).toHaveLength(1);
  });

  test('load/connections-nearly-exhausted: pools of all callers against four fifths of what is accepted', () =>
    // Ten callers with five each.
    turns(
      'load/connections-nearly-exhausted',
      store('instances: 1, each: { rate: 1k req/s, connections: 63 }'),
      store('instances: 1, each: { rate: 1k req/s, connections: 62 }'),
      '50 connections to "db" are open, and it accepts 62',
    ));

  test('load/quota-nearly-reached: the peak against four fifths of a quota', () =>
    turns(
      'load/quota-nearly-reached',
      store('quota: { reads: 250 req/s }'),
      store('quota: { reads: 240 req/s }'),
      '"db" gets 200 req/s at peak, and its provider allows 240 req/s (reads)',
    ));

  test('load/network-nearly-full: bytes against four fifths of the network', () => {
    const sent = (network: string): string => `
flows: { f: { kind: read, rate: 100 req/s, peak: 2, request: 1 kB, response: 1 MB, path: api } }
components: { api: { kind: service, instances: 1, each: { network: ${network} } } }
`;
    // 200/s x 1 MB
    return turns('load/network-nearly-full', sent('250 MB/s'), sent('240 MB/s'), 'the network of "api" carries 200 MB/s of 240 MB/s');
  });

  test('load/peak-assumed: a peak that is stated, for a flow or for all', async () => {
    const flows = (peak: string, root = ''): string => `${root}
flows: { a: { rate: 10 req/s, ${peak} path: api }, b: { rate: 5 req/s, path: api } }
components: { api: { kind: service } }
`;
    expect(await messagesOf('load/peak-assumed', flows('', 'peak: 2'))).toEqual([]);
    // The default of the catalog is 3 times the mean.
    expect(await messagesOf('load/peak-assumed', flows(''))).toEqual([
      'no peak is stated of "a", "b": 30 req/s is assumed for "a" from a mean of 10 req/s',
    ]);
    expect(await messagesOf('load/peak-assumed', flows('peak: 2,'))).toEqual([
      'no peak is stated of "b": 15 req/s is assumed for "b" from a mean of 5 req/s',
    ]);
  });
});
