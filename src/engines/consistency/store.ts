import { type Behavior, levelNamed, type ProductLevel } from '../../catalog/behavior.js';
import type { Context } from '../../facts/index.js';
import { type Guarantee, implies } from '../../math/consistency/guarantees.js';
import { add, type Expr, min, num, sub } from '../../quantity/index.js';
import type { Call, Component } from '../../spec/index.js';
import { isOfRegions, marginOf, type QuorumReach, reachOf, regionsText } from '../shared/copies/reach.js';
import { readLevelOf } from '../shared/copies/read-level.js';
import { copiesByRegion } from '../shared/copies/spread.js';
import { fixedLinks, joinedLinks, type Link, type LinkChain } from './link.js';

/** The guarantees of one read of a store's copies after its writes; without a call, of a read at the default level. */
export function storeChain(context: Context, store: Component, call: Call | null, writes: readonly Call[]): LinkChain {
  const read = readOf(context, store, call);
  const written = ofWrites(read.behavior, store, writes);
  return joinedLinks([...written, readChain(context, store, call, writes, read)]);
}

/** The same of the read alone, whatever becomes of writes. */
export function copiesChain(context: Context, store: Component, call: Call | null, writes: readonly Call[]): LinkChain {
  return readChain(context, store, call, writes, readOf(context, store, call));
}

interface Read {
  readonly behavior: Behavior | undefined;
  readonly level: ProductLevel | undefined;
  readonly from: Call['from'];
}

function readOf(context: Context, store: Component, call: Call | null): Read {
  const behavior = context.model.products.behaviors.get(store.name);
  const level = behavior && readLevelOf(behavior, store, call);
  return { behavior, level, from: call?.from ?? (behavior?.writes === 'leader' && !level ? 'leader' : null) };
}

function readChain(
  context: Context,
  store: Component,
  call: Call | null,
  writes: readonly Call[],
  { behavior, level, from }: Read,
): LinkChain {
  if (level && level.gives !== 'copies' && behavior && !(from !== null && from !== 'leader' && behavior.writes === 'leader'))
    return level.copies ? ofMet(context, store, call, writes, level, behavior) : fixedLinks(ofLevel(level, behavior, store, call));
  const factor = context.stated('components.*.replication.factor', store.name);
  const isLed = from !== null || store.replication?.mode === 'leader' || store.replication?.sync != null;
  if (!level && isLed) return fixedLinks(ofFollowers(store, from, behavior));
  if (store.replication?.mode === 'multiLeader') return fixedLinks(ofLeaders(store));
  if (level && from !== null && from !== 'leader') return fixedLinks(ofFollowers(store, from, behavior));
  if (factor || level) return ofQuorums(context, store, call, writes, factor ?? num(behavior?.copies ?? 1));
  if (context.stated('components.*.replication.data', store.name)) return fixedLinks(ofFragments(store));
  // Where data lies on disks each replica has all of it; elsewhere it is another word for an instance.
  if (store.areReplicas && store.traits.data === 'disk') return { unstated: [`components.${store.name}.replication`] };
  return fixedLinks(ofOneCopy(store));
}

/** The guarantees that the product's settings of writes leave; where the product counts copies, quorums decide. */
function ofWrites(behavior: Behavior | undefined, store: Component, writes: readonly Call[]): readonly LinkChain[] {
  if (!behavior) return [];
  const calls: readonly (Call | null)[] = writes.length > 0 ? writes : [null];
  return calls.flatMap((call) => {
    const asked = call?.consistency?.name;
    const level = (asked === undefined ? undefined : levelNamed(behavior, asked, 'write')) ?? levelNamed(behavior, behavior.write, 'write');
    if (!level || level.gives === 'copies' || level.gives === 'strictSerializable') return [];
    const because = level.note === undefined ? '' : `: ${level.note}`;
    const stronger = behavior.levels.find(({ of, gives }) => of !== 'read' && gives === 'strictSerializable');
    return [
      fixedLinks({
        gives: [level.gives],
        why: `writes to ${store.name} at ${level.name} leave ${level.gives}${because}`,
        path: at(store, call, `components.${store.name}.use`),
        instead: stronger ? `consistency: ${stronger.name} at the call that writes` : null,
      }),
    ];
  });
}

