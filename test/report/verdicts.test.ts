import { expect, test } from 'vitest';
import { ownUnitOf } from '../../src/quantity/index.js';
import { Formatter } from '../../src/report/formatter.js';
import { verdictsOf } from '../../src/report/verdicts.js';
import { checkOf } from './support/samples.js';

const formatter = new Formatter({ day: 86_400, month: 2_592_000, year: 31_536_000 });

/** What a missed cost is told as; amounts in USD a month. */
const told = (targetText: string, target: number, value: number): string => {
  const check = checkOf({
    fact: 'totals.cost',
    unit: 'USD/month',
    op: 'at-most',
    status: 'missed',
    targetText,
    targetIn: ownUnitOf(targetText) ?? null,
    target,
    value,
    margin: null,
  });
  const [verdict] = verdictsOf([check]);
  return formatter.text(verdict?.text ?? '');
};

test.each([
  // The sign of its currency, a suffix where the number has none, and the bound once.
  ['< $45k/month', 45_000, 633_000, '$633k/month, expected < $45k/month'],
  ['at most $15k per month', 15_000, 116_000, '$116k per month, expected at most $15k per month'],
  ['45000 USD per month', 45_000, 633_000, '633k USD per month, expected at most 45000 USD per month'],
  ['< EUR 3k/month', 3000, 6830, 'EUR 6.83k/month, expected < EUR 3k/month'],
  ['under €40 a month', 40, 81, '€81 a month, expected under €40 a month'],
])('a target of %s', (text, target, value, words) =>
  expect(told(text, target, value)).toMatch(new RegExp(`^${words.replace(/[$]/g, '\\$')}`)));

test.each([
  ['~100 req/s', 100, false, '~100 req/s (within a factor of 2)'],
  ['about 99.9%', 0.999, true, 'about 99.9% (what is missing to 100% within a factor of 2)'],
  ['500 req/s within 1%', 500, false, '500 req/s within 1%'],
])('a target of %s says how far it reaches', (targetText, target, targetIsShare, words) => {
  const [verdict] = verdictsOf([checkOf({ targetText, target, targetIsShare, value: target, status: 'met' })]);
  expect(formatter.text(verdict?.text ?? '')).toMatch(new RegExp(`expected ${words.replace(/[()]/g, '\\$&')}$`));
});

test('a target that is not known names all that is to be stated, what several lack once', () => {
  const missing = [
    { path: 'components.api.each.p50' },
    { path: 'components.db.each.p50' },
    { path: 'flows.read.path' },
    { text: 'no such day' },
  ];
  const [verdict] = verdictsOf([checkOf({ status: 'unknown', missing })]);
  expect(formatter.text(verdict?.text ?? '')).toBe('state each.p50 of api, db and flows.read.path; no such day');
});

test.each([
  // 0.1% may fail, and 1% or all does.
  [0.999, 0.99, '10x what may fail'],
  [0.999, 0, '1000x what may fail'],
  // 1.56% of what is promised to 11 nines.
  [0.99999999999, 0.9844, '1.56Gx what may fail'],
])('a share of %s that is %s', (target, value, words) => {
  const check = checkOf({
    fact: 'flows.buy.availability',
    unit: 'share',
    op: 'at-least',
    status: 'missed',
    targetText: 'x',
    target,
    value,
    margin: (value - target) / target,
  });
  const [verdict] = verdictsOf([check]);
  expect(formatter.text(verdict?.text ?? '')).toContain(words);
});

test('what nobody states by its own name leads on to what is stated', () => {
  const missing = [{ path: 'components.tickets.holds' }, { path: 'components.files.correlatedLoss' }];
  const [verdict] = verdictsOf([checkOf({ status: 'unknown', missing })]);
  const text = formatter.text(verdict?.text ?? '');
  expect(text).toContain('state data that is in tickets (data: { NAME: { in: tickets, item: ..., items: ... } })');
  expect(text).toContain('components.files.correlatedLoss (1 less the durability that its provider advertises');
});
