import { Literal, type Tree, type Value } from './data.js';
import type { Literals } from './literals.js';

/** Components of every kind, each with some of what such a one may state. */
export function components(literals: Literals, data: readonly string[]): Tree {
  const { dice } = literals;
  return {
    app: { kind: 'client' },
    edge: { kind: dice.of('cdn', 'cdn', 'loadBalancer', 'dns'), ...sized(literals) },
    api: { kind: dice.of('service', 'gateway', 'function'), ...sized(literals), ...pool(literals) },
    svc: { kind: 'service', ...sized(literals), ...pool(literals) },
    cache: { kind: 'cache', ...sized(literals), ...cache(literals, data) },
    db: { kind: dice.of('database', 'search', 'warehouse'), ...sized(literals), ...copies(literals) },
    blob: { kind: dice.of('objectStore', 'fileStore'), ...sized(literals), ...copies(literals) },
    ext: { kind: 'external', ...sized(literals) },
    q1: {
      kind: 'queue',
      ...sized(literals),
      ...retention(literals),
      consumers: { w1: consumer(literals, ['q2', 'db']), w2: consumer(literals, []) },
    },
    q2: { kind: 'stream', ...sized(literals), ...copies(literals), ...retention(literals), consumers: { w3: consumer(literals, ['db']) } },
    w1: { kind: 'worker', ...sized(literals) },
    w2: { kind: 'worker', ...sized(literals) },
    w3: { kind: 'worker', ...sized(literals) },
  };
}

/** A tree with some of its keys, chosen one by one. */
const some = (literals: Literals, share: number, keys: Readonly<Record<string, () => Value>>): Tree =>
  Object.fromEntries(Object.entries(keys).flatMap(([key, make]) => (literals.dice.chance(share) ? [[key, make()]] : [])));

/** A key with a tree in it, unless that is empty. */
const under = (key: string, tree: Tree): Tree => (Object.keys(tree).length > 0 ? { [key]: tree } : {});

function sized(literals: Literals): Tree {
  const { dice } = literals;
  const each = some(literals, 0.3, {
    rate: () => literals.rate(10, 50_000),
    reads: () => literals.rate(100, 50_000),
    writes: () => literals.rate(100, 50_000),
    servers: () => literals.count(1, 128),
    cpu: () => literals.whole(1, 64),
    memory: () => literals.bytes(1e9, 1e11),
    disk: () => literals.bytes(1e10, 1e13),
    iops: () => literals.count(100, 100_000),
    network: () => byteRate(literals, 1e6, 1e9),
    connections: () => literals.count(100, 100_000),
    cost: () => literals.monthly(1, 1000),
  });
  // Reads and writes beside a rate of all calls are not looked at.
  if (each.reads && each.writes && dice.chance(0.6)) Reflect.deleteProperty(each, 'rate');
  const time = dice.whole(0, 6);
  if (time < 3) each.serviceTime = literals.seconds(0.002, 0.01, 0.3);
  else if (time < 4) each.mean = literals.seconds(0.002, 0.01, 0.3);
  else if (time < 6) {
    each.p50 = literals.seconds(0.002, 0.01);
    each.p99 = literals.seconds(0.04, 0.5);
  }
  const work = some(literals, 0.3, { cpu: () => literals.seconds(0.001, 0.02), iops: () => literals.ratio(0.5, 1, 4) });
  return {
    ...under('each', each),
    ...under('work', work),
    ...under('price', prices(literals)),
    ...fleet(literals),
    ...(dice.chance(0.2) && { target: literals.allowed() }),
    ...(dice.chance(0.2) && { afterLoss: literals.allowed() }),
    ...(dice.chance(0.2) && { sizeFor: dice.of('mean', 'peak') }),
    ...(dice.chance(0.15) && { in: dice.of<Value>('eu', ['eu'], 'eu.a') }),
    ...(dice.chance(0.2) && { spread: dice.of('none', 'zone', 'region') }),
    ...(dice.chance(0.15) && { shards: literals.whole(1, 12) }),
    ...(dice.chance(0.2) && { skew: skew(literals) }),
    ...(dice.chance(0.25) && { deploy: deploy(literals) }),
  };
}

function byteRate(literals: Literals, low: number, high: number): Literal {
  const n = literals.dice.scale(low, high);
  return literals.dice.chance(0.5) ? new Literal(`${n} B/s`, n) : new Literal(`${n * 8} bps`, n);
}

const prices = (literals: Literals): Tree =>
  some(literals, 0.15, {
    storage: () => literals.price(1e9 * literals.month, 'USD/GB/month'),
    egress: () => literals.price(1e9, 'USD/GB'),
    ingress: () => literals.price(1e9, 'USD/GB'),
    requests: () => literals.price(1e6, 'USD per 1M requests'),
    reads: () => literals.price(1e6, 'USD per 1M reads'),
    writes: () => literals.price(1e6, 'USD per 1M writes'),
    replication: () => literals.price(1e9, 'USD/GB'),
    fixed: () => literals.monthly(10, 500),
  });

