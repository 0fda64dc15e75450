import { describe, expect, test } from 'vitest';
import { foundBy, messagesOf, spec } from '../support/reviewing.js';

describe('a limit of calls', () => {
  const limited = (throttle: string, rate = '1k req/s'): string =>
    spec(
      `browse: { rate: ${rate}, peak: 3, path: gateway -> api }`,
      `gateway: { kind: gateway${throttle} }\n  api: { kind: service, instances: 10, each: { rate: 600 req/s } }`,
    );

  test('at the peak lets all of it through; below it turns callers away', async () => {
    // 1k req/s x 3 = 3k req/s
    expect(await messagesOf('api/throttle-below-peak', limited(', throttle: 3k req/s'))).toEqual([]);
    expect(await messagesOf('api/throttle-below-peak', limited(', throttle: 2.9k req/s'))).toEqual([
      '"gateway" gets 3k req/s at peak and lets 2.9k req/s through',
    ]);
  });

  test('at the capacity behind it protects that; above it does not', async () => {
    // 10 x 600 req/s = 6k req/s; 9k is 1.5 times as much
    expect(await messagesOf('api/throttle-above-capacity', limited(', throttle: 6k req/s'))).toEqual([]);
    expect(await messagesOf('api/throttle-above-capacity', limited(', throttle: 9k req/s'))).toEqual([
      '"gateway" lets 9k req/s through, 1.50x what "api" carries',
    ]);
  });

  test('bounds what comes another way as well no more than that does', async () => {
    const both = spec(
      'browse: { rate: 1k req/s, peak: 3, path: gateway -> api }\n  import: { rate: 1k req/s, peak: 3, path: api }',
      'gateway: { kind: gateway, throttle: 20k req/s }\n  api: { kind: service, instances: 10, each: { rate: 600 req/s } }',
    );
    expect(await messagesOf('api/throttle-above-capacity', both)).toEqual([]);
  });

  test('is none where each client has one alone, or where it is declined', async () => {
    for (const throttle of [', throttle: { perClient: 1 req/s }', ', throttle: none', '']) {
      expect(await messagesOf('api/throttle-below-peak', limited(throttle))).toEqual([]);
      expect(await messagesOf('api/throttle-above-capacity', limited(throttle))).toEqual([]);
    }
  });

  test('that is too low in some of the cases is found in as many', async () => {
    // A log-normal rate of 90% interval 500..2k req/s: median 1k, sigma = ln 2 / 1.6449 = 0.4214. Its peak is above 3.9k where the rate is above
    // 1.3k: ln 1.3 / 0.4214 = 0.6226 standard deviations, in 26.7% of cases.
    const [message = ''] = await messagesOf('api/throttle-below-peak', limited(', throttle: 3.9k req/s', '500..2k req/s'));
    const share = Number(/, in ([\d.]+)% of cases$/.exec(message)?.[1]);
    expect(share).toBeGreaterThan(24);
    expect(share).toBeLessThan(29.5);
    const [finding] = await foundBy('api/throttle-below-peak', limited(', throttle: 3.9k req/s', '500..2k req/s'));
    expect(finding?.severity).toBe('info');
  });
});

describe('a spike that nothing turns away', () => {
  const spiking = (factor: number, { gateway = '', kind = 'read', path = 'gateway -> api' } = {}): string =>
    spec(
      `browse: { kind: ${kind}, rate: 100 req/s, spikes: { sale: { factor: ${factor} } }, path: ${path} }`,
      `gateway: { kind: gateway${gateway} }
  api: { kind: service, instances: 2, each: { rate: 500 req/s } }
  db: { kind: database, instances: 1, each: { rate: 100 req/s } }`,
    );

  test('is found from twice what the fleet carries', async () => {
    // 2 x 500 req/s = 1k req/s: half of 2k req/s, 0.4 of 2.5k req/s
    expect(await messagesOf('api/spike-needs-throttle', spiking(20))).toEqual([]);
    expect(await messagesOf('api/spike-needs-throttle', spiking(25))).toEqual([
      '"gateway" lets all of the spike "sale" through, of which "api" carries 0.4x',
    ]);
  });

  test('is not, where something limits it or is stated not to', async () => {
    for (const throttle of [', throttle: 900 req/s', ', throttle: { perClient: 1 req/s }', ', throttle: none'])
      expect(await messagesOf('api/spike-needs-throttle', spiking(25, { gateway: throttle }))).toEqual([]);
  });

  test('is not, where only a store is too small for its writes: that wants a queue', async () => {
    // api carries 1k of 1.5k req/s, which is more than half; db carries 100 of them.
    expect(await messagesOf('api/spike-needs-throttle', spiking(15, { kind: 'write', path: 'gateway -> api -> db' }))).toEqual([]);
  });
});

