import { rows } from './row.js';

/** A spec whose one rate is an expression. */
const rate = (expression: string): string => `sysdesign: 1
name: shop
assumptions:
  users: 1M users
  visits: 3 per user per day
flows:
  read:
    rate: ${expression}
`;

/** Findings about expressions: `= users * visits`. */
export const EXPRESSION = rows({
  'expression/arguments': {
    about: 'text',
    severity: 'error',
    meaning: 'A function is given too many or too few arguments. The message shows how it is written.',
    example: { spec: rate('= round(users * visits, 1 req/s, 2)') },
  },
  'expression/counted-twice': {
    about: 'text',
    severity: 'error',
    meaning:
      'An expression multiplies a count by a share of it that is a count already: `active: 30% of users` is a number of users, and `users * active` their square. Leave one of the two out, or state the share alone (`active: 30%`).',
    example: { spec: rate('= users * active * visits').replace('flows:', '  active: 30% of users\nflows:') },
  },
  'expression/cycle': {
    about: 'text',
    severity: 'error',
    meaning: 'An expression needs its own value, alone or through others. Remove one of the references; the message lists the round trip.',
    example: {
      spec: 'sysdesign: 1\nname: shop\nassumptions:\n  users: = buyers * 10\n  buyers: = users / 10\n',
    },
  },
  'expression/dimension': {
    about: 'text',
    severity: 'error',
    meaning:
      'An expression adds or compares things of different dimensions, or comes to another dimension than its place needs. Multiply or divide by what is missing.',
    example: { spec: rate('= users + visits') },
  },
  'expression/division-by-zero': {
    about: 'text',
    severity: 'error',
    meaning: 'An expression divides by something that is zero. Check what the divisor is made of.',
    example: { spec: rate('= users * visits / (5 - 5)') },
  },
  'expression/magnitude': {
    about: 'text',
    severity: 'error',
    meaning:
      'An expression comes to more than a number holds, or than any design counts. Look for a unit or a factor that is off by orders of magnitude.',
    example: { spec: rate('= users * visits * 1e29') },
  },
  'expression/no-value': {
    about: 'text',
    severity: 'error',
    meaning: 'An expression has no value, such as the root or the logarithm of a negative number. Check the sign of what is inside.',
    example: { spec: rate('= sqrt(1 - 2) * users * visits') },
  },
  'expression/not-allowed': {
    about: 'text',
    severity: 'error',
    meaning:
      'An expression uses something that the language of expressions does not have, such as an assignment or a text. Use numbers, names, arithmetic, comparisons and functions.',
    example: { spec: rate('= users = 5') },
  },
  'expression/range': {
    about: 'text',
    severity: 'error',
    meaning:
      'An expression comes to a value that its place does not take, such as a negative rate or a share above 100%. Check the signs of what it is made of.',
    example: { spec: rate('= users * visits - 1G req/s') },
  },
  'expression/syntax': {
    about: 'text',
    severity: 'error',
    meaning: 'An expression cannot be read: an operator, a parenthesis or a value is missing or out of place. To multiply, write *.',
    example: { spec: rate('= (users * visits') },
  },
  'expression/too-long': {
    about: 'text',
    severity: 'error',
    meaning: 'An expression is too long or nested too deep. Name parts of it under `assumptions` or `derived`.',
    example: { spec: rate(`= ${'('.repeat(101)}users * visits${')'.repeat(101)}`) },
  },
  'expression/unknown-function': {
    about: 'text',
    severity: 'error',
    meaning: 'An expression calls a function that does not exist. Correct the name; the help has the one that is near, or all of them.',
    example: { spec: rate('= ciel(users * visits, 1 req/s)') },
  },
  'expression/unknown-name': {
    about: 'text',
    severity: 'error',
    meaning: 'The calculator meets a name that has no value. Give it one first, as in `users = 5M users`, or put a number before a unit.',
    example: { run: ['calc', 'users * 3'] },
  },
});
