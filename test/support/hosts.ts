import type { Host } from '../../src/cli/host.js';
import { run } from '../../src/cli/main.js';
import type { Sink } from '../../src/cli/sink.js';
import { type FileSystem, fixedClock, memoryFileSystem } from '../../src/io/index.js';
import { readText } from '../../src/io/read-text.js';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly files: FileSystem;
}

export interface Given {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly fileSystem?: FileSystem;
  readonly now?: () => number;
  readonly changes?: NonNullable<Host['changes']>;
}

/** Runs a command line in memory: what it printed, and its exit code. */
export async function sysdesign(argv: readonly string[], given: Given = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const files = given.fileSystem ?? memoryFileSystem(given.files ?? {}, given.stdin);
  const terminal = given.terminal === true;
  const sinkOf = (texts: string[]): Sink => ({
    isTerminal: terminal,
    columns: terminal ? (given.columns ?? 80) : undefined,
    write: async (text) => {
      texts.push(text);
    },
  });
  const host: Host = {
    out: sinkOf(out),
    err: sinkOf(err),
    inputIsTerminal: false,
    env: given.env ?? {},
    platform: 'linux',
    now: given.now ?? (() => 0),
    ...(given.changes && { changes: given.changes }),
    io: async () => ({ files, clock: fixedClock('2026-11-01') }),
  };
  const code = await run(argv, host);
  return { code, out: out.join(''), err: err.join(''), files };
}

/** What a command wrote, or read; empty where there is no such file. */
export async function textOf({ files }: Pick<Ran, 'files'>, path: string): Promise<string> {
  const text = await readText(path, files);
  return text.ok ? text.value.text : '';
}
