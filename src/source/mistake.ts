import type { Finding, TextFindingId } from '../core/index.js';
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

/** What a comparison is called in a spec. */
export function comparison(operator: string, rest: string): Omit<Mistake, 'start' | 'end'> {
  const words = `${operator.startsWith('>') ? 'at least' : 'at most'} ${rest}`;
  const why = operator.startsWith('>') ? 'YAML reads ">" as the beginning of a block of text' : `"${operator}" is not how a spec compares`;
  return { rule: 'yaml/comparison', message: why, help: `write: ${shown(words)}`, suggestion: words };
}

/** An expression with commas, unquoted in `{ }` or `[ ]`: YAML ends the value at the comma. */
export function unquotedExpression(text: string, start: number): Mistake {
  return {
    rule: 'yaml/unquoted-expression',
    message: 'a comma ends this expression, because it stands in a list or map without quotes',
    start,
    end: start + text.length,
    help: `quote the expression: ${shown(quoted(text))}`,
    suggestion: quoted(text),
    local: true,
  };
}

/** In quotes, as YAML wants them. */
export const quoted = (value: string): string =>
  value.includes('"') || value.includes('\\') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`;
