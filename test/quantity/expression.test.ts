import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  checkDimensions,
  type ExpressionParser,
  evaluateExpr,
  isReservedName,
  loadExpressionParser,
  parseExpression,
  printExpr,
  type QuantityProblem,
  type TypedValue,
} from '../../src/quantity/index.js';
import { literal, measures, mended, placeOf, vocabulary } from './support/words.js';

const known: Readonly<Record<string, string>> = {
  users: '10M users',
  clicks: '12 per user per month',
  hot: '20%',
  size: '5 kB',
  rate: '6 req/s',
  a: '7',
  b: '2',
  fanOut: '3',
  'two-parts': '4',
  'flows.redirect.rate.mean': '500 req/s',
  'data.links.items': '1G',
  'stated.flows.read.path.0.cdn.hit': '60%',
};
const scope = { resolve: (name: string) => (Object.hasOwn(known, name) ? name : undefined), names: () => Object.keys(known) };
const typeOf = (id: string): TypedValue => literal(known[id] ?? '');

let parse: ExpressionParser;
beforeAll(async () => {
  parse = await loadExpressionParser();
});

function read(text: string) {
  const result = parse(text, vocabulary, scope);
  if (!result.ok) throw new Error(`${text}: ${result.problem.message}`);
  return result.value;
}

function problemOf(text: string): QuantityProblem {
  const result = parse(text, vocabulary, scope);
  if (!result.ok) return result.problem;
  const checked = checkDimensions(result.value.expr, typeOf);
  if (!checked.ok) return checked.problem;
  throw new Error(`${text} is fine`);
}

const valueIn = (text: string): number => evaluateExpr(read(text).expr, (id) => literal(known[id] ?? '').value);
function typed(text: string): TypedValue {
  const checked = checkDimensions(read(text).expr, typeOf);
  if (!checked.ok) throw new Error(`${text}: ${checked.problem.message}`);
  return checked.value;
}

describe('an expression is arithmetic over literals, assumptions and facts', () => {
  test.each([
    ['= users * clicks', (10e6 * 12) / 2_592_000],
    ['=users*clicks', (10e6 * 12) / 2_592_000],
    ['= 1/5', 0.2],
    ['= a / 2 / b', 1.75],
    ['= 2 * -3', -6],
    ['= -a^2', -49],
    ['= 2^-1', 0.5],
    ['= 2^3^2', 512],
    ['= a - b', 5],
    ['= a -b', 5],
    ['= a-1', Number.NaN],
    ['= two-parts - 1', 3],
    ['= (1 - 99.9%) * 1 year', 31_536],
    ['= 1 - (1 - 99.9%) * (1 - 99.9%)', 0.999999],
    ['= 20% * 0.5 MB + 60% * 32 MB + 20% * 200 MB', 59_300_000],
    ['= 500 * (4 B + 20 B)', 12_000],
    ['= 100 PB * 40%', 4e16],
    ['= 20% * ceil(flows.redirect.rate.mean * 1 d / 50M)', 0.2],
    ['= 1240.266346053 GB / 209.420973M', 1_240_266_346_053 / 209_420_973],
    ['= 1609944301 ms / 209.420973M', 1_609_944.301 / 209_420_973],
    ['= 1% * 20% * data.links.items', 2_000_000],
    ['= 1 - stated.flows.read.path.0.cdn.hit', 0.4],
    ['= ceil(5.2 req/s, 1 req/s)', 6],
    ['= min(a, b, 3)', 2],
    ['= max(a, 10)', 10],
    ['= round(2.5)', 3],
    ['= sqrt(16)', 4],
    ['= abs(-3)', 3],
    ['= log(exp(2))', 2],
    ['= if(a > b, 1, 2)', 1],
    ['= a > b and not (b > a) ? 10 : 20', 10],
    ['= a == 7 or b != 2', 1],
    ['= 1h30m / 1 min', 90],
    // a unit that is glued to its number belongs to it
    ['= 10 TB / 5 TB/day', 172_800],
    ['= 5 req / s', 5],
    // any other word is a name, then a unit
    ['= a / second', 7],
    ['= a * month', 7 * 2_592_000],
    ['= a/b', 3.5],
    // per a time, a value is divided by one of it
    ['= users per day', 10e6 / 86_400],
    ['= users * a per hour', 7e7 / 3600],
    ['= users * 2x', 2e7],
    ['= 7/b', 3.5],
    ['= 4..9 * b', 12],
  ])('%s', (text, result) => {
    if (Number.isNaN(result)) expect(problemOf(text).help).toBe('a minus wants spaces around it: a - 1');
    else expect(valueIn(text) / result).toBeCloseTo(1, 9);
  });

  test('names and places of references are known', () => {
    const { expr, refs, text } = read('= users * (clicks + users)');
    expect(refs).toEqual(['users', 'clicks']);
    expect(text).toBe('= users * (clicks + users)');
    expect(printExpr(expr)).toBe('users * (clicks + users)');
    expect(expr).toMatchObject({ op: 'multiply', start: 2, end: 25, args: [{ op: 'ref', id: 'users', start: 2, end: 7 }, { op: 'add' }] });
  });

  test('the scope decides what a name stands for', () => {
    const result = parse('= users * 2', vocabulary, {
      resolve: (name) => (name === 'users' ? 'assumptions.users' : undefined),
      names: () => ['users'],
    });
    expect(result).toMatchObject({ ok: true, value: { refs: ['assumptions.users'] } });
  });

  test('uncertain literals stay uncertain', () => {
    expect(read('= users * 5%..20%').expr).toMatchObject({
      op: 'multiply',
      args: [{ op: 'ref' }, { op: 'quantity', quantity: { spread: { p5: 0.05, p95: 0.2 } } }],
    });
  });

  test('one expression can be read without holding the parser', async () => {
    expect(await parseExpression('= a * b', vocabulary, scope)).toMatchObject({ ok: true, value: { refs: ['a', 'b'] } });
  });

  test('the order of terms and factors does not matter', () => {
    const terms = ['a', 'b', '3', 'hot', 'fanOut'];
    fc.assert(
      fc.property(fc.shuffledSubarray(terms, { minLength: 5 }), fc.constantFrom(' + ', ' * '), (order, sign) => {
        expect(valueIn(`= ${order.join(sign)}`)).toBeCloseTo(valueIn(`= ${terms.join(sign)}`), 10);
      }),
      { seed: 20_261_101, numRuns: 50 },
    );
  });
});

