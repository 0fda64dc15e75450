import { GUARANTEES, ISOLATIONS } from '../math/consistency/guarantees.js';

/**
 * Every fact that can be asked for, area by area, in the order of listings. Types, the listing of `sysdesign facts`, "did you mean", what a lens
 * shows and the reasons for what is not computed yet come from this one table. A published pattern never changes its meaning.
 *
 * In a pattern `*` stands for one name; `.k` at the end for a load case: `mean`, `peak`, `spike.<name>`.
 */

/** What a number is. A share is of a whole (it may exceed it: 300% of a budget); a ratio compares two amounts; a count is of whole things. */
export type Measure =
  | 'rate'
  | 'bytes'
  | 'throughput'
  | 'time'
  | 'frequency'
  | 'money'
  | 'count'
  | 'share'
  | 'ratio'
  | 'class'
  /** As the spec states it. */
  | 'stated';

export type LensName = 'estimate' | 'availability' | 'latency' | 'consistency';

/** Load cases that a pattern with `.k` stands for; those of the two peak hours only where a component or a total is meant. */
export type CaseName = 'mean' | 'peak' | 'spike.*' | 'onPeak' | 'offPeak';

export interface Row {
  readonly measure: Measure;
  /** Base unit; null for a class such as "CP". */
  readonly unit: string | null;
  readonly meaning: string;
  /** The lenses that show it and judge checks on it. */
  readonly lenses: readonly LensName[];
  /** Whether it leads: people's tables show it; of a pattern with `.k`, in which cases. */
  readonly leads: boolean | readonly CaseName[];
  /** Close to one in any design that is any good: what is missing of it is what counts. */
  readonly nearOne?: true;
  /** No year changes it. */
  readonly timeless?: true;
  /** The words that a class may be; left out where any may be. */
  readonly words?: readonly string[];
  /** Its words are guarantees: a target is met by every one that implies it. */
  readonly ordered?: 'guarantees';
}

/** Resources that demand, capacity and utilization are computed for. */
export const RESOURCES = ['rate', 'servers', 'cpu', 'memory', 'disk', 'iops', 'network', 'connections'] as const;
export type Resource = (typeof RESOURCES)[number];

/** Resources that flows ask for; of the others data takes its share. */
export const LOAD_RESOURCES = ['rate', 'servers', 'cpu', 'iops', 'network', 'connections'] as const;
export type LoadResource = (typeof LOAD_RESOURCES)[number];

type More = Partial<Pick<Row, 'leads' | 'nearOne' | 'timeless' | 'words' | 'ordered'>>;

const UNITS: Readonly<Record<Exclude<Measure, 'class' | 'stated' | 'money' | 'time'>, string>> = {
  rate: 'req/s',
  bytes: 'B',
  throughput: 'B/s',
  frequency: 'per year',
  count: 'count',
  share: 'share',
  ratio: 'ratio',
};

/** What makes the rows of some lenses. */
function rowsOf(...lenses: readonly LensName[]) {
  const row =
    (measure: Measure, unit: string | null) =>
    (meaning: string, more: More = {}): Row => ({ measure, unit, meaning, lenses, leads: false, ...more });
  const plain = (measure: keyof typeof UNITS) => row(measure, UNITS[measure]);
  return {
    rate: plain('rate'),
    bytes: plain('bytes'),
    throughput: plain('throughput'),
    frequency: plain('frequency'),
    count: plain('count'),
    share: plain('share'),
    ratio: plain('ratio'),
    seconds: row('time', 's'),
    months: row('time', 'months'),
    cost: row('money', 'USD/month'),
    price: row('money', 'USD'),
    class: row('class', null),
  };
}

const estimate = rowsOf('estimate');
const availability = rowsOf('availability');
const both = rowsOf('estimate', 'availability');
const latency = rowsOf('latency');
const consistency = rowsOf('consistency');

