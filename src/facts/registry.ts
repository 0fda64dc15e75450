/**
 * Every fact that can be asked for: pattern, unit, meaning. Types, the listing of `sysdesign facts`, "did you mean" and the reasons for
 * what is not computed yet come from this one table. A published pattern never changes its meaning.
 */

export type Area =
  | 'assumptions'
  | 'derived'
  | 'flows'
  | 'components'
  | 'data'
  | 'cache'
  | 'totals'
  | 'topology'
  | 'causes'
  | 'objectives'
  | 'agreements'
  | 'stated'
  | 'conventions'
  | 'defaults';

export interface FactKind {
  /** `*` stands for one name; `.k` at the end for `mean`, `peak`, `spike.<name>`. */
  readonly pattern: string;
  /** Base unit; null for a class such as "CP". */
  readonly unit: string | null;
  readonly meaning: string;
  readonly area: Area;
}

/** Resources that demand, capacity and utilization are told for. */
export const RESOURCES = ['rate', 'servers', 'cpu', 'memory', 'disk', 'iops', 'network', 'connections'] as const;

type Row = readonly [pattern: string, unit: string | null, meaning: string];

const LOAD_RESOURCES: ReadonlySet<string> = new Set(['rate', 'servers', 'cpu', 'iops', 'network', 'connections']);

/** What takes a component down as a whole, in words. */
const BY = {
  'shares.*': 'a cause that all its instances share',
  maintenance: 'planned maintenance',
  deploy: 'deployments that stop everything',
  release: 'releases that go wrong',
} as const;

