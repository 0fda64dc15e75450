import type { Io } from '../workspace/index.js';
import { type Sink, sinkOf } from './sink.js';

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
    out: sinkOf(1, () => process.stdout),
    err: sinkOf(2, () => process.stderr),
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

const standardInput: AsyncIterable<Uint8Array | string> = {
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};
