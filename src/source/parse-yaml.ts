import { parseDocument } from 'yaml';
import { type Finding, failure, type Outcome, type Range, success } from '../core/index.js';
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
  const bound = beyondBounds(slice);
  if (bound) return failure(bound);
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
 * What keeps hostile input from the parser, which needs kilobytes for each level of nesting and for each value: brackets or list
 * dashes open far too deep (counted roughly: text in quotes counts too), or far too many characters that begin a value. What passes
 * is measured exactly later.
 */
function beyondBounds(slice: Slice): Finding | undefined {
  const { text } = slice;
  if (text.length < ROUGH_DEPTH) return undefined;
  let depth = 0;
  let dashes = 0;
  let values = 0;
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case SPACE:
        continue;
      case OPEN_LIST:
      case OPEN_MAP:
        depth++;
        values++;
        break;
      case CLOSE_LIST:
      case CLOSE_MAP:
        if (depth > 0) depth--;
        break;
      case DASH:
      case QUESTION:
        values++;
        if (text.charCodeAt(i + 1) !== SPACE) break;
        if (++dashes > ROUGH_DEPTH) return tooDeep(rangeIn(slice, i, i + 1));
        continue;
      case NEWLINE:
      case RETURN:
      case COLON:
      case COMMA:
      case AMPERSAND:
      case STAR:
      case QUOTE:
      case APOSTROPHE:
        values++;
    }
    dashes = 0;
    if (depth > ROUGH_DEPTH) return tooDeep(rangeIn(slice, i, i + 1));
    if (values > MAX_VALUES) return tooMany(rangeIn(slice, i, i + 1));
  }
  return undefined;
}

const ROUGH_DEPTH = MAX_DEPTH * 10;
const MAX_VALUES = 1_500_000;

const tooMany = (at: Range): Finding => ({
  rule: 'yaml/too-large',
  severity: 'error',
  message: 'this file holds far more values than a spec has use for',
  at,
  help: 'is it a data file? A spec states sizes and rates, not records',
});

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const AMPERSAND = 38;
const APOSTROPHE = 39;
const STAR = 42;
const COMMA = 44;
const DASH = 45;
const COLON = 58;
const QUESTION = 63;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;
