import type { EntryGroup } from './entry.js';

interface GroupText {
  /** As a heading. */
  readonly title: string;
  /** What to type for it. */
  readonly ask: string;
  /** In what words people look for it. */
  readonly words: string;
}

/** What people call the groups of the catalog, in the order in which they are shown. */
export const GROUPS: Readonly<Record<EntryGroup, GroupText>> = {
  'latency-2012': {
    title: 'Latency numbers every programmer should know (J. Dean, 2012)',
    ask: 'latency numbers',
    words: 'latency numbers jeff dean 2012 hardware',
  },
  'latency-2026': { title: 'Latency today', ask: 'latency today', words: 'latency numbers today napkin math 2026 hardware network' },
  'throughput-2026': {
    title: 'Throughput of hardware and networks today',
    ask: 'throughput today',
    words: 'throughput bandwidth numbers today napkin math 2026 hardware',
  },
  'component-latency': { title: 'Latency of products', ask: 'product latency', words: 'latency product component' },
  'component-throughput': { title: 'Throughput of products', ask: 'product throughput', words: 'throughput capacity product component' },
  machine: { title: 'Machines', ask: 'machine', words: 'machine instance server cpu memory hardware ec2' },
  price: { title: 'Prices', ask: 'price', words: 'price cost' },
  limit: { title: 'Limits and quotas of products', ask: 'limit', words: 'limit quota' },
  'published-system': { title: 'Published figures of real systems', ask: 'published system', words: 'published real system company scale' },
  'peak-factor': { title: 'Peak over mean', ask: 'peak factor', words: 'peak factor mean' },
  'data-shape': { title: 'Sizes of data', ask: 'data shape', words: 'data size shape compression' },
  'failure-rate': { title: 'How often things fail', ask: 'failure rate', words: 'failure rate mtbf afr' },
  'failure-cause': { title: 'Causes of outages', ask: 'failure cause', words: 'cause outage failure' },
  recovery: { title: 'Detection, failover and repair', ask: 'recovery', words: 'recovery failover detection repair mttr rto' },
  sla: { title: 'Service level agreements', ask: 'sla', words: 'sla agreement uptime availability' },
  durability: { title: 'Published durabilities', ask: 'durability', words: 'durability data loss' },
  threshold: { title: 'Thresholds and rules of thumb', ask: 'threshold', words: 'threshold rule of thumb' },
  'model-constant': { title: 'Constants of sizing models', ask: 'model constant', words: 'model constant sizing' },
};

/** Other words for an entry, in which people look for it. */
export const ALIASES: Readonly<Record<string, string>> = {
  'dean.branch': 'misprediction',
  'dean.caams': 'send ca netherlands intercontinental transatlantic ping rtt',
  'dean.dram': 'ram dram',
  'dean.hdd1m': 'sequentially disk hdd spinning',
  'dean.mem1m': 'sequentially ram dram',
  'dean.mutex': 'lock',
  'dean.net1k': 'network 1k bytes gbps',
  'dean.rttdc': 'same datacenter rtt ping network within',
  'dean.seek': 'disk hdd spinning',
  'dean.ssd1m': 'sequentially flash nvme',
  'dean.ssd4k': 'randomly flash nvme 4k',
  'dean.zippy': 'snappy bytes compression',
  'napkin.comp.bps': 'compression gzip zstd',
  'napkin.dbquery.lat': 'database cache sql',
  'napkin.hddrand.lat': 'randomly disk hdd spinning seek',
  'napkin.memrand.lat': 'randomly ram dram reference',
  'napkin.premium.lat': 'same zone az rtt ping network',
  'napkin.region.lat': 'same region datacenter data center rtt ping network',
  'napkin.ssdrand.lat': 'randomly flash nvme',
};
