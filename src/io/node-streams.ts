import { constants, createReadStream, openSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { failure, hasDeadline, type Outcome, success, timedOut, timeLeft } from '../core/index.js';
import { tooLarge } from './findings.js';

/** What is read bit by bit: a stream of node, or nothing. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<never>;

/**
 * A stream that ends at once when nobody wants more of it. Node's own waits for its next chunk first, which may never come, and keeps the
 * process alive meanwhile.
 */
export const interruptible = (open: () => Readable): AsyncIterable<Uint8Array | string> => ({
  [Symbol.asyncIterator]: () => {
    const stream = open();
    const chunks = stream[Symbol.asyncIterator]();
    return {
      next: () => chunks.next(),
      return: async () => {
        stream.destroy();
        return { done: true, value: undefined };
      },
    };
  },
});

/** A pipe or a device. */
export async function streamOf(path: string): Promise<AsyncIterable<Uint8Array | string>> {
  if (!hasDeadline() || !statSync(path).isFIFO()) return interruptible(() => createReadStream(path));
  // To open a pipe takes until somebody writes to it, in a thread that cannot be interrupted, unless one asks not to wait.
  const { Socket } = await import('node:net');
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return interruptible(() => new Socket({ fd, readable: true, writable: false }));
}

/** All of it, up to a limit; throws a UserError (`usage/timeout`) where it has not come by the deadline. */
export async function collect(source: Chunks, shown: string, limit: number): Promise<Outcome<Uint8Array>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of inTime(source, shown)) {
    const part = typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    size += part.length;
    if (size > limit) return failure(tooLarge(shown, limit));
    parts.push(part);
  }
  return success(Buffer.concat(parts));
}

/** The same chunks, each waited for until the deadline at most. */
async function* inTime(source: Chunks, shown: string): AsyncGenerator<Uint8Array | string> {
  if (!(Symbol.asyncIterator in source)) return;
  const chunks = source[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      const step = await beforeDeadline(chunks.next(), shown);
      isOver = step.done === true;
      if (step.done) return;
      yield step.value;
    }
  } finally {
    if (!isOver) await chunks.return?.();
  }
}

async function beforeDeadline<T>(step: Promise<T>, shown: string): Promise<T> {
  const left = timeLeft();
  if (left === undefined) return await step;
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(timedOut('reading', shown)), left);
  });
  try {
    return await Promise.race([step, over]);
  } finally {
    clearTimeout(timer);
  }
}
