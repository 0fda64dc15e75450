import { isCard, type StoredCard } from './drills/schedule.js';
import type { Settings, TimedAnswer } from './round-types.js';
import type { Scorecard } from './scorecard.js';

/** What is stored between rounds. */
export interface Progress {
  readonly format: 'sysdesign.practice/1';
  /** A round that was interrupted. */
  readonly open: OpenRound | null;
  readonly history: readonly Played[];
  /** Cards of drills, by name. */
  readonly cards: Readonly<Record<string, StoredCard>>;
}

export interface OpenRound extends Settings {
  readonly problem: string;
  readonly seed: number;
  readonly answers: readonly TimedAnswer[];
}

export interface Played {
  readonly day: string;
  readonly problem: string;
  readonly seed: number;
  readonly overall: number;
  readonly scores: Readonly<Record<string, number>>;
  /** Of estimates: the answer over the key, and of ranges whether they held it, and their upper end over their lower one (not kept by the first rounds). */
  readonly estimates: readonly { readonly ratio: number; readonly holds: boolean | null; readonly width?: number | null }[];
}

export const NO_PROGRESS: Progress = { format: 'sysdesign.practice/1', open: null, history: [], cards: {} };
const MOST_KEPT = 1000;

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Progress as it was stored; null for what is damaged, or of a version that is not known. */
export function readProgress(text: string): Progress | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isMap(value) || value.format !== NO_PROGRESS.format || !Array.isArray(value.history)) return null;
  const history = value.history.filter(isPlayed);
  if (history.length < value.history.length) return null;
  const kept = value.cards ?? {};
  if (!isMap(kept) || !Object.values(kept).every(isCard)) return null;
  const cards = kept as Readonly<Record<string, StoredCard>>;
  if (value.open === null) return { ...NO_PROGRESS, history, cards };
  return isOpen(value.open) ? { ...NO_PROGRESS, history, cards, open: value.open } : null;
}

const isPlayed = (value: unknown): value is Played =>
  isMap(value) &&
  typeof value.day === 'string' &&
  typeof value.problem === 'string' &&
  typeof value.seed === 'number' &&
  typeof value.overall === 'number' &&
  isMap(value.scores) &&
  Object.values(value.scores).every((score) => typeof score === 'number') &&
  Array.isArray(value.estimates) &&
  value.estimates.every(
    (one) =>
      isMap(one) &&
      typeof one.ratio === 'number' &&
      (one.holds === null || typeof one.holds === 'boolean') &&
      (one.width === undefined || one.width === null || typeof one.width === 'number'),
  );

const isOpen = (value: unknown): value is OpenRound =>
  isMap(value) &&
  typeof value.problem === 'string' &&
  Number.isSafeInteger(value.seed) &&
  [15, 30, 45, 60].includes(value.length as number) &&
  (value.style === 'guided' || value.style === 'strict') &&
  Array.isArray(value.answers) &&
  value.answers.every((one) => isMap(one) && typeof one.id === 'string' && typeof one.text === 'string' && typeof one.seconds === 'number');

export const withPlayed = (progress: Progress, card: Scorecard, day: string): Progress => ({
  ...progress,
  open: null,
  history: [
    ...progress.history,
    {
      day,
      problem: card.problem,
      seed: card.seed,
      overall: card.overall,
      scores: Object.fromEntries(card.scores.flatMap(({ criterion, score }) => (score === null ? [] : [[criterion, score]]))),
      estimates: card.estimates.map(({ ratio, holds, width }) => ({ ratio, holds, width })),
    },
  ].slice(-MOST_KEPT),
});
