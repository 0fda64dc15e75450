import { type BirthDeathChain, chanceOf, chancesAround, modeOf, type Ratio, type StateChances } from './birth-death.js';
import { SmoothChain } from './smooth-chain.js';

/**
 * States with a chance on each side of the likeliest that are looked at one by one, which takes as long as a smooth law then does: those of
 * 11,000 units down on average.
 */
const MOST_STATES = 4000;
/** Logarithm of the least chance, relative to the largest, that is not 0. */
const LEAST = -707;
/** Logarithm of what is 0 as a number. */
const NOTHING = -745;
/** Logarithm of what is nothing beside 1, also so many times over as there may be states near it. */
const NEXT_TO_NOTHING = -80;

/**
 * The chain of n units, exact to rounding while few states have a chance; else within 1e-5 of a sum (`SmoothChain`), in a time that does
 * not grow with n. What is too far from the likeliest state to have a chance is 0 at once, and what leaves out nothing
 * else is 1: of large groups that is most that is asked.
 * @param near a guess of the likeliest state
 * @param kinks states at which the ratio bends: where all crews are busy
 */
export function birthDeathChainOf(n: number, ratio: Ratio, near: number, kinks: readonly number[] = []): BirthDeathChain {
  const mode = modeOf(n, ratio, near);
  let made: BirthDeathChain | undefined;
  const chain = (): BirthDeathChain => {
    made ??= lawOf(n, ratio, mode, kinks);
    return made;
  };
  // Ratios fall: over the outer half of the way chances fall at least as they do in its middle.
  const isBeyond = (state: number, least: number): boolean => {
    const distance = Math.abs(state - mode);
    const half = Math.floor(distance / 2);
    const step = state > mode ? Math.log(ratio(mode + half)) : -Math.log(ratio(mode - half - 1));
    return (distance - half) * step < least;
  };
  return {
    chanceOf: (state) => (isBeyond(state, NOTHING) ? 0 : chain().chanceOf(state)),
    sum: (from, to, f) => {
      const nearest = Math.min(Math.max(mode, from), to - 1);
      if (from >= to || isBeyond(nearest, NOTHING)) return 0;
      const isAll = nearest === mode && (from <= 0 || isBeyond(from - 1, NEXT_TO_NOTHING)) && (to > n || isBeyond(to, NEXT_TO_NOTHING));
      if (isAll && !f) return 1;
      const sum = chain().sum(from, to, f);
      return f ? sum : Math.min(1, sum);
    },
  };
}

function lawOf(n: number, ratio: Ratio, mode: number, kinks: readonly number[]): BirthDeathChain {
  const isWide = MOST_STATES * Math.log(ratio(mode + MOST_STATES)) > LEAST && mode + MOST_STATES < n;
  const few = isWide ? undefined : chancesAround(mode, n, ratio, MOST_STATES);
  return few ? chainOfChances(few) : new SmoothChain(n, ratio, mode, kinks);
}

/** A chain whose chances are known. */
export const chainOfChances = (chances: StateChances): BirthDeathChain => ({
  chanceOf: (state) => chanceOf(chances, state),
  sum: (from, to, f) => {
    const { from: first, values } = chances;
    let sum = 0;
    // The last first: where it is small, its small terms come first.
    for (let i = Math.min(values.length, to - first) - 1; i >= 0 && i >= from - first; i--)
      sum += f ? (values[i] as number) * f(first + i) : (values[i] as number);
    return sum;
  },
});
