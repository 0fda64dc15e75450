import {
  type FieldType,
  type FieldValue,
  formatQuantity,
  isActor,
  limitOf,
  parseField,
  perNouns,
  type Quantity,
  STANDARD_CALENDAR,
} from '../quantity/index.js';
import { UNSEEN } from '../report/text.js';
import { type Read, readAs, refused } from './question.js';

const VOCABULARY = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };
/** Far longer than any literal. */
const LONGEST = 80;

interface Bounds {
  /** In canonical units (s, B, USD/s, one by one). */
  readonly least: number;
  readonly most: number;
  /** The unit in which bounds are shown: `s`, `B`, `count`. */
  readonly unit: string;
  /** One number, no interval: what is promised is no guess. */
  readonly isOne?: boolean;
}

/** One line, without what a sentence has around a number. */
const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/[.!]$/, '').trim();

/** Half of a character of two code units, and code points that are none. */
const LONE = /\p{Cs}|[\ufffe\uffff]/gu;

/** A text of one line, which may stand in a comment too. */
export function readLine(most: number): (text: string) => Read {
  return (text) => {
    const line = text.replace(UNSEEN, ' ').replace(LONE, ' ').replace(/\s+/g, ' ').trim();
    if (line === '') return refused('it is empty');
    return line.length <= most ? readAs(line) : refused(`it has ${line.length} characters, at most ${most} fit`);
  };
}

/** A literal as the field takes it. */
export function literalReader(field: FieldType, bounds: Bounds): (text: string) => Read {
  return (text) => {
    const line = tidy(text);
    const read = fieldOf(field, line);
    return read.ok ? within(line, read.quantity, bounds) : refused(read.message);
  };
}

/** A size. A bare number, which the field takes for bytes, is an assumption here, and says so. */
export function readSize(bounds: Bounds): (text: string) => Read {
  return (text) => {
    const line = tidy(text);
    const read = fieldOf('bytes', line);
    if (!read.ok) return refused(read.message);
    const any = fieldOf('any', line);
    const isClear = any.ok && any.quantity.dimension.data === 1;
    const [first = 0, last] = endsOf(read.quantity);
    const bytes = formatQuantity(last === undefined ? first : [first, last], 'B', { digits: 6 });
    return within(isClear ? line : bytes, read.quantity, bounds);
  };
}

/**
 * What another one reads, or `none`.
 * @param how what is asked of a bare "yes"
 */
export function orNone(read: (text: string) => Read, how: string): (text: string) => Read {
  return (text) => {
    if (/^(?:none|no|nothing|never|-|0)$/i.test(tidy(text))) return readAs('none');
    return /^(?:y|yes|some|sure)$/i.test(tidy(text)) ? refused(how) : read(text);
  };
}

/** So many people: a bare number counts them. */
export function readPeople(bounds: Bounds): (text: string) => Read {
  return (text) => {
    const line = tidy(text)
      .replace(/\s+(?:a|per|each|every)\s+day$|\s+daily$/i, '')
      .replace(/\s+(?:[a-z]+)$/i, (noun) => (isActor(noun.trim().toLowerCase()) || /^ (?:people|persons?)$/i.test(noun) ? '' : noun));
    const read = fieldOf('count', line);
    if (!read.ok) return refused(read.message);
    // It may count something already, such as "5k DAU".
    const counted = fieldOf('count', `${line} users`).ok ? `${line} users` : line;
    return within(counted, read.quantity, bounds);
  };
}

/** How often each does something: `20`, `3 per week`, `20 per user per day`. */
export function readOften(bounds: Bounds): (text: string) => Read {
  return (text) => {
    const line = tidy(text)
      .replace(/\btimes?\b\s*/i, '')
      .replace(/\s*(?:\/|\b(?:a|an|each|every)\b)\s*(?=(?:user|second|minute|hour|day|week|month|year|[smhd])\b)/gi, ' per ')
      .replace(/\s*\bper (?:user|person|head|each)\b/gi, '')
      .replace(/\s+/g, ' ')
      .trim();
    const bare = fieldOf('ratio', line);
    const daily = bare.ok && !/%/.test(line) ? `${line} per day` : line;
    const read = fieldOf('rate', daily);
    if (!read.ok) return refused(read.message);
    const perUser = daily.replace(/ ?(?:\bper |\/ ?)(?=[^ /]+$)/, ' per user per ');
    // In the spec it is an assumption, which may measure anything: it is read once more as that.
    return fieldOf('any', perUser).ok && perUser !== daily
      ? within(perUser, read.quantity, bounds)
      : refused('how often for one of them, such as 3 per week?');
  };
}

