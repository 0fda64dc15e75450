import { UserError } from '../core/index.js';
import { BASELINE_NAME, type FileSystem, isConfiguration, noAnswer } from '../io/index.js';
import type { Io, LoadedSpec } from '../workspace/index.js';

/** Absolute paths without links, with forward slashes. */
export type ChangedFiles = ReadonlySet<string>;

/** Whether a file, by its absolute path, decides about every spec: a configuration, or the baseline. */
export const decidesAboutAll = (path: string): boolean => isConfiguration(path) || path.endsWith(`/${BASELINE_NAME}`);

/**
 * The files that differ from a commit.
 * @throws UserError where git has no answer
 */
export async function changedFiles({ files, git }: Io, ref: string): Promise<ChangedFiles | undefined> {
  if (!git) throw new UserError(noAnswer('there is no git here'));
  const found = await (await git()).changedSince(ref);
  if (!found.ok) throw new UserError(found.findings);
  const paths = await Promise.all(found.value.map((path) => realPath(path, files)));
  // With other settings, other findings: then all files are new.
  return paths.some(decidesAboutAll) ? undefined : new Set(paths);
}

/** Whether a spec is to be linted again: it, or something that it includes, has changed. */
export async function isTouched(loaded: LoadedSpec, changed: ChangedFiles, files: FileSystem): Promise<boolean> {
  for (const part of await filesOf(loaded, files)) if (changed.has(part)) return true;
  return false;
}

/** The files that a spec is made of, as far as they can be read. */
export async function filesOf({ file, spec, findings }: LoadedSpec, files: FileSystem): Promise<ReadonlySet<string>> {
  const names = [file, ...(spec?.tree.files ?? []).map(({ name }) => name), ...findings.flatMap(({ at }) => at?.source.name ?? [])];
  return new Set(await Promise.all([...new Set(names)].map((name) => realPath(name, files))));
}

/** An absolute path without links, with forward slashes. */
export const realPath = async (path: string, files: FileSystem): Promise<string> => (await files.realPath(path)).replaceAll('\\', '/');
