import { randomBelow, randomWords } from '../math/prng.js';
import type { Parameter, Problem } from './problem.js';

/** Numbers that people calculate with in their heads. */
const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8] as const;

/** The parameters of a variant, by name. The same seed draws the same. */
export function drawParameters({ id, parameters }: Pick<Problem, 'id' | 'parameters'>, seed: number): Readonly<Record<string, number>> {
  const words = randomWords(seed, randomStreamOf(id));
  return Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, draw(parameter, words)]));
}

/** Evenly among the round numbers of its range. */
function draw({ low, high, whole }: Parameter, words: () => number): number {
  if (whole === true) return low + randomBelow(words, high - low + 1);
  const choices: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    // Through text: 3 * 10^-2 is not 0.03 in binary.
    for (const digits of ROUND) choices.push(Number(`${digits}e${power}`));
  }
  const inside = choices.filter((value) => value >= low && value <= high);
  return inside[randomBelow(words, inside.length)] ?? low;
}

const SUFFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** A parameter as a literal: `100M per month`. */
export function literalOf(value: number, { unit }: Pick<Parameter, 'unit'>): string {
  let power = 0;
  // Units with a prefix of their own (kB) and shares take none.
  const isCount = !/^ ?(?:%|[kMGTP]?i?B|ms|s|min|h|d)\b|^%/.test(unit);
  while (isCount && value >= 1000 ** (power + 1) && power < SUFFIXES.length - 1) power++;
  const number = Number((value / 1000 ** power).toPrecision(12));
  return `${number}${SUFFIXES[power]}${unit === '' || unit.startsWith('%') || unit.startsWith(' ') ? unit : ` ${unit}`}`;
}

/** A text with each `$parameter` written out. */
export function fillTemplate(text: string, { parameters }: Pick<Problem, 'parameters'>, values: Readonly<Record<string, number>>): string {
  return text.replace(/\$([A-Za-z]\w*)/g, (whole, name: string) => {
    const parameter = parameters[name];
    const value = values[name];
    return parameter === undefined || value === undefined ? whole : literalOf(value, parameter);
  });
}

/** The same for people: `$posts posts` are `500M posts per day`. */
export function fillProse(text: string, problem: Pick<Problem, 'parameters'>, values: Readonly<Record<string, number>>): string {
  const ordered = text.replace(/\$([A-Za-z]\w*) ([a-z][a-z ]*)(?=[.,;:?]|$)/g, (whole, name: string, noun: string) => {
    const unit = problem.parameters[name]?.unit ?? '';
    const value = values[name];
    return value === undefined || !unit.startsWith('per ') ? whole : `${literalOf(value, { unit: '' })} ${noun} ${unit}`;
  });
  return fillTemplate(ordered, problem, values);
}

/** A number of its own for each name. */
export function randomStreamOf(name: string): number {
  let hash = 7;
  for (const char of name) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return hash;
}
