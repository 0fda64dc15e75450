import { type FactNode, namesIn, rootOf } from '../facts/index.js';
import { formatQuantity } from '../quantity/index.js';
import type { HeldComparison } from './judge.js';

const ASSUMED_PEAK = 'defaults.peak';

/**
 * `; the peak is assumed, 3x the mean: state peak` for a finding that holds at the peak factor of the catalog and would not hold at the
 * mean: that factor is the first number to check. Empty for other findings.
 */
export function assumedPeak(judged: HeldComparison | null): string {
  const peak = decidingPeak(judged);
  return peak === undefined ? '' : `; the peak is assumed, ${formatQuantity(peak.value, 'ratio')}x the mean: state peak`;
}

/** The assumed peak factor, where a finding holds at it and would not hold at the mean. */
export function decidingPeak(judged: HeldComparison | null): FactNode | undefined {
  if (!judged) return undefined;
  const peak = peakBelow([judged.left.node, judged.right.node, judged.times?.node].filter((node) => node !== undefined));
  // What is more times over its limit than the peak is over the mean is too much at the mean, too.
  return peak === undefined || judged.factor > peak.value ? undefined : peak;
}

/** The assumed peak among all that some facts rest on. */
function peakBelow(nodes: readonly FactNode[]): FactNode | undefined {
  const found = new Set(nodes);
  for (const node of found) {
    if (node.id === ASSUMED_PEAK) return node;
    for (const input of node.inputs) if (input.id !== ASSUMED_PEAK || !isOfHours(node)) found.add(input);
  }
  return undefined;
}

/** Whether the busiest hour of a flow is what comes while it is open, more than the factor makes of a whole day. */
const isOfHours = ({ id, inputs, value }: FactNode): boolean =>
  rootOf(id) === 'flows' && inputs.some((input) => namesIn('flows.*.rate.active', input.id) && input.value === value);
