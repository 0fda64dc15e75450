import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../src/', import.meta.url));

/** Fields that are written for people: what goes on from a finding or a fact reads its slots, ids and inputs. */
const PRINTED = 'message|help|math|formula';

/** Takes such a text apart: asks what is in it, or holds a pattern against it. Replacing and cutting to length only show it. */
const PARSED = [
  new RegExp(`\\b(?:${PRINTED})\\??\\.(?:includes|startsWith|endsWith|match|matchAll|search|split|indexOf)\\(`),
  new RegExp(`\\.(?:test|exec)\\(\\s*(?:\\w+\\.)*(?:${PRINTED})\\b`),
];

/** What does so, and why it may. */
const MAY: Readonly<Record<string, string>> = {
  'cli/main.ts': 'the first line of what a library threw',
  'cli/usage-error.ts': 'commander gives its errors as sentences alone',
  'cli/practice/answers.ts': 'the first line of what a library threw',
  'lenses/shared/answer-blocks.ts': 'cuts a sentence at a comma, so that it fits',
  'quantity/expression.ts': 'mathjs gives its errors as sentences alone',
  'quantity/fields.ts': 'a formula that a user wrote',
  'report/junit.ts': 'the first line of a sentence',
  'rules/settle.ts': 'which slots the template of a rule has',
  'source/syntax.ts': 'the parser of YAML tells what it expected in its sentences alone',
  'views/explanation.ts': 'a printed formula is shown a second time with numbers in the place of its ids, whatever wrote it',
  'workspace/config.ts': 'the first line of what a library threw',
  'error-recovery/tried-suggestions.ts': 'takes back the action that names a suggestion, with the suggestion',
};

it('nothing in src parses what is printed for people', () => {
  const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .flatMap((name) => {
      const lines = readFileSync(join(ROOT, name), 'utf8').split('\n');
      return lines.flatMap((line, i) =>
        PARSED.some((parsed) => parsed.test(line)) ? [{ name, line: `${name}:${i + 1} ${line.trim()}` }] : [],
      );
    });
  expect(found.filter(({ name }) => !Object.hasOwn(MAY, name)).map(({ line }) => line)).toEqual([]);
  expect(Object.keys(MAY).filter((name) => !found.some((one) => one.name === name))).toEqual([]);
});

/** Folders that hold ids of facts: those below have paths and what users write, those above hand them on. */
const WITH_FACTS: readonly string[] = ['facts', 'engines', 'evaluate', 'studies', 'rules', 'fixes', 'tools', 'report', 'views', 'lenses'];

const ROOTS =
  'flows|components|data|cache|totals|topology|causes|objectives|agreements|assumptions|derived|stated|conventions|defaults|catalog|requirements|expect';

/** A pattern that takes an id or a path apart: begins with a root, has a segment that may be any, or ends with a topic. */
const OF_IDS = new RegExp(
  String.raw`(?:${ROOTS})[)?]*\\\.|\[\^\.\][+*]|\\\.(?:\w+|\([^)]*\))\$|\\\.\(\?:[a-z]|\\\.year|latency|availability`,
);

/** What holds such a pattern against something, and why it may. */
const MAY_HAVE_PATTERNS: Readonly<Record<string, string>> = {
  'facts/registry.ts': 'the one place that takes the year from an id',
  'fixes/chains.ts': 'paths of edits',
  'fixes/trying.ts': 'the subject of a finding: a path of the spec',
  'lenses/shared/found.ts': 'the path of a finding',
  'rules/judge.ts': 'the key of an option of a rule',
  'rules/settle.ts': 'the subject of a finding: a path of the spec',
  'tools/spec-keys.ts': 'what a user typed',
};

