import { type Amount, amount } from '../report/amounts.js';
import type { Block, Cell, Column, Headline, Note, Piece, Section, Table } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import type { Tool } from '../report/types.js';
import type { Amplification, Backlog, Burst, CatchUp } from '../tools/queue/rules-of-thumb.js';
import { PERCENTILES, type QueueMetrics, queueAnswer, TABLE } from '../tools/queue/waiting.js';
import { percentileName } from './percentile.js';
import type { Verbosity } from './verbosity.js';

/** What is asked of queues, and the answer. */
export type QueueResult =
  | { readonly kind: 'waiting'; readonly answer: QueueMetrics; readonly timesIn: TimesIn }
  | { readonly kind: 'burst'; readonly answer: Burst }
  | { readonly kind: 'backlog'; readonly answer: Backlog }
  | { readonly kind: 'catch-up'; readonly answer: CatchUp }
  | { readonly kind: 'retries'; readonly answer: Amplification };

/** What times of a queue are counted in: without a service time only their ratio to it is known. */
export type TimesIn = 'seconds' | 'serviceTimes';

export function queueDocument(result: QueueResult, asked: Verbosity, tool: Tool): Document {
  return plainDocument([plainPart([...shownOf(blocksOf(result, asked), asked), rowOf(result)])], () => ({
    format: 'sysdesign.queue/1',
    tool,
    asked: result.kind,
    ...dataOf(result),
  }));
}

/** Quiet reports leave out what is but a headline: here it is the answer. */
const shownOf = (blocks: readonly Block[], { quiet = false }: Verbosity): readonly Block[] =>
  quiet ? blocks.map((block): Block => (block.kind === 'headline' ? { kind: 'note', text: block.name ?? '' } : block)) : blocks;

type Pieces = readonly Piece[];

const headline = (...name: Pieces): Headline => ({
  kind: 'headline',
  name,
  file: null,
  summary: null,
  context: [],
});
const note = (...text: Pieces): Note => ({ kind: 'note', text });
const indented = (...blocks: readonly Block[]): Section => ({ kind: 'section', title: null, blocks });
const seconds = (value: number) => amount(value, 's');
const share = (value: number) => amount(value, 'share');

function blocksOf(result: QueueResult, { quiet = false }: Verbosity): readonly Block[] {
  switch (result.kind) {
    case 'waiting':
      return quiet ? [headlineOf(result.answer, result.timesIn)] : waitingBlocks(result.answer, result.timesIn);
    case 'burst': {
      const { calls, serviceTime, servers, mean, last } = result.answer;
      return [
        headline(amount(calls, 'count'), ' calls at once take ', seconds(mean), ' on average, the last ', seconds(last)),
        ...(quiet ? [] : [indented(note('each takes ', seconds(serviceTime), ', ', of(servers), ' one after the other'))]),
      ];
    }
    case 'backlog': {
      const { arrivals, capacity, drain } = result.answer;
      const spare: Pieces = [amount(capacity, 'req/s'), ' worked off - ', amount(arrivals, 'req/s'), ' coming in'];
      return Number.isFinite(drain)
        ? [
            headline('worked off after ', seconds(drain)),
            ...(quiet ? [] : [indented(note(amount(result.answer.backlog, 'count'), ' / (', ...spare, ')'))]),
          ]
        : [growing(result.answer), ...(quiet ? [] : [indented(note(...spare))])];
    }
    case 'catch-up': {
      const { outage, caughtUp, utilization } = result.answer;
      return [
        headline('the servers are ', share(utilization), ' busy'),
        ...(quiet
          ? []
          : [
              indented(
                note(
                  seconds(caughtUp),
                  ' / (',
                  seconds(outage),
                  ' + ',
                  seconds(caughtUp),
                  '): what came in is worked off by what is to spare',
                ),
              ),
            ]),
      ];
    }
    case 'retries': {
      const { retries, layers, calls } = result.answer;
      return [
        headline('one call becomes ', amount(calls, 'count'), ' where every one fails'),
        ...(quiet
          ? []
          : [
              indented(
                note(
                  `(${retries} + 1)^${layers}: each layer repeats what the one below has repeated; let one layer retry, and give it a budget`,
                ),
              ),
            ]),
      ];
    }
  }
}

const growing = ({ arrivals, capacity }: Backlog): Headline =>
  arrivals > capacity
    ? headline('never worked off: it grows by ', amount(arrivals - capacity, 'req/s'))
    : headline('never worked off: as much comes in as goes out');

const of = (servers: number): string => (servers === 1 ? 'one server,' : `${servers} servers,`);

const times = (value: number): Amount => amount(value, 'plain', { after: 'x' });

function headlineOf({ utilization, question, time, waiting, rejected }: QueueMetrics, timesIn: TimesIn): Headline {
  const busy: Pieces = [share(utilization), ' busy: '];
  if (!Number.isFinite(time)) {
    const over = question.rate - question.servers / question.serviceTime;
    return over > 0
      ? headline(share(utilization), ' of what the servers can do: the queue grows by ', amount(over, 'req/s'))
      : headline('exactly as much comes in as is worked off: waiting has no bound');
  }
  const turned: Pieces = rejected === null ? [] : [', and ', share(rejected), ' are turned away'];
  if (timesIn === 'serviceTimes')
    return headline(...busy, 'calls take ', times(time), ' their service time on average, ', times(waiting), ' of it waiting', ...turned);
  return headline(...busy, 'calls take ', seconds(time), ' on average, ', seconds(waiting), ' of it waiting', ...turned);
}

