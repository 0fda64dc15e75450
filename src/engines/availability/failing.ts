import { type Context, type Definition, formula, unknown } from '../../facts/index.js';
import { add, applied, complementOf, div, type Expr } from '../../quantity/index.js';

/** Share of time that something is down which is up for `up` and down for `down` on average, in turn. */
export const cycleShare = (up: Expr, down: Expr): Expr => div(down, add(up, down));

/** 1 - A, to the last digit as A was written. */
export const without = (availability: Expr): Expr => applied('complement', (a) => complementOf(a ?? Number.NaN), availability);

/** Mean time to repair one instance of a component as stated: what detection, response and repair come to; undefined if nothing is. */
export function repairTime(context: Context, component: string): Expr | undefined {
  const parts = (['detect', 'respond', 'repair'] as const).flatMap((part) => context.stated(`components.*.mttr.${part}`, component) ?? []);
  return parts.length === 0 ? undefined : add(...parts);
}

/** What is stated of how something fails, at a path of the spec. */
export interface StatedFailure {
  readonly path: string;
  readonly availability: Expr | undefined;
  readonly mtbf: Expr | undefined;
  readonly mttr: Expr | undefined;
}

/** Unavailability by an availability or an MTBF and MTTR; undefined if neither is stated. */
export function statedUnavailability({ path, availability, mtbf, mttr }: StatedFailure): Definition | undefined {
  if (availability) return formula(without(availability));
  if (mtbf && mttr) return formula(cycleShare(mtbf, mttr));
  if (mtbf || mttr) return unknown(`${path}.${mtbf ? 'mttr' : 'mtbf'}`);
  return undefined;
}
