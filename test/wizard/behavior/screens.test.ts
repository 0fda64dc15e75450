import { describe, expect, it } from 'vitest';
import { playWizard, warmUp } from '../../../src/wizard/index.js';

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Answers that change each number, and lead to all parts. */
const TYPED: Readonly<Record<string, string>> = {
  users: '1M..50M',
  reads: '10..20',
  writes: '1..2',
  peak: '2..6',
  growth: '50%',
  size: '1..2 kB',
  file: '1 MB',
  keep: '2 years',
  fast: '300 ms',
  available: '99.95%',
  stale: '1 min',
  later: '0.5 s',
  platform: 'machines',
  each: '200..400',
  cost: '30..60',
  budget: '100k USD',
};

describe('a screen of the wizard', () => {
  it('is not waited for: what comes between an answer and the next question takes 100 ms of CPU at most', {
    timeout: 120_000,
  }, async () => {
    await warmUp();
    // The least of some rounds: what else runs on the machine, and in this process, is no matter of the wizard.
    const LOOKING = 'looking for what keeps promises';
    const least = new Map<string, number>();
    for (let round = 0; round < 4; round++) {
      let last = 'start';
      let from = cpu();
      const stop = (): void => {
        least.set(last, Math.min(least.get(last) ?? Number.POSITIVE_INFINITY, cpu() - from));
      };
      await playWizard(new Map(), {
        ask: async ({ question }) => {
          stop();
          last = question.id;
          from = cpu();
          return TYPED[question.id] ?? '';
        },
        // What is looked for after the last question is announced, and may take longer.
        tell: async (lines) => {
          if (!lines.some((line) => line.includes('Looking for what keeps'))) return;
          stop();
          last = LOOKING;
        },
      });
      stop();
      least.delete(LOOKING);
      if (process.env.SHOW) process.stderr.write(`draft ${[...least].map(([id, ms]) => `${id} ${ms.toFixed(0)}`).join(', ')}\n`);
    }
    expect([...least].filter(([, ms]) => ms > 100)).toEqual([]);
  });
});
