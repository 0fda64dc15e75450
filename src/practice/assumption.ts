import { parseLiteral, type Quantity, STANDARD_CALENDAR, samePhysical } from '../quantity/index.js';
import { literalOf } from './draw.js';
import { lineWith } from './evidence.js';
import type { ClarifyingFact, Parameter, Problem } from './problem.js';

const VOCABULARY = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };

/** The facts that a question or a statement is about. */
export function factsAbout(line: string, facts: readonly ClarifyingFact[]): readonly ClarifyingFact[] {
  const meant = facts.filter(({ words }) => lineWith(words, [line]) !== undefined);
  return meant.length > 0 ? meant : facts.filter(({ vague = [] }) => lineWith(vague, [line]) !== undefined);
}

/** What a candidate states of a parameter, in place of what was drawn. */
export interface Assumption {
  readonly fact: ClarifyingFact;
  readonly parameter: string;
  readonly value: number;
  /** As the problem writes it: `50M per month`. */
  readonly literal: string;
  /** Whether such a system could have it: within a hundred times the range that is drawn from. */
  readonly isPlausible: boolean;
}

const FAR = 100;
const NUMBER = /(?:^|[\s(~=:])(\d[\d,]*(?:\.\d+)?)/g;
const SCALE = /^\s*(k|m|b|g|t|million|billion|thousand|trillion)\b/i;
const WORD_OF: Readonly<Record<string, string>> = {
  b: ' billion',
  m: ' million',
  k: ' thousand',
  g: ' billion',
  t: ' trillion',
};
const UNIT =
  /^\s*(%|percent\b|bytes?\b|[kKMGTP]?i?B\b|[kMG]bit\/s|[kMG]bps\b|ms\b|s\b|sec(?:onds?)?\b|min(?:utes?)?\b|h(?:ours?)?\b|d(?:ays?)?\b|years?\b)/;
const PER = /^[^,;.?]{0,40}?(?:\bper\b|\ba\b|\beach\b|\bevery\b|\/)\s*(second|sec|s|minute|hour|day|month|year)s?\b/i;

/**
 * What a line states of one of the facts that it is about: `assume 50M new links per month`.
 * @returns undefined where it has no number, or none whose unit is that of just one parameter
 */
export function assumptionIn(
  line: string,
  facts: readonly ClarifyingFact[],
  { parameters }: Pick<Problem, 'parameters'>,
): Assumption | undefined {
  if (line.trim().endsWith('?')) return undefined;
  const stated = quantitiesIn(line.slice(0, 500));
  for (const fact of facts) {
    const named = [...fact.answer.matchAll(/\$([A-Za-z]\w*)/g)].flatMap(([, name = '']) =>
      parameters[name] === undefined ? [] : [[name, parameters[name]] as const],
    );
    for (const readings of stated) {
      const fitting = readings.flatMap((quantity) =>
        named.flatMap(([name, parameter]) => {
          const value = inUnitOf(quantity, parameter);
          return value === undefined ? [] : [{ name, parameter, value }];
        }),
      );
      const [only] = fitting;
      if (only === undefined || fitting.some(({ name }) => name !== only.name)) continue;
      const { name, parameter } = only;
      const value = parameter.whole === true ? Math.max(1, Math.round(only.value)) : only.value;
      const isPlausible = value >= parameter.low / FAR && value <= parameter.high * FAR;
      return { fact, parameter: name, value, literal: literalOf(value, parameter).trim(), isPlausible };
    }
  }
  return undefined;
}

/** The quantities of a line; each as what it may mean: `1B` is a byte, or a billion. */
function quantitiesIn(line: string): readonly (readonly Quantity[])[] {
  return [...line.matchAll(NUMBER)].map((match): readonly Quantity[] => {
    const [whole, digits = ''] = match;
    const bare = digits.replaceAll(',', '');
    const after = line.slice(match.index + whole.length);
    const texts: string[] = [];
    const direct = UNIT.exec(after)?.[1];
    if (direct !== undefined) texts.push(`${bare} ${direct.replace('percent', '%')}`);
    const suffix = SCALE.exec(after)?.[0];
    if (direct === undefined || suffix !== undefined) {
      const word = suffix?.trim().toLowerCase() ?? '';
      const scale = word.length > 1 ? ` ${word}` : (WORD_OF[word] ?? '');
      const rest = after.slice(suffix?.length ?? 0);
      const unit = UNIT.exec(rest)?.[1];
      const per = PER.exec(rest)?.[1];
      texts.push(`${bare}${scale}${unit === undefined ? (per === undefined ? '' : ` per ${per}`) : ` ${unit}`}`);
    }
    return texts.flatMap((text) => {
      const read = parseLiteral(text, null, VOCABULARY);
      return read.ok && read.value.value > 0 ? [read.value] : [];
    });
  });
}

/** A quantity in the unit of a parameter; undefined where it measures something else. */
function inUnitOf({ value, dimension }: Quantity, { unit }: Parameter): number | undefined {
  const one = parseLiteral(`1${unit.startsWith('%') || unit.startsWith(' ') || unit === '' ? unit : ` ${unit}`}`, null, VOCABULARY);
  if (!one.ok || !samePhysical(one.value.dimension, dimension)) return undefined;
  const inUnit = Number((value / one.value.value).toPrecision(6));
  // A bare number is no share, and a share is no number.
  if (unit === '%') return value <= 1 ? inUnit : undefined;
  return unit === '' && value < 1 ? undefined : inUnit;
}
