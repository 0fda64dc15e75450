import { type Finding, type Range, suggest, type TextFindingId } from '../core/index.js';

const finding = (rule: TextFindingId, message: string, help: string, suggestion?: string): Finding => ({
  rule,
  severity: 'error',
  message,
  help,
  ...(suggestion === undefined ? {} : { suggestion }),
});

/** @param neighbors names in the same folder */
export function notFound(shown: string, neighbors: readonly string[]): Finding {
  const slash = shown.lastIndexOf('/') + 1;
  const near = suggest(shown.slice(slash), neighbors);
  const meant = near === undefined ? undefined : shown.slice(0, slash) + near;
  return finding(
    'io/not-found',
    `there is no file "${shown}"`,
    meant === undefined ? 'check the path; it is relative to the working directory' : `did you mean "${meant}"?`,
    meant,
  );
}

export const isDirectory = (shown: string): Finding =>
  finding('io/not-a-file', `"${shown}" is a folder, and a file is needed here`, `name a file in it: ${shown}/NAME`);

/** @param limit bytes */
export const tooLarge = (shown: string, limit: number): Finding =>
  finding('io/too-large', `"${shown}" is larger than ${limit / 1e6} MB`, 'a spec is a few hundred lines; split a large one with `include`');

export const unreadable = (shown: string, code: string): Finding =>
  finding('io/unreadable', `"${shown}" cannot be read (${code})`, 'check its permissions');

export const unwritable = (shown: string, code: string): Finding =>
  finding(
    'io/unwritable',
    `"${shown}" cannot be written (${code})`,
    'nothing was changed; check the path, its permissions and the space left',
  );

/** @param shown a file that was read, a spec, the baseline, or a configuration */
export const isInput = (shown: string): Finding =>
  finding('io/is-input', `"${shown}" is an input, which a result does not replace`, 'name another file to write to');

export const noMatch = (pattern: string): Finding =>
  finding('io/no-match', `no file matches "${pattern}"`, 'check the pattern; in a shell, put it in quotes');

/** @param folder in which no spec is, nor below */
export const noSpecs = (folder: string): Finding =>
  finding(
    'io/no-match',
    `there is no spec in the folder "${folder}" (no *.sysdesign.yaml)`,
    'name the file itself if it is called otherwise; `sysdesign init` writes one',
  );

export const empty = (shown: string): Finding => finding('io/empty', `"${shown}" is empty`, '`sysdesign init` writes a spec to start from');

export const binary = (shown: string): Finding =>
  finding('io/binary', `"${shown}" is not text (it holds NUL bytes)`, 'name a YAML or Markdown file');

export const utf16 = (shown: string): Finding =>
  finding('io/encoding', `"${shown}" looks like UTF-16 without a byte order mark`, 'save it as UTF-8');

/** @param offset bytes before the first byte that is not UTF-8 */
export const notUtf8 = (shown: string, offset: number): Finding =>
  finding('io/encoding', `"${shown}" is not UTF-8 (byte ${offset + 1})`, 'save it as UTF-8');

/** @param why git has no answer */
export const noAnswer = (why: string, help = '--changed needs git, and a repository: without it, name the files'): Finding =>
  finding('io/git', why, help);

/** The same finding, at the place of the spec that names the file. */
export const placedAt = (found: Finding, at: Range): Finding => ({ ...found, at });
