import { isPath, partsOf, unfilled } from '../../core/index.js';
import { isFailure, thingOf } from '../../engines/availability/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { managedIn } from '../../evaluate/managed.js';
import { neededUnknown } from '../../evaluate/needed.js';
import { loadOf, overloadedShare } from '../../evaluate/overloaded.js';
import { extended, specResultOf } from '../../evaluate/result.js';
import { graphUnder } from '../../evaluate/tried.js';
import { type FactNode, type Graph, isUnavailability, judge, reasonsOf, rootOf, type Sampler, type TopicOf } from '../../facts/index.js';
import { reckonedAlerts } from '../../math/index.js';
import { type Flow, isOnlyAccepted, leafOf, type Objective, regionOf, set, statedAt, statesInstances, zoneOf } from '../../spec/index.js';
import { type FlowFailure, failingAt } from '../../studies/flow-failure.js';
import { goalsOf } from '../../studies/goal-seek.js';
import { importanceOf } from '../../studies/importance.js';
import { improvableFlows, improvementsOf } from '../../studies/improvements/improvements.js';
import type { Changing } from '../../studies/improvements/proposal.js';
import type { AnalyzeOptions } from '../lens.js';
import { answerOf } from '../shared/answer.js';
import { cutSetsOf } from './cut-sets.js';
import { labelOfThing } from './labels.js';
import type { AvailabilitySpecResult, DurabilityResult, FlowAvailability, ImportanceResult, ObjectiveResult } from './result.js';
import { isJudged, isShown, QUALITIES } from './shown.js';
import { successTreeOf } from './success-tree.js';

const MOST_THINGS = 12;
const MOST_CHANGES = 6;

/** What fails, how often, what that means for what is promised, and what would help: for every flow and data set. */
export async function analyzeAvailability(
  evaluation: Evaluation,
  { forPeople = false, rules }: AnalyzeOptions,
): Promise<AvailabilitySpecResult> {
  const { graph, sampler, model } = evaluation;
  // People read what is made of the facts.
  const only = (pattern: string): boolean => !forPeople && isShown(pattern);
  const base = await specResultOf(evaluation, { only, withInputs: true });
  const changing: Changing = (edits) => graphUnder(evaluation, edits);
  const improvable = improvableFlows(graph);
  const flows: FlowAvailability[] = [];
  for (const flow of model.flows.values()) flows.push(await flowAvailability(flow, graph, sampler, changing, improvable.has(flow.name)));
  const objectives: ObjectiveResult[] = [];
  for (const objective of model.objectives) objectives.push(await objectiveResult(objective, graph, sampler, changing));
  const data = [...model.data.keys()].map((name) => durability(name, graph));
  const checks = base.checks.filter((check) => isJudged(check.fact));
  const { brokenIn, judgmentsOf, suppressedIn } = await import('../shared/judgments.js');
  const { findings, suppressed, broken } = await judgmentsOf(evaluation, checks, QUALITIES, rules);
  return extended(base, {
    answer: answerOf(evaluation, checks, findings),
    checks,
    findings,
    ...suppressedIn(suppressed),
    ...brokenIn(broken),
    availability: { flows, objectives, data },
  });
}

/** The components that may fail a flow. */
function failingComponents({ model, values }: FlowFailure): readonly string[] {
  const things = new Set(model.gradients(values).flatMap(({ variable }) => (isFailure(variable) ? thingOf(variable) : [])));
  return [...things].map(partsOf).flatMap(({ root, name }) => (root === 'components' ? name : []));
}

/** Whose availability it is that is stated of what runs in instances. */
function availabilityOf(names: readonly string[], graph: Graph): FlowAvailability['availabilityOf'] {
  const { model } = graph;
  const managed = managedIn(graph);
  const stated = names.filter(
    (name) =>
      model.components.get(name)?.traits.run === 'instances' &&
      !managed.includes(name) &&
      statedAt(model, 'components.*.availability', name),
  );
  return {
    instance: stated.filter((name) => statesInstances(model, name)),
    whole: stated.filter((name) => !statesInstances(model, name)),
  };
}

/**
 * Components that rely on defaults of the catalog. Where more than one copy must answer, the quorum is known, and one instance is not
 * assumed to be enough.
 */
