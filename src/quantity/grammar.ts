import { createParse } from 'mathjs/number';
import { BugError } from '../core/index.js';
import {
  ConditionalNode,
  FunctionNode,
  OperatorNode,
  OtherNode,
  ParenthesisNode,
  RelationalNode,
  SymbolNode,
  type SyntaxNode,
} from './syntax.js';

declare module 'mathjs/number' {
  /** The factory of mathjs's parser; left out of its types. */
  export function createParse(scope: Readonly<Record<string, unknown>>): (text: string) => unknown;
}

/**
 * What mathjs's parser asks for besides its nodes: a dispatcher of which the first signature, `string`, is the one in use, and number reading, which
 * masked expressions have no need of. With nodes of our own the parser is loaded without the evaluator: a tenth of what mathjs costs.
 */
const typed = Object.assign((_name: string, signatures: Readonly<Record<string, unknown>>): unknown => signatures.string, {
  addConversion: (): void => undefined,
});

const parseText = createParse({
  typed,
  numeric: Number,
  config: { number: 'number' },
  SymbolNode,
  OperatorNode,
  FunctionNode,
  ParenthesisNode,
  ConditionalNode,
  RelationalNode,
  AccessorNode: OtherNode,
  ArrayNode: OtherNode,
  AssignmentNode: OtherNode,
  BlockNode: OtherNode,
  ConstantNode: OtherNode,
  FunctionAssignmentNode: OtherNode,
  IndexNode: OtherNode,
  ObjectNode: OtherNode,
  RangeNode: OtherNode,
});

/** The grammar of expressions: mathjs's parser, and nothing that evaluates. Import it late, through `loadExpressionParser`. */
export function parse(masked: string): SyntaxNode {
  const tree = parseText(masked);
  if (isSyntaxNode(tree)) return tree;
  throw new BugError('the expression parser returned no syntax tree');
}

const KINDS = [SymbolNode, OperatorNode, FunctionNode, ParenthesisNode, ConditionalNode, RelationalNode, OtherNode];
const isSyntaxNode = (tree: unknown): tree is SyntaxNode => KINDS.some((kind) => tree instanceof kind);
