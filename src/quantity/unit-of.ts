import {
  countOf,
  DATA,
  DATA_RATE,
  type Dimension,
  dimensionText,
  isPlain,
  MONEY,
  MONEY_RATE,
  PER_TIME,
  PLAIN,
  samePhysical,
  TIME,
} from './dimension.js';
import { pluralOf } from './noun.js';

/**
 * Name of the base unit of a dimension: `B/s`, `users`, `1/user/s`, `USD/month` (which is shown per month, though money is kept per
 * second).
 */
export function unitOf(dimension: Dimension): string {
  if (isPlain(dimension)) return 'ratio';
  const nouns = Object.keys(dimension.counts);
  if (nouns.length === 0) {
    if (samePhysical(dimension, TIME)) return 's';
    if (samePhysical(dimension, DATA)) return 'B';
    if (samePhysical(dimension, DATA_RATE)) return 'B/s';
    if (samePhysical(dimension, PER_TIME)) return '1/s';
    if (samePhysical(dimension, MONEY)) return 'USD';
    if (samePhysical(dimension, MONEY_RATE)) return 'USD/month';
  }
  const [noun] = nouns;
  if (nouns.length === 1 && noun !== undefined && countOf(dimension, noun) === 1) {
    if (samePhysical(dimension, PLAIN)) return pluralOf(noun);
    if (samePhysical(dimension, PER_TIME)) return noun === 'request' ? 'req/s' : `${pluralOf(noun)}/s`;
  }
  return dimensionText(dimension);
}