const LEADS = { leads: true } as const;
const TIMELESS = { timeless: true } as const;
const GUARANTEED = { timeless: true, words: GUARANTEES, ordered: 'guarantees' } as const satisfies More;
const ISOLATED = { timeless: true, words: [...ISOLATIONS, 'none'], ordered: 'guarantees' } as const satisfies More;
const NEAR_ONE = { nearOne: true } as const;
const LEADS_AT_PEAK = { leads: ['peak'] } as const satisfies More;
const LEADS_ABOVE_MEAN = { leads: ['peak', 'spike.*'] } as const satisfies More;
const LEADS_BY_DAY = { leads: ['mean', 'peak', 'spike.*'] } as const satisfies More;

const PERCENTILES = { p50: '50%', p95: '95%', p99: '99%', p999: '99.9%' } as const;
type PercentileName = keyof typeof PERCENTILES;

/** The four percentiles of a time. @param meaning with `{}` in the place of the share */
const percentiles = <const Stem extends string, const End extends string = ''>(
  stem: Stem,
  meaning: string,
  more: More = {},
  end = '' as End,
) =>
  Object.fromEntries(
    Object.entries(PERCENTILES).map(([name, share]) => [`${stem}.${name}${end}`, latency.seconds(meaning.replace('{}', share), more)]),
  ) as Readonly<Record<`${Stem}.${PercentileName}${End}`, Row>>;

const NAMED = {
  'assumptions.*': { measure: 'stated', unit: 'as stated', meaning: 'a named quantity of the spec', lenses: [], leads: false, ...TIMELESS },
  'derived.*': { measure: 'stated', unit: 'as derived', meaning: 'a named expression of the spec', lenses: ['estimate'], leads: true },
} as const satisfies Record<string, Row>;

