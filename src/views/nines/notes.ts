import type { Member, Nines } from '../../tools/nines/nines.js';

const INDEPENDENT =
  'Only what fails independently multiplies: a zone, a vendor, a deployment or a configuration that they share takes them all at once, and to notice ' +
  'a failure and switch over takes time too. A spec counts both.';
const PERFECT = '100% is a promise nobody keeps: it leaves no time for a failure, a change or a repair.';

/** `3 x 99%`. */
export const COPIES = /^(\d+)\s*[x×*]\s*(.*)$/;

/** More than one thing: there is something to work out. */
export const isMade = (members: readonly Member[]): boolean =>
  members.length > 1 || members.some(({ text, parallel }) => parallel !== null || COPIES.test(text));

/** How it was read, and what is wrong with a promise of it. */
export const notesOf = ({ notes, unavailability }: Nines): readonly string[] => [...notes, ...(unavailability === 0 ? [PERFECT] : [])];

/** What holds only for independent things; null where nothing is multiplied. */
export const independence = ({ members }: Nines): string | null => (isMade(members) ? INDEPENDENT : null);
