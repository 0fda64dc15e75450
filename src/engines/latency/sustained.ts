import {
  type Context,
  type Definers,
  type Definition,
  formula,
  type Missing,
  namesAt,
  namesIn,
  unknown,
  unstated,
} from '../../facts/index.js';
import { type Expr, min, mul } from '../../quantity/index.js';
import { type Call, type Flow, isWaitedFor, PERCENTILE_NAMES, PERCENTILE_SHARES, type PercentileName } from '../../spec/index.js';
import { heavyWaits } from './heavy-waits.js';
import type { PathFunction } from './path-function.js';
import { timesToTarget } from './times-to-target.js';

/** The percentiles that a flow promises, and the shares that they are of. */
const FIELDS = {
  p50: ['requirements.quality.*.p50', 'requirements.agreements.*.p50'],
  p95: ['requirements.quality.*.p95', 'requirements.agreements.*.p95'],
  p99: ['requirements.quality.*.p99', 'requirements.agreements.*.p99'],
  p999: ['requirements.quality.*.p999', 'requirements.agreements.*.p999'],
} as const;

interface Target {
  readonly name: PercentileName;
  readonly time: Expr;
}

function targetsOf(context: Context, flow: string): readonly Target[] {
  return PERCENTILE_NAMES.flatMap((name) =>
    context.model.checks
      .filter(({ kind, fact }) => kind === 'requirement' && namesIn(`flows.*.latency.${name}`, fact)?.[0] === flow)
      .flatMap(({ leaf, promise }) => {
        const [quality, agreement] = FIELDS[name];
        const time = context.stated(namesAt(quality, leaf.path) ? quality : agreement, promise ?? '');
        return time ? [{ name, time }] : [];
      }),
  );
}

/** Calls of closed flows do not grow with the load: how many more users a target allows is not computed. */
const CLOSED = { text: 'how many more users a target of latency allows, where users think' } as const;

/** @param path that of the flow at its peak */
function headroomOfTarget(context: Context, flow: string, path: PathFunction): Definition {
  const targets = targetsOf(context, flow);
  if (targets.length === 0) return unstated('requirements.quality');
  if (path.isClosed) return unknown(CLOSED);
  if (path.loads.length === 0) return unstated(`components.${context.model.flows.get(flow)?.calls[0]?.component}.each.rate`);
  const at = (values: readonly number[], isRough: boolean): number =>
    timesToTarget(
      path,
      targets.map(({ name }, i) => ({ share: PERCENTILE_SHARES[name], time: values[i] as number })),
      values.slice(targets.length),
      isRough,
    );
  const unless = heavyWaits(context, path);
  const found: Expr = {
    op: 'applied',
    name: 'timesToTarget',
    compute: (...values) => at(values, false),
    // What takes longer carries less.
    rough: { compute: (...values) => at(values, true), order: (...values) => -path.rough(values.slice(targets.length)).smooth(0.99) },
    args: [...targets.map(({ time }) => time), ...path.args],
    written: (print) =>
      `timesToTarget(${[...targets.map(({ name, time }) => `${name} = ${print(time)}`), path.printed(print)].join(', ')})`,
  };
  return { ...formula(found), ...(unless.length > 0 && { unless }) };
}

type Headroom = 'components.*.headroom' | 'components.*.headroom.zone';

/** What the first component of some calls of a flow to be full carries. */
function leastHeadroom(context: Context, flow: string, of: Headroom, isMeant: (call: Call) => boolean = () => true): Definition {
  const calls = (context.model.flows.get(flow) as Flow).calls.filter(isMeant);
  const names = [...new Set(calls.map(({ component }) => component))];
  if (names.length === 0) return unstated(`flows.${flow}.path`);
  const there = names.filter((name) => context.known(of, name));
  const [first, ...rest] = there.map((name) => context.ref(of, name));
  const sized = names.filter((name) => context.model.components.get(name)?.traits.run === 'instances' && !there.includes(name));
  const missing = sized.map((name) => context.missingOf(of, name)).find((one): one is Missing => one !== undefined);
  if (!first) return missing ? unknown(missing) : unstated(`components.${names[0]}.each.rate`);
  return { ...formula(min(first, ...rest)), ...(missing && { missing }) };
}

/** What the first component of a flow carries by what is known of some only: whose throughput was measured, whose calls are repeated. */
function leastOfSome(context: Context, flow: string, of: 'components.*.headroom.scaling' | 'components.*.headroom.retries'): Definition {
  const names = [...new Set(context.model.flows.get(flow)?.calls.map(({ component }) => component))];
  const there = names.filter((name) => context.known(of, name));
  const [first, ...rest] = there.map((name) => context.ref(of, name));
  if (first) return formula(min(first, ...rest));
  if (names[0] === undefined) return unstated(`flows.${flow}.path`);
  return unstated(of === 'components.*.headroom.scaling' ? `components.${names[0]}.each.scaling` : { text: `retries of ${names[0]}` });
}

/** What a flow may fall over by. */
const LIMITS = ['flows.*.headroom', 'flows.*.headroom.target', 'flows.*.headroom.scaling', 'flows.*.headroom.retries'] as const;

function sustained(context: Context, flow: string): Definition {
  const limits = LIMITS.filter((pattern) => context.known(pattern, flow));
  if (context.missingOf('flows.*.headroom.target', flow)?.some((reason) => reason === CLOSED)) return unknown(CLOSED);
  const [first, ...rest] = limits.map((pattern) => context.ref(pattern, flow));
  if (!first) return unknown(context.missingOf('flows.*.headroom', flow));
  return formula(mul(context.ref('flows.*.rate.k', flow, 'peak'), min(first, ...rest)));
}

/** How far the load of a flow may rise, all flows rising together. @param pathOf of a flow at its peak; a definition where it is unknown */
export const sustainedFacts = (pathOf: (context: Context, flow: string) => PathFunction | Definition) =>
  ({
    'flows.*.headroom': (context, flow) => leastHeadroom(context, flow, 'components.*.headroom'),
    'flows.*.headroom.zone': (context, flow) => leastHeadroom(context, flow, 'components.*.headroom.zone'),
    'flows.*.headroom.waited': (context, flow) => leastHeadroom(context, flow, 'components.*.headroom', isWaitedFor),
    'flows.*.headroom.scaling': (context, flow) => leastOfSome(context, flow, 'components.*.headroom.scaling'),
    'flows.*.headroom.retries': (context, flow) => leastOfSome(context, flow, 'components.*.headroom.retries'),
    'flows.*.headroom.target': (context, flow) => {
      const path = pathOf(context, flow);
      return 'sketch' in path ? headroomOfTarget(context, flow, path) : path;
    },
    'flows.*.sustained': sustained,
  }) satisfies Definers;
