import { amountOf } from '../../report/amounts.js';
import type { Cell, Section } from '../../report/blocks.js';
import type { FactIndex } from '../fact-index.js';
import { totalOf } from './tables.js';

/** What is stored and paid from year to year, as far as either changes. */
export function years(index: FactIndex): Section {
  const of = (what: string, year: number): number => Number(index.get(`totals.${what}.year${year}`)?.value ?? 0);
  const shown = [...new Set(index.under('totals.').flatMap((name) => /^(?:storage|cost)\.year(\d+)$/.exec(name)?.[1] ?? []))].map(Number);
  const changes = (what: string): boolean => new Set(shown.map((year) => of(what, year))).size > 1;
  const columns = (['storage', 'cost'] as const).filter(changes);
  const meter = (what: 'storage' | 'cost', year: number): Cell => {
    const fact = index.get(`totals.${what}.year${year}`);
    const text = totalOf(fact);
    const most = Math.max(...shown.map((each) => of(what, each)));
    return fact === undefined || text === null
      ? null
      : { kind: 'meter', share: of(what, year) / most, amount: amountOf(fact) as NonNullable<ReturnType<typeof amountOf>> };
  };
  return {
    kind: 'section',
    title: columns.length === 2 ? 'Storage and cost by year' : `${columns[0] === 'cost' ? 'Cost' : 'Storage'} by year`,
    blocks: [
      {
        kind: 'table',
        columns: [{ head: '', align: 'left' }, ...columns.map((head) => ({ head: HEADS[head], align: 'left', meters: true }) as const)],
        rows:
          columns.length === 0
            ? []
            : shown.sort((a, b) => a - b).map((year) => [nameOf(year), ...columns.map((what) => meter(what, year))]),
      },
    ],
  };
}

const HEADS = { storage: 'stored', cost: 'cost' } as const;

const nameOf = (year: number): string => (year === 0 ? 'today' : `year ${year}`);
