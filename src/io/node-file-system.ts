import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Finding, failure, isTimeout, type Outcome, success } from '../core/index.js';
import { type EntryInfo, type FileSystem, MAX_BYTES } from './file-system.js';
import { isDirectory, isInput, noMatch, noSpecs, notFound, tooLarge, unreadable, unwritable } from './findings.js';
import { collect, streamOf } from './node-streams.js';
import { isPattern } from './pattern.js';
import { isConfiguration, isKept, projectRoot } from './project.js';

/**
 * The real file system. Its calls wait for the system, one file after the other: `node:fs/promises` would load node's streams and readline,
 * a fifteenth of a bare start, and nothing is there to be done in the meantime.
 * @param cwd working directory, absolute
 * @param stdin what the path `-` reads
 */
export function nodeFileSystem(cwd: string, stdin: AsyncIterable<Uint8Array | string> | Iterable<never> = []): FileSystem {
  const full = (name: string): string => path.resolve(cwd, name);
  const display = (name: string): string => (name === '-' ? '<stdin>' : slashes(path.relative(cwd, full(name))) || '.');

  const info = async (name: string): Promise<EntryInfo | undefined> => {
    try {
      const found = statSync(full(name));
      return { kind: found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other', size: found.size };
    } catch {
      return undefined;
    }
  };

  const list = async (folder: string): Promise<readonly string[]> => {
    try {
      return readdirSync(full(folder)).sort();
    } catch {
      return [];
    }
  };

  const missing = async (name: string): Promise<Finding> => notFound(display(name), await list(path.dirname(full(name))));

  /** What was read, as named: where it leads to is looked at only before something is written. */
  const read = new Set<string>();

  const readBytes = async (name: string, limit = MAX_BYTES): Promise<Outcome<Uint8Array>> => {
    if (name === '-') return collect(stdin, '<stdin>', limit);
    read.add(full(name));
    const found = await info(name);
    if (found === undefined) return failure(await missing(name));
    if (found.kind === 'directory') return failure(isDirectory(display(name)));
    if (found.size > limit) return failure(tooLarge(display(name), limit));
    try {
      if (found.kind === 'file') return success(readFileSync(full(name)));
      // A pipe or a device has no size to trust: `<(command)` works, `/dev/zero` ends at the limit.
      return await collect(await streamOf(full(name)), display(name), limit);
    } catch (error) {
      if (isTimeout(error)) throw error;
      return failure(unreadable(display(name), codeOf(error)));
    }
  };

  const writeWhole = async (name: string, text: string, isEdit = false): Promise<Outcome<void>> => {
    let temporary: string | undefined;
    try {
      const target = attempt(() => realpathSync(full(name))) ?? full(name);
      const kind = (await info(target))?.kind;
      if (kind === 'directory') return failure(isDirectory(display(name)));
      if (isConfiguration(target) || (!isEdit && kind === 'file' && (isKept(target) || isRead(target, read))))
        return failure(isInput(display(name)));
      const descriptor = descriptorIn(full(name));
      if (kind === 'other' || descriptor !== undefined) {
        writeThrough(full(name), descriptor, text);
        return success(undefined);
      }
      makeFolder(path.dirname(target));
      // In the same folder, so that the rename stays within one disk and is atomic.
      const candidate = path.join(path.dirname(target), `.${path.basename(target)}.${Math.random().toString(36).slice(2)}.tmp`);
      const mode = attempt(() => statSync(target).mode);
      // A file of that name would go as its folder lets it, whatever the file itself says.
      if (mode !== undefined && (mode & ANY_MAY_WRITE) === 0) return failure(unwritable(display(name), 'read-only'));
      const opened = openSync(candidate, 'wx', mode);
      temporary = candidate;
      try {
        writeFileSync(opened, text);
      } finally {
        closeSync(opened);
      }
      renameSync(candidate, target);
      return success(undefined);
    } catch (error) {
      const left = temporary;
      if (left !== undefined) attempt(() => unlinkSync(left));
      return failure(unwritable(display(name), codeOf(error)));
    }
  };

  const glob = async (pattern: string): Promise<readonly string[]> => {
    const { glob: search } = await import('tinyglobby');
    // Not through links: those of folders lead in circles or all over the disk, those of files to what is none of the project's.
    const ignore = ['**/node_modules/**', '**/.git/**'];
    const found = await search(slashes(pattern), { cwd, ignore, expandDirectories: false, followSymbolicLinks: false });
    return found.map((name) => slashes(path.relative(cwd, full(name)))).sort();
  };

  const expand = async (patterns: readonly string[]): Promise<Outcome<readonly string[]>> => {
    const files = new Set<string>();
    const findings: Finding[] = [];
    for (const pattern of patterns) {
      const found = pattern === '-' ? undefined : await info(pattern);
      if (pattern === '-') files.add('-');
      else if (found?.kind === 'directory') {
        const inside = await glob(`${escaped(display(pattern))}/**/*.sysdesign.{yaml,yml}`);
        if (inside.length === 0) findings.push(noSpecs(display(pattern)));
        for (const name of inside) files.add(name);
      } else if (found) files.add(display(pattern));
      else if (!isPattern(pattern)) findings.push(await missing(pattern));
      else {
        const matches = await glob(pattern);
        if (matches.length === 0) findings.push(noMatch(pattern));
        for (const name of matches) files.add(name);
      }
    }
    return findings.length > 0 ? failure(...findings) : success([...files]);
  };

  return {
    cwd,
    display,
    stat: info,
    exists: async (name) => (await info(name)) !== undefined,
    readBytes,
    writeWhole,
    expand,
    inputs: () => [...read],
    addInputs: (paths) => {
      for (const one of paths) read.add(one);
    },
    realPath: async (name) => realPathOf(full(name)),
    projectOf: async (name) =>
      slashes(
        projectRoot(realPathOf(name === '-' ? cwd : path.dirname(full(name))), {
          parentOf: path.dirname,
          has: (folder, entry) => existsSync(path.join(folder, entry)),
        }),
      ),
    sibling: (file, name) => (path.isAbsolute(name) ? name : path.join(path.dirname(file), name)),
    list,
  };
}

/** Bits of a mode: the owner, the group or others may write. */
const ANY_MAY_WRITE = 0o222;

/** Of what is not there: of the nearest folder that is, with the rest of the path. */
function realPathOf(name: string): string {
  const found = attempt(() => realpathSync.native(name));
  if (found !== undefined) return found;
  const above = path.dirname(name);
  return above === name ? name : path.join(realPathOf(above), path.basename(name));
}

const isRead = (target: string, read: ReadonlySet<string>): boolean =>
  [...read].some((name) => name === target || attempt(() => realpathSync(name)) === target);

/** Node's own `recursive` never ends where a folder can neither be found nor made, as below /proc. */
function makeFolder(folder: string): void {
  const above = path.dirname(folder);
  if (makesFolder(folder) || above === folder) return;
  makeFolder(above);
  makesFolder(folder);
}

/** False where the folder above is missing too. What else is wrong shows when the file is opened. */
function makesFolder(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ENOENT';
  }
}

