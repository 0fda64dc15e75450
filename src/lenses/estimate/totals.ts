import type { FactResult } from '../../core/index.js';
import { amountOf } from '../../report/amounts.js';
import type { Cell, Note, Section } from '../../report/blocks.js';
import type { FactIndex } from '../fact-index.js';

/** Rates stand in the last row of the flows; years are for programs and for `explain`. */
const ELSEWHERE = /^(?:rate|ingress|egress|concurrency)\.|\.year\d+$/;

export const totals = (index: FactIndex): Section => listOf(index, 'Totals', 'totals');

/** What the spec derives for itself. */
export const derived = (index: FactIndex): Section => listOf(index, 'Derived', 'derived');

const DIVIDED_OR_LESS = / [-/] (.*)$/s;
const ID = /[A-Za-z][\w-]*(?:\.[\w-]+)+/g;

/** Whether what a fact leaves out would make it less: a formula divides by it, or takes it away. */
function isTakenFrom({ formula }: FactResult, index: FactIndex): boolean {
  const [, rest = ''] = DIVIDED_OR_LESS.exec(formula ?? '') ?? [];
  return (rest.match(ID) ?? []).some((id) => (index.get(id)?.missing.length ?? 0) > 0);
}

/** Facts of one root, one a line. */
function listOf(index: FactIndex, title: string, root: string): Section {
  const rows: Cell[][] = [];
  const notes: Note[] = [];
  for (const name of index.under(`${root}.`)) {
    const fact = index.get(`${root}.${name}`);
    if (!fact || fact.state === 'unknown' || ELSEWHERE.test(name)) continue;
    const { missing } = fact;
    const isPart = missing.length > 0;
    const isLeast = isPart && !isTakenFrom(fact, index);
    rows.push([name, amountOf(fact, undefined, { show: 'both', least: isLeast })]);
    if (!isPart) continue;
    const more = missing.length > 2 ? ` and ${missing.length - 2} more` : '';
    const what = isLeast ? 'is at least that' : 'may be more or less';
    notes.push({ kind: 'note', text: `${name} ${what}: without ${missing.slice(0, 2).join(', ')}${more}` });
  }
  const columns = [
    { head: 'name', align: 'left' },
    { head: 'value', align: 'right' },
  ] as const;
  return { kind: 'section', title, blocks: [{ kind: 'table', columns, rows }, ...notes] };
}
