import { dirname, join, resolve } from 'pathe';
import { checkTime, type Finding, isTimeout, type Outcome, type SourceFile, suggest, UserError } from '../core/index.js';
import { type Clock, type FileSystem, type Git, isWithin, readText } from '../io/index.js';
import { packageFolder } from '../io/package-folder.js';
import { validateSpec } from '../schema/index.js';
import { loadTree, loadTreeFromText, type MapNode, mayHoldDirectives, type Parse, type SourceTree } from '../source/index.js';
import { buildModel, type Leaf, type Model, onceByPlace, withCatalog } from '../spec/index.js';

/** What the workspace needs of the world outside. */
export interface Io {
  readonly files: FileSystem;
  readonly clock: Clock;
  /** Loaded when it is asked; left out where there is none. */
  readonly git?: () => Promise<Git>;
}

/** Where specs come from, and what the config adds to them. */
export interface Sources extends Pick<Io, 'files'> {
  /** `catalog` and `products` of the config: in place of what the catalog has. */
  readonly catalog?: MapNode;
  /** Which files are read at all; all unless stated. */
  readonly isAsked?: (file: string) => boolean;
  /** Whether specs are named by a configuration, which is not trusted as the user is: none is read that a link leads out of the project to. */
  readonly areConfigured?: boolean;
  /** What standard input is called: by its end it is YAML or Markdown, and in its folder it includes. */
  readonly stdinName?: string;
}

export interface LoadedSpec {
  /** As shown to people. */
  readonly file: string;
  /** Null when the spec is invalid: then `findings` state why. */
  readonly spec: Model | null;
  readonly findings: readonly Finding[];
}

/**
 * Loads specs by files, folders, globs or `-` for standard input. Each is parsed, checked against the schema and resolved; a phase that
 * fails stops the later ones for that file only.
 * @param keep what is needed of each, as soon as it is loaded: of many specs, all of them
 * @throws UserError for a pattern that matches nothing
 */
export function loadSpecs(patterns: readonly string[], io: Sources): Promise<readonly LoadedSpec[]>;
export function loadSpecs<T>(patterns: readonly string[], io: Sources, keep: (spec: LoadedSpec) => T | Promise<T>): Promise<readonly T[]>;
export async function loadSpecs(
  patterns: readonly string[],
  io: Sources,
  keep: (spec: LoadedSpec) => unknown = (spec) => spec,
): Promise<readonly unknown[]> {
  const files = await io.files.expand(patterns);
  if (!files.ok) throw new UserError(files.findings);
  const results: unknown[] = [];
  const isNamed = namedBy(io.areConfigured ? [] : patterns, io.files);
  const projects = await projectsOf(io.areConfigured ? ['.'] : patterns, io.files);
  for (const file of io.isAsked ? files.value.filter(io.isAsked) : files.value)
    results.push(await keep((isNamed(file) ? undefined : await outOf(projects, file, io.files)) ?? (await loadSpec(file, io))));
  return results;
}

/** Whether it is a user who names a file, not a pattern, or a configuration. */
function namedBy(patterns: readonly string[], { cwd }: FileSystem): (file: string) => boolean {
  const named = new Set(patterns.map((pattern) => resolve(cwd, pattern)));
  return (file) => file === '-' || named.has(resolve(cwd, file));
}

