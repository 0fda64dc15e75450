import { failure, type Outcome, type Range } from '../../core/index.js';
import { boundIn, quoted } from '../../quantity/index.js';

/** `max 5M`, `>= 5M`: a bound of nothing. It may be meant as the number, or as a comparison that lacks its other side. */
export function boundAlone(text: string, at: Pick<Range, 'source' | 'start'>): Outcome<never> | undefined {
  const bound = boundIn(text);
  if (bound === undefined || !text.trim().startsWith(bound.written) || bound.value.startsWith('(') || /[<>=;]/.test(bound.value))
    return undefined;
  const value = bound.value.trim();
  const [, name = ''] = /^(max|min)\b/i.exec(bound.written) ?? [];
  const sign = { 'at least': bound.isStrict ? '>' : '>=', 'at most': bound.isStrict ? '<' : '<=' }[bound.op];
  const other =
    name === ''
      ? `... ${sign} ${value} (a comparison)`
      : `${name.toLowerCase()}(${value}, ...) (the ${name.toLowerCase() === 'max' ? 'largest' : 'smallest'} of several)`;
  const start = at.start + text.indexOf(text.trim());
  return failure({
    rule: 'quantity/comparison',
    severity: 'error',
    message: `${quoted(text)} is a bound, and has two readings here: ${value} (a number) or ${other}`,
    at: { source: at.source, start, end: start + text.trim().length },
    help: `write ${value} or ${other.replace(/ \([^()]*\)$/, '')}`,
  });
}
