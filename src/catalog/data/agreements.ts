import { type Common, type Entry, type EntryRow, table } from '../entry.js';

/** What providers agree to, and what they recommend to design for: thresholds for credits and goals. Neither is a failure rate. */

/** What a page of the provider stated, and the date of that page. */
const read = (asOf: string, source: string, note?: string): Partial<Common> => ({
  source,
  asOf,
  checked: true,
  ...(note === undefined ? {} : { note }),
});

/** What a list of others reports of the providers' pages. */
const LISTED: Partial<Common> = { source: 'the provider, by way of github.com/mikaelvesavuori/cloud-sla', asOf: '2023-01' };
const listed = (note: string): Partial<Common> => ({ ...LISTED, note });

const AWS: readonly EntryRow[] = [
  ['sla.aws.s3', 'Amazon S3', '%', 99.9, read('2023-11', 'aws.amazon.com/s3/sla', 'by requests; infrequent access 99%')],
  ['sla.aws.dynamodb', 'Amazon DynamoDB', '%', 99.99, { source: 'aws.amazon.com/dynamodb/sla, by way of dynobase.dev', asOf: '2022-03' }],
  [
    'sla.aws.dynamodb.global',
    'Amazon DynamoDB, global tables',
    '%',
    99.999,
    { source: 'aws.amazon.com/dynamodb/sla, by way of dynobase.dev', asOf: '2022-03' },
  ],
  ['sla.aws.rds.multiaz', 'Amazon RDS, several zones', '%', 99.95, read('2024-01', 'aws.amazon.com/rds/sla')],
  ['sla.aws.rds.single', 'Amazon RDS, one instance', '%', 99.5, read('2024-01', 'aws.amazon.com/rds/sla')],
  ['sla.aws.aurora.multiaz', 'Amazon Aurora, several zones', '%', 99.99, read('2022-05', 'aws.amazon.com/rds/aurora/sla')],
  ['sla.aws.aurora.single', 'Amazon Aurora, one zone', '%', 99.9, read('2022-05', 'aws.amazon.com/rds/aurora/sla')],
  [
    'sla.aws.compute.region',
    'Amazon EC2, EBS, ECS and Fargate, several zones',
    '%',
    99.99,
    read('2022-05', 'aws.amazon.com/compute/sla', 'all that runs in two zones or more, together'),
  ],
  ['sla.aws.compute.instance', 'Amazon EC2, one instance', '%', 99.5, { source: 'aws.amazon.com/compute/sla', asOf: '2022-05' }],
  [
    'sla.aws.elb.multiaz',
    'AWS Elastic Load Balancing, several zones',
    '%',
    99.99,
    read('2022-07', 'aws.amazon.com/elasticloadbalancing/sla'),
  ],
  ['sla.aws.elb.single', 'AWS Elastic Load Balancing, one zone', '%', 99.9, read('2022-07', 'aws.amazon.com/elasticloadbalancing/sla')],
  ['sla.aws.lambda', 'AWS Lambda', '%', 99.95, { source: 'aws.amazon.com/lambda/sla, by way of dev.classmethod.jp', asOf: '2022' }],
  ['sla.aws.apigateway', 'Amazon API Gateway', '%', 99.95, read('2022-05', 'aws.amazon.com/api-gateway/sla')],
  ['sla.aws.cloudfront', 'Amazon CloudFront', '%', 99.9, read('2022-05', 'aws.amazon.com/cloudfront/sla', 'by requests')],
  [
    'sla.aws.route53',
    'Amazon Route 53',
    '%',
    100,
    { source: 'aws.amazon.com/route53/sla, by way of iret.media/1463', asOf: '2022', note: 'any failure to answer earns a credit' },
  ],
  [
    'sla.aws.messaging',
    'Amazon SQS and SNS',
    '%',
    99.9,
    { source: 'aws.amazon.com/messaging/sla, by way of github.com/o7g8/messaging-overview', asOf: '2022' },
  ],
  ['sla.aws.kinesis', 'Amazon Kinesis', '%', 99.9, LISTED],
  ['sla.aws.redshift', 'Amazon Redshift', '%', 99.9, listed('several nodes')],
  ['sla.aws.efs', 'Amazon EFS', '%', 99.99, listed('regional; one zone 99.9%')],
];

const GOOGLE: readonly EntryRow[] = [
  [
    'sla.gcp.compute.zones',
    'Google Compute Engine, several zones',
    '%',
    99.99,
    read('2025', 'cloud.google.com/compute/sla', 'premium network; standard 99.9%'),
  ],
  [
    'sla.gcp.compute.instance',
    'Google Compute Engine, one instance',
    '%',
    99.9,
    read('2025', 'cloud.google.com/compute/sla', 'memory optimized 99.95%; it was 99.5% in 2020'),
  ],
  ['sla.gcp.loadbalancing', 'Google Cloud Load Balancing', '%', 99.99, read('2025', 'cloud.google.com/compute/sla')],
  ['sla.gcp.spanner', 'Google Spanner, one region', '%', 99.99, read('2019-09', 'cloud.google.com/spanner/sla')],
  ['sla.gcp.spanner.multi', 'Google Spanner, several regions', '%', 99.999, read('2019-09', 'cloud.google.com/spanner/sla')],
  ['sla.gcp.bigtable', 'Google Bigtable, one cluster', '%', 99.9, LISTED],
  ['sla.gcp.bigquery', 'Google BigQuery', '%', 99.99, LISTED],
  ['sla.gcp.storage', 'Google Cloud Storage, one region', '%', 99.9, listed('several regions 99.95%')],
  ['sla.gcp.pubsub', 'Google Pub/Sub', '%', 99.95, LISTED],
  ['sla.gcp.functions', 'Google Cloud Functions and Cloud Run', '%', 99.95, LISTED],
];

