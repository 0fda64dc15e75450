import { describe, expect, test } from 'vitest';
import { estimate } from '../../support/estimating.js';

/** A store over zones a, b, ... of eu, read and written by one flow each. */
const spread = (store: string, zones: string, look = '[stock]', buy = '[stock]'): string => `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [${zones}] } } }
flows:
  look: { rate: 10 req/s, path: ${look} }
  buy: { kind: write, rate: 1 req/s, path: ${buy} }
components:
  stock: { kind: database, ${store} }
data:
  stock: { in: stock, item: 1 kB, items: 1M, addedBy: buy, readBy: look }
`;

/** Reads and writes of one side of a cut: `serve fail`. */
async function sidesOf(text: string, cut: string, ...sides: readonly string[]): Promise<readonly string[]> {
  const { graph } = await estimate(text);
  return sides.map((side) => {
    const word = (of: 'reads' | 'writes'): string => graph.get(`data.stock.partitions.${cut}.${side}.${of}`).word ?? 'unknown';
    return `${word('reads')} ${word('writes')}`;
  });
}

describe('a split of the copies of a quorum in two', () => {
  test('2 of 3 both ways: the side with two goes on, the other refuses (the last item in stock: CP)', async () => {
    const store = spread('replication: { factor: 3, read: quorum, write: quorum }', 'a, b, c');
    expect(await sidesOf(store, 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['fail fail', 'serve serve']);
    expect(await sidesOf(store, 'eu-c', 'eu-c', 'eu-a_and_eu-b')).toEqual(['fail fail', 'serve serve']);
  });

  test('1 of 3 both ways: both sides answer, with old values and conflicts (likes: AP)', async () => {
    const store = spread('replication: { factor: 3, read: one, write: one }', 'a, b, c');
    expect(await sidesOf(store, 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['stale conflict', 'stale conflict']);
  });

  test('read one, write all: nobody writes, everybody reads the latest', async () => {
    const store = spread('replication: { factor: 3, read: one, write: all }', 'a, b, c');
    expect(await sidesOf(store, 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['serve fail', 'serve fail']);
  });

  test('an even group in two halves: neither has a majority', async () => {
    const store = spread('replication: { factor: 4, read: quorum, write: quorum }', 'a, b');
    expect(await sidesOf(store, 'eu-a', 'eu-a', 'eu-b')).toEqual(['fail fail', 'fail fail']);
  });

  test('sloppy: others stand in, and both sides write', async () => {
    const store = spread('replication: { factor: 3, read: quorum, write: quorum, sloppy: true }', 'a, b, c');
    expect(await sidesOf(store, 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['stale conflict', 'stale conflict']);
  });

  test('five copies over three zones: two, two and one', async () => {
    const store = spread('replication: { factor: 5, read: quorum, write: quorum }', 'a, b, c');
    expect(await sidesOf(store, 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['fail fail', 'serve serve']);
    expect(await sidesOf(store, 'eu-c', 'eu-c', 'eu-a_and_eu-b')).toEqual(['fail fail', 'serve serve']);
  });
});

describe('leaders and products', () => {
  test('the side of the leader goes on, followers give old values', async () => {
    const store = (leader: string): string => spread(`replication: { factor: 3, mode: leader, sync: async${leader} }`, 'a, b, c');
    expect(await sidesOf(store(''), 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['stale serve', 'stale fail']);
    expect(await sidesOf(store(', leaderIn: eu.b'), 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['stale fail', 'stale serve']);
  });

  test('etcd refuses in the minority, its local reads do not', async () => {
    const etcd = (look: string): string => spread('use: etcd', 'a, b, c', look);
    expect(await sidesOf(etcd('[stock]'), 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['fail fail', 'serve serve']);
    expect(await sidesOf(etcd('[ stock: { consistency: serializable } ]'), 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual([
      'stale fail',
      'stale serve',
    ]);
  });

  test('Cassandra by its levels: ONE goes on everywhere, QUORUM in the majority', async () => {
    const cassandra = (level: string): string =>
      spread('use: cassandra', 'a, b, c', `[ stock: { consistency: ${level} } ]`, `[ stock: { consistency: ${level} } ]`);
    expect(await sidesOf(cassandra('ONE'), 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['stale conflict', 'stale conflict']);
    expect(await sidesOf(cassandra('QUORUM'), 'eu-a', 'eu-a', 'eu-b_and_eu-c')).toEqual(['fail fail', 'serve serve']);
  });
});

describe('which splits there are', () => {
  const cuts = async (zones: string): Promise<readonly string[]> => {
    const { graph } = await estimate(spread('replication: { factor: 3, read: quorum, write: quorum }', zones));
    return [...new Set(graph.ids((pattern) => pattern.startsWith('data.*.partitions')).map((id) => id.split('.')[3] as string))];
  };

  test('of n places up to six 2^(n - 1) - 1, each once', async () => {
    expect(await cuts('a')).toEqual([]);
    expect(await cuts('a, b')).toEqual(['eu-a']);
    expect([...(await cuts('a, b, c'))].sort()).toEqual(['eu-a', 'eu-b', 'eu-c']);
    expect(await cuts('a, b, c, d, e, f')).toHaveLength(31);
  });

  test('of seven each alone', async () => {
    expect(await cuts('a, b, c, d, e, f, g')).toHaveLength(7);
  });
});
