const NEAR_ONE = /\.(?:availability|durability|target)$/;

/** The unit in which people read a fact: what is close to one is read as a percentage, to its last nine. */
export const shownUnit = (id: string, unit: string | null): string | null => (unit === 'ratio' && NEAR_ONE.test(id) ? 'share' : unit);
