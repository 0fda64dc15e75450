/** Chains solved the plain way, by elimination with pivots; the rates are those of a table, `rates[from][to]`. */

/** Solves A x = b. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.NaN;
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let i = column + 1; i < n; i++) if (Math.abs(at(i, column)) > Math.abs(at(best, column))) best = i;
    const [upper, lower] = [rows[column] ?? [], rows[best] ?? []];
    rows[column] = lower;
    rows[best] = upper;
    for (let i = 0; i < n; i++) {
      if (i === column) continue;
      const factor = at(i, column) / at(column, column);
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * at(column, j));
    }
  }
  return rows.map((_, i) => at(i, n) / at(i, i));
}

const outOf = (rates: readonly (readonly number[])[], state: number): number =>
  (rates[state] ?? []).reduce((sum, rate, to) => (to === state ? sum : sum + rate), 0);

/** Long-run chance of each state. */
export function longRun(rates: readonly (readonly number[])[]): number[] {
  const n = rates.length;
  // Flow into each state is flow out of it; the last such line follows from the others and makes room for the sum.
  const lines = rates.map((_, to) =>
    Array.from({ length: n }, (_, from) => (to === n - 1 ? 1 : from === to ? -outOf(rates, to) : (rates[from]?.[to] ?? 0))),
  );
  return solve(
    lines,
    rates.map((_, i) => (i === n - 1 ? 1 : 0)),
  );
}

/** Mean time from the first state until one of `ends` is reached. */
export function meanTimeUntil(rates: readonly (readonly number[])[], ends: ReadonlySet<number>): number {
  const states = rates.map((_, i) => i).filter((i) => !ends.has(i));
  const lines = states.map((from) => states.map((to) => (from === to ? outOf(rates, from) : -(rates[from]?.[to] ?? 0))));
  return (
    solve(
      lines,
      states.map(() => 1),
    )[0] ?? Number.NaN
  );
}

/** Chance that fewer than k of these are up, state by state. */
export function shortByStates(qs: readonly number[], k: number): number {
  let short = 0;
  for (let state = 0; state < 2 ** qs.length; state++) {
    let chance = 1;
    let up = 0;
    for (const [i, q] of qs.entries()) {
      const isDown = (state >> i) & 1;
      chance *= isDown ? q : 1 - q;
      if (!isDown) up++;
    }
    if (up < k) short += chance;
  }
  return short;
}
