/** A caller that waits for what it calls, and calls again when that fails. Times in seconds. */
export interface RetryLayer {
  /** After which it gives an attempt up; Infinity if never. */
  readonly timeout: number;
  /** Attempts after the first, rounded. */
  readonly retries: number;
  /** Most attempts after the first for each first one, on average. */
  readonly budget: number;
  /** After which failures it calls again. */
  readonly on: { readonly timeout: boolean; readonly error: boolean };
  /** Calls that each call of its own caller comes to, all of which are needed. */
  readonly times: number;
  /** Share of its failures that something else answers. */
  readonly covered: number;
}

/** How calls fail at what they call: some are turned away at once, of the others some take longer than a time. */
export interface CallFailures {
  readonly rejected: number;
  /** Chance that a call that is let in is not done by then. */
  readonly late: (time: number) => number;
}

/** More attempts are treated as unlimited. */
const MOST_RETRIES = 100;

/** Attempts that a layer makes for each of its calls when such a share of them fails: 1 + f + f^2 + ..., as far as retries and budget go. */
function attemptsAt(failing: number, retries: number, budget: number): number {
  let [again, power] = [0, 1];
  for (let i = 0; i < Math.min(MOST_RETRIES, Math.round(retries)) && again < budget; i++) {
    power *= failing;
    again += power;
  }
  return 1 + Math.max(0, Math.min(again, budget));
}

/** What a caller sees of the layer that it calls. */
interface Below {
  /** Longest that one attempt takes, and how many there are. */
  readonly length: number;
  readonly most: number;
  /** Share of its calls that fail if its caller waits for so many attempts. */
  readonly failedAfter: (attempts: number) => number;
  /** What a failure of its own attempts comes to for its caller. */
  readonly seen: (failed: number) => number;
}

/**
 * Times the calls that are meant which arrive at the lowest of these layers: each makes 1 + f + f^2 + ... attempts, f the share of them that fail, and layers
 * multiply. An attempt fails at once where it is turned away, or where all that the layer below tries has failed; and at its timeout where it takes longer.
 * Failures are independent of each other; what is between the layers takes no time; an attempt that is given up is worked on all the same, and
 * so are the attempts below it.
 * @param layers the lowest, which calls, first
 * @source B. Beyer et al., Site Reliability Engineering (2016), ch. 22: retries of retries
 */
export function amplificationBy(layers: readonly RetryLayer[], { rejected, late }: CallFailures): number {
  let [sent, below] = [1, undefined as Below | undefined];
  for (const { timeout, retries, budget, on, times, covered } of layers) {
    const whole = below ? below.seen(below.failedAfter(below.most)) : rejected;
    const longest = below ? below.length * below.most : Number.POSITIVE_INFINITY;
    let failing = whole;
    if (timeout < longest) {
      const fitting = below ? Math.floor(timeout / below.length + 1e-9) : 0;
      failing = below && fitting > 0 ? below.seen(below.failedAfter(fitting)) : 1 - (1 - whole) * (1 - late(timeout));
    }
    const again = (on.error ? whole : 0) + (on.timeout ? failing - whole : 0);
    const most = Math.min(MOST_RETRIES, Math.max(0, Math.round(retries)));
    sent *= attemptsAt(again, most, budget);
    const [share, needed] = [failing, Math.max(1, times)];
    below = {
      length: Math.min(timeout, longest),
      most: most + 1,
      // Each attempt is answered by the same chance, and each call at most once.
      failedAfter: (attempts) => Math.max(0, 1 - (1 - share) * attemptsAt(again, Math.min(most, attempts - 1), budget)),
      seen: (failed) => (1 - (1 - failed) ** needed) * (1 - covered),
    };
  }
  return sent;
}
