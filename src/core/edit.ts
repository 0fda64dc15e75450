/** Values as programs have them: what JSON may hold. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * One step of a change of a spec, as data: recipes propose lists of these, they are tried, and files are written with them. Paths are those of the spec:
 * `components.db.instances`, `flows.read.path.0`.
 */
export type Edit =
  /** Another value, or one where nothing is stated; a position past the end of a list appends. */
  | { readonly do: 'set'; readonly path: string; readonly value: Plain }
  | { readonly do: 'remove'; readonly path: string }
  /** One more item of a list, before a position. */
  | { readonly do: 'insert'; readonly path: string; readonly value: Plain }
  /** A call of a path, with all that it states, behind another component that is called first. */
  | {
      readonly do: 'wrap';
      readonly path: string;
      readonly key: string;
      readonly into: string;
      readonly via: 'calls' | 'miss';
      readonly value: Plain;
    }
  /** One of the alternatives of a component (its `options:`) in place of what the component states; the others are left out. */
  | { readonly do: 'choose'; readonly path: string; readonly option: string };

/** A finding, or a target that is not met, by what tells it from others. */
export interface FindingName {
  readonly rule: string;
  readonly subject: string;
  readonly key: string | null;
  readonly severity: 'error' | 'warning' | 'info';
}

/** A number before and after a change. */
export interface FixNumber {
  readonly fact: string;
  readonly unit: string | null;
  readonly before: number;
  readonly after: number;
}

/** A change that mends a finding, tried: what comes of it is the difference of two complete evaluations. */
export interface Fix {
  /** In plain words: `one more instance of db (4)`. */
  readonly label: string;
  readonly edits: readonly Edit[];
  readonly resolves: readonly FindingName[];
  readonly adds: readonly FindingName[];
  /** What is to be settled once it is made, which the spec does not state: questions of rules that need not be on. Left out where nothing is. */
  readonly open?: readonly FindingName[];
  readonly numbers: readonly FixNumber[];
  /** So much more in `unit`; null where it is not known. */
  readonly cost: number | null;
  readonly unit: string;
  /** How many lines it takes; null where the file is written in a way that it cannot be put into. */
  readonly lines: number | null;
  /** Why it cannot be written. */
  readonly refused?: string;
}
