import type { Expr, Operator } from './expr.js';
import type { Masked, TextSpan } from './expression-lexer.js';
import { functionOf } from './functions.js';
import { type Parsed, parsed, slip } from './problem.js';
import { ConditionalNode, FunctionNode, OperatorNode, ParenthesisNode, RelationalNode, SymbolNode, type SyntaxNode } from './syntax.js';

const MOST_NODES = 500;

/** Operators that are allowed, by mathjs's names for them. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  pow: 'power',
  unaryMinus: 'negate',
  smaller: 'less',
  smallerEq: 'lessOrEqual',
  larger: 'greater',
  largerEq: 'greaterOrEqual',
  equal: 'equal',
  unequal: 'notEqual',
  and: 'and',
  or: 'or',
  not: 'not',
};
const COMPARISONS = new Set<Operator>(['less', 'lessOrEqual', 'greater', 'greaterOrEqual', 'equal', 'notEqual']);
const CHAINED = new Set<Operator>(['add', 'multiply', 'and', 'or']);

type Placed = Expr & TextSpan;

/** The tree in our own words; what is not on the list is refused. */
export function lowered(root: SyntaxNode, masked: Masked, text: string): Parsed<Expr> {
  return new Lowering(masked, text).lower(root);
}

class Lowering {
  readonly #masked: Masked;
  readonly #text: string;
  #nodes = 0;

  constructor(masked: Masked, text: string) {
    this.#masked = masked;
    this.#text = text;
  }

  lower(node: SyntaxNode): Parsed<Placed> {
    if (++this.#nodes > MOST_NODES) {
      return slip('expression/too-long', 0, this.#text.length, `an expression has at most ${MOST_NODES} parts`, {
        help: 'name its parts under assumptions or derived',
      });
    }
    if (node instanceof ParenthesisNode) return this.lower(node.content);
    if (node instanceof OperatorNode) return this.#operator(node);
    if (node instanceof FunctionNode) return this.#function(node);
    if (node instanceof ConditionalNode) return this.#conditional(node);
    if (node instanceof RelationalNode) return this.#chain(node);
    const leaf = node instanceof SymbolNode ? this.#masked.leaves.get(node.name) : undefined;
    return leaf === undefined ? this.#refuse() : parsed(leaf);
  }

  #operator(node: OperatorNode): Parsed<Placed> {
    const args = this.#all(node.args);
    if (!args.ok) return args;
    const [a, b] = args.value;
    if (a === undefined) return this.#refuse();
    if (node.fn === 'unaryPlus') return parsed(a);
    const op = Object.hasOwn(OPERATORS, node.fn) ? OPERATORS[node.fn] : undefined;
    if (op === undefined || node.implicit) return this.#refuse();
    const whole = { start: this.#before(op, a), end: (b ?? a).end };
    if (COMPARISONS.has(op) && isBareNot(node.args[0])) {
      return slip('expression/syntax', whole.start, whole.end, '"not" takes only what follows it', { help: 'write not (a > b)' });
    }
    if (op === 'divide' && b?.op === 'number' && b.value === 0)
      return slip('expression/division-by-zero', b.start, b.end, 'this divides by zero', { help: 'write what it is to be divided by' });
    if (op === 'divide' && b?.op === 'quantity' && b.quantity.value === 0)
      return slip('expression/division-by-zero', b.start, b.end, 'this divides by zero', { help: 'write what it is to be divided by' });
    if (op === 'negate' && a.op === 'number') return parsed({ ...a, value: -a.value, start: whole.start });
    // a * b * c is one product: mathjs nests it to the left.
    if (CHAINED.has(op) && a.op === op && b !== undefined) return parsed({ op, args: [...a.args, b], ...whole });
    return parsed({ op, args: args.value, ...whole });
  }

  /** A sign or `not` stands before its operand. */
  #before(op: Operator, a: Placed): number {
    if (op !== 'negate' && op !== 'not') return a.start;
    const sign = op === 'not' ? 'not' : '-';
    const at = this.#text.lastIndexOf(sign, a.start - 1);
    return at < 0 ? a.start : at;
  }

  #function(node: FunctionNode): Parsed<Placed> {
    const called = node.fn instanceof SymbolNode ? this.#masked.functions.get(node.fn.name) : undefined;
    const known = called === undefined ? undefined : functionOf(called.name);
    if (called === undefined || known === undefined) return this.#refuse();
    const children = node.args;
    if (children.length < known.least || children.length > known.most) {
      const wanted =
        known.least === known.most ? `${known.least}` : known.most > 10 ? `at least ${known.least}` : `${known.least} or ${known.most}`;
      const message = `${called.name} takes ${wanted} argument${wanted === '1' ? '' : 's'}, got ${children.length}`;
      return slip('expression/arguments', called.start, called.end, message, { help: `write ${known.usage}` });
    }
    const args = this.#all(children);
    if (!args.ok) return args;
    const step = args.value[1];
    if (step?.op === 'number' && step.value === 0 && (known.op === 'ceil' || known.op === 'floor' || known.op === 'round')) {
      return slip('expression/division-by-zero', step.start, step.end, 'a step of rounding is not zero', {
        help: 'write what it is to be rounded to, such as 1 req/s',
      });
    }
    const last = args.value[args.value.length - 1];
    const close = this.#text.indexOf(')', last?.end ?? called.end);
    const whole = { start: called.start, end: close < 0 ? (last?.end ?? called.end) : close + 1 };
    const applied: Placed = { op: known.op, args: args.value, ...whole };
    if (known.base === undefined) return parsed(applied);
    // log2(a) is log(a) / log(2).
    return parsed({ op: 'divide', args: [applied, { op: 'number', value: Math.log(known.base), ...whole }], ...whole });
  }

  #conditional(node: ConditionalNode): Parsed<Placed> {
    const args = this.#all([node.condition, node.trueExpr, node.falseExpr]);
    if (!args.ok) return args;
    const [test, , otherwise] = args.value;
    if (test === undefined || otherwise === undefined) return this.#refuse();
    return parsed({ op: 'if', args: args.value, start: test.start, end: otherwise.end });
  }

  #chain(node: RelationalNode): Parsed<Placed> {
    const args = this.#all(node.params);
    if (!args.ok) return args;
    const first = args.value[0];
    const last = args.value[args.value.length - 1];
    if (first === undefined || last === undefined) return this.#refuse();
    return slip('expression/not-allowed', first.start, last.end, 'comparisons do not chain', { help: 'write a < b and b < c' });
  }

  #all(nodes: readonly SyntaxNode[]): Parsed<readonly Placed[]> {
    const args: Placed[] = [];
    for (const node of nodes) {
      const arg = this.lower(node);
      if (!arg.ok) return arg;
      args.push(arg.value);
    }
    return parsed(args);
  }

  #refuse(): ReturnType<typeof slip> {
    const start = this.#masked.pieces[0]?.start ?? 0;
    return slip('expression/not-allowed', start, this.#text.trimEnd().length, 'this is not part of the expression language', {
      help: 'there are + - * / ^, comparisons, and or not, if(test, a, b), min max ceil floor round abs sqrt log log2 log10 exp',
    });
  }
}

const isBareNot = (node: SyntaxNode | undefined): boolean => node instanceof OperatorNode && node.fn === 'not';
