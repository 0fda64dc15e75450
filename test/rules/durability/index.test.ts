import { expect, test } from 'vitest';
import { foundBy, messagesOf } from '../support/reviewing.js';

/** Orders in a store, promised. */
const kept = (store: string, promise: string, zones = '[a, b, c]'): string => `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
topology: { regions: { eu: { zones: ${zones} } } }
components: { db: { kind: database, ${store} } }
data: { orders: { in: db, item: 1 kB, addedBy: buy, keep: 1 year } }
requirements: { quality: { safe: { data: orders, ${promise} } } }
`;

test('one copy is too few where the disk fails more often than the promise allows', async () => {
  const of = (store: string, promise: string) => foundBy('durability/single-copy', kept(`rebuild: 6 h, ${store}`, promise));
  // With a disk in a hundred lost at random, exp(-0.01) = 99.005% of the items are kept for a year.
  expect(await of('replication: 1, afr: 1%', 'durability: 99%')).toEqual([]);
  const [found] = await of('replication: 1, afr: 1%', 'durability: 99.1%');
  expect(found?.message).toBe('"orders" is promised to be kept at 99.1% a year, and "db" has the only copy of it: 99% is kept');
  expect(found?.severity).toBe('error');
  expect(await of('replication: 2, afr: 1%', 'durability: 99.1%')).toEqual([]);
  // A store that states no copies has one of each item, and fragments without parity are no better.
  expect(await of('instances: 2, afr: 1%', 'durability: 99.1%')).toHaveLength(1);
  // Managed: its copies are not ours to state.
  expect(await of('availability: 99.95%, afr: 1%', 'durability: 99.1%')).toEqual([]);
});

test('copies are no backup, and a second store with a backup is', async () => {
  const of = (store: string, promise = 'durability: 99%') => messagesOf('durability/no-backup', kept(store, promise));
  expect(await of('replication: 3')).toEqual([
    '"orders" is promised to be kept, and "db" has no backup of it: copies repeat what is deleted by mistake',
  ]);
  expect(await of('replication: 3, backup: { every: 1 d }')).toEqual([]);
  expect(await of('replication: { factor: 3, lag: 1 s }', 'rpo: 1 min')).toHaveLength(1);
  expect(await of('replication: 3', 'staleness: 1 min')).toEqual([]);
});

test('one zone is too few from four nines on, unless the chance is stated that all is lost', async () => {
  const of = (promise: string, store = 'replication: 3, in: eu.a') =>
    messagesOf('durability/copies-in-one-zone', kept(store, `durability: ${promise}`));
  expect(await of('99.98%')).toEqual([]);
  expect(await of('99.99%')).toEqual(['"orders" is promised to be kept at 99.99%, and all copies of it are in one zone ("db")']);
  expect(await of('99.99%', 'replication: 3')).toEqual([]);
  expect(await of('99.99%', 'replication: 3, in: eu.a, correlatedLoss: 0.001%')).toEqual([]);
});

test('a zone may have as many fragments as there is parity', async () => {
  const of = (replication: string, zones: string) =>
    messagesOf('durability/zone-holds-too-much', kept(`replication: ${replication}`, 'durability: 99.99%', zones));
  // Twelve fragments over three zones are four in each, over two are six; four may go.
  expect(await of('{ data: 8, parity: 4 }', '[a, b, c]')).toEqual([]);
  expect(await of('{ data: 8, parity: 4 }', '[a, b]')).toEqual([
    'one zone of "db" has 6 copies or fragments of each item of "orders", and 4 may be lost',
  ]);
  // Of two copies one may go, and a zone has one.
  expect(await of('2', '[a, b]')).toEqual([]);
});

test('a write is acknowledged by two copies from four nines on', async () => {
  const of = (replication: string, promise = '99.99%') =>
    messagesOf('durability/acknowledged-by-one', kept(`replication: ${replication}`, `durability: ${promise}`));
  expect(await of('{ factor: 3, write: one, read: all }')).toEqual([
    '"orders" is promised to be kept at 99.99%, and "db" acknowledges a write that 1 copy has',
  ]);
  expect(await of('{ factor: 3, write: one, read: all }', '99.98%')).toEqual([]);
  expect(await of('{ factor: 3, write: 2, read: 2 }')).toEqual([]);
  expect(await of('{ factor: 2, sync: async }')).toHaveLength(1);
  expect(await of('{ factor: 2, sync: semiSync }')).toEqual([]);
  // What is not stated is not held against anybody, and one copy is the matter of another rule.
  expect(await of('3')).toEqual([]);
  expect(await of('{ factor: 1, write: one, read: one }')).toEqual([]);
});

