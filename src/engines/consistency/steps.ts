import type { FactStep } from '../../core/index.js';
import { type Model, placeAt } from '../../spec/index.js';

/** A reason with the place of the spec that it is about. */
interface Reason {
  readonly why: string;
  readonly path: string;
  readonly gives: readonly string[];
  readonly instead: string | null;
}

/** Reasons as steps with positions: several readers may share one. */
export const stepsAt = (model: Model, reasons: readonly Reason[]): readonly FactStep[] =>
  reasons
    .filter(({ why }, i) => reasons.findIndex((other) => other.why === why) === i)
    .map(({ why, path, gives, instead }) => ({ text: why, at: placeAt(model, path), gives: gives.join(' + '), instead }));