/** Growth a year: `40%`, `20%..60% per year`, `x2 per 18 months`, `none`. */
export function growthAnswer(text: string): Read {
  const line = tidy(text);
  if (/^(?:none|no|nothing|0%?)$/i.test(line)) return readAs('0%');
  const read = parseField('growth', line, VOCABULARY);
  if (!read.ok) return refused(messageOf(read.problem));
  const { value } = read;
  const ends =
    value.kind === 'growth'
      ? endsOf(value.factor).map((end) => end ** ((365 * 86_400) / value.per.value))
      : value.kind === 'quantity'
        ? endsOf(value.quantity).map((end) => 1 + end)
        : undefined;
  if (ends === undefined) return refused(`"${line}" is no growth`);
  if (!ends.every((end) => end >= 0.1 && end <= 20)) return refused('growth is from -90% to +1900% a year here');
  return readAs(line);
}

/** A peak over the mean: a factor of at least 1, or a share of the day in so many hours. */
export function readPeak(text: string): Read {
  const line = tidy(text);
  const read = parseField('peak', line, VOCABULARY);
  if (!read.ok) return refused(messageOf(read.problem));
  const { value } = read;
  if (value.kind === 'factor' || value.kind === 'quantity') {
    const ends = endsOf(value.quantity);
    if (Object.keys(value.quantity.dimension.counts).length > 0 || value.quantity.dimension.time !== 0)
      return refused('a rate depends on the answers before: how many times the mean of the day is it?');
    return ends.every((end) => end >= 1 && end <= 1000) ? readAs(line) : refused('the busiest time is from 1 to 1000 times the mean');
  }
  if (value.kind !== 'window') return refused('how many times the mean of the day is it?');
  const shares = endsOf(value.share);
  const windows = endsOf(value.window);
  const factors = shares.flatMap((share) => windows.map((window) => (share * 86_400) / window));
  return factors.every((factor) => factor >= 1 && factor <= 1000) && shares.every((share) => share <= 1)
    ? readAs(line)
    : refused('that is less at the busiest time than on the mean of the day, or over 1000 times as much');
}

type Field = { readonly ok: true; readonly quantity: Quantity } | { readonly ok: false; readonly message: string };

function fieldOf(field: FieldType, line: string): Field {
  if (line.length > LONGEST) return { ok: false, message: `it is longer than ${LONGEST} characters` };
  if (line === '') return { ok: false, message: 'it is empty' };
  const read = parseField(field, line, VOCABULARY);
  if (!read.ok) return { ok: false, message: messageOf(read.problem) };
  const quantity = quantityOf(read.value);
  return quantity === undefined ? { ok: false, message: `"${line}" is no number that is asked for` } : { ok: true, quantity };
}

const quantityOf = (value: FieldValue): Quantity | undefined => (value.kind === 'quantity' ? value.quantity : undefined);

/** Examples follow: what an expression or a spec would be written like is no help here. */
const messageOf = ({ message }: { readonly message: string }): string => message;

const endsOf = ({ value, spread }: Quantity): readonly number[] => (spread ? [spread.p5, spread.p95] : [value]);

/** The number that a text comes to, in canonical units; 0 where it is none. */
export function numberIn(field: FieldType, text: string): number {
  const read = fieldOf(field, text);
  return read.ok ? read.quantity.value : 0;
}

/** Whether a spec may hold a text as such a literal: it is one, and within what any design counts. */
export function canBeStated(field: FieldType, text: string): boolean {
  const read = fieldOf(field, text);
  return read.ok && read.quantity.value <= (limitOf(read.quantity.dimension)?.most ?? Number.POSITIVE_INFINITY);
}

function within(text: string, quantity: Quantity, { least, most, unit, isOne = false }: Bounds): Read {
  if (isOne && quantity.spread) return refused('here it is one number, no interval');
  const nouns = perNouns(quantity.dimension);
  if (nouns.length > 0) return refused(`leave out "per ${nouns[0]}"`);
  return endsOf(quantity).every((end) => end >= least && end <= most)
    ? readAs(text)
    : refused(`here it is from ${formatQuantity(least, unit)} to ${formatQuantity(most, unit)}`);
}
