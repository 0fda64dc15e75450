import type { Context } from '../../facts/index.js';
import { add, applied, ceil, cond, div, type Expr, less, max, min, mul, num, sub } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { componentOf } from '../shared/by-name.js';
import { quorumOf } from '../shared/copies/quorum.js';
import { type Shard, shardOf } from '../shared/copies/shards.js';
import { awayIn } from '../shared/deploys.js';
import { downFirst } from '../shared/losses.js';
import type { Event, Group } from './event.js';
import { Fleet, type Slot, type Slots, type Use } from './fleet.js';
import { isWhole } from './instance.js';
import { leftOf } from './left.js';

/**
 * The instances of a component as a redundant group, with its k-of-n numbers.
 * @param places the loss of each place, by region
 * @param isWhole modeled as one thing: a group of one
 * @param neededIn instances that must be up in other states
 */
export function groupOf(
  context: Context,
  name: string,
  places: readonly (readonly Event[])[],
  isWhole = false,
  neededIn: readonly Expr[] = [],
): Group {
  const { mode } = failoverOf(context, name);
  const slots: Slots = isWhole ? { instances: num(1), needed: num(1), q: ownShare(context, name) } : fleetOf(context, name);
  const repairs = (): Slots => {
    const repair = repairOf(context, name);
    return repair ? { repairs: repair, year: context.convention('year') } : {};
  };
  const { zones, regions, within } = componentOf(context, name).places;
  const isSpread = within.flat().length > 1 && !(zones === 1 && regions === 1);
  return new Fleet({ name, places, slots, isWhole, isSpread, isCold: mode === 'cold', neededIn, repairs });
}

/** What there is of a whole, whose own failures are another event: enough of it to carry its load, or not. */
export function capacityOf(context: Context, name: string, places: readonly (readonly Event[])[], neededIn: readonly Expr[]): Group {
  const instances = context.known('components.*.fleet', name) ? context.ref('components.*.fleet', name) : num(1);
  const slots: Slots = { instances, needed: context.ref('components.*.needed', name), q: num(0) };
  // Nothing of it fails by itself: any time to repair does.
  const repairs = (): Slots => ({ repairs: num(1), year: context.convention('year') });
  return new Fleet({ name, places, slots, isWhole: false, isSpread: false, isCold: false, neededIn, repairs });
}

/** What is stated of several instances. */
function fleetOf(context: Context, name: string): Slots {
  const crews = context.stated('components.*.crews', name);
  return {
    ...countsOf(context, name),
    ...switchingOf(context, name),
    ...rollingWorkOf(context, name),
    ...(crews && { crews }),
  };
}

const repairOf = (context: Context, name: string): Expr | undefined => {
  const id = context.id('components.*.instance.outage', name);
  return context.known(id) ? context.ref(id) : undefined;
};

/** Instances and how many are needed; of a fleet in shards, those of one shard, which is what one request meets. */
function countsOf(context: Context, name: string): Slots {
  const [fleet, needed] = [context.ref('components.*.fleet', name), context.ref('components.*.needed', name)];
  const q = ownShare(context, name);
  const copies = copiesOf(context, name);
  const shard = shardOf(context, name);
  if (!shard) return { instances: fleet, needed, q, ...copies };
  const { isShared, pieces } = shard;
  const isOne = (use: Expr): boolean => use.op === 'number' && use.value >= 1;
  const answers = (use: Expr = num(0)): Expr => {
    const least = [...(isOne(use) ? [] : [num(1)]), use, ...(isOne(needed) ? [] : [needed])];
    return cond(isShared, least.length === 1 ? use : max(...(least as [Expr, ...Expr[]])), use);
  };
  return {
    // Where shards share instances, what is needed of each shard is needed of those that have it: some of all.
    ...alone(context, name, shard),
    needed: isOne(needed) ? needed : cond(isShared, num(1), needed),
    q,
    copies: cond(isShared, pieces, copies.copies ?? num(0)),
    read: answers(copies.read),
    write: answers(copies.write),
  };
}

/** Shards that fail by themselves, and the instances of one: of those that share all instances there is one, with all. */
const alone = (
  context: Context,
  name: string,
  { isShared, instances, apart }: Shard,
): { readonly instances: Expr; readonly shards: Expr } => ({
  instances: cond(isShared, context.ref('components.*.fleet', name), instances),
  shards: cond(isShared, num(1), apart),
});

/** Shares of its failures that a component blames on causes. */
export const blamedBy = (context: Context, name: string): readonly Expr[] =>
  componentOf(context, name).causes.flatMap((cause) => context.stated('components.*.shares.*', name, cause) ?? []);

/** Share of time that one instance, or the whole, is down by itself: without what it blames on causes. */
export function ownShare(context: Context, name: string): Expr {
  const blamed = blamedBy(context, name);
  const q = context.ref('components.*.instance.unavailability', name);
  return blamed.length === 0 ? q : mul(q, sub(num(1), { op: 'add', args: blamed }));
}

/** Copies of each item, and how many must answer a read or a write; nothing where one is enough for both. */
export function copiesOf(context: Context, name: string): Slots {
  const [data, parity] = [context.stated('components.*.replication.data', name), context.stated('components.*.replication.parity', name)];
  if (data && parity) return { copies: { op: 'add', args: [data, parity] }, read: data, write: data };
  const copies = context.stated('components.*.replication.factor', name);
  if (!copies) return isSplit(context, name) ? { copies: num(1), read: num(1), write: num(1) } : {};
  const { read = null, write = null, sync = null } = componentOf(context, name).replication ?? {};
  const byDefault = sync === 'sync' ? copies : sync === 'semiSync' ? min(copies, num(2)) : num(1);
  return { copies, read: quorumOf(copies, read), write: write === null ? byDefault : quorumOf(copies, write) };
}