/** Expressions but for those that `replace` is given: replacing only shows it. */
function patternsIn(name: string): readonly string[] {
  const text = readFileSync(join(ROOT, name), 'utf8');
  if (!/\.(?:test|exec|match|matchAll|search|split)\(/.test(text)) return [];
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const call = node.parent;
    const isShown =
      call && ts.isCallExpression(call) && ts.isPropertyAccessExpression(call.expression) && call.expression.name.text === 'replace';
    if (ts.isRegularExpressionLiteral(node) && !isShown) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('no expression takes an id of a fact apart: its row tells what it is, and the table how it is made', () => {
  const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => name.endsWith('.ts') && WITH_FACTS.includes(name.split('/')[0] as string))
    .flatMap((name) => patternsIn(name).flatMap((text) => (OF_IDS.test(text) ? [{ name, text }] : [])));
  expect(found.filter(({ name }) => !Object.hasOwn(MAY_HAVE_PATTERNS, name)).map(({ name, text }) => `${name}: ${text}`)).toEqual([]);
  expect(Object.keys(MAY_HAVE_PATTERNS).filter((name) => !found.some((one) => one.name === name))).toEqual([]);
});

/** Words that such a call is given: a dot, or what an id begins or ends with. Ends of file names are none. */
const PART_OF_ID = new RegExp(String.raw`^(?:\.|(?:${ROOTS})\..*|\.(?!(?:md|markdown|ya?ml|[cm]?js|json|ts|git)$)[A-Za-z]\w*\.?.*)$`);

/** What cuts ids or paths at their dots, and why it may. */
const MAY_CUT: Readonly<Record<string, string>> = {
  'evaluate/find-facts.ts': 'words that a user asks with',
  'facts/definition.ts': 'patterns, not ids: those of a load case',
  'facts/entities.ts': 'patterns, and what comes before a name in one: which names may stand there',
  'facts/fixed.ts': 'ends of figures of the catalog; the literals of one component, all of them',
  'facts/graph.ts': 'what a user typed, for a suggestion',
  'facts/ids.ts': 'the one place that has the root of an id',
  'facts/leaves.ts': 'parts of a phrase, which are facts of their own behind the path of its literal',
  'facts/peaks.ts': 'ids of `active` and `mean` of the same flow',
  'facts/registry.ts': 'the one place that takes ids apart by the table of patterns',
  'facts/sharing.ts': 'a word that only ids of a filed design have: asked of every id, first',
  'fixes/chains.ts': 'paths of edits',
  'lenses/estimate/components.ts': 'spikes among the ids of one component',
  'lenses/estimate/flows.ts': 'spikes among the ids of one flow',
  'lenses/estimate/stress.ts': 'everything that is stated of each instance of one component',
  'lenses/latency/analyze.ts': 'patterns, not ids',
  'lenses/shared/answer.ts': 'words of the fields of a spec',
  'lenses/shared/found.ts': 'the last key of the path of a finding',
  'practice/stats.ts': 'topics of practice, which have dots of their own',
  'rules/settle.ts': 'paths of the spec: the nearest key around one that has a place',
  'tools/napkin/rounding.ts': 'decimals of a number',
  'tools/spec-keys.ts': 'keys of the language, and what a user typed',
  'views/spec-keys.ts': 'keys of the language',
  'views/spec-snippet.ts': 'keys of the language',
};

/** Calls that cut a text at dots, or ask what it begins or ends with, but for those of the one place that does (`namesIn`, `namesAt`, `partsOf`). */
function cutsIn(name: string, text = readFileSync(join(ROOT, name), 'utf8')): readonly string[] {
  if (!/\.(?:split|startsWith|endsWith|includes|indexOf|lastIndexOf)\(/.test(text)) return [];
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const isCut = /^(?:split|startsWith|endsWith|includes|indexOf|lastIndexOf)$/.test(node.expression.name.text);
      const [argument] = node.arguments;
      const word =
        argument && (ts.isStringLiteralLike(argument) ? argument.text : ts.isTemplateExpression(argument) ? argument.head.text : undefined);
      // What is asked of a list is whether it has an id.
      const isOfList = node.expression.name.text === 'includes' && !word?.startsWith('.');
      if (isCut && word !== undefined && !isOfList && PART_OF_ID.test(word)) found.push(`${name}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

it('nothing cuts an id of a fact or a path of the spec at its dots by hand', () => {
  const found = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter(
      (name) =>
        name.endsWith('.ts') && [...WITH_FACTS, 'workspace', 'lint', 'practice', 'wizard', 'cli'].includes(name.split('/')[0] as string),
    )
    .flatMap((name) => cutsIn(name).map((text) => ({ name, text })));
  expect(found.filter(({ name }) => !Object.hasOwn(MAY_CUT, name)).map(({ text }) => text)).toEqual([]);
  expect(Object.keys(MAY_CUT).filter((name) => !found.some((one) => one.name === name))).toEqual([]);
});

it.each([
  "id.split('.')",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a call
  'fact.startsWith(`flows.${name}.latency`)',
  "fact.endsWith('.p50')",
  "id.startsWith('components.')",
  "path.lastIndexOf('.')",
])('%s is such a call', (text) => expect(cutsIn('x.ts', text)).toHaveLength(1));

it.each(["file.endsWith('.md')", "names.includes('db')", "text.split(', ')"])('%s is none', (text) =>
  expect(cutsIn('x.ts', text)).toEqual([]));

it.each([
  String.raw`/\.(?:ingress|egress|network)(?:\.|$)/`,
  String.raw`/^components\.([^.]+)\.cost$/`,
  String.raw`/^(?:data|components)\.x/`,
  String.raw`/\.latency\.p\d+$/`,
  String.raw`/\.hottest$|\.skew(?:\.factor)?$/`,
])('%s is such an expression', (text) => expect(text).toMatch(OF_IDS));