test('reads and writes share a copy where R + W is more than N', async () => {
  const of = (read: string, write: string, promise = 'linearizable') =>
    messagesOf(
      'durability/quorums-do-not-overlap',
      kept(`replication: { factor: 3, read: ${read}, write: ${write} }`, `consistency: ${promise}`),
    );
  // 1 + 2 = 3 is not more than 3, 2 + 2 = 4 is.
  expect(await of('one', 'quorum')).toEqual([
    '"orders" is promised to be linearizable, and reads of 1 and writes to 2 copies of "db" need not share one',
  ]);
  expect(await of('quorum', 'quorum')).toEqual([]);
  expect(await of('one', 'all')).toEqual([]);
  expect(await of('one', 'quorum', 'eventual')).toEqual([]);
});

test('common losses decide where they are ten times as likely as those of disks', async () => {
  // Two copies, one disk in ten a year, a tenth of a year to restore: a window takes a disk with 1 - exp(-0.1 x 0.1) = 0.995%, both with 0.0099%,
  // and one of the ten windows of a year with 0.099%; ten times that is 0.99%.
  const of = (common: string, promise = '99.999%') =>
    messagesOf(
      'durability/correlated-loss-decides',
      kept(`replication: 2, afr: 10%, rebuild: 36.5 d, correlatedLoss: ${common}`, `durability: ${promise}`),
    );
  expect(await of('0.9%')).toEqual([]);
  expect(await of('1.1%')).toEqual([
    'all copies of "orders" are lost at once with a chance of 1.1% a year, and by failures of disks with 0.099%: more copies do not help',
  ]);
  // A promise that is kept needs no help.
  expect(await of('1.1%', '98%')).toEqual([]);
});

test('what is uncertain is told with its chance', async () => {
  // The limit is 0.99%, and the middle of the range about its geometric mean, sqrt(0.5% x 2%) = 1%: half lies above.
  const [found] = await foundBy(
    'durability/correlated-loss-decides',
    kept('replication: 2, afr: 10%, rebuild: 36.5 d, correlatedLoss: 0.5%..2%', 'durability: 99.999%'),
  );
  const chance = Number(/, in (\d+)% of cases$/.exec(found?.message ?? '')?.[1]);
  expect(chance).toBeGreaterThanOrEqual(46);
  expect(chance).toBeLessThanOrEqual(55);
});

test('backups are kept for a week', async () => {
  const of = (keep: string) =>
    messagesOf('durability/backups-kept-briefly', kept(`backup: { every: 1 h, keep: ${keep} }`, 'durability: 99%'));
  expect(await of('7 d')).toEqual([]);
  expect(await of('6 d')).toEqual(['backups of "db" are kept for 6 d: damage to "orders" that is seen later than that stays']);
  expect(await of('forever')).toEqual([]);
});

test('what was measured of disks is asked for where nothing is', async () => {
  const of = (store: string) => messagesOf('durability/loss-rates-assumed', kept(store, 'durability: 99%'));
  expect(await of('replication: 3')).toHaveLength(1);
  expect(await of('replication: 3, rebuild: 6 h')).toEqual([]);
});

test('a failover to any copy loses what others were waited for', async () => {
  const RULE = 'durability/failover-to-any-copy';
  const store = (sync: string, promotes: string): string =>
    `replication: { factor: 3, mode: leader, sync: ${sync} }, failover: { takes: 20 s, promotes: ${promotes} }`;
  const found = (stake: string): string[] => [
    `a failover of "db" may promote a copy that lacks acknowledged writes, and "orders" is ${stake}`,
  ];
  const nines = 'durability: 99.99%';
  expect(await messagesOf(RULE, kept(store('semiSync', 'any'), nines))).toEqual(found('promised to be kept'));
  // A write that waits for all copies is on each that may take over.
  expect(await messagesOf(RULE, kept(store('sync', 'any'), nines))).toEqual([]);
  expect(await messagesOf(RULE, kept(store('semiSync', 'upToDate'), nines))).toEqual([]);
  expect(await messagesOf(RULE, kept(store('semiSync', 'any'), 'durability: 99.9%'))).toEqual([]);
  const booked = kept(store('semiSync', 'any'), 'durability: 99.9%').replace('keep: 1 year', 'keep: 1 year, class: booking');
  expect(await messagesOf(RULE, booked)).toEqual(found('of class booking'));
});