describe('a search', () => {
  const searching = (use: string, items: string, store = 'database'): string =>
    spec(
      'search: { rate: 100 req/s, path: api -> db }',
      `api: { kind: service }\n  db: { kind: ${store} }`,
      `d: { in: db, item: 2 kB, items: ${items}, readBy: { search: ${use} } }`,
    );

  test('for words reads through 100k items at most', async () => {
    expect(await messagesOf('api/text-search-index', searching('{ by: text }', '100k'))).toEqual([]);
    expect(await messagesOf('api/text-search-index', searching('{ by: text }', '101k'))).toEqual([
      '"search" looks for words in 101k items of "d", and no inverted index is stated',
    ]);
  });

  test('for places works out 10k distances at most', async () => {
    expect(await messagesOf('api/location-search-index', searching('{ by: geo }', '10k'))).toEqual([]);
    expect(await messagesOf('api/location-search-index', searching('{ by: geo }', '11k'))).toEqual([
      '"search" looks for what is near among 11k items of "d", and no index of places is stated',
    ]);
  });

  test('is quick in a search engine, and with the index for it alone', async () => {
    expect(await messagesOf('api/text-search-index', searching('{ by: text }', '5M', 'search'))).toEqual([]);
    expect(await messagesOf('api/text-search-index', searching('{ by: text, index: inverted }', '5M'))).toEqual([]);
    expect(await messagesOf('api/text-search-index', searching('{ by: text, index: tree }', '5M'))).toHaveLength(1);
    expect(await messagesOf('api/location-search-index', searching('{ by: geo, index: spatial }', '5M'))).toEqual([]);
    expect(await messagesOf('api/location-search-index', searching('{ by: geo, index: tree }', '5M'))).toHaveLength(1);
  });

  test('by key is no search', async () => {
    for (const use of ['1', '{ by: key }', '{ by: range, index: tree }'])
      for (const rule of ['api/text-search-index', 'api/location-search-index'])
        expect(await messagesOf(rule, searching(use, '5M'))).toEqual([]);
  });
});

describe('a report', () => {
  const reporting = (use: string, items: string, order = 'order: { kind: write, rate: 10 req/s, path: api -> db }'): string =>
    spec(
      `${order}\n  report: { rate: 1 per h, path: api -> db }`,
      'api: { kind: service }\n  db: { kind: database }',
      `d: { in: db, item: 1 kB, items: ${items}, readBy: { report: ${use} } }`,
    );

  test('reads through a million items at most where others wait', async () => {
    expect(await messagesOf('api/analytics-on-store', reporting('{ by: scan }', '1M'))).toEqual([]);
    expect(await messagesOf('api/analytics-on-store', reporting('{ by: scan }', '1.1M'))).toEqual([
      '"report" reads through 1.1M items of "d" in "db", on which "order" waits',
    ]);
  });

  test('reads what it likes where nobody waits, or from columns', async () => {
    expect(await messagesOf('api/analytics-on-store', reporting('{ by: aggregate, index: columns }', '5M'))).toEqual([]);
    const behindQueue = 'order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ db: { async: true } ] } ] }';
    expect(await messagesOf('api/analytics-on-store', reporting('{ by: aggregate }', '5M', behindQueue))).toEqual([]);
  });
});

describe('an upload', () => {
  const uploading = (more: string, path = 'api -> files'): string =>
    spec(`upload: { kind: write, rate: 10 req/s, ${more}, path: ${path} }`, 'api: { kind: service }\n  files: { kind: objectStore }');

  test('in one piece has 10 MB at most', async () => {
    expect(await messagesOf('api/large-upload-chunking', uploading('request: 10 MB'))).toEqual([]);
    expect(await messagesOf('api/large-upload-chunking', uploading('request: 11 MB'))).toEqual([
      'requests of "upload" bring 11 MB in one piece through "api"',
    ]);
    expect(await messagesOf('api/large-upload-chunking', uploading('request: 11 MB, chunked: true'))).toEqual([]);
  });

  test('that passes the service by is not held there, unless it is stated to be in one piece', async () => {
    const beside = '[ api: { request: 1 kB, calls: [ files: { request: 200 MB } ] } ]';
    expect(await messagesOf('api/large-upload-chunking', uploading('request: 200 MB', beside))).toEqual([]);
    expect(await messagesOf('api/large-upload-chunking', uploading('request: 200 MB, chunked: false', 'files'))).toHaveLength(1);
  });
});

