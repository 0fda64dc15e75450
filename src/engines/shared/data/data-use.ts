import type { Context } from '../../../facts/index.js';
import { type Expr, num } from '../../../quantity/index.js';
import type { DataUse } from '../../../spec/index.js';

/** Items that one request of a flow adds or reads: as stated, else one. */
export const itemsPerRequest = (context: Context, { data, flow, by }: DataUse): Expr =>
  context.stated(by === 'readBy' ? 'data.*.readBy.*.items' : 'data.*.addedBy.*', data, flow) ?? num(1);
