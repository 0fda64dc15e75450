import { BetweenFunction } from './between-function.js';
import { coherentParts } from './bounded.js';
import { BoundedFunction } from './bounded-function.js';
import { build, isCoherent } from './build.js';
import type { Compiled } from './compiled.js';
import { ExactFunction } from './exact-function.js';
import { gateGraphOf } from './gate-graph.js';
import { grouped, simplified } from './simplify.js';
import type { Structure } from './structure.js';

export interface CompileOptions {
  /** Nodes of all diagrams, intermediate ones included, after which bounds have to do. */
  readonly maxNodes?: number;
}

/** Some 200 MB. */
const MAX_NODES = 4_000_000;

/**
 * Compiles a Boolean function of events that happen independently: modules, each a decision diagram.
 * @param events how many there are, numbered from 0
 * @throws RangeError for an event that there is not, a k that is no whole number, or a structure that contains itself
 * @example
 * ```ts
 * const event = (event: number): Structure => ({ op: 'event', event });
 * const bothDisks = compile({ op: 'and', of: [event(0), event(1)] }, 2);
 * bothDisks.chance([1e-9, 1e-9]); // 1e-18
 * ```
 */
export function compile(top: Structure, events: number, options: CompileOptions = {}): Compiled {
  return compileGiven(top, events, options.maxNodes ?? MAX_NODES, undefined);
}

function compileGiven(top: Structure, events: number, maxNodes: number, given: ReadonlyMap<number, boolean> | undefined): Compiled {
  const { graph, top: literal } = grouped(simplified(gateGraphOf(top, events, given)));
  const built = build(graph, literal, maxNodes);
  const when = (known: ReadonlyMap<number, boolean>): Compiled => compileGiven(top, events, maxNodes, known);
  const coherent = isCoherent(graph, literal);
  if (built.exact) return new ExactFunction(built, coherent, when);
  if (!coherent) return new BetweenFunction(built, graph, literal, when);
  return new BoundedFunction(built, coherentParts(graph, literal, built.refOf), when);
}
