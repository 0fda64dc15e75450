import { literalAt } from '../data.js';
import type { Design, Step } from './design.js';
import type { Case, Flows } from './flows.js';
import { product, sum, UNKNOWN } from './number.js';

/** Score of the standard normal at 99%. */
const Z99 = 2.3263478740408408;

/** Calls at a time: how many, what they carry, how long they take. */
export class Calls {
  readonly design: Design;
  readonly flows: Flows;
  /** Share of hits of a cache that states none itself. */
  readonly #hitOf: (cache: string) => number;
  readonly #shares = new Map<string, number>();

  constructor(flows: Flows, hitOf: (cache: string) => number) {
    this.design = flows.design;
    this.flows = flows;
    this.#hitOf = hitOf;
  }

  /** As the call states it, else the component. */
  hit(step: Step): number {
    const stated = literalAt(step.options, 'hit') ?? this.design.of('components', step.component, 'hitRatio');
    if (stated) return stated.value;
    return this.design.isCache(step.component) ? this.#hitOf(step.component) : UNKNOWN;
  }

  /** Calls of a step for each of its caller's, before what shares a call. */
  #fanOut(step: Step, when: Case): number {
    const { caller, via, options } = step;
    const missed = via === 'miss' && caller ? 1 - this.hit(caller) : 1;
    const taken = via === 'consume' && caller ? this.share(caller.component, step.component, when) : 1;
    return product(literalAt(options, 'times')?.value ?? 1, missed, taken);
  }

  /** Calls a second of a step; those of messages happen once for each, whatever the batch on either side. */
  rate(step: Step, when: Case): number {
    return this.#rate(step, when, step);
  }

  /** @param counted the step whose calls are meant, here or above: what shares a call below it does not count */
  #rate(step: Step, when: Case, counted: Step | null): number {
    let rate = this.flows.rate(step.flow, when);
    let [isCounted, shared] = [false, 1];
    let below: Step | null = null;
    for (let at: Step | null = step; at; below = at, at = at.caller) {
      rate = product(rate, this.#fanOut(at, when));
      const isOfMessages = at.via === 'consume' || below?.via === 'consume';
      if (at === counted) isCounted = true;
      if (isCounted && (at === counted || !isOfMessages)) shared *= literalAt(at.options, 'batch')?.value ?? 1;
    }
    return rate / shared;
  }

  /** Messages a second that a step brings to a queue. */
  #messages(step: Step, when: Case): number {
    return product(this.rate(step, when), literalAt(step.options, 'batch')?.value ?? 1);
  }

  /** Share of the messages that a consumer takes: those of its rate, as far as so many arrive. */
  share(queue: string, consumer: string, when: Case): number {
    const key = `${queue} ${consumer} ${when}`;
    let share = this.#shares.get(key);
    if (share === undefined) {
      share = this.#share(queue, consumer, when);
      this.#shares.set(key, share);
    }
    return share;
  }

  #share(queue: string, consumer: string, when: Case): number {
    const rate = this.design.of('components', queue, 'consumers', consumer, 'rate');
    if (!rate) return 1;
    const arriving = this.#arriving(queue, when);
    return arriving === 0 ? 1 : Math.min(arriving, rate.value) / arriving;
  }

  #arriving(queue: string, when: Case): number {
    return sum(this.design.stepsAt(queue).map((step) => this.#messages(step, when)));
  }

  /** Messages a second that wait for a consumer for ever: those above its rate on average. */
  backlog(queue: string, consumer: string): number {
    const rate = this.design.of('components', queue, 'consumers', consumer, 'rate');
    return rate ? Math.max(0, this.#arriving(queue, 'mean') - rate.value) : UNKNOWN;
  }

  /** Bytes a second that a step's calls carry: its caller's unless it states its own; a batch carries those of all. */
  bytes(step: Step, when: Case, what: 'request' | 'response'): number {
    for (let owner: Step | null = step; owner; owner = owner.caller) {
      const own = literalAt(owner.options, what);
      if (own) return product(this.#rate(step, when, owner), own.value);
      // A consumer answers nothing.
      if (what === 'response' && owner.via === 'consume') return 0;
    }
    const { flow } = step;
    return product(this.#rate(step, when, null), what === 'request' ? this.flows.request(flow) : this.flows.response(flow));
  }

  /** Mean own time of a call: as stated, else the mean of the log-normal through p50 and p99. */
  time(component: string): number {
    const of = (key: string): number | undefined => this.design.of('components', component, 'each', key)?.value;
    const [stated, p50, p99] = [of('serviceTime') ?? of('mean'), of('p50'), of('p99')];
    if (stated !== undefined) return stated;
    if (p50 === undefined || p99 === undefined) return UNKNOWN;
    const sigma = Math.log(p99 / p50) / Z99;
    return p50 * Math.exp((sigma * sigma) / 2);
  }

  /** Calls of a step in progress: its own time and that of what it waits for; of calls made at once, the longest. */
  inProgress(step: Step, when: Case): number {
    const together = new Map<number, number[]>();
    let progress = product(this.rate(step, when), this.time(step.component));
    for (const callee of step.callees) {
      if (callee.async || callee.via === 'consume') continue;
      const there = this.inProgress(callee, when);
      if (callee.group === null) progress += there;
      else together.set(callee.group, [...(together.get(callee.group) ?? []), there]);
    }
    for (const group of together.values()) progress += Math.max(...group);
    return progress;
  }
}
