import type { Host } from './host.js';

/** What asks people: prompts that draw, plain lines, or nobody. Everything goes to standard error: standard output holds only results. */
export interface Prompts {
  /** Lines alone: nothing is drawn, and nothing else is opened. */
  readonly isPlain: boolean;
  /** @throws ExitPromptError on Ctrl-C, or when the input ends */
  readonly input: (message: string, options?: { readonly status?: () => string }) => Promise<string>;
  readonly select: <T extends string>(
    message: string,
    choices: readonly { readonly value: T; readonly name: string; readonly description?: string }[],
  ) => Promise<T>;
  readonly close: () => void;
}

/** Ends a command with 130, as the prompts of inquirer do. */
class ExitPromptError extends Error {
  override readonly name = 'ExitPromptError';
}

/** What a terminal can do: prompts that draw, or plain lines where they are asked for, without colors or on a dumb terminal. */
export async function promptsFor(host: Host, { plain, color }: { readonly plain?: boolean; readonly color: boolean }): Promise<Prompts> {
  const { NO_COLOR: no, TERM: terminal } = host.env;
  const isPlain = plain === true || !color || (no !== undefined && no !== '') || terminal === 'dumb';
  return isPlain ? await plainPrompts() : await drawnPrompts();
}

/** Prompts of inquirer, loaded when they are first needed. */
async function drawnPrompts(): Promise<Prompts> {
  const { select } = await import('@inquirer/prompts');
  const { timedInput } = await import('./timed-input.js');
  const context = { output: process.stderr };
  // Between prompts nobody but us hears Ctrl-C: the next prompt ends as if it were typed there.
  let isInterrupted = false;
  const interrupt = (): void => {
    isInterrupted = true;
  };
  process.on('SIGINT', interrupt);
  const check = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (isInterrupted) throw new ExitPromptError('interrupted');
    return await ask();
  };
  return {
    isPlain: false,
    input: (message, { status } = {}) => check(() => timedInput({ message, ...(status && { status }) }, context)),
    select: (message, choices) =>
      check(() => select({ message, choices: choices.map((choice) => ({ ...choice })), pageSize: 12 }, context)),
    close: () => {
      process.removeListener('SIGINT', interrupt);
    },
  };
}

/** A line at a time, without colors and without moving the cursor: for screen readers, dumb terminals and NO_COLOR. */
async function plainPrompts(): Promise<Prompts> {
  const { createInterface } = await import('node:readline');
  const reader = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const waiting: ((line: string | null) => void)[] = [];
  const lines: string[] = [];
  let isClosed = false;
  reader.on('line', (line) => {
    const next = waiting.shift();
    if (next) next(line);
    else lines.push(line);
  });
  reader.on('close', () => {
    isClosed = true;
    for (const next of waiting.splice(0)) next(null);
  });
  const interrupt = (): void => reader.close();
  process.once('SIGINT', interrupt);
  const read = async (prompt: string): Promise<string> => {
    process.stderr.write(prompt);
    const line = lines.shift() ?? (isClosed ? null : await new Promise<string | null>((resolve) => waiting.push(resolve)));
    if (line === null) throw new ExitPromptError('the input ended');
    return line;
  };
  return {
    isPlain: true,
    input: (message, { status } = {}) => read(`${status === undefined ? '' : `[${status()}] `}${message} `),
    select: async (message, choices) => {
      const listed = choices.map(({ name }, i) => `  ${i + 1}. ${name}\n`).join('');
      for (;;) {
        const answer = (await read(`${message}\n${listed}Number: `)).trim();
        const chosen = choices[Number(answer) - 1] ?? choices.find(({ value }) => value === answer);
        if (chosen) return chosen.value;
        process.stderr.write(`Write a number from 1 to ${choices.length}.\n`);
      }
    },
    close: () => {
      process.removeListener('SIGINT', interrupt);
      reader.close();
    },
  };
}
