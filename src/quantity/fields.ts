import type { TextFindingId } from '../core/index.js';
import { percentText } from './digits.js';
import { type Dimension, describeDimension, PER_TIME, PLAIN, perNouns, samePhysical } from './dimension.js';
import { type FieldRule, type FieldType, fieldRule } from './field-type.js';
import { type ReadLiteral, readLiteral } from './literal.js';
import { pluralOf } from './noun.js';
import { type Advice, type Parsed, parsed, problemAt, type QuantityProblem, quoted } from './problem.js';
import type { Quantity, Vocabulary } from './quantity.js';
import type { ReadOptions } from './read-options.js';
import { readingsOf } from './two-readings.js';
import { lacksPer, unitAdvice } from './unit-advice.js';

export const readOptions = (field: FieldType, vocabulary: Vocabulary): ReadOptions => {
  const rule = fieldRule(field);
  return {
    vocabulary,
    reading: rule.reading,
    share: rule.most === 1,
    grows: rule.grows,
    bounds: field === 'expectation',
    suffixIsSize: field === 'bytes',
    milli: field === 'cpu',
  };
};

/** A text that is one literal, checked against what the field holds; `null` is any quantity. Problems carry offsets within `text`. */
export function parseLiteral(text: string, field: FieldType | null, vocabulary: Vocabulary): Parsed<Quantity> {
  const wanted = field ?? 'any';
  const read = readLiteral(text, readOptions(wanted, vocabulary));
  if (!read.ok) return read;
  const problem = literalProblem(text, wanted, read.value);
  return problem === null ? parsed(read.value.quantity) : { ok: false, problem };
}

/** `43 min per month`, `4 h/year`. */
const DOWNTIME = /^\d[\d.,_]{0,20} {0,3}(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|d|days?) {0,3}(?:\/|per\b|a\b|each\b|every\b)/i;

/** Fields that take `x3`. */
const TAKES_TIMES: ReadonlySet<FieldType> = new Set(['factor', 'ratio', 'overhead', 'surge', 'peak', 'any', 'change']);

function literalProblem(text: string, field: FieldType, read: ReadLiteral): QuantityProblem | null {
  const rule = fieldRule(field);
  const { quantity } = read;
  const start = text.indexOf(quantity.text.slice(0, 1));
  const end = start + quantity.text.length;
  const wrong = (id: TextFindingId, message: string, advice: Advice = {}): QuantityProblem => problemAt(id, start, end, message, advice);
  const readings = readingsOf(field, read);
  if (readings !== undefined) {
    const [one, other] = readings;
    return wrong('quantity/ambiguous', `${quoted(quantity.text)} has two readings: ${one} or ${other}`, {
      help: `write ${one} or ${other}`,
    });
  }
  if (!acceptsDimension(field, quantity.dimension)) {
    const got = quantity.share && samePhysical(quantity.dimension, PLAIN) ? 'a share' : describeDimension(quantity.dimension);
    return wrong('quantity/dimension', `expected ${rule.wanted}, got ${got} (${quantity.text})`, unitAdvice(field, read));
  }
  if (quantity.share && !rule.percent) {
    return wrong('quantity/dimension', `expected ${rule.wanted}, got a share (${quantity.text})`, {
      help: 'a share and a count differ: a percentage of what?',
    });
  }
  if (field === 'availability' && !quantity.share && DOWNTIME.test(quantity.text)) {
    const up = percentText(1 - quantity.value, 6);
    return wrong('quantity/dimension', `${quantity.text} is a time down, and an availability is a share of time up`, {
      help: `write ${up}`,
      suggestion: up,
    });
  }
  const lacking = lacksPer(field, read);
  if (lacking !== undefined) return wrong('quantity/dimension', lacking, unitAdvice(field, read));
  if (read.times && !TAKES_TIMES.has(field)) {
    return wrong('quantity/dimension', `expected ${rule.wanted}, got a factor (${quantity.text})`, { help: 'leave out the x' });
  }
  if (rule.whole) {
    const per = perNouns(quantity.dimension);
    if (per.length > 0) return wrong('quantity/dimension', perMessage(quantity.dimension), perAdvice(per, quantity.text));
  }
  return domainProblem(rule, read, wrong);
}

