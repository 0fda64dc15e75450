import { isTree, type Kind, Literal, type Tree, type Value } from './literals.js';
import { type Dice, generate, type Spec } from './specs.js';

const L = (kind: Kind, amount: number): Literal => new Literal(kind, amount);

/** A tree with some of its keys, chosen one by one. */
const some = (dice: Dice, share: number, keys: Readonly<Record<string, () => Value>>): Tree =>
  Object.fromEntries(Object.entries(keys).flatMap(([key, make]) => (dice.chance(share) ? [[key, make()]] : [])));

/** A key with a tree in it, unless that is empty. */
const under = (key: string, tree: Tree): Tree => (Object.keys(tree).length > 0 ? { [key]: tree } : {});

/**
 * Valid specs that state what rules read, beside what loads, sizes and costs rest on: timeouts and repeats of calls, failures and their repair, places,
 * promises, limits of providers, and the words that say what is at stake.
 */
export function design(dice: Dice): Spec {
  const spec = generate(dice, { oddPeaks: dice.chance(0.8) });
  if (dice.chance(0.3)) (spec.assumptions as Tree).users = L('people', dice.scale(1_000, 3_000_000));
  const flows = Object.keys(spec.flows);
  if (dice.chance(0.2)) spec.assumptions = { ...(spec.assumptions as Tree), spare: L('ratio', 2) };
  spec.components.app = { kind: 'client' };
  spec.components.ext = { kind: 'external' };
  const isPlaced = dice.of<Setting['isPlaced']>(false, 'zones', 'regions');
  if (isPlaced) spec.topology = topology(dice, isPlaced);
  else delete spec.topology;
  for (const [name, component] of Object.entries(spec.components))
    if (isTree(component)) Object.assign(component, stated(dice, name, component, { isPlaced, isCritical: spec.tier === 'critical' }));
  // Fewer replicas than shards have two readings.
  for (const component of Object.values(spec.components))
    if (isTree(component) && component.shards !== undefined) delete component.replicas;
  for (const name of flows) flow(dice, spec.flows[name] as Tree, isPlaced);
  for (const set of Object.values(spec.data ?? {})) dataSet(dice, set as Tree);
  spec.requirements = requirements(dice, flows, Object.keys(spec.data ?? {}));
  return spec;
}

const topology = (dice: Dice, there: 'zones' | 'regions'): Tree => {
  const lapse = (share: number): Tree =>
    dice.chance(share) ? { mtbf: L('days', dice.of(700, 3650)), mttr: L('seconds', dice.of(3600, 28_800)) } : {};
  const zones = (names: readonly string[]): Value =>
    dice.chance(0.6) ? [...names] : Object.fromEntries(names.map((name) => [name, lapse(0.8)]));
  return {
    regions: {
      eu: { ...lapse(0.4), zones: zones(dice.of(['a', 'b'], ['a', 'b', 'c'])) },
      ...(there === 'regions' && { us: { zones: zones(['a', 'b']) } }),
    },
    causes: { power: { mtbf: L('days', dice.of(300, 2000)), mttr: L('seconds', 7200) } },
  };
};

interface Setting {
  /** There are regions and zones, and a cause that several may share. */
  readonly isPlaced: false | 'zones' | 'regions';
  readonly isCritical: boolean;
}

const STORES = new Set(['database', 'objectStore', 'cache', 'queue', 'stream']);
const CALLED = new Set(['cdn', 'gateway', 'service']);
const OURS = new Set(['gateway', 'service', 'worker', 'cache', 'database']);