const FLOWS = {
  'flows.*.rate.k': estimate.rate('requests that the actors of the flow start', LEADS_BY_DAY),
  'flows.*.rate.active': estimate.rate('mean rate in the hours in which the flow is open'),
  'flows.*.rate.filed.peak': estimate.rate('mean rate under which its peak is stated, before what is changed since', TIMELESS),
  'flows.*.rate.filed.spike.*': estimate.rate('mean rate under which a spike is stated, before what is changed since', TIMELESS),
  'flows.*.peak.filed': estimate.rate('peak as stated, before what it is derived from changed', TIMELESS),
  'flows.*.spikes.*.filed': estimate.rate('spike as stated, before what it is derived from changed', TIMELESS),
  'flows.*.peak': estimate.ratio('peak rate over the 24 h mean'),
  'flows.*.growth': estimate.ratio('growth a year (0.4 = 40%)', TIMELESS),
  'flows.*.request': estimate.bytes('bytes that one request brings'),
  'flows.*.response': estimate.bytes('bytes that one response takes back'),
  'flows.*.ingress.k': estimate.throughput('what the actors send', LEADS_ABOVE_MEAN),
  'flows.*.egress.k': estimate.throughput('what the actors get', LEADS_ABOVE_MEAN),
  'flows.*.concurrency.k': estimate.count('actors at once', LEADS_ABOVE_MEAN),
  'flows.*.calls.*.rate.k': estimate.rate('requests at one call of the path', LEADS_AT_PEAK),
  'flows.*.calls.*.concurrency.k': estimate.count('calls in progress at one call of the path, with the calls they wait for'),
  'flows.*.calls.*.amplification': estimate.ratio(
    'times the usual calls at most, when all fail and every caller that waits for one repeats it',
    TIMELESS,
  ),
  'flows.*.calls.*.hit': estimate.share('share of these calls that the callee answers itself'),
  'flows.*.calls.*.missed': availability.share('share of these calls that the callee passes on'),
  'flows.*.calls.*.share': availability.share('share of the calls of the caller that make this one'),
  'flows.*.calls.*.uncovered': availability.share('share of these calls, when they fail, that no fallback answers'),
  'flows.*.calls.*.outlasting': availability.share('share of an outage behind this call that its buffer does not bridge'),
  'flows.*.calls.*.wait': availability.seconds(
    'longest time that the caller waits: all attempts until their timeout, and what passes between',
  ),
  'flows.*.availability': availability.share('share of requests served', NEAR_ONE),
  'flows.*.unavailability': availability.share('share of requests not served'),
  'flows.*.failing': availability.share('share of time in which some requests are not served'),
  'flows.*.outages': availability.frequency('times a year that some requests begin to fail, of those to the same shard'),
  'flows.*.outage': availability.seconds('mean time until none fail again'),
  'flows.*.carried': availability.share('share of its peak load that what is up can carry'),
  'flows.*.downtime': availability.seconds('unavailability as time a year, as if no request were served meanwhile'),
  'flows.*.headroom': latency.ratio('times its peak of today that every component on the path can carry, all flows rising with it'),
  'flows.*.headroom.zone': latency.ratio('the same with one zone lost'),
  'flows.*.headroom.target': latency.ratio('times its peak of today at which its latency just meets its targets, all flows rising with it'),
  'flows.*.sustained': latency.rate('rate that every component on the path can carry, and at which its latency meets its targets'),
  'flows.*.consistency': consistency.class('what the actors of the flow may rely on in all that it reads', { ...LEADS, ...GUARANTEED }),
  'flows.*.isolation': consistency.class(
    'what its transactions are kept apart by: the weakest of them; none where no transaction holds several items together',
    { ...LEADS, ...ISOLATED },
  ),
  'flows.*.calls.*.isolation': consistency.class('what the transaction of this call is kept apart from others by', ISOLATED),
  'flows.*.calls.*.behind': consistency.ratio(
    '1 where the copies that answer this call may lack the latest write, 0 where they have it',
    TIMELESS,
  ),
  'flows.*.calls.*.answered.p50': consistency.seconds(
    'time within which as many copies have answered as this call waits for, in half of the calls',
    TIMELESS,
  ),
  'flows.*.calls.*.answered.p99': consistency.seconds('the same in 99% of the calls', TIMELESS),
  'flows.*.calls.*.consistency': consistency.class('what the actors may rely on in what this call reads', GUARANTEED),
  'flows.*.failed.k': latency.share('share of requests that are not answered: given up, with all retries and fallbacks'),
  'flows.*.calls.*.attempts.k': latency.ratio('calls sent for each one that is meant, with retries and hedges'),
  ...percentiles('flows.*.latency', 'time within which {} of the requests that are answered are, at peak', LEADS),
  ...percentiles('flows.*.latency', 'the lower end of the bracket that surely holds it: of {}', {}, '.low'),
  ...percentiles('flows.*.latency', 'the upper end of the bracket that surely holds it: of {}', {}, '.high'),
  ...percentiles('flows.*.latency.steady', 'the same while no slow-down that components share is there: of {}'),
  ...percentiles(
    'flows.*.latency.floor',
    'time that distances alone take, at the speed of light in fiber where places are stated: of {}',
    TIMELESS,
  ),
  ...percentiles('flows.*.latency.at.mean', 'the same at the mean load: of {}'),
  ...percentiles('flows.*.latency.at.idle', 'the same where nobody waits for anybody: of {}', TIMELESS),
  ...percentiles('flows.*.latency.at.spike.*', 'the same in a spike: of {}'),
  ...percentiles('flows.*.completion', 'time within which all the work of {} of the requests is done, through queues and consumers too'),
} as const satisfies Record<string, Row>;