const ROWS: readonly Row[] = [
  ['assumptions.*', 'as stated', 'a named quantity of the spec'],
  ['derived.*', 'as derived', 'a named expression of the spec'],

  ['flows.*.rate.k', 'req/s', 'requests that the actors of the flow start'],
  ['flows.*.rate.active', 'req/s', 'mean rate in the hours in which the flow is open'],
  ['flows.*.peak', 'ratio', 'peak rate over the 24 h mean'],
  ['flows.*.growth', 'ratio', 'growth a year (0.4 = 40%)'],
  ['flows.*.request', 'B', 'bytes that one request brings'],
  ['flows.*.response', 'B', 'bytes that one response takes back'],
  ['flows.*.ingress.k', 'B/s', 'what the actors send'],
  ['flows.*.egress.k', 'B/s', 'what the actors get'],
  ['flows.*.concurrency.k', 'ratio', 'actors at once'],
  ['flows.*.calls.*.concurrency.k', 'ratio', 'calls in progress at one step of the path, with the calls they wait for'],
  ['flows.*.calls.*.hit', 'ratio', 'share of the calls of a step that it answers itself'],
  ['flows.*.calls.*.missed', 'ratio', 'share of the calls of a step that it passes on'],
  ['flows.*.calls.*.share', 'ratio', 'share of the calls of the caller that make this one'],
  ['flows.*.calls.*.uncovered', 'ratio', 'share of the failed calls of a step that no fallback answers'],
  ['flows.*.calls.*.outlasting', 'ratio', 'share of an outage behind a step that its buffer does not bridge'],
  ['flows.*.availability', 'ratio', 'share of requests served'],
  ['flows.*.unavailability', 'ratio', 'share of requests not served'],
  ['flows.*.failing', 'ratio', 'share of time in which some requests are not served'],
  ['flows.*.outages', 'per year', 'times a year that some requests begin to fail, of those to the same shard'],
  ['flows.*.outage', 's', 'mean time until none fail again'],
  ['flows.*.served', 'ratio', 'share of its peak load that what is up can carry'],
  ['flows.*.downtime', 's', 'unavailability as time a year, as if no request were served meanwhile'],
  ['flows.*.sustained', 'req/s', 'rate that every component on the path can carry'],
  ['flows.*.latency.p50', 's', 'median time to answer'],
  ['flows.*.latency.p95', 's', 'time within which 95% are answered'],
  ['flows.*.latency.p99', 's', 'time within which 99% are answered'],
  ['flows.*.latency.p999', 's', 'time within which 99.9% are answered'],

  ['components.*.rate.k', 'req/s', 'calls that arrive, without retries'],
  ['components.*.rate.withRetries.k', 'req/s', 'calls that arrive, with retries'],
  ['components.*.read.k', 'req/s', 'calls that read'],
  ['components.*.write.k', 'req/s', 'calls that write'],
  ['components.*.ingress.k', 'B/s', 'bytes that arrive with calls'],
  ['components.*.egress.k', 'B/s', 'bytes that go out with answers and to consumers'],
  ['components.*.replication.k', 'B/s', 'written bytes sent on to the other copies'],
  ['components.*.concurrency.k', 'ratio', 'calls in progress, with the calls they wait for'],
  ['components.*.busy.k', 'ratio', 'servers (threads, cores, connections) kept busy by own work'],
  ['components.*.perInstance.k', 'req/s', 'calls that arrive at one instance'],
  ['components.*.consumers.*.share.k', 'ratio', 'share of the arriving messages that a consumer with a stated rate takes at once'],
  ['components.*.readBy.*', 'req/s', 'reads on average that come from one flow'],
  ['components.*.time', 's', 'mean own time of a call, without the calls it makes'],
  ['components.*.copies', 'ratio', 'copies kept of each byte'],
  ...RESOURCES.flatMap((resource): Row[] => {
    const unit =
      resource === 'memory' || resource === 'disk'
        ? 'B'
        : resource === 'network'
          ? 'B/s'
          : resource === 'rate' || resource === 'iops'
            ? 'req/s'
            : 'ratio';
    return [
      [`components.*.demand.${resource}`, unit, `${resource} that what it is sized for asks for`],
      ...(LOAD_RESOURCES.has(resource) ? [[`components.*.demand.${resource}.k`, unit, `${resource} that the load asks for`] as const] : []),
      [`components.*.saturates.${resource}`, 'months', `time until ${resource} runs out as load and data grow`],
      [`components.*.capacity.${resource}`, unit, `${resource} that ${LOAD_RESOURCES.has(resource) ? 'what serves of ' : ''}the fleet has`],
      [`components.*.utilization.${resource}`, 'ratio', `${resource} in use at peak`],
      [`components.*.instances.${resource}`, 'ratio', `instances that ${resource} alone would need`],
    ];
  }),
  ['components.*.hottest', 'ratio', 'share of the load on the hottest key'],
  ['components.*.utilization.mean', 'ratio', 'use of the busiest resource on average'],
  ['components.*.utilization.peak', 'ratio', 'use of the busiest resource at peak'],
  ['components.*.carrying', 'ratio', 'instances that carry everything at its target, before anything is lost'],
  ['components.*.carrying.afterLoss', 'ratio', 'instances that carry the load at what is allowed after a loss'],
  ['components.*.instances', 'ratio', 'instances needed'],
  ['components.*.standing', 'ratio', 'instances to keep running because a spike is faster than new ones start'],
  ['components.*.fleet', 'ratio', 'instances stated, else needed, as far as `autoscale.max` and `quota.instances` let them'],
  ['components.*.serving', 'ratio', 'instances that serve: the fleet, less what a scenario says is down'],
  ['components.*.binding', null, 'what decides the number of instances: a resource, or redundancy'],
  ['components.*.headroom', 'ratio', 'times the load of today at peak that the fleet can carry'],
  ['components.*.headroom.instance', 'ratio', 'the same with one instance lost'],
  ['components.*.headroom.zone', 'ratio', 'the same with one zone lost'],
  ['components.*.headroom.region', 'ratio', 'the same with one region lost'],
  ['components.*.headroom.spike.*', 'ratio', 'times the load of a spike, the other flows at peak, that the fleet can carry'],
  ['components.*.headroom.deploy', 'ratio', 'the same while a new version is rolled out'],
  ['components.*.saturates', 'months', 'time until the growing load meets the capacity'],
  ['components.*.growth', 'B/s', 'bytes added to the data in it'],
  ['components.*.availability', 'ratio', 'share of time that enough of it is up for its calls'],
  ['components.*.unavailability', 'ratio', 'share of time that too little of it is up for its calls'],
  ['components.*.failing', 'ratio', 'share of time in which some of its calls fail'],
  ['components.*.outages', 'per year', 'times a year that it goes down'],
  ['components.*.outage', 's', 'mean time until it is up again'],
  ['components.*.downtime', 's', 'time down a year'],
  ['components.*.needed', 'ratio', 'instances (of each shard) that must be up: as stated, else those that carry the peak after a loss'],
  ['components.*.instance.unavailability', 'ratio', 'share of time that one instance, or a service that is told as one, is down by itself'],
  ['components.*.instance.outages', 'per year', 'times a year that one instance fails'],
  ['components.*.instance.outage', 's', 'mean time until a failed instance is up again'],
  ...(['shares.*', 'maintenance', 'deploy', 'release'] as const).flatMap((stem): Row[] => [
    [`components.*.${stem}.unavailability`, 'ratio', `share of time down by ${BY[stem]}`],
    [`components.*.${stem}.outages`, 'per year', `times a year down by ${BY[stem]}`],
  ]),
  ['components.*.failover.unavailability', 'ratio', 'share of time in which others take over from what is gone'],
  ['components.*.failover.outages', 'per year', 'times a year that others take over'],
  ['components.*.failover.share', 'ratio', 'share of the calls that go to one instance, where all are active'],
  ['components.*.cost', 'USD/month', 'cost of the fleet, the bytes kept and the use'],

  ['data.*.item', 'B', 'bytes of one item'],
  ['data.*.item.stored', 'B', 'bytes of one item in one copy, with overhead and compression'],
  ['data.*.items', 'ratio', 'items kept at the horizon'],
  ['data.*.added', 'req/s', 'items added'],
  ['data.*.read', 'req/s', 'items read'],
  ['data.*.served', 'B/s', 'bytes of the items read'],
  ['data.*.growth', 'B/s', 'bytes of the items added'],
  ['data.*.growthPerYear', 'ratio', 'growth a year (0.4 = 40%)'],
  ['data.*.size.logical', 'B', 'bytes of all items at the horizon, one copy, as the application sees them'],
  ['data.*.size.stored', 'B', 'the same with overhead, compression and copies'],
  ['data.*.size.provisioned', 'B', 'the same with the room that the target leaves free'],
  ['data.*.lossProbability', 'ratio', 'chance a year that an item is lost from all its stores'],
  ['data.*.durability', 'ratio', 'chance a year that an item is kept'],
  ['data.*.lost', 'per year', 'items lost a year on average, without those that a backup brings back'],
  ['data.*.rpo', 's', 'age, at most, of the latest backup or copy when the data is lost'],
  ['data.*.rto', 's', 'time to restore the data from its backup'],
  ['data.*.staleness.p99', 's', 'age within which 99% of reads see the latest write'],
  ['data.*.consistency', null, 'what a reader may rely on'],

  ['topology.*.unavailability', 'ratio', 'share of time that a region is lost as a whole'],
  ['topology.*.outages', 'per year', 'times a year that a region is lost'],
  ['topology.*.*.unavailability', 'ratio', 'share of time that a zone is lost by itself'],
  ['topology.*.*.outages', 'per year', 'times a year that a zone is lost'],
  ['causes.*.unavailability', 'ratio', 'share of time that a common cause takes down all who share it'],
  ['causes.*.outages', 'per year', 'times a year that a common cause takes down all who share it'],

  ...(['objectives', 'agreements'] as const).flatMap((root): Row[] => [
    [`${root}.*.target`, 'ratio', 'availability that is promised'],
    [`${root}.*.window`, 's', 'time over which it is judged'],
    [`${root}.*.budget`, 's', 'downtime that the promise leaves in its window'],
    [`${root}.*.requests`, 'ratio', 'requests that may fail in its window'],
    [`${root}.*.spent`, 'ratio', 'share of that budget that the design is expected to spend'],
    [`${root}.*.missed.window`, 'ratio', 'chance to spend more than the budget in one window'],
    [`${root}.*.missed.month`, 'ratio', 'chance to fall below what is promised in a month'],
    [`${root}.*.missed.quarter`, 'ratio', 'chance to fall below what is promised in a quarter'],
  ]),

  ['cache.*.memory', 'B', 'memory that what the cache holds takes'],
  ['cache.*.hit', 'ratio', 'share of calls answered from the cache'],
  ['cache.*.misses.peak', 'req/s', 'calls at peak that go past it'],
  ['cache.*.misses.cold', 'req/s', 'calls at peak that go past it while it is empty'],

  ['totals.rate.k', 'req/s', 'requests of all flows'],
  ['totals.ingress.k', 'B/s', 'what all actors send'],
  ['totals.egress.k', 'B/s', 'what all actors get'],
  ['totals.storage', 'B', 'bytes stored of all data'],
  ['totals.instances', 'ratio', 'instances of all components'],
  ['totals.cost', 'USD/month', 'cost of all components'],
  ['totals.cost.low', 'USD/month', 'the same with the prices of the catalogue at their lower end'],
  ['totals.cost.high', 'USD/month', 'the same with the prices of the catalogue at their upper end'],
  ['totals.cost.dominant', null, 'the component that costs most'],
  ['totals.cost.perThousand', 'USD', 'cost of 1,000 requests'],
  ['totals.cost.perUser', 'USD/month', 'cost of one user'],
];

