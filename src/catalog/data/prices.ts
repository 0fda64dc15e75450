import { type Common, type Entry, type EntryRow, table } from '../entry.js';
import { USUAL_EGRESS } from '../usual-egress.js';

/** What clouds charge for use. Prices of instance types stand with the types. */

const ROUND: readonly EntryRow[] = [
  ['price.napkin.cpu', 'One vCPU', 'USD/month per cpu', 15],
  ['price.napkin.cpu1y', 'One vCPU, committed for a year', 'USD/month per cpu', 10],
  ['price.napkin.cpuspot', 'One vCPU, spot', 'USD/month per cpu', 2],
  ['price.napkin.gpu', 'One GPU', 'USD/month per gpu', 5000],
  ['price.napkin.gpu1y', 'One GPU, committed for a year', 'USD/month per gpu', 3000],
  ['price.napkin.gpuspot', 'One GPU, spot', 'USD/month per gpu', 1500],
  ['price.napkin.ram', 'Memory', 'USD/GB/month', 2],
  ['price.napkin.ram1y', 'Memory, committed for a year', 'USD/GB/month', 1],
  ['price.napkin.ramspot', 'Memory, spot', 'USD/GB/month', 0.2],
  ['price.napkin.blob', 'Object storage', 'USD/GB/month', 0.02],
  ['price.napkin.warehouse', 'Warehouse storage', 'USD/GB/month', 0.02],
  ['price.napkin.zhdd', 'Hard disk, in one zone', 'USD/GB/month', 0.05],
  ['price.napkin.essd', 'SSD of the instance', 'USD/GB/month', 0.08],
  ['price.napkin.rhdd', 'Hard disk, in several zones', 'USD/GB/month', 0.1],
  ['price.napkin.zssd', 'SSD, in one zone', 'USD/GB/month', 0.2],
  ['price.napkin.rssd', 'SSD, in several zones', 'USD/GB/month', 0.35],
  ['price.napkin.l4lb', 'Load balancing by connection', 'USD/GB', 0.008],
  ['price.napkin.interzone', 'Traffic between zones', 'USD/GB', 0.01],
  ['price.napkin.interregion', 'Traffic between regions', 'USD/GB', 0.02],
  ['price.napkin.egress', 'Traffic to the internet', 'USD/GB', USUAL_EGRESS],
  ['price.napkin.cdn', 'Traffic of a CDN to its visitors', 'USD/GB', 0.05],
  ['price.napkin.cdnfill', 'Traffic into a CDN', 'USD/GB', 0.01],
  ['price.napkin.whq', 'Data read by warehouse queries', 'USD/GB', 0.005],
  ['price.napkin.logs', 'Logs and traces taken in', 'USD/GB', 0.5],
  ['price.napkin.metrics', 'A metric', 'USD/month per metric', 0.02, { note: '20 USD a thousand' }],
  ['price.napkin.blobread', 'Reads of object storage', 'USD per 1M reads', 0.4],
  ['price.napkin.blobwrite', 'Writes of object storage', 'USD per 1M writes', 5],
];

const ON_DEMAND: readonly EntryRow[] = [
  [
    'price.aws.m7g.large',
    'EC2 m7g.large on demand',
    'USD/h',
    0.0816,
    { source: 'factualminds.com/blog/amazon-ec2-on-demand-pricing-instance-families-2026', asOf: '2026-06', hardware: '2 vCPU, 8 GiB' },
  ],
  ['price.aws.g5.xlarge', 'EC2 g5.xlarge on demand', 'USD/h', 1.006, { source: 'factualminds.com', asOf: '2026-06' }],
  ['price.aws.t3.micro', 'EC2 t3.micro on demand', 'USD/h', 0.0104, { source: 'wring.co/blog/aws-ec2-pricing-guide', asOf: '2026-03' }],
  ['price.aws.t3.large', 'EC2 t3.large on demand', 'USD/h', 0.0832, { source: 'go-cloud.io', asOf: '2026' }],
  [
    'price.aws.p5.48xlarge',
    'EC2 p5.48xlarge on demand',
    'USD/h',
    98.32,
    { source: 'wring.co', asOf: '2026-03', hardware: '192 vCPU, 2,048 GiB' },
  ],
];

const SERVICES_SECOND_HAND: readonly EntryRow[] = [
  ['price.aws.nat.gb', 'AWS NAT gateway, traffic', 'USD/GB', 0.045],
  ['price.aws.nat.h', 'AWS NAT gateway', 'USD/h', 0.045],
  ['price.aws.alb', 'AWS load balancer, traffic', 'USD/GB', 0.008],
  ['price.aws.ipv4', 'AWS public IPv4 address', 'USD/h', 0.005],
  ['price.aws.cloudfront', 'CloudFront to North America', 'USD/GB', 0.085],
  [
    'price.aws.lambda.requests',
    'Lambda, calls',
    'USD per 1M requests',
    0.2,
    { source: 'devnamdev2003.github.io/devdocs/aws/serverless/pricing', asOf: '2026' },
  ],
  [
    'price.aws.lambda.duration',
    'Lambda, memory while it runs',
    'USD/GB/s',
    0.0000166667,
    { source: 'appropri8-astro.pages.dev, "Deploying a simple API on AWS"', asOf: '2025-12' },
  ],
  [
    'price.aws.apigateway.http',
    'API Gateway, HTTP APIs',
    'USD per 1M requests',
    1,
    { source: 'appropri8-astro.pages.dev, "Deploying a simple API on AWS"', asOf: '2025-12' },
  ],
  [
    'price.aws.apigateway.rest',
    'API Gateway, REST APIs',
    'USD per 1M requests',
    3.5,
    { source: 'appropri8-astro.pages.dev, "Deploying a simple API on AWS"', asOf: '2025-12' },
  ],
  [
    'price.aws.ddb.reads',
    'DynamoDB on demand, reads',
    'USD per 1M reads',
    0.125,
    {
      source: 'airbyte.com/data-engineering-resources/dynamodb-pricing',
      asOf: '2025',
      note: 'a read unit: 4 kB; others still print the 0.25 of before November 2024',
    },
  ],
  [
    'price.aws.ddb.writes',
    'DynamoDB on demand, writes',
    'USD per 1M writes',
    0.625,
    {
      source: 'airbyte.com/data-engineering-resources/dynamodb-pricing',
      asOf: '2025',
      note: 'a write unit: 1 kB; others still print the 1.25 of before November 2024',
    },
  ],
];

