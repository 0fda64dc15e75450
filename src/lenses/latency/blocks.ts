import { type Amount, amount } from '../../report/amounts.js';
import type { Block, Cell, List, NextStep, Note, Piece, Plot, Section, Table } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { factRows } from '../../report/fact-rows.js';
import { depthOverTime } from '../../studies/backlog.js';
import { closingBlocks } from '../shared/answer-blocks.js';
import { foundSection } from '../shared/found.js';
import { front } from '../shared/front.js';
import { sameSpec } from '../shared/next-step.js';
import { type UnknownThing, unknownSection } from '../shared/unknown-section.js';
import type {
  BacklogResult,
  FlowLatency,
  LatencyResult,
  LatencySpecResult,
  PercentileResult,
  RepeatsResult,
  ScalingResult,
} from './result.js';
import { waterfall } from './waterfall.js';

/** Each flow against its targets in one line, then the breakdown of its time, flow by flow. */
export function latencyBlocks(spec: LatencySpecResult, view: View): readonly Block[] {
  const { latency } = spec;
  return [
    ...front(spec, view, spec.checks, spec.findings, { of: 'latency', example: 'p99: 200 ms' }),
    ...(latency && !view.quiet ? body(spec, latency, view) : []),
    factRows(spec),
  ];
}

function body(spec: LatencySpecResult, latency: LatencyResult, view: View): readonly Block[] {
  const known = latency.flows.filter(({ percentiles }) => percentiles.length > 0);
  return [
    percentileTable(known),
    ...notes(latency, known),
    ...known.map(flowSection),
    ...backlogSection(latency.backlogs),
    ...foundSection(spec.findings.filter(({ severity }) => severity === 'warning')),
    unknownSection(unknownFlows(latency)),
    ...closingBlocks(spec),
    ...nextStep(spec.file, known, view),
  ];
}

const seconds = (value: number): Amount => amount(value, 's');

const HEADS = { p50: 'p50', p95: 'p95', p99: 'p99', p999: 'p99.9' } as const;

const percentileTable = (flows: readonly FlowLatency[]): Table => ({
  kind: 'table',
  columns: [
    { head: 'flow', align: 'left' },
    ...Object.values(HEADS).map((head) => ({ head, align: 'right' }) as const),
    { head: 'target', align: 'left' },
    { head: 'not answered', align: 'right' },
  ],
  rows: flows.map(({ flow, percentiles, failed }) => [
    flow,
    ...percentiles.map(cellOf),
    targetsOf(percentiles),
    failed === null || failed === 0 ? null : amount(failed, 'share', { below: 1e-6 }),
  ]),
});

/** At a gap both ends. */
const cellOf = ({ value, low, high, spread, gap }: PercentileResult): Cell =>
  value === null
    ? amount(null, 's', { state: 'unbounded' })
    : gap && low !== null && high !== null
      ? [seconds(low), ' or ', seconds(high)]
      : amount(value, 's', { spread, below: 1e-9 });

function targetsOf(percentiles: readonly PercentileResult[]): Cell {
  const pieces = percentiles.flatMap(({ name, target }): Piece[] => {
    if (!target) return [];
    const symbol = ({ met: 'met', missed: 'missed', 'at-risk': 'atRisk', unknown: 'unknown', waived: 'unknown' } as const)[target.status];
    return [{ kind: 'symbol', symbol }, ` ${HEADS[name]} `, seconds(target.value)];
  });
  return pieces.length === 0 ? null : pieces.flatMap((piece, i) => (i > 0 && i % 3 === 0 ? [', ', piece] : [piece]));
}