/** Whether what is down leaves fewer copies of an item than a use needs; undefined where nothing of the copies is down. */
export function lackOfCopies(context: Context, name: string, use: Use): Expr | undefined {
  if (isWhole(context, name)) return undefined;
  const within = downFirst(context, componentOf(context, name).places);
  const isDown = (place: string): boolean => context.isDown(place) || context.isDown(place.replace(/\..*$/, ''));
  const places = within.flatMap((region, i) => region.map((place) => (isDown(place) ? -(i + 1) : i + 1)));
  const { copies, read, write } = copiesOf(context, name);
  if (places.every((place) => place > 0) || !copies || !read || !write) return undefined;
  return less(
    // Of each place the number of its region, negative if it is lost.
    applied(
      'outside',
      (count, ...of) => {
        const regions = within.map((region) => region.length);
        return leftOf(
          count as number,
          regions,
          of.map((place) => (place as number) < 0),
        );
      },
      copies,
      ...places.map(num),
    ),
    use === 'read' ? read : write,
  );
}

/**
 * Whether each item lies on one instance only: the component holds data, and the spec states no redundancy among its instances. Where data
 * is not on the disks of instances, any of them can read all of it.
 */
function isSplit(context: Context, name: string): boolean {
  const { data, traits, areReplicas } = componentOf(context, name);
  return (
    traits.data === 'disk' &&
    data.length > 0 &&
    !areReplicas &&
    !context.stated('components.*.needed', name) &&
    failoverOf(context, name).mode === undefined
  );
}

interface Failover {
  readonly mode: NonNullable<Component['failover']>['mode'] | undefined;
  readonly takes: readonly Expr[];
}

const NO_FAILOVER: Failover = { mode: undefined, takes: [] };

/** How another instance takes over: the mode, and the times that pass until it has. */
export function failoverOf(context: Context, name: string): Failover {
  const { failover } = componentOf(context, name);
  if (!failover) return NO_FAILOVER;
  const [detect, takes] = [context.stated('components.*.failover.detect', name), context.stated('components.*.failover.takes', name)];
  const stated = [detect, takes].filter((time) => time !== undefined);
  const mode = failover.mode ?? (stated.length > 0 ? 'active-passive' : undefined);
  if (stated.length > 0 || mode === undefined) return { mode, takes: stated };
  return { mode, takes: [context.assumed('failover.detect'), context.assumed('failover.takes')] };
}

/** Active and passive instances: until the passive one serves, nothing does. */
function switchingOf(context: Context, name: string): Slots {
  const { mode, takes } = failoverOf(context, name);
  const repair = mode === undefined || mode === 'active-active' ? undefined : repairOf(context, name);
  if (!repair) return {};
  const coverage = context.stated('components.*.failover.coverage', name);
  return { takes: sum(takes), ...(coverage && { coverage }), manual: manualOf(context, name, repair), repair };
}

/** Until people have switched where the failover did not: as stated, else what they take to begin, else all of the repair. */
function manualOf(context: Context, name: string, repair: Expr): Expr {
  const people = (['detect', 'respond'] as const).flatMap((part) => context.stated(`components.*.mttr.${part}`, name) ?? []);
  return context.stated('components.*.failover.manual', name) ?? (people.length > 0 ? sum(people) : repair);
}

/**
 * Mean time until requests no longer go to an instance that has failed: automatic detection, or manual in the share of failures that it
 * does not cover; at most the duration of the failure.
 */
export function untilSeen(context: Context, name: string, lasts: Expr): Expr | undefined {
  const { takes } = failoverOf(context, name);
  if (takes.length === 0) return undefined;
  const covered = min(sum(takes), lasts);
  const coverage = context.stated('components.*.failover.coverage', name);
  if (!coverage) return covered;
  const manual = manualOf(context, name, lasts);
  return add(mul(coverage, covered), mul(sub(num(1), coverage), manual === lasts ? lasts : min(manual, lasts)));
}

const sum = (terms: readonly Expr[]): Expr =>
  terms.length === 1 ? (terms[0] as Expr) : terms.length === 0 ? num(0) : { op: 'add', args: terms };

/**
 * Maintenance one instance after the other, and new versions that take some away: share of time, and how often a second it begins. Of a fleet in
 * shards, for one of them: as many are away at a time, of all shards in turn.
 */
function rollingWorkOf(context: Context, name: string): Slots {
  const slots: { -readonly [S in Slot]?: Expr } = {};
  const { maintenance, deploy } = componentOf(context, name);
  if (!maintenance && !deploy) return slots;
  const fleet = context.ref('components.*.fleet', name);
  const shard = shardOf(context, name);
  const { instances, shards } = shard ? alone(context, name, shard) : { instances: fleet, shards: num(1) };
  const [every, lasts] = [context.stated('components.*.maintenance.every', name), context.stated('components.*.maintenance.lasts', name)];
  if (every && lasts && maintenance?.isRolling) {
    slots.rolling = min(num(1), div(mul(instances, lasts), every));
    slots.starts = div(instances, every);
  }
  const [often, takes] = [context.stated('components.*.deploy.every', name), context.stated('components.*.deploy.takes', name)];
  const away = awayIn(context, name);
  if (often && takes && away && deploy?.strategy !== 'blueGreen') {
    const all = away(fleet);
    slots.away = shard ? ceil(div(all, shards)) : all;
    slots.rollout = min(num(1), div(takes, often), ...(shard ? [div(mul(takes, all), mul(often, max(num(1), slots.away), shards))] : []));
    slots.rollouts = div(num(1), often);
  }
  return slots;
}
