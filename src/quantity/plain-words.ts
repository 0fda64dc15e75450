import { percentText } from './digits.js';
import type { FieldType } from './field-type.js';
import { type Parsed, quoted, slip } from './problem.js';

/** Fields of which `none` states zero: nothing grows, nothing comes on top, nothing is paid. */
const NONE: ReadonlySet<FieldType> = new Set([
  'growth',
  'overhead',
  'share',
  'money',
  'moneyRate',
  'storagePrice',
  'bytePrice',
  'callPrice',
  'surge',
]);
const MONEY: ReadonlySet<FieldType> = new Set(['money', 'moneyRate', 'storagePrice', 'bytePrice', 'callPrice']);

/** Fields that are per item anyway: `10 MB each`, `500 B per item`. Totals are not among them. */
const OF_ITEM =
  /(?<=\S)\s+(?:each|apiece|(?:per|an?|every)\s+(?:item|row|record|message|request|response|object|document|event|file|job|task|call|image|photo|video|order))\s*$/i;
const OF_INSTANCE = /(?<=\S)\s+(?:each|apiece|per\s+instance)\s*$/i;
const OF_EACH: ReadonlyMap<FieldType, RegExp> = new Map([
  ['bytes', OF_ITEM],
  ['duration', OF_ITEM],
  ['rate', OF_INSTANCE],
  ['byteRate', OF_INSTANCE],
  ['moneyRate', OF_INSTANCE],
]);
/** Whether a size says that it is one of many: `3 kB each`. */
export const isOfEach = (text: string): boolean => OF_ITEM.test(text);

/** Whether a bill says that it is that of one instance: `$60/month each`. */
export const isOfInstance = (text: string): boolean => OF_INSTANCE.test(text);

/** `600 B (avg)`, `600 B on average`: what a literal states is a mean anyway. */
const ON_AVERAGE = /(?<=\S)(?:\s*\(\s*(?:on\s+)?(?:avg\.?|average|mean|averaged)\s*\)|\s+on\s+average|\s+avg\.?)\s*$/i;

/** `10:1`, `10 to 1`: so many times. */
const TO_ONE = /^(\s*\d+(?:\.\d+)?)\s*(?::|to)\s*1\s*$/;

