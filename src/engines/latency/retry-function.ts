import type { Context, LoadCase } from '../../facts/index.js';
import { amplificationBy, type CallFailures, FeedbackCurve, lateBy, waitOf } from '../../math/index.js';
import type { Expr } from '../../quantity/index.js';
import { type QueueOf, queueOf } from '../shared/waiting/queue-of.js';
import { ownTime, waitTime } from './own-time.js';
import { layersFrom, printedChain, type RetryChain, retryChainArgs } from './retry-chain.js';
import { printed, type TimeStep } from './sketch.js';

/** How long calls wait and are served; undefined where it is known what is carried, and not how long it takes. */
interface Timed {
  readonly queue: QueueOf;
  readonly own: TimeStep;
}

/**
 * Retries of the calls of a component, as a function of its numbers: other components on their paths are assumed to have room for them.
 * Calls wait in its queues as in its latency, time out or are rejected, and are retried. Above capacity, without rejection, the queue grows
 * until every caller gives up before the answer: then all attempts fail, and all work is for callers that have gone. Where its times are
 * unknown, no attempt fails below capacity.
 */
export class RetryFunction {
  readonly args: readonly Expr[];
  readonly #load: Expr;
  readonly #timed: Timed | undefined;
  readonly #chains: readonly RetryChain[];
  #last: { readonly values: readonly number[]; readonly curve: FeedbackCurve } | undefined;

  private constructor(load: Expr, timed: Timed | undefined, chains: readonly RetryChain[], rates: readonly Expr[]) {
    this.#load = load;
    this.#timed = timed;
    this.#chains = chains;
    this.#rates = rates;
    const queue = timed ? [timed.queue.servers, timed.queue.service, timed.queue.variation] : [];
    const limit = timed?.queue.limit;
    this.args = [
      load,
      ...queue,
      ...(limit ? [limit] : []),
      ...(timed?.own.args ?? []),
      ...chains.flatMap((chain, i) => [rates[i] as Expr, ...retryChainArgs(chain)]),
    ];
  }

  readonly #rates: readonly Expr[];

  /**
   * Undefined where its times are unknown but needed: with a bounded queue, calls may be answered before their timeout even above capacity.
   */
  static of(context: Context, name: string, load: LoadCase, chains: readonly RetryChain[]): RetryFunction | undefined {
    const [queue, own] = [queueOf(context, name, load), ownTime(context, name, 0)];
    const timed = queue && own ? { queue, own } : undefined;
    if (!timed && context.stated('components.*.queueLimit', name)) return undefined;
    const share = context.ref('components.*.queue.load.k', name, load);
    const rates = chains.map(({ call }) => context.ref('flows.*.calls.*.rate.k', call.flow, String(call.index), load));
    return new RetryFunction(share, timed, chains, rates);
  }

  /** @param values of the arguments, in their order */
  curve(values: readonly number[]): FeedbackCurve {
    const last = this.#last;
    // The load of today moves along the curve, and not the curve.
    if (last && last.values.length === values.length && last.values.every((value, i) => i === 0 || value === values[i])) return last.curve;
    const curve = this.#made(values);
    this.#last = { values: [...values], curve };
    return curve;
  }

  #made(values: readonly number[]): FeedbackCurve {
    let at = 1;
    const next = (): number => values[at++] as number;
    const failures = this.#failures(next);
    const chains = this.#chains.map((chain) => ({ rate: next(), layers: layersFrom(chain, next) }));
    const all = chains.reduce((sum, { rate }) => sum + rate, 0);
    const weightOf = (rate: number): number => (all > 0 ? rate / all : 1 / chains.length);
    const most = chains.reduce(
      (sum, { rate, layers }) =>
        sum + weightOf(rate) * layers.reduce((product, { retries, budget }) => product * (1 + Math.min(retries, budget)), 1),
      0,
    );
    const amplification = (offered: number): number => {
      const failed = failures(offered);
      return chains.reduce((sum, { rate, layers }) => sum + weightOf(rate) * amplificationBy(layers, failed), 0);
    };
    return new FeedbackCurve({ amplification, most });
  }

  #failures(next: () => number): (offered: number) => CallFailures {
    const timed = this.#timed;
    if (!timed) return (offered) => ({ rejected: 0, late: () => (offered < 1 ? 0 : 1) });
    const [servers, service, variation] = [next(), next(), next()];
    const limit = timed.queue.limit && next();
    const own = timed.own.time(timed.own.args.map(next));
    const lateWith = lateBy(own.within);
    return (offered) => {
      if (offered >= 1 && limit === undefined) return { rejected: 0, late: () => 1 };
      const wait = waitTime([offered, servers, service, variation, ...(limit === undefined ? [] : [limit])]);
      const known = new Map<number, number>();
      const late = lateWith(wait.within);
      return {
        rejected: limit === undefined ? 0 : waitOf(offered, servers, service, variation, limit).rejected,
        late: (time) => {
          const found = known.get(time) ?? late(time);
          known.set(time, found);
          return found;
        },
      };
    };
  }

  /** `queue(...), exponential(...), calls(rate, layer(...)), ...`; `full(...)` where its times are not known. */
  printed(print: (arg: Expr) => string): string {
    const timed = this.#timed;
    const { servers, service, variation, limit } = timed?.queue ?? {};
    const queue = [this.#load, servers, service, variation, limit].flatMap((arg) => (arg ? [print(arg)] : [])).join(', ');
    const calls = this.#chains.map((chain, i) => {
      const layers = printedChain(chain, print);
      return `calls(${print(this.#rates[i] as Expr)}${layers === '' ? '' : `, ${layers}`})`;
    });
    return [...(timed ? [`queue(${queue})`, printed(timed.own, print)] : [`carried(${queue})`]), ...calls].join(', ');
  }
}
