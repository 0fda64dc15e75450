import { levelNamed } from '../../catalog/behavior.js';
import { type Context, type Definition, unstated } from '../../facts/index.js';
import { majorityOf } from '../../math/consistency/quorum.js';
import { type Expr, num } from '../../quantity/index.js';
import { type Call, type Component, cutsOf, type DataSet, type Model, placesOfData, type Side, storeOf } from '../../spec/index.js';
import { writesTo } from './path.js';
import { copiesChain } from './store.js';

export type OnSide = 'serve' | 'stale' | 'conflict' | 'fail';

/** What tells which side goes on: how many copies must answer, or where the leader is. */
interface Rule {
  readonly inputs: readonly Expr[];
  /** Of a side with so many of the copies, and of the other. */
  readonly of: (values: readonly number[], side: Standing) => Record<'reads' | 'writes', OnSide>;
}

interface Standing {
  /** Share of the places on this side, in the order of the places: copies are spread evenly over them. */
  readonly here: readonly boolean[];
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
    const standing: Standing = {
      here: placesOfData(model, name).map((place) => own.places.includes(place)),
      hasLeader: hasLeader(model, data, store, own),
    };
    return { inputs: rule.inputs, choose: (values) => rule.of(values, standing)[of] };
  };
}

/** The leader is where it is stated to be, else in the first place. */
function hasLeader(model: Model, { name }: DataSet, { replication }: Component, { places }: Side): boolean {
  const all = placesOfData(model, name);
  const stated = replication?.leaderIn ?? null;
  const place = all.find((one) => one === stated || one.split('.')[0] === stated) ?? all[0];
  return place !== undefined && places.includes(place);
}

/** Copies that are on a side: spread evenly over the places, the first of them having one more where that does not come out. */
export function copiesOn(copies: number, here: readonly boolean[]): number {
  const [each, more] = [Math.floor(copies / here.length), copies % here.length];
  return here.reduce((sum, isHere, i) => sum + (isHere ? each + (i < more ? 1 : 0) : 0), 0);
}

function ruleOf(context: Context, data: DataSet, store: Component): Rule | undefined {
  const writes = writesTo(store, data);
  const read =
    store.calls.find((call) => !call.writes && data.readBy.some(({ flow }) => flow === call.flow)) ??
    store.calls.find((call) => !call.writes) ??
    null;
  const chain = copiesChain(context, store, read, writes);
  if ('unstated' in chain) return undefined;
  if (chain.quorum) return { inputs: chain.quorum, of: ([r = 0, w = 0, n = 0], side) => byQuorums(r, w, n, side, store) };
  const behavior = context.model.products.behaviors.get(store.name);
  const copies =
    context.stated('components.*.replication.factor', store.name) ?? (behavior && behavior.copies > 1 ? num(behavior.copies) : undefined);
  if (!copies) return undefined;
  const cuts = behavior && {
    read: (read?.consistency && levelNamed(behavior, read.consistency.name, 'read')) ?? levelNamed(behavior, behavior.read, 'read'),
    write:
      (writes[0]?.consistency && levelNamed(behavior, writes[0].consistency.name, 'write')) ??
      levelNamed(behavior, behavior.write, 'write'),
  };
  const isEverywhere = store.replication?.mode === 'multiLeader';
  return {
    inputs: [copies],
    of: ([n = 0], side) => ({
      reads: readsBy(
        isEverywhere
          ? 'anywhere'
          : cuts?.read
            ? isOfFollower(read)
              ? 'anywhere'
              : cuts.read.cut
            : isOfFollower(read) || read?.from === null
              ? 'anywhere'
              : 'leader',
        n,
        side,
      ),
      writes: writesBy(isEverywhere ? 'anywhere' : (cuts?.write?.cut ?? (store.replication?.sync === 'sync' ? 'all' : 'leader')), n, side),
    }),
  };
}

const isOfFollower = (read: Call | null): boolean => read?.from != null && read.from !== 'leader';

type Reach = 'anywhere' | 'majority' | 'all' | 'leader';

function readsBy(reach: Reach, copies: number, side: Standing): OnSide {
  const here = copiesOn(copies, side.here);
  if (here === 0) return 'fail';
  if (reach === 'anywhere') return here === copies ? 'serve' : 'stale';
  return reaches(reach, copies, here, side) ? 'serve' : 'fail';
}

function writesBy(reach: Reach, copies: number, side: Standing): OnSide {
  const here = copiesOn(copies, side.here);
  if (here === 0) return 'fail';
  if (reach === 'anywhere') return here === copies ? 'serve' : 'conflict';
  return reaches(reach, copies, here, side) ? 'serve' : 'fail';
}

const reaches = (reach: Reach, copies: number, here: number, { hasLeader: leads }: Standing): boolean =>
  reach === 'all' ? here === copies : reach === 'majority' ? here >= majorityOf(copies) : leads;

/** With R + W > N the side that can write and the side that can read share a copy: they are one side. */
function byQuorums(
  read: number,
  write: number,
  copies: number,
  { here }: Standing,
  { replication }: Component,
): Record<'reads' | 'writes', OnSide> {
  const own = copiesOn(copies, here);
  const others = copies - own;
  if (replication?.isSloppy) return { reads: own >= 1 ? 'stale' : 'fail', writes: others >= 1 && own >= 1 ? 'conflict' : 'serve' };
  return {
    reads: own < read ? 'fail' : others >= write ? 'stale' : 'serve',
    writes: own < write ? 'fail' : others >= write ? 'conflict' : 'serve',
  };
}
