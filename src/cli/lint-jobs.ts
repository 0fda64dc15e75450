import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UserError } from '../core/index.js';
import { invalidResult, type SpecResult } from '../evaluate/result.js';
import { packageFolder } from '../io/package-folder.js';
import type { Io } from '../workspace/load.js';
import type { LintFlags } from './lint-flags.js';
import type { Linted } from './lint-run.js';
import type { PartMessage, PartOrder } from './lint-worker.js';

/**
 * Lints files in threads, each of which takes every so-manieth of them and reads the configuration for itself: what a thread is given are words.
 * Results stand in the order of the files, whoever made them, so that a run prints the same however many threads it has.
 * @throws UserError for what each of them would say: no file matches, a commit that does not exist
 */
export async function lintInJobs(jobs: number, patterns: readonly string[], flags: LintFlags, io: Io): Promise<Linted> {
  const worker = join(await packageFolder(io.files), 'dist', 'cli', 'lint-worker.cjs');
  const parts = await Promise.all(
    Array.from({ length: jobs }, (_, index) => partOf(worker, { part: { index, count: jobs }, patterns, flags })),
  );
  for (const { inputs } of parts) io.files.addInputs(inputs);
  const specs = new Map(parts.flatMap(({ done }) => [...done]));
  const lost = parts.flatMap(({ named, done, death }) =>
    death === undefined ? [] : [...named].filter(([place]) => !done.has(place)).map(([place, file]) => ({ place, file, death })),
  );
  for (const { place, file, death } of lost) specs.set(place, notLinted(file, death));
  const { death } = parts.find((part) => part.death !== undefined) ?? {};
  return {
    specs: onceByFile([...specs].sort(([a], [b]) => a - b).map(([, spec]) => spec)),
    problems: parts[0]?.problems ?? [],
    ...(death !== undefined && { unfinished: `a thread of the run ended (${death}): ${lost.length || 'some'} files were not linted` }),
  };
}

/** A file that several patterns name, where one of them names none, is met by several threads. */
const onceByFile = (specs: readonly (SpecResult | null)[]): readonly (SpecResult | null)[] => [
  ...new Map(specs.map((spec, place) => [spec?.file ?? place, spec])).values(),
];

interface DonePart {
  /** By the place of its file among all. */
  readonly done: ReadonlyMap<number, SpecResult | null>;
  readonly named: ReadonlyMap<number, string>;
  readonly inputs: readonly string[];
  readonly problems: Linted['problems'];
  /** Why it did not end well. */
  readonly death: string | undefined;
}

/** One thread, until it ends. */
function partOf(file: string, order: PartOrder): Promise<DonePart> {
  const done = new Map<number, SpecResult | null>();
  const named = new Map<number, string>();
  let end: Extract<PartMessage, { readonly kind: 'end' }> | undefined;
  let death: string | undefined;
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: order });
    worker.on('message', (message: PartMessage) => {
      if (message.kind === 'file') named.set(message.place, message.file);
      else if (message.kind === 'spec') done.set(message.place, message.spec);
      else if (message.kind === 'refused') reject(new UserError(message.findings));
      else end = message;
    });
    worker.on('error', (error: unknown) => {
      death = error instanceof Error ? error.message : String(error);
    });
    worker.on('exit', (code) => {
      if (end === undefined) death ??= `exit code ${code}`;
      resolve({ done, named, inputs: end?.inputs ?? [], problems: end?.problems ?? [], death });
    });
  });
}

const notLinted = (file: string, death: string): SpecResult =>
  invalidResult(file, [
    {
      rule: 'usage/not-linted',
      severity: 'error',
      message: `${file} was not linted: the thread that had it ended (${death})`,
      help: 'run it by itself, without --jobs',
    },
  ]);