const at = (store: Component, call: Call | null, stated: string): string =>
  call?.consistency ? `${call.path}.consistency` : store.replication ? `components.${store.name}.replication` : stated;

function ofLevel({ name, gives, note }: ProductLevel, behavior: Behavior, store: Component, call: Call | null): Link {
  const because = note === undefined ? '' : `: ${note}`;
  const isDefault = !call?.consistency;
  const stronger = behavior.levels.find(
    (other) => other.of !== 'write' && other.gives !== 'copies' && other.gives !== gives && implies(other.gives, gives as Guarantee),
  );
  return {
    gives: [gives as Guarantee],
    why: `reads of ${store.name} at ${isDefault ? 'the default ' : ''}${name} are ${gives}${because}`,
    path: at(store, call, `components.${store.name}.use`),
    instead: stronger ? `consistency: ${stronger.name} at the call` : null,
  };
}

/** One leader: what it answers is in the order of all writes; what its followers answer may be old, unless each write waits for them. */
function ofFollowers(store: Component, from: Call['from'], behavior: Behavior | undefined): Link {
  const { name, replication } = store;
  const path = `components.${name}.replication`;
  const sync = replication?.sync ?? (behavior ? 'async' : null);
  if (from === 'leader') {
    if (losesAtFailover(store, sync))
      return {
        gives: ['eventual'],
        why: `reads go to the leader of ${name}, and a failover to a follower that is behind loses acknowledged writes`,
        path,
        instead: `components.${name}.${sync === 'async' ? 'replication.sync=semiSync' : 'failover.promotes=upToDate'}`,
      };
    return { gives: ['linearizable'], why: `reads go to the leader of ${name}, which orders all writes`, path, instead: null };
  }
  const who = from === null || from === 'any' ? 'any copy' : from === 'nearest' ? 'the nearest copy' : 'a follower';
  if (sync === 'sync')
    return {
      gives: ['regular'],
      why: `reads go to ${who} of ${name}, and each write waits for all of them: while one is under way, two reads may go back and forth`,
      path,
      instead: 'from: leader at the call',
    };
  return {
    gives: ['eventual'],
    why: `reads go to ${who} of ${name}, and ${sync === 'semiSync' ? 'a write waits for one follower alone' : sync === null ? 'whether a write waits for it is not stated' : 'followers get a write after it is acknowledged'}`,
    path,
    instead: 'from: leader at the call',
  };
}

/** Whether a new leader may lack writes that were acknowledged. */
export const losesAtFailover = ({ failover }: Component, sync: string | null): boolean =>
  failover !== null && (sync === 'async' || (sync === 'semiSync' && failover.promotes === 'any'));

function ofLeaders({ name, replication }: Component): Link {
  const path = `components.${name}.replication.mode`;
  return replication?.sync === 'sync'
    ? { gives: ['regular'], why: `the leaders of ${name} wait for each other`, path, instead: null }
    : {
        gives: ['eventual'],
        why: `each leader of ${name} takes writes that the others do not have yet`,
        path,
        instead: `components.${name}.replication.mode=leader`,
      };
}

const ofFragments = ({ name }: Component): Link => ({
  gives: ['linearizable'],
  why: `an object of ${name} is all its fragments, and replaced as a whole`,
  path: `components.${name}.replication`,
  instead: null,
});

const ofOneCopy = ({ name }: Component): Link => ({
  gives: ['linearizable'],
  why: `${name} has one copy of each item`,
  path: `components.${name}`,
  instead: null,
});

