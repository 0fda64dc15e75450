import type { DriverResult, FactResult } from '../core/index.js';
import type { FactId, FactNode, Graph, Sampler } from '../facts/index.js';
import { factResult } from './fact-result.js';
import { yearlyFacts, yearlyFactsShown } from './yearly.js';

/** Which facts of a spec become results. */
export interface FactSelection {
  /** Patterns of the facts; by default all, with everything that they rest on. */
  readonly only?: (pattern: string) => boolean;
  /** With `only`: also what those facts rest on. */
  readonly withInputs?: boolean;
}

/** Every fact that an engine defines, and the leaves that they rest on; sorted by area, then as the registry has them. */
export function factsOf(graph: Graph, sampler: Sampler, { only, withInputs = !only }: FactSelection): readonly FactResult[] {
  const facts: FactResult[] = [];
  const found = new Set<FactNode>();
  const visit = (start: FactNode): void => {
    const stack = [start];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (found.has(node)) continue;
      found.add(node);
      facts.push(factResult(node, sampler));
      if (withInputs) for (const input of node.inputs) if (!found.has(input)) stack.push(input);
    }
  };
  for (const id of graph.ids(only)) {
    const node = graph.get(id);
    if (!node.optional) visit(node);
  }
  if (!only || only('data.*.size.stored')) for (const id of only ? yearlyFactsShown(graph) : yearlyFacts(graph)) visit(graph.get(id));
  return facts;
}

/** Results whose drivers are shown, the most important first. */
const HEADLINES = ['totals.storage', 'totals.rate.peak', 'totals.egress.peak', 'totals.ingress.peak'] as const;
const MOST_DRIVERS = 6;

/** The uncertain inputs that move the headlines most. */
export function driversOf(graph: Graph, sampler: Sampler): readonly DriverResult[] {
  return HEADLINES.filter((id) => graph.has(id) && graph.get(id).uncertain)
    .flatMap((of) => sampler.drivers(graph.get(of)).map(({ input, share }) => driverResult(graph, input, of, share)))
    .sort((a, b) => b.share - a.share)
    .filter(({ input }, i, all) => all.findIndex((other) => other.input === input) === i)
    .slice(0, MOST_DRIVERS);
}

/** One uncertain input of a result, ready for a report. */
export function driverResult(graph: Graph, input: FactId, of: string, share: number): DriverResult {
  const { origin } = graph.get(input);
  const leaf = 'leaf' in origin ? origin.leaf : undefined;
  return { input, label: input.replace(/^(assumptions|stated)\./, ''), of, share, at: leaf?.at ?? null, text: leaf?.text ?? null };
}
