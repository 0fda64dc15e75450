import fc from 'fast-check';
import { stringify } from 'yaml';
import { isTree, type Kind, Literal, type Tree, type Value, written } from './literals.js';

/** Random choices, all from one seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Uniform in [0, 1). @source mulberry32, T. Ettinger 2017 */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number from low to high. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** A whole number over several orders of magnitude. */
  scale(low: number, high: number): number {
    return Math.round(low * (high / low) ** this.next());
  }

  of<T>(...items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }

  some<T>(items: readonly T[], share: number): T[] {
    return items.filter(() => this.chance(share));
  }
}

export interface Spec extends Tree {
  flows: Tree;
  components: Tree;
  data: Tree;
}

/** What a generated spec leaves out, where a relation holds only without it. */
export interface Without {
  /** Peaks that are rates or windows: every peak is a factor of at least one. */
  readonly oddPeaks?: boolean;
  /** Bytes stated at calls. */
  readonly ownBytes?: boolean;
  /** Rates of consumers. */
  readonly consumerRates?: boolean;
  /** Whatever counts hours, minutes or seconds. */
  readonly clock?: boolean;
}

const L = (kind: Kind, amount: number, hours = 0): Literal => new Literal(kind, amount, hours);

/** Valid specs with flows of every form over a graph of components, queues with consumers, caches and data. */
export const specs = (without: Without = {}): fc.Arbitrary<Spec> =>
  fc.integer({ min: 0, max: 2 ** 31 - 1 }).map((seed) => generate(new Dice(seed), without));

export function generate(dice: Dice, without: Without = {}): Spec {
  const flows = Array.from({ length: dice.whole(1, 4) }, (_, i) => `f${i + 1}`);
  const data = Array.from({ length: dice.whole(0, 3) }, (_, i) => `d${i + 1}`);
  const spec: Spec = { sysdesign: 1, name: 'generated', flows: {}, components: {}, data: {} };
  if (dice.chance(0.3)) spec.tier = dice.of('critical', 'standard', 'internal');
  if (dice.chance(0.7)) spec.horizon = L('days', dice.of(180, 365, 730, 1095));
  if (dice.chance(0.6)) spec.growth = dice.chance(0.8) ? L('growth', dice.whole(0, 90)) : L('doubling', dice.whole(300, 900));
  if (dice.chance(0.3)) spec.peak = peak(dice, without);
  spec.assumptions = { users: L('count', dice.scale(1_000, 10_000_000)) };
  for (const name of flows) spec.flows[name] = flow(dice, without);
  Object.assign(spec.components, components(dice, data, without));
  for (const name of data) spec.data[name] = dataSet(dice, flows);
  if (dice.chance(0.4)) spec.topology = { regions: { eu: { zones: ['a', 'b', 'c'].slice(0, dice.whole(2, 3)) } } };
  if (data.length === 0) Reflect.deleteProperty(spec, 'data');
  return spec;
}

/** No flow has more while it is open: a million at once for a second each, a fifth of the day. What peaks or spikes is above it. */
const MOST_A_DAY = 5e11;

function peak(dice: Dice, without: Without): Value {
  const form = without.oddPeaks ? 0 : dice.whole(0, without.clock ? 1 : 2);
  if (form === 0) return L('factor', dice.of(1, 1.5, 2, 3, 8));
  return form === 1 ? L('peakRate', dice.scale(MOST_A_DAY, 20 * MOST_A_DAY)) : L('window', dice.whole(45, 80), dice.of(1, 2));
}

