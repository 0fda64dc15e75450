import type { Edit, Plain, Range } from '../core/index.js';

/** A change of a scenario or of `--set`: another literal at a spec path, or `xN` of the literal there. */
export interface Change {
  readonly path: string;
  readonly text: string;
  /** Where the change is written: the value, and the path. */
  readonly at: Range;
  readonly keyAt: Range;
}

export const set = (path: string, value: Plain): Edit => ({ do: 'set', path, value });
/** One of the `options:` of a component in place of what it states. */
export const choose = (component: string, option: string): Edit => ({ do: 'choose', path: `components.${component}`, option });
