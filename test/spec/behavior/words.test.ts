import { describe, expect, test } from 'vitest';
import { changesOf } from '../../../src/spec/index.js';
import { estimate, findingsOf, modelOf } from '../../support/estimating.js';

const shop = (flow: string, components: string, data = ''): string => `sysdesign: 1
name: shop
flows:
  f: { rate: 10 req/s, ${flow} }
components:
  ${components}
${data && `data:\n  ${data}\n`}`;

const HERE = { source: { name: 'change', text: 'none' }, start: 0, end: 4 };

const API = 'api: { kind: service }';
const STORE = `${API}\n  db: { kind: database }`;

describe('a throttle', () => {
  test('is a rate, which is short for that of all clients', async () => {
    for (const throttle of ['5k req/s', '{ total: 5k req/s }', '{ total: 5k req/s, perClient: 1 req/s }']) {
      const text = shop('path: api', `api: { kind: service, throttle: ${throttle} }`);
      (await estimate(text)).are({ 'components.api.throttle': 5000 });
      expect((await modelOf(text)).components.get('api')?.throttle).toBe('some');
    }
  });

  test('of each client is one too, and sets no total', async () => {
    const text = shop('path: api', 'api: { kind: service, throttle: { perClient: 10 per min } }');
    expect((await modelOf(text)).components.get('api')?.throttle).toBe('some');
    expect((await estimate(text)).node('components.api.throttle').state).toBe('unknown');
  });

  test('may be declined in a word, which is no literal', async () => {
    const text = shop('path: api', 'api: { kind: service, throttle: none }');
    const model = await modelOf(text);
    expect(model.components.get('api')?.throttle).toBe('none');
    expect(model.leaves.has('components.api.throttle')).toBe(false);
    expect((await estimate(text)).node('components.api.throttle').state).toBe('unknown');
  });

  test('gives way to the word, and the word to it', async () => {
    const stating = (throttle: string): string => shop('path: api', `api: { kind: service, throttle: ${throttle} }`);
    const changed = async (from: string, to: string) =>
      await changesOf(await modelOf(stating(from)), [{ path: 'components.api.throttle', text: to, at: HERE, keyAt: HERE }]);
    const declined = await changed('5k req/s', 'none');
    expect(declined.ok && declined.value.model.components.get('api')?.throttle).toBe('none');
    const limited = await changed('none', '5k req/s');
    expect(limited.ok && limited.value.model.components.get('api')?.throttle).toBe('some');
  });

  test('is not stated by another word, nor at nothing', async () => {
    expect(await findingsOf(shop('path: api', 'api: { kind: service, throttle: nnone }'))).toEqual([
      expect.stringContaining('schema/unknown-value'),
    ]);
    expect(await findingsOf(shop('path: api', 'api: { kind: service, throttle: much }'))).toHaveLength(1);
    expect((await findingsOf(shop('path: api', 'api: { kind: service, throttle: 0 req/s }')))[0]).toContain('spec/out-of-bounds');
  });
});

describe('what a request reads', () => {
  const reading = (use: string): string => shop('path: api -> db', STORE, `d: { in: db, item: 100 B, items: 1k, readBy: { f: ${use} } }`);

  test('is the same in short and in full', async () => {
    // 10 requests a second that read 20 items each.
    for (const use of ['20', '{ items: 20 }', '{ items: 20, by: text, index: inverted }'])
      (await estimate(reading(use))).are({ 'data.d.read': 200, 'data.d.served': 20_000, 'flows.f.response': 2000 });
  });

  test('is one item where only the way to it is stated', async () => {
    (await estimate(reading('{ by: geo }'))).are({ 'data.d.read': 10 });
  });

  test('is found as stated', async () => {
    const found = async (use: string) => (await modelOf(reading(use))).data.get('d')?.readBy[0]?.found;
    expect(await found('20')).toEqual({ by: null, index: null });
    expect(await found('{ by: geo }')).toEqual({ by: 'geo', index: null });
    expect(await found('{ items: 20, by: text, index: inverted }')).toEqual({ by: 'text', index: 'inverted' });
  });

  test('is found in no other way', async () => {
    expect((await findingsOf(reading('{ by: txt }')))[0]).toContain('schema/unknown-value');
  });
});

describe('what is at stake', () => {
  const classes = async (stated: string) =>
    (await modelOf(shop('path: api -> db', STORE, `d: { in: db, item: 100 B, items: 1k${stated} }`))).data.get('d')?.classes;

  test('is a word, or several; nothing is not the same as not stated', async () => {
    expect(await classes('')).toBeNull();
    expect(await classes(', class: none')).toEqual([]);
    expect(await classes(', class: payment')).toEqual(['payment']);
    expect(await classes(', class: [payment, personal]')).toEqual(['personal', 'payment']);
  });
});

