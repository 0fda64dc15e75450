import { describe, expect, it } from 'vitest';
import { calibrationCurve, levelOf } from '../../src/practice/calibration.js';
import { NO_PROGRESS, readProgress } from '../../src/practice/progress.js';
import { sysdesign } from '../support/hosts.js';

describe('calibration', () => {
  it('puts the ends of a 90% range at 90%, and half way there where the normal has it', () => {
    // 2..8 around 4: the key at 8 is at the upper end; at 4 in the middle; at 4 sqrt 2 half way, which is 1.645/2 sigma: 2 Phi(0.8225) - 1 = 58.9%.
    expect(levelOf({ ratio: 4 / 8, width: 4 })).toBeCloseTo(0.9, 6);
    expect(levelOf({ ratio: 1, width: 4 })).toBeCloseTo(0, 6);
    expect(levelOf({ ratio: 1 / Math.SQRT2, width: 4 })).toBeCloseTo(0.589, 3);
    expect(levelOf({ ratio: Math.SQRT2, width: 4 })).toBeCloseTo(0.589, 3);
    expect(levelOf({ ratio: 2, width: 1 })).toBe(1);
  });

  it('is below the diagonal of ranges that are too narrow, and shown from five ranges on', async () => {
    const narrow = Array.from({ length: 6 }, (_, i) => ({ ratio: i < 4 ? 3 : 1, holds: i >= 4, width: 2 }));
    expect(calibrationCurve(narrow).map(({ held }) => held)).toEqual([1 / 3, 1 / 3, 1 / 3, 1 / 3, 1 / 3]);
    const played = { day: '2026-10-30', problem: 'chat', seed: 1, overall: 50, scores: {}, estimates: narrow };
    const progress = { ...NO_PROGRESS, history: [played] };
    const stats = (history: unknown) =>
      sysdesign(['practice', 'stats'], { env: { XDG_DATA_HOME: '/d' }, files: { '/d/sysdesign/practice.json': JSON.stringify(history) } });
    expect((await stats(progress)).out).toMatch(/90% of the answers\s+33%\s+too narrow/);
    expect((await stats({ ...progress, history: [{ ...played, estimates: narrow.slice(0, 4) }] })).out).not.toContain('of the answers');
    // What was kept before widths were.
    expect(readProgress(JSON.stringify({ ...progress, history: [{ ...played, estimates: [{ ratio: 1, holds: true }] }] }))).not.toBeNull();
  });
});
