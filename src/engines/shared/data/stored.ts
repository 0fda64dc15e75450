import type { Context } from '../../../facts/index.js';
import { add, div, type Expr, mul, num } from '../../../quantity/index.js';

/** Bytes of an item, or of all of them, as one copy is written: with overhead, compressed. */
export function asWritten(context: Context, data: string, bytes: Expr): Expr {
  const overhead = context.stated('data.*.overhead', data);
  const compression = context.stated('data.*.compression', data);
  const grown = overhead ? mul(bytes, add(num(1), overhead)) : bytes;
  return compression ? div(grown, compression) : grown;
}

/** Bytes of one copy of a data set as it is written, whether its items are stated or only its size. */
export const copyOf = (context: Context, data: string): Expr => asWritten(context, data, context.ref('data.*.size.logical', data));