/** `4x at dinner`: when it peaks is no part of how high. */
const AT_A_TIME =
  /^(\s*x?[\d.]\S*(?:\s\S+)?)\s+(?:at|during|around|on|in\s+the)\s+(?:the\s+)?(?:[a-z][a-z ]*|\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?|\s?o'clock|\s?h)?)$/i;

/** `2500 logins in 1 minute`: as many per unit of time. */
const IN_A_TIME = /^(\s*\d[\d.,_]*)(\s?[kM])?(\s+[a-z]+)?\s+(?:with)?in\s+(?:an?\s+|one\s+|(\d+)\s*)([a-z]+)\s*$/i;

function perTime(text: string): string | undefined {
  const [, number = '', factor = '', noun = '', times = '1', unit = ''] = IN_A_TIME.exec(text) ?? [];
  const amount = Number(number.replace(/[,_]/g, '')) / Number(times);
  return unit === '' || !Number.isFinite(amount) ? undefined : `${times === '1' ? number : amount}${factor}${noun} per ${unit}`;
}

/** `all of the day in 4 h`: a share in figures. */
const ALL_OF_A_TIME = /^\s*(?:all|everything)(?=\s+(?:of\s+(?:the|a)\s+day\s+)?in\s)/i;

/** `40% of the day`: what the share is of, where it is one of time. */
const OF_THE_TIME = /(?<=\d\s*%)\s+of\s+(?:the|a|each|every)\s+(?:time|day)\s*$/i;

/**
 * A text without the words that only repeat what its field is about, or in figures where a word states the number: `10 MB each`, `free`,
 * `growth: none`; undefined if there are no such words. Places within it stay those of the text.
 */
export function withoutWords(field: FieldType, text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (MONEY.has(field) && /^(?:free|nothing|no cost)$/.test(word)) return zeroAs(field);
  if (NONE.has(field) && /^(?:none|no growth|no overhead)$/.test(word)) return zeroAs(field);
  if (field === 'peak' && /^(?:none|flat|no peak)$/.test(word)) return '1';
  if (field === 'share' && OF_THE_TIME.test(text)) return text.replace(OF_THE_TIME, '');
  if (field === 'peak' && ALL_OF_A_TIME.test(text)) return `100% of the day in ${text.replace(/^.*?\bin\s+/i, '')}`;
  if (field === 'peak') return AT_A_TIME.exec(text)?.[1] ?? perTime(text);
  const rate = field === 'rate' ? perTime(text) : undefined;
  if (rate !== undefined) return rate;
  if (field === 'ratio') return TO_ONE.exec(text)?.[1];
  // Of a name alone, 10 to 1 may be an interval.
  if (field === 'any' && text.includes(':')) return TO_ONE.exec(text)?.[1];
  if (ON_AVERAGE.test(text)) return text.replace(ON_AVERAGE, '');
  const each = OF_EACH.get(field);
  return each?.test(text) === true ? text.replace(each, '') : undefined;
}

const ZEROS: Partial<Readonly<Record<FieldType, string>>> = {
  growth: '0% per year',
  moneyRate: '0 USD/month',
  money: '0 USD',
  storagePrice: '0 USD/GB/month',
  bytePrice: '0 USD/GB',
  callPrice: '0 USD per 1M requests',
};

const zeroAs = (field: FieldType): string => ZEROS[field] ?? '0%';

/** `5% MoM`: so much more each time, on top of what it was before. */
const MONTH_OVER_MONTH =
  /^\s*(\d+(?:\.\d+)?)\s?%\s+(MoM|QoQ|WoW|m\/m|q\/q|w\/w|month[\s-](?:over|on)[\s-]month|quarter[\s-](?:over|on)[\s-]quarter|week[\s-](?:over|on)[\s-]week)\s*$/i;
const TIMES_A_YEAR: readonly (readonly [words: RegExp, times: number])[] = [
  [/^m/i, 12],
  [/^q/i, 4],
  [/^w/i, 52],
];

/** `mtbf: never`, `instances: none`: what a word in place of a number may mean, where a number cannot state it. */
export function wordInPlace(field: FieldType, text: string): Parsed<never> | undefined {
  const word = text.trim().toLowerCase();
  const time = /^every\s+(\d.*)$/.exec(word)?.[1];
  if (time !== undefined && field === 'any') {
    const readings = `${time} (a time) or 1 per ${time} (a rate)`;
    return slip('quantity/ambiguous', text.indexOf(text.trim()), text.trimEnd().length, `${quoted(text)} has two readings: ${readings}`, {
      help: `write ${time} or 1 per ${time}`,
    });
  }
  const [, percent = '', often = ''] = (field === 'any' && MONTH_OVER_MONTH.exec(text)) || [];
  if (percent !== '') {
    const times = TIMES_A_YEAR.find(([words]) => words.test(often))?.[1] ?? 1;
    const yearly = percentText((1 + Number(percent) / 100) ** times - 1, 3);
    return slip(
      'quantity/ambiguous',
      text.indexOf(text.trim()),
      text.trimEnd().length,
      `${quoted(text)} compounds, and is a growth only where something grows: growth: ${text.trim()}`,
      { help: `as a name of its own, state what it comes to in a year: ${yearly} per year` },
    );
  }
  if ((field === 'rate' || field === 'count') && /\d.*\sat\s+(?:the\s+)?peak$/.test(word))
    return slip(
      'quantity/syntax',
      text.search(/\sat\s+(?:the\s+)?peak/i) + 1,
      text.trimEnd().length,
      'what stands here is the mean over the day',
      {
        help: `state the mean, and the peak beside it: peak: 3${field === 'rate' ? ', or peak: 12k req/s' : ''}`,
      },
    );
  const [, count, zones] =
    (field === 'count' && /^(\d+)\s+(?:across|over|in)\s+(\d)\s+(?:zones?|azs?|availability zones?)$/.exec(word)) || [];
  if (count !== undefined) {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].slice(0, Math.max(Number(zones), 1)).join(', ');
    return slip('quantity/syntax', text.indexOf(text.trim()), text.trimEnd().length, `${quoted(text)} is a number, and where they run`, {
      help: `state ${count}, and the zones as topology: { regions: { main: { zones: [${names}] } } }; to stay up without one of them: survives: zone`,
    });
  }
  if (!/^(?:never|none|always|unlimited|no|n\/a|unknown|tbd|tba|todo|\?+)$/.test(word)) return undefined;
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  const wrong = (message: string, help: string): Parsed<never> => slip('quantity/syntax', start, end, message, { help });
  const given = quoted(text);
  if (/^(?:n\/a|unknown|tbd|tba|todo|\?+)$/.test(word))
    return wrong(`${given} is no quantity: what is not known is left out`, 'leave the key out, or state a guess with its doubt: 50..200');
  if (field === 'keep') {
    if (word === 'never' || word === 'none' || word === 'no')
      return slip('quantity/ambiguous', start, end, `${given} has two readings: it is never deleted (forever), or never kept`, {
        help: 'write forever, or leave it out',
      });
    return undefined;
  }
  if (field === 'duration' || field === 'ahead' || field === 'objectiveWindow')
    return wrong(
      `${given} is no duration`,
      'leave the key out where it never happens; what never fails has availability: 100% in place of mtbf',
    );
  if (word === 'always' && field === 'availability')
    return slip('quantity/syntax', start, end, `${given} is no share`, { suggestion: '100%' });
  return wrong(`${given} is no number`, 'leave the key out for what is not limited or not there');
}
