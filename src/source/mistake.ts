import type { Finding, TextFindingId } from '../core/index.js';
import { boundOf } from '../quantity/index.js';
import { shown } from './bounds.js';
import { rangeIn, type Slice } from './slice.js';

/** A mistake in YAML text, by offsets within it. */
export interface Mistake {
  readonly rule: TextFindingId;
  readonly message: string;
  readonly help: string;
  readonly start: number;
  readonly end: number;
  readonly suggestion?: string;
  /** Stays within one value: what follows is read as it was meant, so later errors are mistakes of their own. */
  readonly local?: boolean;
}

export const findingOf = (slice: Slice, { rule, message, help, start, end, suggestion }: Mistake): Finding => ({
  rule,
  severity: 'error',
  message,
  at: rangeIn(slice, start, end),
  help,
  ...(suggestion === undefined ? {} : { suggestion }),
});

/** `rate:5k`: for YAML one word. Also used where a flow map swallows it as a key. */
export function missingSpace(key: string, text: string, start: number): Mistake {
  const mended = `${key}: ${text.slice(key.length + 1)}`;
  return {
    rule: 'yaml/missing-space',
    message: `a space is missing after "${shown(key)}:"`,
    start,
    end: start + text.length,
    help: `write \`${shown(mended)}\``,
    suggestion: mended,
    local: true,
  };
}

/**
 * What a comparison is called in a spec.
 * @param takesBound whether a bound may stand there; else the value is a bound already, or none
 */
export function comparison(operator: string, rest: string, takesBound: boolean): Omit<Mistake, 'start' | 'end'> {
  const words = boundOf(operator, rest, takesBound);
  const why = operator.startsWith('>') ? 'YAML reads ">" as the beginning of a block of text' : `"${operator}" is not how a spec compares`;
  return { rule: 'yaml/comparison', message: why, help: `write: ${shown(words)}`, suggestion: words };
}

/** In quotes, as YAML wants them. */
export const quoted = (value: string): string =>
  value.includes('"') || value.includes('\\') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
