import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** How often machines and their parts fail. */

const HARDWARE: readonly EntryRow[] = [
  [
    'failure.node.google2010',
    'Storage node, time up between failures',
    'months',
    4.3,
    {
      source: 'D. Ford et al., "Availability in Globally Distributed Storage Systems", OSDI 2010, table 2',
      asOf: '2010-10',
      note: 'restarts and software included; most outages are shorter than 15 min; disks 10 to 50 years',
    },
  ],
  [
    'failure.rack.google2010',
    'Rack, time up between failures',
    'years',
    10.2,
    { source: 'D. Ford et al., "Availability in Globally Distributed Storage Systems", OSDI 2010, table 2', asOf: '2010-10' },
  ],
  [
    'failure.machine.crashes',
    'Machine, crashes',
    'per year',
    [2, 2, null],
    {
      source: 'J. Dean, "Designs, Lessons and Advice from Building Large Distributed Systems", LADIS 2009',
      asOf: '2009-10',
      note: 'at least; 2 to 4% of machines fail and 1 to 5% of disks die in a year',
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

const COMMON: Common = {
  group: 'failure-rate',
  shelfLifeMonths: 120,
  source: '',
  asOf: '',
  note: 'measured in use, or as the vendor says',
  checked: false,
};

export const HARDWARE_FAILURES: readonly Entry[] = table(COMMON, HARDWARE);
