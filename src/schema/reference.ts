import type { FieldType } from '../quantity/index.js';

/** What people are told of a key of the spec: from its JSON Schema, at build time. */
export interface SpecKey {
  /** From the root, with `*` for a name: `flows.*.rate`; options of calls begin with `call`. */
  readonly key: string;
  /** What it states; what stands in backticks is code. */
  readonly about: string;
  /** JSON types that it may have. */
  readonly types: readonly string[];
  /** The scalar that may stand here is a literal of this field. */
  readonly field?: FieldType;
  /** Words (or the one number) that may stand here, and what they mean where that is stated. */
  readonly words?: readonly (string | number)[];
  readonly meanings?: Readonly<Record<string, string>>;
  readonly required?: true;
  /** What holds where nothing is stated, in words. */
  readonly default?: string;
  /** As a spec would have them. */
  readonly examples: readonly string[];
  /** Kinds of component that take it; all if not stated. */
  readonly kinds?: readonly string[];
  /** Keys below it that a scalar in its place states. */
  readonly shortFor?: readonly string[];
  /** Keys beside it that it is another word for. */
  readonly standsFor?: readonly string[];
}

/** Every key of a spec, each before those below it. Loaded when it is asked for: reading a spec has no need of it. */
export const specKeys = async (): Promise<readonly SpecKey[]> => (await import('./generated/reference.js')).KEYS;
