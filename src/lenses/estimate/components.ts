import type { CheckResult, Finding } from '../../core/index.js';
import { amount, amountOf, inBits } from '../../report/amounts.js';
import type { Cell, Note, Piece, Section } from '../../report/blocks.js';
import type { UnpricedResult } from '../../studies/unpriced-egress.js';
import type { FactIndex } from '../shared/fact-index.js';
import { assumedNote, evenlyNote } from './assumed.js';
import { isOverloaded, overloadNotes } from './overload.js';
import type { AssumedResult, RoundedResult } from './result.js';
import { roundedNote } from './rounded.js';
import { type FactColumn, factsAt, leastAt, tableByName, timeOf } from './tables.js';
import { unpricedNote } from './unpriced.js';
import { yearsIn } from './years.js';

interface Shown {
  readonly after: string | undefined;
  readonly findings: readonly Finding[];
  readonly managed: readonly string[];
  readonly assumed: readonly AssumedResult[];
  readonly rounded: readonly RoundedResult[];
  readonly unpriced: readonly UnpricedResult[];
  readonly checks: readonly CheckResult[];
}

/** Of how many each component is made, what arrives, how full that makes it, and what it costs. */
export function components(index: FactIndex, { after, findings, managed, assumed, rounded, unpriced, checks }: Shown): Section {
  const money = index.get('totals.cost')?.unit ?? 'USD/month';
  const last = yearsIn(index).at(-1);
  const columns: readonly FactColumn[] = [
    { head: 'instances', cell: (name) => instances(index, name, managed) },
    ...servingColumn(index),
    { head: 'peak', within: { unit: 'req/s', head: 'peak req/s' }, cell: factsAt(index, 'components', 'rate.peak') },
    ...spikeColumn(index),
    { head: 'use at peak', meters: true, cell: (name) => used(index, name) },
    { head: 'bound by', cell: (name) => boundBy(index, name) },
    { head: 'cost', within: { unit: money, head: money }, cell: leastAt(index, 'components', 'cost') },
  ];
  return {
    kind: 'section',
    title: `Components (${after === undefined && last !== undefined && last > 0 ? 'load of today, data at the horizon' : timeOf(after)})`,
    blocks: [
      tableByName('component', 'components', index, columns),
      ...overloadNotes(index, findings),
      ...roundedNote(rounded),
      ...ofTwoTimes(index),
      ...billOfTwoTimes(index, checks),
      ...unpricedNote(unpriced),
      ...assumedNote(assumed),
      ...evenlyNote(assumed),
    ],
  };
}

/** Beyond the binding resource: traffic in and out at peak, and calls in progress. */
export function trafficSection(index: FactIndex): Section {
  const columns: readonly FactColumn[] = [
    { head: 'reads', within: { unit: 'req/s', head: 'reads/s' }, cell: factsAt(index, 'components', 'read.peak') },
    { head: 'writes', within: { unit: 'req/s', head: 'writes/s' }, cell: factsAt(index, 'components', 'write.peak') },
    { head: 'in', cell: (name) => inBits(index.get(`components.${name}.ingress.peak`)) },
    { head: 'out', cell: (name) => inBits(index.get(`components.${name}.egress.peak`)) },
    { head: 'busy', cell: factsAt(index, 'components', 'busy.peak', 'count') },
    { head: 'at once', cell: factsAt(index, 'components', 'concurrency.peak', 'count') },
  ];
  return {
    kind: 'section',
    title: 'Traffic of each component at peak',
    detail: 'verbose',
    blocks: [tableByName('component', 'components', index, columns)],
  };
}

function instances(index: FactIndex, name: string, managed: readonly string[]): Cell {
  return managed.includes(name) ? 'managed' : leastAt(index, 'components', 'fleet', 'count')(name);
}

/** Only where something is down. */
function servingColumn(index: FactIndex): readonly FactColumn[] {
  const isLess = (name: string): boolean => index.get(`components.${name}.serving`)?.value !== index.get(`components.${name}.fleet`)?.value;
  return index.names('components').some(isLess) ? [{ head: 'serving', cell: factsAt(index, 'components', 'serving', 'count') }] : [];
}

/** The spike that brings most, where a flow has some. */
function spikeColumn(index: FactIndex): readonly FactColumn[] {
  const names = new Set(
    index.names('components').flatMap((name) => index.under(`components.${name}.rate.spike.`).filter((spike) => !spike.includes('.'))),
  );
  const [only] = names;
  if (only === undefined) return [];
  const head = names.size === 1 ? `in ${only}` : 'worst spike';
  const worst = (name: string): Cell => {
    const facts = [...names].flatMap((spike) => index.get(`components.${name}.rate.spike.${spike}`) ?? []);
    const [most] = [...facts].sort((a, b) => Number(b.value ?? 0) - Number(a.value ?? 0));
    return amountOf(most);
  };
  return [{ head, within: { unit: 'req/s', head }, cell: worst }];
}

/** In words, so that it is seen without colors too. */
function used(index: FactIndex, name: string): Cell {
  const fact = index.get(`components.${name}.utilization.peak`);
  const share = amountOf(fact, 'share');
  if (!fact || !share || fact.state !== 'known') return null;
  const meter: Piece = { kind: 'meter', share: Number(fact.value), amount: share };
  return isOverloaded(fact) ? [meter, ' OVER'] : meter;
}

const boundBy = (index: FactIndex, name: string): Cell => {
  const fact = index.get(`components.${name}.binding`);
  return typeof fact?.value === 'string' ? fact.value : null;
};

const MOST_NAMES = 3;

/** Disks are sized for the horizon, servers for today: the instances that future data needs. */
function ofTwoTimes(index: FactIndex): readonly Note[] {
  const early = index.names('components').flatMap((name) => {
    const whole = index.get(`components.${name}.fleet`)?.value;
    const today = index.get(`components.${name}.fleet.year0`)?.value;
    return typeof whole === 'number' && typeof today === 'number' && today < whole ? [{ name, whole, today }] : [];
  });
  if (early.length === 0) return [];
  const parts = early
    .slice(0, MOST_NAMES)
    .flatMap(({ name, today }, i): readonly Piece[] => [`${i === 0 ? '' : ', '}${name} `, amount(today, 'count')]);
  const more = early.length > MOST_NAMES ? ` and ${early.length - MOST_NAMES} more` : '';
  return [
    {
      kind: 'note',
      text: ["instances are for today's load and for the data at the horizon; for today's data alone: ", ...parts, more],
    },
  ];
}

/** What the bills of the table come to: no bill of any month, where the disks of the horizon cost more than those of today. A target is held against it. */
function billOfTwoTimes(index: FactIndex, checks: readonly CheckResult[]): readonly Note[] {
  const [cost, today] = [index.get('totals.cost'), index.get('totals.cost.year0')];
  const last = yearsIn(index).at(-1);
  if (cost?.state !== 'known' || today?.state !== 'known' || !last || cost.value === today.value) return [];
  const isTarget = checks.some(({ fact }) => fact === 'totals.cost');
  return [
    {
      kind: 'note',
      text: [
        "these bills, servers for today's load and disks for the data at the horizon, come to ",
        amountOf(cost, undefined, { least: cost.missing.length > 0 }) ?? '',
        isTarget ? ': the target is held against that' : '',
      ],
    },
  ];
}
