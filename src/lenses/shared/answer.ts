import { type CheckResult, type Finding, partsOf } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { neededUnknown } from '../../evaluate/needed.js';
import { loadOf, overloadedShare } from '../../evaluate/overloaded.js';
import { horizonOf } from '../../evaluate/yearly.js';
import { type CheckedId, type FactNode, factId, reasonsOf } from '../../facts/index.js';
import type { LiteralField } from '../../schema/index.js';
import { type Call, type Component, isOnlyAccepted, type Model, regionOf, someUpFrom } from '../../spec/index.js';
import type { Ahead, AnswerFact, AnswerResult } from './answer-result.js';

/** The verdict, what is carried, what is stored and paid, and how available it is: all that a reader who stops after four lines has to know. */
export function answerOf(evaluation: Evaluation, checks: readonly CheckResult[], findings: readonly Finding[]): AnswerResult {
  const { model, graph, requested } = evaluation;
  const shown = (node: FactNode): AnswerFact => answerFact(node, evaluation);
  // A search for a latency in each of many samples takes seconds: the command of latencies has them.
  const withoutSpread = (node: FactNode): AnswerFact => {
    const { id, unit, value, state, missing } = shown(node);
    return { id, unit, value, state, missing, spread: null };
  };
  const known = <const I extends string>(id: CheckedId<I>): AnswerFact | null => {
    const node = graph.get(id);
    return node.state === 'known' ? shown(node) : null;
  };
  const horizon = requested.after === null ? horizonOf(graph) : null;
  const years = horizon?.years || null;
  const ahead = (id: 'totals.storage' | 'totals.cost'): Ahead => ({
    today: known(years === null ? id : `${id}.year0`),
    ahead: years === null ? null : known(`${id}.year${years}`),
  });
  // Between two years there are facts of what is stored, and none of a bill.
  const atHorizon = (id: 'totals.storage' | 'totals.cost'): Ahead =>
    horizon === null || horizon.isWhole ? ahead(id) : { today: known(`${id}.year0`), ahead: known(id) };
  const count = (status: CheckResult['status']): number => checks.filter((check) => check.status === status).length;
  const components = [...model.components.values()].filter((component) => !isHeldBack(component, graph));
  const first = least(components.map((of) => ({ of, node: graph.get(factId('components.*.headroom.sized', of.name)) })));
  const spike = least(
    spikesOf(
      components,
      [...model.flows.values()].flatMap(({ spikes }) => spikes),
      evaluation,
    ),
  );
  const earlier = least(limitsOf(model, graph));
  // Of its peak, whatever it is sized for.
  const full = least(components.map((of) => ({ of, node: graph.get(factId('components.*.headroom', of.name)) })));
  return {
    counts: {
      met: count('met'),
      missed: count('missed'),
      atRisk: count('at-risk'),
      unknown: count('unknown'),
      errors: findings.filter(({ severity, judges }) => severity === 'error' && judges).length,
    },
    peak: known('totals.rate.peak'),
    first: first === undefined ? null : { component: first.of.name, sizeFor: first.of.sizeFor, headroom: shown(first.node) },
    earlier:
      earlier === undefined || (full !== undefined && earlier.node.value >= full.node.value * EARLIER)
        ? null
        : { ...earlier.of, headroom: withoutSpread(earlier.node) },
    spike: spike === undefined || spike.node.value >= FULL ? null : { ...spike.of, headroom: shown(spike.node) },
    horizon: horizon?.text ?? null,
    years,
    stored: atHorizon('totals.storage'),
    cost: ahead('totals.cost'),
    availability: (saysOfFailures(model) ? [...model.flows.values()] : [])
      .flatMap((flow) => {
        const unavailability = known(factId('flows.*.unavailability', flow.name));
        return unavailability === null
          ? []
          : [
              {
                flow: flow.name,
                unavailability,
                needs: neededUnknown(flow, graph),
                accepted: isOnlyAccepted(flow),
                overloaded: overloadedShare(flow, evaluation),
                load: loadOf(flow, graph),
              },
            ];
      })
      .sort((a, b) => Number(b.unavailability.value) - Number(a.unavailability.value)),
    countsShared: countsShared(model),
  };
}

/** Of what runs on machines of others alone, their figures count all of it. */
const countsShared = ({ fields, components }: Model): boolean =>
  ![...components.values()].some(({ traits, calls }) => traits.run === 'instances' && calls.length > 0) ||
  FAILURES_SHARED.some((field) => fields.has(field));

const FAILURES_SHARED: readonly LiteralField[] = [
  'components.*.deploy.failures',
  'topology.regions.*.availability',
  'topology.regions.*.mtbf',
  'topology.regions.*.mttr',
  'topology.regions.*.zones.*.availability',
  'topology.regions.*.zones.*.mtbf',
  'topology.regions.*.zones.*.mttr',
];

