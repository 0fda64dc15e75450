import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Finding, type Severity, type SourceFile, UserError } from '../core/index.js';
import { CONFIG_NAMES, type FileSystem, globToRegExp, isWithin, readText } from '../io/index.js';
import { validateConfig } from '../schema/index.js';
import { type ListNode, type MapNode, parseYaml, plainValue, type ScalarNode, wholeOf } from '../source/index.js';

/** What a project sets once for all runs. */
export interface Config {
  /** As shown to people; null when there is none. */
  readonly file: string | null;
  /** Specs to take when none are named: paths and globs that the working directory understands. */
  readonly specs: readonly string[];
  readonly format: readonly string[];
  readonly seed?: number;
  readonly samples?: number;
  /** The day of the run, where it is known. */
  readonly today?: string;
  /** The least severity that fails a run. */
  readonly failOn?: Severity | 'off';
  /** Which rules are asked, by the name of a preset, and what is set of some, as written. */
  readonly preset?: string;
  readonly rules?: MapNode;
  /** Other rules for some specs, and what is accepted in some, as written. */
  readonly overrides?: ListNode;
  readonly waivers?: MapNode;
  /** Whether globs of the configuration match a file, by the name that it is shown under. */
  readonly matches?: (globs: readonly string[], file: string) => boolean;
  /** Figures in place of those of the catalog, and what products guarantee, as written. */
  readonly catalog?: MapNode;
  readonly products?: MapNode;
}

export const NO_CONFIG: Config = { file: null, specs: [], format: [] };

/** Whether a configuration in a folder (absolute) may run code. */
export type Trust = (folder: string) => boolean;

/**
 * The configuration that holds in a folder: `sysdesign.config.{yaml,json,js}` or the key `sysdesign` of package.json, from the folder up to
 * the root of its git repository. Throws a UserError for one that cannot be read or is not valid.
 * @param from absolute path of the folder
 * @param isTrusted by default no folder is
 */
export async function findConfig(io: { readonly files: FileSystem }, from: string, isTrusted: Trust = () => false): Promise<Config> {
  const { files } = io;
  const config = await nearestConfig(files, from, isTrusted);
  if (!config.catalog && !config.products) return config;
  // Only who overrides the catalog pays for reading it.
  const { problemsOfCatalog } = await import('./config-catalog.js');
  const findings = await problemsOfCatalog(config);
  if (findings.length > 0) throw new UserError(findings);
  return config;
}

async function nearestConfig(files: FileSystem, from: string, isTrusted: Trust): Promise<Config> {
  for (let folder = from; ; ) {
    const names = await files.list(folder);
    const name = CONFIG_NAMES.find((candidate) => names.includes(candidate));
    if (name !== undefined) return await readConfig(join(folder, name), files, isTrusted);
    if (names.includes('package.json')) {
      const config = await readPackage(join(folder, 'package.json'), files);
      if (config) return config;
    }
    const above = dirname(folder);
    if (names.includes('.git') || above === folder) return NO_CONFIG;
    folder = above;
  }
}

async function readConfig(path: string, files: FileSystem, isTrusted: Trust): Promise<Config> {
  await checkPlace(path, files);
  if (path.endsWith('.js')) {
    if (!isTrusted(dirname(path))) throw new UserError(untrusted(files.display(path)));
    return await readScript(path, files);
  }
  const source = await textOf(path, files);
  return await configFrom(treeOf(source), path, files);
}

/** A link would have the text of another file shown, and a pipe would be waited for. */
async function checkPlace(path: string, files: FileSystem): Promise<void> {
  const found = await files.stat(path);
  if (found?.kind === 'file' && isWithin(await files.projectOf(path), await files.realPath(path))) return;
  throw new UserError({
    rule: 'config/outside',
    severity: 'error',
    message: `${files.display(path)} is no file of the project`,
    help: 'put the settings themselves there, not a link or a pipe',
  });
}

const untrusted = (shown: string): Finding => ({
  rule: 'config/untrusted',
  severity: 'error',
  message: `${shown} would run code, and its folder is not trusted`,
  help: 'read it, then pass --trust-config, or list the folder in SYSDESIGN_TRUSTED_FOLDERS; YAML or JSON needs no trust',
});

/** Undefined when package.json has no key `sysdesign`; a broken one is not for us to report. */
async function readPackage(path: string, files: FileSystem): Promise<Config | undefined> {
  if ((await files.stat(path))?.kind !== 'file') return undefined;
  const text = await readText(path, files);
  if (!text.ok || !text.value.text.includes('"sysdesign"') || !hasKey(text.value.text)) return undefined;
  await checkPlace(path, files);
  const node = treeOf(text.value).entries.get('sysdesign')?.value;
  if (node?.type === 'map') return await configFrom(node, path, files);
  throw new UserError({
    rule: 'config/wrong-type',
    severity: 'error',
    message: 'the key `sysdesign` of package.json takes a map of settings',
    ...(node ? { at: node.at } : {}),
    help: 'for example "sysdesign": { "specs": ["designs/**/*.sysdesign.yaml"] }',
  });
}

function hasKey(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'sysdesign');
  } catch {
    return false;
  }
}

