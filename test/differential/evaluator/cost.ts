import type { At } from './at.js';
import { product, sum, UNKNOWN } from './number.js';

/** Prices of use, and what they are per. */
const USE = [
  ['requests', 'rate'],
  ['reads', 'read'],
  ['writes', 'write'],
  ['ingress', 'ingress'],
  ['egress', 'egress'],
  ['replication', 'replication'],
] as const;

/** USD a month: instances around the clock, bytes stored, use at mean rates, what is fixed; unknown where no price is stated. */
export function costOf({ design, sizing, storage, load }: At, component: string): number {
  const terms: number[] = [];
  const price = (name: string, of: (price: number) => number): void => {
    const stated = design.of('components', component, 'price', name);
    if (stated) terms.push(of(stated.value));
  };
  const each = design.of('components', component, 'each', 'cost');
  if (each) terms.push(product(sizing.fleet(component), each.value));
  // Nothing is stored where no data is.
  const bytes = storage.inComponent(component, load);
  const isEmpty = design.dataIn(component).length === 0 && storage.retained(component, load) === undefined;
  price('storage', (perByteAndSecond) => product(isEmpty ? 0 : bytes, perByteAndSecond, design.month));
  for (const [name, amount] of USE) price(name, (per) => product(load.at(component, amount, 'mean'), per, design.month));
  price('fixed', (fixed) => fixed);
  return terms.length === 0 ? UNKNOWN : sum(terms);
}

/** Sum of what is known; unknown where nothing is. */
export function totalOf(values: readonly number[]): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? UNKNOWN : sum(known);
}
