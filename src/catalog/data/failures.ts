import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** How often clusters and whole services fail. A published SLA is none of this: see `agreements.ts`. */

const CLUSTER_OF_2008: readonly EntryRow[] = [
  [
    'failure.machine.google2008',
    'Machine, failures in the first year of a cluster',
    'per year',
    0.56,
    { note: 'about 1,000 failures among 1,800 machines' },
  ],
  [
    'failure.rack.google2008',
    'Cluster, failures of a rack',
    'per year',
    20,
    { note: 'each takes 40 to 80 machines at once, for 1 to 6 h' },
  ],
  [
    'failure.racknetwork.google2008',
    'Cluster, racks that lose half of their packets',
    'per year',
    5,
    { note: 'each with 40 to 80 machines' },
  ],
  [
    'failure.power.google2008',
    'Cluster, failures of a power distribution unit',
    'per year',
    1,
    { note: '500 to 1,000 machines, about 6 h' },
  ],
  ['failure.cooling.google2008', 'Cluster, overheating', 'per year', 0.5, { note: 'most machines within 5 min, back in 1 to 2 days' }],
  ['failure.router.google2008', 'Cluster, failures of a router', 'per year', 3, { note: 'its traffic is moved at once, for an hour' }],
  [
    'failure.routerreload.google2008',
    'Cluster, reloads of a router',
    'per year',
    12,
    { note: 'DNS and external addresses gone for minutes' },
  ],
  [
    'failure.maintenance.google2008',
    'Cluster, maintenance of the network',
    'per year',
    8,
    { note: 'half of them with random losses of connection for about 30 min' },
  ],
  [
    'failure.rewiring.google2008',
    'Cluster, rewiring of the network',
    'per year',
    1,
    { note: 'planned; 5% of the machines down at a time, over 2 days' },
  ],
];

const SERVICES: readonly EntryRow[] = [
  [
    'failure.service.outages',
    'Popular Internet service, outages that were in the news',
    'per year',
    2.67,
    {
      source: 'H. Gunawi et al., "Why Does the Cloud Stop Computing?", SoCC 2016',
      asOf: '2015-12',
      note: '597 outages of 32 services from 2009 to 2015; what was not reported is not counted',
      checked: true,
    },
  ],
  [
    'failure.workload.mtbf',
    'Workload, time up between failures, as an example has it',
    'days',
    150,
    {
      source: 'AWS Well-Architected Framework, reliability pillar, availability',
      asOf: '2024',
      note: 'an example for the arithmetic, not a measurement; with 1 h to recover it is 99.97% available',
    },
  ],
  [
    'failure.workload.mttr',
    'Workload, time to recover, as an example has it',
    'h',
    1,
    {
      source: 'AWS Well-Architected Framework, reliability pillar, availability',
      asOf: '2024',
      note: 'an example for the arithmetic, not a measurement',
    },
  ],
  [
    'failure.network.partition',
    'Large network, time between partitions',
    'days',
    [4, 4, null],
    {
      source: 'University of Waterloo, 11 December 2018, on A. Alquraan et al., OSDI 2018, after reports of Google, Microsoft and HP',
      asOf: '2018-12',
      note: 'as often as that',
      checked: true,
    },
  ],
  [
    'failure.datacenter.outage',
    'Data centers, share of operators with an outage in three years',
    '%',
    53,
    { source: 'Uptime Institute, Annual Outage Analysis 2025', asOf: '2025-05', note: '60% in 2022, 78% in 2020' },
  ],
];

/** Counted from what the providers posted of 2024: any region, any service that customers noticed. */
const PROVIDERS: readonly EntryRow[] = [
  [
    'failure.cloud.aws2024',
    'AWS, incidents that it posted, all regions',
    'per year',
    27,
    { note: 'median 1.88 h, mean 3.54 h, 95% within 21.8 h' },
  ],
  [
    'failure.cloud.azure2024',
    'Azure, incidents that it posted, all regions',
    'per year',
    13,
    { note: 'median 5.27 h, mean 10.99 h; only larger ones are posted' },
  ],
  [
    'failure.cloud.gcp2024',
    'Google Cloud, incidents that it posted, all regions',
    'per year',
    156,
    { note: 'median 3.86 h, mean 14.56 h; smaller ones are posted too' },
  ],
];

const COMMON: Omit<Common, 'source' | 'asOf'> = { group: 'failure-rate', shelfLifeMonths: 120, note: '', checked: false };

export const FAILURES: readonly Entry[] = [
  ...table(
    {
      ...COMMON,
      source:
        'J. Dean, "Handling Large Datasets at Google", Data-Intensive Computing Symposium 2008, slide 8; size of a cluster: datacenterknowledge.com, 30 May 2008',
      asOf: '2008-03',
      hardware: 'a cluster of about 1,800 machines of 2008',
      note: 'typical of the first year of a new cluster',
    },
    CLUSTER_OF_2008,
  ),
  ...table({ ...COMMON, source: '', asOf: '', note: 'whole services and sites' }, SERVICES),
  ...table(
    {
      ...COMMON,
      shelfLifeMonths: 24,
      source: 'dev.ahill.net/posts/aws-gcp-azure-incidents-2024, from the status pages of the providers',
      asOf: '2024-12',
      note: 'what each posts differs, so that they do not compare; no rate of one zone or region',
      checked: true,
    },
    PROVIDERS,
  ),
];