/** Parts of a peak told apart when a flow is `offPeak`: its own hour, and everyone else's. */
const LOAD_CASES = ['mean', 'peak', 'spike.*'] as const;
const PEAK_HOURS = ['onPeak', 'offPeak'] as const;

function expand([pattern, unit, meaning]: Row): readonly FactKind[] {
  const area = pattern.slice(0, pattern.indexOf('.')) as Area;
  if (!pattern.endsWith('.k')) return [{ pattern, unit, meaning, area }];
  const stem = pattern.slice(0, -1);
  const cases = area === 'flows' && !pattern.includes('.calls.') ? LOAD_CASES : [...LOAD_CASES, ...PEAK_HOURS];
  const when = {
    mean: 'on average over the day',
    peak: 'at peak',
    'spike.*': 'in a spike',
    onPeak: 'in the peak hour of the others',
    offPeak: 'in the hour of the off-peak flows',
  };
  return cases.map((k) => ({ pattern: stem + k, unit, meaning: `${meaning}, ${when[k]}`, area }));
}

let kinds: readonly FactKind[] | undefined;

/** Every fact pattern, in the order of the areas. */
export function factKinds(): readonly FactKind[] {
  kinds ??= ROWS.flatMap(expand);
  return kinds;
}

interface Branch {
  kind?: FactKind;
  readonly next: Map<string, Branch>;
}

