import { type Context, type Definition, formula, unknown } from '../../facts/index.js';
import { add, applied, complementOf, div, type Expr } from '../../quantity/index.js';

/** Share of time that something is down which is up for `up` and down for `down` on average, in turn. */
export const cycleShare = (up: Expr, down: Expr): Expr => div(down, add(up, down));

/** 1 - A, to the last digit as A was written. */
export const without = (availability: Expr): Expr => applied('complement', (a) => complementOf(a ?? Number.NaN), availability);

/** Mean time to repair as stated at a path: in one, or detection, response and repair; undefined if nothing is. */
export function repairTime(context: Context, path: string): Expr | undefined {
  const whole = context.stated(`${path}.mttr`);
  if (whole) return whole;
  const parts = ['detect', 'respond', 'repair'].flatMap((part) => context.stated(`${path}.mttr.${part}`) ?? []);
  return parts.length === 0 ? undefined : add(...parts);
}

/** Unavailability by an availability or an MTBF and MTTR at a path; undefined if neither stands there. */
export function statedUnavailability(context: Context, path: string): Definition | undefined {
  const availability = context.stated(`${path}.availability`);
  if (availability) return formula(without(availability));
  const [mtbf, mttr] = [context.stated(`${path}.mtbf`), repairTime(context, path)];
  if (mtbf && mttr) return formula(cycleShare(mtbf, mttr));
  if (mtbf || mttr) return unknown(`${path}.${mtbf ? 'mttr' : 'mtbf'}`);
  return undefined;
}
