import { rows } from './row.js';

/** A spec with one assumption and one flow. */
const assumed = (users: string): string => `sysdesign: 1\nname: shop\nassumptions:\n  users: ${users}\n`;
const flow = (rest: string): string => `sysdesign: 1\nname: shop\nflows:\n  read: { ${rest} }\n`;

/** Findings about literals: `5 req/s`, `20 kB`, `1M..2M users`. */
export const QUANTITY = rows({
  'quantity/ambiguous': {
    about: 'text',
    severity: 'error',
    meaning: 'A literal has two readings, such as kb for kilobytes or kilobits. Write the one that is meant.',
    example: { spec: flow('rate: 5 req/s, response: 20 kb') },
  },
  'quantity/calendar': {
    about: 'text',
    severity: 'error',
    meaning:
      'The length of a day, month or year that the conventions state cannot be: it is no length of time, or the units do not grow. State a length with a unit.',
    example: { spec: 'sysdesign: 1\nname: shop\nconventions: { day: 24 h, month: 20 h }\n' },
  },
  'quantity/comparison': {
    about: 'text',
    severity: 'error',
    meaning: 'A sign of comparison stands in a literal. Write `at least` or `at most` where a comparison may stand, else the number alone.',
    example: { spec: flow('rate: "> 5 req/s"') },
  },
  'quantity/currency': {
    about: 'text',
    severity: 'error',
    meaning:
      'A spec counts in one currency: the one that `currency` states, else the one that its literals name first. Write all amounts in it; `exchange` converts the prices of the catalog, which are in USD.',
    example: {
      spec: 'sysdesign: 1\nname: shop\ncomponents:\n  api: { kind: service, each: { cost: 30 EUR/month } }\n  db: { kind: database, each: { cost: 40 USD/month } }\n',
    },
  },
  'quantity/dimension': {
    about: 'text',
    severity: 'error',
    meaning:
      'A quantity is of another dimension than its place needs: a size for a rate, a share for a count, a rate per user without the users. Correct the unit, or multiply by what is missing.',
    example: { spec: flow('rate: 20 GB') },
  },
  'quantity/empty': {
    about: 'text',
    severity: 'error',
    meaning: 'A quantity is expected, and there is none. Write one, such as 5 req/s, 20 kB or 30%.',
    example: { spec: assumed('" "') },
  },
  'quantity/interval': {
    about: 'text',
    severity: 'error',
    meaning:
      'An interval cannot be: its ends are reversed, its middle is outside, or its form is wrong. Write a..b for a 90% interval, a..m..b to state p5, p50 and p95.',
    example: { spec: assumed('2M..1M users') },
  },
  'quantity/magnitude': {
    about: 'text',
    severity: 'error',
    meaning: 'A number is beyond 1e30 or below 1e-30, and no design counts that far. Check the exponent and the unit.',
    example: { spec: assumed('1e31 users') },
  },
  'quantity/number': {
    about: 'text',
    severity: 'error',
    meaning:
      'A number is written in a way that is not read: with a decimal comma, separators that part no groups of three, zeros in front, or a dot at its end. Write plain digits.',
    example: { spec: assumed('1,5 users') },
  },
  'quantity/range': {
    about: 'text',
    severity: 'error',
    meaning:
      'A value is outside of what its place takes, such as a negative rate or a share above 100%. Check the sign, the number and the percent sign.',
    example: { spec: flow('rate: -5 req/s') },
  },
  'quantity/syntax': {
    about: 'text',
    severity: 'error',
    meaning:
      'The text cannot be read as a quantity. Write one number, a unit, and what it is per: 12 per user per month. Arithmetic begins with =.',
    example: { spec: assumed('5 and 3') },
  },
  'quantity/too-long': {
    about: 'text',
    severity: 'error',
    meaning: 'A literal is longer than any quantity is. Look for a quote or a line break that is missing; arithmetic begins with =.',
    example: { spec: assumed(`"5 users${' per very very long day'.repeat(20)}"`) },
  },
  'quantity/unknown-unit': {
    about: 'text',
    severity: 'error',
    meaning: 'A word after a number is no unit. Correct the spelling; things that the spec counts are units once `counts` names them.',
    example: { spec: flow('rate: 5 rqe/s') },
  },
});
