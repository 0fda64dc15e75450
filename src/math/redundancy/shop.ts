import { birthDeath, type Chances } from './birth-death.js';

/** Failures of one unit in the time that one repair takes. What never fails needs no repair, however long. */
export const loadOf = (failures: number, repair: number): number => (failures === 0 ? 0 : failures * repair);

/** About how many units are down at a time, of a group with so many crews. */
const downOf = (units: number, load: number, hands: number): number =>
  load === Number.POSITIVE_INFINITY ? units : Math.max((units * load) / (1 + load), units - hands / load);

/** Crews as a whole number, at least one. */
export const handsOf = (crews: number): number => Math.max(1, Math.floor(crews));

/**
 * Chances of how many of like units are down that crews repair: with `down` of them down one more fails at rate `exposed(down)` times the load.
 * @param load failures of one unit, while it is up, in the time of one repair
 * @source Trivedi 2001, Probability and Statistics, section 8.2 (machine repair model)
 */
export const downChances = (units: number, load: number, hands: number, exposed = (down: number): number => units - down): Chances =>
  birthDeath(units, (down) => (exposed(down) * load) / Math.min(down + 1, hands), downOf(units, load, hands));

/**
 * The same of some of these units, told in advance: those outside a place that is lost, whose crews also repair the others. Units are alike, so
 * that of so many that are down any are as likely as any others, and those among the some are hypergeometric.
 * @param some how many, of `units`
 * @source hypergeometric law: Feller 1968, vol. 1, section II.6
 */
export function downAmong(some: number, units: number, load: number, hands: number): Chances {
  const all = downChances(units, load, hands);
  // With a crew for each, units are independent: what the others do is no matter.
  if (some >= units || hands >= units) return some >= units ? all : downChances(some, load, hands);
  const values = new Float64Array(some + 1);
  for (let i = all.values.length - 1; i >= 0; i--) {
    const down = all.from + i;
    const least = Math.max(0, down - (units - some));
    const most = Math.min(some, down);
    const drawn = birthDeath(
      most - least,
      (x) => ((some - least - x) * (down - least - x)) / ((least + x + 1) * (units - some - down + least + x + 1)),
      (some * down) / units - least,
    );
    for (let x = 0; x < drawn.values.length; x++) {
      const at = least + drawn.from + x;
      values[at] = (values[at] as number) + (all.values[i] as number) * (drawn.values[x] as number);
    }
  }
  return { from: 0, values };
}