/** What a component states beside what it is. */
function stated(
  dice: Dice,
  name: string,
  { kind, each = {}, replication, instances, survives }: Tree,
  { isPlaced, isCritical }: Setting,
): Tree {
  const of = String(kind);
  if (of === 'client') return {};
  const made: Tree = {};
  const fragments = isTree(replication) && 'data' in replication;
  if (of === 'database' && !fragments && dice.chance(0.5)) {
    made.replication = {
      factor: L('count', dice.whole(1, 5)),
      ...some(dice, 0.5, {
        mode: () => dice.of('leader', 'multiLeader', 'leaderless'),
        sync: () => dice.of('sync', 'semiSync', 'async'),
        read: () => dice.of('one', 'quorum', 'all'),
        write: () => dice.of('one', 'quorum', 'all'),
      }),
    };
  }
  const copied = made.replication ?? replication;
  const factor = isTree(copied) ? copied.factor : copied;
  const copies = factor instanceof Literal ? factor.amount : 1;
  if (OURS.has(of)) {
    const p50 = dice.of(0.002, 0.01, 0.1);
    Object.assign(
      made,
      under('each', {
        ...(each as Tree),
        ...some(dice, 0.3, {
          reads: () => L('perSecond', dice.scale(50, 20_000)),
          writes: () => L('perSecond', dice.scale(50, 5_000)),
          network: () => L('bandwidth', dice.scale(1e6, 1e9)),
          connections: () => L('count', dice.scale(50, 20_000)),
          servers: () => L('count', dice.whole(4, 256)),
        }),
        ...(dice.chance(0.4) && { p50: L('seconds', p50), p99: L('seconds', p50 * dice.of(3, 20)) }),
      }),
    );
    // Enough for the fragments of an item.
    if (of === 'database' && copies === 1 && !fragments && !instances && dice.chance(0.3)) made.replicas = L('count', dice.whole(2, 5));
    else if (!fragments && dice.chance(0.5))
      made.instances = L('count', copies > 1 ? copies + dice.of(0, 1, 8) : dice.of(1, 1, 2, 3, 5, 8, 30));
    else if (!fragments && !instances && dice.chance(0.3))
      made.autoscale = {
        min: L('count', dice.whole(1, 3)),
        max: L('count', dice.whole(4, 40)),
        ...some(dice, 0.6, { warmUp: () => L('seconds', dice.of(20, 300)) }),
      };
    if (dice.chance(0.25)) made.deploy = deploy(dice);
    if (dice.chance(0.3)) made.pool = dice.chance(0.5) ? L('count', dice.whole(5, 200)) : { size: L('count', dice.whole(5, 200)) };
    if (dice.chance(0.05))
      made.options = { small: { each: { rate: L('perSecond', 100) } }, large: { each: { rate: L('perSecond', 1000) } } };
    if (dice.chance(0.2)) made.sizeFor = dice.of('mean', 'peak');
    if (dice.chance(0.2))
      made.shares = isPlaced ? dice.of<Value>('power', { power: L('share', 30) }) : { [`config-${name}`]: L('share', dice.whole(5, 60)) };
    // What is in one zone does not survive the loss of one.
    if (!isCritical && survives !== 'zone' && dice.chance(0.3)) made.spread = 'none';
    else if (isPlaced === 'regions' && dice.chance(0.1)) made.survives = 'region';
  }
  if (of === 'external' || (OURS.has(of) && dice.chance(0.5))) Object.assign(made, failures(dice, of));
  if (STORES.has(of)) {
    Object.assign(
      made,
      some(dice, 0.25, {
        backup: () => ({ every: L('seconds', dice.of(3600, 86_400)), keep: L('days', dice.of(1, 7, 90)) }),
        rebuild: () => L('seconds', dice.of(600, 21_600)),
        afr: () => L('share', dice.of(1, 4)),
        correlatedLoss: () => L('share', dice.of(0.001, 0.01)),
      }),
    );
    if (of === 'database' && dice.chance(0.25))
      Object.assign(made, { shards: L('count', dice.whole(2, 12)), ...some(dice, 0.5, { partitionKey: () => 'userId' }) });
    if (of === 'database' && dice.chance(0.3)) made.skew = dice.of<Value>(L('ratio', 1.5), { hottest: L('share', dice.whole(1, 50)) });
    if (of === 'queue' || of === 'stream')
      Object.assign(
        made,
        some(dice, 0.5, {
          retention: () => L('seconds', dice.of(60, 3600, 86_400, 604_800)),
          partitions: () => L('count', dice.whole(1, 64)),
          delivery: () => dice.of('at-least-once', 'at-most-once', 'exactly-once'),
        }),
      );
    if (of === 'cache') Object.assign(made, some(dice, 0.4, { ttl: () => L('seconds', dice.of(10, 3600)) }));
  }
  if (CALLED.has(of))
    Object.assign(
      made,
      some(dice, 0.3, {
        auth: () => dice.of('session', 'token', 'apiKey', 'mtls', 'none'),
        throttle: () => dice.of<Value>('none', L('perSecond', dice.scale(10, 20_000)), { perClient: L('perSecond', dice.whole(1, 100)) }),
      }),
    );
  if (of === 'service' && dice.chance(0.15)) made.usersCode = dice.of('process', 'container', 'sandbox', 'microVm', 'none');
  if ((of === 'service' || of === 'worker' || of === 'external') && dice.chance(0.4)) made.idempotent = dice.chance(0.5);
  if (dice.chance(0.25))
    Object.assign(
      made,
      under(
        'price',
        some(dice, 0.4, {
          egress: () => L('usdPerByte', dice.of(0.01, 0.05, 0.12)),
          requests: () => L('usdPerCall', dice.of(0.2, 0.4, 5)),
          fixed: () => L('usdPerMonth', dice.scale(10, 10_000)),
        }),
      ),
    );
  if (of !== 'external' && dice.chance(0.15))
    made.quota = dice.of<Value>(
      { instances: L('count', dice.whole(110, 200)) },
      { connections: L('count', dice.scale(50, 5_000)) },
      { storage: L('bytes', dice.scale(1e9, 1e14)) },
    );
  if (of === 'external' && dice.chance(0.5)) made.quota = L('perSecond', dice.scale(1, 5_000));
  return made;
}

