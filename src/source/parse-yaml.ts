import { type Finding, failure, type Outcome, success } from '../core/index.js';
import { TreeBuilder } from './build-tree.js';
import { documentOf } from './document.js';
import { foreignFindings } from './foreign-text.js';
import { beyondBounds, type Tally } from './guard.js';
import type { Mistake } from './mistake.js';
import { rangeIn, type Slice } from './slice.js';
import { mistakesOf, syntaxFindings } from './syntax.js';
import type { MapNode, Node } from './tree.js';

/**
 * One YAML 1.2 document as a tree with positions.
 * Fails with findings `yaml/...`: one for one mistake, at its cause, in the words of the spec rather than of a YAML parser.
 * @param warnings takes what is worth a word but no failure
 * @param tally of what belongs to the same spec and was read before
 */
export function parseYaml(slice: Slice, warnings: Finding[] = [], tally?: Tally): Outcome<MapNode> {
  const tree = parseNode(slice, warnings, tally);
  if (!tree.ok) {
    const foreign = foreignFindings(slice);
    return foreign.length > 0 ? failure(...foreign) : tree;
  }
  if (tree.value === undefined) return failure(noSpec(slice, 'yaml/empty', 'there is no spec here'));
  if (tree.value.type === 'map') return success(tree.value);
  const foreign = foreignFindings(slice);
  if (foreign.length > 0) return failure(...foreign);
  return failure(
    noSpec(
      slice,
      'yaml/root',
      `a spec is a map of keys, and this is ${tree.value.type === 'list' ? 'a list' : 'plain text'}`,
      tree.value.at,
    ),
  );
}

/**
 * Any YAML value, by the library; undefined when there is nothing but comments.
 *
 * A reader of our own for the YAML that most specs are written in was tried: 340 lines in front of the library, which took over what they did not read.
 * It took 13% off `validate` and 10% off `estimate` of 150 lines (Node 20, 22 and 24), and was left out: a second reader has to agree with the first
 * on all that a file may hold, or the same spec means two things.
 */
export function parseNode(slice: Slice, warnings: Finding[], tally?: Tally): Outcome<Node | undefined> {
  const bound = beyondBounds(slice, tally);
  if (bound) return failure(bound);
  const document = documentOf(slice.text);
  if (document.errors.length > 0) return failure(...syntaxFindings(slice, document.errors));
  const root = document.contents;
  if (root === null) return success(undefined);
  const builder = new TreeBuilder(slice);
  const tree = builder.build(root);
  if (builder.findings.length > 0) return failure(...builder.findings);
  warnings.push(...builder.warnings);
  return success(tree);
}

/** The map in a text whose syntax is right, with what is wrong in it left out; undefined where there is none. */
export function parseLoosely(slice: Slice): { readonly root: MapNode | undefined; readonly findings: readonly Finding[] } {
  const { contents, errors } = documentOf(slice.text);
  if (contents === null || errors.length > 0) return { root: undefined, findings: [] };
  const builder = new TreeBuilder(slice);
  const tree = builder.build(contents);
  return { root: tree?.type === 'map' ? tree : undefined, findings: builder.findings };
}

/** The first mistake in the syntax of a text; undefined where there is none, `beyond` where it is no text to look for one in. */
export function firstMistake(text: string): Mistake | 'beyond' | undefined {
  const { errors } = documentOf(text);
  if (errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) return 'beyond';
  return mistakesOf(text, errors)[0];
}

function noSpec(slice: Slice, rule: 'yaml/empty' | 'yaml/root', message: string, at = rangeIn(slice, 0, 0)): Finding {
  const lineEnd = slice.source.text.slice(at.start, at.end).search(/[\r\n]/);
  return {
    rule,
    severity: 'error',
    message,
    at: lineEnd < 0 ? at : { ...at, end: at.start + lineEnd },
    help: 'a spec begins with `sysdesign: 1` and `name: my-system`, then `flows:` and `components:`; `sysdesign init` writes one',
  };
}