let tree: Branch | undefined;

function patternTree(): Branch {
  if (tree) return tree;
  const root: Branch = { next: new Map() };
  for (const kind of factKinds()) {
    let branch = root;
    for (const segment of kind.pattern.split('.')) {
      let below = branch.next.get(segment);
      if (!below) {
        below = { next: new Map() };
        branch.next.set(segment, below);
      }
      branch = below;
    }
    branch.kind = kind;
  }
  tree = root;
  return root;
}

export interface FactAddress {
  readonly kind: FactKind;
  /** What stands for the `*` of the pattern, in order. */
  readonly names: readonly string[];
  /** N of a `.year<N>` suffix. */
  readonly year: number | null;
  /** The id without that suffix. */
  readonly base: string;
}

const YEAR_SUFFIX = /\.year(0|[1-9]\d{0,3})$/;

/** Takes a fact id apart; undefined if no pattern fits. */
export function addressOf(id: string): FactAddress | undefined {
  const suffix = id.includes('.year') ? YEAR_SUFFIX.exec(id) : null;
  if (suffix) {
    const base = id.slice(0, suffix.index);
    const found = base.includes('.') ? match(base.split('.')) : undefined;
    if (found && found.kind.area !== 'assumptions') return { kind: found.kind, names: found.names, year: Number(suffix[1]), base };
  }
  const found = match(id.split('.'));
  return found && { kind: found.kind, names: found.names, year: null, base: id };
}

function match(segments: readonly string[]): { kind: FactKind; names: string[] } | undefined {
  let branch = patternTree();
  const names: string[] = [];
  for (const segment of segments) {
    const exact = branch.next.get(segment);
    if (exact) {
      branch = exact;
      continue;
    }
    const any = branch.next.get('*');
    if (!any) return undefined;
    names.push(segment);
    branch = any;
  }
  return branch.kind && { kind: branch.kind, names };
}
