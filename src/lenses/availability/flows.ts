import { amount } from '../../report/amounts.js';
import type { Block, Cell, Column, Note, Piece, Section, Sentence, Table, TreeNode } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { money, nines, number, served, share, time } from './amounts.js';
import type { CutSetResult, FlowAvailability, SuccessTreeResult } from './result.js';

/** Flow by flow: how much is served, what must work, what breaks it, and what would help. Nothing of a flow of which that is unknown. */
export function flowSections(flows: readonly FlowAvailability[], year: number, view: View): readonly Section[] {
  return flows.flatMap((flow) => (flow.unavailability === null ? [] : [flowSection(flow, flow.unavailability, year, view)]));
}

const flowSection = (flow: FlowAvailability, unavailability: number, year: number, view: View): Section => ({
  kind: 'section',
  title: flow.flow,
  lead: sentenceOf(flow, unavailability),
  blocks: [...carried(flow), needs(flow, year), breaks(flow, view), changes(flow)],
});

/** Below this, what is left out of the model outweighs all that is counted. */
const TOO_GOOD = 1e-12;

/** `99.99% served, 4 nines: 52.6 min a year lost`. */
function sentenceOf(flow: FlowAvailability, unavailability: number): Sentence {
  const { spread, downtime, bounds } = flow;
  if (unavailability >= 1) return 'not available: less is up than it needs';
  if (unavailability < TOO_GOOD)
    return 'more than 12 nines, as nothing is stated that its instances fail with together (shares, deploy, zones)';
  return [
    served(unavailability),
    ' served',
    amount(unavailability, 'complement', { spread, show: 'aside' }),
    ', ',
    nines(unavailability),
    ': ',
    time(downtime),
    ' a year lost',
    ...outages(flow),
    ...(bounds === null ? [] : ['; too large to be exact: between ', served(bounds[1]), ' and ', served(bounds[0])]),
  ];
}

function outages({ outages: count, outagesMissing, outage }: FlowAvailability): readonly Piece[] {
  if (count === null) return [`; to know how often, state ${fewOf(outagesMissing)}`];
  return count === 0 ? [] : ['; some fail ', number(count), ' times a year, for ', time(outage)];
}

const fewOf = (paths: readonly string[]): string =>
  paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more`;

/** Only where something is down or overloaded: what is up then carries less than its peak. */
const carried = ({ carried: part }: FlowAvailability): readonly Note[] =>
  part === null || part >= 1 ? [] : [{ kind: 'note', text: ['what is up carries ', share(part), ' of its load at peak'] }];

/** What must work, with how long in a year each part alone does not; and what of that nobody has stated. */
const needs = ({ tree, assumed, availabilityOf }: FlowAvailability, year: number): Section => ({
  kind: 'section',
  title: 'what must work, and how long it does not, a year',
  blocks: [{ kind: 'tree', nodes: nodesOf(tree, year, true) }, ...stated(availabilityOf), ...assumptions(assumed)],
});

function nodesOf(need: SuccessTreeResult, year: number, isRoot = false): readonly TreeNode[] {
  const below = (all: readonly SuccessTreeResult[]): readonly TreeNode[] => all.flatMap((part) => nodesOf(part, year));
  const { kind, label, chance } = need;
  switch (kind) {
    case 'part':
      return [{ label, ...(chance !== null && { amount: time(chance * year) }), nodes: [] }];
    case 'share':
      return [{ label: ['for ', amount(chance ?? 0, 'share'), `, which ${label}:`], nodes: below(flattened(need.children)) }];
    case 'any':
      return [{ label: 'one of:', nodes: below(need.children) }];
    case 'all':
      if (need.children.length === 0) return [];
      return isRoot ? need.children.flatMap((part) => nodesOf(part, year, true)) : [{ label: 'all of:', nodes: below(need.children) }];
  }
}

/** All of what a share of requests needs goes right below it. */
const flattened = (all: readonly SuccessTreeResult[]): readonly SuccessTreeResult[] =>
  all.flatMap((need) => (need.kind === 'all' ? need.children : need));

/** Whose availability it is that the spec states. */
function stated({ instance, whole }: FlowAvailability['availabilityOf']): readonly Note[] {
  const texts = [
    ...(instance.length === 0 ? [] : [`availability of one instance for ${fewOf(instance)}`]),
    ...(whole.length === 0 ? [] : [`availability of the whole for ${fewOf(whole)} (of one instance, if instances are stated)`]),
  ];
  return texts.length === 0 ? [] : [{ kind: 'note', label: 'stated', text: texts.join('; ') }];
}

function assumptions({ failures, needed }: FlowAvailability['assumed']): readonly Note[] {
  const texts = [
    ...(failures.length === 0 ? [] : [`failures typical of their kind for ${fewOf(failures)} (state mtbf, mttr)`]),
    ...(needed.length === 0 ? [] : [`one instance is enough of ${fewOf(needed)} (state needed)`]),
  ];
  return texts.length === 0 ? [] : [{ kind: 'note', label: 'assumed', text: texts.join('; ') }];
}

const LEFT = (head: string): Column => ({ head, align: 'left' });
const RIGHT = (head: string): Column => ({ head, align: 'right' });

const MOST_SETS = 5;

/** Minimal cut sets and, where everything is asked for, importance. */
function breaks(flow: FlowAvailability, { verbose }: View): Section {
  const { cutSets, moreCutSets } = flow;
  const most = verbose ? cutSets.length : MOST_SETS;
  const shown = cutSets.slice(0, most).filter(({ events: parts }) => parts.length > 0);
  const isMore = shown.length > 0 && (moreCutSets || cutSets.length > most);
  const sets: Table = {
    kind: 'table',
    columns: [LEFT('what breaks it'), RIGHT('a year'), RIGHT('share')],
    rows: shown.map((set): readonly Cell[] => [cutText(set), time(set.downtime), share(set.share)]),
  };
  const rarer: readonly Block[] = isMore ? [{ kind: 'note', role: 'faint', text: 'and rarer ones' }] : [];
  return { kind: 'section', title: null, blocks: [sets, ...rarer, importance(flow)] };
}

/** `zone eu.a (leaves 12 of api, 15 needed)`, `2 of 3 db`. */
const cutText = ({ events, insufficient }: CutSetResult): string =>
  `${events.join(' + ')}${insufficient.length === 0 ? '' : ` (leaves ${someOf(insufficient)})`}`;

const someOf = (leaves: readonly string[]): string =>
  leaves.length <= 2 ? leaves.join('; ') : `${leaves[0]}; and ${leaves.length - 1} others short`;

/** How much each thing that may fail matters: only where it adds to the cut sets. */
const importance = ({ importance: all }: FlowAvailability): Table => ({
  kind: 'table',
  detail: 'verbose',
  columns: [LEFT('importance'), RIGHT('Birnbaum'), RIGHT('Fussell-Vesely'), RIGHT('if down'), RIGHT('if perfect')],
  rows: all.map(({ label, birnbaum, fussellVesely, raw, rrw }) => [
    label,
    number(birnbaum),
    share(fussellVesely),
    ['x', number(raw)],
    rrw === null ? 'all' : ['/', number(rrw)],
  ]),
});

const changes = ({ changes: all }: FlowAvailability): Section => ({
  kind: 'section',
  title: 'what would help, and what it saves a year',
  blocks: [
    {
      kind: 'list',
      items: all.map(({ label, unavailability, saved, cost }) => ({
        lead: time(saved),
        text: [`${label}: `, served(unavailability), ...(cost === null ? [] : [', ', money(cost)])],
      })),
    },
  ],
});
