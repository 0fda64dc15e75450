import type { Default } from './defaults.js';
import type { Entry } from './entry.js';
import { catalogEntry, productOf } from './lookup.js';
import type { ComponentKind } from './product.js';

/** What is used rather than run, or runs as many copies as nobody counts: nothing is known of how one instance of it fails. */
const USED: ReadonlySet<ComponentKind> = new Set(['client', 'dns', 'cdn', 'external', 'function']);

const HOUR = 3600;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Two ways for an instance to fail, one after the other: its machine, and what runs on it. Rates a second of time up, repairs in seconds. */
const MACHINE = { rate: 1000 / 1800 / YEAR, repair: 6 * HOUR };
const PROCESS = { rate: 1 / (150 * DAY), repair: HOUR };
const RATE = MACHINE.rate + PROCESS.rate;

const SOURCE =
  'machine: 1,000 failures of 1,800 machines in a year, 6 h (as for power, the longest for a rack), J. Dean 2008; process: 150 days and 1 h, the example of AWS Well-Architected, reliability pillar';

const TYPICAL: { readonly mtbf: Default; readonly mttr: Default } = {
  mtbf: {
    value: 1 / RATE,
    unit: 's',
    meaning: 'mean time that one instance is up between failures, of its machine or its process',
    source: SOURCE,
  },
  mttr: {
    value: (MACHINE.rate * MACHINE.repair + PROCESS.rate * PROCESS.repair) / RATE,
    unit: 's',
    meaning: 'mean time until one instance is back, by how often its machine and its process fail',
    source: SOURCE,
  },
};

/**
 * Typical failures of one instance of a kind of component, where the spec states none: shown as assumed. Both in seconds; `mtbf` is the mean time up, so
 * that availability is mtbf / (mtbf + mttr). Undefined for what is used and not run (a DNS, a CDN, something external): nothing is assumed of it.
 * @source J. Dean 2008 and AWS Well-Architected: `failure.machine.google2008`, `failure.workload.mtbf` of the catalogue
 */
export const failureOf = (kind: ComponentKind): { readonly mtbf: Default; readonly mttr: Default } | undefined =>
  USED.has(kind) ? undefined : TYPICAL;

/**
 * The published agreement for what `use:` names: a threshold below which the provider owes credits, as a share of a month. Never a failure rate.
 * Undefined if the catalogue has no such product or no agreement for it.
 */
export async function slaOf(use: string): Promise<{ readonly availability: number; readonly entry: Entry } | undefined> {
  const product = await productOf(use);
  if (product === undefined) return undefined;
  const { AGREEMENT_OF } = await import('./data/agreements.js');
  const entry = await catalogEntry(AGREEMENT_OF.get(product.name) ?? '');
  return entry && { availability: entry.mid / 100, entry };
}
