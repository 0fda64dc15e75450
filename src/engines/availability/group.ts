import type { Context } from '../../facts/index.js';
import { add, applied, div, type Expr, less, min, mul, num, sub } from '../../quantity/index.js';
import { copiesAnswering } from '../quorum.js';
import type { Event, Group } from './event.js';
import { Fleet, type Slot, type Slots, type Use } from './fleet.js';
import { componentOf, says } from './instance.js';
import { leftOf, MOST_PLACES } from './levels.js';

/**
 * The instances of a component as a group: what is stated of its redundancy, and what that comes to.
 * @param places the loss of each place, by region
 * @param isWhole told as one thing: a group of one
 */
export function groupOf(context: Context, name: string, places: readonly (readonly Event[])[], isWhole = false): Group {
  const { mode } = failoverOf(context, name);
  const slots: Slots = isWhole ? { instances: num(1), needed: num(1), q: ownShare(context, name) } : fleetOf(context, name);
  const repairs = (): Slots => {
    const repair = repairOf(context, name);
    return repair ? { repairs: repair, year: context.convention('year') } : {};
  };
  return new Fleet({ name, places, slots, isCold: mode === 'cold', repairs });
}

/** What is stated of several instances. */
function fleetOf(context: Context, name: string): Slots {
  const crews = says(context, name, 'crews') ? context.stated(`components.${name}.crews`) : undefined;
  return {
    ...countsOf(context, name),
    ...switchingOf(context, name),
    ...turnsOf(context, name),
    ...(crews && { crews }),
  };
}

const repairOf = (context: Context, name: string): Expr | undefined => {
  const id = context.id('components.*.instance.outage', name);
  return context.known(id) ? context.ref(id) : undefined;
};

/** Instances and how many are needed; of a fleet in shards, those of one shard, which is what one request meets. */
function countsOf(context: Context, name: string): Slots {
  const at = `components.${name}`;
  const shards = says(context, name, 'shards') ? context.stated(`${at}.shards`) : undefined;
  const of = (whole: Expr): Expr => (shards ? div(whole, shards) : whole);
  return {
    instances: of(context.ref('components.*.fleet', name)),
    needed: of(context.ref('components.*.needed', name)),
    q: ownShare(context, name),
    ...copiesOf(context, name),
  };
}

/** Shares of its failures that a component blames on causes. */
export const blamedBy = (context: Context, name: string): readonly Expr[] =>
  componentOf(context, name).causes.flatMap((cause) => context.stated(`components.${name}.shares.${cause}`) ?? []);

/** Share of time that one instance, or the whole, is down by itself: without what it blames on causes. */
function ownShare(context: Context, name: string): Expr {
  const blamed = blamedBy(context, name);
  const q = context.ref('components.*.instance.unavailability', name);
  return blamed.length === 0 ? q : mul(q, sub(num(1), { op: 'add', args: blamed }));
}

/** Copies of each item, and how many must answer a read or a write; nothing where one is enough for both. */
function copiesOf(context: Context, name: string): Slots {
  const at = `components.${name}.replication`;
  if (!says(context, name, 'replication')) return isSplit(context, name) ? { copies: num(1), read: num(1), write: num(1) } : {};
  const [data, parity] = [context.stated(`${at}.data`), context.stated(`${at}.parity`)];
  if (data && parity) return { copies: { op: 'add', args: [data, parity] }, read: data, write: data };
  const copies = context.stated(`${at}.factor`) ?? context.stated(at);
  if (!copies) return isSplit(context, name) ? { copies: num(1), read: num(1), write: num(1) } : {};
  const sync = context.word(`${at}.sync`);
  const [reads, writes] = [context.word(`${at}.read`), context.word(`${at}.write`)];
  const read = copiesAnswering(copies, reads);
  const write =
    writes === undefined && sync === 'sync'
      ? copies
      : writes === undefined && sync === 'semiSync'
        ? min(copies, num(2))
        : copiesAnswering(copies, writes);
  return { copies, read, write };
}

/** Whether what is down leaves fewer copies of an item than a use needs; undefined where nothing of the copies is down. */
export function lackOfCopies(context: Context, name: string, use: Use): Expr | undefined {
  const { within } = componentOf(context, name).places;
  const places = within.flat();
  const lost = places.reduce((set, place, i) => set | (context.isDown(place) ? 1 << i : 0), 0);
  const { copies, read, write } = copiesOf(context, name);
  if (lost === 0 || places.length > MOST_PLACES || !copies || !read || !write) return undefined;
  return less(
    applied(
      'outside',
      (count, set, ...regions) => leftOf(count as number, regions as readonly number[], set as number),
      copies,
      num(lost),
      ...within.map((region) => num(region.length)),
    ),
    use === 'read' ? read : write,
  );
}

