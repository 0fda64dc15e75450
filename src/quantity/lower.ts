import type { Expr, Operator } from './expr.js';
import type { Masked, Piece } from './expression-lexer.js';
import { functionOf } from './functions.js';
import { type Parsed, parsed, slip } from './problem.js';

/** What is read of a syntax tree of mathjs; which fields there are depends on `type`. */
export interface SyntaxNode {
  readonly type: string;
}

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

type Placed = Expr & Piece;

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
      return slip('expression/too-long', 0, this.#text.length, `an expression has at most ${MOST_NODES} parts`, { help: 'name its parts under assumptions or derived' });
    }
    switch (node.type) {
      case 'ParenthesisNode':
        return 'content' in node && isNode(node.content) ? this.lower(node.content) : this.#refuse();
      case 'SymbolNode': {
        const leaf = 'name' in node && typeof node.name === 'string' ? this.#masked.leaves.get(node.name) : undefined;
        return leaf === undefined ? this.#refuse() : parsed(leaf);
      }
      case 'OperatorNode':
        return this.#operator(node);
      case 'FunctionNode':
        return this.#function(node);
      case 'ConditionalNode':
        return this.#conditional(node);
      case 'RelationalNode':
        return this.#chain(node);
      default:
        return this.#refuse();
    }
  }

  #operator(node: SyntaxNode): Parsed<Placed> {
    const name = 'fn' in node && typeof node.fn === 'string' ? node.fn : '';
    const args = this.#all(childrenOf(node));
    if (!args.ok) return args;
    const [a, b] = args.value;
    if (a === undefined) return this.#refuse();
    if (name === 'unaryPlus') return parsed(a);
    const op = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (op === undefined) return this.#refuse();
    const whole = { start: this.#before(op, a), end: (b ?? a).end };
    if (COMPARISONS.has(op) && isBareNot(childrenOf(node)[0])) {
      return slip('expression/syntax', whole.start, whole.end, '"not" takes only what follows it', { help: 'write not (a > b)' });
    }
    if (op === 'divide' && b?.op === 'number' && b.value === 0) return slip('expression/division-by-zero', b.start, b.end, 'this divides by zero');
    if (op === 'divide' && b?.op === 'quantity' && b.quantity.value === 0) return slip('expression/division-by-zero', b.start, b.end, 'this divides by zero');
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

  #function(node: SyntaxNode): Parsed<Placed> {
    const symbol = 'fn' in node && isNode(node.fn) && 'name' in node.fn && typeof node.fn.name === 'string' ? node.fn.name : '';
    const called = this.#masked.functions.get(symbol);
    const known = called === undefined ? undefined : functionOf(called.name);
    if (called === undefined || known === undefined) return this.#refuse();
    const children = childrenOf(node);
    if (children.length < known.least || children.length > known.most) {
      const wanted = known.least === known.most ? `${known.least}` : known.most > 10 ? `at least ${known.least}` : `${known.least} or ${known.most}`;
      const message = `${called.name} takes ${wanted} argument${wanted === '1' ? '' : 's'}, got ${children.length}`;
      return slip('expression/arguments', called.start, called.end, message, { help: `write ${known.usage}` });
    }
    const args = this.#all(children);
    if (!args.ok) return args;
    const step = args.value[1];
    if (step?.op === 'number' && step.value === 0 && (known.op === 'ceil' || known.op === 'floor' || known.op === 'round')) {
      return slip('expression/division-by-zero', step.start, step.end, 'a step of rounding is not zero');
    }
    const last = args.value[args.value.length - 1];
    const close = this.#text.indexOf(')', last?.end ?? called.end);
    return parsed({ op: known.op, args: args.value, start: called.start, end: close < 0 ? (last?.end ?? called.end) : close + 1 });
  }

  #conditional(node: SyntaxNode): Parsed<Placed> {
    const parts = 'condition' in node && 'trueExpr' in node && 'falseExpr' in node ? [node.condition, node.trueExpr, node.falseExpr].filter(isNode) : [];
    const args = this.#all(parts);
    if (!args.ok) return args;
    const [test, , otherwise] = args.value;
    if (test === undefined || otherwise === undefined) return this.#refuse();
    return parsed({ op: 'if', args: args.value, start: test.start, end: otherwise.end });
  }

  #chain(node: SyntaxNode): Parsed<Placed> {
    const args = this.#all('params' in node && Array.isArray(node.params) ? node.params.filter(isNode) : []);
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
      help: 'there are + - * / ^, comparisons, and or not, if(test, a, b), min max ceil floor round abs sqrt log exp',
    });
  }
}

const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => ('args' in node && Array.isArray(node.args) ? node.args.filter(isNode) : []);
const isBareNot = (node: SyntaxNode | undefined): boolean => node?.type === 'OperatorNode' && 'fn' in node && node.fn === 'not';
