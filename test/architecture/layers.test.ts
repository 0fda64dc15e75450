import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { PRODUCTS } from '../../src/catalog/data/products.js';
import { KINDS } from '../../src/spec/kinds.js';

const ROOT = fileURLToPath(new URL('../../src/', import.meta.url));

/** A folder imports only from itself and from those before it. Each stands where it does for a reason. */
const LAYERS: Readonly<Record<string, string>> = {
  core: 'ranges, findings, results, errors: the words that everyone shares know nobody',
  quantity: 'numbers with units need only the words for what is wrong with them',
  math: 'knows nothing of specs, so that it can be published by itself',
  catalog: 'figures in quantities, whoever asks for them',
  io: 'the outside world behind small interfaces: what reads files gets them from here',
  source: 'reads files (io) into trees with positions',
  schema: 'holds trees (source) against what may stand in them',
  spec: 'a tree that the schema accepts becomes typed: names, literals (quantity), products (catalog)',
  'error-recovery':
    'reads what spec refuses: its mistakes corrected where they have one correction, else all of them in one run; what needs facts for that is handed to it',
  facts: 'definitions over a typed spec: nobody below evaluates anything',
  engines: 'define facts, and nothing else',
  evaluate: 'a model with its engines, under changes',
  studies: 'evaluate more than once',
  rules: 'judge an evaluation by comparing facts: they say nothing in words but in templates, and know no lens',
  fixes: 'changes for what rules find, each tried in full (evaluate, studies) before it is shown',
  tools: 'what needs no spec, or looks at one evaluation in another way',
  report: 'formats: what they print is made before them, so they know no lens',
  views: 'what is shown of a result that no lens judges (a sweep, an answer, a list), for the formats (report) to print',
  lenses: 'what is shown of an evaluation, for the formats (report) to print',
  workspace: 'configuration, discovery, loading: the files of a user, through a lens',
  lint: 'many files (workspace) through the lens of findings: what is shown of it, and what fails',
  practice: 'interviews: problems, scoring; designs are judged as a review judges them (lenses, workspace), and asked for by the shell',
  wizard: 'the questions of a first spec, which is evaluated as a design of practice is: asked for by the shell',
  index: 'the public API over all of it',
  cli: 'arguments, terminals, exit codes: knows everything, and nobody knows it',
};
const ORDER = Object.keys(LAYERS);

/** What only the shell may touch. Paths are only words: computing with them touches nothing. */
const OUTSIDE = /^(node:)?(child_process|console|crypto|fs|fs\/promises|http|https|net|os|perf_hooks|process|readline|tty|worker_threads)$/;
const SHELL: readonly string[] = ['io', 'cli'];

/** Where the files of a user are found: beyond these nothing knows of node, so that the same engine runs in a browser page and an editor. */
const ON_NODE = /^(?:io\/(?:node-|package-folder)|workspace\/|cli\/|index\.ts)/;

/** Layers that know a spec by its model: what they need of its text, the builder has resolved. */
const BY_MODEL: readonly string[] = ['engines', 'evaluate', 'studies', 'rules', 'fixes', 'views', 'lenses', 'practice', 'wizard'];

/** What in these looks at the text all the same, and why. */
const OF_TEXT: ReadonlyMap<string, string> = new Map([
  ['evaluate/tried.ts', 'a change that is tried is one of the tree, as it will be written'],
  ['evaluate/fact-result.ts', 'a leaf is shown as it is written'],
  ['evaluate/facts.ts', 'a driver is shown as it is written'],
  ['evaluate/stated-text.ts', 'a literal is shown as it is written'],
  ['fixes/trying.ts', 'a change is shown as the lines of the text that it changes'],
  ['practice/review.ts', 'the design of a candidate is a text'],
  ['rules/may-accept.ts', 'comments accept findings, and are no part of the model'],
  ['rules/suppress.ts', 'comments accept findings, and are no part of the model'],
  ['rules/suppressions.ts', 'comments accept findings, and are no part of the model'],
  ['studies/improvements/improvements.ts', 'a change is shown as the text of a spec has it'],
  ['wizard/stronger.ts', 'its answer is the changed text'],
]);

interface Import {
  /** Relative to src, with forward slashes. */
  readonly file: string;
  readonly target: string;
  /** The same for a relative target; undefined for a package. */
  readonly resolved: string | undefined;
  /** Loaded only when asked for (`import()`), or not at all (types). */
  readonly late: boolean;
  readonly kind: 'static' | 'type' | 'call';
}

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.includes('/generated/'))
  .sort();