const TRAFFIC = {
  'components.*.rate.k': estimate.rate('calls that arrive, without retries', LEADS_ABOVE_MEAN),
  'components.*.rate.withRetries.k': latency.rate('calls that arrive, with retries'),
  'components.*.read.k': estimate.rate('calls that read', LEADS_AT_PEAK),
  'components.*.write.k': estimate.rate('calls that write', LEADS_AT_PEAK),
  'components.*.ingress.k': estimate.throughput('bytes that arrive with calls', LEADS_AT_PEAK),
  'components.*.egress.k': estimate.throughput('bytes that go out with answers and to consumers', LEADS_AT_PEAK),
  'components.*.replication.k': estimate.throughput('written bytes sent on to the other copies'),
  'components.*.concurrency.k': estimate.count('calls in progress, with the calls they wait for', LEADS_AT_PEAK),
  'components.*.busy.k': estimate.count('servers (threads, cores, connections) kept busy by own work', LEADS_AT_PEAK),
  'components.*.perInstance.k': estimate.rate('calls that arrive at one instance'),
  'components.*.consumers.*.share.k': estimate.share('share of the arriving messages that a consumer with a stated rate takes at once'),
  'components.*.consumers.*.backlog': estimate.rate('messages a second that wait, on average, for a consumer that takes fewer than arrive'),
  'components.*.consumers.*.depth.spike.*': latency.count('messages that wait for a consumer with a stated rate when a spike ends'),
  'components.*.consumers.*.drain.spike.*': latency.seconds('time after a spike until none wait, at the mean load'),
  'components.*.consumers.*.late.spike.*': latency.count('messages of a spike and after it that wait longer than their deadline'),
  'components.*.consumers.*.lost.spike.*': latency.count('messages of a spike and after it that wait longer than they are kept'),
  'components.*.consumers.*.delay.spike.*': estimate.seconds(
    'time that the last message of a spike waits for a consumer with a stated rate',
  ),
  ...percentiles('components.*.latency', 'time within which {} of the calls that it answers are, with what it calls, at peak'),
  ...percentiles('components.*.latency.at.mean', 'the same at the mean load: of {}'),
  ...percentiles('components.*.latency.at.idle', 'the same where nobody waits for anybody: of {}'),
  ...percentiles('components.*.latency.at.spike.*', 'the same in a spike: of {}'),
  'components.*.readBy.*': estimate.rate('reads on average that come from one flow'),
  'components.*.throttle': estimate.rate('calls that it lets through at most: those beyond are turned away', TIMELESS),
  'components.*.queue.servers': latency.count('calls that the servers of one queue work on at once'),
  'components.*.queue.load.k': latency.share('share of these servers that calls keep busy'),
  'components.*.queue.service.k': latency.seconds('mean time that a call keeps one of these servers busy'),
  'components.*.queue.variation': latency.ratio(
    'squared coefficient of variation of its own time: 0 if it never varies, 1 if exponential',
    TIMELESS,
  ),
  'components.*.waits.k': latency.share('share of the calls that wait for a server'),
  'components.*.waiting.k': latency.seconds('mean time that calls wait for a server', LEADS_AT_PEAK),
  'components.*.rejected.k': latency.share('share of the calls that are turned away, since as many wait as may'),
  'components.*.inSystem.k': latency.count('calls that wait or are served, on average'),
  'components.*.ownTime.mean': latency.seconds('mean of its own time, however it is stated', TIMELESS),
  'components.*.time': estimate.seconds('mean own time of a call, without the calls it makes', TIMELESS),
  'components.*.copies': estimate.ratio('copies kept of each byte', TIMELESS),
} as const satisfies Record<string, Row>;

const MEASURE_OF: Readonly<Record<Resource, 'bytes' | 'throughput' | 'rate' | 'count'>> = {
  rate: 'rate',
  servers: 'count',
  cpu: 'count',
  memory: 'bytes',
  disk: 'bytes',
  iops: 'rate',
  network: 'throughput',
  connections: 'count',
};

type OfResource = `components.*.${'demand' | 'saturates' | 'capacity' | 'utilization' | 'instances'}.${Resource}`;
type OfLoad = `components.*.demand.${LoadResource}.k`;

/** Demand, capacity and use of each resource, resource by resource. */
function resourceRows(): Readonly<Record<OfResource | OfLoad, Row>> {
  const rows: Partial<Record<OfResource | OfLoad, Row>> = {};
  for (const resource of RESOURCES) {
    const load = LOAD_RESOURCES.find((name) => name === resource);
    const amount = estimate[MEASURE_OF[resource]];
    rows[`components.*.demand.${resource}`] = amount(`${resource} that what it is sized for asks for`);
    if (load) rows[`components.*.demand.${load}.k`] = amount(`${resource} that the load asks for`);
    rows[`components.*.saturates.${resource}`] = estimate.months(`time until ${resource} runs out as load and data grow`);
    rows[`components.*.capacity.${resource}`] = amount(`${resource} that ${load ? 'what serves of ' : ''}the fleet has`);
    rows[`components.*.utilization.${resource}`] = estimate.share(`${resource} in use at the load that it is sized for`, LEADS);
    rows[`components.*.instances.${resource}`] = estimate.count(`instances that ${resource} alone would need`);
  }
  return rows as Record<OfResource | OfLoad, Row>;
}

