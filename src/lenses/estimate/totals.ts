import { partsOf, type Reason, reasonTexts } from '../../core/index.js';
import { isYearly } from '../../evaluate/yearly.js';
import { addressOf, type FactAddress } from '../../facts/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Cell, Note, Section } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import type { FactIndex } from '../shared/fact-index.js';

export function totals(index: FactIndex, { verbose }: View): Section {
  const hasYears = index.get('totals.storage.year0') !== undefined || index.get('totals.cost.year0') !== undefined;
  // Where years are shown, they say what is stored and paid when: the disks of the horizon and the servers of today are no sum to pay.
  const isLeftOut = ({ kind }: FactAddress): boolean => !verbose && (kind.isRarelyAsked === true || (hasYears && isYearly(kind)));
  return listOf(index, 'Totals', 'totals', isLeftOut);
}

/** What the spec derives for itself. */
export const derived = (index: FactIndex): Section => ({ ...listOf(index, 'Derived', 'derived', () => false), detail: 'verbose' });

/** `without each of lb, kafka and 1 more`: what is not in a total, by the name of what it is of. */
function withoutOf(reasons: readonly Reason[]): string {
  const missing = reasonTexts(reasons);
  const [first = ''] = missing;
  const { root, topic: field } = partsOf(first);
  const names = missing.map(partsOf).filter((one) => one.root === root && one.topic === field);
  const isOne = field !== '' && names.length === missing.length;
  const shown = isOne ? names.map(({ name }) => name) : missing;
  const more = shown.length > MOST_NAMES ? ` and ${shown.length - MOST_NAMES} more` : '';
  const list = `${shown.slice(0, MOST_NAMES).join(', ')}${more}`;
  return isOne ? `as ${field} of ${list} ${names.length === 1 ? 'is' : 'are'} not stated` : `without ${list}`;
}

const MOST_NAMES = 4;

/** Rates stand in the last row of the flows, years in a table of their own. */
const isElsewhere = ({ kind, year }: FactAddress): boolean => kind.load !== null || year !== null;

/** Facts of one root, one a line. */
function listOf(index: FactIndex, title: string, root: string, isLeftOut: (address: FactAddress) => boolean): Section {
  const rows: Cell[][] = [];
  const notes: Note[] = [];
  for (const name of index.under(`${root}.`)) {
    const fact = index.find(`${root}.${name}`);
    const address = fact && addressOf(fact.id);
    if (!fact || !address || fact.state === 'unknown' || isElsewhere(address) || isLeftOut(address)) continue;
    const { missing } = fact;
    const isPart = missing.length > 0;
    const isLeast = isPart && !fact.isReduced;
    rows.push([name, amountOf(fact, undefined, { show: 'both', least: isLeast })]);
    if (isPart) notes.push({ kind: 'note', text: `${name}: ${isLeast ? 'at least that' : 'more or less'}, ${withoutOf(missing)}` });
  }
  const columns = [
    { head: 'name', align: 'left' },
    { head: 'value', align: 'right' },
  ] as const;
  return { kind: 'section', title, blocks: [{ kind: 'table', columns, rows }, ...notes] };
}
