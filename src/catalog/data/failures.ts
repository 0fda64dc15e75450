import { type Common, type Entry, type Row, table } from '../entry.js';

/** How often things fail, and why services do. A published SLA is none of this: see `agreements.ts`. */

const CLUSTER_OF_2008: readonly Row[] = [
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

const HARDWARE: readonly Row[] = [
  [
    'failure.machine.crashes',
    'Machine, crashes',
    'per year',
    [2, 2, null],
    {
      source: 'J. Dean, "Designs, Lessons and Advice from Building Large Distributed Systems", LADIS 2009',
      asOf: '2009-10',
      note: 'at least; crashes of the operating system included; 2 to 4% of machines break for good',
    },
  ],
  [
    'failure.server.hardware',
    'Server, share with a hardware incident in a year',
    '% per year',
    8,
    {
      source: 'K. Vishwanath, N. Nagappan, "Characterizing Cloud Computing Hardware Reliability", SoCC 2010',
      asOf: '2010-06',
      note: 'over 100,000 servers of Microsoft; disks are most of it',
    },
  ],
  [
    'failure.disk.hdd',
    'Hard disk, share that fails in a year (AFR)',
    '% per year',
    [1.36, 1.57, 2.28],
    {
      source: 'Backblaze Drive Stats, quarterly reports Q2 2023 to Q3 2025',
      asOf: '2025-09',
      hardware: 'about 330,000 disks of 4 to 24 TB',
      note: 'the year 2024; bounds are quarters, Q2 2025 and Q2 2023; Q3 2025 1.55%',
      checked: true,
    },
  ],
  [
    'failure.disk.hdd.lifetime',
    'Hard disk, share that fails in a year, over the life of all models',
    '% per year',
    1.31,
    { source: 'Backblaze Drive Stats, Q3 2025', asOf: '2025-09' },
  ],
  [
    'failure.disk.replaced2007',
    'Disk, share replaced in a year',
    '% per year',
    [1, 3, 13],
    {
      source: 'B. Schroeder, G. Gibson, "Disk Failures in the Real World", FAST 2007',
      asOf: '2007-02',
      hardware: 'about 100,000 disks, SCSI, FC and SATA',
      note: 'mostly above 1%, 2 to 4% common (the middle is halfway), up to 13%; data sheets say at most 0.88%',
      checked: true,
    },
  ],
  [
    'failure.disk.ssd',
    'SSD, share that fails in a year (AFR)',
    '% per year',
    0.98,
    {
      source: 'Backblaze Drive Stats, SSD edition for 2022',
      asOf: '2022-12',
      hardware: '2,906 boot disks, mostly consumer models of 250 GB',
      note: '25 failures in 934,441 days of disks; 1.05% in 2021',
    },
  ],
  [
    'failure.ebs.gp3',
    'EBS gp2, gp3 and io1, share of volumes lost in a year',
    '% per year',
    [0.1, 0.15, 0.2],
    {
      source: 'docs.aws.amazon.com, prescriptive guidance, SQL Server on EC2, EBS storage types',
      asOf: '2024',
      note: 'designed for, whole or partial loss; the middle is halfway',
      checked: true,
    },
  ],
  [
    'failure.ebs.io2',
    'EBS io2, share of volumes lost in a year',
    '% per year',
    0.001,
    {
      source: 'docs.aws.amazon.com, prescriptive guidance, SQL Server on EC2, EBS storage types',
      asOf: '2024',
      note: 'designed for',
      checked: true,
    },
  ],
  [
    'failure.memory.dimm',
    'Memory module, share with correctable errors in a year',
    '% per year',
    [8, 8, null],
    {
      source: 'B. Schroeder, E. Pinheiro, W. Weber, "DRAM Errors in the Wild", SIGMETRICS 2009',
      asOf: '2009-06',
      note: 'more than that; they are corrected, so that nothing fails',
      checked: true,
    },
  ],
  [
    'failure.memory.machine',
    'Machine, chance of an uncorrectable memory error in a year',
    '% per year',
    [null, 1.3, 4],
    {
      source: 'B. Schroeder, E. Pinheiro, W. Weber, "DRAM Errors in the Wild", SIGMETRICS 2009',
      asOf: '2009-06',
      note: 'all platforms; 2 to 4% on some',
    },
  ],
  [
    'failure.switch.tor',
    'Top-of-rack switch, chance to fail in a year',
    '% per year',
    5,
    { source: 'P. Gill, N. Jain, N. Nagappan, "Understanding Network Failures in Data Centers", SIGCOMM 2011', asOf: '2011-08' },
  ],
  [
    'failure.switch.aggregation',
    'Aggregation switch, chance to fail in a year',
    '% per year',
    10,
    { source: 'P. Gill, N. Jain, N. Nagappan, "Understanding Network Failures in Data Centers", SIGCOMM 2011', asOf: '2011-08' },
  ],
  [
    'failure.loadbalancer.device',
    'Load balancer (a device), chance to fail in a year',
    '% per year',
    20,
    {
      source: 'P. Gill, N. Jain, N. Nagappan, "Understanding Network Failures in Data Centers", SIGCOMM 2011',
      asOf: '2011-08',
      note: 'one in five; mostly short faults of software',
    },
  ],
  [
    'failure.gpu.h100',
    'GPU in a large training run, unplanned interruptions',
    'per year',
    0.173,
    {
      source: 'Meta, "The Llama 3 Herd of Models", 2024, section 3.3',
      asOf: '2024-07',
      hardware: '16,384 H100',
      note: '419 interruptions in 54 days, more than half of them of GPUs and their memory',
    },
  ],
];

const SERVICES: readonly Row[] = [
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
  ...table({ ...COMMON, source: '', asOf: '', note: 'measured in use, or as the vendor says' }, HARDWARE),
  ...table({ ...COMMON, source: '', asOf: '', note: 'whole services and sites' }, SERVICES),
];
