import { assumedLeader } from '../../engines/shared/copies/leader.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { statedNumber, statedText } from '../../evaluate/stated-text.js';
import { graphUnder } from '../../evaluate/tried.js';
import { type FactNode, isOfLatency, judge, leafId, reasonsOf, type TopicOf } from '../../facts/index.js';
import { type Call, type Flow, isWaitedFor, leafOf, MEASURED_PERCENTILES, PERCENTILE_NAMES } from '../../spec/index.js';
import type { Changing } from '../../studies/improvements/proposal.js';
import { contributionsOf, curveOf, halvingsOf, isGap, pathAt, type SolvedPath, withoutCache } from '../../studies/latency.js';
import type { AnalyzeOptions } from '../lens.js';
import { answerOf } from '../shared/answer.js';
import type {
  BacklogResult,
  DegradationResult,
  FlowLatency,
  LatencySpecResult,
  OverloadedResult,
  PercentileResult,
  RepeatsResult,
  StepResult,
} from './result.js';
import { isJudged, isShown, QUALITIES } from './shown.js';

/** Halvings that are shown, and that are tried for them. */
const [MOST_HALVINGS, MOST_TRIED] = [3, 5];
/** Ends of a bracket that are further apart, and of no gap, are loose. */
const WIDE = 1.0101;
/** As good as full: the rest is rounding. */
const EXACTLY_FULL = 1 - 1e-9;
/** Components of which less is not worth trying. */
const LEAST_PART = 0.02;

/** Response time of each flow against its targets, the breakdown of that time, and changes that would help. */
export async function analyzeLatency(
  evaluation: Evaluation,
  { forPeople = false, rules, curve = false }: AnalyzeOptions & { readonly curve?: boolean },
): Promise<LatencySpecResult> {
  const { model } = evaluation;
  const only = (pattern: string): boolean => !forPeople && isShown(pattern) && !pattern.includes('.at.');
  const base = await specResultOf(evaluation, { only, withInputs: true });
  const changing: Changing = (edits) => graphUnder(evaluation, edits);
  const flows: FlowLatency[] = [];
  for (const flow of model.flows.values()) flows.push(await flowLatency(flow, evaluation, changing, curve));
  const checks = base.checks.filter((check) => isJudged(check.fact));
  const { judgmentsOf, suppressedIn } = await import('../shared/judgments.js');
  const { findings, suppressed } = await judgmentsOf(evaluation, checks, QUALITIES, rules);
  const distances = hasDistances(model);
  return extended(base, {
    answer: answerOf(evaluation, checks, findings),
    checks,
    findings,
    ...suppressedIn(suppressed),
    latency: { flows, backlogs: backlogsOf(evaluation), distances },
  });
}

const known = (node: FactNode): number | null => (node.state === 'known' ? node.value : null);

async function flowLatency(flow: Flow, evaluation: Evaluation, changing: Changing, withCurve: boolean): Promise<FlowLatency> {
  const { graph } = evaluation;
  const at = `flows.${flow.name}` as const;
  const node = graph.get(`${at}.latency.p99`);
  const path = pathAt(node);
  const overloaded = overloadedOf(flow, evaluation);
  if (!path || node.state === 'unbounded')
    return {
      flow: flow.name,
      percentiles: node.state === 'unbounded' ? PERCENTILE_NAMES.map((name) => percentile(flow.name, name, evaluation, undefined)) : [],
      failed: null,
      missing: node.state === 'unbounded' ? [] : reasonsOf(node),
      overloaded,
      steady: null,
      completion: null,
      degrades: degradesOf(flow, evaluation, withCurve),
      curve: withCurve && path ? curveAt(flow, path, evaluation) : null,
      steps: [],
      halvings: [],
      assumed: NOTHING,
    };
  const p99 = node.value;
  const steps = stepsOf(flow, evaluation);
  const parts = largestOf(steps, LEAST_PART * p99);
  const steady = known(graph.get(`${at}.latency.steady.p99`));
  const completion = known(graph.get(`${at}.completion.p99`));
  return {
    flow: flow.name,
    percentiles: PERCENTILE_NAMES.map((name) => percentile(flow.name, name, evaluation, path)),
    failed: known(graph.get(`${at}.failed.peak`)),
    missing: [],
    overloaded,
    steady: path.path.slowdowns.length > 0 ? steady : null,
    completion: !flow.calls.every(isWaitedFor) ? completion : null,
    degrades: degradesOf(flow, evaluation, withCurve),
    curve: withCurve ? curveAt(flow, path, evaluation) : null,
    steps,
    halvings: (await halvingsOf(graph, flow.name, parts, changing)).slice(0, MOST_HALVINGS),
    assumed: assumedOf(flow, evaluation),
  };
}

