import { type Edit, failure, type Outcome, success } from '../core/index.js';
import { checkMeaning, type Graph, Sampler } from '../facts/index.js';
import { type Change, changesAfter, changesOf, editedModel, type Model, pathToState } from '../spec/index.js';
import { changedGraph, graphOf, graphUnderLiterals } from './change.js';
import { type Evaluation, samplingOf } from './evaluation.js';

/** A change in the terms of its spec: an edit of `instances` where that writes `nodes` is one of `nodes`. */
export const editsFor = ({ spec }: Pick<Evaluation, 'spec'>, edits: readonly Edit[]): readonly Edit[] =>
  edits.map((edit) => (edit.do === 'set' ? { ...edit, path: pathToState(spec, edit.path) } : edit));

/** What a change is made in: a spec, the facts of it that are at hand, and the changes and the look under which those are. */
export type Tryable = Pick<Evaluation, 'spec' | 'graph' | 'requested'>;

/** A spec without changes. */
export const asItStands = (graph: Graph): Tryable => ({ spec: graph.model, graph, requested: { list: [], after: null, down: [] } });

/**
 * The facts after a change, under the same scenario and the same `--set`: a change of literals reuses the current graph, any other rebuilds
 * the model. The results equal those of the changed spec under the same conditions; a change that leaves the spec invalid is a failure with
 * its findings.
 */
export async function graphUnder(tryable: Tryable, asked: readonly Edit[]): Promise<Outcome<Graph>> {
  const made = await madeUnder(tryable, asked);
  return made.ok ? success(made.value.graph) : made;
}

async function madeUnder(
  { spec, requested, graph: base }: Tryable,
  asked: readonly Edit[],
): Promise<Outcome<Pick<Tryable, 'spec' | 'graph'>>> {
  const edited = await editedModel(spec, editsFor({ spec }, asked));
  if (!edited.ok) return edited;
  const { model, leaves } = edited.value;
  if (model === spec && base.model === spec && requested.list.length === 0) return of(spec, graphUnderLiterals(base, leaves));
  // Under changes of its own a literal is one more of them: they may multiply it.
  if (model === spec) {
    const own = [...leaves.values()].map(({ path, text, at }) => ({ path, text, at, keyAt: at }));
    return of(spec, await changedGraph(graphOf(spec), [...own, ...requested.list], requested));
  }
  const fresh = graphOf(model);
  const wrong = checkMeaning(fresh).filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) return failure(...wrong);
  return of(model, await changedGraph(fresh, changesAfter(spec.tree.root, asked, requested.list), requested));
}

const of = (spec: Model, graph: Outcome<Graph>): Outcome<Pick<Tryable, 'spec' | 'graph'>> =>
  graph.ok ? success({ spec, graph: graph.value }) : graph;

/**
 * The facts with a change on top of what the scenario and `--set` make of the spec, which it may replace or multiply: where a sweep goes, how a load grows.
 * Literals share the graph at hand; anything else is made of the spec anew, together with what is asked for.
 */
export async function graphOver({ spec, requested, graph: base }: Tryable, changes: readonly Change[]): Promise<Outcome<Graph>> {
  // Held against each other with what is asked for besides: a change alone may be one that the spec takes.
  const together = await changesOf(spec, [...requested.list, ...changes]);
  if (!together.ok) return together;
  const own = base.model === spec && together.value.model === spec ? await changesOf(spec, changes) : undefined;
  if (own?.ok) return graphUnderLiterals(base, own.value.leaves);
  return await changedGraph(graphOf(spec), [...requested.list, ...changes], requested);
}

/** The evaluation with a change made: a complete evaluation of the changed spec gives the same. */
export async function evaluationUnder(evaluation: Evaluation, edits: readonly Edit[]): Promise<Outcome<Evaluation>> {
  const made = await madeUnder(evaluation, edits);
  if (!made.ok) return made;
  const { spec, graph } = made.value;
  return success({ ...evaluation, spec, model: graph.model, graph, sampler: new Sampler(graph, samplingOf(evaluation.options)) });
}
