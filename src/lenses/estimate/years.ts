import type { FactResult } from '../../core/index.js';
import { isYearly } from '../../evaluate/yearly.js';
import { addressOf } from '../../facts/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Cell, Section } from '../../report/blocks.js';
import type { FactIndex } from '../shared/fact-index.js';

type Total = 'storage' | 'cost';

const HEADS: Readonly<Record<Total, string>> = { storage: 'stored', cost: 'cost' };
const BAR = 10;

/** What is stored and paid from year to year, as far as either changes. */
export function years(index: FactIndex): Section {
  const shown = yearsIn(index);
  const valueIn = (total: Total, year: number): number => Number(index.get(`totals.${total}.year${year}`)?.value ?? 0);
  const beyond = pastLastYear(index, shown);
  const totals = (['storage', 'cost'] as const).filter(
    (total) => new Set(shown.map((year) => valueIn(total, year))).size > 1 || (total === 'storage' && beyond !== undefined),
  );
  const meter = (total: Total, fact: FactResult | undefined): Cell => {
    const amount = amountOf(fact, undefined, { least: (fact?.missing.length ?? 0) > 0 });
    const most = Math.max(...shown.map((other) => valueIn(total, other)), total === 'storage' ? Number(beyond?.value ?? 0) : 0);
    return amount && { kind: 'meter', share: Number(fact?.value ?? 0) / most, width: BAR, amount };
  };
  const cell = (total: Total, year: number): Cell => meter(total, index.get(`totals.${total}.year${year}`));
  // A bill of that day would want loads between two years, of which there are no facts.
  const last: readonly (readonly Cell[])[] = beyond
    ? [['horizon', ...totals.map((total) => (total === 'storage' ? meter(total, beyond) : null))]]
    : [];
  return {
    kind: 'section',
    title: `${totals.length === 2 ? 'Storage and cost' : totals[0] === 'cost' ? 'Cost' : 'Storage'} by year (load and data of that year)`,
    blocks: [
      {
        kind: 'table',
        columns: [{ head: '', align: 'left' }, ...totals.map((total) => ({ head: HEADS[total], align: 'left', meters: true }) as const)],
        rows: totals.length === 0 ? [] : [...shown.map((year) => [nameOf(year), ...totals.map((total) => cell(total, year))]), ...last],
      },
    ],
  };
}

/**
 * What is stored at a horizon that is no whole number of years away: later than in the last year that is shown. Less at the horizon than in that year is
 * no later day: what streams hold follows the load, which in a year is that of then, and at the horizon that of today.
 */
function pastLastYear(index: FactIndex, shown: readonly number[]): FactResult | undefined {
  const last = shown.at(-1);
  if (last === undefined) return undefined;
  const [then, atHorizon] = [index.get(`totals.storage.year${last}`), index.get('totals.storage')];
  if (typeof then?.value !== 'number' || typeof atHorizon?.value !== 'number') return undefined;
  return atHorizon.value - then.value > 1e-9 * then.value ? atHorizon : undefined;
}

/** The years that totals are shown of, in order. */
export const yearsIn = (index: FactIndex): readonly number[] =>
  [...new Set(index.under('totals.').flatMap((name) => yearOf(`totals.${name}`) ?? []))].sort((a, b) => a - b);

function yearOf(id: string): number | null {
  const address = addressOf(id);
  return address && isYearly(address.kind) ? address.year : null;
}

const nameOf = (year: number): string => (year === 0 ? 'today' : `year ${year}`);