const AZURE: readonly EntryRow[] = [
  [
    'sla.azure.vm.zones',
    'Azure virtual machines, several zones',
    '%',
    99.99,
    { source: 'azure.microsoft.com, SLA for Virtual Machines, by way of 2azure.nl', asOf: '2019-04' },
  ],
  [
    'sla.azure.vm.set',
    'Azure virtual machines, availability set',
    '%',
    99.95,
    { source: 'azure.microsoft.com, SLA for Virtual Machines, by way of 2azure.nl', asOf: '2019-04' },
  ],
  [
    'sla.azure.vm.single',
    'Azure virtual machine, alone',
    '%',
    99.9,
    { source: 'azure.microsoft.com, SLA for Virtual Machines, by way of 2azure.nl', asOf: '2019-04', note: 'premium disks' },
  ],
  ['sla.azure.storage', 'Azure Storage, hot tier', '%', 99.9, listed('reads with a second region 99.99%')],
  ['sla.azure.sql', 'Azure SQL Database', '%', 99.99, LISTED],
  ['sla.azure.cosmosdb', 'Azure Cosmos DB, one region', '%', 99.99, listed('several regions 99.999%')],
];

const DURABILITY: readonly EntryRow[] = [
  [
    'durability.aws.s3',
    'Amazon S3, durability of an object over a year',
    '%',
    99.999_999_999,
    read('2026', 'docs.aws.amazon.com, S3 user guide, data protection', 'over three zones'),
  ],
  [
    'durability.aws.s3.availability',
    'Amazon S3 Standard, availability over a year',
    '%',
    99.99,
    read('2026', 'docs.aws.amazon.com, S3 user guide, data protection'),
  ],
  [
    'durability.aws.ebs.gp3',
    'EBS gp2, gp3 and io1, durability of a volume over a year',
    '%',
    [99.8, 99.85, 99.9],
    read('2024', 'docs.aws.amazon.com, prescriptive guidance, SQL Server on EC2, EBS storage types', 'the middle is halfway'),
  ],
  [
    'durability.aws.ebs.io2',
    'EBS io2, durability of a volume over a year',
    '%',
    99.999,
    read('2024', 'docs.aws.amazon.com, prescriptive guidance, SQL Server on EC2, EBS storage types'),
  ],
  [
    'durability.backblaze.b2',
    'Backblaze B2, durability of an object over a year',
    '%',
    99.999_999_999,
    read('2018-07', 'backblaze.com/blog/cloud-storage-durability', 'worked out from disks that fail one by one'),
  ],
  [
    'durability.gcp.storage',
    'Google Cloud Storage, durability of an object over a year',
    '%',
    99.999_999_999,
    { source: 'cloud.google.com/storage/docs/availability-durability', asOf: '2026' },
  ],
  [
    'durability.azure.lrs',
    'Azure Storage, locally redundant, durability of an object over a year',
    '%',
    99.999_999_999,
    { source: 'learn.microsoft.com/azure/storage/common/storage-redundancy', asOf: '2026', note: 'at least' },
  ],
];

const SLA: Omit<Common, 'source' | 'asOf'> = {
  group: 'sla',
  shelfLifeMonths: 24,
  note: 'threshold for credits, not a failure rate; by the month',
  checked: false,
};

export const AGREEMENTS: readonly Entry[] = [
  ...table({ ...SLA, source: '', asOf: '' }, [...AWS, ...GOOGLE, ...AZURE]),
  ...table({ ...SLA, group: 'durability', source: '', asOf: '', note: 'designed for, not measured' }, DURABILITY),
];

/** The agreement for what `use:` names, by the product's name; where there are several, the one for a set-up over several zones in one region. */
export const AGREEMENT_OF: ReadonlyMap<string, string> = new Map([
  ['s3', 'sla.aws.s3'],
  ['dynamodb', 'sla.aws.dynamodb'],
  ['rds', 'sla.aws.rds.multiaz'],
  ['aurora', 'sla.aws.aurora.multiaz'],
  ['ebs', 'sla.aws.compute.region'],
  ['alb', 'sla.aws.elb.multiaz'],
  ['nlb', 'sla.aws.elb.multiaz'],
  ['lambda', 'sla.aws.lambda'],
  ['apigateway', 'sla.aws.apigateway'],
  ['cloudfront', 'sla.aws.cloudfront'],
  ['route53', 'sla.aws.route53'],
  ['sqs', 'sla.aws.messaging'],
  ['sns', 'sla.aws.messaging'],
  ['kinesis', 'sla.aws.kinesis'],
  ['redshift', 'sla.aws.redshift'],
  ['efs', 'sla.aws.efs'],
  ['spanner', 'sla.gcp.spanner'],
  ['bigtable', 'sla.gcp.bigtable'],
  ['bigquery', 'sla.gcp.bigquery'],
  ['gcs', 'sla.gcp.storage'],
  ['pubsub', 'sla.gcp.pubsub'],
  ['cloud-functions', 'sla.gcp.functions'],
  ['azure-blob', 'sla.azure.storage'],
]);