function assumedOf({ model, values }: FlowFailure, names: readonly string[], graph: Graph): Omit<FlowAvailability['assumed'], 'places'> {
  const rests = (name: string, fact: TopicOf<'components'>): boolean =>
    graph.get(`components.${name}.${fact}`).inputs.some(({ id }) => rootOf(id) === 'defaults');
  const needMore = new Set(
    model.gradients(values).flatMap(({ variable }) => {
      if (variable.kind !== 'insufficient') return [];
      const { group, level } = variable;
      return group.needs(level.left, model.argsOf(group, values), level.use).needed > 1 ? [group.component] : [];
    }),
  );
  return {
    failures: names.filter((name) => rests(name, 'instance.unavailability')),
    needed: names.filter((name) => rests(name, 'needed') && !needMore.has(name) && graph.get(`components.${name}.fleet`).value > 1),
  };
}

const known = (node: FactNode): number | null => (node.state === 'known' ? node.value : null);

/** How many reasons may hide others behind them. */
const MOST_ROUNDS = 4;
const OF_FAILURES = ['components.*.availability', 'components.*.mtbf', 'components.*.mttr'];

/** The same flow as if what does not state how it fails never did: what is known is then all that fails it. Null where nothing else is known. */
async function knownPart(flow: string, graph: Graph, changing: Changing): Promise<FlowAvailability['atLeast']> {
  const without = new Set<string>();
  let node = graph.get(`flows.${flow}.unavailability`);
  for (let round = 0; round < MOST_ROUNDS && node.state === 'unknown'; round++) {
    const reasons = reasonsOf(node);
    const names = reasons.flatMap((reason) =>
      isPath(reason) ? OF_FAILURES.flatMap((field) => unfilled(field, reason.path)?.[0] ?? []) : [],
    );
    if (names.length < reasons.length || names.every((name) => without.has(name))) return null;
    for (const name of names) without.add(name);
    const changed = await changing([...without].map((name) => set(`components.${name}.availability`, '100%')));
    if (!changed.ok) return null;
    node = changed.value.get(`flows.${flow}.unavailability`);
  }
  return node.state === 'known' && node.value > 0 ? { unavailability: node.value, without: [...without] } : null;
}

/** Zones and regions that some of the components are in, of which the spec does not state how often they are lost. */
function placesNeverLost(names: readonly string[], { model }: Graph): readonly string[] {
  const isStated = (path: string): boolean =>
    ['availability', 'mtbf', 'mttr'].some((field) => leafOf(model, `${path}.${field}`) !== undefined);
  const places = names.flatMap((name) => model.components.get(name)?.places.within.flat() ?? []);
  return [...new Set(places)].filter((place) => {
    const [region, zone] = [regionOf(place), zoneOf(place)];
    return !isStated(`topology.regions.${region}`) && (zone === undefined || !isStated(`topology.regions.${region}.zones.${zone}`));
  });
}

async function flowAvailability(
  flow: Flow,
  graph: Graph,
  sampler: Sampler,
  changing: Changing,
  isImprovable: boolean,
): Promise<FlowAvailability> {
  const at = `flows.${flow.name}` as const;
  const node = graph.get(`${at}.unavailability`);
  const headline = {
    flow: flow.name,
    unavailability: known(node),
    needsUnknown: neededUnknown(flow, graph),
    accepted: isOnlyAccepted(flow),
    spread: node.state === 'known' ? sampler.spread(node) : null,
    missing: reasonsOf(node),
    downtime: known(graph.get(`${at}.downtime`)),
    outages: known(graph.get(`${at}.outages`)),
    outagesMissing: reasonsOf(graph.get(`${at}.outages`)),
    outage: known(graph.get(`${at}.outage`)),
    hit: known(graph.get(`${at}.failing.hit`)),
    carried: known(graph.get(`${at}.carried`)),
    overloaded: overloadedShare(flow, { graph, sampler }),
    // A chance that no number is small enough for is one: something fails, and too rarely to be told.
    mayFail: node.inputs.some(({ id, value }) => isUnavailability(id) && value > 0),
    load: loadOf(flow, graph),
  };
  const failing = failingAt(node);
  const some = failingAt(graph.get(`${at}.failing`));
  if (!failing) return { ...headline, ...NOTHING, atLeast: node.state === 'unknown' ? await knownPart(flow.name, graph, changing) : null };
  const { model, values } = failing;
  const [low, high] = model.bounds(values);
  const { sets, more, singlePoints } = cutSetsOf(failing, graph);
  const components = failingComponents(failing);
  return {
    ...headline,
    atLeast: null,
    assumed: {
      ...assumedOf(failing, components, graph),
      places: placesNeverLost([...new Set(flow.calls.map(({ component }) => component))], graph),
    },
    availabilityOf: availabilityOf(components, graph),
    approximate: components.flatMap((component) => {
      const error = known(graph.get(`components.${component}.failover.error`)) ?? 0;
      return error > 0 ? [{ component, error }] : [];
    }),
    bounds: low === high ? null : [low, high],
    outagesAtMost: some?.model.isOfAnyItem(some.values) ?? false,
    tree: successTreeOf(model.event, graph, (group) => model.argsOf(group, values), flow.calls),
    cutSets: sets,
    moreCutSets: more,
    singlePoints,
    importance: importance(failing, node.value),
    changes: isImprovable ? await improvementsOf(graph, flow.name, MOST_CHANGES, changing) : [],
  };
}