describe('a call', () => {
  test('has the protocol of its flow where the actor makes it, and its idempotency at any depth', async () => {
    const text = shop('protocol: sse, idempotency: key, path: [ api: { calls: [ db: { idempotency: none } ] } ]', STORE);
    const [api, db] = (await modelOf(text)).flows.get('f')?.calls ?? [];
    expect([api?.protocol, api?.idempotency]).toEqual(['sse', 'key']);
    expect([db?.protocol, db?.idempotency]).toEqual([null, 'none']);
  });

  test('is sent again where retries are stated, in short or in full', async () => {
    for (const [retries, isRetried] of [
      ['', false],
      ['retries: 2', true],
      ['retries: { max: 2, backoff: 1 s }', true],
    ] as const) {
      const model = await modelOf(shop(`path: [ api: { ${retries} } ]`, API));
      expect(model.flows.get('f')?.calls[0]?.isRetried, retries).toBe(isRetried);
    }
  });
});

describe('how often each of those who are there asks', () => {
  const flow = (own: string): string => `sysdesign: 1\nname: shop\nflows: { f: { ${own}, path: api } }\ncomponents: { ${API} }\n`;

  test('has no part in a rate that is stated, and a line says so', async () => {
    const { findings } = await modelOf(flow('rate: 10 req/s, every: 5 s'));
    expect(findings.map(({ rule, severity, path }) => [rule, severity, path])).toEqual([
      ['spec/every-beside-rate', 'info', 'flows.f.every'],
    ]);
    (await estimate(flow('rate: 10 req/s, every: 5 s'))).are({ 'flows.f.rate.mean': 10 });
  });

  test('gives one where none is stated', async () => {
    // 100 users / 5 s
    const text = flow('concurrent: 100, every: 5 s');
    expect((await modelOf(text)).findings).toEqual([]);
    (await estimate(text)).are({ 'flows.f.rate.mean': 20 });
  });
});

describe('what a batch lasts', () => {
  const flow = (own: string): string => `sysdesign: 1\nname: shop\nflows: { f: { ${own}, path: api } }\ncomponents: { ${API} }\n`;
  const warnings = async (own: string): Promise<readonly string[]> =>
    (await modelOf(flow(own))).findings.filter(({ rule }) => rule === 'spec/lasts-of-batch').map(({ help = '' }) => help);
  const instead = 'for the part of the day write peak: 100% of the day in 4 h in its place, with the rate of the whole day';

  test.each([
    'rate: 1M per day, every: 1 d, lasts: 4 h',
    'rate: 1M per day, offPeak: true, lasts: 4 h',
    'concurrent: 1M, every: 1 d, lasts: 4 h',
  ])('%s: that of each request, with how the part of the day is stated', async (own) => expect(await warnings(own)).toEqual([instead]));

  test('has no effect where so many are there and ask so often', async () => {
    expect(await warnings('concurrent: 100, every: 5 s, lasts: 2 min')).toEqual([
      'leave it out: how many are there is what concurrent states',
    ]);
  });

  test.each([
    'rate: 1M per day, lasts: 4 h',
    'rate: 1M per day, offPeak: true, lasts: 30 s',
    'concurrent: 1M, lasts: 4 h, offPeak: true',
  ])('%s may be meant so', async (own) => expect(await warnings(own)).toEqual([]));

  test('is stated as the part of the day', async () => {
    // 1M / (4 x 3,600 s)
    (await estimate(flow('rate: 1M per day, peak: 100% of the day in 4 h'))).are({ 'flows.f.rate.peak': 1e6 / 14_400 });
  });
});

describe('instances of what keeps data', () => {
  const notes = async (own: string, data = 'in: s'): Promise<readonly string[]> =>
    (
      await modelOf(
        `sysdesign: 1\nname: shop\nflows: { f: { rate: 1/s, path: s } }\ncomponents: { s: { ${own} } }\ndata: { d: { ${data}, item: 1 kB, items: 5 } }\n`,
      )
    ).findings.flatMap(({ rule, message }) => (rule === 'spec/replicas' ? [message] : []));

  test('are no copies, and a line says so', async () => {
    expect(await notes('kind: database, replicas: 3')).toEqual([
      'replicas: 3 of "s" is read as 3 instances, and its data counts once: disks, cost and durability are those of one copy',
    ]);
    expect(await notes('kind: stream, instances: 3')).toEqual([
      '"s" has 3 instances, and a message counts once: disks, cost and durability are those of one copy',
    ]);
  });

  test.each([
    'kind: database, replication: 3',
    'kind: stream, instances: 3, replication: 3',
    'kind: queue, instances: 1',
    'kind: database, replicas: 1',
  ])('%s leaves nothing open', async (own) => expect(await notes(own)).toEqual([]));
});
