import { Dice } from '../properties/specs.js';
import { components } from './components.js';
import { Literal, literalAt, type Tree, type Value } from './data.js';
import { Design } from './evaluator/design.js';
import { Literals } from './literals.js';

export const FLOWS = ['f1', 'f2', 'f3'] as const;
const YEARS = [1, 2.5, 4] as const;

/** Years from today that the scenario `later` looks at. */
export const yearsOf = (spec: Tree): number => literalAt(spec, 'scenarios', 'later', 'after')?.value ?? 0;

/** A valid spec that states any of the fields that engines of load, storage, capacity and cost read. */
export function generated(seed: number): Tree {
  const dice = new Dice(seed);
  const conventions = calendar(dice);
  const literals = new Literals(dice, new Design({ conventions }));
  const flows = FLOWS.slice(0, dice.whole(1, 3));
  const data = ['d1', 'd2', 'd3'].slice(0, dice.whole(0, 3));
  const years = dice.of(...YEARS);
  const spec: Tree = {
    sysdesign: 1,
    name: 'generated',
    ...(Object.keys(conventions).length > 0 && { conventions }),
    ...(dice.chance(0.5) && { tier: dice.of('critical', 'standard', 'internal') }),
    ...(dice.chance(0.7) && { horizon: literals.days(180, 365, 1000) }),
    ...(dice.chance(0.6) && { growth: literals.growth() }),
    ...(dice.chance(0.3) && { target: literals.allowed() }),
    ...(dice.chance(0.3) && { afterLoss: literals.allowed() }),
    ...(dice.chance(0.2) && { sizeFor: dice.of('mean', 'peak') }),
    ...(dice.chance(0.3) && { peak: dice.chance(0.5) ? literals.factor(1, 2, 5) : literals.window() }),
    ...(dice.chance(0.6) && { topology: { regions: regions(dice) } }),
    flows: {},
    data: {},
    scenarios: { later: { after: new Literal(`${years} years`, years) } },
  };
  for (const name of flows) (spec.flows as Tree)[name] = flow(literals, flows, name);
  for (const name of data) (spec.data as Tree)[name] = dataSet(literals, flows);
  spec.components = components(literals, data);
  return settled(spec, dice);
}

/** Seconds of a day or a month, which move the others. */
function calendar(dice: Dice): Tree {
  const of = dice.whole(0, 9);
  if (of === 0) return { day: new Literal('100k s', 100_000) };
  if (of === 1) return { month: new Literal('2.5M s', 2_500_000) };
  return of === 2 ? { year: new Literal('32M s', 32_000_000) } : {};
}

const regions = (dice: Dice): Tree =>
  dice.of<Tree>(
    { eu: { zones: ['a', 'b', 'c'] } },
    { eu: { zones: ['a', 'b'] }, us: { zones: ['a', 'b', 'c'] } },
    { eu: { zones: ['a'] } },
    { eu: { zones: ['a'] }, us: { zones: ['a'] }, ap: { zones: ['a', 'b'] } },
  );

function flow(literals: Literals, flows: readonly string[], name: string): Tree {
  const { dice } = literals;
  const made: Tree = {};
  if (dice.chance(0.7)) made.kind = dice.of('read', 'write');
  const form = dice.whole(0, 6);
  let mean = 0;
  if (form <= 3) {
    const rate = literals.rate(1, 5000);
    made.rate = rate;
    mean = rate.value;
  }
  if (form >= 3) {
    const concurrent = literals.count(10, 100_000);
    made.concurrent = concurrent;
    if (form === 4) made.every = literals.seconds(5, 30, 600);
    if (form === 5) made.lasts = literals.seconds(1, 20, 120);
    const time = made.every ?? made.lasts;
    if (time instanceof Literal) mean = concurrent.value / time.value;
  }
  if (form === 2) made.lasts = literals.seconds(0.5, 20, 375);
  let open = 1;
  if (dice.chance(0.25)) {
    const active = dice.chance(0.5) ? literals.share(67, 100) : new Literal('18 h per day', (18 * 3600) / literals.day);
    made.active = active;
    open = active.value;
  }
  if (dice.chance(0.7)) made.peak = dice.of(literals.factor(1, 1.5, 3, 8), literals.window(), peakRate(literals, mean / open));
  if (dice.chance(0.2)) made.offPeak = true;
  if (dice.chance(0.4)) made.growth = literals.growth();
  if (dice.chance(0.7)) made.request = literals.bytes(10, 1e6);
  if (dice.chance(0.7)) made.response = literals.bytes(10, 1e6);
  if (name !== 'f1' && dice.chance(0.1)) made.partOf = flows[0] as string;
  for (const spike of dice.some(['sale', 'viral'], 0.3))
    made.spikes = {
      ...(made.spikes as Tree | undefined),
      [spike]: dice.chance(0.6) || mean === 0 ? { factor: literals.factor(2, 5, 30) } : { rate: literals.rateOf(mean * dice.of(1.5, 12)) },
    };
  made.path = dice.chance(0.15)
    ? dice.of('api -> svc -> db', 'edge -> api', 'api -> cache', 'api -> q1')
    : [call(literals, dice.of('app', 'edge', 'api', 'api', 'db'), 0), ...(dice.chance(0.2) ? ['svc'] : [])];
  return made;
}

