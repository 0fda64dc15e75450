import type { Range } from '../core/index.js';
import type { Expression, FieldType, FieldValue } from '../quantity/index.js';
import type { ScalarNode } from '../source/index.js';

/** What a field may hold, in canonical units, and what is wrong and what to do where it does not. */
export interface Bounds {
  /** `above`: the least value itself is too little. */
  readonly least?: Bound & { readonly above: boolean };
  readonly most?: Bound;
  /** Of things there are only whole ones of: instances, copies. */
  readonly isWhole?: true;
}

interface Bound {
  readonly value: number;
  readonly message: string;
  readonly help: string;
}

/** A literal of the spec, read. Expressions are parsed but not yet resolved against facts. */
export interface Leaf {
  /** Its path in the spec: `flows.read.path.0.cdn.hit`. */
  readonly path: string;
  readonly field: FieldType;
  /** As written. */
  readonly text: string;
  readonly at: Range;
  /** The scalar that holds it, in which positions of its parts are looked up. */
  readonly node: ScalarNode;
  readonly value: LeafValue;
  /** Of its field, where it has closer ones than its dimension. */
  readonly bounds?: Bounds | undefined;
}

export type LeafValue = Exclude<FieldValue, { kind: 'expression' }> | { readonly kind: 'expression'; readonly expression: Expression };
