import { UserError } from './errors.js';

/** When a run has to end, and the clock that says so; both in milliseconds. */
export interface Deadline {
  readonly at: number;
  readonly now: () => number;
  /** As the user wrote it: `30 s`. */
  readonly text: string;
}

/**
 * The deadline of the run, which only the command line sets, and takes away when it is done. It is the one state of a process that modules share:
 * every loop that may last is asked by it, from files down to decision diagrams, which are called by way of formulas that take numbers alone.
 */
let current: Deadline | undefined;

export function setDeadline(deadline: Deadline | undefined): void {
  current = deadline;
}

export const hasDeadline = (): boolean => current !== undefined;

/** Milliseconds until then; undefined where there is all the time there is. */
export const timeLeft = (): number | undefined => (current === undefined ? undefined : Math.max(0, current.at - current.now()));

export const isTimeout = (error: unknown): error is UserError =>
  error instanceof UserError && error.findings.some(({ rule }) => rule === 'usage/timeout');

/**
 * Asked at every file, phase, fact and sample, and now and then in long loops. Costs a comparison where there is no deadline.
 * @param doing what is being done: `working out`
 * @param what of: the id of a fact, the name of a file
 * @throws UserError (`usage/timeout`) after the deadline
 */
export function checkTime(doing: string, what = ''): void {
  if (current !== undefined && current.now() >= current.at) throw timedOut(doing, what);
}

/** What `checkTime` throws, for what waits until then. */
export const timedOut = (doing: string, what = ''): UserError =>
  new UserError({
    rule: 'usage/timeout',
    severity: 'error',
    message: `stopped after ${current?.text ?? 'some time'}, while ${doing}${what === '' ? '' : ` ${what}`}`,
    help: 'give it more time with --timeout, or less to do: fewer specs, --samples 1000',
  });