const OF_FAILURES: readonly string[] = ['availability', 'mtbf', 'mttr', 'failover', 'failures', 'zones', 'regions', 'placement'];

/** Whether the spec says anything of what fails: of one that does not, defaults alone would speak. */
const saysOfFailures = ({ fields, objectives }: Model): boolean =>
  objectives.length > 0 ||
  [...fields].some((field) => partsOf(field).root === 'topology' || field.split('.').some((word) => OF_FAILURES.includes(word)));

/** What comes within so much of being full is that: percentiles rise without end there. */
const EARLIER = 0.999;

type Limit = Omit<NonNullable<AnswerResult['earlier']>, 'headroom'>;

/** What flows and components fall over by before they are full. */
function limitsOf({ flows, components }: Model, graph: Evaluation['graph']): readonly Candidate<Limit>[] {
  const all = (
    by: Limit['by'],
    names: Iterable<string>,
    pattern: 'flows.*.headroom.target' | `components.*.headroom.${'scaling' | 'retries'}`,
  ) => [...names].map((of) => ({ of: { by, of }, node: graph.get(factId(pattern, of)) }));
  return [
    ...all('target', flows.keys(), 'flows.*.headroom.target'),
    ...all('scaling', components.keys(), 'components.*.headroom.scaling'),
    ...all('retries', components.keys(), 'components.*.headroom.retries'),
    // Of a fleet that is sized for another load than its peak, that is what its regions have to carry.
    ...[...components.values()].flatMap(({ name, places, sizeFor }) =>
      places.regions < 2 || sizeFor !== 'peak'
        ? []
        : places.within.map(([place = '']) => ({
            of: { by: 'region' as const, of: name },
            node: graph.get(factId('components.*.regions.*.headroom', name, regionOf(place))),
          })),
    ),
    ...[...components.values()].flatMap(({ name, consumers }) =>
      consumers.map(({ component }) => ({
        of: { by: 'backlog' as const, of: name },
        node: graph.get(factId('components.*.consumers.*.headroom', name, component)),
      })),
    ),
  ];
}

/** Whether a component has room for all that its queues hand on at their rates: more load leaves that as it is. */
function isHeldBack({ name, calls }: Component, graph: Evaluation['graph']): boolean {
  const known = <const I extends string>(id: CheckedId<I>): number => {
    const node = graph.get(id);
    return node.state === 'known' ? node.value : Number.NaN;
  };
  // How much the load may grow until a queue hands on no more of it.
  const grows = ({ via, caller }: Call): number => {
    if (via !== 'consume' || !caller) return Number.POSITIVE_INFINITY;
    return known(factId('components.*.consumers.*.headroom.peak', caller.component, name));
  };
  const headroom = known(factId('components.*.headroom', name));
  return calls.length > 0 && headroom >= 1 && calls.every((call) => grows(call) < headroom);
}

/** Full to the last digit is carried. */
const FULL = 1 - 1e-9;

interface Candidate<T> {
  readonly of: T;
  readonly node: FactNode;
}

/** The smallest of those that are known; the first of equals. */
function least<T>(candidates: readonly Candidate<T>[]): Candidate<T> | undefined {
  let found: Candidate<T> | undefined;
  for (const candidate of candidates)
    if (candidate.node.state === 'known' && (found === undefined || candidate.node.value < found.node.value)) found = candidate;
  return found;
}

/** Whether a queue hands the call on: what comes faster than it is worked on waits there. */
const isBehindQueue = someUpFrom(({ via }) => via === 'consume');

/** Every component in every spike that reaches it and is not what it is sized for; what works behind queues alone falls behind in a spike, and does not break. */
function spikesOf(
  components: readonly Component[],
  names: readonly string[],
  { model, graph }: Evaluation,
): readonly Candidate<{ readonly component: string; readonly spike: string }>[] {
  const isReached = ({ calls }: Component, spike: string): boolean =>
    calls.some(({ flow }) => model.flows.get(flow)?.spikes.includes(spike) === true);
  return [...new Set(names)].flatMap((spike) =>
    components
      .filter((component) => isReached(component, spike))
      .filter(({ sizeFor, calls }) => sizeFor !== `spike.${spike}` && !calls.every(isBehindQueue))
      .map(({ name }) => ({ of: { component: name, spike }, node: graph.get(factId('components.*.headroom.spike.*', name, spike)) })),
  );
}

/** With its spread, which is sampled when it is read. */
const answerFact = (node: FactNode, { sampler }: Evaluation): AnswerFact => {
  let spread: AnswerFact['spread'] | undefined;
  const { id, unit, value, state } = node;
  return {
    id,
    unit,
    value,
    state,
    missing: reasonsOf(node),
    get spread() {
      if (spread === undefined) spread = sampler.spread(node);
      return spread;
    },
  };
};
