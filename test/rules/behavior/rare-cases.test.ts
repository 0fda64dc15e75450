import { describe, expect, test } from 'vitest';
import { foundBy, messagesOf } from '../support/reviewing.js';

describe('what is so in few cases', () => {
  // The mean is log-normal with 5% and 95% at 50 and 200: above 150 in 1 - F(ln(150/100) / (ln(2) / 1.645)) = 1 - F(0.962) = 17% of cases, by 50 at the 95%.
  const queue = (rate: string): string => `flows:
  click: { kind: write, rate: ${rate}, peak: 1, path: [ api: { calls: [ q: { async: true } ] } ] }
components:
  api: { kind: service }
  q: { kind: queue, consumers: { w: { rate: 150/s } } }
  w: { kind: worker, idempotent: true }
`;

  test('is told by how far it goes, not by a value at which it is not so', async () => {
    const [backlog] = await foundBy('capacity/backlog', queue('50..200 req/s'));
    expect(backlog?.message).toMatch(/by up to (?:49\.[5-9]|50(?:\.[0-5])?) req\/s on average, in 1[67]% of cases$/);
    expect(backlog?.math).toMatch(/^up to \S+ req\/s > 0 req\/s$/);
  });

  test('is told by its value where that shows it', async () => {
    // The median is 200, and above 150 in 1 - F(ln(150/200) / 0.4214) = 75% of cases.
    expect(await messagesOf('capacity/backlog', queue('100..400 req/s'))).toEqual([
      expect.stringMatching(/by 50 req\/s on average, in 7[56]% of cases$/),
    ]);
  });
});

test('what is wrong with a promise endangers that promise, where it is not kept either', async () => {
  const [loose] = (await foundBy(
    'availability/agreement-not-looser',
    `flows: { read: { rate: 1 req/s, path: api } }
components: { api: { kind: service, availability: 99% } }
requirements:
  quality: { up: { flow: read, availability: 98% } }
  agreements: { gold: { flow: read, availability: 99.9% } }
`,
  )) as readonly { readonly impact?: readonly { readonly requirement: string; readonly status: string }[] }[];
  expect(loose?.impact).toContainEqual({ requirement: 'gold', status: 'missed' });
});

describe('what a store is split by', () => {
  const store = (key: string): string =>
    `flows: { add: { kind: write, rate: 1 req/s, path: db } }\ncomponents: { db: { kind: database, shards: 4, partitionKey: ${key} } }\n`;

  test.each([
    'created',
    'createdAt',
    'creation date',
    'timestamp',
    'date of creation',
    'auto-increment id',
    'day',
  ])('a moment: %s', async (key) => {
    expect(await messagesOf('load/partition-key-uneven', store(key))).toEqual([expect.stringContaining('which only grows')]);
  });

  test.each(['country', 'countryCode', 'status', 'type and status'])('a few values: %s', async (key) => {
    expect(await messagesOf('load/partition-key-uneven', store(key))).toEqual([expect.stringContaining('which has few values')]);
  });

  test.each([
    'id',
    'code',
    'userId',
    'conversation and week',
    'country and user',
    'hash of created',
    'order number',
    'cell',
    'key',
  ])('what spreads, or may: %s', async (key) => {
    expect(await messagesOf('load/partition-key-uneven', store(key))).toEqual([]);
  });

  test('is asked about where nothing is stated, and a finding where another store states it', async () => {
    const one = 'flows: { add: { kind: write, rate: 1 req/s, path: db } }\ncomponents: { db: { kind: database, shards: 4 } }\n';
    expect(await messagesOf('load/partition-key-unstated', one, 'recommended')).toEqual([]);
    expect(await messagesOf('load/partition-key-unstated', one, 'interview')).toHaveLength(1);
    const two = one.replace('shards: 4 } }', 'shards: 4 }, other: { kind: database, shards: 4, partitionKey: user } }');
    expect(await messagesOf('load/partition-key-unstated', two, 'recommended')).toHaveLength(1);
  });
});

describe('who writes into a store', () => {
  const shop = (order: string, browse = 'api -> cache'): string => `flows:
  browse: { rate: 10 req/s, path: ${browse} }
  order: { kind: write, rate: 1 req/s, path: ${order} }
components: { api: { kind: service }, cache: { kind: cache }, jobs: { kind: queue, consumers: { w: {} } }, w: { kind: worker, idempotent: true } }
`;

  test('is a finding of a client, where others come in by a service', async () => {
    expect(await messagesOf('security/store-exposed', shop('jobs'))).toEqual([
      expect.stringContaining('where those of "browse" come in by "api"'),
    ]);
  });

  test('is none where the flow calls a service in turn, nor where it only reads, nor where nobody has a service', async () => {
    expect(await messagesOf('security/store-exposed', shop('[api, jobs]'))).toEqual([]);
    expect(await messagesOf('security/store-exposed', shop('api -> jobs', 'cache'))).toEqual([]);
    expect(await messagesOf('security/store-exposed', shop('jobs', 'cache').replace('path: cache', 'path: w'))).toEqual([]);
  });
});
