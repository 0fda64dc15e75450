import type { Finding, Range } from '../core/index.js';

/** Findings of one kind of pass over one file: enough to mend it, few enough to read. */
export const MAX_FINDINGS = 100;

/** Lists and maps inside each other, anchors followed. */
export const MAX_DEPTH = 100;
/** Nodes that aliases and merge keys may add to those that the file itself holds. */
export const MAX_EXPANSION = 200_000;

export const tooDeep = (at: Range): Finding => ({
  rule: 'yaml/nesting',
  severity: 'error',
  message: `lists and maps are nested more than ${MAX_DEPTH} deep`,
  at: { source: at.source, start: at.start, end: Math.min(at.end, at.start + 1) },
  help: 'a spec needs about ten levels: is a bracket never closed?',
});

/** A name from the input, short enough to stand in a message. */
export const shown = (name: string): string => (name.length <= 40 ? name : `${name.slice(0, 37)}...`);
