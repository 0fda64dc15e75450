import { countOf, type Dimension } from './dimension.js';
import { problemAt, type QuantityProblem, quoted } from './problem.js';

/** Prices, capacities and limits of reads alone, or of writes alone. */
const OF_ONE_KIND = /\.(?:price|each|quota)\.(read|write)s$/;

/** What is wrong with `reads: 1.25 USD per 1M writes`: counted things may be dropped, and these contradict the key. */
export function ofOtherCalls(path: string, dimension: Dimension, text: string, isExpression = false): QuantityProblem | undefined {
  const noun = OF_ONE_KIND.exec(path)?.[1];
  const other = noun === 'read' ? 'write' : 'read';
  if (noun === undefined || countOf(dimension, other) === 0 || countOf(dimension, noun) !== 0) return undefined;
  const start = text.length - text.trimStart().length;
  const meant = text.trim().replaceAll(new RegExp(`\\b${other}(?=s?\\b)`, 'g'), noun);
  const isMended = !isExpression && meant !== text.trim();
  return problemAt(
    isExpression ? 'expression/dimension' : 'quantity/dimension',
    start,
    text.trimEnd().length,
    `${quoted(`${noun}s`)} is of ${noun}s, and ${quoted(text.trim())} is of ${other}s`,
    isMended ? { suggestion: meant } : { help: `state it under ${quoted(`${other}s`)}` },
  );
}