/** Components by their parts of p99, the largest first, as many as are worth trying: half of a time saves no more than what it is of the whole, but for its waits. */
function largestOf(steps: readonly StepResult[], least: number): readonly string[] {
  const parts = new Map<string, number>();
  for (const { component, p99 } of steps) parts.set(component, (parts.get(component) ?? 0) + p99);
  const large = [...parts].filter(([, part]) => part >= least).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return large.slice(0, MOST_TRIED).map(([component]) => component);
}

const hasDistances = ({ places, fields }: Evaluation['model']): boolean => places.size > 0 || fields.has('topology.rtt.*');

const NOTHING: FlowLatency['assumed'] = {
  catalog: [],
  exponential: [],
  extrapolated: [],
  withoutSlowdowns: [],
  withoutWaiting: [],
  bracketed: [],
  closed: [],
  cold: [],
  leaders: [],
  peak: null,
};

function backlogsOf({ graph, model }: Evaluation): readonly BacklogResult[] {
  return [...model.components.values()].flatMap(({ name, consumers, calls }) =>
    consumers.flatMap(({ component: consumer }) =>
      [...new Set(calls.flatMap(({ flow }) => model.flows.get(flow)?.spikes ?? []))].flatMap((spike) => {
        const of = (fact: 'depth' | 'delay' | 'drain' | 'late' | 'lost'): number | null =>
          known(graph.get(`components.${name}.consumers.${consumer}.${fact}.spike.${spike}`));
        const [depth, delay] = [of('depth'), of('delay')];
        if (depth === null || depth === 0) return [];
        const lasts = known(graph.get(`components.${name}.lasts.spike.${spike}`)) ?? 0;
        return [{ queue: name, consumer, spike, lasts, depth, delay, drain: of('drain'), late: of('late'), lost: of('lost') }];
      }),
    ),
  );
}

function degradesOf({ name, calls }: Flow, { graph, model }: Evaluation, withCurve: boolean): DegradationResult {
  const of = (fact: TopicOf<'flows'>): number | null => known(graph.get(`flows.${name}.${fact}`));
  // An overloaded component that is only called asynchronously delays no response.
  const waited = [...new Set(calls.filter(isWaitedFor).map(({ component }) => component))];
  const saturation = of('headroom.waited') ?? of('headroom');
  const full = waited.find((component) => saturation !== null && known(graph.get(`components.${component}.headroom`)) === saturation);
  return {
    target: of('headroom.target'),
    saturation,
    first: full ?? null,
    zone: of('headroom.zone'),
    scaling: scalingOf(calls, graph, of('headroom.scaling')),
    repeats: repeatsOf(calls, graph),
    closed: graph.get(`flows.${name}.response.peak`).state === 'known' && (withCurve || hasTarget(model, name)),
    sustained: of('sustained'),
  };
}

const hasTarget = (model: Evaluation['model'], flow: string): boolean =>
  model.checks.some(({ kind, fact }) => kind === 'requirement' && isOfLatency(fact, flow));

/** Fewer extra attempts than this share are not reported. */
const LEAST_MORE = 0.005;

function repeatsOf(calls: readonly Call[], graph: Evaluation['graph']): readonly RepeatsResult[] {
  return [...new Set(calls.map(({ component }) => component))].flatMap((component) => {
    const of = (fact: TopicOf<'components'>): number | null => known(graph.get(`components.${component}.${fact}`));
    const [more, tips, recovers] = [of('retries.amplification.peak'), of('headroom.retries'), of('headroom.recovers')];
    if (more === null || !of('rate.peak')) return [];
    const amplification = more >= 1 + LEAST_MORE ? more : null;
    return amplification === null && tips === null && recovers === null ? [] : [{ component, amplification, tips, recovers }];
  });
}

