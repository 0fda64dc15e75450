import { type Behavior, levelNamed, type ProductLevel } from '../../catalog/behavior.js';
import { type Context, type Definition, unstated } from '../../facts/index.js';
import { majorityOf } from '../../math/consistency/quorum.js';
import { type Expr, num } from '../../quantity/index.js';
import {
  type Call,
  type Component,
  cutsOf,
  type DataSet,
  type Model,
  placesOfData,
  regionOf,
  type Side,
  storeOf,
} from '../../spec/index.js';
import type { QuorumReach as Counted } from '../shared/copies/reach.js';
import { copiesByPlace } from '../shared/copies/spread.js';
import { writesTo } from './path.js';
import { copiesChain } from './store.js';

export type OnSide = 'serve' | 'stale' | 'conflict' | 'fail';

/**
 * The rule by which a side of a partition goes on: how many copies must answer, or where the leader is. The first value is the number of
 * all copies.
 */
interface Rule {
  readonly inputs: readonly Expr[];
  /** Of a side with so many of the copies, and of the other. */
  readonly of: (values: readonly number[], side: ReachableCopies) => Record<'reads' | 'writes', OnSide>;
}

interface ReachableCopies {
  /** Copies on this side and on the other, place by place. */
  readonly here: readonly number[];
  readonly there: readonly number[];
  /** Region of each place. */
  readonly regions: readonly string[];
  readonly hasLeader: boolean;
}

/** What becomes of reads, or of writes, of a data set on one side of a split of its places. */
export function onSide(of: 'reads' | 'writes') {
  return (context: Context, name: string, cut: string, side: string): Definition => {
    const { model } = context;
    const data = model.data.get(name) as DataSet;
    const store = storeOf(model, name);
    const found = cutsOf(model, name).find((one) => one.name === cut);
    const own = found?.sides.find((one) => one.name === side);
    if (!store || !own) return unstated(`data.${name}.in`);
    const rule = ruleOf(context, data, store);
    if (!rule) return unstated(`components.${store.name}.replication`);
    const places = placesOfData(model, name);
    const isHere = places.map((place) => own.places.includes(place));
    const leads = hasLeader(model, data, store, own);
    const stated = (store.replication?.in ?? []).flatMap((key) => context.stated('components.*.replication.in.*', store.name, key) ?? []);
    return {
      inputs: [rule.copies, ...stated, ...rule.inputs],
      choose: ([copies = 0, ...values]) => {
        const counts = copiesByPlace(model, store, places, copies, values.slice(0, stated.length));
        const side: ReachableCopies = {
          here: counts.map((count, i) => (isHere[i] ? count : 0)),
          there: counts.map((count, i) => (isHere[i] ? 0 : count)),
          regions: places.map(regionOf),
          hasLeader: leads,
        };
        return rule.of([copies, ...values.slice(stated.length)], side)[of];
      },
    };
  };
}

/** The leader is where it is stated to be, else in the first place. */
function hasLeader(model: Model, { name }: DataSet, { replication }: Component, { places }: Side): boolean {
  const all = placesOfData(model, name);
  const stated = replication?.leaderIn ?? null;
  const place = all.find((one) => one === stated || regionOf(one) === stated) ?? all[0];
  return place !== undefined && places.includes(place);
}

function ruleOf(context: Context, data: DataSet, store: Component): (Rule & { readonly copies: Expr }) | undefined {
  const behavior = context.model.products.behaviors.get(store.name);
  const copies =
    context.stated('components.*.replication.factor', store.name) ?? (behavior && behavior.copies > 1 ? num(behavior.copies) : undefined);
  if (!copies) return undefined;
  const writes = writesTo(store, data);
  const all = store.calls.filter((call) => !call.writes);
  const own = all.filter(({ flow }) => data.readBy.some((use) => use.flow === flow));
  const calls = own.length > 0 ? own : all;
  const reads: readonly (Call | null)[] = calls.length > 0 ? calls : [null];
  const rules: Rule[] = [];
  let from = 1;
  for (const read of reads) {
    const chain = copiesChain(context, store, read, writes);
    if ('unstated' in chain) return undefined;
    const rule = chain.reading
      ? ruleOfQuorums(chain.reading, chain.writing ?? [], store, from)
      : ruleOfReach(store, behavior, read, writes);
    from += rule.inputs.length;
    rules.push(rule);
  }
  return {
    copies,
    inputs: rules.flatMap(({ inputs }) => inputs),
    of: (values, side) => worst(rules.map((rule) => rule.of(values, side))),
  };
}

/** What no operation is worse than. */
const WORST: readonly OnSide[] = ['fail', 'conflict', 'stale', 'serve'];
const worstOf = (all: readonly OnSide[]): OnSide => WORST.find((one) => all.includes(one)) ?? 'serve';

const worst = (all: readonly Record<'reads' | 'writes', OnSide>[]): Record<'reads' | 'writes', OnSide> => ({
  reads: worstOf(all.map(({ reads }) => reads)),
  writes: worstOf(all.map(({ writes }) => writes)),
});

