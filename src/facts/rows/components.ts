import {
  availability,
  BY_DAY,
  consistency,
  DURABILITY,
  estimate,
  type FactRow,
  IN_BITS,
  LEADS,
  LEADS_ABOVE_MEAN,
  LEADS_AT_PEAK,
  LEAST,
  LOAD_RESOURCES,
  type LoadResource,
  latency,
  NEAR_ONE,
  percentiles,
  RESOURCES,
  type Resource,
  rowsOf,
  TIMELESS,
} from './row.js';

const both = rowsOf('estimate', 'availability');

export const TRAFFIC = {
  'components.*.rate.k': estimate.rate('calls that arrive, without retries', LEADS_ABOVE_MEAN),
  'components.*.rate.withRetries.k': latency.rate('calls that arrive, with retries and hedges, at the load that these bring'),
  'components.*.retries.amplification.k': latency.ratio(
    'calls that arrive for each one that is meant, with the repeats of those that fail, which the repeats themselves add to',
  ),
  'components.*.retries.afterOverload.k': latency.ratio(
    'the same once everything has failed, with no other load left than that of the time: larger where repeats alone keep it overloaded',
  ),
  'components.*.retries.recovers': latency.rate(
    'calls that are meant below which repeats cannot keep it overloaded; unbounded where they never can',
  ),
  'components.*.retries.tips': latency.rate(
    'calls that are meant above which their repeats overload it without any spike; unbounded where they do not',
  ),
  'components.*.read.k': estimate.rate('calls that read', LEADS_AT_PEAK),
  'components.*.write.k': estimate.rate('calls that write', LEADS_AT_PEAK),
  'components.*.ingress.k': estimate.throughput('bytes that arrive with calls', { ...LEADS_AT_PEAK, ...IN_BITS }),
  'components.*.egress.k': estimate.throughput('bytes that go out with answers and to consumers', { ...LEADS_AT_PEAK, ...IN_BITS }),
  'components.*.replication.k': estimate.throughput('written bytes sent on to the other copies', IN_BITS),
  'components.*.concurrency.k': estimate.count('calls in progress, with the calls they wait for', LEADS_AT_PEAK),
  'components.*.busy.k': estimate.count('servers (threads, cores, connections) kept busy by own work', LEADS_AT_PEAK),
  'components.*.perInstance.k': estimate.rate('calls that arrive at one instance, the busiest'),
  'components.*.consumers.*.share.k': estimate.share('share of the arriving messages that a consumer with a stated rate takes at once'),
  'components.*.consumers.*.backlog': estimate.rate('messages a second that wait, on average, for a consumer that takes fewer than arrive'),
  'components.*.consumers.*.headroom': estimate.ratio(
    'times the messages of today, on average, that a consumer with a stated rate can take: beyond it what waits only grows',
    LEAST,
  ),
  'components.*.consumers.*.headroom.peak': estimate.ratio('times the messages of today, at peak, that it can take', LEAST),
  'components.*.consumers.*.depth.peak': latency.count(
    'messages that wait for a consumer when the busiest hour of the day ends, or the window of a stated peak',
  ),
  'components.*.consumers.*.delay.peak': estimate.seconds('time that the last message of the busiest hour of the day waits for a consumer'),
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
  'components.*.queue.excess.k': latency.rate('calls beyond what these servers carry: as fast does their queue grow'),
  'components.*.queue.open.k': latency.share('share of these servers that calls of flows without `think` keep busy'),
  'components.*.queue.service.k': latency.seconds('mean time that a call keeps one of these servers busy'),
  'components.*.queue.variation': latency.ratio(
    'squared coefficient of variation of its own time: 0 if it never varies, 1 if exponential',
    TIMELESS,
  ),
  'components.*.waits.k': latency.share('share of the calls that wait for a server'),
  'components.*.waiting.k': latency.seconds('mean time that calls wait for a server', LEADS_AT_PEAK),
  'components.*.waiting.low.k': latency.seconds('what that is at least with `leastConnections`: in one queue for all instances'),
  'components.*.waiting.high.k': latency.seconds(
    'what it is at most with `leastConnections`: in queues that calls are dealt out to at random',
  ),
  'components.*.coldStarts.share': latency.share('share of the calls that find no instance started', TIMELESS),
  'components.*.coldStarts.k': latency.rate('calls that find no instance started'),
  'components.*.rejected.k': latency.share('share of the calls that are turned away, since as many wait as may'),
  'components.*.inSystem.k': latency.count('calls that wait or are served, on average'),
  'components.*.scaling.single': latency.rate(
    'calls one at a time that an instance carries, by the law fitted to its measured throughput',
    TIMELESS,
  ),
  'components.*.scaling.contention': latency.share('share of its work that cannot be done side by side (alpha)', TIMELESS),
  'components.*.scaling.coherence': latency.ratio('what each pair of calls at once costs each other (beta)', TIMELESS),
  'components.*.scaling.load': latency.count('calls at once at which its throughput is largest; unbounded where it never falls', TIMELESS),
  'components.*.scaling.throughput': latency.rate('largest throughput of an instance by that law', TIMELESS),
  'components.*.scaling.throughput.low': latency.rate('lower end of its 90% interval, from how far the points are off the law', TIMELESS),
  'components.*.scaling.throughput.high': latency.rate('upper end of its 90% interval', TIMELESS),
  'components.*.headroom.scaling': latency.ratio('times the load of today at peak at which its measured throughput is largest', LEAST),
  'components.*.headroom.retries': latency.ratio(
    'times the load of today at peak above which repeats of its calls overload it by themselves',
    LEAST,
  ),
  'components.*.headroom.recovers': latency.ratio(
    'times the load of today at peak below which it recovers from an overload that something else began',
    LEAST,
  ),
  'components.*.lasts.spike.*': latency.seconds('how long a spike lasts at it: as long as in the flow in which it lasts longest'),
  'components.*.ownTime.mean': latency.seconds('mean of its own time, however it is stated', TIMELESS),
  'components.*.time': estimate.seconds('mean own time of a call, without the calls it makes', TIMELESS),
  'components.*.copies': estimate.ratio('copies kept of each byte', TIMELESS),
} as const satisfies Record<string, FactRow>;

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
function resourceRows(): Readonly<Record<OfResource | OfLoad, FactRow<'estimate'>>> {
  const rows: Partial<Record<OfResource | OfLoad, FactRow<'estimate'>>> = {};
  for (const resource of RESOURCES) {
    const load = LOAD_RESOURCES.find((name) => name === resource);
    const amount = estimate[MEASURE_OF[resource]];
    const read = resource === 'network' ? IN_BITS : {};
    const demand = { ...read, demandFor: resource };
    rows[`components.*.demand.${resource}`] = amount(`${resource} that what it is sized for asks for`, demand);
    if (load) rows[`components.*.demand.${load}.k`] = amount(`${resource} that the load asks for`, demand);
    rows[`components.*.saturates.${resource}`] = estimate.months(`time until ${resource} runs out as load and data grow`);
    rows[`components.*.capacity.${resource}`] = amount(
      load ? `${resource} that what serves of the fleet has, until the busiest of it is full` : `${resource} that the fleet has`,
      read,
    );
    rows[`components.*.utilization.${resource}`] = estimate.share(`${resource} in use at the load that it is sized for`, LEADS);
    rows[`components.*.instances.${resource}`] = estimate.count(`instances that ${resource} alone would need`);
  }
  return rows as Record<OfResource | OfLoad, FactRow<'estimate'>>;
}

