import { type Calendar, inBaseCurrency, STANDARD_CALENDAR } from '../../quantity/index.js';
import { type Amount, amount } from '../../report/amounts.js';
import type { Block, Item, Note, Piece, Sentence } from '../../report/blocks.js';
import type { CalendarUnit } from '../../tools/calc/calculator.js';
import type { CalcAnswer, StatementResult } from '../../tools/calc/session.js';
import { stepsSentence } from '../napkin.js';

/** Each value with its interval; below it, unless `isShort`, the base unit, other readings and the calendar. */
export const calcBlocks = (results: readonly StatementResult[], calendar: Calendar, isShort: boolean): readonly Block[] => [
  {
    kind: 'list',
    role: 'strong',
    items: results.flatMap((result) => ('answer' in result ? [itemOf(result.answer, calendar, isShort)] : [])),
  },
];

function itemOf(answer: CalcAnswer, calendar: Calendar, isShort: boolean): Item {
  const { name, napkin } = answer;
  const steps = napkin === null ? null : stepsSentence(napkin);
  return {
    text: [...(name === null ? [] : [`${name} = `]), valueAmount(answer)],
    blocks: [...(steps === null ? [] : [aside(steps)]), ...(isShort ? [] : [aside(detailsOf(answer, calendar))])],
  };
}

const aside = (text: Sentence): Note => ({ kind: 'note', role: 'faint', text });

function valueAmount({ base, asked, share, missing }: CalcAnswer): Amount {
  if (missing !== null && (!asked || asked.measure === 'share')) return amount(missing, 'complement');
  if (!asked || asked.measure === 'share')
    return amount(base.value, share || asked ? 'share' : base.unit, { spread: base.spread, show: 'both' });
  const { value, unit, spread, measure } = asked;
  return amount(value, measure === 'amount' ? 'full' : 'count', {
    spread,
    show: 'both',
    digits: spread ? 3 : 6,
    after: unit === '%' ? unit : ` ${unit}`,
  });
}

/** The value to nine digits in its base unit, what else it may be read as, and how long a month is here. */
function detailsOf({ base, asked, missing, conventions }: CalcAnswer, calendar: Calendar): readonly Piece[] {
  const { value, unit } = base;
  const after = unit === 'ratio' ? '' : unit.startsWith('1/') ? unit.slice(1) : ` ${unit}`;
  // What the double beside one is lost in is what is missing to it.
  const isBesideOne = value === 1 && missing !== null && missing > 0;
  const exact: readonly Piece[] = isBesideOne
    ? ['= 1 - ', amount(missing, 'full', { digits: 6, after })]
    : ['= ', amount(value, 'full', { digits: 9, after })];
  const others = asked ? [] : otherUnits(value, unit, calendar);
  const shown = asked ? [] : unitsShown(unit);
  return [...exact, ...others.flatMap((other) => [', ', ...other]), ...lengths(conventions, shown, calendar)];
}

/** Money that is paid every month. */
const isBill = (unit: string): boolean => inBaseCurrency(unit) === 'USD/month';

/** Lengths of time that an answer is shown in beyond those of the question. */
function unitsShown(unit: string): readonly CalendarUnit[] {
  if (isBill(unit)) return ['month'];
  if (unit === 'B/s') return ['day'];
  return unit.endsWith('/s') ? ['day', 'month'] : [];
}

/**
 * Lengths of time that took part: those of the question but for what is as everywhere, those of the answer where a convention moved them. Days
 * measure the others only while they have 24 hours.
 */
function lengths(asked: CalcAnswer['conventions'], shown: readonly CalendarUnit[], calendar: Calendar): readonly Piece[] {
  const isUsual = calendar.day === STANDARD_CALENDAR.day;
  const isMoved = (name: CalendarUnit): boolean => calendar[name] !== STANDARD_CALENDAR[name];
  const fixed = (name: CalendarUnit): boolean => (name === 'day' || name === 'week') && isUsual;
  const named = (['day', 'week', 'month', 'year'] as const).filter((name) =>
    asked.includes(name) ? !fixed(name) : shown.includes(name) && isMoved(name),
  );
  const pieces = named.flatMap((name): readonly Piece[] => [
    `; a ${name} is `,
    isUsual
      ? amount(calendar[name] / calendar.day, 'full', { digits: 6, after: ' d' })
      : amount(calendar[name], 'full', { digits: 9, after: ' s' }),
  ]);
  return asked.includes('year of bills') ? [...pieces, '; a year of bills is 12 months'] : pieces;
}

function otherUnits(value: number, unit: string, { day, month }: Calendar): readonly (readonly Piece[])[] {
  if (unit === 'B') return Math.abs(value) >= 1024 ? [[binary(value)]] : [];
  if (unit === 'B/s') return [[amount(value * 8, 'bit/s')], [amount(value, 'B/s', { per: 'day' })]];
  if (isBill(unit)) return [[amount(value * 12, unit.replace('/month', '')), ' a year']];
  if (unit.endsWith('/s'))
    return [
      [amount(value * day, 'count'), ' a day'],
      [amount(value * month, 'count'), ' a month'],
    ];
  return [];
}

const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];

function binary(bytes: number): Amount {
  const power = Math.min(BINARY.length - 1, Math.floor(Math.log2(Math.abs(bytes)) / 10));
  return amount(bytes / 1024 ** power, 'plain', { after: ` ${BINARY[power] ?? 'B'}` });
}
