import type { Edit, Plain, Range } from '../core/index.js';

/** What a scenario or `--set` asks for: another literal at a spec path, or `xN` of what stands there. */
export interface Change {
  readonly path: string;
  readonly text: string;
  /** Where the change is written: the value, and the path. */
  readonly at: Range;
  readonly keyAt: Range;
}

export const set = (path: string, value: Plain): Edit => ({ do: 'set', path, value });
