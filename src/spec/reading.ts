import type { Finding, Range } from '../core/index.js';

/** Words of a spec that are read as something else. */
export interface ReadAs {
  readonly at: Range;
  readonly path: string;
  /** As it is written, and what it is read as. */
  readonly written: string;
  readonly as: string;
  /** What the text at `at` should read, where one replacement states it in the words of the language. */
  readonly suggestion?: string;
  /** Where it is neither: words for people, of which nothing is computed, or left out, so that what holds without it is computed. */
  readonly becomes?: 'words' | 'nothing';
}

const LONGEST_QUOTED = 240;
const cut = (text: string): string => (text.length > LONGEST_QUOTED ? `${text.slice(0, LONGEST_QUOTED - 3)}...` : text);

/** The note of a reading. */
export const readAs = ({ at, path, written, as, suggestion, becomes }: ReadAs): Finding => ({
  rule: 'schema/read-as',
  severity: 'info',
  message: `"${cut(written)}" is read as ${cut(as)}`,
  at,
  path,
  ...(suggestion !== undefined && { suggestion }),
  slots: { written, as, ...(becomes !== undefined && { becomes }) },
});
