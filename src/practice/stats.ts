import type { Block } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { calibrationCurve } from './calibration.js';
import { CRITERIA } from './evidence.js';
import type { Progress } from './progress.js';

const DAY = 86_400_000;
/** Below it a curve shows chance. */
const FEWEST_RANGES = 5;
const dayOf = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);

/** Days in a row with a round or a drill, up to today or yesterday. */
export function streakOf(days: readonly string[], today: string): number {
  const played = new Set(days.map(dayOf));
  let at = dayOf(today);
  if (!played.has(at)) at--;
  let streak = 0;
  while (played.has(at - streak)) streak++;
  return streak;
}

/** Progress for people: scores by criterion, rounds over time, ranges that held, drills that are due. */
export function statsDocument({ history, cards }: Progress, today: string): Document {
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const ranges = history.flatMap(({ estimates }) => estimates.flatMap(({ holds }) => (holds === null ? [] : [holds])));
  const held = ranges.filter(Boolean).length;
  const given = history.flatMap(({ estimates }) => estimates.flatMap(({ ratio, width }) => (width ? [{ ratio, width }] : [])));
  const curve = calibrationCurve(given);
  const criteria = CRITERIA.map((criterion) => {
    const of = history.flatMap(({ scores }) => scores[criterion] ?? []);
    return { criterion, rounds: of.length, last: of.at(-1) ?? null, mean: mean(of) };
  });
  const topics = new Map<string, { cards: number; due: number; reps: number; right: number }>();
  for (const [name, card] of Object.entries(cards)) {
    const topic = name.split('.', 1)[0] ?? name;
    const one = topics.get(topic) ?? { cards: 0, due: 0, reps: 0, right: 0 };
    topics.set(topic, {
      cards: one.cards + 1,
      due: one.due + (card.due.slice(0, 10) <= today ? 1 : 0),
      reps: one.reps + card.reps,
      right: one.right + card.right,
    });
  }
  const streak = streakOf(
    [...history.map(({ day }) => day), ...Object.values(cards).flatMap(({ last }) => (last === null ? [] : [last.slice(0, 10)]))],
    today,
  );
  const left = (head: string) => ({ head, align: 'left' as const });
  const right = (head: string) => ({ head, align: 'right' as const });
  const blocks: readonly Block[] = [
    {
      kind: 'note',
      text:
        history.length === 0 && topics.size === 0 ? 'nothing has been practiced yet' : `${history.length} rounds, ${streak} days in a row`,
    },
    ...(history.length < 2
      ? []
      : [
          {
            kind: 'plot' as const,
            title: 'rounds: of 100',
            scale: 'linear' as const,
            points: history.map(({ overall }, i) => ({ x: i + 1, y: overall })),
            x: (value: number) => String(Math.round(value)),
            y: (value: number) => String(Math.round(value)),
          },
        ]),
    ...(history.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            columns: [left('criterion'), right('last'), right('mean')],
            rows: criteria.map(({ criterion, last, mean: all }) => [
              criterion,
              last === null ? null : String(last),
              all === null ? null : String(Math.round(all)),
            ]),
          },
        ]),
    ...(ranges.length === 0
      ? []
      : [
          {
            kind: 'bars' as const,
            bars: [
              {
                share: held / ranges.length,
                role: held / ranges.length >= 0.8 ? ('good' as const) : ('warn' as const),
                text: `${held} of ${ranges.length} ranges held the answer; of 90% ranges nine of ten should`,
              },
            ],
          },
        ]),
    ...(given.length < FEWEST_RANGES
      ? []
      : [
          {
            kind: 'table' as const,
            columns: [left('intervals that should hold'), right('held'), left('')],
            rows: curve.map(({ level, held: share }) => [
              `${Math.round(100 * level)}% of the answers`,
              `${Math.round(100 * share)}%`,
              share >= level - 0.1 ? (share <= level + 0.1 ? 'as they should' : 'wider than need be') : 'too narrow',
            ]),
          },
          {
            kind: 'plot' as const,
            title: 'calibration: % that held, by % that should',
            scale: 'linear' as const,
            points: curve.map(({ level, held: share }) => ({ x: 100 * level, y: 100 * share })),
            x: (value: number) => String(Math.round(value)),
            y: (value: number) => String(Math.round(value)),
          },
        ]),
    ...(topics.size === 0
      ? []
      : [
          {
            kind: 'table' as const,
            columns: [left('drill'), right('cards'), right('due'), right('right')],
            rows: [...topics].map(([topic, { cards: count, due, reps, right: good }]) => [
              topic,
              String(count),
              String(due),
              `${Math.round((100 * good) / Math.max(1, reps))}%`,
            ]),
          },
        ]),
    { kind: 'next', command: ['sysdesign practice'] },
  ];
  return plainDocument([plainPart(blocks)], () => ({
    rounds: history.length,
    streak,
    criteria,
    ranges: { given: ranges.length, held },
    calibration: given.length < FEWEST_RANGES ? null : curve,
    drills: Object.fromEntries(topics),
  }));
}