/** Of copies that are counted: those that a read, and each write, waits for. @param first place of its first input among the values */
function ruleOfQuorums(reading: Counted, writing: readonly Counted[], store: Component, first: number): Rule {
  const reads = needsOf(reading, first);
  let from = first + reads.inputs.length;
  const writes = writing.map((one) => {
    const needs = needsOf(one, from);
    from += needs.inputs.length;
    return needs;
  });
  return {
    inputs: [...reads.inputs, ...writes.flatMap(({ inputs }) => inputs)],
    of: (values, side) =>
      byQuorums(
        reads.read(values),
        writes.map(({ read }) => read(values)),
        side,
        store,
      ),
  };
}

/** Of copies with a leader, or as the product has it. */
function ruleOfReach(store: Component, behavior: Behavior | undefined, read: Call | null, writes: readonly Call[]): Rule {
  const levelOf = (call: Call | null, use: 'read' | 'write'): ProductLevel | undefined =>
    behavior && ((call?.consistency && levelNamed(behavior, call.consistency.name, use)) || levelNamed(behavior, behavior[use], use));
  const isEverywhere = store.replication?.mode === 'multiLeader';
  const [ofRead, ofWrite] = [levelOf(read, 'read'), levelOf(writes[0] ?? null, 'write')];
  const isAnyRead = isEverywhere || isOfFollower(read) || (!ofRead && read?.from === null);
  const reads: Reach = isAnyRead ? 'anywhere' : (ofRead?.cut ?? 'leader');
  const written: Reach = isEverywhere ? 'anywhere' : (ofWrite?.cut ?? (store.replication?.sync === 'sync' ? 'all' : 'leader'));
  return {
    inputs: [],
    of: ([copies = 0], side) => ({ reads: readsBy(reads, copies, side), writes: writesBy(written, copies, side) }),
  };
}

const isOfFollower = (read: Call | null): boolean => read?.from != null && read.from !== 'leader';

type Reach = 'anywhere' | 'majority' | 'all' | 'leader';

function readsBy(reach: Reach, copies: number, side: ReachableCopies): OnSide {
  const here = sum(side.here);
  if (here === 0) return 'fail';
  if (reach === 'anywhere') return here === copies ? 'serve' : 'stale';
  return reaches(reach, copies, here, side) ? 'serve' : 'fail';
}

function writesBy(reach: Reach, copies: number, side: ReachableCopies): OnSide {
  const here = sum(side.here);
  if (here === 0) return 'fail';
  if (reach === 'anywhere') return here === copies ? 'serve' : 'conflict';
  return reaches(reach, copies, here, side) ? 'serve' : 'fail';
}

const reaches = (reach: Reach, copies: number, here: number, { hasLeader: leads }: ReachableCopies): boolean =>
  reach === 'all' ? here === copies : reach === 'majority' ? here >= majorityOf(copies) : leads;

/** How many of all, or of each region, must answer, as numbers. */
type Needs = {
  readonly of: Counted['of'];
  readonly region: string | null;
  readonly copies: number;
  readonly byRegion: ReadonlyMap<string, number>;
};

/** With R + W > N the side that can write and the side that can read share a copy: they are one side. */
function byQuorums(
  read: Needs,
  writes: readonly Needs[],
  side: ReachableCopies,
  { replication }: Component,
): Record<'reads' | 'writes', OnSide> {
  const others = { ...side, here: side.there, there: side.here };
  if (replication?.isSloppy) {
    const [own, other] = [sum(side.here), sum(side.there)];
    return { reads: own >= 1 ? 'stale' : 'fail', writes: other >= 1 && own >= 1 ? 'conflict' : 'serve' };
  }
  const isWrittenThere = writes.some((write) => answers(write, others));
  return {
    reads: !answers(read, side) ? 'fail' : isWrittenThere ? 'stale' : 'serve',
    writes: !writes.every((write) => answers(write, side)) ? 'fail' : isWrittenThere ? 'conflict' : 'serve',
  };
}

/** Whether enough copies are on a side: of one region for clients of that, or of any where theirs is not known; of every region where each must answer. */
function answers({ of, region, copies, byRegion }: Needs, { here, regions }: ReachableCopies): boolean {
  if (of === 'all') return sum(here) >= copies;
  const has = ([name, needed]: readonly [string, number]): boolean =>
    sum(here.filter((_, i) => regions[i] === name)) >= Math.max(1, needed);
  const all = [...byRegion].filter(([name]) => region === null || name === region);
  return of === 'each' ? [...byRegion].every(has) : all.some(has);
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** Counts of a reach among the inputs of a rule, and how they are read back from the values. */
function needsOf(reach: Counted, from: number): { readonly inputs: readonly Expr[]; readonly read: (values: readonly number[]) => Needs } {
  const names = [...reach.byRegion.keys()];
  return {
    inputs: [reach.copies, ...reach.byRegion.values()],
    read: (values) => ({
      of: names.length > 1 ? reach.of : 'all',
      region: reach.region,
      copies: values[from] ?? 0,
      byRegion: new Map(names.map((name, i) => [name, values[from + 1 + i] ?? 0])),
    }),
  };
}