describe('clients that ask again and again', () => {
  const asking = (protocol: string, every: string): string =>
    spec(`follow: { concurrent: 100k, every: ${every}, protocol: ${protocol}, path: api }`, 'api: { kind: service }');

  test('by polling may every 5 s', async () => {
    // 100k / 4 s = 25k req/s
    expect(await messagesOf('api/polling-for-updates', asking('polling', '5 s'))).toEqual([]);
    expect(await messagesOf('api/polling-for-updates', asking('polling', '4 s'))).toEqual([
      '100k clients of "follow" poll with 25k req/s, more often than every 5 s each',
    ]);
    expect(await messagesOf('api/polling-for-updates', asking('longPolling', '1 s'))).toEqual([]);
  });

  test('may state it of the call in place of the flow', async () => {
    const called = spec('follow: { concurrent: 100k, every: 4 s, path: [ api: { protocol: polling } ] }', 'api: { kind: service }');
    expect(await messagesOf('api/polling-for-updates', called)).toHaveLength(1);
  });

  test('over a WebSocket should once a minute', async () => {
    // 100k / 125 s = 800 req/s
    expect(await messagesOf('api/websocket-low-rate', asking('websocket', '1 min'))).toEqual([]);
    expect(await messagesOf('api/websocket-low-rate', asking('websocket', '125 s'))).toEqual([
      '100k connections of "follow" stay open for 800 req/s, less than one message in 1 min each',
    ]);
    expect(await messagesOf('api/websocket-low-rate', asking('websocket', '125 s'), 'recommended')).toEqual([]);
  });
});

describe('what chooses an instance', () => {
  const served = (instances: number, before = ''): string =>
    spec(
      `browse: { rate: 100 req/s, path: ${before}api }`,
      `api: { kind: service, instances: ${instances} }${before && '\n  lb: { kind: loadBalancer }'}`,
    );

  test('is asked for in an interview, from the second instance on', async () => {
    expect(await messagesOf('api/load-balancer', served(1), 'interview')).toEqual([]);
    expect(await messagesOf('api/load-balancer', served(2), 'interview')).toEqual([
      'actors call "api", and what chooses one of its 2 instances is not shown',
    ]);
    expect(await messagesOf('api/load-balancer', served(2, 'lb -> '), 'interview')).toEqual([]);
    expect(await messagesOf('api/load-balancer', served(2), 'recommended')).toEqual([]);
  });
});

describe('a write that is sent again', () => {
  const paying = (call: string, bank = '', api = '', kind = 'write', others = 'external'): string =>
    spec(
      `pay: { kind: ${kind}, rate: 10 req/s, path: [ api: { calls: [ bank: { ${call} } ] } ] }`,
      `api: { kind: service${api} }\n  bank: { kind: ${others}${bank} }`,
    );
  const UNSAFE = 'api/retry-of-unsafe-write';
  const UNSTATED = 'api/retry-idempotency-unstated';

  test('is an error where a repeat is stated to do harm', async () => {
    const message = 'writes to "bank" are sent again when they fail, and are not idempotent';
    expect(await messagesOf(UNSAFE, paying('retries: 2', ', idempotent: false'))).toEqual([message]);
    expect(await messagesOf(UNSAFE, paying('retries: 2, idempotency: none'))).toEqual([message]);
    expect(await messagesOf(UNSAFE, paying('retries: 2, idempotency: none', ', idempotent: true'))).toEqual([message]);
    for (const call of ['retries: 2, idempotency: key', 'timeout: 1 s'])
      expect(await messagesOf(UNSAFE, paying(call, ', idempotent: false'))).toEqual([]);
    expect(await messagesOf(UNSAFE, paying('retries: 2', ', idempotent: false', '', 'read'))).toEqual([]);
  });

  test('wants a word where the design has one for another part', async () => {
    expect(await messagesOf(UNSTATED, paying('retries: 2', '', ', idempotent: true', 'write', 'service'))).toHaveLength(1);
    expect(await messagesOf(UNSTATED, paying('retries: 2'))).toEqual([]);
    expect(await messagesOf(UNSTATED, paying('retries: 2, idempotency: natural', '', ', idempotent: true'))).toEqual([]);
    expect(await messagesOf(UNSTATED, paying('retries: 2', ', idempotent: true', ', idempotent: true'))).toEqual([]);
  });
});