const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** Static imports and re-exports, those of types only included, `import()` and `import('...')` in types. */
function importsOf(file: string): Import[] {
  const found: Import[] = [];
  const add = (target: string, kind: Import['kind']): void => {
    const resolved = target.startsWith('.')
      ? relative(ROOT, join(ROOT, dirname(file), target))
          .split(sep)
          .join('/')
      : undefined;
    found.push({ file, target, resolved, kind, late: kind !== 'static' });
  };
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, onlyTypes(node) ? 'type' : 'static');
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteralLike(argument)) add(argument.text, 'call');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
      add(node.argument.literal.text, 'type');
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true));
  return found;
}

const onlyTypes = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean =>
  ts.isExportDeclaration(node) ? node.isTypeOnly : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

const imports = sources.flatMap(importsOf);
const layerOf = (path: string): string => path.split('/', 1)[0]?.replace(/\.[jt]s$/, '') ?? '';
const rankOf = (path: string): number => ORDER.indexOf(layerOf(path));
const shown = (found: readonly Import[]): string[] => found.map(({ file, target }) => `${file} imports ${target}`);

/** Circles that stand, and why. */
const CIRCLES: ReadonlyMap<string, string> = new Map([
  [
    'cli/commands/completion.ts cli/commands/help.ts cli/commands/index.ts cli/completion-script.ts',
    'the table loads each command when it is called, and two commands are about all of them: help, and completion',
  ],
]);

/** Files that import each other, at once or through others; imports of types count, and so does `import()`: what is loaded late is part of the same knot. */
function circles(): string[][] {
  const next = new Map<string, string[]>();
  for (const { file, resolved } of imports) {
    const target = resolved?.replace(/\.js$/, '.ts');
    if (target !== undefined && sources.includes(target)) next.set(file, [...(next.get(file) ?? []), target]);
  }
  const reach = (start: string): Set<string> => {
    const found = new Set<string>();
    const stack = [...(next.get(start) ?? [])];
    for (let file = stack.pop(); file !== undefined; file = stack.pop()) {
      if (found.has(file)) continue;
      found.add(file);
      stack.push(...(next.get(file) ?? []));
    }
    return found;
  };
  const reached = new Map(sources.map((file) => [file, reach(file)]));
  const groups = new Map<string, string[]>();
  for (const file of sources) {
    if (!reached.get(file)?.has(file)) continue;
    const group = sources.filter((other) => reached.get(file)?.has(other) && reached.get(other)?.has(file));
    groups.set(group.join(' '), group);
  }
  return [...groups.values()];
}

/** Uses of a global name: not a property of something else, a key, or a name declared in the file. */
function usesOfGlobal(file: string, name: string): string[] {
  // Most texts do not even hold the word: to parse all of them took half a minute.
  if (!textOf(file).includes(name)) return [];
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name) {
      const { parent } = node;
      const named = 'name' in parent && parent.name === node;
      if (!named) found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} uses ${name}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Layers that know a component by its traits. */
const BY_TRAITS: readonly string[] = [
  ...['error-recovery', 'facts', 'engines', 'evaluate', 'studies', 'rules', 'fixes', 'tools', 'report', 'views', 'lenses'],
  ...['workspace', 'lint', 'practice', 'wizard', 'cli'],
];

/** What names kinds all the same, and why. */
const NAMES_KINDS: ReadonlyMap<string, string> = new Map([
  ['practice/names.ts', 'words by which people call components of a new spec, kind by kind'],
  ['practice/typical.ts', 'figures that a new spec states of one instance, kind by kind'],
  ['wizard/design.ts', 'what an answer may ask to have in a new spec'],
]);

/** Problems of practice are data: which kinds a good answer has. */
const PROBLEMS = 'practice/problems/';

/**
 * Comparisons of a kind with the name of one, cases and lists of such names that a kind is looked up in, records that are keyed by such names, and lists
 * of them.
 */