function scalingOf(calls: readonly Call[], graph: Evaluation['graph'], times: number | null): DegradationResult['scaling'] {
  if (times === null) return null;
  const of = (component: string, fact: TopicOf<'components'>): number | null => known(graph.get(`components.${component}.${fact}`));
  const component = calls.find((call) => of(call.component, 'headroom.scaling') === times)?.component;
  if (component === undefined) return null;
  const [throughput, low, high] = (['throughput', 'throughput.low', 'throughput.high'] as const).map((fact) =>
    of(component, `scaling.${fact}`),
  );
  if (throughput == null || low == null || high == null) return null;
  return { component, times, load: of(component, 'scaling.load'), throughput, low, high };
}

const curveAt = ({ name }: Flow, path: SolvedPath, { graph }: Evaluation): FlowLatency['curve'] =>
  curveOf(path, known(graph.get(`flows.${name}.rate.peak`)) ?? 0);

/** Components of a flow whose queue grows without end at its peak. */
const overloadedOf = (flow: Flow, { graph }: Evaluation): readonly OverloadedResult[] =>
  [...new Set(flow.calls.filter(isWaitedFor).map(({ component }) => component))].flatMap((component) => {
    const of = (fact: TopicOf<'components'>): number => known(graph.get(`components.${component}.${fact}`)) ?? 0;
    const load = of('queue.load.peak');
    const isUnbounded = graph.get(`components.${component}.waiting.peak`).state === 'unbounded';
    return isUnbounded && load >= EXACTLY_FULL ? [{ component, grows: load > 1 / EXACTLY_FULL ? of('queue.excess.peak') : 0 }] : [];
  });

function percentile(
  flow: string,
  name: PercentileResult['name'],
  { graph, sampler, model }: Evaluation,
  path: SolvedPath | undefined,
): PercentileResult {
  const id = `flows.${flow}.latency.${name}` as const;
  const node = graph.get(id);
  const [low, high] = [known(graph.get(`${id}.low`)), known(graph.get(`${id}.high`))];
  const targets = model.checks
    .filter((check) => check.kind === 'requirement' && check.fact === id)
    .map((check) => ({ check, value: graph.get(leafId(check.leaf.path)).value }))
    .sort((a, b) => a.value - b.value);
  const [strictest] = targets;
  const gap = low !== null && high !== null && path !== undefined && isGap(path, low, high);
  return {
    name,
    value: known(node),
    low,
    high,
    spread: node.state === 'known' ? sampler.spread(node) : null,
    gap,
    loose: low !== null && high !== null && !gap && high > low * WIDE,
    target: strictest
      ? { value: strictest.value, status: judge(strictest.check, graph, sampler).status, name: strictest.check.name }
      : null,
    floor: known(graph.get(`flows.${flow}.latency.floor.${name}`)),
  };
}

function stepsOf(flow: Flow, { graph }: Evaluation): readonly StepResult[] {
  const path = pathAt(graph.get(`flows.${flow.name}.latency.p99`));
  if (!path) return [];
  const waited = flow.calls.filter(isWaitedFor);
  const parts = new Map(contributionsOf(path, waited).map((part) => [part.call, part]));
  return flow.calls
    .filter((call) => call.via !== 'consume')
    .map((call) => {
      const { index, component, caller, group, via } = call;
      const asks = call.callees.some((callee) => callee.via === 'miss');
      const hit = asks ? known(graph.get(`flows.${flow.name}.calls.${index}.hit`)) : null;
      return {
        call: index,
        component,
        caller: caller?.index ?? null,
        group,
        later: !isWaitedFor(call),
        miss: via === 'miss',
        hit,
        notes: notesOf(call, graph),
        p50: parts.get(index)?.p50 ?? 0,
        p99: parts.get(index)?.p99 ?? 0,
        withoutIt: hit !== null && isWaitedFor(call) ? withoutCache(path, flow.name, index) : null,
      };
    });
}

