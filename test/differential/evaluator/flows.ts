import type { Literal } from '../data.js';
import type { Design } from './design.js';
import { product, sum, UNKNOWN } from './number.js';

/** The load that is looked at; of the two peak hours, that of all flows but the off-peak ones, and that of these. */
export type Case = 'mean' | 'peak' | 'offPeak' | `spike.${string}`;

/** Peak of a flow that states none. */
const USUAL_PEAK = 3;

/** No peak is below its mean, as far as that is known. */
const notBelow = (mean: number, rate: number): number => (mean > rate ? mean : rate);

/** Times a mean; of none there is no multiple. */
const ofMean = (rate: number, mean: number): number => (mean === 0 ? UNKNOWN : rate / mean);

/** Flows at a time: what their actors start, send, get and hold. */
export class Flows {
  readonly design: Design;
  readonly #filed: Flows | null;
  readonly #years: number;

  /**
   * @param filed the design before changes, on which a stated peak rests
   * @param years from today
   */
  constructor(design: Design, filed: Design, years: number) {
    this.design = design;
    this.#years = years;
    this.#filed = filed === design ? null : new Flows(filed, filed, 0);
  }

  #grown(flow: string, amount: number): number {
    return amount * this.design.growth('flows', flow) ** this.#years;
  }

  #stated(flow: string, key: string): Literal | undefined {
    return this.design.of('flows', flow, key);
  }

  mean(flow: string): number {
    return this.#grown(flow, this.meanToday(flow));
  }

  /** The 24 h mean, whatever the year. */
  meanToday(flow: string): number {
    const rate = this.#stated(flow, 'rate');
    if (rate) return rate.value;
    const concurrent = this.#stated(flow, 'concurrent');
    if (!concurrent) return UNKNOWN;
    const time = this.#stated(flow, 'every') ?? this.#stated(flow, 'lasts');
    if (time) return concurrent.value / time.value;
    // A peak that is a rate says that there are requests.
    return (this.#stated(flow, 'peak') ?? this.design.of('peak'))?.form === 'rate' ? UNKNOWN : 0;
  }

  active(flow: string): number {
    return this.mean(flow) / (this.#stated(flow, 'active')?.value ?? 1);
  }

  peak(flow: string): number {
    const stated = this.#stated(flow, 'peak') ?? this.design.of('peak');
    if (stated?.form === 'rate') return notBelow(this.active(flow), this.#scaled(flow, stated, ['flows', flow, 'peak']));
    if (stated?.form === 'window') return product(stated.value, this.mean(flow), this.design.day) / stated.per;
    if (stated) return product(stated.value, this.active(flow));
    return this.#stated(flow, 'active')
      ? Math.max(product(USUAL_PEAK, this.mean(flow)), this.active(flow))
      : product(USUAL_PEAK, this.mean(flow));
  }

  /** Peak over mean. */
  peakRatio(flow: string): number {
    const stated = this.#stated(flow, 'peak') ?? this.design.of('peak');
    if (stated?.form === 'rate') return ofMean(this.peak(flow), this.mean(flow));
    if (stated?.form === 'window') return (stated.value * this.design.day) / stated.per;
    const open = this.#stated(flow, 'active')?.value ?? 1;
    return stated ? stated.value / open : Math.max(USUAL_PEAK, 1 / open);
  }

  spike(flow: string, spike: string): number {
    const factor = this.design.of('flows', flow, 'spikes', spike, 'factor');
    if (factor) return product(factor.value, this.mean(flow));
    const rate = this.design.of('flows', flow, 'spikes', spike, 'rate');
    return rate ? notBelow(this.mean(flow), this.#scaled(flow, rate, ['flows', flow, 'spikes', spike, 'rate'])) : UNKNOWN;
  }

  /** A stated peak is of the design as filed: it scales with its mean, unless it is set itself, and grows with it. */
  #scaled(flow: string, stated: Literal, path: readonly string[]): number {
    const isSet = this.#filed?.design.of(...path) !== stated;
    const before = this.#filed && !isSet ? this.#filed.meanToday(flow) : UNKNOWN;
    const ratio = before > 0 ? this.meanToday(flow) / before : 1;
    return this.#grown(flow, stated.value * ratio);
  }

  /** The rate that counts in a case: one spike at a time, the others at peak; off-peak flows are at their mean in both. */
  rate(flow: string, when: Case): number {
    const at = this.#caseOf(flow, when);
    return at === 'mean' ? this.mean(flow) : at === 'peak' ? this.peak(flow) : this.spike(flow, at.slice('spike.'.length));
  }

  /** Actors at once. */
  concurrency(flow: string, when: Case): number {
    const at = this.#caseOf(flow, when);
    const concurrent = this.#stated(flow, 'concurrent');
    const lasts = this.#stated(flow, 'lasts');
    const mean = concurrent ? this.#grown(flow, concurrent.value) : lasts ? product(this.mean(flow), lasts.value) : UNKNOWN;
    if (at === 'mean') return mean;
    if (at === 'peak') return product(mean, this.peakRatio(flow));
    const spike = at.slice('spike.'.length);
    const factor = this.design.of('flows', flow, 'spikes', spike, 'factor');
    return product(mean, factor ? factor.value : ofMean(this.spike(flow, spike), this.mean(flow)));
  }

  #caseOf(flow: string, when: Case): Exclude<Case, 'offPeak'> {
    if (when === 'mean') return 'mean';
    const isOff = this.design.isOffPeak(flow);
    if (when === 'offPeak') return isOff ? 'peak' : 'mean';
    if (when !== 'peak' && this.design.spikes(flow).includes(when.slice('spike.'.length))) return when;
    return isOff ? 'mean' : 'peak';
  }

  /** Bytes that one request brings: as stated, else, of a flow that writes, those it adds. */
  request(flow: string): number {
    const stated = this.#stated(flow, 'request');
    if (stated) return stated.value;
    return this.design.isWrite(flow) ? (this.#bytes(flow, 'addedBy') ?? UNKNOWN) : UNKNOWN;
  }

  /** Bytes that one answer has: as stated, else those it reads; of a flow that writes and reads nothing, none. */
  response(flow: string): number {
    const stated = this.#stated(flow, 'response');
    if (stated) return stated.value;
    return this.#bytes(flow, 'readBy') ?? (this.design.isWrite(flow) ? 0 : UNKNOWN);
  }

  #bytes(flow: string, by: 'addedBy' | 'readBy'): number | undefined {
    const used = this.design.data.filter((data) => this.design.uses(data, by).has(flow));
    if (used.length === 0) return undefined;
    return sum(used.map((data) => product(this.design.uses(data, by).get(flow) as number, itemOf(this.design, data))));
  }
}

/** Bytes of an item: a size, or the sum of its parts. */
export function itemOf(design: Design, data: string): number {
  const whole = design.of('data', data, 'item');
  if (whole) return whole.value;
  const parts = design.at('data', data, 'item');
  if (typeof parts !== 'object' || Array.isArray(parts)) return UNKNOWN;
  const sizes = Object.keys(parts).map((part) => design.of('data', data, 'item', part)?.value ?? UNKNOWN);
  return sizes.length === 0 ? UNKNOWN : sum(sizes);
}
