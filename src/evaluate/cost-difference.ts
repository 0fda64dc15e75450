import { reasonTexts } from '../core/index.js';
import { type Graph, reasonsOf } from '../facts/index.js';

/**
 * How much more a changed design costs; null where a bill is not known, lacks something that the other does not, or where a price is not known of what
 * there is more of.
 * @param grows components of which the change takes more
 */
export function costDifference(before: Graph, after: Graph, grows: readonly string[]): number | null {
  const [bill, next] = [before.get('totals.cost'), after.get('totals.cost')];
  const isPriced = grows.every((name) => after.get(`components.${name}.cost`).state === 'known');
  const isAlike = reasonTexts(reasonsOf(bill)).join() === reasonTexts(reasonsOf(next)).join();
  return isPriced && isAlike && bill.state === 'known' && next.state === 'known' ? next.value - bill.value : null;
}