function waitingBlocks(answer: QueueMetrics, timesIn: TimesIn): readonly Block[] {
  const { question, waits, queue, inSystem, waitingAt, timeAt } = answer;
  const isSteady = Number.isFinite(answer.time);
  return [
    headlineOf(answer, timesIn),
    indented(
      note(...modelText(answer, timesIn)),
      ...(isSteady
        ? [note(share(waits), ' of them wait; on average ', amount(queue, 'ratio'), ' wait and ', amount(inSystem, 'ratio'), ' are there')]
        : []),
    ),
    ...(isSteady && waitingAt ? [indented(percentilesTable(waitingAt, timeAt, timesIn))] : []),
    ...(question.limit === undefined ? [indented(byLoad(answer, timesIn))] : []),
  ];
}

function modelText(
  { model, method, percentiles, waitingAt, question: { rate, serviceTime, servers } }: QueueMetrics,
  timesIn: TimesIn,
): Pieces {
  const way = method === 'exact' ? 'exact' : 'an approximation: within about 7% where it was tried';
  const tail = waitingAt && percentiles === 'approximate' ? '; percentiles take the wait of those that wait for exponential' : '';
  if (timesIn === 'serviceTimes') return [`${model}, ${way}${tail}; with --time 10ms, in seconds`];
  return [`${model}, ${way}${tail}: `, amount(rate, 'req/s'), ' x ', seconds(serviceTime), ` / ${servers}`];
}

const COLUMNS = (heads: readonly string[]): readonly Column[] => heads.map((head, i) => ({ head, align: i === 0 ? 'left' : 'right' }));

const inUnit = (timesIn: TimesIn): ((value: number) => Amount) => (timesIn === 'seconds' ? seconds : times);

const percentilesTable = (waitingAt: readonly number[], timeAt: readonly number[] | null, timesIn: TimesIn): Table => ({
  kind: 'table',
  columns: COLUMNS(['', ...PERCENTILES.map(percentileName)]),
  rows: [['waiting', ...waitingAt.map(inUnit(timesIn))], ...(timeAt ? [['waiting and service', ...timeAt.map(inUnit(timesIn))]] : [])],
});

/** The same queue at other loads: what waiting does as it fills up. Without a service time no rate is known. */
function byLoad({ question }: QueueMetrics, timesIn: TimesIn): Table {
  const isTimed = timesIn === 'seconds';
  const shown = inUnit(timesIn);
  const rows = TABLE.map((busy): readonly Cell[] => {
    const rate = (busy * question.servers) / question.serviceTime;
    const { waiting, time, timeAt } = queueAnswer({ ...question, rate });
    const p99 = timeAt?.[2];
    return [share(busy), ...(isTimed ? [amount(rate, 'req/s')] : []), shown(waiting), shown(time), p99 === undefined ? null : shown(p99)];
  });
  const heads = ['busy', ...(isTimed ? ['calls'] : []), 'waiting', 'in all', 'p99'];
  return { kind: 'table', title: 'At other loads', columns: COLUMNS(heads), rows };
}

/** The answer in a row, for programs: times in seconds. */
function rowOf(result: QueueResult): Table {
  const numbers = Object.entries(dataOf(result)).filter(([, value]) => typeof value !== 'object' || value === null);
  return {
    kind: 'table',
    detail: 'data',
    columns: numbers.map(([head]) => ({ head, align: 'left' })),
    rows: [numbers.map(([, value]) => (typeof value === 'number' ? amount(value, 'plain') : (value as string | null)))],
  };
}

const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

function dataOf(result: QueueResult): object {
  if (result.kind !== 'waiting') {
    const entries = Object.entries(result.answer as unknown as Readonly<Record<string, number>>);
    return Object.fromEntries(entries.map(([name, value]) => [name, orNull(value)]));
  }
  const { question, model, method, percentiles, utilization, waits, waiting, time, queue, inSystem, rejected, waitingAt, timeAt } =
    result.answer;
  const by = (values: readonly number[] | null) =>
    values && Object.fromEntries(PERCENTILES.map((p, i) => [percentileName(p), orNull(values[i] as number)]));
  return {
    timesIn: result.timesIn,
    rate: result.timesIn === 'seconds' ? question.rate : null,
    serviceTime: result.timesIn === 'seconds' ? question.serviceTime : null,
    servers: question.servers,
    variation: question.variation,
    arrivals: question.arrivals,
    limit: question.limit ?? null,
    model,
    method,
    percentiles,
    utilization,
    waits,
    waiting: orNull(waiting),
    time: orNull(time),
    queue: orNull(queue),
    inSystem: orNull(inSystem),
    rejected,
    waitingAt: by(waitingAt),
    timeAt: by(timeAt),
  };
}
