import type { Finding, Range } from '../core/index.js';
import type { Graph } from './graph.js';
import { addressOf } from './registry.js';

/** The finding of an id that names no fact of a spec, with the nearest one that does. */
export function unknownFact(id: string, at: Range, path: string, graph: Graph): Finding {
  const suggestion = graph.suggestionFor(id);
  return {
    rule: 'spec/unknown-fact',
    severity: 'error',
    message: `unknown fact "${id}"`,
    at,
    path,
    help: suggestion === undefined ? '`sysdesign facts` lists what can be asked' : `did you mean "${suggestion}"?`,
    ...(suggestion !== undefined && { suggestion }),
    ...(addressOf(id) === undefined && { slots: { isOfNoFact: true } }),
  };
}
