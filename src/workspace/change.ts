import { failure, type Outcome, success } from '../core/index.js';
import { ENGINES } from '../engines/index.js';
import { checkExpressions, checkMeaning, Graph, leafId } from '../facts/index.js';
import { div, ref } from '../quantity/index.js';
import { type Change, changesOf, type Model, type Scenario } from '../spec/index.js';

/** The facts of a spec with some of its literals changed. What a change does not reach is shared with `base`. */
export async function changedGraph(base: Graph, changes: readonly Change[], after?: Scenario['after']): Promise<Outcome<Graph>> {
  const changed = await changesOf(base.model, changes);
  if (!changed.ok) return changed;
  const { model, leaves } = changed.value;
  const start = model === base.model ? base : new Graph(model, ENGINES);
  const years = after ? div(ref(leafId(after.path)), ref('conventions.year')) : undefined;
  const graph = leaves.size === 0 && !years ? start : start.under(leaves, { after: years });
  const findings = model === base.model ? checkExpressions([...leaves.values()], graph) : checkMeaning(graph);
  return findings.some((finding) => finding.severity === 'error') ? failure(...findings) : success(graph);
}

/** `--set path=value` as a text of its own, so that findings can point into it. */
export function setChange(path: string, text: string): Change {
  const source = { name: '--set', text: `${path}=${text}` };
  return { path, text, at: { source, start: path.length + 1, end: source.text.length }, keyAt: { source, start: 0, end: path.length } };
}

export const scenarioGraph = (base: Graph, scenario: Scenario): Promise<Outcome<Graph>> => changedGraph(base, scenario.changes, scenario.after);

export const graphOf = (model: Model): Graph => new Graph(model, ENGINES);
