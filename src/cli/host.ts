import type { Io } from '../workspace/index.js';

/** Where text goes: a terminal, a pipe, a file behind a redirection, or a test's array. */
export interface Sink {
  /** Resolves when the text has been handed over; a reader that has gone away is no error. */
  readonly write: (text: string) => Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined when it is none. */
  readonly columns: number | undefined;
}

/** Everything of the outside world that the command line touches. */
export interface Host {
  readonly out: Sink;
  readonly err: Sink;
  readonly inputIsTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Files, clock and standard input; loaded when a command first needs them. */
  readonly io: () => Promise<Io>;
}

/** The host that a shell gives us. Each stream is opened when it is first used: that takes time, and standard input keeps the process alive. */
export function processHost(): Host {
  return {
    out: sinkOf(() => process.stdout),
    err: sinkOf(() => process.stderr),
    get inputIsTerminal() {
      return process.stdin.isTTY === true;
    },
    env: process.env,
    platform: process.platform,
    io: async () => {
      const { nodeClock, nodeFileSystem } = await import('../io/index.js');
      return { files: nodeFileSystem(process.cwd(), standardInput), clock: nodeClock() };
    },
  };
}

function sinkOf(open: () => NodeJS.WriteStream): Sink {
  let closed = false;
  let listening = false;
  return {
    get isTerminal() {
      return open().isTTY === true;
    },
    get columns() {
      return open().isTTY === true ? open().columns : undefined;
    },
    write: (text) =>
      new Promise<void>((resolve, reject) => {
        if (closed || text === '') {
          resolve();
          return;
        }
        const stream = open();
        if (!listening) {
          listening = true;
          // The write's own callback reports errors; without a listener a closed pipe would end the process with a trace.
          stream.on('error', () => {
            closed = true;
          });
        }
        stream.write(text, (error) => {
          if (error === null || error === undefined) resolve();
          else if (isClosedPipe(error)) {
            closed = true;
            resolve();
          } else reject(error);
        });
      }),
  };
}

const isClosedPipe = (error: Error): boolean => 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');

const standardInput: AsyncIterable<Uint8Array | string> = {
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};
