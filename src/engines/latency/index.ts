import { type Context, type Definers, type Definition, type Engine, formula, type Hindrance, unstated } from '../../facts/index.js';
import { cond, type Expr, greater, num, printExpr } from '../../quantity/index.js';
import { type Call, type Component, downFrom, PERCENTILE_NAMES, PERCENTILE_SHARES } from '../../spec/index.js';
import { flowOf } from '../shared/by-name.js';
import { Distances } from '../shared/calls/distance.js';
import { attemptFacts } from './attempts.js';
import { coldStartFacts } from './cold-starts.js';
import { completionOf } from './completion.js';
import { heavyWaits } from './heavy-waits.js';
import { type Load, ownTimeFacts, timeAt } from './own-time.js';
import { checkDepth, PathSketcher, Unstated } from './path.js';
import { type End, failedOf, PathFunction, percentileOf } from './path-function.js';
import { repeatFacts } from './retries.js';
import { callsIn, composed, type Sketch } from './sketch.js';
import { slowdownsOf } from './slowdowns.js';
import { sustainedFacts } from './sustained.js';

export { PathFunction, pathFunctionOf } from './path-function.js';
export { Planner } from './sketch.js';

/** Which time of a path. */
type What = 'answer' | 'least' | 'steady' | 'completion' | 'floor';

/** One function for all percentiles of a path at a load, so that its distribution is computed once. */
const FUNCTIONS = new WeakMap<Context, Map<string, PathFunction | Unstated>>();

function functionOf(context: Context, key: string, make: () => PathFunction): PathFunction | Unstated {
  const known = FUNCTIONS.get(context) ?? new Map<string, PathFunction | Unstated>();
  FUNCTIONS.set(context, known);
  let found = known.get(key);
  if (!found) {
    try {
      const made = make();
      // Functions with the same text are equal: without queueing, those of every load.
      const text = `${callsIn(made.sketch).join(' ')}: ${made.printed((arg) => printExpr(arg))}`;
      found = known.get(text) ?? made;
      known.set(text, found);
    } catch (error) {
      if (!(error instanceof Unstated)) throw error;
      found = error;
    }
    known.set(key, found);
  }
  return found;
}

function ofFlow(context: Context, name: string, load: Load, what: What): PathFunction | Unstated {
  const flow = flowOf(context, name);
  return functionOf(context, `flow ${name} ${load} ${what}`, () => {
    if (flow.calls.length === 0) throw new Unstated(`flows.${name}.path`);
    checkDepth(flow.calls);
    const distances = new Distances(context, what === 'floor' ? 'least' : 'real');
    if (what === 'floor' && !distances.isStated) throw new Unstated('topology.rtt');
    const sketcher = new PathSketcher(context, load, distances, what === 'floor' ? 'distances' : what === 'least' ? 'least' : 'usual');
    const ofActor = flow.calls.filter(({ caller }) => caller === null);
    const origins = distances.originsOf(flow);
    const paths = origins.map(({ where }) =>
      what === 'completion' ? completionOf(sketcher, ofActor, where) : sketcher.calls(ofActor, where),
    );
    sketcher.whole(paths);
    const slow = what === 'steady' || what === 'floor' ? [] : slowdownsOf(context, flow.calls);
    return new PathFunction(
      shared(
        origins.map(({ share }) => share),
        paths,
      ),
      slow,
    );
  });
}

/** A mixture by weights, which need not come to 1. */
function shared(weights: readonly Expr[], paths: readonly Sketch[]): Sketch {
  const [only] = paths;
  if (paths.length === 1 && only) return only;
  return composed('either', weights, paths, (values, plans) => {
    const all = values.reduce((sum, value) => sum + value, 0);
    return { kind: 'either', of: plans.map((plan, i) => ({ plan, share: all > 0 ? (values[i] as number) / all : 1 / plans.length })) };
  });
}

