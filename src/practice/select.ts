import { randomBelow, randomWords } from '../math/prng.js';
import type { Difficulty, Problem, Topic } from './problem.js';
import type { Played } from './progress.js';

export interface Wanted {
  readonly topic?: Topic;
  readonly difficulty?: Difficulty;
}

/** Problems that are asked for; the ones that were never played first, then those that went worst, then those played longest ago. */
export function dueOrder(problems: readonly Problem[], history: readonly Played[], { topic, difficulty }: Wanted = {}): readonly Problem[] {
  const last = (id: string): Played | undefined => history.filter(({ problem }) => problem === id).at(-1);
  const due = ({ id }: Problem): number => {
    const played = last(id);
    // A round of 100 is due again after the others; each one played since makes it more so.
    return played === undefined ? -1 : played.overall - 10 * (history.length - history.lastIndexOf(played));
  };
  const level = (problem: Problem): number => problem.difficulty;
  return problems
    .filter(
      (problem) =>
        (topic === undefined || problem.topics.includes(topic)) && (difficulty === undefined || problem.difficulty === difficulty),
    )
    .map((problem, i) => ({ problem, i, due: due(problem) }))
    .sort((a, b) => a.due - b.due || level(a.problem) - level(b.problem) || a.i - b.i)
    .map(({ problem }) => problem);
}

export const atRandom = (problems: readonly Problem[], seed: number): Problem | undefined =>
  problems[randomBelow(randomWords(seed, 17), Math.max(1, problems.length))];