export const CAPACITY = {
  ...resourceRows(),
  'components.*.hottest': estimate.share('share of the load on the hottest key'),
  'components.*.utilization.mean': estimate.share('use of the busiest resource on average'),
  'components.*.utilization.peak': estimate.share('use of the busiest resource at peak', LEADS),
  'components.*.instances.forLoad': estimate.count('instances that carry everything at its target, before anything is lost'),
  'components.*.instances.forLoad.afterLoss': estimate.count('instances that carry the load at what is allowed after a loss'),
  'components.*.instances.forLoad.atFullUse': estimate.count(
    'instances that carry what it is sized for at all that each of them has; unbounded where no number does',
  ),
  'components.*.instances': estimate.count('instances needed', LEADS),
  'components.*.instances.inSpikes': estimate.count('instances that the largest spike needs, at what is allowed after a loss'),
  'components.*.prewarmed': estimate.count(
    'instances to keep running because a spike is faster than new ones start: it then uses what is allowed after a loss',
  ),
  'components.*.fleet': both.count('instances stated, else needed, as far as `autoscale.max` and `quota.instances` let them', LEADS),
  'components.*.serving': estimate.count('instances that serve: the fleet, less what a scenario says is down', LEADS),
  'components.*.binding': estimate.class('what decides the number of instances: a resource, or redundancy', {
    ...LEADS,
    words: [...RESOURCES, 'redundancy'],
  }),
  'components.*.headroom': estimate.ratio('times the load of today at peak that the fleet can carry', { ...LEADS, ...LEAST }),
  'components.*.headroom.sized': estimate.ratio('times the load that it is sized for that the fleet can carry', LEAST),
  'components.*.headroom.instance': estimate.ratio('times the load of today at peak that it can carry with one instance lost', LEAST),
  'components.*.headroom.zone': estimate.ratio('the same with one zone lost', LEAST),
  'components.*.headroom.region': estimate.ratio('the same with one region lost', LEAST),
  'components.*.headroom.spike.*': estimate.ratio('times the load of a spike, the other flows at peak, that the fleet can carry', LEAST),
  'components.*.headroom.hottest': estimate.ratio(
    'times the load on the hottest key at peak that the instances which have it can carry',
    LEAST,
  ),
  'components.*.headroom.deploy': estimate.ratio('the same while a new version is rolled out', LEAST),
  'components.*.headroom.sized.instance': estimate.ratio(
    'times the load that it is sized for, where that is not the peak, with one instance lost',
    LEAST,
  ),
  'components.*.headroom.sized.zone': estimate.ratio('the same with one zone lost', LEAST),
  'components.*.headroom.sized.region': estimate.ratio('the same with one region lost', LEAST),
  'components.*.headroom.sized.deploy': estimate.ratio('the same while a new version is rolled out', LEAST),
  'components.*.regions.*.share': estimate.share(
    'share of the calls at peak that a region answers, of callers that are served in their own',
  ),
  'components.*.regions.*.serving': estimate.count('instances of a region that serve, at least: a fleet is spread evenly over its regions'),
  'components.*.regions.*.utilization': estimate.share('use at peak of the busiest resource of the instances of a region'),
  'components.*.regions.*.headroom': estimate.ratio('times the load of today at peak of a region that its instances can carry', LEAST),
  'components.*.regions.*.headroom.zone': estimate.ratio('the same with one zone of it lost', LEAST),
  'components.*.saturates': estimate.months('time until the growing load meets the capacity'),
  'components.*.growth': estimate.throughput('bytes added to the data in it', BY_DAY),
  'components.*.retained': estimate.bytes('bytes of the messages that a stream keeps for its retention, in all copies'),
} as const satisfies Record<string, FactRow>;

