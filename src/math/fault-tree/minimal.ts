import { IntTable } from './int-table.js';
import type { Program } from './program.js';

/** A family of sets: 0 is none, 1 is the empty set alone. */
export type Family = number;

/**
 * The minimal cut sets of a coherent program, as a zero-suppressed diagram: a set of node n has `variable[n]` and then one of `high[n]`, or it is one
 * of `low[n]`. Variables are those of the program: a module stands for any one of its own sets, `tops[module]`.
 */
export interface MinimalSets {
  readonly variable: readonly number[];
  readonly high: readonly Family[];
  readonly low: readonly Family[];
  readonly tops: readonly Family[];
}

/**
 * Minimal solutions: those of f with x that are none without it, then those without.
 * @source A. Rauzy 1993, New algorithms for fault trees analysis, Reliability Engineering and System Safety 40(3)
 */
export function minimalSets({ variable: of, high: highs, low: lows, tops }: Program, level: Int32Array): MinimalSets {
  const variable: number[] = [-1, -1];
  const high: Family[] = [0, 0];
  const low: Family[] = [0, 0];
  const unique = new IntTable();
  const differences = new IntTable();

  const node = (v: number, having: Family, lacking: Family): Family => {
    if (having === 0) return lacking;
    const known = unique.get(v, having, lacking);
    if (known >= 0) return known;
    high.push(having);
    low.push(lacking);
    const made = variable.push(v) - 1;
    unique.set(v, having, lacking, made);
    return made;
  };
  const upper = (f: number): number => (highs[f >> 1] as number) ^ (f & 1);
  const lower = (f: number): number => (lows[f >> 1] as number) ^ (f & 1);

  const difference = (family: Family, f: number): number => {
    if (f === 0 || family === 0) return 0;
    return f === 1 || family === 1 ? family : differences.get(family, f, 0);
  };
  /** The sets of a family that contain no solution of f. Without recursion: diagrams may be thousands of levels deep. */
  const without = (ofFamily: Family, ofRef: number): Family => {
    const pairs = [ofFamily, ofRef];
    while (pairs.length > 0) {
      const f = pairs.at(-1) as number;
      const family = pairs.at(-2) as number;
      if (difference(family, f) >= 0) {
        pairs.length -= 2;
        continue;
      }
      const v = variable[family] as number;
      const mine = level[v] as number;
      const its = level[of[f >> 1] as number] as number;
      const fLow = mine < its ? f : lower(f);
      const fHigh = mine < its ? f : upper(f);
      const lacking = difference(mine > its ? family : (low[family] as Family), fLow);
      const having = mine > its ? 0 : difference(high[family] as Family, fHigh);
      if (lacking >= 0 && having >= 0) differences.set(family, f, 0, mine > its ? lacking : node(v, having, lacking));
      else {
        if (lacking < 0) pairs.push(mine > its ? family : (low[family] as Family), fLow);
        if (having < 0) pairs.push(high[family] as Family, fHigh);
      }
    }
    return difference(ofFamily, ofRef);
  };

  // Which refs are wanted from above, then their families from below.
  const wanted = new Uint8Array(2 * of.length);
  for (const top of tops) wanted[top] = 1;
  for (let f = wanted.length - 1; f > 1; f--) if (wanted[f] === 1) wanted[upper(f)] = wanted[lower(f)] = 1;
  const families = new Int32Array(wanted.length);
  families[0] = 1;
  for (let f = 2; f < wanted.length; f++) {
    if (wanted[f] === 0) continue;
    const rest = lower(f);
    families[f] = node(of[f >> 1] as number, without(families[upper(f)] as Family, rest), families[rest] as Family);
  }
  return { variable, high, low, tops: Array.from(tops, (top) => families[top] as Family) };
}

/** The same with one more family on top: these sets of variables, each ascending, none inside another. */
export function withTop({ variable, high, low, tops }: MinimalSets, sets: readonly (readonly number[])[]): MinimalSets {
  const all = { variable: [...variable], high: [...high], low: [...low] };
  const familyOf = (some: readonly (readonly number[])[], place: number): Family => {
    if (some[0]?.length === place) return 1;
    const groups = new Map<number, (readonly number[])[]>();
    for (const set of some) {
      const group = groups.get(set[place] as number);
      if (group) group.push(set);
      else groups.set(set[place] as number, [set]);
    }
    let family: Family = 0;
    for (const [v, group] of groups) {
      const then = familyOf(group, place + 1);
      all.high.push(then);
      all.low.push(family);
      family = all.variable.push(v) - 1;
    }
    return family;
  };
  return { ...all, tops: [...tops, familyOf(sets, 0)] };
}
