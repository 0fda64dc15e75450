import type { Default } from './default.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Two ways for an instance to fail, one after the other: its machine, and what runs on it. Rates a second of time up, repairs in seconds. */
const MACHINE = { rate: 1000 / 1800 / YEAR, repair: 6 * HOUR };
const PROCESS = { rate: 1 / (150 * DAY), repair: HOUR };
const RATE = MACHINE.rate + PROCESS.rate;

const SOURCE =
  'machine: 1,000 failures of 1,800 machines in a year, 6 h (as for power, the longest for a rack), J. Dean 2008; process: 150 days and 1 h, the example of AWS Well-Architected, reliability pillar; together near the 4.3 months of a storage node at Google (Ford et al. 2010)';

/** Where a source supports one value for every tier. Each is an entry of the catalog, or follows from some. */
const OF_FAILURES: Readonly<Record<string, Default>> = {
  // J. Dean 2008 and AWS Well-Architected: `failure.machine.google2008`, `failure.workload.mtbf` of the catalog.
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
  'failover.detect': {
    value: 30,
    unit: 's',
    meaning: 'time until a failure is noticed',
    source:
      'as Redis Sentinel, Patroni and probes of Kubernetes come (30 s); a node of Kubernetes 50 s, a target of an AWS load balancer 60 s (2026)',
  },
  'failover.takes': {
    value: 60,
    unit: 's',
    meaning: 'time until another has taken over, once the failure is noticed',
    source: 'docs.aws.amazon.com, RDS user guide, failover of a Multi-AZ instance: 60 to 120 s in all, less 30 s to notice (2026)',
  },
  coverage: {
    value: 0.99,
    unit: 'share',
    meaning: 'share of failures that are noticed and failed over',
    source: 'IEC 61508-2:2010: the least that is called high; medium is 90%, low 60%',
  },
  beta: {
    value: 0.1,
    unit: 'share',
    meaning: 'share of the failures of one copy that all copies have together',
    source: 'NUREG/CR-4780, 1988, generic value; IEC 61508-6:2010 has 1 to 10%',
  },
  afr: {
    value: 0.0157,
    unit: 'share',
    meaning: 'share of disks that fails in a year',
    source: 'Backblaze Drive Stats for 2024; quarters from 2023 to 2025 had 1.36% to 2.28%',
  },
  rebuild: {
    value: 156 * 3600,
    unit: 's',
    meaning: 'time until the data of a lost disk is complete elsewhere',
    source: 'backblaze.com/blog/cloud-storage-durability (2018): 6.5 days',
  },
};

/** The default called `name` (`mtbf` of an instance, `failover.detect`, `beta`, ...), the same for every tier; undefined if there is none. */
export const failureDefault = (name: string): Default | undefined => (Object.hasOwn(OF_FAILURES, name) ? OF_FAILURES[name] : undefined);
