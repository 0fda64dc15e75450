import { dirname, isAbsolute, join, relative, resolve } from 'pathe';
import { type Finding, failure, success } from '../core/index.js';
import { type EntryInfo, type FileSystem, MAX_BYTES } from './file-system.js';
import { isDirectory, isInput, noMatch, noSpecs, notFound, tooLarge } from './findings.js';
import { globToRegExp, isPattern } from './pattern.js';
import { isConfiguration, isKept, projectRoot } from './project.js';

export interface MemoryFileSystem extends FileSystem {
  /** What is there now, by absolute path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Files held in memory, for tests and for hosts without a disk; nothing of node is used. Relative names live in `/repo`. */
export function memoryFileSystem(initial: Readonly<Record<string, string | Uint8Array>>, stdin?: string | Uint8Array): MemoryFileSystem {
  const cwd = '/repo';
  const full = (name: string): string => resolve(cwd, name);
  const files = new Map<string, Uint8Array>();
  for (const [name, content] of Object.entries(initial)) files.set(full(name), bytesOf(content));
  const display = (name: string): string => (name === '-' ? '<stdin>' : relative(cwd, full(name)) || '.');

  const info = (name: string): EntryInfo | undefined => {
    const file = files.get(full(name));
    if (file) return { kind: 'file', size: file.length };
    const folder = full(name).replace(/\/?$/, '/');
    for (const other of files.keys()) if (other.startsWith(folder)) return { kind: 'directory', size: 0 };
    return undefined;
  };

  const list = (folder: string): readonly string[] => {
    const prefix = full(folder).replace(/\/?$/, '/');
    const names = new Set<string>();
    for (const name of files.keys()) if (name.startsWith(prefix)) names.add(name.slice(prefix.length).split('/')[0] ?? '');
    return [...names].sort();
  };

  const read = new Set<string>();
  const missing = (name: string): Finding => notFound(display(name), list(dirname(full(name))));

  return {
    cwd,
    files,
    display,
    stat: async (name) => info(name),
    sibling: (file, name) => (isAbsolute(name) ? name : join(dirname(file), name)),
    realPath: async (name) => full(name),
    projectOf: async (name) =>
      projectRoot(dirname(full(name)), { parentOf: dirname, has: (folder, entry) => info(join(folder, entry)) !== undefined }),
    exists: async (name) => info(name) !== undefined,
    list: async (folder) => list(folder),
    inputs: () => [...read],
    addInputs: (paths) => {
      for (const one of paths) read.add(one);
    },
    async readBytes(name, limit = MAX_BYTES) {
      const bytes = name === '-' ? bytesOf(stdin ?? '') : files.get(full(name));
      read.add(full(name));
      if (bytes === undefined) return failure(info(name)?.kind === 'directory' ? isDirectory(display(name)) : missing(name));
      return bytes.length > limit ? failure(tooLarge(display(name), limit)) : success(bytes);
    },
    async writeWhole(name, text, isEdit = false) {
      if (info(name)?.kind === 'directory') return failure(isDirectory(display(name)));
      const isLeft = read.has(full(name)) || (info(name) !== undefined && isKept(full(name)));
      if ((isLeft && !isEdit) || isConfiguration(full(name))) return failure(isInput(display(name)));
      files.set(full(name), bytesOf(text));
      return success(undefined);
    },
    async expand(patterns) {
      const found = new Set<string>();
      const findings: Finding[] = [];
      for (const pattern of patterns) {
        const kind = info(pattern)?.kind;
        if (pattern === '-' || kind === 'file') found.add(pattern === '-' ? pattern : display(pattern));
        else if (kind === undefined && !isPattern(pattern)) findings.push(missing(pattern));
        else {
          const glob = kind === 'directory' ? `${join(full(pattern), '**/*.sysdesign.{yaml,yml}')}` : full(pattern);
          const matcher = globToRegExp(glob);
          const matches = [...files.keys()].filter((name) => matcher.test(name)).sort();
          if (matches.length === 0) findings.push(kind === 'directory' ? noSpecs(display(pattern)) : noMatch(pattern));
          for (const name of matches) found.add(display(name));
        }
      }
      return findings.length > 0 ? failure(...findings) : success([...found]);
    },
  };
}

const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);
