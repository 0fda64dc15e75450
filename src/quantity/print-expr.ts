import type { Expr, Operator } from './expr.js';

/** How tightly an operator binds, loosest first; as mathjs reads them. */
const OR = 1;
const AND = 2;
const COMPARE = 3;
const ADD = 4;
const MULTIPLY = 5;
const UNARY = 6;
const POWER = 7;
const ATOM = 8;

interface Infix {
  readonly sign: string;
  readonly level: number;
  /** What the first and the other operands must bind at least as tightly as to go without parentheses. */
  readonly first: number;
  readonly rest: number;
}

const infix = (sign: string, level: number, first: number, rest: number): Infix => ({ sign, level, first, rest });

function infixOf(op: Operator): Infix | undefined {
  switch (op) {
    case 'or':
      return infix('or', OR, OR, AND);
    case 'and':
      return infix('and', AND, AND, COMPARE);
    case 'less':
      return infix('<', COMPARE, ADD, ADD);
    case 'lessOrEqual':
      return infix('<=', COMPARE, ADD, ADD);
    case 'greater':
      return infix('>', COMPARE, ADD, ADD);
    case 'greaterOrEqual':
      return infix('>=', COMPARE, ADD, ADD);
    case 'equal':
      return infix('==', COMPARE, ADD, ADD);
    case 'notEqual':
      return infix('!=', COMPARE, ADD, ADD);
    case 'add':
      return infix('+', ADD, ADD, ADD);
    case 'subtract':
      return infix('-', ADD, ADD, MULTIPLY);
    case 'multiply':
      return infix('*', MULTIPLY, MULTIPLY, MULTIPLY);
    case 'divide':
      return infix('/', MULTIPLY, MULTIPLY, UNARY);
    case 'power':
      return infix('^', POWER, ATOM, UNARY);
    default:
      return undefined;
  }
}

/** The shortest decimal that reads back as the same number. */
export const printNumber = (value: number): string => (Object.is(value, -0) ? '0' : String(value).replace('e+', 'e'));

/**
 * The expression as text, with the fewest parentheses; literals as numbers in canonical units.
 * @param name what to print for an id; by default the id
 */
export function printExpr(e: Expr, name: (id: string) => string = (id) => id): string {
  return print(e, name).text;
}

interface Printed {
  readonly text: string;
  readonly level: number;
}

function print(e: Expr, name: (id: string) => string): Printed {
  if (e.op === 'ref') return { text: name(e.id), level: ATOM };
  if (e.op === 'number' || e.op === 'quantity') {
    const value = e.op === 'number' ? e.value : e.quantity.value;
    return { text: printNumber(value), level: value < 0 ? UNARY : ATOM };
  }
  if (e.op === 'applied' && e.written) return { text: e.written((arg) => print(arg, name).text), level: ATOM };
  const parts = e.args.map((arg) => print(arg, name));
  if (e.op === 'applied') return { text: `${e.name}(${parts.map((part) => part.text).join(', ')})`, level: ATOM };
  if (e.op === 'negate' || e.op === 'not') {
    const inner = wrapped(parts[0], e.op === 'not' ? ATOM : POWER);
    return { text: e.op === 'not' ? `not ${inner}` : `-${inner}`, level: UNARY };
  }
  const sign = infixOf(e.op);
  if (sign === undefined || parts.length < 2) return { text: `${e.op}(${parts.map((part) => part.text).join(', ')})`, level: ATOM };
  const joint = sign.sign === '^' ? '^' : ` ${sign.sign} `;
  return { text: parts.map((part, i) => wrapped(part, i === 0 ? sign.first : sign.rest)).join(joint), level: sign.level };
}

const wrapped = (part: Printed | undefined, least: number): string =>
  part === undefined ? '' : part.level >= least ? part.text : `(${part.text})`;