const PLANNED: readonly EntryRow[] = [
  ['price.aws.egress.10tb', 'AWS to the internet, first 10 TB a month', 'USD/GB', 0.09],
  ['price.aws.egress.50tb', 'AWS to the internet, next 40 TB a month', 'USD/GB', 0.085],
  ['price.aws.egress.150tb', 'AWS to the internet, next 100 TB a month', 'USD/GB', 0.07],
  ['price.aws.egress.150plus', 'AWS to the internet, beyond 150 TB a month', 'USD/GB', 0.05],
  ['price.aws.xaz', 'AWS between zones, each way', 'USD/GB', 0.01, { note: 'the file charges both ways at once, 0.02' }],
  ['price.aws.xregion', 'AWS between regions', 'USD/GB', 0.02],
  ['price.aws.svc.gp2', 'EBS gp2', 'USD/GiB/year', 1.2],
  ['price.aws.svc.gp3', 'EBS gp3', 'USD/GiB/year', 0.96],
  ['price.aws.svc.gp3.iops', 'EBS gp3, an operation a second beyond 3,000', 'USD/year', 0.06],
  ['price.aws.svc.io2', 'EBS io2', 'USD/GiB/year', 1.5],
  ['price.aws.svc.io2.iops', 'EBS io2, an operation a second, the first 32,000', 'USD/year', 0.78],
  ['price.aws.svc.aurora', 'Aurora, storage', 'USD/GiB/year', 1.2],
  ['price.aws.svc.s3', 'S3 standard, storage', 'USD/GiB/year', 0.252],
  ['price.aws.svc.s3put', 'S3, writes', 'USD per 1M writes', 5],
  ['price.aws.svc.s3get', 'S3, reads', 'USD per 1M reads', 0.4],
  ['price.aws.svc.ddb.gb', 'DynamoDB, storage', 'USD/GiB/year', 3],
  ['price.aws.svc.ddb.backup', 'DynamoDB, continuous backup', 'USD/GiB/year', 2.4],
  [
    'price.aws.svc.ddb.rcu',
    'DynamoDB provisioned, a read unit',
    'USD/h',
    0.00013,
    { note: 'one read of 4 kB a second, two if stale ones do' },
  ],
  ['price.aws.svc.ddb.wcu', 'DynamoDB provisioned, a write unit', 'USD/h', 0.00065, { note: 'one write of 1 kB a second' }],
];

const PAID: readonly EntryRow[] = [
  [
    'price.paid.s3.2022',
    '37signals, S3, 8 PB',
    'USD/GB/month',
    0.0104,
    { source: 'world.hey.com/dhh: just under 1M USD a year', asOf: '2022' },
  ],
  ['price.paid.s3.2024', '37signals, S3, 10 PB', 'USD/GB/month', 0.0108, { source: 'world.hey.com/dhh: 1.3M USD a year', asOf: '2024' }],
  [
    'price.paid.egress.signal',
    'Signal, traffic of calls, 20 PB a year',
    'USD/GB',
    0.085,
    { source: 'signal.org/blog/signal-is-expensive: 1.7M USD', asOf: '2023-11' },
  ],
];

const CURRENT: Omit<Common, 'source' | 'asOf' | 'note'> = { group: 'price', shelfLifeMonths: 12, checked: true };

export const PRICES: readonly Entry[] = [
  ...table(
    {
      ...CURRENT,
      source: 'github.com/sirupsen/napkin-math, README.md at aae5832, cost numbers',
      asOf: '2026-03',
      note: 'rounded to be remembered, about the same in every cloud; an order of magnitude',
    },
    ROUND,
  ),
  ...table({ ...CURRENT, source: '', asOf: '', note: 'us-east-1', checked: false }, ON_DEMAND),
  ...table(
    { ...CURRENT, source: 'egresscost.com/aws', asOf: '2026', note: 'us-east-1, beyond the free tier', checked: false },
    SERVICES_SECOND_HAND,
  ),
  ...table(
    {
      ...CURRENT,
      source:
        'github.com/Netflix-Skunkworks/service-capacity-modeling at dc69307, hardware/profiles/pricing/aws/3yr-reserved_zz-overrides.json',
      asOf: '2026-04',
      note: 'us-east-1',
    },
    PLANNED,
  ),
  ...table(
    { ...CURRENT, source: '', asOf: '', note: 'what one customer says to have paid, discounts included', shelfLifeMonths: 24 },
    PAID,
  ),
];
