import { printableLines } from '../report/text.js';
import type { Io } from '../workspace/index.js';
import { type Sink, sinkOf } from './sink.js';

/** Everything of the outside world that the command line touches. */
export interface Host {
  readonly out: Sink;
  readonly err: Sink;
  readonly inputIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Milliseconds since some moment, for `--timeout`. */
  readonly now: () => number;
  /** Names of files that change in some folders, in batches, until nobody listens; left out where files cannot be watched. */
  readonly changes?: (folders: readonly string[]) => AsyncIterable<readonly string[]>;
  /** Opens a file in an editor, and waits until it is closed; false where it ends with an error. Left out where none can be opened. */
  readonly edit?: (command: string, path: string) => Promise<boolean>;
  /** Files, clock and standard input; loaded when a command first needs them. */
  readonly io: () => Promise<Io>;
}

/** The same host, to which nothing is written that would steer a terminal, wherever it comes from. */
export function guarded(host: Host): Host {
  const guard = (sink: Sink): Sink => ({
    get isTerminal() {
      return sink.isTerminal;
    },
    get columns() {
      return sink.columns;
    },
    write: (text) => sink.write(printableLines(text)),
  });
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(host), out: { value: guard(host.out) }, err: { value: guard(host.err) } },
  ) as Host;
}

/** The host that a shell gives us. Each stream is opened when it is first used: that takes time, and standard input keeps the process alive. */
export function processHost(): Host {
  let io: Promise<Io> | undefined;
  return {
    out: sinkOf(1, () => process.stdout),
    err: sinkOf(2, () => process.stderr),
    get inputIsTerminal() {
      return process.stdin.isTTY === true;
    },
    env: process.env,
    platform: process.platform,
    now: () => performance.now(),
    changes: watched,
    edit: async (command, path) => (await import('../io/node-editor.js')).openEditor(command, path),
    // One for the whole run: it remembers what was read, so as not to write over it.
    io: () => {
      io ??= nodeIo();
      return io;
    },
  };
}

async function* watched(folders: readonly string[]): AsyncGenerator<readonly string[]> {
  const { changesIn } = await import('../io/node-watch.js');
  yield* changesIn(process.cwd(), folders);
}

async function nodeIo(): Promise<Io> {
  const [{ nodeClock }, { nodeFileSystem }, { interruptible }] = await Promise.all([
    import('../io/clock.js'),
    import('../io/node-file-system.js'),
    import('../io/node-streams.js'),
  ]);
  return {
    files: nodeFileSystem(
      process.cwd(),
      interruptible(() => process.stdin),
    ),
    clock: nodeClock(),
    git: async () => (await import('../io/node-git.js')).nodeGit(process.cwd()),
  };
}