function flow(dice: Dice, without: Without): Tree {
  const made: Tree = {};
  if (dice.chance(0.7)) made.kind = dice.of('read', 'write');
  const form = dice.whole(0, without.clock ? 1 : 4);
  if (form === 0 || form === 4) made.rate = L('rate', dice.scale(100, 100_000_000));
  else if (form === 1) made.rate = L('perUser', dice.of(0.1, 1, 5, 20));
  else made.concurrent = L('concurrent', dice.scale(10, 1_000_000));
  if (form === 2) made.every = L('seconds', dice.of(5, 30, 60, 600));
  if (form === 3 || form === 4) made.lasts = L('seconds', dice.of(1, 20, 120));
  if (dice.chance(0.7)) made.peak = peak(dice, without);
  if (dice.chance(0.2)) made.active = L('share', dice.whole(20, 100));
  if (dice.chance(0.2)) made.offPeak = true;
  if (dice.chance(0.3)) made.growth = L('growth', dice.whole(0, 150));
  if (dice.chance(0.7)) made.request = L('bytes', dice.scale(10, 1_000_000));
  if (dice.chance(0.7)) made.response = L('bytes', dice.scale(10, 10_000_000));
  if (dice.chance(0.4)) {
    const spikes: Tree = {};
    for (const name of dice.some(['sale', 'viral'], 0.6))
      spikes[name] =
        without.oddPeaks || dice.chance(0.6)
          ? { factor: L('factor', dice.of(2, 5, 30)) }
          : { rate: L('spikeRate', dice.scale(MOST_A_DAY, 20 * MOST_A_DAY)) };
    made.spikes = spikes;
  }
  const entry = dice.of('front', 'api', 'api', 'db');
  made.path = dice.chance(0.15)
    ? dice.of('api -> svc -> db', 'front -> api', 'api -> cache', 'api -> q1')
    : [call(dice, without, entry, 0), ...(dice.chance(0.2) ? ['svc'] : [])];
  return made;
}

