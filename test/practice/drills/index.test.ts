import { describe, expect, it } from 'vitest';
import { DRILLS, drillQuestion, judgeDrill } from '../../../src/practice/drills/index.js';
import { cardAfter } from '../../../src/practice/drills/schedule.js';
import { clocksOf, inTumbling, sessionsOf, usedColumns } from '../../../src/practice/drills/structures.js';
import { readProgress } from '../../../src/practice/progress.js';
import { streakOf } from '../../../src/practice/stats.js';
import { sysdesign } from '../../support/hosts.js';

describe('keys of drills', () => {
  it('are clocks of a run, as Lamport 1978 and Mattern 1989 have them', () => {
    // a on P1, sent to P2 (c), b on P2 before it; d on P1 gets what c sent.
    const run = [
      { node: 0, name: 'a', from: null },
      { node: 1, name: 'b', from: null },
      { node: 1, name: 'c', from: 'a' },
      { node: 0, name: 'd', from: 'c' },
    ];
    expect([...clocksOf(run, 2).values()]).toEqual([
      { lamport: 1, vector: [1, 0] },
      { lamport: 1, vector: [0, 1] },
      { lamport: 2, vector: [1, 2] },
      { lamport: 3, vector: [2, 2] },
    ]);
  });

  it('are events in windows, and columns of an index', () => {
    expect(inTumbling([9, 10, 19, 20], 10, 12)).toBe(2);
    expect(sessionsOf([30, 0, 10, 41], 10)).toBe(3); // 0 10 | 30 | 41
    expect(usedColumns(['a', 'b', 'c'], new Set(['a', 'c']), 'b')).toBe(2); // = on a, range on b: c is not searched by
    expect(usedColumns(['a', 'b', 'c'], new Set(['b', 'c']), null)).toBe(0);
  });

  it.each(DRILLS)('%s: the key itself is right, nothing is wrong, and a seed asks the same', async (topic) => {
    for (let seed = 0; seed < 20; seed++) {
      const question = await drillQuestion(topic, seed);
      const { key } = question;
      const right =
        key.kind === 'word'
          ? key.word
          : `${key.fact.value}${{ s: ' s', 'req/s': ' req/s', B: ' B', 'B/s': ' B/s', '1/s': ' per s' }[key.fact.unit] ?? ''}`;
      expect(judgeDrill(question, right), right).toMatchObject({ isRight: true });
      expect(judgeDrill(question, '')).toMatchObject({ isRight: false });
      if (topic !== 'estimates') expect((await drillQuestion(topic, seed)).prompt).toBe(question.prompt);
    }
  });
});

describe('what is repeated', () => {
  it('comes later each time it is right, and soon when it is wrong', () => {
    const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
    const [first, second, third] = ['2026-11-01T12:00:00.000Z', '2026-11-02T12:00:00.000Z', '2026-11-12T12:00:00.000Z'];
    const once = cardAfter(undefined, 1, first);
    const twice = cardAfter(once, 1, second);
    expect(days(second, twice.due)).toBeGreaterThan(days(first, once.due));
    expect(days(third, cardAfter(twice, 0, third).due)).toBeLessThan(1);
    expect(cardAfter(once, 1, second)).toEqual(twice);
  });

  it('is kept, and counted by days in a row', async () => {
    expect(streakOf(['2026-10-30', '2026-10-31', '2026-11-01'], '2026-11-01')).toBe(3);
    expect(streakOf(['2026-10-30', '2026-10-31'], '2026-11-01')).toBe(2);
    expect(streakOf(['2026-10-28'], '2026-11-01')).toBe(0);
    const files = { 'a.yaml': 'answers: ["10 s", "5 years", "43 min"]' };
    const drill = await sysdesign(['practice', 'drill', 'nines', '--answers', 'a.yaml', '--seed', '1', '-f', 'json'], {
      files,
      env: { XDG_DATA_HOME: '/data' },
    });
    expect([drill.code, JSON.parse(drill.out).asked.length]).toEqual([0, 3]);
    const kept = await drill.files.readBytes('/data/sysdesign/practice.json');
    const progress = kept.ok ? readProgress(new TextDecoder().decode(kept.value)) : null;
    expect(Object.keys(progress?.cards ?? {}).length).toBeGreaterThan(0);
    const stats = await sysdesign(['practice', 'stats'], { fileSystem: drill.files, env: { XDG_DATA_HOME: '/data' } });
    expect(stats.out).toContain('nines');
    expect(readProgress('{"format":"sysdesign.practice/1","open":null,"history":[],"cards":{"a":{"due":"never"}}}')).toBeNull();
    expect((await sysdesign(['practice', 'drill', 'nine', '--answers', 'a.yaml'], { files })).code).toBe(2);
  });
});
