import { describe, expect, test } from 'vitest';
import { estimate } from '../facts/estimating.js';
import { isFull } from '../full.js';
import { Dice } from '../properties/specs.js';
import { DesignDice, written } from './failing-designs.js';
import { type Source, States } from './failing-states.js';
import { allowedMisses } from './simulated.js';

/** Components that fail once in days to months, for hours. */
const RANGES = { mtbf: [150, 4000], mttr: [1, 10] } as const;
const DESIGNS = isFull ? 100 : 10;
const WINDOWS = isFull ? 20_000 : 6000;
const DAYS = [7, 30] as const;
const YEAR = 8760;
/** Quantile of the normal law at 99.95%, and what the answer may be wrong by. */
const [Z, ERROR] = [3.2905, 1e-3];

const exponential = (mean: number, dice: Dice): number => -mean * Math.log(1 - dice.next());

/** Share of the requests that fail in each state of the failures. */
function sharesOf(states: States): (state: number) => number {
  const known = new Map<number, number>();
  const choices = states.sources.slice(states.failures);
  return (state) => {
    let share = known.get(state);
    if (share === undefined) {
      share = 0;
      for (let worse = 0; worse < 2 ** choices.length; worse++) {
        const chance = choices.reduce((product, { q }, i) => product * ((worse >> i) & 1 ? q : 1 - q), 1);
        if (chance > 0 && states.request(state | (worse << states.failures))) share += chance;
      }
      known.set(state, share);
    }
    return share;
  };
}

/** Share of windows, each of them anywhere, in which more than a budget is lost. Everything goes up and down by itself. Years. */
function missedShare(states: States, window: number, budget: number, dice: Dice): number {
  const failures = states.sources.slice(0, states.failures);
  const shareOf = sharesOf(states);
  const lasting = ({ q, rate }: Source, isDown: boolean): number => exponential(isDown ? q / (1 - q) / rate : 1 / rate, dice);
  let missed = 0;
  for (let i = 0; i < WINDOWS; i++) {
    let state = failures.reduce((sum, { q }, at) => (dice.chance(q) ? sum | (1 << at) : sum), 0);
    const next = failures.map((source, at) => lasting(source, ((state >> at) & 1) === 1));
    let [now, lost] = [0, 0];
    while (now < window) {
      let first = 0;
      for (let at = 1; at < next.length; at++) if ((next[at] as number) < (next[first] as number)) first = at;
      const until = Math.min(window, next[first] ?? window);
      lost += shareOf(state) * (until - now);
      now = until;
      if (now >= window) break;
      state ^= 1 << first;
      next[first] = now + lasting(failures[first] as Source, ((state >> first) & 1) === 1);
    }
    if (lost > budget) missed++;
  }
  return missed / WINDOWS;
}

describe('the chance to miss an objective is what a simulation of everything that fails says', () => {
  test(`on ${DESIGNS} designs, in windows that begin anywhere`, async () => {
    const misses: string[] = [];
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
      const seen = missedShare(states, window, allowed * window, dice);
      const half = Z * Math.sqrt(Math.max(seen * (1 - seen), chance * (1 - chance), 1 / WINDOWS) / WINDOWS) + ERROR;
      if (Math.abs(seen - chance) > half) misses.push(`${chance}, simulated ${seen} +- ${half}: ${promised}`);
    }
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(allowedMisses(DESIGNS));
  });
});