/** A rate above the mean, of a flow that has requests. */
const peakRate = (literals: Literals, active: number): Literal =>
  active > 0 ? literals.rateOf(active * literals.dice.of(1.2, 4)) : literals.factor(2);

/** What may call what: nothing calls itself, however far below. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  app: ['edge', 'api'],
  edge: ['api', 'blob'],
  api: ['svc', 'cache', 'db', 'q1', 'blob'],
  svc: ['cache', 'db', 'q1', 'q2', 'ext'],
  cache: ['db', 'blob'],
};

function call(literals: Literals, name: string, depth: number): Value {
  const { dice } = literals;
  const below = BELOW[name] ?? [];
  const options: Tree = {};
  const isQueue = name === 'q1' || name === 'q2';
  if (dice.chance(0.25)) options.times = literals.ratio(0.25, 2, 3, 12);
  if (dice.chance(0.15)) options.batch = literals.ratio(2, 10, 50);
  if (dice.chance(0.15)) options.async = true;
  if (dice.chance(0.15)) options.kind = isQueue ? 'write' : dice.of('read', 'write');
  if (dice.chance(0.15)) options.request = literals.bytes(10, 1e5);
  if (dice.chance(0.15)) options.response = literals.bytes(10, 1e5);
  if (depth < 3 && below.length > 0) {
    const calls = dice.some(below, 0.4).map((callee) => call(literals, callee, depth + 1));
    if ((name === 'edge' || name === 'cache') && dice.chance(0.8)) {
      if (dice.chance(0.7)) options.hit = literals.share(0, 100);
      options.miss = [call(literals, dice.of(...below), depth + 1)];
    }
    if (calls.length > 1 && dice.chance(0.3)) options.parallel = calls;
    else if (calls.length > 0) options.calls = calls;
  }
  return Object.keys(options).length === 0 ? name : { [name]: options };
}

function dataSet(literals: Literals, flows: readonly string[]): Tree {
  const { dice } = literals;
  const made: Tree = {};
  const store = dice.whole(0, 6);
  if (store > 0) made.in = dice.of<Value>('db', ['db', 'blob'], 'cache', 'api', 'blob', 'q2', 'db');
  const hasItem = dice.chance(0.85);
  if (hasItem) made.item = dice.chance(0.5) ? literals.bytes(8, 1e6) : { id: literals.bytes(8, 9), body: literals.bytes(10, 10_000) };
  const stock = hasItem ? dice.whole(0, 2) : 1;
  if (stock === 0) made.items = literals.count(10, 1e7);
  if (stock === 1) made.size = literals.bytes(1e6, 1e12);
  if (hasItem && dice.chance(0.25)) made.added = literals.rate(1, 1000);
  if (hasItem && dice.chance(0.5)) made.addedBy = used(literals, flows);
  if (dice.chance(0.5)) made.readBy = used(literals, flows);
  if (dice.chance(0.4)) made.keep = dice.chance(0.2) ? new Literal('forever', 0, 'forever') : literals.days(5, 100, 400, 2000);
  if (dice.chance(0.3)) made.growth = literals.growth();
  if (dice.chance(0.4)) made.overhead = literals.overhead();
  if (dice.chance(0.3)) made.compression = literals.ratio(1.5, 2, 4);
  return made;
}

function used(literals: Literals, flows: readonly string[]): Value {
  const { dice } = literals;
  const some = dice.some(flows, 0.6);
  const list = some.length > 0 ? some : [flows[0] as string];
  if (dice.chance(0.3)) return list.length === 1 ? (list[0] as string) : list;
  return Object.fromEntries(list.map((name) => [name, literals.ratio(0.25, 1, 2, 7)]));
}

/** The spec without what cannot be: a zone to survive where there is one, a spike to be sized for that never comes. */
function settled(spec: Tree, dice: Dice): Tree {
  const design = new Design(spec);
  for (const [name, component] of Object.entries(spec.components as Record<string, Tree>)) {
    const { zones, regions: there } = design.places(name);
    // Every piece of an item is on an instance of its own.
    const stated = ['instances', 'replicas', 'nodes'].find((key) => component[key] !== undefined);
    if (stated !== undefined && (literalAt(component, stated)?.value ?? 0) < (design.pieces(name) ?? 0))
      Reflect.deleteProperty(component, stated);
    const spikes = [...new Set(design.stepsAt(name).flatMap((step) => design.spikes(step.flow)))];
    if (spikes.length > 0 && dice.chance(0.2)) component.sizeFor = `spike.${dice.of(...spikes)}`;
    const levels = ['none', 'instance', 1, 2, 3, ...(zones === 1 ? [] : ['zone', 'zone']), ...(there > 1 ? ['region'] : [])];
    const isCritical = spec.tier === 'critical';
    if (dice.chance(0.4) || (isCritical && zones === 1)) component.survives = dice.of<string | number>(...levels);
  }
  if (dice.chance(0.1) && !Object.keys(spec.components as Tree).some((name) => design.places(name).zones === 1)) spec.survives = 'zone';
  return spec;
}
