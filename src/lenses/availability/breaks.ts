import type { Block, Cell, Column, Note, Piece, Section, Table } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { ALL, hit, number, share, time, times } from './amounts.js';
import type { CutSetResult, FlowAvailability } from './result.js';

const LEFT = (head: string): Column => ({ head, align: 'left' });
const RIGHT = (head: string): Column => ({ head, align: 'right' });

const MOST_SETS = 5;

/** Minimal cut sets, single points of failure and, in full reports, importance. */
export function breaks(flow: FlowAvailability, { verbose }: View): Section {
  const { cutSets, moreCutSets } = flow;
  const most = verbose ? cutSets.length : MOST_SETS;
  const shown = cutSets.slice(0, most).filter(({ events: parts }) => parts.length > 0);
  const isMore = shown.length > 0 && (moreCutSets || cutSets.length > most);
  const sets: Table = {
    kind: 'table',
    columns: [LEFT('what breaks it, a year'), ...['outages', 'each', 'hits', 'lost', 'share'].map(RIGHT)],
    rows: shown.map((set): readonly Cell[] => [
      set.events.join(' + '),
      set.outages === null ? null : times(set.outages),
      set.outage === null ? null : time(set.outage),
      hit(set.hit),
      time(set.downtime),
      share(set.share),
    ]),
  };
  const rarer: readonly Block[] = isMore ? [{ kind: 'note', role: 'faint', text: 'and rarer ones' }] : [];
  return { kind: 'section', title: null, blocks: [sets, ...rarer, ...leaving(shown), ...singlePoints(flow, verbose), importance(flow)] };
}

/** `zone eu.a + zone eu.b leave: 1 copy in links, 2 needed`. */
function leaving(sets: readonly CutSetResult[]): readonly Note[] {
  const alike = new Map<string, string[]>();
  for (const { events, insufficient } of sets) {
    const left = insufficient.length <= 2 ? insufficient.join('; ') : `${insufficient[0]}; and ${insufficient.length - 1} others`;
    if (left !== '') alike.set(left, [...(alike.get(left) ?? []), events.join(' + ')]);
  }
  return [...alike].map(([left, [first = '', ...others]]) => ({
    kind: 'note',
    text: `${first}${others.length === 0 ? '' : ` and ${others.length} alike`}: leaves ${left}`,
  }));
}

/** The most that are named, except in full reports. */
const MOST_POINTS = 6;

function singlePoints({ singlePoints: all }: FlowAvailability, verbose: boolean): readonly Note[] {
  if (all.length === 0) return [];
  const shown = verbose ? all : all.slice(0, MOST_POINTS);
  const named = shown.flatMap(({ event, hit: of }, i): readonly Piece[] => [
    `${i === 0 ? '' : ', '}${event}`,
    ...(of >= ALL ? [] : [' (', hit(of), ' of requests)']),
  ]);
  const rest = all.length - shown.length;
  const label = all.length === 1 ? 'single point of failure' : 'single points of failure';
  return [{ kind: 'note', label, text: [...named, ...(rest === 0 ? [] : [` and ${rest} more`])] }];
}

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
