import { type Finding, UserError } from '../core/index.js';
import { isWithin } from '../io/index.js';
import { type Config, findConfig } from '../workspace/config.js';
import { inPlaceOfCatalog } from '../workspace/in-place.js';
// Past the index, behind which stands all that estimates.
import { type Io, type LoadedSpec, loadExample, loadSpecs, type Sources } from '../workspace/load.js';
import type { Host } from './host.js';
import { type SpecFlags, usage } from './options.js';

export const ANY_SPEC = '.';

/** Specs of a command line, and what is wrong with paths that gave none. */
export interface Loaded<T = LoadedSpec> {
  readonly specs: readonly T[];
  readonly problems: readonly Finding[];
}

type Keep<T> = (spec: LoadedSpec) => T | Promise<T>;

/** All of it. */
export const asLoaded: Keep<LoadedSpec> = (spec) => spec;

/** The specs that the arguments, `--example`, the config or the folder name. One bad path does not keep the others from being read. */
export async function specsOf<T>(
  patterns: readonly string[],
  flags: SpecFlags,
  config: Config,
  host: Io,
  keep: Keep<T>,
): Promise<Loaded<T>> {
  const { stdinFilename: stdinName, isAsked } = flags;
  const stated = inPlaceOfCatalog(config);
  const io = {
    ...host,
    ...(isAsked && { isAsked }),
    ...(stated && { catalog: stated }),
    ...(stdinName !== undefined && { stdinName }),
  };
  if (flags.example !== undefined) {
    if (patterns.length > 0) throw usage('--example takes the place of specs', `leave out ${patterns.join(' ')}, or --example`);
    return { specs: [await keep(await loadExample(flags.example, io))], problems: [] };
  }
  if (patterns.length === 0) return { specs: await defaultSpecs(config, io, keep), problems: [] };
  try {
    return { specs: await loadSpecs<T>(patterns, io, keep), problems: [] };
  } catch (error) {
    if (!(error instanceof UserError) || patterns.length === 1) throw error;
    return await oneByOne(patterns, io, keep);
  }
}

async function oneByOne<T>(patterns: readonly string[], io: Sources, keep: Keep<T>): Promise<Loaded<T>> {
  const specs = new Map<string, T>();
  const problems: Finding[] = [];
  for (const pattern of patterns) {
    try {
      const found = await loadSpecs([pattern], io, async (spec): Promise<readonly [string, T]> => [spec.file, await keep(spec)]);
      for (const [file, spec] of found) specs.set(file, spec);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.findings);
    }
  }
  return { specs: [...specs.values()], problems };
}

async function defaultSpecs<T>(config: Config, io: Sources, keep: Keep<T>): Promise<readonly T[]> {
  if (config.specs.length > 0) return await loadSpecs<T>(config.specs, { ...io, areConfigured: true }, keep);
  const found = await io.files.expand([ANY_SPEC]);
  const here = found.ok ? found.value.filter((file) => !/(^|\/)dist\//.test(file)) : [];
  if (here.length > 0) return await loadSpecs<T>(here, { ...io, areConfigured: true }, keep);
  throw new UserError({
    rule: 'usage/no-specs',
    severity: 'error',
    message: 'no specs here (no *.sysdesign.yaml in this folder or below)',
    help: '`sysdesign init` writes one, `sysdesign estimate --example url-shortener` shows one',
  });
}

/** The folders in which, and below which, a configuration may run code, with the system's separator between. */
const TRUSTED = 'SYSDESIGN_TRUSTED_FOLDERS';

/** The configuration of the working directory. */
export async function configOf(
  host: Pick<Host, 'io' | 'env' | 'platform'>,
  { trustConfig }: Pick<SpecFlags, 'trustConfig'>,
): Promise<Config> {
  const { files, clock } = await host.io();
  const trusted = (host.env[TRUSTED] ?? '').split(host.platform === 'win32' ? ';' : ':').filter((folder) => folder !== '');
  const config = await findConfig({ files }, files.cwd, (folder) => trustConfig === true || trusted.some((one) => isWithin(one, folder)));
  return { ...config, today: clock.today() };
}
