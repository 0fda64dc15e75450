import { type Finding, failure, type Outcome, success } from '../core/index.js';
import { ENGINES } from '../engines/index.js';
import { checkExpressions, checkMeaning, type Definer, definersOf, Graph, leafId, peaksBelowMean } from '../facts/index.js';
import { describeDimension, div, ref, sameDimension } from '../quantity/index.js';
import { type Change, changesOf, type Leaf, lostWith, type Model, type Scenario } from '../spec/index.js';

/** When to look at a spec, and what is down then. */
export type ConditionsRequested = Pick<Scenario, 'after' | 'down'>;

/** Changes, and the conditions of an evaluation, applied in that order. */
export interface ChangesRequested extends ConditionsRequested {
  readonly list: readonly Change[];
}

const AS_IT_STANDS: ConditionsRequested = { after: null, down: [] };

/** The facts of a spec with some of its literals changed. What a change does not reach is shared with `base`. */
export async function changedGraph(
  base: Graph,
  changes: readonly Change[],
  { after, down }: ConditionsRequested = AS_IT_STANDS,
): Promise<Outcome<Graph>> {
  const changed = await changesOf(base.model, changes);
  if (!changed.ok) return changed;
  const { model, leaves } = changed.value;
  const start = model === base.model ? base : graphOf(model, base);
  const years = after ? div(ref(leafId(after.path)), ref('conventions.year')) : undefined;
  const isSame = leaves.size === 0 && !years && down.length === 0;
  const lost = lostWith(
    model.regions,
    down.map(({ name }) => name),
  );
  const graph = isSame ? start : start.under(leaves, { after: years, down: lost });
  const findings = model === base.model ? mistakesOf(leaves, base, graph) : checkMeaning(graph);
  return findings.some((finding) => finding.severity === 'error') ? failure(...findings) : success(graph);
}

/** The same view of a spec with some of its literals replaced by others of the same form. What that does not reach is shared with `base`. */
export function graphUnderLiterals(base: Graph, leaves: ReadonlyMap<string, Leaf>): Outcome<Graph> {
  const graph = leaves.size === 0 ? base : base.under(leaves);
  const wrong = mistakesOf(leaves, base, graph).filter((finding) => finding.severity === 'error');
  return wrong.length > 0 ? failure(...wrong) : success(graph);
}

/** What is wrong with the changed leaves, or, where one measures something else than before, with the formulas that use it. */
function mistakesOf(leaves: ReadonlyMap<string, Leaf>, base: Graph, graph: Graph): readonly Finding[] {
  const wrong = checkExpressions([...leaves.values()], graph);
  const own = wrong.length > 0 ? wrong : peaksBelowMean(graph, (path) => leaves.has(path));
  const other = [...leaves.values()].find(({ path }) => measuresOtherwise(leafId(path), base, graph));
  if (own.length > 0 || !other) return own;
  const broken = checkExpressions(
    [...base.model.leaves.values()].filter(({ path }) => !leaves.has(path)),
    graph,
  );
  return broken.length > 0 ? [unfit(other, base, broken)] : [];
}

function measuresOtherwise(id: string, base: Graph, graph: Graph): boolean {
  const before = base.leaves.typeOf(id)?.dimension;
  const now = graph.leaves.typeOf(id)?.dimension;
  return before !== undefined && now !== undefined && !sameDimension(before, now);
}

/** One mistake, reported at the change; the formulas that it breaks are in the spec. */
function unfit({ path, text, at }: Leaf, base: Graph, errors: readonly Finding[]): Finding {
  const before = base.leaves.typeOf(leafId(path))?.dimension;
  return {
    rule: 'quantity/dimension',
    severity: 'error',
    message: `"${path}" is ${before ? describeDimension(before) : 'of another kind'}: its formulas do not take "${text}"`,
    at,
    path,
    related: errors.flatMap((error) => (error.at ? [{ message: error.message, at: error.at }] : [])).slice(0, 3),
  };
}

/** `--set path=value` as a text of its own, so that findings can point into it. */
export function setChange(path: string, text: string): Change {
  const source = { name: '--set', text: `${path}=${text}` };
  return { path, text, at: { source, start: path.length + 1, end: source.text.length }, keyAt: { source, start: 0, end: path.length } };
}

export const scenarioGraph = (base: Graph, scenario: Scenario): Promise<Outcome<Graph>> => changedGraph(base, scenario.changes, scenario);

let definers: ReadonlyMap<string, Definer> | undefined;

/**
 * The facts of a spec. What engines define is put into one table once for all specs.
 * @param below what the spec was before it was made anew, with other keys
 */
export function graphOf(model: Model, below?: Graph): Graph {
  definers ??= definersOf(ENGINES);
  return new Graph(model, definers, undefined, undefined, below);
}
