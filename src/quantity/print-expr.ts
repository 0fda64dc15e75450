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
const printNumber = (value: number): string => (Object.is(value, -0) ? '0' : String(value).replace('e+', 'e'));

/** Whether a condition within an expression holds for sure; undefined where that depends. */
type Decided = (test: Expr) => boolean | undefined;

interface Printing {
  readonly name: (id: string) => string;
  readonly decided: Decided | undefined;
}

/**
 * The expression as text, with the fewest parentheses; literals as numbers in canonical units.
 * @param name what to print for an id; by default the id
 * @param decided of conditions that are a part of the expression and decided, or whose answers are the same, only the answer is printed
 */
export function printExpr(e: Expr, name: (id: string) => string = (id) => id, decided?: Decided): string {
  // A condition that is the whole of it tells which case this is.
  return print(e, { name, decided: e.op === 'if' ? undefined : decided }).text;
}

interface Printed {
  readonly text: string;
  readonly level: number;
}

function print(e: Expr, printing: Printing): Printed {
  if (e.op === 'ref') return { text: printing.name(e.id), level: ATOM };
  if (e.op === 'number' || e.op === 'quantity') {
    const value = e.op === 'number' ? e.value : e.quantity.value;
    return { text: printNumber(value), level: value < 0 ? UNARY : ATOM };
  }
  if (e.op === 'applied' && e.written) return { text: e.written((arg) => print(arg, printing).text), level: ATOM };
  if (e.op === 'if' && printing.decided) return printCondition(e.args, printing, printing.decided);
  const parts = e.args.map((arg) => print(arg, printing));
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

function printCondition(args: readonly Expr[], printing: Printing, decided: Decided): Printed {
  const [test, then, otherwise] = args as readonly [Expr, Expr, Expr];
  const holds = decided(test);
  if (holds !== undefined) return print(holds ? then : otherwise, printing);
  const [one, other] = [print(then, printing), print(otherwise, printing)];
  return one.text === other.text ? one : { text: `if(${print(test, printing).text}, ${one.text}, ${other.text})`, level: ATOM };
}

const wrapped = (part: Printed | undefined, least: number): string =>
  part === undefined ? '' : part.level >= least ? part.text : `(${part.text})`;
