/** In a column with more different values than these hardly any samples are alike. */
export const MOST_DIFFERENT = 128;

/** Samples by the values that they have in columns. */
export interface Alike {
  /** A number for each sample, the same where all columns have the same values. */
  readonly numbers: Int32Array;
  /** Columns with more than 128 different values. */
  readonly leftOut: readonly Float64Array[];
}

/** Undefined where too many combinations are possible. */
export function alike(columns: readonly Float64Array[]): Alike | undefined {
  const n = columns[0]?.length ?? 0;
  const numbers = new Int32Array(n);
  const leftOut: Float64Array[] = [];
  let possible = 1;
  for (const column of columns) {
    const found = indexed(column);
    if (found === undefined) {
      leftOut.push(column);
      continue;
    }
    possible *= found.different;
    if (possible > 2 ** 31) return undefined;
    for (let i = 0; i < n; i++) numbers[i] = (numbers[i] as number) * found.different + (found.index[i] as number);
  }
  return { numbers, leftOut };
}

/** Which of the different values each sample has, in the order in which they come. No NaN is the same as another. */
function indexed(column: Float64Array): { readonly index: Int32Array; readonly different: number } | undefined {
  const index = new Int32Array(column.length);
  const known: number[] = [];
  for (let i = 0; i < column.length; i++) {
    const x = column[i] as number;
    let place = known.indexOf(x);
    if (place < 0) {
      if (known.length === MOST_DIFFERENT) return undefined;
      place = known.push(x) - 1;
    }
    index[i] = place;
  }
  return { index, different: known.length };
}
