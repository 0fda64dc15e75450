/** Share of a load that counts as all of it: what is full to the last digit carries it, as instances are rounded (`ceilTo`). */
export const FULL = 1 - 1e-9;
