import type { Variable } from '../../engines/availability/index.js';
import type { Graph } from '../../facts/index.js';
import { CutSets } from '../../studies/cut-sets.js';
import type { FlowFailure } from '../../studies/flow-failure.js';
import { copiesText, type Labeled, labelOfVariable } from './labels.js';
import type { CutSetResult, SinglePointResult } from './result.js';

const MOST_CUT_SETS = 10;

export interface CutSetResults {
  readonly sets: readonly CutSetResult[];
  /** Whether there are more of them. */
  readonly more: boolean;
  readonly singlePoints: readonly SinglePointResult[];
}

/** The likeliest cut sets by what is lost, whatever share of the requests meets it, and all single points of failure. */
export function cutSetsOf(failing: FlowFailure, graph: Graph): CutSetResults {
  const found = new CutSets(failing, graph);
  return { ...likeliest(found, failing), singlePoints: singlePoints(found, failing) };
}

function likeliest(found: CutSets, failing: FlowFailure): Pick<CutSetResults, 'sets' | 'more'> {
  const { sets, complete } = found.likeliest(MOST_CUT_SETS * 4);
  const byEvents = new Map<string, CutSetResult>();
  for (const { failures, ...numbers } of sets) {
    const labels = failures.map((variable) => labelOf(variable, failing));
    const set: CutSetResult = {
      events: labels.filter(({ order }) => order > 0).map(({ label }) => label),
      insufficient: insufficientAfter(failures, failing),
      order: labels.reduce((all, { order }) => all + order, 0),
      ...numbers,
    };
    const key = [...set.events].sort().join('\n');
    const before = byEvents.get(key);
    // Reads and writes of the same instances: what fails the more fails the others as well.
    if (!before || before.chance < set.chance) byEvents.set(key, set);
  }
  const sorted = [...byEvents.values()].sort((a, b) => b.chance - a.chance);
  return { sets: sorted.slice(0, MOST_CUT_SETS), more: !complete || sorted.length > MOST_CUT_SETS };
}

function singlePoints(found: CutSets, failing: FlowFailure): readonly SinglePointResult[] {
  const byLabel = new Map<string, number>();
  for (const { failure, hit } of found.singlePoints()) {
    const { label, order, isPassing } = labelOf(failure, failing);
    if (order === 1 && !isPassing) byLabel.set(label, Math.max(byLabel.get(label) ?? 0, hit));
  }
  return [...byLabel].map(([event, hit]) => ({ event, hit })).sort((a, b) => b.hit - a.hit);
}

const labelOf = (variable: Variable, { model, values }: FlowFailure): Labeled =>
  labelOfVariable(variable, (group) => model.argsOf(group, values));

/** What lost places leave too little of by themselves. */
function insufficientAfter(failures: readonly Variable[], { model, values }: FlowFailure): readonly string[] {
  const lost = new Set(failures.flatMap((variable) => (variable.kind === 'basic' ? variable.event.id : [])));
  return model.insufficientAfter(values, lost).map(({ group, left, use }) => {
    const { needed, of } = group.needs(left, model.argsOf(group, values), use);
    return `${of === 'copies' ? `${copiesText(left.copies)} in` : `${left.instances} of`} ${group.component}, ${needed} needed`;
  });
}