const CAPACITY = {
  ...resourceRows(),
  'components.*.hottest': estimate.share('share of the load on the hottest key'),
  'components.*.utilization.mean': estimate.share('use of the busiest resource on average'),
  'components.*.utilization.peak': estimate.share('use of the busiest resource at peak', LEADS),
  'components.*.instances.forLoad': estimate.count('instances that carry everything at its target, before anything is lost'),
  'components.*.instances.forLoad.afterLoss': estimate.count('instances that carry the load at what is allowed after a loss'),
  'components.*.instances.carrying': estimate.count(
    'instances that carry what it is sized for at all that each of them has; unbounded where no number does',
  ),
  'components.*.instances': estimate.count('instances needed', LEADS),
  'components.*.prewarmed': estimate.count(
    'instances to keep running because a spike is faster than new ones start: it then uses what is allowed after a loss',
  ),
  'components.*.fleet': both.count('instances stated, else needed, as far as `autoscale.max` and `quota.instances` let them', LEADS),
  'components.*.serving': estimate.count('instances that serve: the fleet, less what a scenario says is down', LEADS),
  'components.*.binding': estimate.class('what decides the number of instances: a resource, or redundancy', {
    ...LEADS,
    words: [...RESOURCES, 'redundancy'],
  }),
  'components.*.headroom': estimate.ratio('times the load of today at peak that the fleet can carry', LEADS),
  'components.*.headroom.sized': estimate.ratio('times the load that it is sized for that the fleet can carry'),
  'components.*.headroom.instance': estimate.ratio('times the load of today at peak that it can carry with one instance lost'),
  'components.*.headroom.zone': estimate.ratio('the same with one zone lost'),
  'components.*.headroom.region': estimate.ratio('the same with one region lost'),
  'components.*.headroom.spike.*': estimate.ratio('times the load of a spike, the other flows at peak, that the fleet can carry'),
  'components.*.headroom.hottest': estimate.ratio('times the load on the hottest key at peak that the instances which have it can carry'),
  'components.*.headroom.deploy': estimate.ratio('the same while a new version is rolled out'),
  'components.*.headroom.sized.instance': estimate.ratio(
    'times the load that it is sized for, where that is not the peak, with one instance lost',
  ),
  'components.*.headroom.sized.zone': estimate.ratio('the same with one zone lost'),
  'components.*.headroom.sized.region': estimate.ratio('the same with one region lost'),
  'components.*.headroom.sized.deploy': estimate.ratio('the same while a new version is rolled out'),
  'components.*.saturates': estimate.months('time until the growing load meets the capacity'),
  'components.*.growth': estimate.throughput('bytes added to the data in it'),
  'components.*.retained': estimate.bytes('bytes of the messages that a stream keeps for its retention, in all copies'),
} as const satisfies Record<string, Row>;

