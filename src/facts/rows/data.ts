import {
  availability,
  BY_DAY,
  consistency,
  DURABILITY,
  estimate,
  type FactRow,
  GUARANTEED,
  ISOLATED,
  LEADS,
  NEAR_ONE,
  TIMELESS,
} from './row.js';

export const DATA = {
  'data.*.item': estimate.bytes('bytes of one item', { ...LEADS, ...TIMELESS }),
  'data.*.item.stored': estimate.bytes('bytes of one item in one copy, with overhead and compression', TIMELESS),
  'data.*.items': estimate.count('items kept at the horizon', LEADS),
  'data.*.added': estimate.rate('items added'),
  'data.*.read': estimate.rate('items read'),
  'data.*.served': estimate.throughput('bytes of the items read'),
  'data.*.growth': estimate.throughput('bytes of the items added, beside what stated items grow by themselves', {
    ...LEADS,
    ...BY_DAY,
  }),
  'data.*.growthPerYear': estimate.ratio('growth a year (0.4 = 40%)', { ...LEADS, ...TIMELESS }),
  'data.*.size.logical': estimate.bytes('bytes of all items at the horizon, one copy, as the application sees them'),
  'data.*.size.stored': estimate.bytes('the same with overhead, compression and copies', LEADS),
  'data.*.size.provisioned': estimate.bytes('the same with the room that the target leaves free'),
  'data.*.lossProbability': availability.share(
    'chance a year that an item is lost from all its stores: disks fail at any time and are restored one after the other (a Markov chain)',
    DURABILITY,
  ),
  'data.*.lossProbability.byWindows': availability.share(
    'the same by disks alone in the window model of published durabilities, for comparison: what is lost is all back at the end of each rebuild window',
    DURABILITY,
  ),
  'data.*.mttdl': availability.seconds('mean time to data loss, at the rate of that chance', DURABILITY),
  'data.*.durability': availability.share('chance a year that an item is kept', { ...NEAR_ONE, ...DURABILITY }),
  'data.*.lost': availability.frequency('items lost a year on average, without those that a backup brings back', DURABILITY),
  'data.*.rpo': availability.seconds('age, at most, of the latest backup or copy when the data is lost', DURABILITY),
  'data.*.rto': availability.seconds('time to restore the data from its backup', DURABILITY),
  'data.*.staleness.p99': consistency.seconds(
    'age within which 99% of reads see the latest write: the 99th percentiles of what is on the way, added up',
  ),
  'data.*.consistency': consistency.class('what a reader may rely on: the weakest that any of them gets', { ...LEADS, ...GUARANTEED }),
  'data.*.isolation': consistency.class('what transactions that use it are kept apart by: the weakest of them', { ...LEADS, ...ISOLATED }),
  'data.*.partitions.*.*.reads': consistency.class(
    'what becomes of reads on one side of a split in two: they go on, give old values, or fail',
    { timeless: true, words: ['serve', 'stale', 'fail'] },
  ),
  'data.*.partitions.*.*.writes': consistency.class(
    'what becomes of writes on one side of a split in two: they go on, conflict with those of the other side, or fail',
    {
      timeless: true,
      words: ['serve', 'conflict', 'fail'],
    },
  ),
  'data.*.readBy.*.consistency': consistency.class('what the actors of a flow that reads it may rely on', { ...LEADS, ...GUARANTEED }),
} as const satisfies Record<string, FactRow>;

export const CACHES = {
  'cache.*.memory': estimate.bytes('memory that what the cache holds takes'),
  'cache.*.hit': estimate.share('share of calls answered from the cache'),
  'cache.*.misses.peak': estimate.rate('calls at peak that go past it'),
  'cache.*.misses.cold': estimate.rate('calls at peak that go past it while it is empty'),
} as const satisfies Record<string, FactRow>;
