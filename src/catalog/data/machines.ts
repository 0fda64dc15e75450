import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** Instance types and drives: what one has, and what it costs reserved for three years. Every type is also a product that `use:` may name. */

interface Machine {
  readonly type: string;
  readonly cpus: number;
  /** GiB. */
  readonly memory: number;
  /** Mbit/s, sustained. */
  readonly network: number;
  /** USD a year, all paid upfront for three years. */
  readonly price: number;
  readonly disk?: Disk;
}

interface Disk {
  /** GiB. */
  readonly size: number;
  readonly reads: number;
  readonly writes: number;
  /** ms a read: 90% interval and its middle. */
  readonly latency: readonly [number, number, number];
}

const NVME_2019: Disk['latency'] = [0.08, 0.125, 0.2];
const NVME_2022: Disk['latency'] = [0.1, 0.125, 0.17];
const NVME_2024: Disk['latency'] = [0.071, 0.079, 0.258];

const machine = (
  type: string,
  cpus: number,
  memory: number,
  network: number,
  price: number,
  disk?: readonly [number, number, number, Disk['latency']],
): Machine => ({
  type,
  cpus,
  memory,
  network,
  price,
  ...(disk === undefined ? {} : { disk: { size: disk[0], reads: disk[1], writes: disk[2], latency: disk[3] } }),
});

export const MACHINES: readonly Machine[] = [
  machine('c5.large', 2, 4, 750, 271.67),
  machine('c6i.xlarge', 4, 8, 1562, 570.67),
  machine('c7a.xlarge', 4, 8, 1562, 689),
  machine('c7i.xlarge', 4, 8, 1562, 599.33),
  machine('i3en.large', 2, 16, 2100, 749.67, [1164, 42_500, 32_500, NVME_2019]),
  machine('i3en.xlarge', 4, 32, 4200, 1499.67, [2328, 85_000, 65_000, NVME_2019]),
  machine('i4i.2xlarge', 8, 64, 4687, 2421, [1746, 200_000, 110_000, NVME_2022]),
  machine('i4i.large', 2, 16, 781, 605.33, [436, 50_000, 27_500, NVME_2022]),
  machine('i4i.xlarge', 4, 32, 1875, 1210.33, [873, 100_000, 55_000, NVME_2022]),
  machine('i7ie.large', 2, 16, 2083, 861.98, [1164, 54_126, 43_301, NVME_2024]),
  machine('m5.large', 2, 8, 750, 316.33),
  machine('m6i.2xlarge', 8, 32, 3125, 1328),
  machine('m6i.large', 2, 8, 781, 332),
  machine('m6i.xlarge', 4, 16, 1562, 664),
  machine('m6id.2xlarge', 8, 32, 3125, 1563.33, [441, 134_166, 67_084, NVME_2022]),
  machine('m6id.xlarge', 4, 16, 1562, 781.66, [221, 67_083, 33_542, NVME_2022]),
  machine('m7a.xlarge', 4, 16, 1562, 801.67),
  machine('m7i.xlarge', 4, 16, 1562, 697.33),
  machine('p4d.24xlarge', 96, 1152, 400_000, 71_473.33, [7451, 1_999_848, 1_599_730, NVME_2019]),
  machine('p5.48xlarge', 192, 2048, 3_200_000, 181_288.67, [28_312, 4_399_685, 2_199_842, NVME_2022]),
  machine('r6i.2xlarge', 8, 64, 3125, 1743),
  machine('r6i.xlarge', 4, 32, 1562, 871.67),
  machine('r6id.xlarge', 4, 32, 1562, 996.33, [221, 67_083, 33_542, NVME_2022]),
  machine('r7i.2xlarge', 8, 64, 3125, 1830.33),
];

const described = ({ type, cpus, memory }: Machine): string => `${type}, ${cpus} vCPU, ${memory} GiB`;

const prices = MACHINES.map(
  (each): EntryRow => [
    `price.aws.3yr.${each.type}`,
    `EC2 ${each.type}, reserved for 3 years`,
    'USD/year',
    each.price,
    { hardware: described(each) },
  ],
);