const FAILURES = {
  'components.*.availability': availability.share('share of time that enough of it is up for its calls', NEAR_ONE),
  'components.*.unavailability': availability.share('share of time that too little of it is up for its calls'),
  'components.*.failing': availability.share('share of time in which some of its calls fail'),
  'components.*.outages': availability.frequency('times a year that it goes down'),
  'components.*.outage': availability.seconds('mean time until it is up again'),
  'components.*.downtime': availability.seconds('time down a year'),
  'components.*.needed': availability.count(
    'instances (of each shard) that must be up: as stated, else those that carry what it is sized for at all that each has',
  ),
  'components.*.carried': availability.share('share of what it is sized for that what is up of it can carry'),
  'components.*.instance.unavailability': availability.share(
    'share of time that one instance, or a service that is stated as one, is down by itself',
  ),
  'components.*.instance.outages': availability.frequency('times a year that one instance fails'),
  'components.*.instance.outage': availability.seconds('mean time until a failed instance is up again'),
  'components.*.shares.*.unavailability': availability.share('share of time down by a cause that all its instances share'),
  'components.*.shares.*.outages': availability.frequency('times a year down by a cause that all its instances share'),
  'components.*.maintenance.unavailability': availability.share('share of time down by planned maintenance'),
  'components.*.maintenance.outages': availability.frequency('times a year down by planned maintenance'),
  'components.*.deploy.unavailability': availability.share('share of time down by deployments that stop everything'),
  'components.*.deploy.outages': availability.frequency('times a year down by deployments that stop everything'),
  'components.*.release.unavailability': availability.share('share of time down by releases that go wrong'),
  'components.*.release.outages': availability.frequency('times a year down by releases that go wrong'),
  'components.*.failover.unavailability': availability.share('share of time in which others take over from what is gone'),
  'components.*.failover.error': availability.share('what failovers from lost places may be off by, relative to them; none where exact'),
  'components.*.failover.outages': availability.frequency('times a year that others take over'),
  'components.*.failover.time': availability.seconds('time from a loss until others have taken over: to see it, and to switch'),
  'components.*.failover.share': availability.share('share of the calls that go to one instance, where all are active'),
  'components.*.failover.rpo': consistency.seconds(
    'time before a failover whose acknowledged writes it loses: the lag of the copies, or none',
    TIMELESS,
  ),
  'components.*.failover.lost': consistency.count('acknowledged writes that a failover loses, at the mean rate'),
  'components.*.failover.lostYearly': consistency.frequency('acknowledged writes lost a year, as leaders fail by themselves'),
  'components.*.quorum.read': availability.count('copies, or fragments, that must answer a read', TIMELESS),
  'components.*.quorum.write': availability.count('copies, or fragments, that must answer a write', TIMELESS),
  'components.*.quorum.overlap': availability.count(
    'copies that any read has in common with any write, at least: R + W - N; none where it is not positive',
    TIMELESS,
  ),
  'components.*.quorum.spare': availability.count('copies, or fragments, that may be missing while reads and writes go on', TIMELESS),
  'components.*.copies.tolerated': availability.count('copies, or fragments, that may be lost before an item is', TIMELESS),
  'components.*.copies.zone': availability.count('copies, or fragments, of an item in the zone that has most of them', TIMELESS),
  'components.*.cost': estimate.cost('cost of the fleet, the bytes kept and the use', LEADS),
  'components.*.cost.egress': estimate.cost('cost of the bytes that go out with answers and to consumers'),
} as const satisfies Record<string, Row>;

const DATA = {
  'data.*.item': estimate.bytes('bytes of one item', { ...LEADS, ...TIMELESS }),
  'data.*.item.stored': estimate.bytes('bytes of one item in one copy, with overhead and compression', TIMELESS),
  'data.*.items': estimate.count('items kept at the horizon', LEADS),
  'data.*.added': estimate.rate('items added'),
  'data.*.read': estimate.rate('items read'),
  'data.*.served': estimate.throughput('bytes of the items read'),
  'data.*.growth': estimate.throughput('bytes of the items added, beside what stated items grow by themselves', LEADS),
  'data.*.growthPerYear': estimate.ratio('growth a year (0.4 = 40%)', TIMELESS),
  'data.*.size.logical': estimate.bytes('bytes of all items at the horizon, one copy, as the application sees them'),
  'data.*.size.stored': estimate.bytes('the same with overhead, compression and copies', LEADS),
  'data.*.size.provisioned': estimate.bytes('the same with the room that the target leaves free'),
  'data.*.lossProbability': availability.share(
    'chance a year that an item is lost from all its stores: disks fail at any time and are restored one after the other (a Markov chain)',
  ),
  'data.*.lossProbability.byWindows': availability.share(
    'the same by disks alone in the window model of published durabilities, for comparison: what is lost is all back at the end of each rebuild window',
  ),
  'data.*.mttdl': availability.seconds('mean time to data loss, at the rate of that chance'),
  'data.*.durability': availability.share('chance a year that an item is kept', NEAR_ONE),
  'data.*.lost': availability.frequency('items lost a year on average, without those that a backup brings back'),
  'data.*.rpo': availability.seconds('age, at most, of the latest backup or copy when the data is lost'),
  'data.*.rto': availability.seconds('time to restore the data from its backup'),
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
} as const satisfies Record<string, Row>;

