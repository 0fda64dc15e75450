import { parseDocument } from 'yaml';
import { type Finding, failure, type Outcome, success } from '../core/index.js';
import { MAX_DEPTH, TreeBuilder, tooDeep } from './build-tree.js';
import { rangeIn, type Slice } from './slice.js';
import { syntaxFindings } from './syntax.js';
import type { MapNode } from './tree.js';

/**
 * One YAML 1.2 document as a tree with positions.
 * Fails with findings `yaml/...`: one for one mistake, at its cause, in the words of the spec rather than of a YAML parser.
 */
export function parseYaml(slice: Slice): Outcome<MapNode> {
  const deep = bracketsBeyond(slice.text, MAX_DEPTH * 10);
  if (deep !== undefined) return failure(tooDeep(rangeIn(slice, deep, deep + 1)));
  // Keys are checked by the tree builder, which needs no comparison of each key with each other.
  const document = parseDocument(slice.text, { version: '1.2', schema: 'core', prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) return failure(...syntaxFindings(slice, document.errors));
  const root = document.contents;
  if (root === null) return failure(noSpec(slice, 'there is no spec here'));
  const builder = new TreeBuilder(slice);
  const tree = builder.build(root);
  if (builder.findings.length > 0) return failure(...builder.findings);
  if (tree?.type !== 'map') return failure(noSpec(slice, tree?.type === 'list' ? 'a spec is a map of keys, and this is a list' : 'a spec is a map of keys, and this is plain text', tree?.at));
  return success(tree);
}

function noSpec(slice: Slice, message: string, at = rangeIn(slice, 0, 0)): Finding {
  const lineEnd = slice.source.text.slice(at.start, at.end).search(/[\r\n]/);
  return {
    rule: message.startsWith('there') ? 'yaml/empty' : 'yaml/root',
    severity: 'error',
    message,
    at: lineEnd < 0 ? at : { ...at, end: at.start + lineEnd },
    help: 'a spec begins with `sysdesign: 1` and `name: my-system`, then `flows:` and `components:`; `sysdesign init` writes one',
  };
}

/**
 * Where brackets open more than `limit` deep, counted roughly (text in quotes counts too): a guard that keeps hostile input from the
 * parser, which needs kilobytes for each level. What passes is measured exactly later.
 */
function bracketsBeyond(text: string, limit: number): number | undefined {
  if (text.length < limit) return undefined;
  let depth = 0;
  let dashes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) {
      if (++depth > limit) return i;
    } else if (code === 93 || code === 125) {
      if (depth > 0) depth--;
    } else if (code === 45 || code === 63) {
      if (text.charCodeAt(i + 1) === 32 && ++dashes > limit) return i;
    } else if (code !== 32) dashes = 0;
  }
  return undefined;
}
