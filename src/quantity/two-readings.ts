import { DATA, DATA_RATE, PER_TIME, PLAIN, samePhysical } from './dimension.js';
import type { FieldType } from './field-type.js';
import type { ReadLiteral } from './literal.js';

/** Both readings of a literal that has two where it stands, as they would be written; undefined if it has one. */
export type Readings = readonly [one: string, other: string];

/** Fields whose sizes are bytes: disks, memory, items. Bandwidths come in bits as well. */
const OF_BYTES: ReadonlySet<FieldType> = new Set(['bytes', 'expectation', 'storagePrice', 'bytePrice']);

/** `Gb`, `Tib`: a size in bits by its letters, and very often one in bytes. `Gbit` has one reading. */
const LETTERS_OF_BITS = /(?<![A-Za-z])([kKMGTPE])(i?)b(?![A-Za-z])/;

/** A literal that its field would take, and that is as likely to mean something else: what it may mean. */
export function readingsOf(field: FieldType, read: ReadLiteral): Readings | undefined {
  if (OF_BYTES.has(field)) return bitsOrBytes(field, read);
  if (field === 'surge') return percentOrFleets(read);
  if (field === 'byteRate') return bandwidthOf(read);
  return field === 'overhead' ? percentOrTimes(read) : undefined;
}

/** `10G` of a network: a suffix alone is one of bytes as often as of bits. */
function bandwidthOf({ quantity: { text, dimension } }: ReadLiteral): Readings | undefined {
  const found = /^(.*\d)\s?([kKMGTP]i?)(?:\s*\/\s*s|\s+per\s+second)?$/.exec(text);
  if (found === null || ![PLAIN, PER_TIME, DATA, DATA_RATE].some((one) => samePhysical(dimension, one))) return undefined;
  return [`${found[1]} ${found[2]}B/s`, `${found[1]} ${found[2]}bit/s`];
}

/** `4 Tb` of disk: 4 TB, or 500 GB. */
function bitsOrBytes(field: FieldType, { quantity }: ReadLiteral): Readings | undefined {
  const found = LETTERS_OF_BITS.exec(quantity.text);
  if (found === null || (field === 'expectation' && !samePhysical(quantity.dimension, DATA))) return undefined;
  const [, prefix = '', binary = ''] = found;
  const all = new RegExp(LETTERS_OF_BITS, 'g');
  const bytes = quantity.text.replace(all, '$1$2B');
  const amount = /^\d+(?:\.\d+)?(?=\s*[A-Za-z]+$)/.exec(quantity.text)?.[0];
  if (amount === undefined) return [bytes, quantity.text.replace(all, '$1$2bit')];
  return [bytes, eighth(Number(amount), prefix.toLowerCase() === 'k' ? (binary === '' ? 'k' : 'K') : prefix, binary)];
}

const PREFIXES = 'kMGTPE';

/** So many bits in bytes, under the next smaller prefix where that avoids a fraction of one. */
function eighth(amount: number, prefix: string, binary: string): string {
  const smaller = prefix === 'M' && binary !== '' ? 'K' : (PREFIXES[PREFIXES.indexOf(prefix) - 1] ?? '');
  const bytes = amount / 8;
  if (bytes >= 1) return `${bytes} ${prefix}${binary}B`;
  return `${bytes * (binary === '' ? 1000 : 1024)} ${smaller}${smaller === '' ? '' : binary}B`;
}

/** `30` on top: 30%, or 30 times as large. A number up to one is a share. */
function percentOrTimes({ quantity, bare }: ReadLiteral): Readings | undefined {
  const most = quantity.spread?.p95 ?? quantity.value;
  return bare && most > 1 ? percentAndFactor(quantity.text, most) : undefined;
}

/** `25` more instances meanwhile: 25% of the fleet, or 25 fleets. */
function percentOrFleets({ quantity, bare }: ReadLiteral): Readings | undefined {
  const { text, spread, value } = quantity;
  if (!bare || (spread?.p95 ?? value) <= 1) return undefined;
  return [`${text}%`, text.includes('..') ? `x${text.replace('..', '..x')}` : `x${text}`];
}

/** Numbers below this are more likely a factor with a fraction than so many percent. */
const FEWEST_PERCENT = 5;

/** A bare number as so many percent (of 1.4: 140%) and as a factor. */
export function percentAndFactor(text: string, value: number): Readings {
  const percent = value < FEWEST_PERCENT && !text.includes('..') ? Number((value * 100).toPrecision(12)) : text;
  return [`${percent}%`, text.includes('..') ? `x${text.replace('..', '..x')}` : `x${text}`];
}
