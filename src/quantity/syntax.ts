/**
 * The syntax tree that mathjs builds of a masked expression: it makes its nodes by these classes, in the order of arguments that it passes, and knows
 * them again by their `is...Node` marks. They hold no more than we read; what is not in the language is `OtherNode`.
 */
abstract class Node {
  get isNode(): true {
    return true;
  }
}

export class SymbolNode extends Node {
  readonly isSymbolNode = true;
  constructor(readonly name: string) {
    super();
  }
}

export class OperatorNode extends Node {
  readonly isOperatorNode = true;
  constructor(
    /** As written: `+`. */
    readonly op: string,
    /** mathjs's name: `add`. */
    readonly fn: string,
    readonly args: readonly SyntaxNode[],
    readonly implicit = false,
  ) {
    super();
  }
}

export class FunctionNode extends Node {
  readonly isFunctionNode = true;
  constructor(
    readonly fn: SyntaxNode,
    readonly args: readonly SyntaxNode[],
  ) {
    super();
  }
}

export class ParenthesisNode extends Node {
  readonly isParenthesisNode = true;
  constructor(readonly content: SyntaxNode) {
    super();
  }
}

export class ConditionalNode extends Node {
  readonly isConditionalNode = true;
  constructor(
    readonly condition: SyntaxNode,
    readonly trueExpr: SyntaxNode,
    readonly falseExpr: SyntaxNode,
  ) {
    super();
  }
}

/** `a < b < c`. */
export class RelationalNode extends Node {
  readonly isRelationalNode = true;
  constructor(
    readonly conditionals: readonly string[],
    readonly params: readonly SyntaxNode[],
  ) {
    super();
  }
}

/** Assignments, lists, ranges, texts and all else that the language does not have. */
export class OtherNode extends Node {
  readonly isOtherNode = true;
}

export type SyntaxNode = SymbolNode | OperatorNode | FunctionNode | ParenthesisNode | ConditionalNode | RelationalNode | OtherNode;
