import { amount } from '../../report/amounts.js';
import type { Note, Piece } from '../../report/blocks.js';
import type { Member, Nines, ParallelGroup } from '../../tools/nines/nines.js';
import { COPIES } from './notes.js';

/** Sums of more terms than these show nothing. */
const MOST_TERMS = 4;

const up = (unavailability: number): Piece => amount(unavailability, 'complement');
const down = (unavailability: number): Piece => amount(unavailability, 'share');

/** How groups of which some are needed came about, and the multiplication. */
export function workings({ members, unavailability }: Nines): readonly Note[] {
  const groups = members.flatMap(({ parallel, unavailability: q }) =>
    parallel && isSome(parallel) ? [[...someDown(parallel), ' = ', down(q)]] : [],
  );
  const product = [...joined(members.map(factor), ' x '), ' = ', up(unavailability)];
  const lines = groups.length === members.length && groups.length === 1 ? groups : [...groups, product];
  return lines.map((text) => ({ kind: 'note', text }));
}

/** Neither one nor all are needed. */
const isSome = ({ units, needed }: ParallelGroup): boolean => needed > 1 && needed < units.length;

function factor({ text, unavailability, parallel }: Member): readonly Piece[] {
  if (parallel === null) return [text.replace(COPIES, '$2^$1')];
  if (isSome(parallel)) return [up(unavailability)];
  const { units, needed } = parallel;
  return needed === 1 ? ['(1 - ', ...product(units, down), ')'] : product(units, up);
}

/** `1% x 1%`, `1%^8`. */
function product(units: readonly number[], piece: (unavailability: number) => Piece): readonly Piece[] {
  const [first = 0] = units;
  if (units.length > 2 && units.every((unit) => unit === first)) return power(piece(first), units.length);
  return joined(
    units.map((unit) => [piece(unit)]),
    ' x ',
  );
}

/** `down while 2 or more of 3 are: 3 x 1%^2 x 99% + 1%^3`. */
function someDown({ units, needed }: ParallelGroup): readonly Piece[] {
  const [first = 0] = units;
  const least = units.length - needed + 1;
  const head = `down while ${least} or more of ${units.length} are`;
  if (needed > MOST_TERMS || units.some((unit) => unit !== first)) return [`${head}, all ways added up`];
  let ways = 1;
  const terms: (readonly Piece[])[] = [];
  for (let failed = units.length; failed >= least; failed--) {
    const left = units.length - failed;
    const factors = [...(ways === 1 ? [] : [[`${ways}`]]), power(down(first), failed), ...(left === 0 ? [] : [power(up(first), left)])];
    terms.unshift(joined(factors, ' x '));
    ways = (ways * failed) / (left + 1);
  }
  return [`${head}: `, ...joined(terms, ' + ')];
}

const power = (base: Piece, exponent: number): readonly Piece[] => (exponent === 1 ? [base] : [base, `^${exponent}`]);

const joined = (parts: readonly (readonly Piece[])[], between: string): readonly Piece[] =>
  parts.flatMap((part, i) => (i === 0 ? part : [between, ...part]));
