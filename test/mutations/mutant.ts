import type { Finding } from '../../src/core/index.js';
import type { Site } from './sites.js';

/** A stretch of text: half open, in UTF-16 code units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A spec without mistakes. */
export interface Sound {
  readonly file: string;
  readonly text: string;
  readonly sites: readonly Site[];
}

/** A spec with one mistake in it. */
export interface Mutant {
  /** What was changed, for people: `flows.read.rate: rate -> rtae`. */
  readonly what: string;
  readonly text: string;
  /** Where a finding may point, in the mutated text: any of these stretches, or a part of it. */
  readonly places: readonly Stretch[];
  /**
   * `original`: the finding suggests what makes the text the original again; a function: judges what it suggests; `none`: there is no
   * telling what was meant, so anything goes.
   */
  readonly suggests: 'original' | 'none' | ((finding: Finding) => boolean);
}

export interface Operator {
  readonly name: string;
  readonly mutants: (sound: Sound) => readonly Mutant[];
}

/** The text with `by` in place of a stretch, and where `by` then stands. */
export function spliced(text: string, at: Stretch, by: string): { readonly text: string; readonly by: Stretch } {
  return { text: text.slice(0, at.start) + by + text.slice(at.end), by: { start: at.start, end: at.start + by.length } };
}

/** The mutant that has `by` in place of a stretch; by default the finding points at `by` and suggests what stood there. */
export function replacing(
  sound: Sound,
  site: Site,
  at: Stretch,
  by: string,
  { place, suggests = 'original' }: { readonly place?: Stretch; readonly suggests?: Mutant['suggests'] } = {},
): Mutant {
  const mutated = spliced(sound.text, at, by);
  const original = sound.text.slice(at.start, at.end);
  return { what: `${site.path.join('.')}: ${original} -> ${by}`, text: mutated.text, places: [place ?? mutated.by], suggests };
}

export type Verdict = 'killed' | 'no finding' | 'several findings' | 'wrong place' | 'wrong suggestion' | 'suggestion that does not mend';

/** The text with the suggestion of a finding in the place that it is about; undefined if it makes none. */
export function mended(text: string, { at, suggestion }: Finding): string | undefined {
  return at === undefined || suggestion === undefined ? undefined : spliced(text, at, suggestion).text;
}

/** Whether the findings say of the mutant what its author would want to hear. */
export function judge(mutant: Mutant, sound: Sound, findings: readonly Finding[]): Verdict {
  const [finding, ...more] = findings;
  if (finding === undefined) return 'no finding';
  if (more.length > 0) return 'several findings';
  const { at, suggestion } = finding;
  if (at === undefined) return 'wrong place';
  const isInside = mutant.places.some(({ start, end }) => at.start >= start && at.end <= end);
  if (!isInside) return 'wrong place';
  if (mutant.suggests === 'none') return 'killed';
  if (typeof mutant.suggests === 'function') return mutant.suggests(finding) ? 'killed' : 'wrong suggestion';
  if (suggestion === undefined) return 'wrong suggestion';
  return mended(mutant.text, finding) === sound.text ? 'killed' : 'wrong suggestion';
}
