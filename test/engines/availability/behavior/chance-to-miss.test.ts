import { describe, expect, test } from 'vitest';
import { Dice } from '../../../properties/specs.js';
import { estimate } from '../../../support/estimating.js';
import { isFull } from '../../../support/full.js';
import { DesignDice, written } from '../../support/failing-designs.js';
import { States } from '../../support/failing-states.js';
import { allowedMisses } from '../../support/simulated.js';
import { missedShare } from '../../support/windows-seen.js';

/** Components that fail once in days to months, for hours. */
const RANGES = { mtbf: [150, 4000], mttr: [1, 10] } as const;
const DESIGNS = isFull ? 100 : 10;
const DAYS = [7, 30] as const;
const YEAR = 8760;
/** Quantile of the normal law at 99.95%, what the answer may be wrong by, and the standard error of each simulation. */
const [Z, ERROR, STANDARD] = [3.2905, 1e-3, 5e-4];
const FEWEST = 50_000;

describe('the chance to miss an objective is what a simulation of everything that fails says', () => {
  test(`on ${DESIGNS} designs, in windows that begin anywhere`, async () => {
    const misses: string[] = [];
    /** Squares of what each is off by, beyond what chance does. */
    let squares = 0;
    let tried = 0;
    for (let seed = 1; tried < DESIGNS; seed++) {
      const states = new States(new DesignDice(seed, RANGES).design());
      if (states.sources.length > 20 || states.failures === 0) continue;
      const text = written(states.design);
      const expected = (await estimate(text)).value('flows.f.unavailability');
      if (!(expected > 1e-4 && expected < 0.05)) continue;
      tried++;
      const dice = new Dice(7000 + seed);
      const days = DAYS[tried % DAYS.length] as number;
      // From less than what is expected to several times as much.
      const allowed = Number((expected * (0.5 + 3 * dice.next())).toPrecision(3));
      const promise = { quality: { a: { flow: 'f', availability: `${((1 - allowed) * 100).toFixed(6)}%`, window: `${days} d` } } };
      const promised = JSON.stringify({ ...JSON.parse(text), requirements: promise });
      const chance = (await estimate(promised)).value('objectives.a.missed.window');
      const window = (days * 24) / YEAR;
      const variance = chance * (1 - chance);
      const windows = Math.max(FEWEST, Math.ceil(variance / STANDARD ** 2));
      const seen = missedShare(states, { window, budget: allowed * window }, windows, 7000 + seed);
      const half = Z * Math.sqrt(Math.max(seen * (1 - seen), variance, 1 / windows) / windows) + ERROR;
      if (Math.abs(seen - chance) > half) misses.push(`${chance}, simulated ${seen} +- ${half}: ${promised}`);
      squares += (seen - chance) ** 2 - variance / windows;
    }
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(allowedMisses(DESIGNS));
    // All together say more than each: the root of the mean square is known to 2e-4 of a hundred, to 4e-4 of ten.
    expect(squares / DESIGNS).toBeLessThan((ERROR / 2) ** 2);
  });
});