/** The response time of a component to its callers: its own time and that of its calls, averaged over all calls of it. */
function ofComponent(context: Context, name: string, load: Load): PathFunction | Unstated {
  const { calls } = context.model.components.get(name) as Component;
  return functionOf(context, `component ${name} ${load}`, () => {
    const sketcher = new PathSketcher(context, load, new Distances(context));
    if (calls.length === 0) {
      const own = timeAt(context, name, load);
      if (!own) throw new Unstated(`components.${name}.each.p50`);
      return new PathFunction(own);
    }
    for (const call of calls) checkDepth(below(call));
    const distances = new Distances(context);
    const where = distances.regionsOf(name)[0] ?? null;
    const paths = sketcher.whole(calls.map((call) => sketcher.served(call, where)));
    const at = load === 'idle' ? 'mean' : load;
    const rates = calls.map(({ flow, index }) => context.ref('flows.*.calls.*.rate.k', flow, String(index), at));
    return new PathFunction(shared(rates, paths), slowdownsOf(context, calls.flatMap(below)));
  });
}

const below = (call: Call): readonly Call[] => [...downFrom(call)];

const defined = (path: PathFunction | Unstated, expr: (path: PathFunction) => Expr): Definition =>
  path instanceof Unstated ? unstated(...path.reasons) : formula(expr(path));

/** Of fewer requests that are answered there are no percentiles: what is left of them is next to the rounding of chances. */
const LEAST_ANSWERED = 1e-4;

/** @param what they are: requests of a flow, calls of a component */
function percentile(context: Context, path: PathFunction | Unstated, share: number, end: End, what: string): Definition {
  const definition = defined(path, (known) => percentileOf(known, share, end));
  if (path instanceof Unstated) return definition;
  const unless = [...heavyWaits(context, path), ...hardlyAnswered(path, what)];
  return unless.length === 0 ? definition : { ...definition, unless };
}

function hardlyAnswered(path: PathFunction, what: string): readonly Hindrance[] {
  if (!path.mayFail) return [];
  const failed = failedOf(path);
  const when = cond(greater(failed, num(1 - LEAST_ANSWERED)), num(1), num(0));
  return [
    {
      when,
      amount: failed,
      reason: () => ({ text: `fewer than 1 in 10,000 ${what} are answered: the others are given up or turned away` }),
    },
  ];
}

function percentileFacts(): Definers {
  const rows: Record<string, (context: Context, ...names: string[]) => Definition> = {};
  for (const name of PERCENTILE_NAMES) {
    const share = PERCENTILE_SHARES[name];
    const of =
      (what: What, load: Load, end: End = 'value') =>
      (context: Context, flow: string) =>
        percentile(context, ofFlow(context, flow, load, what), share, end, `requests of "${flow}"`);
    rows[`flows.*.latency.${name}`] = of('answer', 'peak');
    rows[`flows.*.latency.${name}.low`] = of('least', 'peak', 'low');
    rows[`flows.*.latency.${name}.high`] = of('answer', 'peak', 'high');
    rows[`flows.*.latency.steady.${name}`] = of('steady', 'peak');
    rows[`flows.*.latency.floor.${name}`] = of('floor', 'peak');
    rows[`flows.*.latency.at.mean.${name}`] = of('answer', 'mean');
    rows[`flows.*.latency.at.idle.${name}`] = of('answer', 'idle');
    rows[`flows.*.latency.at.spike.*.${name}`] = (context, flow, spike) => of('answer', `spike.${spike}`)(context, flow as string);
    rows[`flows.*.completion.${name}`] = of('completion', 'peak');
    const component =
      (load: Load, end: End = 'value') =>
      (context: Context, component: string) =>
        percentile(context, ofComponent(context, component, load), share, end, `calls of "${component}"`);
    rows[`components.*.latency.${name}`] = component('peak');
    rows[`components.*.latency.at.mean.${name}`] = component('mean');
    rows[`components.*.latency.at.idle.${name}`] = component('idle');
    rows[`components.*.latency.at.spike.*.${name}`] = (context, name, spike) => component(`spike.${spike}`)(context, name as string);
  }
  return rows as Definers;
}

/** How long requests take, and how many are not answered. */
export const latency: Engine = {
  name: 'latency',
  define: {
    ...percentileFacts(),
    'flows.*.failed.k': (context, flow, load) => {
      const path = ofFlow(context, flow, load, 'answer');
      const unless = path instanceof Unstated ? [] : heavyWaits(context, path);
      return { ...defined(path, failedOf), ...(unless.length > 0 && { unless }) };
    },
    ...attemptFacts,
    ...repeatFacts,
    ...sustainedFacts((context, flow) => {
      const path = ofFlow(context, flow, 'peak', 'answer');
      return path instanceof Unstated ? unstated(...path.reasons) : path;
    }),
    ...ownTimeFacts,
    ...coldStartFacts,
  },
};