function notes({ distances }: LatencyResult, flows: readonly FlowLatency[]): readonly Note[] {
  if (flows.length === 0) return [];
  const catalog = [...new Set(flows.flatMap(({ assumed }) => assumed.catalog))];
  const exponential = [...new Set(flows.flatMap(({ assumed }) => assumed.exponential))];
  const extrapolated = [...new Set(flows.flatMap(({ assumed }) => assumed.extrapolated))];
  const slow = [...new Set(flows.flatMap(({ assumed }) => assumed.withoutSlowdowns))];
  const waits = [...new Set(flows.flatMap(({ assumed }) => assumed.withoutWaiting))];
  const bracketed = [...new Set(flows.flatMap(({ assumed }) => assumed.bracketed))];
  const cold = [...new Set(flows.flatMap(({ assumed }) => assumed.cold))];
  const leaders = [...new Set(flows.flatMap(({ assumed }) => assumed.leaders.map(({ component, region }) => `${component} in ${region}`)))];
  const closed = flows.flatMap(({ assumed }) => assumed.closed);
  const texts = [
    ...assumedPeaks(flows),
    ...(catalog.length === 0 ? [] : [`own times of the catalog for ${fewOf(catalog)} (state each.p50, each.p99)`]),
    ...(exponential.length === 0 ? [] : [`a mean alone is exponential: ${fewOf(exponential)} (state p50 and p99, or variation)`]),
    ...(extrapolated.length === 0
      ? []
      : [`log-normal beyond the last percentile that is stated: ${fewOf(extrapolated)} (each.percentiles)`]),
    ...(distances ? [] : ['no distances (topology.rtt)']),
    ...(leaders.length === 0 ? [] : [`the leader of ${fewOf(leaders)} (state replication.leaderIn)`]),
    'calls independent of each other',
    ...(slow.length === 0 ? [] : [`too many slow-downs to look at together: without ${fewOf(slow)}`]),
    ...(waits.length === 0 ? [] : [`no waiting for a free ${fewOf(waits)} (state each.rate or each.servers)`]),
    ...(bracketed.length === 0
      ? []
      : [`leastConnections waits between one queue for all (M/G/c) and queues at random (c of them): ${fewOf(bracketed)}`]),
    ...(cold.length === 0 ? [] : [`1% of calls find no instance of ${fewOf(cold)} started (coldStart.share)`]),
    ...(closed.length === 0
      ? []
      : [`users think: ${fewOf(closed)} (product form: exponential service; each wait as a gamma distribution)`]),
  ];
  return [{ kind: 'note', label: 'assumed', text: texts.join('; ') }, ...looseNotes(flows)];
}

/** `peaks of 3x the mean: read (state peak)`; for closed flows, users. */
function assumedPeaks(flows: readonly FlowLatency[]): readonly string[] {
  const times = flows.find(({ assumed }) => assumed.peak !== null)?.assumed.peak;
  const of = (isClosed: boolean): readonly string[] =>
    flows.flatMap(({ flow, assumed }) => (assumed.peak !== null && assumed.closed.length > 0 === isClosed ? [flow] : []));
  const [users, rates] = [of(true), of(false)];
  return [
    ...(users.length === 0 ? [] : [`${times} times the users at peak: ${fewOf(users)} (state peak)`]),
    ...(rates.length === 0 ? [] : [`peaks of ${times} times the mean: ${fewOf(rates)} (state peak)`]),
  ];
}

/** Percentiles of which less is known than others: which are surely between which times. */
function looseNotes(flows: readonly FlowLatency[]): readonly Note[] {
  const texts = flows.flatMap(({ flow, percentiles }) =>
    percentiles.flatMap(({ name, low, high, loose }): Piece[][] =>
      loose && low !== null && high !== null ? [[`${HEADS[name]} of ${flow} between `, seconds(low), ' and ', seconds(high)]] : [],
    ),
  );
  if (texts.length === 0) return [];
  return [{ kind: 'note', label: 'known to more than 1% only', text: texts.flatMap((text, i) => (i > 0 ? ['; ', ...text] : text)) }];
}

const fewOf = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;

