import { CAPACITY, FAILURES, TRAFFIC } from './rows/components.js';
import { CACHES, DATA } from './rows/data.js';
import { FLOWS, NAMED } from './rows/flows.js';
import { PLACES, promisesOf } from './rows/promises.js';
import { TOTALS } from './rows/totals.js';

/**
 * Every fact that can be asked for, area by area, in the order of listings. Types, the listing of `sysdesign facts`, "did you mean", what a lens
 * shows and the reasons for what is not computed yet come from this one table, whose parts stand in `rows/`. A published pattern never changes its meaning.
 *
 * In a pattern `*` stands for one name; `.k` at the end for a load case: `mean`, `peak`, `spike.<name>`.
 */
export const ROWS = {
  ...NAMED,
  ...FLOWS,
  ...TRAFFIC,
  ...CAPACITY,
  ...FAILURES,
  ...DATA,
  ...PLACES,
  ...promisesOf('objectives'),
  ...promisesOf('agreements'),
  ...CACHES,
  ...TOTALS,
};
