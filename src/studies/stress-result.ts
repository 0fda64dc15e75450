import type { Reason } from '../core/index.js';
/**
 * What is tried: nothing but today's load (that which each component is sized for), one instance, zone or region lost, a cache that has lost what it held, a spike, twice the traffic,
 * one instance after the other replaced by a new version.
 */
export type TrialKind = 'peak' | 'instance' | 'zone' | 'region' | 'cache' | 'spike' | 'traffic' | 'deploy';

/** A flow that fewer requests are answered of, or later. Times in seconds. */
export interface SlowedResult {
  readonly flow: string;
  readonly usual: number;
  /** Null where it is without end, or hardly any request is answered. */
  readonly p99: number | null;
  /** Share of its requests that are not answered then, and usually are. */
  readonly failed: number;
}

/** One trial, with fleets at their present size. */
export interface TrialResult {
  readonly kind: TrialKind;
  /** What is lost, cold or spiking: a component, zones of which any one is lost, a region, a spike; empty where all are concerned. */
  readonly of: readonly string[];
  /** At risk: the chance to hold is below 95%. Unknown: the component that takes over the load has no stated capacity. */
  readonly status: 'breaks' | 'at-risk' | 'holds' | 'unknown';
  /** The component that breaks first, or is closest to it, and its resource. */
  readonly component: string | null;
  readonly resource: string | null;
  /** Times the load of the trial that what is left of it can carry; null if it has no load. */
  readonly headroom: number | null;
  /** By what that load exceeds what is left; null if nothing is left or there is no load. */
  readonly factor: number | null;
  /** Chance to hold, where that is uncertain. */
  readonly chance: number | null;
  /** Other components that break, the worst first. */
  readonly also: readonly string[];
  /** The flow that a cold cache, a lost zone or region, or a spike is felt by most; null where none is, or it is not known. */
  readonly latency: SlowedResult | null;
  /** What a spike leaves for a consumer that takes fewer: messages, and seconds after it until none wait, null if they always do. */
  readonly backlog: { readonly queue: string; readonly consumer: string; readonly depth: number; readonly drain: number | null } | null;
  /** Components that do not carry a spike, and that repeats of calls keep overloaded at their peak after it. */
  readonly stuck: readonly string[];
}

export interface StressResult {
  /** The first to break comes first. */
  readonly trials: readonly TrialResult[];
  /** Components of which nothing can be computed, and what would have to be stated. */
  readonly unknown: readonly { readonly component: string; readonly missing: readonly Reason[] }[];
}