const flowSection = (flow: FlowLatency): Section => ({
  kind: 'section',
  title: flow.flow,
  blocks:
    flow.steps.length === 0
      ? [...overloadedNotes(flow), ...degradation(flow), ...curves(flow)]
      : [waterfall(flow), ...overloadedNotes(flow), ...aside(flow), ...degradation(flow), ...curves(flow), helps(flow)],
});

/** What waits in the end of a spike, and how it is worked off. */
const backlogSection = (backlogs: readonly BacklogResult[]): readonly Section[] =>
  backlogs.length === 0
    ? []
    : [
        {
          kind: 'section',
          title: 'after a spike',
          blocks: backlogs.flatMap((one): readonly Block[] => [
            note(
              `${one.queue}: "${one.spike}" leaves `,
              amount(one.depth, 'count'),
              ` for ${one.consumer}`,
              ...(one.delay === null ? [] : ['; the last wait ', seconds(one.delay)]),
              ...(one.drain === null ? ['; it is never worked off'] : ['; worked off ', seconds(one.drain), ' after it']),
              ...(one.late === null || one.late === 0 ? [] : ['; ', amount(one.late, 'count'), ' past their deadline']),
              ...(one.lost === null || one.lost === 0 ? [] : ['; ', amount(one.lost, 'count'), ' lost: kept for less']),
            ),
            ...(one.drain === null || one.lasts === 0 ? [] : [overTime(one, one.drain)]),
          ]),
        },
      ];

const overTime = ({ queue, consumer, lasts, depth }: BacklogResult, drain: number): Plot => ({
  kind: 'plot',
  title: `messages that wait in ${queue} for ${consumer}, from the beginning of the spike`,
  scale: 'linear',
  points: depthOverTime({ depth, lasts, drain }),
  x: (value) => [seconds(value)],
  y: (value) => [amount(value, 'count')],
});

/** Factor on its load at which a flow collapses, and why: the least first. */
function degradation({ degrades }: FlowLatency): readonly Note[] {
  const { target, saturation, first, zone, scaling, repeats, sustained, closed } = degrades;
  const limits: (readonly [times: number, why: readonly Piece[]])[] = [
    ...(target !== null && (saturation === null || target < saturation)
      ? [[target, [' where a target of latency is just met']] as const]
      : []),
    // Beyond what is full first, neither is looked at.
    ...repeats.flatMap(({ component, tips }) =>
      tips !== null && (saturation === null || tips < saturation) ? [[tips, [` where retries overload ${component}`]] as const] : [],
    ),
    ...(saturation === null || first === null ? [] : [[saturation, [` where ${first} is full`]] as const]),
    ...(scaling === null ? [] : [[scaling.times, peakOf(scaling)] as const]),
  ];
  const parts: (readonly Piece[])[] = [
    ...limits.sort(([a], [b]) => a - b).map(([at, why]) => [times(at), ...why]),
    ...(zone === null || zone === 0 ? [] : [[times(zone), ' with a zone lost']]),
  ];
  const sentence = parts.flatMap((part, i) => (i === 0 ? part : ['; ', ...part]));
  return [
    ...(parts.length === 0
      ? []
      : [note(...(isCarried(degrades) ? ['carries ', amount(sustained, 'req/s'), ': '] : []), 'falls over at ', ...sentence)]),
    ...(zone === 0 ? [note('carries no load at all once a zone is lost')] : []),
    ...repeats.flatMap((one) => repeatNotes(one, saturation)),
    ...(closed ? [note(OF_USERS)] : []),
  ];
}

/** Where nothing is asked for, nothing tells how much of it would be carried. */
const isCarried = ({ sustained, target, saturation }: FlowLatency['degrades']): boolean =>
  sustained !== null && (sustained > 0 || target === 0 || saturation === 0);

const OF_USERS =
  'no curve against load, and not how many more users its targets allow: those who think ask less often the longer answers take';