describe('dimensions are checked', () => {
  test.each([
    ['= users * clicks', measures(-1), false],
    ['= size * 3', measures(0, 1), false],
    ['= size / 1 s', measures(-1, 1), false],
    ['= sqrt(size * size)', measures(0, 1), false],
    ['= users + 5', measures(0, 0, 0, { user: 1 }), false],
    ['= 5 + users', measures(0, 0, 0, { user: 1 }), false],
    ['= hot * hot', measures(0), true],
    ['= 1 - hot', measures(0), true],
    ['= 0.5 * hot', measures(0), true],
    ['= hot * 10', measures(0), false],
    ['= hot * a', measures(0), false],
    ['= hot * users', measures(0, 0, 0, { user: 1 }), false],
    ['= a > b', measures(0), false],
    ['= ceil(rate, 10/s)', measures(-1, 0, 0, { request: 1 }), false],
    ['= max(0, size - 1 kB)', measures(0, 1), false],
    ['= size^2 / size', measures(0, 1), false],
    ['= if(a > b, size, 2 kB)', measures(0, 1), false],
  ])('%s', (text, dimension, share) => {
    expect(typed(text)).toEqual({ dimension, share });
  });

  test.each([
    ['= size + rate', 'size + rate', 'cannot add a size and a rate of requests'],
    ['= a + size - 1 s', 'a + size', 'cannot add a plain number and a size'],
    ['= users - rate * 1 s', 'users - rate * 1 s', 'cannot subtract a number of users and a number of requests'],
    ['= size > rate', 'size > rate', 'cannot compare a size and a rate of requests'],
    ['= max(a, size)', 'a, size', 'cannot compare a plain number and a size'],
    ['= if(a > b, size, 2 s)', 'size, 2 s', 'cannot choose between a size and a duration'],
    ['= if(size, 1, 2)', 'size', 'a condition is a plain number, this is a size'],
    ['= 2^size', 'size', 'an exponent is a plain number, this is a size'],
    ['= log(size)', 'size', 'the argument of log is a plain number, this is a size'],
    ['= ceil(rate)', 'ceil(rate)', 'a rate of requests is rounded to a step'],
    ['= ceil(rate, 1 kB)', 'rate, 1 kB', 'cannot round in steps a rate of requests and a size'],
    ['= not size', 'size', 'a condition is a plain number, this is a size'],
  ])('%s', (text, place, message) => {
    const problem = problemOf(text);
    expect(problem.rule).toBe('expression/dimension');
    expect(problem.message).toContain(message);
    expect(placeOf(text, problem)).toBe(place);
  });
});