/** R + W against N. @source Gifford 1979, SOSP 7; no more than regular: Lamport 1986, On interprocess communication */
function ofQuorums(context: Context, store: Component, call: Call | null, writes: readonly Call[], copies: Expr): LinkChain {
  const behavior = context.model.products.behaviors.get(store.name);
  const regions = copiesByRegion(context, store, copies);
  const asked = (one: Call | null, of: 'read' | 'write'): QuorumReach => reachOf(context, behavior, store, one, of, copies, regions);
  const reading = asked(call, 'read');
  const writing = writes.length > 0 ? writes.map((one) => asked(one, 'write')) : [asked(null, 'write')];
  const path = at(store, call, `components.${store.name}.use`);
  if (isOfRegions([reading, ...writing], regions)) return ofRegions(store, path, reading, writing, copies, regions);
  const read = reading.copies;
  const [first, ...rest] = writing.map((one) => one.copies);
  const write = min(first as Expr, ...rest);
  const { name, replication } = store;
  return {
    inputs: [read, write, copies],
    quorum: [read, write, copies],
    margin: sub(add(read, write), copies),
    copies,
    reading,
    writing,
    links: ([r = 0, w = 0, n = 0]) => {
      if (n <= 1) return [ofOneCopy(store)];
      const sizes = `R + W = ${r} + ${w}`;
      const instead = `components.${name}.replication.read=quorum and .write=quorum`;
      if (replication?.isSloppy) return [ofStandIns(store, path, `quorums need not meet (${sizes}, N = ${n})`)];
      if (r + w <= n)
        return [
          { gives: ['eventual'], why: `a read of ${name} may miss every copy with the latest write: ${sizes} <= N = ${n}`, path, instead },
        ];
      return [
        {
          gives: ['regular'],
          why: `each read of ${name} meets the latest finished write: ${sizes} > N = ${n}; while one is under way, two reads may go back and forth`,
          path,
          instead: linearizableOf(behavior),
        },
      ];
    },
  };
}

const ofStandIns = ({ name }: Component, path: string, so: string): Link => ({
  gives: ['eventual'],
  why: `other nodes stand in for copies of ${name}: ${so}`,
  path,
  instead: `components.${name}.replication.sloppy=false`,
});

/** Copies of one region answer, or some of each: what a read has in common with a write depends on where both come from. */
function ofRegions(
  store: Component,
  path: string,
  reading: QuorumReach,
  writing: readonly QuorumReach[],
  copies: Expr,
  regions: ReadonlyMap<string, Expr>,
): LinkChain {
  const [first, ...rest] = writing.map((one) => marginOf(reading, one, copies, regions));
  const margin = min(first as Expr, ...rest);
  if (store.replication?.isSloppy) return { ...fixedLinks(ofStandIns(store, path, 'quorums need not meet')), copies, reading, writing };
  const [reads, writes] = [regionsText('a read', reading), [...new Set(writing.map((one) => regionsText('a write', one)))].join(' or ')];
  return {
    inputs: [margin],
    margin,
    copies,
    reading,
    writing,
    links: ([common = 0]) => [
      common > 0
        ? {
            gives: ['regular'],
            why: `each read of ${store.name} meets the latest finished write: ${reads}, ${writes}; while one is under way, two reads may go back and forth`,
            path,
            instead: null,
          }
        : {
            gives: ['eventual'],
            why: `a read of ${store.name} may miss every copy with the latest write: ${reads}, ${writes}`,
            path,
            instead: 'consistency: QUORUM at the calls that read and write, or EACH_QUORUM at those that write',
          },
    ],
  };
}

/** A level that gives its guarantee only of writes that share copies with its reads: of others it may miss the latest. */
function ofMet(
  context: Context,
  store: Component,
  call: Call | null,
  writes: readonly Call[],
  level: ProductLevel,
  behavior: Behavior,
): LinkChain {
  const factor = context.stated('components.*.replication.factor', store.name) ?? num(behavior.copies);
  const counted = ofQuorums(context, store, call, writes, factor);
  if (!('links' in counted)) return counted;
  const own = ofLevel(level, behavior, store, call);
  return {
    ...counted,
    links: (values) => counted.links(values).map((link) => (implies(link.gives[0] as Guarantee, 'regular') ? own : link)),
  };
}

const linearizableOf = (behavior: Behavior | undefined): string | null => {
  const level = behavior?.levels.find(({ of, gives }) => of !== 'write' && gives === 'linearizable');
  return level ? `consistency: ${level.name} at the call` : null;
};
