import { currencyMarks } from './currency.js';
import { describeDimension, MONEY, PER_TIME, PLAIN, perNouns, samePhysical, TIME } from './dimension.js';
import { type FieldType, fieldRule } from './field-type.js';
import type { ReadLiteral } from './literal.js';
import { pluralOf } from './noun.js';
import { withCode } from './price-text.js';
import type { Advice } from './problem.js';

/** A text in place of the literal, or advice in words. */
type UnitAdvice = Pick<Advice, 'help' | 'suggestion' | 'product'>;

/** What was most likely meant by a literal of the wrong dimension. */
export function unitAdvice(field: FieldType, read: ReadLiteral): UnitAdvice {
  const { text, dimension, share } = read.quantity;
  if (field === 'exchange' && samePhysical(dimension, MONEY)) return { suggestion: `${text} per USD` };
  const price = priceAdvice(field, read);
  if (price !== undefined) return price;
  const [wanted] = fieldRule(field).dimensions;
  const plain = samePhysical(dimension, PLAIN);
  if (wanted === undefined || share) return { help: 'check the unit' };
  // `100k ops/s`: some words are per second by themselves.
  const once = text.replace(/\s*(?:\/|per )\s*s(?:ec|econd)?$/, '');
  if (wanted.time === -1 && dimension.time === -2 && once !== text)
    return { help: `qps, tps and ops are per second by themselves: write ${once}`, suggestion: once };
  if (plain && wanted === TIME) {
    return /\dM$/.test(text)
      ? { help: `M is a million; minutes are min, months are mo`, suggestion: text.replace(/M$/, ' min') }
      : { help: `add a unit: ${text} s, ${text} min or ${text} d` };
  }
  const per = perNouns(dimension);
  // `2 per order`: how often follows from how many of those there are.
  if (plain && wanted === PER_TIME && field === 'rate' && per.length > 0) {
    const counted = per.map(pluralOf);
    return {
      help: `write = ${[...counted, text].join(' * ')}, with ${counted.join(' and ')} as an assumption, such as ${counted[0]}: 100k per day`,
      product: { text: `= ${[...counted, text].join(' * ')}`, names: counted },
    };
  }
  if (plain && wanted === PER_TIME && field === 'rate') return { help: `per what? write ${text}/s or ${text} per day` };
  if (plain && read.bare && wanted.data === 1 && /\d\s*[kMGTP]$/.test(text))
    return { suggestion: `${text}B${wanted.time === 0 ? '' : '/s'}` };
  if (plain && read.bare && wanted.data === 1)
    return { help: `add a unit: ${text} B${wanted.time === 0 ? '' : '/s'} or ${text} kB${wanted.time === 0 ? '' : '/s'}` };
  if (plain && wanted.money === 1) return { help: `add a unit: ${text} USD${wanted.time === 0 ? '' : '/month'}` };
  if (field === 'moneyRate' && dimension.time === 0 && dimension.data === 0 && dimension.money === 1)
    return { help: `per what time? write ${text}/h or ${text}/month` };
  if (wanted.time === -1 && dimension.time === 0 && samePhysical(wanted, { ...dimension, time: -1 }))
    return { help: `per what time? write ${text}/s or ${text}/day` };
  return { help: 'check the unit' };
}

const PRICES = ['storagePrice', 'bytePrice', 'callPrice'] as const;
type PriceField = (typeof PRICES)[number];

const isPrice = (field: FieldType): field is PriceField => PRICES.some((price) => price === field);

/** The amount that a price states, with what it is a price of put right: `0.023 USD/GB` of storage is `0.023 USD/GB/month`. */
function priceAdvice(field: FieldType, { quantity, bare }: ReadLiteral): UnitAdvice | undefined {
  if (!isPrice(field)) return undefined;
  const { dimension, share } = quantity;
  const text = withCode(quantity.text);
  const mark = currencyMarks(text)[0];
  const end = mark && mark.start + mark.text.length;
  const money = end === undefined ? null : [text, text.slice(0, end), text.slice(end)];
  const [, amount = `${text} USD`, per = ''] = money ?? [];
  if (share || (money === null && !(bare && samePhysical(dimension, PLAIN)))) return { help: `write ${fieldRule(field).wanted}` };
  // Of one call, or of a million, are a million apart.
  if (field === 'callPrice' && per.trim() === '') return { help: `of how many? write ${amount} per request or ${amount} per 1M requests` };
  return { suggestion: `${amount}${unitOfPrice(field, per)}` };
}

/** @param per what the literal is per, as written: its size and its time stay where the price has one */
function unitOfPrice(field: PriceField, per: string): string {
  if (field === 'callPrice') return ' per 1M requests';
  const size = /(?:\/|\bper\s)\s*([kMGTPE]?i?B)\b/.exec(per)?.[1] ?? 'GB';
  if (field === 'bytePrice') return `/${size}`;
  const time = /(?:\/|\bper\s)\s*(h|hours?|d|days?|w|weeks?|mo|months?|y|years?)\b/.exec(per)?.[1] ?? 'month';
  return `/${size}/${time}`;
}

/**
 * What is wrong with a literal whose dimension its field takes and whose unit does not state all of it: an amount of money is no price of a
 * call, until it says of how many.
 */
export function lacksPer(field: FieldType, { quantity }: ReadLiteral): string | undefined {
  if (field !== 'callPrice' || quantity.value === 0 || /\/|\bper\b/.test(quantity.text)) return undefined;
  return `expected ${fieldRule(field).wanted}, got ${describeDimension(quantity.dimension)} (${quantity.text})`;
}
