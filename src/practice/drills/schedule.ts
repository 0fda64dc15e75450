import { type Card, createEmptyCard, fsrs, type Grade, Rating, type State } from 'ts-fsrs';

/** The state of a card for spaced repetition, as it is stored: dates as texts. */
export interface StoredCard {
  readonly due: string;
  readonly stability: number;
  readonly difficulty: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
  readonly last: string | null;
  /** Days that it was put off, and steps of learning. */
  readonly days: number;
  readonly steps: number;
  /** Right answers of all. */
  readonly right: number;
}

/** Without the random days that spread cards of one day: the same answers give the same plan. */
const SCHEDULER = fsrs({ enable_fuzz: false });

/** A card after an answer. @param points 0 to 1 @param now the moment, as ISO text */
export function cardAfter(card: StoredCard | undefined, points: number, now: string): StoredCard {
  const at = new Date(now);
  const grade: Grade = points >= 0.95 ? Rating.Good : points >= 0.5 ? Rating.Hard : Rating.Again;
  const { card: next } = SCHEDULER.next(card === undefined ? createEmptyCard(at) : cardOf(card), at, grade);
  return {
    due: next.due.toISOString(),
    stability: next.stability,
    difficulty: next.difficulty,
    reps: next.reps,
    lapses: next.lapses,
    state: next.state,
    last: next.last_review?.toISOString() ?? null,
    days: next.scheduled_days,
    steps: next.learning_steps,
    right: (card?.right ?? 0) + (points >= 0.9 ? 1 : 0),
  };
}

const cardOf = (card: StoredCard): Card => ({
  due: new Date(card.due),
  stability: card.stability,
  difficulty: card.difficulty,
  elapsed_days: 0,
  scheduled_days: card.days,
  learning_steps: card.steps,
  reps: card.reps,
  lapses: card.lapses,
  state: card.state as State,
  ...(card.last !== null && { last_review: new Date(card.last) }),
});

/** Whether a kept value is a card, with dates that are dates. */
export function isCard(value: unknown): value is StoredCard {
  if (typeof value !== 'object' || value === null) return false;
  const card = value as Readonly<Record<string, unknown>>;
  const isDate = (text: unknown): boolean => typeof text === 'string' && !Number.isNaN(Date.parse(text));
  const numbers = ['stability', 'difficulty', 'reps', 'lapses', 'state', 'days', 'steps', 'right'];
  return (
    isDate(card.due) &&
    (card.last === null || isDate(card.last)) &&
    numbers.every((key) => Number.isFinite(card[key])) &&
    [0, 1, 2, 3].includes(card.state as number)
  );
}