function deploy(dice: Dice): Tree {
  return {
    strategy: dice.of('rolling', 'blueGreen', 'canary', 'recreate'),
    ...some(dice, 0.6, {
      every: () => L('days', dice.of(1, 7, 30)),
      takes: () => L('seconds', dice.of(60, 1200)),
      failures: () => L('share', dice.of(1, 5, 20)),
      rollback: () => L('seconds', dice.of(300, 3600)),
    }),
  };
}

function failures(dice: Dice, kind: string): Tree {
  const made: Tree = dice.chance(0.5)
    ? { availability: L('share', dice.of(99, 99.5, 99.9, 99.99)), mttr: L('seconds', dice.of(300, 3600)) }
    : { mtbf: L('days', dice.of(10, 60, 400)), mttr: L('seconds', dice.of(300, 3600, 14_400)) };
  if (kind === 'external') return made;
  if (dice.chance(0.3))
    made.failover = {
      mode: dice.of('active-active', 'active-passive', 'cold'),
      detect: L('seconds', dice.of(5, 60)),
      takes: L('seconds', dice.of(10, 600)),
    };
  if (dice.chance(0.15))
    made.maintenance = { every: L('days', 30), lasts: L('seconds', dice.of(600, 7200)), ...(dice.chance(0.5) && { rolling: true }) };
  return made;
}

function flow(dice: Dice, made: Tree, isPlaced: Setting['isPlaced']): void {
  Object.assign(
    made,
    some(dice, 0.2, {
      protocol: () => dice.of('rest', 'grpc', 'websocket', 'sse', 'polling', 'longPolling'),
      idempotency: () => dice.of('key', 'natural', 'none'),
      cacheable: () => dice.of('public', 'private', 'none'),
      transaction: () => dice.of('saga', 'outbox', 'twoPhase', 'local', 'none'),
      chunked: () => true,
      actor: () => dice.of('visitor', 'member'),
    }),
  );
  if (made.rate instanceof Literal && dice.chance(0.4)) made.rate = L('rate', dice.scale(1e6, 1e9));
  if (made.every && dice.chance(0.5))
    Object.assign(made, { protocol: dice.of('polling', 'websocket'), every: L('seconds', dice.of(1, 3, 120)) });
  if (dice.chance(0.05)) made.request = L('bytes', dice.scale(1e7, 1e9));
  if (isPlaced && dice.chance(0.4)) made.from = dice.of<Value>('eu', 'asia', ['eu', 'asia']);
  for (const spike of Object.values((made.spikes as Tree | undefined) ?? {}))
    if (dice.chance(0.7)) (spike as Tree).lasts = L('seconds', dice.of(60, 600, 7200));
  const path = called(dice, made.path ?? []);
  const more = dice.some(['ext', 'db', 'svc'], 0.15);
  made.path = Array.isArray(path) ? [...path, ...more.map((name) => called(dice, name))] : path;
  if (Array.isArray(made.path) && dice.chance(0.1)) made.path = [{ app: { calls: made.path } }];
}

