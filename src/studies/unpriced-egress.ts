import { USUAL_EGRESS } from '../catalog/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { factId, leafId } from '../facts/index.js';
import { isThirdParty, statedAt } from '../spec/index.js';

/** A component that sends to actors what has no price, and would cost much of the bill. */
export interface UnpricedResult {
  readonly component: string;
  /** Bytes a month. */
  readonly bytes: number;
  /** What they cost at the usual price, in the currency of the spec. */
  readonly cost: number;
  readonly unit: string;
}

const BYTES_PER_GB = 1e9;

/** Less of the bill than this needs no word. */
const WORTH_A_WORD = 0.1;

/**
 * What actors get from components of which the bytes that go out have no price, where they would be more than a tenth of the bill at the
 * usual one. Others pay for what they send themselves; of a bill in another currency nothing is known without an exchange rate.
 */
export function unpricedIn({ model, graph }: Evaluation): readonly UnpricedResult[] {
  const bill = graph.get('totals.cost');
  const exchange = model.currency.name === 'USD' ? 1 : model.leaves.has('exchange') ? graph.get(leafId('exchange')).value : Number.NaN;
  if (bill.state !== 'known') return [];
  const month = graph.get('conventions.month').value;
  return [...model.components.values()].flatMap(({ name, calls, traits }): readonly UnpricedResult[] => {
    const isPriced = statedAt(model, 'components.*.price.egress', name) || model.products.figures.has(`components.${name}.price.egress`);
    if (isPriced || traits.isOfActors || isThirdParty(traits)) return [];
    // Its traffic to other components is not internet egress, and cannot be separated from it.
    if (calls.length === 0 || calls.some(({ caller }) => caller !== null)) return [];
    const sent = graph.get(factId('components.*.egress.k', name, 'mean'));
    const rate = sent.state === 'known' ? sent.value : 0;
    const cost = rate * month * (USUAL_EGRESS / BYTES_PER_GB) * exchange;
    return cost > WORTH_A_WORD * bill.value ? [{ component: name, bytes: rate * month, cost, unit: bill.unit ?? 'USD/month' }] : [];
  });
}