/** What a call states that makes it shorter or longer than what it calls. */
function notesOf(call: Call, graph: Evaluation['graph']): readonly string[] {
  if (!call.hasOptions) return [];
  const text = (field: string): string | undefined => statedText(graph, `${call.path}.${field}`);
  const number = (field: string): string | undefined => statedNumber(graph, `${call.path}.${field}`);
  const [times, many, enough, retries] = ['times', 'atOnce', 'waitFor', 'retries.max'].map(number);
  const [timeout, hedge, fallback] = ['timeout', 'hedge.after', 'fallback.share'].map(text);
  const order = !call.isAtOnce ? ' in turn' : many === undefined ? ' at once' : `, ${many} at once`;
  const written = graph.leaves.writtenAt(`${call.path}.times`);
  const isShare = written !== undefined && graph.leaves.typeOf(leafId(written))?.share === true;
  return [
    ...(times === undefined ? [] : [isShare ? `in ${text('times')?.trim()} of cases` : `x${times}${order}`]),
    ...(enough === undefined ? [] : [`${enough} answers are enough`]),
    ...(hedge === undefined ? [] : [`again after ${hedge}`]),
    ...(timeout === undefined ? [] : [`given up after ${timeout}`]),
    ...(retries === undefined ? [] : [`${retries} ${retries === '1' ? 'retry' : 'retries'}`]),
    ...(fallback === undefined && !call.fallback?.to ? [] : [`else ${call.fallback?.to ?? 'without it'}`]),
    ...(call.setUp === 'none' ? [] : ['new connection']),
  ];
}

/** The factor of the catalog where nothing states the peak of a flow, be it of its rate or of its users. */
function assumedPeak({ name }: Flow, graph: Evaluation['graph']): number | null {
  const of = (fact: 'rate' | 'concurrency'): number | undefined =>
    graph.get(`flows.${name}.${fact}.peak`).inputs.find(({ id }) => id === 'defaults.peak')?.value;
  return of('rate') ?? of('concurrency') ?? null;
}

/** Stores whose leader is assumed to be in a region, since none is stated: where distances are known, that determines how far calls go. */
function leadersOf(flow: Flow, { model }: Evaluation['graph']): FlowLatency['assumed']['leaders'] {
  if (!hasDistances(model)) return [];
  const found = flow.calls.flatMap((call) => {
    const region = assumedLeader(model, call);
    return region === undefined ? [] : [[call.component, region] as const];
  });
  return [...new Map(found)].map(([component, region]) => ({ component, region }));
}

/** Own times that come from assumptions, not from the spec. */
function assumedOf(flow: Flow, { graph }: Evaluation): FlowLatency['assumed'] {
  const names = [...new Set(flow.calls.filter(isWaitedFor).map(({ component }) => component))];
  const stated = (name: string, field: string): boolean => leafOf(graph.model, `components.${name}.each.${field}`) !== undefined;
  const isMeasured = (name: string): boolean =>
    stated(name, 'samples.0') || ['p999', 'p9999'].some((field) => stated(name, `percentiles.${field}`)) || stated(name, 'tail');
  const isOfMean = (name: string): boolean =>
    !stated(name, 'p50') && !isTable(name) && (stated(name, 'mean') || stated(name, 'serviceTime'));
  const isTable = (name: string): boolean =>
    MEASURED_PERCENTILES.some((field) => stated(name, `percentiles.${field}`)) || stated(name, 'samples.0');
  const catalog = names.filter(
    (name) =>
      !stated(name, 'p50') && !isTable(name) && !isOfMean(name) && graph.model.products.figures.has(`components.${name}.latency.p50`),
  );
  return {
    catalog,
    bracketed: names.filter((name) => graph.get(`components.${name}.waiting.low.peak`).state === 'known'),
    cold: names.filter(
      (name) =>
        graph.get(`components.${name}.coldStarts.share`).state === 'known' && !leafOf(graph.model, `components.${name}.coldStart.share`),
    ),
    leaders: leadersOf(flow, graph),
    closed: graph.get(`flows.${flow.name}.response.peak`).state === 'known' ? [flow.name] : [],
    peak: assumedPeak(flow, graph),
    exponential: names.filter(
      (name) => isOfMean(name) && !stated(name, 'variation') && graph.model.components.get(name)?.ownTime.variation === null,
    ),
    withoutWaiting: names.filter((name) => {
      const traits = graph.model.components.get(name)?.traits;
      return traits?.run === 'instances' && graph.get(`components.${name}.waiting.peak`).state === 'unknown';
    }),
    withoutSlowdowns: pathAt(graph.get(`flows.${flow.name}.latency.p99`))?.path.leftOut.map(({ name }) => name) ?? [],
    extrapolated: names.filter((name) => !catalog.includes(name) && !isMeasured(name) && (stated(name, 'p50') || isTable(name))),
  };
}
