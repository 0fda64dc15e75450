import { parentPort, workerData } from 'node:worker_threads';
import type { Finding } from '../core/index.js';
import type { SpecResult } from '../evaluate/result.js';
import { processHost } from './host.js';
import type { LintFlags } from './lint-flags.js';
import { lintFiles, lintRun } from './lint-run.js';
import { startTimeout } from './timeout.js';

/** The files of one thread: those at every `count`-th place of all, from `index` on. */
export interface WorkerPart {
  readonly index: number;
  readonly count: number;
}

/** What a thread is to do. */
export interface PartOrder {
  readonly part: WorkerPart;
  readonly patterns: readonly string[];
  readonly flags: LintFlags & { readonly timeout?: string };
}

/** What it tells. */
export type PartMessage =
  /** A file that it has, by its place among all, before that is read. */
  | { readonly kind: 'file'; readonly place: number; readonly file: string }
  | { readonly kind: 'spec'; readonly place: number; readonly spec: SpecResult | null }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }
  | { readonly kind: 'end'; readonly inputs: readonly string[]; readonly problems: readonly Finding[] };

/** Lints a part of the files, each of which is reported as soon as it is done: the whole of a part may be large. */
async function lintPart({ part, patterns, flags }: PartOrder, tell: (message: PartMessage) => void): Promise<void> {
  const host = processHost();
  const { timeout } = flags;
  if (timeout !== undefined) startTimeout(timeout, host);
  try {
    const run = await lintRun(flags, host);
    let place = -1;
    const own: number[] = [];
    const isOwn = (file: string): boolean => {
      if (run.flags.isAsked?.(file) === false) return false;
      place++;
      if (place % part.count !== part.index) return false;
      own.push(place);
      tell({ kind: 'file', place, file });
      return true;
    };
    let next = 0;
    const { problems } = await lintFiles(patterns, { ...run, flags: { ...run.flags, isAsked: isOwn } }, (spec) =>
      tell({ kind: 'spec', place: own[next++] as number, spec }),
    );
    tell({ kind: 'end', inputs: run.io.files.inputs(), problems });
  } catch (error) {
    if (!(error instanceof Error && error.name === 'UserError' && 'findings' in error)) throw error;
    tell({ kind: 'refused', findings: error.findings as readonly Finding[] });
  }
}

void lintPart(workerData as PartOrder, (message) => parentPort?.postMessage(message));