/** A path with options of calls that only rules and availability read. */
function called(dice: Dice, value: Value): Value {
  if (Array.isArray(value)) return value.map((call) => called(dice, call));
  if (typeof value === 'string') {
    if (value.includes('->')) return value;
    const options = optionsOf(dice, value);
    return Object.keys(options).length === 0 ? value : { [value]: options };
  }
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (!isTree(inner)) return [name, called(dice, inner)];
      const nested = Object.fromEntries(
        ['calls', 'miss', 'parallel'].flatMap((key) => (inner[key] === undefined ? [] : [[key, called(dice, inner[key])]])),
      );
      return [name, { ...optionsOf(dice, name), ...inner, ...nested }];
    }),
  );
}

const optionsOf = (dice: Dice, name: string): Tree =>
  name === 'app'
    ? {}
    : some(dice, 0.2, {
        timeout: () => L('seconds', dice.of(0.05, 0.2, 1, 5)),
        retries: () =>
          dice.chance(0.5)
            ? L('count', dice.whole(1, 4))
            : {
                max: L('count', dice.whole(1, 5)),
                ...some(dice, 0.5, { backoff: () => L('seconds', dice.of(0.05, 0.5)), jitter: () => L('share', dice.of(0, 50)) }),
              },
        dependency: () => dice.of('hard', 'soft'),
        ...(name !== 'ext' && {
          fallback: () =>
            dice.of<Value>({ to: 'ext' }, { share: L('share', dice.whole(10, 90)) }, ...(name === 'db' ? [{ to: 'blob' }] : [])),
        }),
        times: () => L('ratio', dice.of(1, 2, 12, 40)),
        idempotency: () => dice.of('key', 'natural', 'none'),
      });

function dataSet(dice: Dice, made: Tree): void {
  if (dice.chance(0.35)) made.class = dice.of('public', 'personal', 'health', 'payment', 'inventory', 'booking', 'balance', 'none');
  if (dice.chance(0.25)) made.locking = dice.of('optimistic', 'pessimistic', 'atomic', 'lastWriteWins', 'none');
  if (dice.chance(0.1)) Object.assign(made, { class: dice.of('balance', 'inventory'), locking: 'none' });
  const { readBy } = made;
  if (!isTree(readBy)) return;
  for (const [flow, items] of Object.entries(readBy))
    if (dice.chance(0.5))
      readBy[flow] = {
        items,
        by: dice.of('key', 'range', 'text', 'geo', 'aggregate', 'scan'),
        ...some(dice, 0.4, { index: () => dice.of('tree', 'hash', 'inverted', 'spatial', 'columns', 'none') }),
      };
}

function requirements(dice: Dice, flows: readonly string[], data: readonly string[]): Tree {
  const quality: Tree = {};
  const functional: Tree = {};
  if (dice.chance(0.4)) functional.story = { when: 'a visitor asks', ...(dice.chance(0.5) && { flow: dice.of(...flows) }) };
  const agreements: Tree = {};
  for (const flow of dice.some(flows, 0.6)) {
    const window = dice.of('28 d rolling', '30 d', 'calendar month');
    quality[`up-${flow}`] = {
      flow,
      availability: L('share', dice.of(99, 99.9, 99.95, 99.99)),
      ...some(dice, 0.5, { window: () => window }),
    };
    if (dice.chance(0.3)) quality[`fast-${flow}`] = { flow, [dice.of('p50', 'p99')]: L('seconds', dice.of(0.01, 0.1, 1)) };
    if (dice.chance(0.3)) agreements[`sla-${flow}`] = { flow, availability: L('share', dice.of(99, 99.5, 99.9)) };
  }
  for (const set of dice.some(data, 0.4)) quality[`safe-${set}`] = { data: set, durability: L('share', dice.of(99.9, 99.9999)) };
  if (dice.chance(0.3)) quality.budget = { cost: L('usdPerMonth', dice.scale(100, 100_000)) };
  return { ...under('functional', functional), ...under('quality', quality), ...under('agreements', agreements) };
}