/** What may call what: nothing calls itself, however far below. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  front: ['api', 'blob'],
  api: ['svc', 'cache', 'db', 'q1', 'blob'],
  svc: ['cache', 'db', 'q1', 'q2', 'blob'],
  cache: ['db', 'blob'],
};

function call(dice: Dice, without: Without, name: string, depth: number): Value {
  const below = BELOW[name] ?? [];
  const options: Tree = {};
  if (dice.chance(0.25)) options.times = L('ratio', dice.of(0.25, 2, 3, 12));
  if (dice.chance(0.15)) options.batch = L('ratio', dice.of(2, 10, 50));
  if (dice.chance(0.15)) options.async = true;
  if (dice.chance(0.15)) options.kind = dice.of('read', 'write');
  if (!without.ownBytes && dice.chance(0.15)) options.request = L('bytes', dice.scale(10, 100_000));
  if (!without.ownBytes && dice.chance(0.15)) options.response = L('bytes', dice.scale(10, 100_000));
  if (depth < 4 && below.length > 0) {
    const calls = dice.some(below, 0.4).map((callee) => call(dice, without, callee, depth + 1));
    if ((name === 'front' || name === 'cache') && dice.chance(0.8)) {
      options.hit = L('share', dice.whole(0, 100));
      options.miss = [call(dice, without, dice.of(...below), depth + 1)];
    }
    if (calls.length > 1 && dice.chance(0.3)) options.parallel = calls;
    else if (calls.length > 0) options.calls = calls;
  }
  return Object.keys(options).length === 0 ? name : { [name]: options };
}

function components(dice: Dice, data: readonly string[], without: Without): Tree {
  const consumer = (...calls: readonly string[]): Tree => ({
    ...(!without.consumerRates && dice.chance(0.5) && { rate: L('consumerRate', dice.scale(1_000, 100_000_000)) }),
    ...(dice.chance(0.3) && { batch: L('ratio', dice.of(5, 100)) }),
    ...(dice.chance(0.2) && { times: L('ratio', dice.of(0.5, 2)) }),
    ...(calls.length > 0 && dice.chance(0.6) && { calls: dice.some(calls, 0.7).length > 0 ? [...calls] : ['db'] }),
  });
  return {
    front: { kind: 'cdn', ...sized(dice, without) },
    api: { kind: dice.of('service', 'gateway'), ...sized(dice, without) },
    svc: { kind: 'service', ...sized(dice, without) },
    cache: {
      kind: 'cache',
      ...sized(dice, without),
      ...(dice.chance(0.5) && { overhead: L('share', dice.whole(5, 60)) }),
      ...holds(dice, data),
    },
    db: { kind: 'database', ...sized(dice, without), ...copies(dice) },
    blob: { kind: 'objectStore', ...copies(dice) },
    q1: { kind: 'queue', consumers: { w1: consumer('q2', 'db'), w2: consumer() } },
    q2: { kind: 'stream', ...copies(dice), consumers: { w3: consumer('db') } },
    w1: { kind: 'worker', ...sized(dice, without) },
    w2: { kind: 'worker' },
    w3: { kind: 'worker', ...sized(dice, without) },
  };
}

function sized(dice: Dice, without: Without): Tree {
  const each: Tree = {};
  if (dice.chance(0.5)) each.rate = L('perSecond', dice.scale(10, 50_000));
  if (!without.clock && dice.chance(0.4)) each.serviceTime = L('seconds', dice.of(0.002, 0.01, 0.3));
  if (dice.chance(0.3)) each.memory = L('bytes', dice.of(4e9, 16e9, 64e9));
  if (dice.chance(0.3)) each.disk = L('bytes', dice.of(100e9, 2e12));
  if (!without.clock && dice.chance(0.3)) each.cost = L('usdPerHour', dice.of(0.05, 0.5, 2));
  const made: Tree = Object.keys(each).length > 0 ? { each } : {};
  // Enough for the fragments of an item, also where a change has four times as many.
  if (dice.chance(0.2)) made.instances = L('count', dice.whole(60, 110));
  if (dice.chance(0.2)) made.survives = dice.of('none', 'instance', 'zone');
  return made;
}

function copies(dice: Dice): Tree {
  const form = dice.whole(0, 3);
  if (form === 0) return {};
  if (form === 1) return { replication: L('count', dice.whole(1, 5)) };
  if (form === 2) return { replication: { factor: L('count', dice.whole(1, 5)), read: dice.of('one', 'quorum', 'all'), write: 'quorum' } };
  return { replication: { data: L('count', dice.whole(2, 10)), parity: L('count', dice.whole(1, 4)) } };
}

function holds(dice: Dice, data: readonly string[]): Tree {
  const held: Tree = {};
  for (const name of dice.some(data, 0.5))
    held[name] = dice.of(
      L('holdsShare', dice.whole(1, 90)),
      L('holdsDaily', dice.whole(1, 90)),
      L('holdsCount', dice.scale(10, 1_000_000)),
    );
  return Object.keys(held).length > 0 ? { holds: held } : {};
}

function dataSet(dice: Dice, flows: readonly string[]): Tree {
  const made: Tree = {};
  const store = dice.whole(0, 4);
  if (store === 1) made.in = 'db';
  if (store === 2) made.in = ['db', 'blob'];
  if (store === 3) made.in = dice.of('cache', 'api');
  if (store === 4) made.in = 'blob';
  made.item = dice.chance(0.5) ? L('bytes', dice.scale(8, 1_000_000)) : { id: L('bytes', 8), body: L('bytes', dice.scale(10, 10_000)) };
  const stock = dice.whole(0, 2);
  if (stock === 0) made.items = L('count', dice.scale(10, 100_000_000));
  if (stock === 1) made.size = L('bytes', dice.scale(1e6, 1e12));
  if (dice.chance(0.2)) made.added = L('added', dice.scale(10, 10_000_000));
  if (dice.chance(0.6)) made.addedBy = touched(dice, flows);
  if (dice.chance(0.5)) made.readBy = touched(dice, flows);
  if (dice.chance(0.4)) made.keep = dice.chance(0.2) ? 'forever' : L('days', dice.of(7, 90, 400, 2000));
  if (dice.chance(0.3)) made.growth = L('growth', dice.whole(0, 120));
  if (dice.chance(0.4)) made.overhead = L('share', dice.whole(0, 90));
  if (dice.chance(0.3)) made.compression = L('ratio', dice.of(1.5, 2, 4));
  return made;
}

function touched(dice: Dice, flows: readonly string[]): Value {
  const some = dice.some(flows, 0.6);
  const [first = 'f1'] = some;
  if (some.length <= 1 && dice.chance(0.5)) return first;
  const list = some.length > 0 ? some : [first];
  return dice.chance(0.4) ? list : Object.fromEntries(list.map((name) => [name, L('ratio', dice.of(0.25, 1, 2, 7))]));
}

/** In flow style, which is JSON. */
export const yamlOf = (spec: Value, style?: (path: readonly string[]) => number): string => JSON.stringify(written(spec, style));
/** In block style, as people write it. */
export const blockYamlOf = (spec: Value): string => stringify(written(spec), { aliasDuplicateObjects: false });

/** The value at a path of the spec. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let here = value;
  for (const step of path) {
    if (Array.isArray(here)) here = here[Number(step)];
    else here = isTree(here) ? here[step] : undefined;
  }
  return here;
}

/** The spec with another value at a path, which is to exist. */
export function withAt<T extends Value>(value: T, path: readonly string[], made: Value): T;
export function withAt(value: Value, path: readonly string[], made: Value): Value {
  const [step, ...rest] = path;
  if (step === undefined) return made;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === step ? withAt(item, rest, made) : item));
  if (!isTree(value)) throw new Error(`nothing at ${path.join('.')}`);
  const inner = value[step];
  return { ...value, [step]: inner === undefined ? made : withAt(inner, rest, made) };
}
