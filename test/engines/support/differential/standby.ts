import { stationary } from './state-space.js';
import type { Failover, WidePart } from './wide-designs.js';

const YEAR = 8760;

interface Standby {
  readonly n: number;
  /** Of these so many are active. */
  readonly k: number;
  readonly mode: Failover['mode'];
  /** Null for as many as are needed. */
  readonly crews: number | null;
  /** Failures of an active one an hour. */
  readonly rate: number;
  readonly mttr: number;
  /** Share of the failures that are switched over; the others wait for people. Hours. */
  readonly coverage: number;
  readonly takes: number;
  readonly manual: number;
}

/** Share of time that too few are active, and how often a year that begins. */
export function standbyOutages({ n, k, mode, crews, rate, mttr, coverage, takes, manual }: Standby): {
  readonly share: number;
  readonly often: number;
} {
  // 0..n up, then, for 0..n-1 up, a switch under way, then people at it.
  const [switching, people] = [(up: number): number => n + 1 + up, (up: number): number => 2 * n + 1 + up];
  const moves: [number, number, number][] = [];
  for (let up = 0; up <= n; up++) {
    if (up < n) moves.push([up, up + 1, Math.min(crews ?? n, n - up) * (YEAR / mttr)]);
    if (up > k) {
      moves.push([up, switching(up - 1), k * rate * coverage], [up, people(up - 1), k * rate * (1 - coverage)]);
      if (mode !== 'cold') moves.push([up, up - 1, (up - k) * rate]);
    } else if (up > 0) moves.push([up, up - 1, up * rate]);
    // Who is repaired before the spare, or people, have done it takes the empty place.
    const back = mttr / Math.min(crews ?? n, n - up);
    if (up < n) moves.push([switching(up), up, YEAR / Math.min(takes, back)], [people(up), up, YEAR / Math.min(manual, back)]);
  }
  const chances = stationary(3 * n + 1, moves);
  const fails = (state: number): boolean => state > n || state < k;
  const share = chances.reduce((sum, chance, state) => sum + (fails(state) ? chance : 0), 0);
  const often = moves.reduce((sum, [from, to, of]) => sum + (!fails(from) && fails(to) ? (chances[from] as number) * of : 0), 0);
  return { share, often };
}

/** Detection and switch; hours. */
export const takesOf = ({ failover }: WidePart): number => (failover?.detect ?? 0) + (failover?.takes ?? 0);

/** Until people have done it: as stated, else what they take to begin, else all of the repair; hours. */
export function manualOf({ failover, failing }: WidePart): number {
  if (failover?.manual != null) return failover.manual;
  return failing.parts ? failing.parts[0] + failing.parts[1] : failing.mttr;
}
