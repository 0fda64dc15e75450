import { type BirthDeathChain, birthDeath, type StateChances } from './birth-death.js';
import { birthDeathChainOf, chainOfChances } from './chain.js';

/** Failures of one unit in the time that one repair takes. What never fails needs no repair, however long. */
export const loadOf = (failures: number, repair: number): number => (failures === 0 ? 0 : failures * repair);

/** About how many units are down at a time, of a group with so many crews. */
const downOf = (units: number, load: number, hands: number): number =>
  load === Number.POSITIVE_INFINITY ? units : Math.max((units * load) / (1 + load), units - hands / load);

/** Crews as a whole number, at least one. */
export const handsOf = (crews: number): number => Math.max(1, Math.floor(crews));

/** With `down` units down one more fails at rate `exposed(down)` times the load. */
type Exposed = (down: number) => number;

const rateRatio =
  (load: number, hands: number, exposed: Exposed) =>
  (down: number): number =>
    (exposed(down) * load) / Math.min(down + 1, hands);

/**
 * How many of like units are down that crews repair.
 * @param load failures of one unit, while it is up, in the time of one repair
 * @param active only so many are exposed, the others wait: cold spares
 * @source Trivedi 2001, Probability and Statistics, section 8.2 (machine repair model)
 */
export function downChances(units: number, load: number, hands: number, active = units): BirthDeathChain {
  const exposed: Exposed = (down) => Math.min(units - down, active);
  return birthDeathChainOf(units, rateRatio(load, hands, exposed), downOf(units, load, hands), [hands - 1, units - active]);
}

/** Of more units, how many of some of them are down is not listed: it is asked for. */
const MOST_LISTED = 5000;

/**
 * The same of some of these units, told in advance: those outside a place that is lost, whose crews also repair the others. Units are alike, so
 * that of so many that are down any are as likely as any others, and those among the some are hypergeometric.
 * @param some how many, of `units`
 * @source hypergeometric law: Feller 1968, vol. 1, section II.6
 */
export function downAmong(some: number, units: number, load: number, hands: number): BirthDeathChain {
  // With a crew for each, units are independent: what the others do is no matter.
  if (some >= units || hands >= units) return downChances(Math.min(some, units), load, hands);
  if (units > MOST_LISTED) return amongMany(some, units, downChances(units, load, hands));
  const all = birthDeath(
    units,
    rateRatio(load, hands, (down) => units - down),
    downOf(units, load, hands),
  );
  const values = new Float64Array(some + 1);
  for (let i = all.values.length - 1; i >= 0; i--) {
    const { least, ...law } = drawn(some, units, all.from + i);
    const chances: StateChances = birthDeath(law.range, law.ratio, law.near);
    for (let x = 0; x < chances.values.length; x++) {
      const at = least + chances.from + x;
      values[at] = (values[at] as number) + (all.values[i] as number) * (chances.values[x] as number);
    }
  }
  return chainOfChances({ from: 0, values });
}

/** A chain within the chain: of so many that are down, how many are among the some. */
function amongMany(some: number, units: number, all: BirthDeathChain): BirthDeathChain {
  const given = (down: number): { readonly least: number; readonly law: BirthDeathChain } => {
    const { least, range, ratio, near } = drawn(some, units, down);
    return { least, law: birthDeathChainOf(range, ratio, near) };
  };
  return {
    chanceOf: (state) =>
      all.sum(0, units + 1, (down) => {
        const { least, law } = given(down);
        return law.chanceOf(state - least);
      }),
    sum: (from, to, f) =>
      all.sum(0, units + 1, (down) => {
        const { least, law } = given(down);
        return law.sum(from - least, to - least, f && ((x) => f(least + x)));
      }),
  };
}

/** The hypergeometric law as a chain: its states are how many more than the least there may be. Between whole numbers of units down it goes on. */
function drawn(
  some: number,
  units: number,
  down: number,
): { readonly least: number; readonly range: number; readonly ratio: (x: number) => number; readonly near: number } {
  const least = Math.floor(Math.max(0, down - (units - some)));
  return {
    least,
    range: Math.floor(Math.min(some, down)) - least,
    ratio: (x) => ((some - least - x) * (down - least - x)) / ((least + x + 1) * (units - some - down + least + x + 1)),
    near: (some * down) / units - least,
  };
}