/** A script gives a plain object; it has no places, so findings name only the file. */
async function readScript(path: string, files: FileSystem): Promise<Config> {
  const shown = files.display(path);
  let exported: unknown;
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(path).href);
    exported = module.default;
  } catch (error) {
    throw new UserError(scriptFinding(shown, `it fails: ${error instanceof Error ? error.message.split('\n', 1)[0] : String(error)}`));
  }
  let text: string | undefined;
  try {
    text = JSON.stringify(exported);
  } catch {
    text = undefined;
  }
  if (text === undefined || !text.startsWith('{')) throw new UserError(scriptFinding(shown, 'its default export is no plain object'));
  try {
    return await configFrom(treeOf({ name: shown, text }), path, files);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.findings.map(({ at, ...finding }): Finding => ({ ...finding, message: `${shown}: ${finding.message}` })));
  }
}

const scriptFinding = (shown: string, why: string): Finding => ({
  rule: 'config/script',
  severity: 'error',
  message: `${shown} cannot be used: ${why}`,
  help: "export the settings: export default { specs: ['designs'] }",
});

async function textOf(path: string, files: FileSystem): Promise<SourceFile> {
  const source = await readText(path, files);
  if (!source.ok) throw new UserError(source.findings);
  return source.value;
}

function treeOf(source: SourceFile): MapNode {
  const tree = parseYaml(wholeOf(source), []);
  if (!tree.ok) throw new UserError(tree.findings);
  return tree.value;
}

async function configFrom(own: MapNode, path: string, files: FileSystem): Promise<Config> {
  checkShape(own);
  // Only who extends something pays for reading how.
  const root = own.entries.has('extends') ? await extended(own, path, files) : own;
  const folder = dirname(path);
  const overreach = [...writes(root), ...(await outsiders(root, folder, files))];
  if (overreach.length > 0) throw new UserError(overreach);
  const value = (key: string): unknown => {
    const entry = root.entries.get(key);
    return entry && plainValue(entry.value);
  };
  const seed = value('seed');
  const samples = value('samples');
  const catalog = root.entries.get('catalog')?.value;
  const products = root.entries.get('products')?.value;
  const preset = value('preset');
  const failOn = value('failOn') as Config['failOn'];
  const rules = root.entries.get('rules')?.value;
  const overrides = root.entries.get('overrides')?.value;
  const waivers = root.entries.get('waivers')?.value;
  const matches = (globs: readonly string[], file: string): boolean => {
    const name = relative(folder, resolve(files.cwd, file)).replaceAll('\\', '/');
    return globs.some((glob) => globToRegExp(glob.replace(/^\.\//, '').replace(/\/$/, '/**')).test(name));
  };
  return {
    file: files.display(path),
    specs: strings(value('specs')).map((spec) => (isAbsolute(spec) ? spec : files.display(resolve(folder, spec)))),
    format: strings(value('format')),
    ...(typeof seed === 'number' ? { seed } : {}),
    ...(typeof samples === 'number' ? { samples } : {}),
    ...(failOn !== undefined && { failOn }),
    ...(typeof preset === 'string' ? { preset } : {}),
    ...(rules?.type === 'map' ? { rules } : {}),
    ...(overrides?.type === 'list' ? { overrides, matches } : {}),
    ...(waivers?.type === 'map' ? { waivers, matches } : {}),
    ...(catalog?.type === 'map' ? { catalog } : {}),
    ...(products?.type === 'map' ? { products } : {}),
  };
}

async function extended(own: MapNode, path: string, files: FileSystem): Promise<MapNode> {
  const { extendedConfig } = await import('./config-extends.js');
  return await extendedConfig(own, path, files, (target) => readSettings(target, files));
}

/** The settings in a file that a configuration extends. */
async function readSettings(path: string, files: FileSystem): Promise<MapNode> {
  await checkPlace(path, files);
  const root = treeOf(await textOf(path, files));
  checkShape(root);
  return root;
}

/** @throws UserError for what a configuration does not have */
function checkShape(root: MapNode): void {
  const findings = validateConfig(root).filter((finding) => finding.severity === 'error');
  if (findings.length > 0) throw new UserError(findings);
}

/** Formats that name a file: who runs the command names those. */
const writes = (root: MapNode): readonly Finding[] =>
  scalarsAt(root, 'format')
    .filter(({ value }) => typeof value === 'string' && value.includes('='))
    .map(({ at, value }) => ({
      rule: 'config/writes',
      severity: 'error',
      message: `a configuration writes no files, and "${value}" would`,
      at,
      path: 'format',
      help: `give --format ${value} on the command line`,
    }));

/** Specs that are not below the project's root; what a pattern with dots in braces comes to is not known before it is too late. */
async function outsiders(root: MapNode, folder: string, files: FileSystem): Promise<readonly Finding[]> {
  const named = scalarsAt(root, 'specs');
  if (named.length === 0) return [];
  const real = await files.realPath(folder);
  const project = await files.projectOf(join(folder, 'specs'));
  return named
    .filter(({ value }) => {
      const whole = resolve(real, String(value));
      return whole.includes('..') || !isWithin(project, whole);
    })
    .map(({ at, value }) => ({
      rule: 'config/outside',
      severity: 'error',
      message: `"${value}" is outside of the project`,
      at,
      path: 'specs',
      help: `name specs below ${files.display(project)}/, or others on the command line`,
    }));
}

function scalarsAt(root: MapNode, key: string): readonly ScalarNode[] {
  const node = root.entries.get(key)?.value;
  const nodes = node?.type === 'list' ? node.items : node ? [node] : [];
  return nodes.filter((item) => item.type === 'scalar');
}

const strings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((entry): entry is string => typeof entry === 'string');
