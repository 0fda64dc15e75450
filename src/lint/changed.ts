import { UserError } from '../core/index.js';
import { CONFIG_NAMES, type FileSystem, noAnswer } from '../io/index.js';
import type { Io, LoadedSpec } from '../workspace/index.js';
import { BASELINE_NAME } from './baseline-file.js';

/** Absolute paths without links, with forward slashes. */
export type ChangedFiles = ReadonlySet<string>;

/** What decides about every file. */
const OF_ALL: ReadonlySet<string> = new Set([...CONFIG_NAMES, 'package.json', BASELINE_NAME]);

/**
 * The files that differ from a commit.
 * @throws UserError where git has no answer
 */
export async function changedFiles({ files, git }: Io, ref: string): Promise<ChangedFiles | undefined> {
  if (!git) throw new UserError(noAnswer('there is no git here'));
  const found = await (await git()).changedSince(ref);
  if (!found.ok) throw new UserError(found.findings);
  const paths = await Promise.all(found.value.map(async (path) => slashes(await files.realPath(path))));
  // With other settings, other findings: then all files are new.
  return paths.some((path) => OF_ALL.has(path.slice(path.lastIndexOf('/') + 1))) ? undefined : new Set(paths);
}

/** Whether a spec is to be linted again: it, or something that it includes, has changed. */
export async function isTouched({ file, spec, findings }: LoadedSpec, changed: ChangedFiles, files: FileSystem): Promise<boolean> {
  const parts = new Set([
    file,
    ...(spec?.tree.files ?? []).map(({ name }) => name),
    ...findings.flatMap(({ at }) => at?.source.name ?? []),
  ]);
  for (const part of parts) if (changed.has(slashes(await files.realPath(part)))) return true;
  return false;
}

const slashes = (path: string): string => path.replaceAll('\\', '/');
