import type { Outcome } from '../core/index.js';

export interface EntryInfo {
  readonly kind: 'file' | 'directory' | 'other';
  /** Bytes. */
  readonly size: number;
}

/** Files as the toolkit sees them. Paths are relative to `cwd` or absolute; both kinds of slash work where the system knows both. */
export interface FileSystem {
  readonly cwd: string;
  /** A path as shown to people: relative to `cwd`, forward slashes; `-` is `<stdin>`. */
  display(path: string): string;
  /** Undefined when nothing is there. */
  stat(path: string): Promise<EntryInfo | undefined>;
  exists(path: string): Promise<boolean>;
  /**
   * The bytes of a file, or of standard input for `-`.
   * Findings: `io/not-found`, `io/not-a-file`, `io/too-large`, `io/unreadable`. A file above `limit` bytes is not read.
   */
  readBytes(path: string, limit?: number): Promise<Outcome<Uint8Array>>;
  /**
   * Writes the whole file or nothing (finding `io/unwritable`); makes the folders that it needs. What this file system has read, any
   * spec, the baseline and any configuration is not replaced (finding `io/is-input`).
   * @param isEdit what was read is replaced by an edited version of it
   */
  writeWhole(path: string, text: string, isEdit?: boolean): Promise<Outcome<void>>;
  /**
   * Files for paths and glob patterns, each once, patterns sorted; a folder stands for `*.sysdesign.{yaml,yml}` below it.
   * Finding `io/no-match` for a pattern that matches nothing; `io/not-found` for a plain path.
   */
  expand(patterns: readonly string[]): Promise<Outcome<readonly string[]>>;
  /** The path of a file that another file names: relative to the folder of that file. */
  sibling(file: string, name: string): string;
  /** The absolute path of a file without links; of what is not there, of the nearest folder that is, with the rest of the path. */
  realPath(path: string): Promise<string>;
  /** The folder that what a file names must stay within, without links: see `projectRoot`. */
  projectOf(path: string): Promise<string>;
  /** Names in a folder, sorted; empty when there is none. */
  list(folder: string): Promise<readonly string[]>;
  /** Absolute paths of what was read, which is not written over. */
  inputs(): readonly string[];
  /** Takes files for read that another file system has read. */
  addInputs(paths: readonly string[]): void;
}

/** 10 MB: beyond any spec, and little enough to parse. */
export const MAX_BYTES = 10_000_000;
