import { normalCdf, Z95 } from '../math/index.js';

/** A range that was typed as an estimate. */
export interface GivenRange {
  /** Its middle over the key, both in the same unit. */
  readonly ratio: number;
  /** Its upper end over its lower one. */
  readonly width: number;
}

/** Central intervals at which ranges are looked at. */
const LEVELS: readonly number[] = [0.1, 0.3, 0.5, 0.7, 0.9];

/**
 * How sure somebody would have had to be for the range just to hold the answer, 0 to 1: the typed range is the central 90% of a lognormal, and
 * narrower or wider central intervals follow from it.
 */
export function levelOf({ ratio, width }: GivenRange): number {
  const sigma = Math.log(width) / (2 * Z95);
  return sigma > 0 ? 2 * normalCdf(Math.abs(Math.log(ratio)) / sigma) - 1 : ratio === 1 ? 0 : 1;
}

/**
 * The calibration curve: of the central intervals that should hold so many answers, how many did. Who is calibrated has both the same; a curve below
 * is that of somebody whose ranges are too narrow.
 *
 * @source Lichtenstein, Fischhoff, Phillips 1982, Calibration of probabilities: the state of the art to 1980
 */
export function calibrationCurve(ranges: readonly GivenRange[]): readonly { readonly level: number; readonly held: number }[] {
  const levels = ranges.map(levelOf);
  return LEVELS.map((level) => ({ level, held: levels.filter((one) => one <= level + 1e-9).length / Math.max(1, levels.length) }));
}
