import { parseDocument } from 'yaml';
import { type Finding, failure, type Outcome, success } from '../core/index.js';
import { MAX_DEPTH, tooDeep } from './bounds.js';
import { TreeBuilder } from './build-tree.js';
import { rangeIn, type Slice } from './slice.js';
import { syntaxFindings } from './syntax.js';
import type { MapNode, Node } from './tree.js';

/**
 * One YAML 1.2 document as a tree with positions.
 * Fails with findings `yaml/...`: one for one mistake, at its cause, in the words of the spec rather than of a YAML parser.
 * @param warnings takes what is worth a word but no failure
 */
export function parseYaml(slice: Slice, warnings: Finding[] = []): Outcome<MapNode> {
  const tree = parseNode(slice, warnings);
  if (!tree.ok) return tree;
  if (tree.value === undefined) return failure(noSpec(slice, 'there is no spec here'));
  if (tree.value.type === 'map') return success(tree.value);
  return failure(noSpec(slice, `a spec is a map of keys, and this is ${tree.value.type === 'list' ? 'a list' : 'plain text'}`, tree.value.at));
}

/** Any YAML value; undefined when there is nothing but comments. */
export function parseNode(slice: Slice, warnings: Finding[]): Outcome<Node | undefined> {
  const deep = bracketsBeyond(slice.text, MAX_DEPTH * 10);
  if (deep !== undefined) return failure(tooDeep(rangeIn(slice, deep, deep + 1)));
  // Keys are checked by the tree builder, which needs no comparison of each key with each other.
  const document = parseDocument(slice.text, { version: '1.2', schema: 'core', prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) return failure(...syntaxFindings(slice, document.errors));
  const root = document.contents;
  if (root === null) return success(undefined);
  const builder = new TreeBuilder(slice);
  const tree = builder.build(root);
  if (builder.findings.length > 0) return failure(...builder.findings);
  warnings.push(...builder.warnings);
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
