import type { Finding } from '../../core/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Cell, Section } from '../../report/blocks.js';
import type { FactIndex } from '../fact-index.js';
import { isOverloaded, overloadNotes } from './overload.js';
import { type FactColumn, factsAt, leastAt, tableByName, timeOf } from './tables.js';

/** What each component gets at peak, what it is made of, and how it bears it. */
export function components(index: FactIndex, after: string | undefined, findings: readonly Finding[]): Section {
  const columns: readonly FactColumn[] = [
    { head: 'reads', within: { unit: 'req/s', head: 'reads/s' }, cell: factsAt(index, 'read.peak') },
    { head: 'writes', within: { unit: 'req/s', head: 'writes/s' }, cell: factsAt(index, 'write.peak') },
    { head: 'in', cell: factsAt(index, 'ingress.peak') },
    { head: 'out', cell: factsAt(index, 'egress.peak') },
    { head: 'fleet', cell: leastAt(index, 'fleet', 'count') },
    ...servingColumn(index),
    { head: 'bound by', cell: factsAt(index, 'binding') },
    { head: 'used', cell: (prefix) => used(index, prefix) },
    { head: 'busy', cell: factsAt(index, 'busy.peak', 'count') },
    { head: 'at once', cell: factsAt(index, 'concurrency.peak', 'count') },
    { head: 'cost', cell: leastAt(index, 'cost') },
  ];
  return {
    kind: 'section',
    title: `Components (${timeOf(after)}, at peak)`,
    blocks: [tableByName('component', 'components', index, columns), ...overloadNotes(index, findings)],
  };
}

/** Only where something is down. */
function servingColumn(index: FactIndex): readonly FactColumn[] {
  const isLess = (name: string): boolean => index.get(`components.${name}.serving`)?.value !== index.get(`components.${name}.fleet`)?.value;
  return index.names('components').some(isLess) ? [{ head: 'serving', cell: factsAt(index, 'serving', 'count') }] : [];
}

/** In words, so that it is seen without colors too. */
function used(index: FactIndex, prefix: string): Cell {
  const fact = index.get(`${prefix}.utilization.peak`);
  const share = amountOf(fact, 'share');
  return fact && share && isOverloaded(fact) ? [share, ' OVER'] : share;
}
