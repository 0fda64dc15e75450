import { type Entry, type EntryRow, type EntryValues, table } from '../entry.js';

/** Latency and throughput of hardware and networks: the list everyone knows, and a list that was measured again. */

const within3 = (mid: number): EntryValues => [mid / 3, mid, mid * 3];

const LIST_OF_2012: readonly EntryRow[] = [
  ['dean.l1', 'L1 cache reference', 'ns', 0.5],
  ['dean.branch', 'Branch mispredict', 'ns', 5],
  ['dean.l2', 'L2 cache reference', 'ns', 7],
  ['dean.mutex', 'Mutex lock and unlock', 'ns', 25],
  ['dean.dram', 'Main memory reference', 'ns', 100],
  ['dean.zippy', 'Compress 1 kB with Zippy', 'us', 3, { note: 'some copies print 10 us' }],
  ['dean.net1k', 'Send 1 kB over 1 Gbit/s', 'us', 10],
  ['dean.ssd4k', 'Read 4 kB at random from SSD', 'us', 150],
  ['dean.mem1m', 'Read 1 MB in sequence from memory', 'us', 250],
  ['dean.rttdc', 'Round trip in one data center', 'us', 500],
  ['dean.ssd1m', 'Read 1 MB in sequence from SSD', 'ms', 1],
  ['dean.seek', 'Seek on a hard disk', 'ms', 10],
  ['dean.hdd1m', 'Read 1 MB in sequence from a hard disk', 'ms', 20, { note: 'some copies print 30 ms' }],
  ['dean.caams', 'Packet from California to the Netherlands and back', 'ms', 150],
];

const LATENCIES: readonly EntryRow[] = [
  ['napkin.memseq.lat', 'Read or write 64 B of memory in sequence', 'ns', within3(0.5)],
  ['napkin.hash.lat', 'Hash 64 B, not safe against attackers', 'ns', within3(10)],
  ['napkin.memrand.lat', 'Read or write 64 B of memory at random', 'ns', within3(20)],
  ['napkin.chash.lat', 'Hash 64 B, safe against attackers', 'ns', within3(100)],
  ['napkin.syscall.lat', 'System call', 'ns', within3(300)],
  ['napkin.ssdseqr.lat', 'Read 8 KiB in sequence from SSD', 'us', within3(1)],
  ['napkin.ssdseqw.lat', 'Write 8 KiB in sequence to SSD, without fsync', 'us', within3(2)],
  ['napkin.ctx.lat', 'Context switch', 'us', within3(10)],
  ['napkin.tcpecho.lat', 'Echo 32 KiB over TCP', 'us', within3(50)],
  ['napkin.proxy.lat', 'Pass a proxy (Envoy, ProxySQL, Nginx, HAProxy)', 'us', within3(50)],
  ['napkin.ssdrand.lat', 'Read 8 KiB at random from SSD', 'us', within3(100)],
  ['napkin.region.lat', 'Round trip within a region', 'us', within3(250)],
  ['napkin.premium.lat', 'Round trip within a zone, premium network', 'us', within3(250)],
  ['napkin.ssdfsync.lat', 'Write 8 KiB in sequence to SSD, with fsync', 'us', within3(300)],
  ['napkin.dbquery.lat', 'Query MySQL, Memcached or Redis over the network', 'us', within3(500)],
  ['napkin.hddseq.lat', 'Read 8 KiB in sequence from a hard disk', 'ms', within3(10)],
  ['napkin.hddrand.lat', 'Read 8 KiB at random from a hard disk', 'ms', within3(10)],
  [
    'napkin.blob304.lat',
    'Ask an object store for an unchanged object (304)',
    'ms',
    within3(30),
    { note: 'a rough heuristic by its own word' },
  ],
  [
    'napkin.blobget.lat',
    'Get 128 KiB from an object store, one connection',
    'ms',
    within3(80),
    { note: 'a rough heuristic by its own word' },
  ],
  ['napkin.bloblist.lat', 'List objects of an object store', 'ms', within3(100)],
  [
    'napkin.blobput.lat',
    'Put 128 KiB into an object store, one connection',
    'ms',
    within3(200),
    { note: 'a rough heuristic by its own word' },
  ],
];

