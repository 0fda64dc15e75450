import { isFailure, thingOf, type Variable } from '../engines/availability/index.js';
import type { FlowFailure } from './flow-failure.js';

/** How much a component counts in the unavailability of a flow: all its failures together. */
export interface Importance {
  /** Fact ids begin with it: `components.db`, `topology.eu.a`, `causes.power`. */
  readonly of: string;
  /** Unavailability if it always fails less that if it never does. */
  readonly birnbaum: number;
  /** Share of the unavailability that would go if it never failed. */
  readonly fussellVesely: number;
  /** Risk achievement worth: times the unavailability, if it always failed. */
  readonly raw: number;
  /** Risk reduction worth: times less, if it never did; null if nothing would be left. */
  readonly rrw: number | null;
}

/** Exact importance takes two evaluations of the whole diagram each: one is skipped whose gradient ranks it below so many times as are asked for. */
const WEIGHED = 10;

/**
 * The most important, at most so many: each as if it always, and as if it never failed.
 * @param whole unavailability of the flow
 */
export function importanceOf({ model, values }: FlowFailure, whole: number, most: number): readonly Importance[] {
  const thingsOf = new Map<Variable, string>();
  const about = new Map<string, number>();
  for (const { variable, chance, birnbaum } of model.gradients(values)) {
    if (!isFailure(variable)) continue;
    const of = thingOf(variable);
    thingsOf.set(variable, of);
    about.set(of, (about.get(of) ?? 0) + chance * birnbaum);
  }
  const likely = [...about].sort(([, a], [, b]) => b - a).slice(0, WEIGHED * most);
  const found = likely.map(([of]): Importance => {
    const at = (chance: number): number => model.chanceIf(values, (variable) => (thingsOf.get(variable) === of ? chance : undefined));
    const [never, always] = [at(0), at(1)];
    return {
      of,
      birnbaum: always - never,
      fussellVesely: whole > 0 ? (whole - never) / whole : 0,
      raw: whole > 0 ? always / whole : 1,
      rrw: never > 0 ? whole / never : null,
    };
  });
  return found.sort((a, b) => b.fussellVesely - a.fussellVesely || b.birnbaum - a.birnbaum).slice(0, most);
}