/** Kinds whose instances keep data of their own; what others have of it, any of them can get. */
const STORES: ReadonlySet<string> = new Set(['database', 'search', 'objectStore', 'fileStore', 'queue', 'stream', 'warehouse']);

/** Whether each item lies on one instance only: data is there, and nothing is said that makes the instances stand in for each other. */
function isSplit(context: Context, name: string): boolean {
  const at = `components.${name}`;
  const { data, kind } = componentOf(context, name);
  return (
    STORES.has(kind) &&
    data.length > 0 &&
    !['needed', 'replicas'].some((key) => context.stated(`${at}.${key}`)) &&
    failoverOf(context, name).mode === undefined
  );
}

interface Failover {
  readonly mode: string | undefined;
  readonly takes: readonly Expr[];
}

const NO_FAILOVER: Failover = { mode: undefined, takes: [] };

/** How another instance takes over: the mode, and the times that pass until it has. */
export function failoverOf(context: Context, name: string): Failover {
  if (!says(context, name, 'failover')) return NO_FAILOVER;
  const at = `components.${name}.failover`;
  const whole = context.stated(at);
  const [detect, takes] = [context.stated(`${at}.detect`), context.stated(`${at}.takes`)];
  const mode = context.word(`${at}.mode`) ?? (whole || detect || takes ? 'active-passive' : undefined);
  const stated = [whole, detect, takes].filter((time) => time !== undefined);
  if (stated.length > 0 || mode === undefined) return { mode, takes: stated };
  return { mode, takes: [context.assumed('failover.detect'), context.assumed('failover.takes')] };
}

/** Active and passive instances: until the passive one serves, nothing does. */
function switchingOf(context: Context, name: string): Slots {
  const { mode, takes } = failoverOf(context, name);
  const repair = mode === undefined || mode === 'active-active' ? undefined : repairOf(context, name);
  if (!repair) return {};
  const coverage = context.stated(`components.${name}.failover.coverage`);
  return { takes: sum(takes), ...(coverage && { coverage }), manual: manualOf(context, name, repair), repair };
}

/** Until people have switched where the failover did not: as stated, else what they take to begin, else all of the repair. */
function manualOf(context: Context, name: string, repair: Expr): Expr {
  const at = `components.${name}`;
  const people = [`${at}.mttr.detect`, `${at}.mttr.respond`].flatMap((path) => context.stated(path) ?? []);
  return context.stated(`${at}.failover.manual`) ?? (people.length > 0 ? sum(people) : repair);
}

/** Mean time until nothing goes any more to an instance that is gone: by itself, or, in the share of failures not covered, by people. */
export function untilSeen(context: Context, name: string): Expr | undefined {
  const { takes } = failoverOf(context, name);
  if (takes.length === 0) return undefined;
  const coverage = context.stated(`components.${name}.failover.coverage`);
  if (!coverage) return sum(takes);
  const manual = manualOf(context, name, context.ref('components.*.instance.outage', name));
  return add(mul(coverage, sum(takes)), mul(sub(num(1), coverage), manual));
}

const sum = (terms: readonly Expr[]): Expr =>
  terms.length === 1 ? (terms[0] as Expr) : terms.length === 0 ? num(0) : { op: 'add', args: terms };

/** Maintenance one instance after the other, and new versions that take some away: share of time, and how often a second it begins. */
function turnsOf(context: Context, name: string): Slots {
  const at = `components.${name}`;
  const slots: { -readonly [S in Slot]?: Expr } = {};
  if (!says(context, name, 'maintenance') && !says(context, name, 'deploy')) return slots;
  const fleet = context.ref('components.*.fleet', name);
  const [every, lasts] = [context.stated(`${at}.maintenance.every`), context.stated(`${at}.maintenance.lasts`)];
  if (every && lasts && context.word(`${at}.maintenance.rolling`) === 'true') {
    slots.turns = min(num(1), div(mul(fleet, lasts), every));
    slots.starts = div(fleet, every);
  }
  const [often, takes] = [context.stated(`${at}.deploy.every`), context.stated(`${at}.deploy.takes`)];
  const away = context.stated(`${at}.deploy.unavailable`);
  if (often && takes && away && context.word(`${at}.deploy.strategy`) !== 'blueGreen') {
    slots.rollout = min(num(1), div(takes, often));
    slots.rollouts = div(num(1), often);
    const ofFleet: Expr = { op: 'floor', args: [mul(fleet, away)] };
    const isShare = context.model.leaves.get(`${at}.deploy.unavailable`)?.text.includes('%') === true;
    slots.away = isShare ? ofFleet : { op: 'if', args: [less(away, num(1)), ofFleet, away] };
  }
  return slots;
}