/** The projects in which patterns look, without links: a folder that the user names may be one. */
const projectsOf = (patterns: readonly string[], files: FileSystem): Promise<readonly string[]> =>
  Promise.all(
    patterns.map((pattern) => {
      const [base = ''] = pattern.split(/[*?{[(!]/, 1);
      return files.projectOf(join(base === pattern ? base : dirname(`${base}x`), 'x'));
    }),
  );

/** In place of a file that a pattern finds behind a link out of the project: nobody has asked for it by name, and its text is not to be shown. */
async function outOf(projects: readonly string[], file: string, files: FileSystem): Promise<LoadedSpec | undefined> {
  const target = await files.realPath(file);
  if (projects.some((project) => isWithin(project, target))) return undefined;
  const shown = files.display(file);
  return {
    file: shown,
    spec: null,
    findings: [
      {
        rule: 'io/link',
        severity: 'error',
        message: `"${shown}" is behind a link out of its project, to ${target}`,
        help: 'name that file itself to have it read',
      },
    ],
  };
}

async function loadSpec(path: string, io: Sources): Promise<LoadedSpec> {
  const stdinName = path === '-' ? io.stdinName : undefined;
  const shown = io.files.display(stdinName ?? path);
  try {
    checkTime('reading', shown);
    const load = (parse?: Parse): Promise<Outcome<SourceTree>> =>
      stdinName !== undefined ? loadInput(shown, io, parse) : loadTree(path, io.files, parse);
    const spec = await loaded(load, shown, io.catalog);
    if (spec.spec !== null || path === '-') return spec;
    const target = await io.files.realPath(path);
    return isWithin(await io.files.projectOf(path), target) ? spec : { ...spec, findings: [linkOut(shown, target)] };
  } catch (error) {
    // Those that were read in time are worth a result.
    if (!isTimeout(error)) throw error;
    return { file: shown, spec: null, findings: error.findings };
  }
}

/** Standard input under the name of a file: as if that held it. */
async function loadInput(name: string, { files }: Sources, parse?: Parse): Promise<Outcome<SourceTree>> {
  const source = await readText('-', files);
  return source.ok ? await loadTreeFromText({ ...source.value, name }, files, parse) : source;
}

/** In place of findings about a file that somebody has put a link to: they would show its text. */
const linkOut = (shown: string, target: string): Finding => ({
  rule: 'io/link',
  severity: 'error',
  message: `"${shown}" is a link out of its project, to ${target}, which is no valid spec`,
  help: 'name that file itself to see what is wrong with it',
});

/** How a spec is read; a second time, by a parser that mends what it can, where it is no YAML. */
type Load = (parse?: Parse) => Promise<Outcome<SourceTree>>;

async function loaded(load: Load, shown: string, catalog?: MapNode): Promise<LoadedSpec> {
  const tree = await load();
  if (tree.ok) return await resolveSpec(tree.value, shown, catalog);
  if (!tree.findings.some(({ rule }) => /^yaml\//.test(rule))) return refused(shown, tree.findings);
  const { findAfterSyntaxErrors } = await import('../error-recovery/after-syntax-errors.js');
  return refused(shown, await findAfterSyntaxErrors(tree.findings, load, shown, mistakesOfFacts));
}

/** A spec as a text at hand: of an editor, or of a test. */
export const loadedFromText = (source: SourceFile, files: FileSystem, catalog?: MapNode): Promise<LoadedSpec> =>
  loaded((parse) => loadTreeFromText(source, files, parse), source.name, catalog);

/**
 * From a tree to a spec that can be estimated: schema, names and literals, then the mistakes that only facts show.
 * @param catalog `catalog` and `products` of the config, in place of what the catalog has
 */
export async function resolveSpec(source: SourceTree, file: string, catalog?: MapNode): Promise<LoadedSpec> {
  const spec = await asItStands(source, file, catalog);
  if (spec.spec !== null || !spec.findings.some(({ suggestion }) => suggestion !== undefined)) return spec;
  const { withoutFailedSuggestions } = await import('../error-recovery/tried-suggestions.js');
  return refused(
    file,
    await withoutFailedSuggestions(spec.findings, source, async (tree) => (await asItStands(tree, file, catalog)).findings),
  );
}

async function asItStands(source: SourceTree, file: string, catalog: MapNode | undefined): Promise<LoadedSpec> {
  const tree = catalog ? { ...source, root: withCatalog(source.root, catalog) } : source;
  checkTime('checking', file);
  if (validateSpec(tree.root).length > 0) return await readAsMeant(tree, file);
  checkTime('checking', file);
  const model = await buildModel(tree, file);
  if (!model.ok) return await readAsMeant(tree, file);
  return await judged(model.value, file, tree);
}

const refused = (file: string, findings: readonly Finding[]): LoadedSpec => ({ file, spec: null, findings });

/** A spec that is refused as it stands, as it is meant where that is certain; else all that its author has to decide, in one run. */
async function readAsMeant(source: SourceTree, file: string): Promise<LoadedSpec> {
  const { readTolerantly } = await import('../error-recovery/tolerant/index.js');
  const { tree, notes, shape, model } = await readTolerantly(source, file);
  checkTime('checking', file);
  if (shape.length > 0) {
    const { findAfterSchemaErrors } = await import('../error-recovery/after-schema-errors.js');
    return refused(file, onceByPlace([...shape, ...(await findAfterSchemaErrors(tree, shape, file, mistakesOfFacts))]));
  }
  if (model === null || !('leaves' in model)) {
    const { findAfterModelErrors } = await import('../error-recovery/after-model-errors.js');
    const found = model ?? [];
    return refused(file, onceByPlace([...found, ...(await findAfterModelErrors(tree, found, file, mistakesOfFacts))]));
  }
  return await judged({ ...model, findings: [...model.findings, ...notes] }, file, tree);
}

/** What only facts show, and what the file keeps from being reported. */
async function judged(model: Model, file: string, tree: SourceTree): Promise<LoadedSpec> {
  const meaning = restsOnFacts(model) ? await mistakesOfFacts(model) : [];
  if (meaning.some((finding) => finding.severity === 'error')) return refused(file, meaning);
  const findings = [...model.findings, ...meaning];
  if (!tree.files.some(mayHoldDirectives)) return { file, spec: model, findings };
  const { suppressTexts } = await import('./suppress-texts.js');
  return { file, spec: model, findings: await suppressTexts(findings, tree.files) };
}

let meaningModule: Promise<typeof import('../evaluate/meaning.js')> | undefined;

/** What only facts show; the code that evaluates them is loaded once for all specs. */
async function mistakesOfFacts(model: Model): Promise<readonly Finding[]> {
  meaningModule ??= import('../evaluate/meaning.js');
  return await (await meaningModule).meaningOf(model);
}

/** Whether facts can show any mistake of a spec: else none of what computes them is loaded, a twentieth of a bare start. */
const restsOnFacts = ({ leaves, checks, scenarios, alternatives }: Model): boolean =>
  checks.length > 0 || scenarios.size > 0 || alternatives.length > 0 || [...leaves.values()].some(isJudgedByFacts);

/** An expression, and a peak or a spike that may be below the mean of its flow. */
const isJudgedByFacts = ({ value, path }: Leaf): boolean =>
  value.kind === 'expression' ||
  value.kind === 'rate' ||
  value.kind === 'window' ||
  (value.kind === 'factor' && value.quantity.value < 1) ||
  SPIKE_RATE.test(path);

const SPIKE_RATE = /^flows\.[^.]+\.spikes\.[^.]+\.rate$/;

const SUFFIX = '.sysdesign.yaml';

/** Names of the examples that ship with the package, sorted. */
export async function exampleNames(io: Io): Promise<readonly string[]> {
  const files = await io.files.list(`${await packageFolder(io.files)}/examples`);
  return files.filter((file) => file.endsWith(SUFFIX)).map((file) => file.slice(0, -SUFFIX.length));
}

/** @throws UserError for a name that is no example */
export async function loadExample(name: string, io: Io & Sources): Promise<LoadedSpec> {
  const names = await exampleNames(io);
  if (names.includes(name)) {
    // The same name wherever the package is and wherever one stands, so that positions and bytes of the result are the same.
    const shown = `examples/${name}${SUFFIX}`;
    const source = await readText(`${await packageFolder(io.files)}/${shown}`, io.files);
    if (!source.ok) return refused(shown, source.findings);
    return await loadedFromText({ name: shown, text: source.value.text }, io.files, io.catalog);
  }
  const near = suggest(name, names);
  throw new UserError({
    rule: 'usage/unknown-example',
    severity: 'error',
    message: `no example is called "${name}"`,
    help: near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  });
}
