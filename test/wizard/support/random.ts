import fc from 'fast-check';
import { QUESTIONS } from '../../../src/wizard/questions.js';

/** A number as people write it, over many orders of magnitude. */
const number = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: -4, max: 12 })).map(([digits, power]) => {
  const value = Number(`${digits}e${power}`);
  return value >= 1e9 ? `${value / 1e9}G` : value >= 1e6 ? `${value / 1e6}M` : value >= 1e4 ? `${value / 1e3}k` : String(value);
});
const amount = fc.oneof(
  { weight: 3, arbitrary: number },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 2, max: 400 })).map(([low, times]) => `${low}..${low * times}`),
  },
  { weight: 1, arbitrary: number.map((text) => `~${text}`) },
);
const with_ = (...units: readonly string[]): fc.Arbitrary<string> =>
  fc.tuple(amount, fc.constantFrom(...units)).map(([text, unit]) => `${text}${unit}`);
const percent = fc
  .oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constantFrom(0, 50, 90, 99, 99.5, 99.9, 99.95, 99.99, 99.999, 99.9999, 100))
  .map((value) => `${Number(value.toPrecision(7))}%`);

/** What may be typed in answer to each question: much of it fits. */
const TYPED: Readonly<Record<string, fc.Arbitrary<string>>> = {
  name: fc.oneof(fc.constantFrom('shop', 'Team Chat', 'a', 'x-1', 'true', 'null', '1st', 'Ünïcode', 'on'), fc.string()),
  purpose: fc.oneof(
    fc.constantFrom(
      'Short links',
      'yes',
      '# no',
      'a: b',
      '"quoted"',
      "it's",
      '- x',
      '{a}',
      '$\u0007x',
      '*x',
      '&y',
      '!z',
      '%',
      '@',
      '|',
      '~',
    ),
    fc.string(),
    fc.string({ unit: 'grapheme' }),
  ),
  thing: fc.oneof(
    fc.constantFrom(
      'orders',
      'files',
      'users',
      'reads',
      'record',
      'true',
      'db',
      'Short links',
      'x.y',
      'parallel',
      'null',
      'machine',
      'file',
    ),
    fc.string(),
  ),
  users: with_('', ' users', ' people', 'k', ' customers', ' per day', ' DAU'),
  reads: with_('', ' per day', '/day', ' per week', ' per user per day', ' times a day', ' a month', '/s', '%'),
  writes: with_('', ' per day', '/day', ' per hour', ' per user per week', ' a year'),
  peak: fc.oneof(
    with_('', 'x', ' req/s'),
    fc.constantFrom('20% of the day in 1 h', '100% of the day in 24 h', '5% of the day in 5 h', 'x3', '50%'),
  ),
  growth: fc.oneof(percent, with_('%', '% per year', ''), fc.constantFrom('x2 per 18 months', 'none', 'x0.5 per year', '-20%', '20%..60%')),
  size: with_('', ' B', ' kB', ' KiB', 'MB', ' bytes', ' GB', ' bit'),
  page: with_(' B', ' kB', ' MB', ' GB'),
  file: fc.oneof(with_(' kB', ' MB', ' GB', ' TB'), fc.constantFrom('none', 'no', 'yes', '0')),
  fileShare: fc.oneof(percent, fc.constantFrom('10%..50%', '0.2', '1', '0', 'half')),
  keep: fc.oneof(with_(' d', ' years', ' h', ' months', ' min'), fc.constantFrom('forever', 'for ever', 'always', 'never')),
  fast: with_(' ms', ' s', 'ms', ' min', ' us', ''),
  available: fc.oneof(percent, fc.constantFrom('3 nines', 'four nines', '5 nines', '0.999', '99..99.9%')),
  loss: with_(' h', ' d', ' min', ' s', ''),
  stale: fc.oneof(with_(' s', ' min', ' h', ' ms', ' d'), fc.constantFrom('none', 'no', 'never')),
  later: fc.oneof(with_(' s', ' ms', ' min', ' us', ' h'), fc.constantFrom('none', 'yes', 'no')),
  platform: fc.constantFrom('managed', 'machines', 'one', 'AWS', 'vm', '1', '4', 'mainframe'),
  each: with_('', ' req/s', '/s', ' rps', ' per minute', 'k req/s', ' qps'),
  cost: with_('', ' USD', ' USD/month', ' USD per month', ' EUR', ' USD/h', '$'),
  budget: fc.oneof(with_('', ' USD', 'k USD', ' USD/month', ' USD per year'), fc.constantFrom('none', 'no limit', '0')),
  path: fc.constantFrom(
    'yes',
    'with cache',
    'without cache',
    'without balancer',
    'with balancer, without queue',
    'with queue and with cache',
    'no lb',
    'else',
  ),
};

const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom("don't know", '?', '', '   ', '= 1 / 0', '1e400', '..', '~', '-5', '0', 'back', '\u0000', '9'.repeat(200)),
);

/** Answers of a file: some questions, most with what may fit. */
export const anyAnswers: fc.Arbitrary<ReadonlyMap<string, string>> = fc
  .record(
    Object.fromEntries(
      [...QUESTIONS.map(({ id }) => id), 'path'].map((id) => [
        id,
        fc.oneof({ weight: 12, arbitrary: TYPED[id] ?? anyText }, { weight: 1, arbitrary: anyText }),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((texts) => new Map(Object.entries(texts).filter((entry): entry is [string, string] => typeof entry[1] === 'string')));