function domainProblem(
  rule: FieldRule,
  read: ReadLiteral,
  wrong: (id: TextFindingId, message: string, advice?: Advice) => QuantityProblem,
): QuantityProblem | null {
  const { quantity } = read;
  const low = quantity.spread?.p5 ?? quantity.value;
  const high = quantity.spread?.p95 ?? quantity.value;
  const { least, most } = rule;
  if (least !== undefined && (low < least || (rule.above === true && low === least))) {
    const bound = `${rule.above === true ? 'above' : 'not below'} ${least}`;
    return wrong('quantity/range', `expected ${rule.wanted}, ${bound}: got ${quantity.text}`, { help: 'check the sign and the number' });
  }
  if (most === undefined) return null;
  if (high > most) {
    const percent: { help?: string; suggestion?: string } =
      read.bare && quantity.spread === undefined && high <= 100
        ? { suggestion: `${quantity.text}%` }
        : { help: 'write a share between 0% and 100%' };
    return wrong('quantity/range', `a share does not exceed 100%: got ${quantity.text}`, percent);
  }
  if (quantity.spread !== undefined && (low <= 0 || high >= 1)) {
    return wrong('quantity/interval', `the interval of a share lies between 0% and 100%, without them: got ${quantity.text}`, {
      help: 'write an end such as 0.1% or 99.9%',
    });
  }
  return null;
}

const perMessage = (dimension: Dimension): string => {
  const per = perNouns(dimension);
  return `this is per ${per.join(' per ')}: multiply by the number of ${per.map(pluralOf).join(' and of ')}`;
};

function perAdvice(per: readonly string[], text: string): Advice {
  const names = per.map(pluralOf);
  const product = { text: `= ${[...names, text].join(' * ')}`, names };
  return { help: `write ${product.text}, with the number of ${names.join(' and ')} as an assumption`, product };
}

function acceptsDimension(field: FieldType, dimension: Dimension): boolean {
  const { dimensions } = fieldRule(field);
  return dimensions.length === 0 || dimensions.some((wanted) => samePhysical(wanted, dimension));
}

/** What is to be done to an expression whose result does not fit: most often it leaves open how often. */
function lacking(field: FieldType, dimension: Dimension, text: string): string {
  const formula = text.replace(/^\s*=\s*/, '').trim();
  const isHowMany = fieldRule(field).dimensions.includes(PER_TIME) && samePhysical(dimension, PLAIN) && formula !== '';
  if (!isHowMany) return 'multiply or divide by what is missing';
  return `per what time? write = ${/[-+ ]/.test(formula) ? `(${formula})` : formula} / day`;
}

/**
 * May a result of that dimension stand in the field? Left-over counted nouns are dropped, except where nothing but a name or a literal reached the
 * field (`direct`) and it is still "per user".
 * @returns the problem over the whole of `text`, or null
 */
export function fieldAccepts(
  field: FieldType,
  dimension: Dimension,
  share: boolean,
  about: { readonly text?: string; readonly direct?: boolean } = {},
): QuantityProblem | null {
  const rule = fieldRule(field);
  const { text = '', direct = false } = about;
  const wrong = (message: string, help?: string): QuantityProblem => problemAt('expression/dimension', 0, text.length, message, { help });
  const got = share && samePhysical(dimension, PLAIN) ? 'a share' : describeDimension(dimension);
  const of = text === '' ? '' : ` (${quoted(text)})`;
  if (!acceptsDimension(field, dimension)) return wrong(`expected ${rule.wanted}, got ${got}${of}`, lacking(field, dimension, text));
  if (share && !rule.percent && field !== 'peak')
    return wrong(`expected ${rule.wanted}, got a share${of}`, 'a share and a count differ: a share of what?');
  const per = perNouns(dimension);
  if (direct && rule.whole && per.length > 0)
    return wrong(perMessage(dimension), `multiply it by an assumption: = ${per.map(pluralOf).join(' * ')} * ...`);
  return null;
}