const NOTHING: Pick<
  FlowAvailability,
  | 'assumed'
  | 'availabilityOf'
  | 'approximate'
  | 'bounds'
  | 'outagesAtMost'
  | 'tree'
  | 'cutSets'
  | 'moreCutSets'
  | 'singlePoints'
  | 'importance'
  | 'changes'
> = {
  assumed: { failures: [], needed: [], places: [] },
  availabilityOf: { instance: [], whole: [] },
  approximate: [],
  bounds: null,
  outagesAtMost: false,
  tree: { kind: 'all', label: '', chance: null, children: [] },
  cutSets: [],
  moreCutSets: false,
  singlePoints: [],
  importance: [],
  changes: [],
};

const importance = (failing: FlowFailure, whole: number): readonly ImportanceResult[] =>
  importanceOf(failing, whole, MOST_THINGS).map(({ of, ...numbers }) => ({ of, label: labelOfThing(of), ...numbers }));

async function objectiveResult(objective: Objective, graph: Graph, sampler: Sampler, changing: Changing): Promise<ObjectiveResult> {
  const { name, kind, subject, counted, at, path } = objective;
  const fact = (what: TopicOf<'objectives'>): number | null => known(graph.get(`${kind}s.${name}.${what}`));
  const check = graph.model.checks.find((candidate) => candidate.leaf.path === `${path}.availability`);
  const status = check ? judge(check, graph, sampler).status : statusOf(fact('spent'));
  return {
    name,
    kind,
    subject,
    target: fact('target') ?? Number.NaN,
    allowed: fact('allowed') ?? Number.NaN,
    window: fact('window') ?? Number.NaN,
    months: (fact('window') ?? Number.NaN) / graph.model.calendar.month,
    budget: fact('budget') ?? Number.NaN,
    requests: counted === 'requests' ? fact('requests') : null,
    spent: fact('spent'),
    missed: { window: fact('missed.window'), month: fact('missed.month'), quarter: fact('missed.quarter') },
    status,
    alerts: reckonedAlerts(fact('allowed') ?? Number.NaN, fact('window') ?? 0),
    goals: status === 'missed' || status === 'at-risk' ? await goalsOf(graph, objective, changing) : [],
    at,
  };
}

const statusOf = (spent: number | null): ObjectiveResult['status'] => (spent === null ? 'unknown' : spent <= 1 ? 'met' : 'missed');

function durability(data: string, graph: Graph): DurabilityResult {
  const node = graph.get(`data.${data}.lossProbability`);
  const fact = (what: TopicOf<'data'>): number | null => known(graph.get(`data.${data}.${what}`));
  const stores = graph.model.data.get(data)?.stores ?? [];
  const mttdl = fact('mttdl');
  return {
    data,
    lossProbability: known(node),
    windowLossProbability: fact('lossProbability.byWindows'),
    mttdlHours: mttdl === null ? null : mttdl / 3600,
    lost: fact('lost'),
    rpo: fact('rpo'),
    rto: fact('rto'),
    missing: reasonsOf(node),
    disksAlone: stores.every((store) => !statedAt(graph.model, 'components.*.correlatedLoss', store)),
  };
}
