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
  /** Has the engine optimize code only once it has run for longer: for work that is over before optimized code is of use. */
  readonly optimizeLater?: () => void;
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
    optimizeLater,
  };
}

/**
 * Otherwise a second thread compiles for a third of a run's time what is then not run again. Not while the build keeps what V8 has compiled: V8
 * takes it back only under the same flags. Only where the flag is known to exist: V8 would complain of another.
 */
function optimizeLater(): void {
  const major = Number.parseInt(process.versions.v8, 10);
  if (process.env.SYSDESIGN_KEEP_CODE === '1' || !(major >= 11 && major <= 13)) return;
  // Loaded here: few commands need it, and it takes a while.
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=1000000');
}

const standardInput: AsyncIterable<Uint8Array | string> = {
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};
