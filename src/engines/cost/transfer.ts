import type { Context } from '../../facts/index.js';
import { add, ceil, cond, div, type Expr, greater, mul, num, sub } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';

/**
 * Cost of what a write sends to copies in other zones and regions, derived from the topology: copies are spread evenly, and the one that
 * takes the write has as many others beside it as any. Of C copies over R regions C - ceil(C / R) are in others; of the n in its own, over
 * z zones, n - ceil(n / z) are in other zones. Both ends pay between zones, the sender between regions. Undefined where the product has no
 * such prices, which only machines of a cloud have: managed stores include it or hide it.
 * @source `price.aws.xaz` (each way) and `price.aws.xregion` of the catalog
 */
export function transferCost(context: Context, { name, places }: Component): Expr | undefined {
  if (Math.max(places.zones, places.regions) < 2 || !context.stated('components.*.replication.factor', name)) return undefined;
  const betweenZones = context.price(name, 'transfer.zones');
  const betweenRegions = context.price(name, 'transfer.regions');
  if (!betweenZones || !betweenRegions) return undefined;
  const copies = context.ref('components.*.copies', name);
  const here = together(copies, places.regions);
  const elsewhere = sub(copies, here);
  const nearby = sub(here, together(here, Math.ceil(places.zones / places.regions)));
  const perByte = add(mul(elsewhere, betweenRegions), mul(nearby, num(2), betweenZones));
  const others = sub(copies, num(1));
  const bytes = mul(context.ref('components.*.replication.mean', name), context.convention('month'));
  return cond(greater(others, num(0)), mul(bytes, div(perByte, others)), num(0));
}

/** Most that are together, of so many over so many places. */
const together = (copies: Expr, places: number): Expr => (places < 2 ? copies : ceil(div(copies, num(places))));
