import { fstatSync, statSync, writeSync } from 'node:fs';
import { UserError } from '../core/index.js';

/** Where text goes: a terminal, a pipe, a file behind a redirection, or a test's array. */
export interface Sink {
  /**
   * Resolves when the text has been handed over; a reader that has gone away is no error.
   * @throws UserError when standard output cannot take it, such as on a full disk
   */
  readonly write: (text: string) => Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined when it is none. */
  readonly columns: number | undefined;
}

/**
 * Standard output or standard error. Pipes and files are written to directly: to open node's stream for them takes a tenth of a bare start.
 * @param descriptor 1 or 2
 * @param open node's stream for it, opened when it is first needed
 */
export function sinkOf(descriptor: number, open: () => NodeJS.WriteStream): Sink {
  let closed = false;
  let stream: NodeJS.WriteStream | undefined;
  let device: boolean | undefined;
  const isTerminal = (): boolean => {
    device ??= mayBeTerminal(descriptor);
    return device && open().isTTY === true;
  };

  const writeToStream = (text: string | Uint8Array): Promise<void> =>
    new Promise<void>((resolve, reject) => {
      if (stream === undefined) {
        stream = open();
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
        } else if (descriptor === STANDARD_ERROR) {
          // There is nowhere left to report it.
          closed = true;
          resolve();
        } else reject(unwritten(error));
      });
    });

  return {
    get isTerminal() {
      return isTerminal();
    },
    get columns() {
      return isTerminal() ? open().columns : undefined;
    },
    write: async (text) => {
      if (closed || text === '') return;
      if (stream !== undefined || isTerminal()) return await writeToStream(text);
      const bytes = Buffer.from(text);
      for (let written = 0; written < bytes.length; ) {
        try {
          written += writeSync(descriptor, bytes, written);
        } catch (error) {
          if (error instanceof Error && isClosedPipe(error)) {
            closed = true;
            return;
          }
          // Such as a full pipe that does not block (EAGAIN): node's stream knows how to wait.
          return await writeToStream(bytes.subarray(written));
        }
      }
    },
  };
}

/** False for pipes, files and the null device; to know of the others takes node's stream. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    const found = fstatSync(descriptor);
    return found.isCharacterDevice() && found.rdev !== statSync('/dev/null', { throwIfNoEntry: false })?.rdev;
  } catch {
    return true;
  }
}

const STANDARD_ERROR = 2;

const unwritten = (error: Error): UserError =>
  new UserError({
    rule: 'io/unwritable',
    severity: 'error',
    message: `standard output takes no text (${'code' in error ? String(error.code) : error.message})`,
  });

const isClosedPipe = (error: Error): boolean =>
  'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED' || error.code === 'EOF');
