import type { Edit } from '../../core/index.js';
import { costDifference } from '../../evaluate/cost-difference.js';
import { asItStands, graphUnder } from '../../evaluate/tried.js';
import { type Graph, rootOf } from '../../facts/index.js';
import { plainText } from '../../source/edit/index.js';
import { keepsWholes } from '../../spec/index.js';
import { LEAST_SHARE, Unavailability } from '../unavailability.js';
import { callProposals } from './calls.js';
import { type Changing, KnownComponent, known, type Proposal } from './proposal.js';
import { placeProposals, redundancyProposals } from './redundancy.js';
import { causeProposal, repairProposals } from './repair.js';

/** A change of the spec, tried. */
export interface ImprovementResult {
  /** `one more instance of db (4)`. */
  readonly label: string;
  /** What `--set` takes to do it: path -> value. */
  readonly set: Readonly<Record<string, string>>;
  readonly unavailability: number;
  /** Seconds a year saved. */
  readonly saved: number;
  /** So much more; null if the cost is not known. */
  readonly cost: number | null;
  /** Of the cost: `USD/month`. */
  readonly unit: string;
}

const MOST = 8;
/** Less in a year is not worth a word, however small the downtime is. */
const LEAST_SECONDS = 1;

/** Components times flows that are looked at: a change of structure reads the whole spec anew, which takes as long as it is large. */
const MOST_WORK = 1000;

/**
 * The flows for which changes are worth looking for: all of them, but in large specs those that keep least of what is promised of them, then
 * those that lose most; at least one.
 */
export function improvableFlows(graph: Graph): ReadonlySet<string> {
  const { flows, components, objectives } = graph.model;
  const spentOf = (flow: string): number => {
    const promised = objectives.filter(({ subject }) => subject === `flows.${flow}`);
    return Math.max(0, ...promised.map(({ kind, name }) => known(graph, `${kind}s.${name}.spent`) ?? 0));
  };
  return new Set(
    [...flows.keys()]
      .map((flow) => ({ flow, spent: spentOf(flow), lost: known(graph, `flows.${flow}.unavailability`) ?? 0 }))
      .filter(({ lost }) => lost > 0)
      .sort((a, b) => b.spent - a.spent || b.lost - a.lost)
      .slice(0, Math.max(1, Math.floor(MOST_WORK / Math.max(1, components.size))))
      .map(({ flow }) => flow),
  );
}

/**
 * Changes of one kind each, tried on the most important components of a flow, every one evaluated exactly; the largest saving first, at
 * most `most`. Changes that save less than 0.5% of the downtime, or a second a year, are left out; empty where the availability is unknown.
 */
export async function improvementsOf(
  graph: Graph,
  flow: string,
  most = MOST,
  changing: Changing = (edits) => graphUnder(asItStands(graph), edits),
): Promise<readonly ImprovementResult[]> {
  const now = Unavailability.of(graph, `flows.${flow}`);
  const year = graph.model.calendar.year;
  if (!now || !(now.value * year >= LEAST_SECONDS)) return [];
  const least = Math.max(LEAST_SHARE * now.value, LEAST_SECONDS / year);
  let best: readonly Tried[] = [];
  for (const proposal of proposalsFor(graph, flow, now)) {
    const last = best.length < most ? undefined : best.at(-1);
    // What cannot save enough is not tried: working a change out takes longer than knowing its limit.
    const limit = proposal.saves ? now.value - now.without(proposal.saves) : now.value;
    if (limit < (last ? last.saved : least)) continue;
    const changed = await changing(proposal.edits);
    if (!changed.ok || !keepsWholes(graph.model, changed.value.model)) continue;
    const saved = now.value - now.in(changed.value);
    if (saved >= least) best = [...best, { proposal, graph: changed.value, saved }].sort(bySaving).slice(0, most);
  }
  return best.map((tried) => ({
    label: tried.proposal.label,
    set: textsOf(tried.proposal.edits),
    unavailability: now.in(tried.graph),
    saved: tried.saved * year,
    cost: costDifference(graph, tried.graph, tried.proposal.grows ?? []),
    unit: graph.get('totals.cost').unit as string,
  }));
}

/** A proposal and what came of it: the graph with it, and by how much less the flow is unavailable. */
interface Tried {
  readonly proposal: Proposal;
  readonly graph: Graph;
  readonly saved: number;
}

const bySaving = (a: Tried, b: Tried): number => b.saved - a.saved || (a.proposal.label < b.proposal.label ? -1 : 1);

function proposalsFor(graph: Graph, flow: string, now: Unavailability): readonly Proposal[] {
  const groups = now.groups();
  const found = new Map<string, Proposal>();
  for (const { of } of now.mostImportant()) {
    for (const proposal of proposalsOf(graph, flow, of, groups)) if (!found.has(proposal.label)) found.set(proposal.label, proposal);
  }
  return [...found.values()];
}

function proposalsOf(graph: Graph, flow: string, of: string, groups: ReadonlySet<string>): readonly Proposal[] {
  const area = rootOf(of);
  const name = of.slice(area.length + 1);
  const { components } = graph.model;
  if (area === 'components') {
    const component = components.get(name);
    if (!component) return [];
    const subject = new KnownComponent(graph, component, groups.has(name));
    return [...redundancyProposals(subject), ...repairProposals(subject), ...callProposals(graph, flow, name)];
  }
  if (area === 'causes') return [causeProposal(graph, name)].filter((proposal) => proposal !== undefined);
  const there = [...groups].flatMap((group) => {
    const component = components.get(group);
    return component ? [new KnownComponent(graph, component, true)] : [];
  });
  return placeProposals(there, name);
}

/** What `--set` takes to make changes that set something. */
const textsOf = (edits: readonly Edit[]): Readonly<Record<string, string>> =>
  Object.fromEntries(edits.flatMap((edit) => (edit.do === 'set' ? [[edit.path, plainText(edit.value)]] : [])));
