import { type DriverResult, type FactResult, type Finding, UserError } from '../core/index.js';
import { addressOf, type FactId, type FactNode, factKinds, type Graph, leafId, rootOf, type Sampler, uncheckedId } from '../facts/index.js';
import type { Model } from '../spec/index.js';
import { graphOf } from './change.js';
import { type EvaluateOptions, evaluationOf } from './evaluation.js';
import { factResult, labelOf } from './fact-result.js';
import { driverResult } from './facts.js';
import { matcherOf } from './find-facts.js';
import { type ShortExplanation, shortExplanationOf } from './short-explanation.js';
import { yearlyFacts } from './yearly.js';

export interface Explanation {
  readonly root: FactResult;
  /** The root and all that it rests on, by id. */
  readonly facts: ReadonlyMap<string, FactResult>;
  readonly drivers: readonly DriverResult[];
  /** The same in one line; null where there is nothing to work out. */
  readonly answer: ShortExplanation | null;
}

/** An explanation of the fact that a text names or is the only one to fit; else those that fit, the best first. */
export type FoundExplanation = { readonly explanation: Explanation } | { readonly fitting: readonly Listing[] };

/**
 * @param text an id, its beginning, or words of ids and meanings
 * @throws UserError where nothing fits
 */
export async function explainWhatFits(spec: Model, text: string, options: EvaluateOptions = {}): Promise<FoundExplanation> {
  const { graph, sampler } = await evaluationOf(spec, options);
  const named = factNamed(text, graph);
  if (named !== undefined) return { explanation: explanationIn(graph, sampler, named) };
  const scoreOf = matcherOf(text);
  const fitting = rowsOf(graph, (row) => scoreOf(row) > 0);
  const [first] = fitting;
  if (first === undefined) throw new UserError(unknownFact(text, graph));
  if (fitting.length === 1) return { explanation: explanationIn(graph, sampler, uncheckedId(first.id)) };
  const leads = ({ id }: Listing): number => (addressOf(id)?.kind.leads ? 10 : 0) + (rootOf(id) === 'totals' ? 5 : 0);
  const ranked = fitting.map((row) => ({ row, score: scoreOf(row) + leads(row) }));
  return { fitting: ranked.sort((a, b) => b.score - a.score).map(({ row }) => row) };
}

function explanationIn(graph: Graph, sampler: Sampler, id: FactId): Explanation {
  const root: FactNode = graph.get(id);
  const facts = new Map<string, FactResult>();
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (facts.has(node.id)) continue;
    facts.set(node.id, factResult(node, sampler));
    stack.push(...node.inputs);
  }
  const drivers = root.uncertain ? sampler.drivers(root).map(({ input, share }) => driverResult(graph, input, id, share)) : [];
  return { root: facts.get(id) as FactResult, facts, drivers, answer: shortExplanationOf(graph, root) };
}

/** The fact of an id, or of the path of the spec that `--set` takes: `flows.read.rate` is its mean, `components.db.replication` what is stated there. */
function factNamed(words: string, graph: Graph): FactId | undefined {
  const id = uncheckedId(words);
  if (graph.has(id)) return id;
  const [stated, mean] = [leafId(words), uncheckedId(`${words}.mean`)];
  const isRate = graph.model.leaves.get(words)?.field === 'rate';
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

/** A fact that `explain` takes: one of a spec, or a pattern of the registry, which has no value. */
export interface Listing {
  readonly id: string;
  readonly unit: string | null;
  readonly meaning: string;
  readonly value?: number | string | null;
  readonly state?: FactResult['state'];
}

/**
 * Facts of a spec with values; without a spec, the patterns of the registry. `filter` is a part of an id, or words of it or of its meaning.
 */
export function listFacts(spec: Model | null, filter?: string): readonly Listing[] {
  const scoreOf = filter === undefined ? undefined : matcherOf(filter);
  const wanted = (row: Listing): boolean => scoreOf === undefined || scoreOf(row) > 0;
  if (spec === null)
    return factKinds()
      .map(({ pattern, unit, meaning }) => ({ id: pattern, unit, meaning }))
      .filter(wanted);
  const graph = graphOf(spec);
  // In the list of all facts each year of storage and cost would be a row of its own: years are listed only where a filter asks for them.
  return rowsOf(graph, wanted, scoreOf === undefined ? graph.ids() : [...graph.ids(), ...yearlyFacts(graph)]);
}

function rowsOf(graph: Graph, wanted: (row: Listing) => boolean, ids = graph.ids()): readonly Listing[] {
  const rows: Listing[] = [];
  for (const id of ids) {
    const row = { id, unit: graph.unitOf(id) ?? null, meaning: addressOf(id)?.kind.meaning ?? labelOf(id) };
    if (!wanted(row)) continue;
    const node = graph.get(id);
    if (node.optional) continue;
    // Some are counted in something else than their pattern: capacity in instances, where reads and writes are stated apart.
    rows.push({ ...row, unit: node.unit ?? row.unit, value: node.word ?? (node.state === 'known' ? node.value : null), state: node.state });
  }
  return rows;
}
