import { randomStreamOf } from '../draw.js';
import { factText, judgeEstimate, readEstimate } from '../estimate-answer.js';
import { PROBLEMS } from '../problems/index.js';
import { variantOf } from '../variant.js';
import { availability, latency, nines, powers, queueing, rates, throughput } from './numbers.js';
import { Draws, type DrillQuestion, type DrillTopic, number } from './question.js';
import { cap, clocks, indexes, patterns, quorum, windows } from './structures.js';

export { DRILLS, type DrillQuestion, type DrillTopic } from './question.js';

const MAKERS: Readonly<Record<Exclude<DrillTopic, 'estimates'>, (draws: Draws) => DrillQuestion>> = {
  latency,
  powers,
  nines,
  rates,
  throughput,
  availability,
  quorum,
  queueing,
  cap,
  patterns,
  clocks,
  windows,
  indexes,
};

/** The question of a topic that a seed draws. */
export async function drillQuestion(topic: DrillTopic, seed: number): Promise<DrillQuestion> {
  const draws = new Draws(seed, randomStreamOf(topic));
  if (topic !== 'estimates') return MAKERS[topic](draws);
  const problem = PROBLEMS[draws.below(PROBLEMS.length)] as (typeof PROBLEMS)[number];
  const variant = variantOf(problem, seed);
  const estimate = problem.estimates[draws.below(problem.estimates.length)] as (typeof problem.estimates)[number];
  const numbers = problem.facts
    .filter(({ about, answer }) => about === 'numbers' || /\$/.test(answer))
    .map(({ answer }) => variant.say(answer));
  const { value, unit } = await variant.key(estimate);
  return {
    card: `estimates.${problem.id}.${estimate.id}`,
    prompt: `${problem.title}. ${numbers.join(' ')}\n${variant.say(estimate.question)}`,
    key: number(value, unit, estimate.measures),
    why: estimate.how,
  };
}

export interface DrillAnswer {
  readonly isRight: boolean;
  /** 0 to 1. */
  readonly points: number;
  readonly text: string;
}

/** An answer against the key; a text where it cannot be read. */
export function judgeDrill({ key, why }: DrillQuestion, typed: string): DrillAnswer | string {
  if (key.kind === 'word') {
    const folded = typed.trim().toLowerCase().replace(/\s/g, '');
    const chosen =
      /^\d+$/.test(folded) && key.choices.length > 2
        ? key.choices[Number(folded) - 1]
        : key.choices.find(
            (choice) =>
              choice.toLowerCase().replace(/\s/g, '') === folded || (folded !== '' && choice.length < 4 && choice.startsWith(folded)),
          );
    if (chosen === undefined && typed.trim() !== '')
      return `write ${key.choices.length > 2 ? `a number from 1 to ${key.choices.length}` : key.choices.join(' or ')}`;
    const isRight = chosen === key.word;
    return { isRight, points: isRight ? 1 : 0, text: `${isRight ? 'right' : `it is: ${key.word}`}. ${why}` };
  }
  const isCounted = key.fact.unit === 'count' && key.fact.value < 100 && Number.isInteger(key.fact.value);
  if (typed.trim() === '') return { isRight: false, points: 0, text: `it is ${factText(key.fact)}: ${why}` };
  if (isCounted && /^\d+$/.test(typed.trim())) {
    const isRight = Number(typed) === key.fact.value;
    return { isRight, points: isRight ? 1 : 0, text: `${isRight ? 'right' : `it is ${key.fact.value}`}: ${why}` };
  }
  const read = readEstimate(typed, key.measures, key.fact.unit);
  if (!read.ok) return `${read.problem.message}${read.problem.help === undefined ? '' : `; ${read.problem.help}`}`;
  const judged = judgeEstimate(read.quantity, key.fact, { measures: key.measures });
  return {
    isRight: judged.grade === 'exact' || judged.grade === 'good',
    points: judged.points,
    text: `${judged.text}; it is ${factText(key.fact)}: ${why}`,
  };
}