export const FAILURES = {
  'components.*.availability': availability.share('share of time that enough of it is up for its calls', NEAR_ONE),
  'components.*.agreed': availability.share('availability below which the provider of what it uses owes credits', {
    ...NEAR_ONE,
    ...TIMELESS,
  }),
  'components.*.unavailability': availability.share('share of time that too little of it is up for its calls'),
  'components.*.failing': availability.share('share of time in which some of its calls fail'),
  'components.*.outages': availability.frequency('times a year that it goes down'),
  'components.*.outage': availability.seconds('mean time until it is up again'),
  'components.*.downtime': availability.seconds('time down a year'),
  'components.*.needed': availability.count(
    'instances (of each shard) that must be up: as stated, else those that carry what it is sized for at all that each has',
  ),
  'components.*.carried': availability.share('share of what it is sized for that what is up of it can carry'),
  'components.*.overloaded': availability.share(
    'whether it cannot carry its load with everything up (1, else 0): its mean is the share of cases that its availability does not tell of',
  ),
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
    { ...TIMELESS, ...DURABILITY },
  ),
  'components.*.failover.lost': consistency.count('acknowledged writes that a failover loses, at the mean rate', DURABILITY),
  'components.*.failover.lostYearly': consistency.frequency('acknowledged writes lost a year, as leaders fail by themselves', DURABILITY),
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
} as const satisfies Record<string, FactRow>;
