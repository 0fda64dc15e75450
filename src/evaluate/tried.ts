import { type Edit, failure, type Outcome, success } from '../core/index.js';
import { checkMeaning, Sampler } from '../facts/index.js';
import { editedModel, pathToState } from '../spec/index.js';
import { changedGraph, graphOf, graphUnderLiterals } from './change.js';
import { type Evaluation, samplingOf } from './evaluation.js';

/** A change in the terms of its spec: an edit of `instances` where that writes `nodes` is one of `nodes`. */
export const editsFor = ({ spec }: Pick<Evaluation, 'spec'>, edits: readonly Edit[]): readonly Edit[] =>
  edits.map((edit) => (edit.do === 'set' ? { ...edit, path: pathToState(spec, edit.path) } : edit));

/**
 * The evaluation with a change made, under the same scenario and the same `--set`: literals share the graph at hand, anything else makes the spec anew.
 * What comes of it is what a complete evaluation of the changed spec gives; a change that leaves the spec invalid is a failure with its findings.
 */
export async function evaluationUnder(evaluation: Evaluation, edits: readonly Edit[]): Promise<Outcome<Evaluation>> {
  const { spec, options, requested, graph: base } = evaluation;
  const edited = await editedModel(spec, edits);
  if (!edited.ok) return edited;
  const { model, leaves } = edited.value;
  const isShared = model === spec && base.model === spec && requested.list.length === 0;
  if (isShared) {
    const graph = graphUnderLiterals(base, leaves);
    return graph.ok ? success({ ...evaluation, graph: graph.value, sampler: new Sampler(graph.value, samplingOf(options)) }) : graph;
  }
  // Under changes of its own a literal is one more of them: they may multiply it.
  if (model === spec) {
    const own = [...leaves.values()].map(({ path, text, at }) => ({ path, text, at, keyAt: at }));
    const graph = await changedGraph(graphOf(spec), [...own, ...requested.list], requested);
    return graph.ok ? success(evaluationOfGraph(evaluation, graph.value)) : graph;
  }
  const fresh = graphOf(model);
  const wrong = checkMeaning(fresh).filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) return failure(...wrong);
  const graph = await changedGraph(fresh, requested.list, requested);
  return graph.ok ? success({ ...evaluationOfGraph(evaluation, graph.value), spec: model }) : graph;
}

const evaluationOfGraph = (evaluation: Evaluation, graph: Evaluation['graph']): Evaluation => ({
  ...evaluation,
  model: graph.model,
  graph,
  sampler: new Sampler(graph, samplingOf(evaluation.options)),
});
