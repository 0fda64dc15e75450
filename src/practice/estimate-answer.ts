import {
  parseLiteral,
  type Quantity,
  type QuantityProblem,
  quantityParts,
  type Slip,
  type SlipContext,
  STANDARD_CALENDAR,
  samePhysical,
  slipsOf,
} from '../quantity/index.js';
import type { KeyFact } from './review.js';

const VOCABULARY = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };

/** An estimate as it was typed, in canonical units. */
export type TypedEstimate =
  | { readonly ok: true; readonly quantity: Quantity }
  | { readonly ok: false; readonly problem: Pick<QuantityProblem, 'message' | 'help'> };

const EXAMPLES: Readonly<Record<SlipContext['measures'], string>> = {
  data: '2.5 TB, or 2..4 TB',
  'data rate': '120 MB/s, or 1 Gbit/s',
  rate: '3.9k req/s, or 3k..5k per second',
  count: 'about 100M',
  time: '20 ms',
  money: '3k USD/month',
  other: '3.5',
};

/** Reads an estimate as people write it. A bare number is a count or a rate; of bytes only where it is written out in full. */
export function readEstimate(text: string, measures: SlipContext['measures'], unit: string): TypedEstimate {
  const cleaned = text.trim().replace(/[.!]$/, '').replace(/^=\s*/, '');
  const read = parseLiteral(cleaned, null, VOCABULARY);
  const example = `for example ${EXAMPLES[measures]}`;
  if (!read.ok)
    return {
      ok: false,
      problem: { message: read.problem.message, help: `${read.problem.help === undefined ? '' : `${read.problem.help}; `}${example}` },
    };
  const { dimension } = read.value;
  const isBare = samePhysical(dimension, { time: 0, data: 0, money: 0, counts: {} });
  const wanted = {
    time: unit.endsWith('/s') ? -1 : unit === 's' ? 1 : 0,
    data: unit.startsWith('B') ? 1 : 0,
    money: unit.startsWith('USD') ? 1 : 0,
    counts: {},
  };
  if (!isBare && !samePhysical(dimension, wanted) && !unit.startsWith('USD')) {
    return { ok: false, problem: { message: `"${cleaned}" measures something else than is asked`, help: example } };
  }
  // Nobody means six bytes by "6"; whoever writes out all digits means bytes.
  const needsUnit = measures === 'data' || measures === 'data rate' || measures === 'time' || measures === 'money';
  if (isBare && needsUnit && read.value.value > 0 && read.value.value < 1e6) {
    return { ok: false, problem: { message: `${cleaned} of what? Write its unit`, help: example } };
  }
  return read.value.value > 0
    ? { ok: true, quantity: read.value }
    : { ok: false, problem: { message: 'an estimate is above zero', help: example } };
}

export interface GradedEstimate {
  /** 0 to 1. */
  readonly points: number;
  readonly grade: 'exact' | 'good' | 'in order' | 'off';
  readonly ratio: number;
  readonly slips: readonly Slip[];
  readonly text: string;
  /** Of a range: whether it holds the key, and how many times its upper end is its lower one. */
  readonly range: { readonly holds: boolean; readonly width: number } | null;
}

export const factText = ({ value, unit }: KeyFact): string => {
  const { number, after } = quantityParts(value, unit === 'stated' ? 'count' : unit);
  return `${number}${after}`;
};

/** Half a unit of the second digit at its worst, 10.5 for 10, as log10: a factor of 1.024 is not told from it. */
const ROUNDED = 0.0212;

/** An estimate against its key, on a log scale: twice too high costs what twice too low does. */
export function judgeEstimate({ value, spread }: Quantity, key: KeyFact, context: SlipContext): GradedEstimate {
  const ratio = value / key.value;
  const off = Math.abs(Math.log10(ratio));
  // Two digits of an answer are rounded by as much: nothing is to be learned from it.
  const slips = off <= ROUNDED ? [] : slipsOf(ratio, context);
  const grade = off <= 0.04 ? 'exact' : off <= 0.1 ? 'good' : off <= 0.3 && slips.every(({ isNote }) => isNote) ? 'in order' : 'off';
  const inRange = spread === undefined ? null : { holds: spread.p5 <= key.value && key.value <= spread.p95, width: spread.p95 / spread.p5 };
  const base = grade === 'exact' ? 1 : grade === 'good' ? 0.9 : grade === 'in order' ? 0.6 : slips.length > 0 ? 0.25 : off <= 0.5 ? 0.3 : 0;
  // A range that holds the key and says something is worth what a point that is near would be; a narrow one that misses it is worse than none.
  const points = inRange === null ? base : inRange.holds ? Math.max(base, inRange.width <= 10 ? 0.9 : 0.5) : Math.min(base, 0.5);
  return { points, grade, ratio, slips, text: explained(ratio, grade, slips), range: inRange };
}

function explained(ratio: number, grade: GradedEstimate['grade'], slips: readonly Slip[]): string {
  const times = ratio >= 1 ? `${round(ratio)} times too high` : `${round(1 / ratio)} times too low`;
  const named = slips.map(({ text }) => text).join(', or ');
  if (grade === 'exact' || grade === 'good') return slips.length === 0 ? grade : `${grade}; a note: ${named}`;
  if (grade === 'in order') return `the right order, ${times}`;
  return slips.length > 0 ? `${times}: ${named}` : `${times}, which no usual slip explains: look at what it assumes`;
}

const round = (x: number): string => quantityParts(x, 'count', { digits: 2 }).number;
