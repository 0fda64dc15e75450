import { type DriverResult, type FactResult, type Finding, UserError } from '../core/index.js';
import { addressOf, factKinds, type Graph, leafId } from '../facts/index.js';
import type { Model } from '../spec/index.js';
import { graphOf } from './change.js';
import { type EvaluateOptions, evaluationOf } from './evaluation.js';
import { factResult, labelOf } from './fact-result.js';
import { driverResult } from './facts.js';

export interface Explanation {
  readonly root: FactResult;
  /** The root and all that it rests on, by id. */
  readonly facts: ReadonlyMap<string, FactResult>;
  readonly drivers: readonly DriverResult[];
}

/**
 * A fact with its derivation down to the spec.
 * @throws UserError for a fact that the spec does not have
 */
export async function explainFact(spec: Model, id: string, options: EvaluateOptions = {}): Promise<Explanation> {
  const { graph, sampler } = await evaluationOf(spec, options);
  const named = factNamed(id, graph);
  if (named === undefined) throw new UserError(unknownFact(id, graph));
  const root = graph.get(named);
  const facts = new Map<string, FactResult>();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (facts.has(node.id)) continue;
    facts.set(node.id, factResult(node, sampler));
    stack.push(...node.inputs);
  }
  const drivers = root.uncertain ? sampler.drivers(root).map(({ input, share }) => driverResult(graph, input, named, share)) : [];
  return { root: facts.get(named) as FactResult, facts, drivers };
}

/** The fact of an id, or of the path of the spec that `--set` takes: `flows.read.rate` is its mean, `components.db.replication` what is stated there. */
function factNamed(id: string, graph: Graph): string | undefined {
  if (graph.has(id)) return id;
  const [stated, mean] = [leafId(id), `${id}.mean`];
  const isRate = graph.model.leaves.get(id)?.field === 'rate';
  return [...(isRate ? [mean, stated] : [stated, mean])].find((other) => graph.has(other));
}

export function unknownFact(id: string, graph: Graph): Finding {
  const { file } = graph.model;
  const near = graph.suggestionFor(id);
  return {
    rule: 'usage/unknown-fact',
    severity: 'error',
    message: `${file} has no fact "${id}"`,
    help: near === undefined ? `\`sysdesign facts ${file}\` lists what can be asked` : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  };
}

/** A fact that can be asked for: of a spec, or a pattern of the registry, which has no value. */
export interface Listing {
  readonly id: string;
  readonly unit: string | null;
  readonly meaning: string;
  readonly value?: number | string | null;
  readonly state?: FactResult['state'];
}

/** What can be asked of a spec, with values; without a spec, the patterns that any spec has. `filter` is a part of an id or of its meaning. */
export function listFacts(spec: Model | null, filter?: string): readonly Listing[] {
  const wanted = ({ id, meaning }: Listing): boolean =>
    filter === undefined || `${id} ${meaning}`.toLowerCase().includes(filter.toLowerCase());
  if (spec === null)
    return factKinds()
      .map(({ pattern, unit, meaning }) => ({ id: pattern, unit, meaning }))
      .filter(wanted);
  const graph = graphOf(spec);
  const rows: Listing[] = [];
  for (const id of graph.ids()) {
    const row = { id, unit: graph.unitOf(id) ?? null, meaning: addressOf(id)?.kind.meaning ?? labelOf(id) };
    if (!wanted(row)) continue;
    const node = graph.get(id);
    if (node.optional) continue;
    rows.push({ ...row, value: node.word ?? (node.state === 'known' ? node.value : null), state: node.state });
  }
  return rows;
}
