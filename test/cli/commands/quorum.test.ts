import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const quorum = async (...words: readonly string[]) => await sysdesign(['quorum', ...words]);
const json = async (...words: readonly string[]) => JSON.parse((await quorum(...words, '-f', 'json')).out);

describe('a pair of quorums', () => {
  test('that meet, by Gifford: regular, and no more than that', async () => {
    const { code, out } = await quorum('3', '2', '2');
    expect(code).toBe(0);
    expect(out).toContain('2 of 3 read, 2 of 3 written: regular: each read meets the latest finished write');
    expect(out.replace(/\s+/g, ' ')).toContain('not linearizable by that alone');
    expect(out).toContain('reads go on with 1 replica down, writes with 1');
    expect(await json('3', '2', '2')).toMatchObject({
      format: 'sysdesign.quorum/1',
      guarantee: 'regular',
      readMeetsWrite: true,
      writesMeet: true,
      readTolerates: 1,
      writeTolerates: 1,
      missesLast: { 1: 0, 10: 0 },
      availability: null,
      staleness: null,
    });
  });

  test('that do not meet: a third of reads miss what 2 of 3 have, a ninth the last two', async () => {
    const answer = await json('3', '1', '2');
    expect(answer).toMatchObject({ guarantee: 'eventual', readMeetsWrite: false, writesMeet: true });
    expect(answer.missesLast[1]).toBeCloseTo(1 / 3, 12);
    expect(answer.missesLast[2]).toBeCloseTo(1 / 9, 12);
    expect((await quorum('3', '1', '2')).out).toContain('a read may miss the latest write');
  });

  test('that are sloppy meet nobody for sure, whatever their sizes', async () => {
    expect(await json('3', '2', '2', '--sloppy')).toMatchObject({
      guarantee: 'eventual',
      readMeetsWrite: false,
      writesMeet: false,
      sloppy: true,
    });
  });

  test('are available by how many may be down: 2 of 3 nodes of 99%', async () => {
    // 3 x 0.01^2 x 0.99 + 0.01^3 = 2.98e-4.
    const { unavailability } = await json('3', '2', '1', '--node', '99%');
    expect(unavailability.read).toBeCloseTo(2.98e-4, 15);
    expect(unavailability.both).toBeCloseTo(2.98e-4, 15);
    expect(unavailability.write).toBeCloseTo(1e-6, 15);
    expect((await quorum('3', '2', '1', '--node', '99%')).out).toContain('reads are answered 99.9702% of the time');
  });

  test('of an even group tolerate no more than those of one fewer', async () => {
    expect((await quorum('4', '3', '3')).out).toContain('a majority of 4 is 3: it tolerates no more failures than 2 of 3');
    expect((await quorum('3', '2', '2')).out).not.toContain('no more failures');
  });

  test('have the staleness of a published model: 92.5% of reads see a write after 10 ms', async () => {
    // Bailis et al. 2012, section 5.6: LNKD-DISK, R = W = 1.
    const answer = await json('3', '1', '1', '--delays', 'LNKD-DISK', '--after', '10ms');
    expect(answer.delays).toBe('lnkd-disk');
    expect(Math.abs(answer.staleness.after[0].stale - 0.075)).toBeLessThan(0.007);
    // Table 4: 45.5 ms printed, within 16%; latency within 3.5%.
    expect(Math.abs(answer.staleness.visible.p999 / 0.0455 - 1)).toBeLessThan(0.16);
    expect(Math.abs(answer.staleness.write.p999 / 0.01099 - 1)).toBeLessThan(0.035);
    expect((await quorum('3', '1', '1', '--delays', 'lnkd-disk', '--after', '10ms')).out).toContain('after 10 ms');
  });
});

describe('all quorums of a number of replicas', () => {
  test('are listed by size, each as by itself', async () => {
    const { quorums } = await json('3');
    expect(quorums).toHaveLength(9);
    expect(
      quorums
        .filter(({ guarantee }: { guarantee: string }) => guarantee === 'regular')
        .map(({ read, write }: Record<string, number>) => [read, write]),
    ).toEqual([
      [1, 3],
      [2, 2],
      [2, 3],
      [3, 1],
      [3, 2],
      [3, 3],
    ]);
    const own = await json('3', '2', '1');
    expect(quorums[3]).toEqual(Object.fromEntries(Object.entries(own).filter(([name]) => !['format', 'tool', 'asked'].includes(name))));
    expect((await quorum('3', '--quiet')).out.trim().split('\n').length).toBeGreaterThanOrEqual(10);
  });
});

describe('mistakes are told, and nothing else is printed', () => {
  test.each([
    [['3', '4', '1'], 'a read quorum of 4 is more than the 3 replicas'],
    [['3', '1', '4'], 'a write quorum of 4 is more than the 3 replicas'],
    [['3', '2'], 'one number of replicas, or three sizes'],
    [['0'], 'replicas'],
    [['3', 'two', '2'], 'the read quorum takes a whole number'],
    [['40'], 'a table has at most 9 replicas'],
    [['3', '1', '1', '--delays', 'lnkd-sdd'], 'did you mean lnkd-ssd'],
    [['3', '1', '1', '--after', '10ms'], '--after goes with --delays'],
    [['3', '1', '1', '--delays', 'wan', '--after', '10 GB'], '10 GB'],
    [['3', '1', '1', '--node', '99 GB'], '99 GB'],
  ])('%j', async (words, message) => {
    const ran = await quorum(...words);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err.replace(/\s+/g, ' ')).toContain(message);
  });
});