/** Instances as stated, or between limits; no more stated than there may be. */
function fleet(literals: Literals): Tree {
  const { dice } = literals;
  const made: Tree = {};
  if (dice.chance(0.15)) made[dice.of('instances', 'instances', 'replicas', 'nodes')] = literals.whole(4, 40);
  const quota = some(literals, 0.08, {
    reads: () => literals.rate(100, 50_000),
    writes: () => literals.rate(100, 50_000),
    instances: () => literals.whole(40, 80),
    connections: () => literals.count(1000, 100_000),
    network: () => byteRate(literals, 1e6, 1e9),
    storage: () => literals.bytes(1e10, 1e14),
  });
  const scale = some(literals, 0.15, { min: () => literals.whole(1, 9), max: () => literals.whole(40, 90) });
  return { ...made, ...under('quota', quota), ...under('autoscale', scale) };
}

function skew(literals: Literals): Value {
  switch (literals.dice.whole(0, 3)) {
    case 0:
      return literals.ratio(1.2, 2);
    case 1:
      return { factor: literals.ratio(1.2, 2), hottest: literals.share(1, 30) };
    case 2:
      return { zipf: literals.ratio(0.6, 1, 1.2), keys: literals.whole(2, 300) };
    default:
      return { hottest: literals.share(1, 30) };
  }
}

function deploy(literals: Literals): Tree {
  const made = some(literals, 0.5, {
    strategy: () => literals.dice.of('rolling', 'blueGreen', 'canary', 'recreate'),
    surge: () => literals.share(1, 50),
    unavailable: () => (literals.dice.chance(0.5) ? literals.whole(1, 3) : new Literal('25%', 0.25, 'share')),
  });
  return Object.keys(made).length > 0 ? made : { strategy: 'rolling' };
}

function pool(literals: Literals): Tree {
  if (!literals.dice.chance(0.2)) return {};
  return { pool: literals.dice.chance(0.5) ? literals.whole(5, 50) : { size: literals.whole(5, 50) } };
}

/** Copies or fragments; a limit of the provider on calls only without, since copies multiply what arrives. */
function copies(literals: Literals): Tree {
  const { dice } = literals;
  const factor = literals.whole(2, 5);
  switch (dice.whole(0, 4)) {
    case 0:
      return { quota: dice.chance(0.5) ? literals.rate(100, 50_000) : { rate: literals.rate(100, 50_000) } };
    case 1:
      return { replication: factor };
    case 2:
      return { replication: { factor, read: dice.of<Value>('one', 'quorum', 'all', 2), write: 'quorum' } };
    case 3:
      return { replication: { data: literals.whole(2, 10), parity: literals.whole(1, 4) } };
    default:
      return {};
  }
}

function cache(literals: Literals, data: readonly string[]): Tree {
  const { dice } = literals;
  const held: Tree = {};
  for (const name of dice.some(data, 0.5)) {
    const percent = dice.whole(1, 90);
    held[name] = dice.of(
      new Literal(`${percent}%`, percent / 100, 'share'),
      new Literal(`${percent}% of daily reads`, percent / 100, 'dailyReads'),
      new Literal(`${percent * 10} items`, percent * 10),
    );
  }
  const [only, ...others] = Object.keys(held);
  const made: Tree = {};
  if (only !== undefined && others.length === 0 && dice.chance(0.5)) {
    const percent = dice.whole(5, 95);
    made.popularity = { zipf: literals.ratio(0.6, 0.9, 1.2), items: literals.whole(100, 400) };
    if (dice.chance(0.4)) held[only] = new Literal(`${percent}% hits`, percent / 100, 'hits');
  }
  return {
    ...made,
    ...under('holds', held),
    ...(dice.chance(0.4) && { hitRatio: literals.share(0, 100) }),
    ...(dice.chance(0.5) && { overhead: literals.overhead() }),
  };
}

function retention(literals: Literals): Tree {
  if (!literals.dice.chance(0.5)) return {};
  return { retention: literals.dice.chance(0.1) ? new Literal('forever', 0, 'forever') : literals.days(1, 7, 30) };
}

function consumer(literals: Literals, calls: readonly string[]): Tree {
  const { dice } = literals;
  return {
    ...some(literals, 0.35, {
      rate: () => literals.rate(10, 50_000),
      batch: () => literals.ratio(5, 100),
      times: () => literals.ratio(0.5, 2),
    }),
    ...(calls.length > 0 && dice.chance(0.6) && { calls: dice.chance(0.5) ? [...calls] : [calls[0] as string] }),
  };
}
