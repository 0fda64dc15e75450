/** Values taken where a spec says nothing. Each stands at its middle, adds no spread and is shown as assumed. */

export interface Default {
  readonly value: number;
  readonly unit: string;
  readonly meaning: string;
  readonly source: string;
}

type TierName = 'critical' | 'standard' | 'internal';

const OWN_CONVENTION = 'convention of sysdesign by tier (critical, standard, internal)';

/** Share of a resource that may be in use: load (rate, servers, cpu, iops, network, connections) and stocks (memory, disk). */
const TARGETS: Readonly<Record<TierName, { readonly load: number; readonly stock: number }>> = {
  critical: { load: 0.5, stock: 0.7 },
  standard: { load: 0.7, stock: 0.8 },
  internal: { load: 0.85, stock: 0.9 },
};

const AFTER_LOSS: Readonly<Record<TierName, number>> = { critical: 0.8, standard: 0.9, internal: 0.95 };

/** Where a source supports one value for every tier. Each is an entry of the catalogue, or follows from some. */
const OF_FAILURES: Readonly<Record<string, Default>> = {
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
    unit: 'ratio',
    meaning: 'share of failures that are noticed and failed over',
    source: 'IEC 61508-2:2010: the least that is called high; medium is 90%, low 60%',
  },
  beta: {
    value: 0.1,
    unit: 'ratio',
    meaning: 'share of the failures of one copy that all copies have together',
    source: 'NUREG/CR-4780, 1988, generic value; IEC 61508-6:2010 has 1 to 10%',
  },
  afr: {
    value: 0.0157,
    unit: 'ratio',
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

const STOCKS = new Set(['memory', 'disk']);

/** The default called `name` (`peak`, `target.disk`, `failover.detect`, ...) for a tier; undefined if there is none: then nothing is assumed. */
export function defaultOf(name: string, tier: TierName): Default | undefined {
  if (name === 'peak') {
    return {
      value: 3,
      unit: 'ratio',
      meaning: 'peak rate over mean rate, web traffic',
      source:
        'worked estimates use 2 to 5 (A. Xu, System Design Interview, chapters 3 to 29); large sites publish 1.4 to 2.6 (2012 to 2025)',
    };
  }
  const resource = /^target\.(\w+)$/.exec(name)?.[1];
  if (resource) {
    const target = TARGETS[tier];
    return {
      value: STOCKS.has(resource) ? target.stock : target.load,
      unit: 'ratio',
      meaning: `share of ${resource} that may be in use`,
      source: OWN_CONVENTION,
    };
  }
  if (name === 'afterLoss') {
    return {
      value: AFTER_LOSS[tier],
      unit: 'ratio',
      meaning: 'share of a resource that may be in use after a loss',
      source: OWN_CONVENTION,
    };
  }
  if (name === 'zones')
    return { value: 3, unit: 'ratio', meaning: 'zones of a region, where no topology is stated', source: 'convention of sysdesign' };
  return Object.hasOwn(OF_FAILURES, name) ? OF_FAILURES[name] : undefined;
}
