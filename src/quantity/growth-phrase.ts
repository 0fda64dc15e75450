import { describeDimension, isPlain } from './dimension.js';
import type { FieldValue } from './field-value.js';
import { parseLiteral, readOptions } from './fields.js';
import { inner } from './inner.js';
import { readLiteral } from './literal.js';
import { type Parsed, parsed, slip } from './problem.js';
import type { Quantity, Spread, Vocabulary } from './quantity.js';
import { percentAndFactor } from './two-readings.js';

const GROWTH_FORMS = 'such as 40% per year or x2 per 18 months';

/** `per year`, `/year`, `a year`, `every 18 months`. */
const DIVIDER = /\s+(?:per|an?|each|every)\s+|\s*\/\s*/;

/** How often at the end of a growth: `30% YoY`, `30% annually`, `30% year over year`. */
const OFTEN: readonly (readonly [words: RegExp, per: string])[] = [
  ['1 year', 'YoY|y\\/y|annually|yearly|annual|p\\.\\s?a\\.?|CAGR|year[\\s-](?:over|on)[\\s-]year'],
  ['3 months', 'QoQ|q\\/q|quarterly|quarter[\\s-](?:over|on)[\\s-]quarter'],
  ['1 month', 'MoM|m\\/m|monthly|month[\\s-](?:over|on)[\\s-]month'],
  ['1 week', 'WoW|w\\/w|weekly|week[\\s-](?:over|on)[\\s-]week'],
  ['1 day', 'DoD|daily|day[\\s-](?:over|on)[\\s-]day'],
].map(([per = '', words = '']) => [new RegExp(`\\s+(?:${words})\\s*$`, 'i'), per] as const);

/** `doubles every 18 months`. */
const REPEATED = /^\s*(doubl|tripl|quadrupl)(?:es|ing|ed)\s+(?:every|each|per|an?|in)\s+/i;
/** `doubles yearly`. */
const VERB = /^\s*(doubl|tripl|quadrupl)(?:es|ing|ed)\s+/i;
/** Words without a number of their own: `30% growth per year`. */
const MORE = /(?<=%\s+)(?:growth|increase|more)(?=\s|$)/i;
const TIMES: Readonly<Record<string, string>> = { doubl: 'x2', tripl: 'x3', quadrupl: 'x4' };

function readRepeated(text: string, [words, verb = '']: RegExpExecArray, vocabulary: Vocabulary): Parsed<FieldValue> {
  const factor = parseLiteral(TIMES[verb.toLowerCase()] ?? '', 'factor', vocabulary);
  const per = periodOf(text.slice(words.length), words.length, vocabulary);
  if (!factor.ok) return factor;
  return per.ok ? parsed({ kind: 'growth', factor: factor.value, per: per.value }) : per;
}

/** `18 months`, or `year` alone. */
const periodOf = (text: string, at: number, vocabulary: Vocabulary): Parsed<Quantity> =>
  /^\s*[\d.]/.test(text) ? inner('keep', text, at, vocabulary) : inner('keep', `1 ${text}`, at - 2, vocabulary);

/** `40% per year`, `40%`, `x2 per 18 months`, `20%..60% per year`. */
export function readGrowth(text: string, vocabulary: Vocabulary): Parsed<FieldValue> {
  const plain = text.replace(MORE, (word) => ' '.repeat(word.length)).replace(VERB, (_, verb: string) => `${TIMES[verb.toLowerCase()]} `);
  if (plain !== text && REPEATED.exec(text) === null) return readGrowth(plain, vocabulary);
  const repeated = REPEATED.exec(text);
  if (repeated !== null) return readRepeated(text, repeated, vocabulary);
  const often = OFTEN.find(([words]) => words.test(text));
  const divider = often === undefined ? DIVIDER.exec(text) : null;
  const head = often === undefined ? text.slice(0, divider?.index) : text.replace(often[0], '');
  const read = readLiteral(head, { ...readOptions('growth', vocabulary), share: false });
  if (!read.ok) return read;
  const { quantity, times, bare } = read.value;
  const start = head.indexOf(quantity.text);
  const end = start + quantity.text.length;
  if (!isPlain(quantity.dimension)) {
    return slip(
      'quantity/dimension',
      start,
      end,
      `expected a growth (${GROWTH_FORMS}), got ${describeDimension(quantity.dimension)} (${quantity.text})`,
    );
  }
  if (bare && !times && quantity.value !== 0) {
    const [percent, factor] = percentAndFactor(quantity.text, quantity.spread?.p95 ?? quantity.value);
    const message = `"${quantity.text}" has two readings as a growth: ${percent} more, or ${factor}`;
    return slip('quantity/ambiguous', start, end, message, { help: `write ${percent} per year or ${factor} per year` });
  }
  let per: Parsed<Quantity> = parseLiteral(often?.[1] ?? '1 year', 'duration', vocabulary);
  if (divider !== null) {
    const at = divider.index + divider[0].length;
    const tail = text.slice(at);
    per = periodOf(tail, at, vocabulary);
  }
  if (!per.ok) return per;
  const factor = times ? { ...quantity, share: false } : grown(quantity);
  if (!((factor.spread?.p5 ?? factor.value) > 0))
    return slip('quantity/range', start, end, `nothing shrinks by 100% or more: got ${quantity.text}`, {
      help: 'write a decline such as -10% per year',
    });
  return parsed({ kind: 'growth', factor, per: per.value });
}

/** 40% more is a factor of 1.4. An interval keeps its three percentiles. */
function grown(more: Quantity): Quantity {
  const { spread } = more;
  const moved: { spread?: Spread } =
    spread === undefined ? {} : { spread: { family: 'log-normal', p5: 1 + spread.p5, p50: 1 + spread.p50, p95: 1 + spread.p95 } };
  return { ...more, ...moved, value: 1 + more.value, share: false };
}
