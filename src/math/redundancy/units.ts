import { ceilTo, floorTo } from '../../quantity/index.js';

/** Units there are and units that must be up, whole: a fraction of one that is there counts for nothing, one that is needed for a whole. */
interface Units {
  readonly units: number;
  readonly needed: number;
  /** These, and others that share their crews. */
  readonly all: number;
}

/** Beyond 2^53, where doubles skip integers, the largest group below it that needs the same share. */
export function wholeUnits(n: number, k: number, of = n): Units {
  const share = Math.min(1, Number.MAX_SAFE_INTEGER / Math.max(n, of));
  const units = floorTo(n * share);
  return { units, needed: ceilTo(k * share), all: Math.max(units, floorTo(of * share)) };
}
