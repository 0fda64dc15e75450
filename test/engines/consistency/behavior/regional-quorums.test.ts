import { describe, expect, test } from 'vitest';
import { estimate, findingsOf } from '../../../support/estimating.js';

/** A store of Cassandra in two regions with three copies each, written and read from where is stated. */
const regional = (
  read: string,
  write: string,
  { look = 'eu', buy = 'eu', copies = '{ factor: 6, in: { eu: 3, us: 3 } }' } = {},
): string => `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b, c] }, us: { zones: [d, e, f] } }, rtt: { eu-us: 80 ms, zone: 2 ms } }
flows:
  look: { rate: 10 req/s, from: ${look}, path: [ db: { consistency: ${read} } ] }
  buy: { kind: write, rate: 1 req/s, from: ${buy}, path: [ db: { consistency: ${write} } ] }
components:
  db: { kind: database, use: cassandra, replication: ${copies} }
data:
  d: { in: db, item: 1 kB, items: 1M, addedBy: buy, readBy: look }
`;
const wordOf = async (text: string): Promise<string | undefined> => (await estimate(text)).graph.get('data.d.consistency').word;

describe('quorums of one region, of each, and of all', () => {
  // Of three copies in a region two are a quorum, of all six four.
  test.each([
    // The same region: 2 + 2 > 3.
    ['LOCAL_QUORUM', 'LOCAL_QUORUM', {}, 'regular'],
    // Another: no copy in common.
    ['LOCAL_QUORUM', 'LOCAL_QUORUM', { buy: 'us' }, 'eventual'],
    // From nobody knows where: it may be another.
    ['LOCAL_QUORUM', 'LOCAL_QUORUM', { look: '[eu, us]' }, 'eventual'],
    // Two of each region: 2 + 2 > 3 in both.
    ['LOCAL_QUORUM', 'EACH_QUORUM', { look: '[eu, us]', buy: 'us' }, 'regular'],
    // Of four of six at least one is in each region, and 2 + 1 <= 3.
    ['LOCAL_QUORUM', 'QUORUM', {}, 'eventual'],
    // Of all six three are in each region: 1 + 3 > 3.
    ['LOCAL_ONE', 'ALL', { look: '[eu, us]', buy: 'us' }, 'regular'],
    // Four of six are read, two of one region written: 4 + 2 <= 6.
    ['QUORUM', 'LOCAL_QUORUM', {}, 'eventual'],
    ['QUORUM', 'QUORUM', { buy: 'us' }, 'regular'],
    // Four are read, and two of each region are four: 4 + 4 > 6.
    ['QUORUM', 'EACH_QUORUM', { buy: 'us' }, 'regular'],
    ['LOCAL_SERIAL', 'LOCAL_QUORUM', {}, 'linearizable'],
    ['LOCAL_SERIAL', 'LOCAL_QUORUM', { buy: 'us' }, 'eventual'],
  ] as const)('%s, %s, %o: %s', async (read, write, where, word) => {
    expect(await wordOf(regional(read, write, where))).toBe(word);
  });

  test('copies that are not where they would be by themselves', async () => {
    // Five in eu, of which three are a quorum, one in us: of four of all six, three at least are in eu, and 3 + 3 > 5.
    const most = { copies: '{ factor: 6, in: { eu: 5, us: 1 } }' };
    expect(await wordOf(regional('LOCAL_QUORUM', 'QUORUM', most))).toBe('regular');
    // By zone: two in a, one in d.
    const zones = { copies: '{ factor: 3, in: { a: 2, d: 1 } }' };
    const { graph } = await estimate(regional('ONE', 'QUORUM', zones));
    expect(graph.get('data.d.partitions.eu-a.eu-a.writes').word).toBe('serve');
    expect(graph.get('data.d.partitions.eu-b.eu-a_and_eu-c_and_us-d_and_us-e_and_us-f.writes').word).toBe('serve');
  });
});

describe('regions that are cut off from each other', () => {
  const eu = 'eu-a_and_eu-b_and_eu-c';
  const us = 'us-d_and_us-e_and_us-f';
  const sides = async (text: string): Promise<readonly (string | undefined)[]> => {
    const { graph } = await estimate(text);
    return [eu, us].flatMap((side) => (['reads', 'writes'] as const).map((of) => graph.get(`data.d.partitions.${eu}.${side}.${of}`).word));
  };

  test('a quorum of a region goes on there: on one side, where all clients are; on both, where they may be anywhere', async () => {
    expect(await sides(regional('LOCAL_QUORUM', 'LOCAL_QUORUM'))).toEqual(['serve', 'serve', 'fail', 'fail']);
    const anywhere = { look: '[eu, us]', buy: '[eu, us]' };
    expect(await sides(regional('LOCAL_QUORUM', 'LOCAL_QUORUM', anywhere))).toEqual(['stale', 'conflict', 'stale', 'conflict']);
  });

  test('one of all six has no majority in halves, and one of each region is on no side', async () => {
    expect(await sides(regional('QUORUM', 'QUORUM'))).toEqual(['fail', 'fail', 'fail', 'fail']);
    expect(await sides(regional('LOCAL_QUORUM', 'EACH_QUORUM', { look: '[eu, us]' }))).toEqual(['serve', 'fail', 'serve', 'fail']);
  });
});

describe('what a level costs by distance', () => {
  const p99 = async (read: string, write: string): Promise<readonly number[]> => {
    const facts = await estimate(regional(read, write));
    return ['look', 'buy'].map((flow) => facts.value(`flows.${flow}.calls.1.answered.p99`));
  };

  test('is the round trip to the farthest copy that is waited for', async () => {
    // The second of three at home is 2 ms away; the fourth of six, and the quorum of each region, across the sea.
    expect(await p99('LOCAL_QUORUM', 'LOCAL_QUORUM')).toEqual([0.002, 0.002]);
    expect(await p99('QUORUM', 'EACH_QUORUM')).toEqual([0.08, 0.08]);
    expect(await p99('ONE', 'ALL')).toEqual([0.002, 0.08]);
  });
});

describe('what cannot be', () => {
  test.each([
    ['{ factor: 6, in: { eu: 3, mars: 3 } }', 'unknown zone or region "mars"'],
    ['{ factor: 5, in: { eu: 3, us: 3 } }', 'the copies of "db" come to 6 by their places, and there are 5'],
    ['{ in: { eu: 3, us: 3 } }', '6 copies of "db" have places, and how many there are is not stated'],
  ])('%s', async (copies, message) => {
    const findings = await findingsOf(regional('ONE', 'ONE', { copies }));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(message);
  });
});