describe('a slip in an expression gives one problem at its place', () => {
  test.each<[string, string, string, string | null]>([
    ['= usres * 2', 'unknown-name', 'usres', '= users * 2'],
    ['= flows.redirect.rate.maen', 'unknown-name', 'flows.redirect.rate.maen', '= flows.redirect.rate.mean'],
    ['= a-b', 'unknown-name', 'a-b', '= a - b'],
    ['= a-b-a', 'unknown-name', 'a-b-a', '= a - b - a'],
    ['= user * 2', 'unknown-name', 'user', '= users * 2'],
    ['= mni(a, b)', 'unknown-function', 'mni', '= min(a, b)'],
    ['= import("fs")', 'unknown-function', 'import', null],
    ['= ones(5, 5)', 'unknown-function', 'ones', null],
    ['= users(3)', 'syntax', 'users', null],
    ['= min(a)', 'arguments', 'min', null],
    ['= sqrt(a, b)', 'arguments', 'sqrt', null],
    ['= if(a, b)', 'arguments', 'if', null],
    ['= min()', 'arguments', 'min', null],
    ['= (a + b', 'syntax', '(', null],
    ['= min(a, b', 'syntax', '(', null],
    ['= a + b)', 'syntax', ')', null],
    ['= a +', 'syntax', '+', null],
    ['= * a', 'syntax', '*', null],
    ['= a + * b', 'syntax', '*', null],
    ['= min(a,)', 'syntax', ')', null],
    ['= ()', 'syntax', ')', null],
    ['= a b', 'syntax', 'b', null],
    ['= 2 (3)', 'syntax', '(', null],
    ['= (a)(b)', 'syntax', '(', null],
    ['= a, b', 'syntax', ',', null],
    ['= 10 % 3', 'syntax', '3', null],
    ['= a ? b', 'syntax', 'b', null],
    ['=', 'syntax', '=', null],
    ['= not a > b', 'syntax', 'not a > b', null],
    ['= a / 0', 'division-by-zero', '0', null],
    ['= a / 0 s', 'division-by-zero', '0 s', null],
    ['= ceil(a, 0)', 'division-by-zero', '0', null],
    ['= a = 3', 'not-allowed', '=', null],
    ['= [1, 2]', 'not-allowed', '[', null],
    ['= 1:1e9', 'not-allowed', ':', null],
    ['= "x"', 'not-allowed', '"', null],
    ['= a; b', 'not-allowed', ';', null],
    ['= a # b', 'not-allowed', '#', null],
    ['= a!', 'not-allowed', '!', null],
    ["= a'", 'not-allowed', "'", null],
    ['= a % b', 'not-allowed', '%', null],
    ['= a < b < 3', 'not-allowed', 'a < b < 3', null],
    ['= $x', 'not-allowed', '$', null],
  ])('%s', (text, rule, place, better) => {
    const problem = problemOf(text);
    expect(problem.rule).toBe(`expression/${rule}`);
    expect(placeOf(text, problem)).toBe(place);
    if (better === null) expect(problem.suggestion).toBeUndefined();
    else expect(mended(text, problem)).toBe(better);
  });

  test.each([
    ['= 20 fanOut', '= 20 * fanOut'],
    ['= 5 GBB * 2', '= 5 GB * 2'],
    ['= 007 + a', '= 7 + a'],
    ['= 99,95% * a', '= 99.95% * a'],
    ['= 99,999% * a', '= 99.999% * a'],
    ['= 5831,683114M * 1', '= 5831.683114M * 1'],
    ['= a * (1,5 + b)', '= a * (1.5 + b)'],
    ['= 1.000.000 * a', '= 1000000 * a'],
  ])('literals in it have the slips of literals: %s', (text, better) => {
    expect(mended(text, problemOf(text))).toBe(better);
  });

  test('two readings are a slip there too', () => {
    expect(problemOf('= 5B * 2').rule).toBe('quantity/ambiguous');
    expect(problemOf('= 5m * 2').rule).toBe('quantity/ambiguous');
    expect(valueIn('= 5 B * 2')).toBe(10);
  });
});

describe('names that an assumption cannot have', () => {
  test.each(['min', 'if', 'ms', 'GB', 'month', 'USD', 'and', 'flows', 'assumptions', 'per'])('%s', (name) => {
    expect(isReservedName(name)).toContain(name);
  });

  test.each(['users', 'requests', 'readsPerWrite', 'share', 'period', 'events', 'constructor'])('%s is free', (name) => {
    expect(isReservedName(name)).toBeUndefined();
  });
});
