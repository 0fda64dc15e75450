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
  const unique = new Map<string, Family>();
  const solutions = new Map<number, Family>();
  const differences = new Map<string, Family>();
  const levelOf = (node: number): number => level[of[node] as number] as number;

  const node = (v: number, having: Family, lacking: Family): Family => {
    if (having === 0) return lacking;
    const key = `${v} ${having} ${lacking}`;
    let known = unique.get(key);
    if (known === undefined) {
      known = variable.push(v) - 1;
      high.push(having);
      low.push(lacking);
      unique.set(key, known);
    }
    return known;
  };

  /** The sets of a family that contain no solution of f. */
  const without = (family: Family, f: number): Family => {
    if (f === 0 || family === 0) return 0;
    if (f === 1 || family === 1) return family;
    const key = `${family} ${f}`;
    const known = differences.get(key);
    if (known !== undefined) return known;
    const mine = level[variable[family] as number] as number;
    const its = levelOf(f >> 1);
    const lower = (lows[f >> 1] as number) ^ (f & 1);
    const upper = (highs[f >> 1] as number) ^ (f & 1);
    const made =
      mine > its
        ? without(family, lower)
        : node(
            variable[family] as number,
            without(high[family] as Family, mine === its ? upper : f),
            without(low[family] as Family, mine === its ? lower : f),
          );
    differences.set(key, made);
    return made;
  };

  const solve = (f: number): Family => {
    if (f < 2) return 1 - f;
    const known = solutions.get(f);
    if (known !== undefined) return known;
    const lower = (lows[f >> 1] as number) ^ (f & 1);
    const upper = (highs[f >> 1] as number) ^ (f & 1);
    const made = node(of[f >> 1] as number, without(solve(upper), lower), solve(lower));
    solutions.set(f, made);
    return made;
  };
  return { variable, high, low, tops: Array.from(tops, solve) };
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