function kindsByName(file: string, text = textOf(file)): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const isName = (node: ts.Node): boolean => ts.isStringLiteral(node) && Object.hasOwn(KINDS, node.text);
  const isKind = (node: ts.Node): boolean =>
    (ts.isIdentifier(node) && node.text === 'kind') || (ts.isPropertyAccessExpression(node) && node.name.text === 'kind');
  /** Words such as `cache` have other senses, too: several kinds, and little else. */
  const areKinds = (words: readonly string[]): boolean => {
    const kinds = words.filter((word) => Object.hasOwn(KINDS, word));
    return kinds.length >= 2 && kinds.length * 2 > words.length;
  };
  const isKeyedByKinds = (node: ts.Node): boolean =>
    ts.isObjectLiteralExpression(node) &&
    areKinds(node.properties.flatMap(({ name }) => (name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [])));
  const isListOfKinds = (node: ts.Node): boolean =>
    ts.isArrayLiteralExpression(node) && areKinds(node.elements.flatMap((one) => (ts.isStringLiteral(one) ? [one.text] : [])));
  const visit = (node: ts.Node): void => {
    const isEquality = (kind: ts.SyntaxKind): boolean =>
      kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsEqualsToken;
    const isCompared =
      ts.isBinaryExpression(node) &&
      isEquality(node.operatorToken.kind) &&
      ((isKind(node.left) && isName(node.right)) || (isName(node.left) && isKind(node.right)));
    const isCase = ts.isCaseClause(node) && isName(node.expression) && isKind(node.parent.parent.expression);
    const isListed =
      ts.isCallExpression(node) &&
      node.arguments.some(isKind) &&
      ts.isPropertyAccessExpression(node.expression) &&
      ts.isArrayLiteralExpression(node.expression.expression) &&
      node.expression.expression.elements.some(isName);
    if (isCompared || isCase || isListed || isKeyedByKinds(node) || isListOfKinds(node))
      found.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${node.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** But for `websocket`, which is a protocol first. */
const PRODUCT_NAMES: ReadonlySet<string> = new Set(
  PRODUCTS.flatMap(({ name, aliases }) => [name, ...aliases]).filter((name) => !Object.hasOwn(KINDS, name) && name !== 'websocket'),
);

/** Literals that are the name of a product: the texts of docs and examples hold more than that. */
function productsByName(file: string): string[] {
  const source = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && PRODUCT_NAMES.has(node.text.toLowerCase())) found.push(`${file} names '${node.text}'`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe('the folders of src', () => {
  it('are all in the list of layers', () => {
    expect(sources.filter((file) => rankOf(file) < 0)).toEqual([]);
  });

  it('import only from themselves and from those before them', () => {
    const wrong = imports.filter(({ file, resolved }) => resolved !== undefined && rankOf(resolved) > rankOf(file));
    expect(shown(wrong)).toEqual([]);
  });

  it('never leave src, but for the version in package.json', () => {
    const outside = imports.filter(({ resolved }) => resolved?.startsWith('..') && resolved !== '../package.json');
    expect(shown(outside)).toEqual([]);
  });

  it('keep the engines apart, and the lenses: they meet by fact, and in what they share, which knows none of them', () => {
    for (const layer of ['engines', 'lenses']) {
      const partOf = (path: string): string | undefined => (layerOf(path) === layer ? /^[^/]+\/([^/]+)\//.exec(path)?.[1] : undefined);
      const wrong = imports.filter(({ file, resolved }) => {
        const [from, to] = [partOf(file), resolved === undefined ? undefined : partOf(resolved)];
        return from !== undefined && to !== undefined && from !== to && to !== 'shared';
      });
      expect(shown(wrong)).toEqual([]);
    }
  });

  it('hold no circles of files', () => {
    const found = circles().map((files) => files.join(' '));
    expect(found.filter((files) => !CIRCLES.has(files))).toEqual([]);
    expect([...CIRCLES.keys()].filter((files) => !found.includes(files))).toEqual([]);
  });

  it('read the model of a spec where they compute, judge and show: not its tree, and no literal as a text', () => {
    const readers = sources.filter((file) => BY_MODEL.includes(layerOf(file)));
    const ofSource = imports.filter(({ file, resolved }) => readers.includes(file) && resolved?.startsWith('source/'));
    const ofTree = readers.filter((file) =>
      /\btree\s*\.\s*(?:root|files)\b|\btree: \{ root\b|\bleaf\??\.(?:text|node)\b/.test(textOf(file)),
    );
    const found = new Set([...ofSource.map(({ file }) => file), ...ofTree]);
    expect([...found].filter((file) => !OF_TEXT.has(file))).toEqual([]);
    expect([...OF_TEXT.keys()].filter((file) => !found.has(file))).toEqual([]);
  });

  it('ask for traits of a component, never for its kind by name: a new kind is a row of the one table', () => {
    const readers = sources.filter((file) => BY_TRAITS.includes(layerOf(file)) && !file.startsWith(PROBLEMS));
    // A trial of a stress test is of a kind of its own, one of which is named as a component is.
    const found = readers.filter((file) => file !== 'lenses/estimate/stress.ts').map((file) => ({ file, uses: kindsByName(file) }));
    expect(found.filter(({ file }) => !NAMES_KINDS.has(file)).flatMap(({ uses }) => uses)).toEqual([]);
    expect([...NAMES_KINDS.keys()].filter((file) => !found.some((one) => one.file === file && one.uses.length > 0))).toEqual([]);
  });

  it('find a kind that is compared by name, and a value of another kind by none', () => {
    const found = (text: string): string[] => kindsByName('x.ts', text);
    expect(found("if (component?.kind === 'stream') run();")).toHaveLength(1);
    expect(found("const no = 'cdn' !== kind;")).toHaveLength(1);
    expect(found("switch (kind) { case 'queue': run(); }")).toHaveLength(1);
    expect(found("const one = ['cache', 'cdn'].includes(kind);")).not.toEqual([]);
    expect(found("const OF = { queue: 'a', 'stream': 'b' };")).toHaveLength(1);
    expect(found("const SOME = new Set(['database', 'objectStore']);")).toHaveLength(1);
    expect(found('const counts = { cache: 1, hits: 2, misses: 3 };')).toEqual([]);
    expect(found("if (check.kind === 'requirement' || traits.isQueue) run();")).toEqual([]);
  });

  it('name no product: what is true of one stands in the catalog', () => {
    const readers = sources.filter((file) => ['engines', 'rules', 'lenses'].includes(layerOf(file)));
    expect(readers.flatMap(productsByName)).toEqual([]);
  });

  it('leave files, clocks, terminals and processes to io and cli', () => {
    const wrong = imports.filter(({ file, target }) => OUTSIDE.test(target) && !SHELL.includes(layerOf(file)));
    expect(shown(wrong)).toEqual([]);
    const inner = sources.filter((file) => !SHELL.includes(layerOf(file)));
    const globals = ['process', 'console', 'performance', 'Buffer'];
    expect(inner.flatMap((file) => globals.flatMap((name) => usesOfGlobal(file, name)))).toEqual([]);
  });

  it('import nothing of node where a text is evaluated', () => {
    const wrong = imports.filter(({ file, target }) => target.startsWith('node:') && !ON_NODE.test(file));
    expect(shown(wrong)).toEqual([]);
    expect(sources.filter((file) => !ON_NODE.test(file)).flatMap((file) => usesOfGlobal(file, 'Buffer'))).toEqual([]);
    // Nor through others, up to the lenses: what is loaded with them runs in a browser too. Starters are files of the package.
    const STARTERS = 'tools/starter.ts';
    const loads = new Map<string, Import[]>();
    for (const one of imports) if (one.kind === 'static') loads.set(one.file, [...(loads.get(one.file) ?? []), one]);
    const reached = new Set(
      sources.filter((file) => !ON_NODE.test(file) && rankOf(file) < ORDER.indexOf('workspace') && file !== STARTERS),
    );
    for (const file of reached)
      for (const { resolved } of loads.get(file) ?? []) if (resolved) reached.add(resolved.replace(/\.js$/, '.ts'));
    expect([...reached].filter((file) => ON_NODE.test(file))).toEqual([]);
  });

  it('take neither the time nor chance from the engine', () => {
    const inner = sources.filter((file) => !SHELL.includes(layerOf(file)));
    const wrong = inner.filter((file) => /\bMath\.random\(|\bDate\.now\(|\bnew Date\(\)/.test(textOf(file)));
    expect(wrong).toEqual([]);
  });

  it('have one table that every kind of component has a row in: a new kind is that row and its keys in the schema', () => {
    const total = sources.filter((file) => /(?<!Partial<)\bRecord<KindName\b/.test(textOf(file)));
    expect(total).toEqual(['spec/kinds.ts']);
  });

  it('load heavy libraries late: none is imported by a module that another one imports at once', () => {
    const heavy = /^(mathjs|@inquirer|inquirer|ajv|tinyglobby|chokidar)/;
    const atOnce = imports.filter(({ target, late }) => heavy.test(target) && !late);
    const wrong = atOnce.flatMap(({ file }) => imports.filter(({ resolved, late }) => resolved?.replace(/\.js$/, '.ts') === file && !late));
    expect(shown(wrong)).toEqual([]);
  });
});
