import { type Document, plainDocument, plainPart } from '../../report/document.js';
import type { SweepResult } from '../../studies/sweep.js';
import type { Verbosity } from '../verbosity.js';
import { sweepBlocks } from './blocks.js';
import { sweepData } from './data.js';

/**
 * Sweeps below each other; for programs an array with an object for each.
 * @param show the facts that were asked for; none for those that the sweep chose
 */
export const sweepDocument = (sweeps: readonly SweepResult[], show: readonly string[], asked: Verbosity): Document =>
  plainDocument(
    sweeps.map((sweep) => plainPart(sweepBlocks(sweep, show, asked), sweep.conventions)),
    () => sweeps.map(sweepData),
  );