/** The open file that a name stands for: 1 of `/dev/stdout`, 63 of `/dev/fd/63`, which is what a shell makes of `>(command)`. */
function descriptorIn(name: string): number | undefined {
  const number = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(name)?.[1];
  if (number !== undefined) return Number(number);
  return name === '/dev/stdout' ? 1 : name === '/dev/stderr' ? 2 : undefined;
}

/** To a pipe, a device or an open file, which must stay what it is: nothing is put in its place, and nothing that is there is lost. */
function writeThrough(name: string, descriptor: number | undefined, text: string): void {
  const opened = descriptor === undefined ? openSync(name, APPEND) : (attempt(() => openSync(name, APPEND)) ?? descriptor);
  try {
    writeFileSync(opened, text);
  } finally {
    // A socket cannot be opened again; then it is the descriptor itself, which others go on using.
    if (opened !== descriptor) closeSync(opened);
  }
}

const APPEND = constants.O_WRONLY | constants.O_APPEND;

const slashes = (name: string): string => (path.sep === '\\' ? name.replaceAll('\\', '/') : name);

const escaped = (name: string): string => name.replace(/[*?[\]{}()!+@]/g, '\\$&');

/** What a call gives; undefined if it fails. */
function attempt<T>(call: () => T): T | undefined {
  try {
    return call();
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
}