describe('writes to several stores', () => {
  const ordering = (more: string, calls: string, is = ''): string =>
    spec(
      `order: { kind: write, rate: 10 req/s, ${more}path: [ api: { calls: [ ${calls} ] } ] }`,
      'api: { kind: service }\n  orders: { kind: database }\n  stock: { kind: database }\n  files: { kind: objectStore }\n  log: { kind: queue }',
      `reserved: { in: stock, item: 100 B, addedBy: order, keep: 1 year${is} }`,
    );

  test('are more than a local transaction holds', async () => {
    const RULE = 'api/local-transaction-spans-stores';
    expect(await messagesOf(RULE, ordering('transaction: local, ', 'orders, stock'))).toEqual([
      'a local transaction is to hold the writes of "order" together, which go to "orders" and "stock"',
    ]);
    expect(await messagesOf(RULE, ordering('transaction: local, ', 'orders, orders'))).toEqual([]);
    expect(await messagesOf(RULE, ordering('transaction: local, ', 'stock: { kind: read }, orders'))).toEqual([]);
    // What a queue takes is written later, by others.
    expect(await messagesOf(RULE, ordering('transaction: local, ', 'orders, log: { async: true }'))).toEqual([]);
  });

  test('want a saga where something must add up', async () => {
    const RULE = 'api/distributed-transaction';
    expect(await messagesOf(RULE, ordering('', 'orders, stock', ', class: inventory'))).toHaveLength(1);
    expect(await messagesOf(RULE, ordering('transaction: none, ', 'orders, stock', ', class: inventory'))).toHaveLength(1);
    for (const transaction of ['saga', 'outbox', 'twoPhase'])
      expect(await messagesOf(RULE, ordering(`transaction: ${transaction}, `, 'orders, stock', ', class: inventory'))).toEqual([]);
    expect(await messagesOf(RULE, ordering('', 'orders, stock', ', class: personal'))).toEqual([]);
    expect(await messagesOf(RULE, ordering('', 'stock', ', class: inventory'))).toEqual([]);
  });

  test('are prepared by databases alone', async () => {
    const RULE = 'api/two-phase-participants';
    expect(await messagesOf(RULE, ordering('transaction: twoPhase, ', 'orders, stock, files'))).toEqual([
      'two-phase commit is to hold the writes of "order" together, and "files" cannot prepare one',
    ]);
    expect(await messagesOf(RULE, ordering('transaction: twoPhase, ', 'orders, stock'))).toEqual([]);
  });
});

describe('two writers of one item', () => {
  const booked = (words: string): string =>
    spec(
      'book: { kind: write, rate: 10 req/s, path: api -> db }',
      'api: { kind: service }\n  db: { kind: database }',
      `seats: { in: db, item: 100 B, addedBy: book, keep: 1 year${words} }`,
    );

  test('lose one write where nothing stops it and something must add up', async () => {
    const found = ['two writers of one item of "seats" (booking) lose one of the two writes'];
    for (const locking of ['none', 'lastWriteWins'])
      expect(await messagesOf('api/lost-update', booked(`, class: booking, locking: ${locking}`))).toEqual(found);
    for (const words of [
      ', class: booking, locking: atomic',
      ', class: public, locking: lastWriteWins',
      ', locking: none',
      ', class: booking',
    ])
      expect(await messagesOf('api/lost-update', booked(words))).toEqual([]);
  });

  test('are a question of interviews where nothing is stated', async () => {
    expect(await messagesOf('api/write-conflict-unstated', booked(', class: booking'), 'interview')).toHaveLength(1);
    expect(await messagesOf('api/write-conflict-unstated', booked(', class: booking'), 'recommended')).toEqual([]);
    expect(await messagesOf('api/write-conflict-unstated', booked(''), 'interview')).toEqual([]);
  });
});

describe('actors far away', () => {
  const read = (
    flow: string,
    where = 'in: eu',
    regions = '\ntopology: { regions: { eu: { zones: [a, b] }, us: { zones: [a] } } }',
  ): string => spec(`read: { rate: 1k req/s, ${flow}, path: api }`, `api: { kind: service, ${where} }`) + regions;
  const RULE = 'api/cdn-for-distant-users';

  test('want copies nearby of what anybody may keep', async () => {
    expect(await messagesOf(RULE, read('from: [eu, asia], cacheable: public'))).toEqual([
      'anybody may keep the responses of "read", and actors in asia fetch them from "api" elsewhere',
    ]);
    expect(await messagesOf(RULE, read('from: asia, cacheable: public'))).toHaveLength(1);
    for (const cacheable of ['private', 'none'])
      expect(await messagesOf(RULE, read(`from: [eu, asia], cacheable: ${cacheable}`))).toEqual([]);
  });

  test('are not where it runs, or where nothing is stated', async () => {
    expect(await messagesOf(RULE, read('from: [eu, us], cacheable: public', 'in: [eu, us]'))).toEqual([]);
    expect(await messagesOf(RULE, read('from: eu, cacheable: public', 'in: eu.a'))).toEqual([]);
    expect(await messagesOf(RULE, read('cacheable: public'))).toEqual([]);
    // Without a topology it runs in one place, which may be that of the only actors.
    expect(await messagesOf(RULE, read('from: eu, cacheable: public', 'instances: 2', ''))).toEqual([]);
    expect(await messagesOf(RULE, read('from: [eu, asia], cacheable: public', 'instances: 2', ''))).toHaveLength(1);
  });
});