/** What repeats add that is not in the times, and where they hold up an overload: beyond what is full first, that is not looked at. */
const repeatNotes = ({ component, amplification, recovers }: RepeatsResult, saturation: number | null): readonly Note[] => [
  ...(amplification === null
    ? []
    : [
        note(
          `retries bring ${component} `,
          amount(amplification, 'ratio', { after: 'x its calls' }),
          ' at peak: the times above are without these',
        ),
      ]),
  ...(recovers === null || (saturation !== null && recovers >= saturation)
    ? []
    : [note(`once overloaded, ${component} stays so until it is asked for less than `, times(recovers), ': retries keep it up')]),
];

/** What an instance carries at most, and at how many calls at once. */
const peakOf = ({ component, load, throughput, low, high }: ScalingResult): readonly Piece[] => [
  ` where throughput of ${component} peaks (`,
  ...(load === null ? [] : [amount(load, 'count'), ' calls at once: ']),
  amount(throughput, 'req/s'),
  ...(high > low * 1.001 ? [' an instance, 90% between ', amount(low, 'req/s'), ' and ', amount(high, 'req/s')] : [' an instance']),
  ')',
];

const times = (value: number): Amount => amount(value, 'ratio', { after: 'x its peak' });

/** p50 and p99 against load, with `--curve`. */
const curves = ({ curve }: FlowLatency): readonly Plot[] =>
  curve === null || curve.length === 0
    ? []
    : (['p50', 'p99'] as const).map((name) => ({
        kind: 'plot',
        title: `${name} against load`,
        scale: 'linear',
        points: curve.map((point) => ({ x: point.rate, y: point[name] })),
        x: (value) => [amount(value, 'req/s')],
        y: (value) => [seconds(value)],
      }));

const overloadedNotes = ({ overloaded }: FlowLatency): readonly Note[] =>
  overloaded.map(({ component, grows }) =>
    grows > 0
      ? note(`unstable: ${component} cannot carry its peak, and its backlog grows by `, amount(grows, 'req/s'))
      : note(`${component} is exactly full at its peak: calls wait for it without end`),
  );

function aside({ steady, completion, percentiles }: FlowLatency): readonly Note[] {
  const p99 = percentiles.find(({ name }) => name === 'p99')?.value ?? 0;
  const floor = percentiles.find(({ name }) => name === 'p99')?.floor ?? null;
  return [
    ...(steady === null ? [] : [note('p99 without shared slow-downs: ', seconds(steady))]),
    ...(floor === null || floor === 0 ? [] : [note('of which distance alone, at the least: ', seconds(floor))]),
    ...(completion === null
      ? []
      : [note('all work done, through queues and consumers: p99 ', seconds(completion), ...(completion > p99 ? [] : ['']))]),
  ];
}

const note = (...text: readonly Piece[]): Note => ({ kind: 'note', text });

const helps = ({ halvings }: FlowLatency): Section => ({
  kind: 'section',
  title: 'what would help, and what it saves of p99',
  blocks: [
    {
      kind: 'list',
      items: halvings.map(({ component, saved, p99 }) => ({
        lead: seconds(saved),
        text: [`${component} in half the time: p99 `, seconds(p99)],
      })),
    } satisfies List,
  ],
});

/** Flows whose percentiles are not known. */
const unknownFlows = ({ flows }: LatencyResult): readonly UnknownThing[] =>
  flows.flatMap(({ flow, percentiles, missing }) => (percentiles.length === 0 ? { name: `flows.${flow}.latency`, missing } : []));

/** The best change of the flow that is furthest over its target, or slowest. */
function nextStep(file: string, flows: readonly FlowLatency[], view: View): readonly NextStep[] {
  const over = ({ percentiles }: FlowLatency): number =>
    Math.max(0, ...percentiles.map(({ value, target }) => (target ? (value ?? Number.POSITIVE_INFINITY) / target.value : 0)));
  const [worst] = [...flows].sort((a, b) => over(b) - over(a));
  if (!worst) return [];
  return [
    { kind: 'next', command: ['sysdesign explain', `flows.${worst.flow}.latency.p99`, ...sameSpec(file, view, view.options.scenario)] },
  ];
}
