import { normalCdf, normalQuantile } from '../normal.js';

/** One part of a delay: with this weight it is so distributed. Times in any one unit. */
export type DelayPart =
  | { readonly kind: 'pareto'; readonly weight: number; readonly scale: number; readonly shape: number }
  | { readonly kind: 'exponential'; readonly weight: number; readonly rate: number }
  | { readonly kind: 'logNormal'; readonly weight: number; readonly median: number; readonly sigma: number }
  | { readonly kind: 'uniform'; readonly weight: number; readonly width: number };

/** How long one message takes: a mixture, each part of it later by `shift`. The weights sum to 1. */
export interface Delay {
  readonly shift: number;
  readonly parts: readonly DelayPart[];
}

/** Always the same, but for so little that of two that are as long either may be the first. */
export const fixedDelay = (time: number): Delay => ({
  shift: time,
  parts: [{ kind: 'uniform', weight: 1, width: Math.max(time * 1e-5, 1e-9) }],
});
export const exponentialDelay = (mean: number): Delay => ({ shift: 0, parts: [{ kind: 'exponential', weight: 1, rate: 1 / mean }] });
/** Log-normal through its median and its 99th percentile: sigma = ln(p99 / p50) / z(0.99). */
export function logNormalDelay(p50: number, p99: number): Delay {
  if (!(p99 > p50)) return fixedDelay(p50);
  return { shift: 0, parts: [{ kind: 'logNormal', weight: 1, median: p50, sigma: Math.log(p99 / p50) / normalQuantile(0.99) }] };
}
export const later = (delay: Delay, by: number): Delay => ({ ...delay, shift: delay.shift + by });

/** P(delay > x). */
export function delayTail({ shift, parts }: Delay, x: number): number {
  const past = x - shift;
  if (past < 0) return 1;
  let tail = 0;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as DelayPart;
    tail += part.weight * partTail(part, past);
  }
  return tail;
}

function partTail(part: DelayPart, x: number): number {
  switch (part.kind) {
    case 'pareto':
      // Half the time of a power, to the last digits but one.
      return x <= part.scale ? 1 : Math.exp(-part.shape * Math.log(x / part.scale));
    case 'exponential':
      return Math.exp(-part.rate * x);
    case 'logNormal':
      return x <= 0 ? 1 : normalCdf(-Math.log(x / part.median) / part.sigma);
    case 'uniform':
      return x >= part.width ? 0 : 1 - x / part.width;
  }
}

/** The value that this share of a part exceeds. */
function exceededBy(part: DelayPart, share: number): number {
  switch (part.kind) {
    case 'pareto':
      return part.scale * share ** (-1 / part.shape);
    case 'exponential':
      return -Math.log(share) / part.rate;
    case 'logNormal':
      return part.median * Math.exp(-part.sigma * normalQuantile(share));
    case 'uniform':
      return part.width * (1 - share);
  }
}

/** Points and weights that an expectation over a delay is summed on. */
export interface Nodes {
  readonly at: Float64Array;
  readonly weight: Float64Array;
}

/** Gauss-Legendre on [-1, 1], two points. */
const GAUSS = 1 / Math.sqrt(3);

/** Shares beyond this are left out: nothing that is asked for is as rare. */
const LEAST_SHARE = 1e-8;

/**
 * Nodes of a delay, in the share of each part that exceeds a value.
 * @param panels those of the bulk of a part that has all the weight
 */
export function delayNodes({ shift, parts }: Delay, panels: number): Nodes {
  const at: number[] = [];
  const weight: number[] = [];
  for (const part of parts) {
    const ends = panelEnds(Math.max(6, Math.ceil(panels * Math.cbrt(part.weight))), LEAST_SHARE / part.weight);
    for (let i = 1; i < ends.length; i++) {
      const [high, low] = [ends[i - 1] as number, ends[i] as number];
      for (const node of [GAUSS, -GAUSS]) {
        at.push(shift + exceededBy(part, (high + low) / 2 + ((high - low) / 2) * node));
        weight.push((part.weight * (high - low)) / 2);
      }
    }
  }
  return { at: Float64Array.from(at), weight: Float64Array.from(weight) };
}

/**
 * Ends of panels from 1 to 0: fine at both ends, where the value runs fast with the share, so that a bend or a step of what is summed costs little
 * wherever it falls; halves beyond.
 */
function panelEnds(bulk: number, least: number): readonly number[] {
  const ends: number[] = [];
  for (let i = bulk; i > 0; i--) ends.push((i / bulk) ** 2 * (3 - (2 * i) / bulk));
  for (let share = (ends.at(-1) as number) / 2; share > least; share /= 2) ends.push(share);
  ends.push(0);
  return ends;
}