const PLACES = {
  'topology.*.unavailability': availability.share('share of time that a region is lost as a whole'),
  'topology.*.outages': availability.frequency('times a year that a region is lost'),
  'topology.*.*.unavailability': availability.share('share of time that a zone is lost by itself'),
  'topology.*.*.outages': availability.frequency('times a year that a zone is lost'),
  'causes.*.unavailability': availability.share('share of time that a common cause takes down all who share it'),
  'causes.*.outages': availability.frequency('times a year that a common cause takes down all who share it'),
} as const satisfies Record<string, Row>;

const promisesOf = <R extends 'objectives' | 'agreements'>(root: R) =>
  ({
    [`${root}.*.target`]: availability.share('availability that is promised', NEAR_ONE),
    [`${root}.*.allowed`]: availability.share('error budget: share of the requests, or of the time, that the promise leaves'),
    [`${root}.*.window`]: availability.seconds('time over which it is judged'),
    [`${root}.*.budget`]: availability.seconds('downtime that the promise leaves in its window'),
    [`${root}.*.requests`]: availability.count('requests that may fail in its window'),
    [`${root}.*.spent`]: availability.share('share of that budget that the design is expected to spend'),
    [`${root}.*.missed.window`]: availability.share('chance to spend more than the budget in one window'),
    [`${root}.*.missed.month`]: availability.share('chance to fall below what is promised in a month'),
    [`${root}.*.missed.quarter`]: availability.share('chance to fall below what is promised in a quarter'),
  }) as Readonly<
    Record<
      `${R}.*.${'target' | 'allowed' | 'window' | 'budget' | 'requests' | 'spent' | 'missed.window' | 'missed.month' | 'missed.quarter'}`,
      Row
    >
  >;

const CACHES = {
  'cache.*.memory': estimate.bytes('memory that what the cache holds takes'),
  'cache.*.hit': estimate.share('share of calls answered from the cache'),
  'cache.*.misses.peak': estimate.rate('calls at peak that go past it'),
  'cache.*.misses.cold': estimate.rate('calls at peak that go past it while it is empty'),
} as const satisfies Record<string, Row>;

const TOTALS = {
  'totals.rate.k': estimate.rate('requests of all flows', LEADS_BY_DAY),
  'totals.ingress.k': estimate.throughput('what all actors send', LEADS_BY_DAY),
  'totals.egress.k': estimate.throughput('what all actors get', LEADS_BY_DAY),
  'totals.storage': estimate.bytes('bytes stored of all data', LEADS),
  'totals.instances': estimate.count('instances of all components', LEADS),
  'totals.cost': estimate.cost('cost of all components', LEADS),
  'totals.cost.low': estimate.cost('the same with the prices of the catalog at their lower end', LEADS),
  'totals.cost.high': estimate.cost('the same with the prices of the catalog at their upper end', LEADS),
  'totals.cost.dominant': estimate.class('the component that costs most', LEADS),
  'totals.cost.perThousand': estimate.price('cost of 1,000 requests', LEADS),
  'totals.cost.perUser': estimate.cost('cost of one user', LEADS),
} as const satisfies Record<string, Row>;

export const ROWS = {
  ...NAMED,
  ...FLOWS,
  ...TRAFFIC,
  ...CAPACITY,
  ...FAILURES,
  ...DATA,
  ...PLACES,
  ...promisesOf('objectives'),
  ...promisesOf('agreements'),
  ...CACHES,
  ...TOTALS,
};