const THROUGHPUTS: readonly EntryRow[] = [
  ['napkin.memseq.bps', 'Read or write memory in sequence, one thread', 'GiB/s', within3(20)],
  ['napkin.memseq_t.bps', 'Read or write memory in sequence, all threads', 'GiB/s', within3(200)],
  ['napkin.vpc.bps', 'Network within a zone, inside a private network', 'GiB/s', within3(10)],
  ['napkin.outvpc.bps', 'Network within a zone, outside a private network', 'GiB/s', within3(3)],
  ['napkin.premium.bps', 'Network within a zone, premium', 'GiB/s', within3(25)],
  ['napkin.region.bps', 'Network within a region', 'GiB/s', within3(2)],
  ['napkin.hash.bps', 'Hash, not safe against attackers', 'GiB/s', within3(5)],
  ['napkin.chash.bps', 'Hash, safe against attackers', 'GiB/s', within3(1)],
  ['napkin.memrand.bps', 'Read or write memory at random, 64 B each', 'GiB/s', within3(3)],
  ['napkin.fastser.bps', 'Serialize to a simple wire format', 'GiB/s', within3(1)],
  ['napkin.fastdeser.bps', 'Deserialize a simple wire format', 'GiB/s', within3(1)],
  ['napkin.ser.bps', 'Serialize to JSON and its like', 'MiB/s', within3(100)],
  ['napkin.deser.bps', 'Deserialize JSON and its like', 'MiB/s', within3(100)],
  ['napkin.ssdseqr.bps', 'Read SSD in sequence, 8 KiB each', 'GiB/s', within3(8)],
  ['napkin.ssdseqw.bps', 'Write SSD in sequence without fsync, 8 KiB each', 'GiB/s', within3(3)],
  ['napkin.ssdfsync.bps', 'Write SSD in sequence with fsync, 8 KiB each', 'MiB/s', within3(30)],
  ['napkin.ssdrand.bps', 'Read SSD at random, 8 KiB each', 'MiB/s', within3(70)],
  ['napkin.tcpecho.bps', 'Echo over TCP, 32 KiB each', 'MiB/s', within3(500)],
  ['napkin.decomp.bps', 'Decompress', 'GiB/s', within3(1)],
  ['napkin.comp.bps', 'Compress', 'MiB/s', within3(500)],
  ['napkin.sort.bps', 'Sort 64-bit integers', 'MiB/s', within3(500)],
  ['napkin.hddseq.bps', 'Read a hard disk in sequence', 'MiB/s', within3(250)],
  ['napkin.hddrand.bps', 'Read a hard disk at random, 8 KiB each', 'MiB/s', within3(0.7)],
  [
    'napkin.blobget.bps',
    'Get from an object store, one connection',
    'MiB/s',
    within3(100),
    { note: 'measured in March 2026: S3 95, Google 190 to 200 MiB/s' },
  ],
  ['napkin.blobput.bps', 'Put into an object store, one connection', 'MiB/s', within3(100)],
];

const ROUTES: readonly (readonly [id: string, route: string, milliseconds: number])[] = [
  ['NA_central-east', 'North America, central to east', 25],
  ['NA_central-west', 'North America, central to west', 40],
  ['NA_east-west', 'North America, east to west', 60],
  ['EU_west-NA_east', 'western Europe to eastern North America', 80],
  ['EU_west-NA_central', 'western Europe to central North America', 100],
  ['EU_west-Singapore', 'western Europe to Singapore', 160],
  ['NA_west-Singapore', 'western North America to Singapore', 180],
];

const NAPKIN = 'github.com/sirupsen/napkin-math, README.md at aae5832';
const MEASURED = { source: NAPKIN, asOf: '2026-03', checked: true, hardware: 'Google Cloud c4-standard-48-lssd, Xeon 6985P-C' };
const THRICE = 'rounded to be remembered; the author holds 2 to 3 times off for highly unlikely: bounds are a third and three times';
const BY_ROUTE = { ...MEASURED, hardware: 'public cloud regions', note: 'rounded to be remembered; differs by pair of regions' };

export const HARDWARE: readonly Entry[] = [
  ...table(
    {
      group: 'latency-2012',
      source: "J. Dean's numbers every programmer should know, as in github.com/donnemartin/system-design-primer README.md at ae9bbd7",
      asOf: '2012',
      shelfLifeMonths: 60,
      note: 'orders of magnitude, on hardware of 2012',
      checked: false,
    },
    LIST_OF_2012,
  ),
  ...table({ ...MEASURED, group: 'latency-2026', shelfLifeMonths: 60, note: THRICE }, LATENCIES),
  ...table({ ...MEASURED, group: 'throughput-2026', shelfLifeMonths: 60, note: THRICE }, THROUGHPUTS),
  // Distances do not age; what is charged and laid between them does.
  ...table(
    { ...BY_ROUTE, group: 'latency-2026', shelfLifeMonths: 120 },
    ROUTES.map(([id, route, ms]): EntryRow => [`napkin.wan.${id}.lat`, `Round trip, ${route}`, 'ms', ms]),
  ),
  ...table(
    { ...BY_ROUTE, group: 'throughput-2026', shelfLifeMonths: 60 },
    ROUTES.map(([id, route]): EntryRow => [`napkin.wan.${id}.bps`, `Network, ${route}, one connection`, 'MiB/s', 25]),
  ),
];
