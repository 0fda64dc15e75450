import { type FindingName, type Fix, type FixNumber, partsOf } from '../core/index.js';
import { formatQuantity } from '../quantity/index.js';
import { plural } from './text.js';

/** As many numbers as a reader takes in. */
const MOST_NUMBERS = 3;

/** `a queue before orders: resolves 2, adds 1 (messaging/slow-catch-up); flows.order.availability 99.9% -> 99.95%; +310 USD/month; 6 lines`. */
export const fixText = (fix: Fix): string => `${fix.label}: ${consequences(fix).join('; ')}`;

/** What comes of a change, in words. */
export function consequences({ resolves, adds, open = [], numbers, cost, unit, lines, refused }: Fix): readonly string[] {
  const changed = [
    ...(resolves.length === 0 ? [] : [`resolves ${resolves.length}${resolves.length > 1 ? ` (${rulesOf(resolves)})` : ''}`]),
    ...(adds.length === 0 ? [] : [`adds ${adds.length} (${rulesOf(adds)})`]),
  ];
  return [
    ...(changed.length === 0 ? [] : [changed.join(', ')]),
    ...(open.length === 0 ? [] : [`leaves open ${open.length} (${rulesOf(open)})`]),
    ...numbers.flatMap(numberText).slice(0, MOST_NUMBERS),
    ...(cost === null ? [] : [costText(cost, unit)]),
    ...(lines === null ? [`cannot be written: ${refused ?? 'the spec has changed'}`] : [plural(lines, 'line')]),
  ];
}

const rulesOf = (names: readonly FindingName[]): string =>
  [
    ...new Set(names.map(({ rule, subject }) => (/^(requirement|expectation)\//.test(rule) ? `${rule.split('/')[0]} ${subject}` : rule))),
  ].join(', ');

/** Leaves out what does not change in the digits shown, and what the change itself states. */
function numberText({ fact, unit, before, after }: FixNumber): readonly string[] {
  const [was, is] = [before, after].map((value) => (Number.isFinite(value) ? formatQuantity(value, unit ?? 'ratio') : 'unbounded'));
  return was === is || partsOf(fact).root === 'stated' ? [] : [`${fact} ${was} -> ${is}`];
}

function costText(cost: number, unit: string): string {
  if (Math.abs(cost) < 0.005) return 'costs nothing more';
  return `${cost > 0 ? '+' : '-'}${formatQuantity(Math.abs(cost), unit)}`;
}
