import type { Context, MissingPath } from '../../facts/index.js';
import { type Delay, exponentialDelay, fixedDelay, logNormalDelay } from '../../math/consistency/delay.js';
import { publishedCases } from '../../math/consistency/published-delays.js';
import type { ReplicaCase } from '../../math/consistency/replicas.js';
import { type Staleness, staleness } from '../../math/consistency/staleness.js';
import type { Applied, Expr } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';

/** How long the messages between a coordinator and the copies take. */
export type Delays =
  | {
      /** What they rest on, s; of a published model nothing of the spec. */
      readonly inputs: readonly Expr[];
      readonly name: string;
      readonly cases: (values: readonly number[], copies: number) => readonly ReplicaCase[];
    }
  | { readonly missing: readonly MissingPath[] };

/** Models are in ms, and so is what is worked out. */
const MS = 1e-3;

const MESSAGES = ['write', 'ack', 'request', 'response'] as const;
type Form = { readonly inputs: readonly Expr[]; readonly of: (values: readonly number[]) => Delay };

/** Of a store that states how long its messages take; undefined of one that does not. */
export function delaysOf(context: Context, { name, replication }: Component): Delays | undefined {
  const delays = replication?.delays ?? null;
  if (delays === null) return undefined;
  if (delays !== 'stated') return { inputs: [], name: delays, cases: (_, copies) => publishedCases(delays, copies) };
  const forms = MESSAGES.map((message) => formOf(context, name, message));
  const missing = MESSAGES.filter((_, i) => forms[i] === undefined).map(
    (message): MissingPath => `components.${name}.replication.delays.${message}`,
  );
  if (missing.length > 0) return { missing };
  const known = forms as readonly Form[];
  return {
    inputs: known.flatMap(({ inputs }) => inputs),
    name: 'delays',
    cases: (values, count) => {
      let from = 0;
      const [write, ack, request, response] = known.map(({ inputs, of }) => {
        const own = values.slice(from, from + inputs.length).map((value) => value / MS);
        from += inputs.length;
        return of(own);
      }) as [Delay, Delay, Delay, Delay];
      return [{ chance: 1, groups: [{ count, write, ack, request, response }] }];
    },
  };
}

/** Log-normal through median and 99th percentile, exponential by its mean, else always as long. */
function formOf(context: Context, store: string, message: (typeof MESSAGES)[number]): Form | undefined {
  const stated = (field: 'fixed' | 'mean' | 'p50' | 'p99'): Expr | undefined =>
    context.stated(`components.*.replication.delays.${message}.${field}`, store);
  const [p50, p99, mean, fixed] = [stated('p50'), stated('p99'), stated('mean'), stated('fixed')];
  if (p50 && p99) return { inputs: [p50, p99], of: ([median = 0, high = 0]) => logNormalDelay(median, high) };
  if (mean) return { inputs: [mean], of: ([time = 0]) => exponentialDelay(Math.max(time, 1e-9)) };
  const always = fixed ?? p50;
  return always && { inputs: [always], of: ([time = 0]) => fixedDelay(time) };
}

/** Delays of quorums of these sizes, s. */
export type StalenessMeasure = (found: Staleness) => number;

/** Of doubtful delays, each joint sample is worked out as finely as that. */
const ROUGH = 0.2;

/**
 * A time that follows from delays and sizes of quorums.
 * @param name of the function, as printed: `visibleAfter(lnkd-disk, R, W, N)`
 * @param none whether nothing is to be worked out: 0
 */
export function timeOf(
  name: string,
  delays: Extract<Delays, { inputs: readonly Expr[] }>,
  sizes: readonly [read: Expr, write: Expr, copies: Expr],
  asked: StalenessMeasure,
  none: (read: number, write: number, copies: number) => boolean = () => false,
): Applied {
  const at =
    (resolution: number) =>
    (read = 0, write = 0, copies = 0, ...values: readonly number[]): number => {
      if (none(read, write, copies)) return 0;
      const key = `${name} ${delays.name} ${resolution} ${read} ${write} ${copies} ${values.join(' ')}`;
      const found = known.get(key) ?? asked(staleness(delays.cases(values, copies), { read, write }, resolution)) * MS;
      if (known.size < MOST_KNOWN) known.set(key, found);
      return found;
    };
  const order = (_read = 0, _write = 0, _copies = 0, ...values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  return {
    op: 'applied',
    name,
    compute: at(1),
    args: [...sizes, ...delays.inputs],
    ...(delays.inputs.length > 0 && { rough: { compute: at(ROUGH), order } }),
    written: (print) =>
      `${name}(${[...(delays.inputs.length === 0 ? [delays.name] : []), ...[...sizes, ...delays.inputs].map(print)].join(', ')})`,
  };
}

/** Cached, since other scenarios and other calls need the same delays. */
const known = new Map<string, number>();
const MOST_KNOWN = 10_000;
