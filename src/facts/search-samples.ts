import { checkTime } from '../core/index.js';
import { isColumn, Pool, type Samples, sampleExpr } from './columns.js';
import type { FactNode, Search } from './node.js';
import { movedNodes } from './over-time.js';
import { MONTHS, timesToReach } from './reach.js';
import { LATER } from './years.js';

/** What a search in joint samples is made from. */
export interface SearchGround {
  /** Number of samples. */
  readonly samples: number;
  /** Samples of a fact that no time moves. */
  readonly column: (node: FactNode) => Samples;
  /** Years from today from which time goes on. */
  readonly start: Samples;
}

/** Months of a search in each joint sample: all go on from the same day, each with what grows, and the limit, of its own. */
export function searchSamples({ growing, limit }: Search, { samples, column, start }: SearchGround): Float64Array {
  const moving = movedNodes(growing);
  const written = (of: Samples): Float64Array => writtenOut(of, samples);
  const begun = written(start);
  const amountsAt = (years: number | Float64Array): Float64Array => {
    const time = begun.map((from, i) => from + (typeof years === 'number' ? years : (years[i] as number)));
    const at = isColumn(start) || typeof years !== 'number' ? { base: time, scale: 1, offset: 0 } : start + years;
    // What belongs to one time is of no use to another.
    const pool = new Pool(samples);
    const columns = new Map<FactNode, Samples>();
    const columnAt = (node: FactNode): Samples => columns.get(node) ?? column(node);
    for (const node of moving) {
      checkTime('sampling', node.id);
      const byId = new Map<string, FactNode>(node.inputs.map((input) => [input.id, input]));
      const inputAt = (id: string): Samples => columnAt(byId.get(id) as FactNode);
      columns.set(node, node.id === LATER ? at : node.formula ? sampleExpr(node.formula, inputAt, samples, pool) : node.value);
    }
    return written(columnAt(growing));
  };
  return timesToReach(amountsAt, written(column(limit))).map((years) => MONTHS * years);
}

function writtenOut(of: Samples, samples: number): Float64Array {
  if (!isColumn(of)) return new Float64Array(samples).fill(of);
  const { base, scale, offset } = of;
  return scale === 1 && offset === 0 ? base : base.map((value) => value * scale + offset);
}