const parts = MACHINES.flatMap((each): EntryRow[] => {
  const { type, cpus, memory, network, disk } = each;
  const own = { hardware: described(each) };
  return [
    [`machine.aws.${type}.cpu`, `EC2 ${type}, vCPUs`, 'vCPUs', cpus, own],
    [
      `machine.aws.${type}.memory`,
      `EC2 ${type}, memory`,
      'GiB',
      memory,
      { ...own, note: 'the file has it as if its MiB were MB: 7.63 for 8 GiB' },
    ],
    [`machine.aws.${type}.network`, `EC2 ${type}, sustained network`, 'Mbit/s', network, own],
    ...(disk === undefined
      ? []
      : ([
          [`machine.aws.${type}.disk`, `EC2 ${type}, local disk`, 'GiB', disk.size, own],
          [`rate.nvme.${type}`, `EC2 ${type}, reads of the local disk`, 'IOPS', disk.reads, own],
          [`rate.nvme.${type}.write`, `EC2 ${type}, writes of the local disk`, 'IOPS', disk.writes, own],
          [
            `latency.nvme.${type}`,
            `EC2 ${type}, read of the local disk`,
            'ms',
            disk.latency,
            { ...own, group: 'component-latency', note: '90% interval' },
          ],
        ] satisfies EntryRow[])),
  ];
});

const DRIVES: readonly EntryRow[] = [
  ['latency.ebs.gp2.read', 'EBS gp2, read', 'ms', [0.8, 1.05, 1.8]],
  ['latency.ebs.gp2.write', 'EBS gp2, write', 'ms', [1.2, 2, 4]],
  ['latency.ebs.gp3.read', 'EBS gp3, read', 'ms', [0.8, 1.05, 1.8]],
  ['latency.ebs.gp3.write', 'EBS gp3, write', 'ms', [1.2, 2, 4]],
  ['latency.ebs.io2.read', 'EBS io2, read', 'ms', [0.5, 0.8, 1.2]],
  ['latency.ebs.io2.write', 'EBS io2, write', 'ms', [0.9, 1.2, 2]],
  ['latency.aurora.read', 'Aurora storage, read', 'ms', [0.8, 1.05, 1.8]],
  ['latency.aurora.write', 'Aurora storage, write', 'ms', [1.2, 2, 4]],
];

const VOLUMES: readonly EntryRow[] = [
  [
    'rate.ebs.gp3.iops',
    'EBS gp3, operations a volume',
    'IOPS',
    [3000, 3000, 80_000],
    {
      asOf: '2026-09',
      source: `${shapes('pricing/aws/3yr-reserved_zz-overrides.json').replace('dc69307', '0fa785a')}`,
      note: '3,000 are in the price, the most that can be bought is the upper bound (16,000 until 2025)',
    },
  ],
  ['rate.ebs.gp2.iops', 'EBS gp2, operations a volume', 'IOPS', [null, 16_000, 16_000], { note: 'at most' }],
  ['rate.ebs.io2.iops', 'EBS io2, operations a volume', 'IOPS', [null, 64_000, 64_000], { note: 'at most' }],
];

function shapes(file: string): string {
  return `github.com/Netflix-Skunkworks/service-capacity-modeling at dc69307, hardware/profiles/${file}`;
}

const READ: Omit<Common, 'group' | 'source' | 'note'> = { asOf: '2026-08', shelfLifeMonths: 36, checked: true };

export const MACHINE_ENTRIES: readonly Entry[] = [
  ...table(
    {
      ...READ,
      group: 'price',
      source: shapes('pricing/aws/3yr-reserved_ec2.json'),
      asOf: '2026-06',
      shelfLifeMonths: 12,
      note: 'us-east-1, all upfront for 3 years, a third of it; on demand is 2.5 to 3 times as much',
    },
    prices,
  ),
  ...table({ ...READ, group: 'machine', source: shapes('shapes/aws/auto_*.json'), note: 'one instance' }, parts),
  ...table(
    { ...READ, group: 'component-latency', source: shapes('shapes/aws/manual_drives.json'), note: '90% interval, blocks of 16 KiB' },
    DRIVES,
  ),
  ...table({ ...READ, group: 'component-throughput', source: shapes('shapes/aws/manual_drives.json'), note: 'one volume' }, VOLUMES),
];
