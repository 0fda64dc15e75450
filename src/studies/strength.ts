import { levelNamed, type ProductLevel } from '../catalog/index.js';
import { type CheckedId, checkedId, type FactId, type Graph } from '../facts/index.js';
import { type Call, type Component, type ConsistencyLevel, type DataSet, type Model, storeOf, withLevels } from '../spec/index.js';

/** Guarantees and costs of one consistency level of a store: all calls of the store at that level, all else unchanged. */
export interface StrengthResult {
  /** In the product's own words, or the number of copies: `QUORUM`. */
  readonly read: string;
  readonly write: string;
  /** Whether the design uses this level now. */
  readonly isNow: boolean;
  /** What the weakest of its readers may rely on; null if unknown. */
  readonly guarantee: string | null;
  /** Time within which as many copies as are waited for have answered in 99% of the calls, s; of the slowest flow. */
  readonly readWithin: number | null;
  readonly writeWithin: number | null;
  /** Share of the requests that are not served, of the flow that loses most. */
  readonly readsLost: number | null;
  readonly writesLost: number | null;
  /** Age within which 99% of reads see the latest write, s. */
  readonly staleness: number | null;
}

/** A read level with its matching write level. */
interface Pair {
  readonly read: Named;
  readonly write: Named;
}

interface Named {
  readonly name: string;
  /** How many of all copies must be up for it; null where that is of regions, or not known. */
  readonly copies: ConsistencyLevel | null;
}

/** More levels than that are not put side by side. */
const MOST = 12;

/** What each level of the store of a data set would give and cost; none where there is one copy alone, or of more than one nothing is to choose. */
export function strengthsOf(graph: Graph, data: DataSet): readonly StrengthResult[] {
  const { model } = graph;
  const store = storeOf(model, data.name);
  if (!store || !hasCopies(graph, store)) return [];
  const now = askedNow(model, store);
  const pairs = pairsOf(model, store, now).slice(0, MOST);
  if (pairs.length < 2) return [];
  const [reading, writing] = [callsOf(store, data, false), callsOf(store, data, true)];
  if (reading.length === 0) return [];
  return pairs.map(({ read, write }) => {
    const copies = { read: read.copies ?? 1, write: write.copies ?? 1 };
    const changed = graph.of(withLevels(model, { store: store.name, read: read.name, write: write.name, copies }));
    const numbers = (calls: readonly Call[], id: (call: Call) => FactId): number | null =>
      most(calls.map((call) => numberAt(changed, id(call))));
    return {
      read: read.name,
      write: write.name,
      isNow: read.name === now.read && write.name === now.write,
      guarantee: changed.get(`data.${data.name}.consistency`).word ?? null,
      readWithin: numbers(reading, ({ flow, index }) => checkedId(`flows.${flow}.calls.${index}.answered.p99`)),
      writeWithin: numbers(writing, ({ flow, index }) => checkedId(`flows.${flow}.calls.${index}.answered.p99`)),
      readsLost: read.copies === null ? null : numbers(reading, ({ flow }) => checkedId(`flows.${flow}.unavailability`)),
      writesLost: write.copies === null ? null : numbers(writing, ({ flow }) => checkedId(`flows.${flow}.unavailability`)),
      staleness: numberAt(changed, `data.${data.name}.staleness.p99`),
    };
  });
}

function numberAt<const I extends string>(graph: Graph, id: CheckedId<I>): number | null {
  const { state, value } = graph.get(id);
  return state === 'known' ? value : null;
}

/** The largest; null where there is none, or one is not known. */
const most = (values: readonly (number | null)[]): number | null =>
  values.length === 0 || values.includes(null) ? null : Math.max(...(values as readonly number[]));

function hasCopies(graph: Graph, { name, replication }: Component): boolean {
  const behavior = graph.model.products.behaviors.get(name);
  if (replication?.mode === 'multiLeader' || (replication?.sync != null && !behavior)) return false;
  const copies = graph.get(`components.${name}.copies`);
  return (copies.state === 'known' && copies.value > 1) || (behavior !== undefined && behavior.copies > 1);
}

const callsOf = (store: Component, data: DataSet, writes: boolean): readonly Call[] => {
  const uses = writes ? data.addedBy : data.readBy;
  const all = store.calls.filter((call) => call.writes === writes);
  const own = all.filter((call) => uses.some(({ flow }) => flow === call.flow));
  return own.length > 0 ? own : all;
};

/** The current level: that of the calls if they agree, else of the store, else of the product. */
function askedNow({ products }: Model, store: Component): { readonly read: string; readonly write: string } {
  const behavior = products.behaviors.get(store.name);
  const of = (use: 'read' | 'write'): string => {
    const asked = new Set(store.calls.filter(({ writes }) => writes === (use === 'write')).map(({ consistency }) => consistency?.name));
    const [only] = asked;
    const word = asked.size === 1 ? only : undefined;
    const stated = store.replication?.[use];
    const name = word ?? (stated == null ? behavior?.[use] : String(stated)) ?? 'one';
    return (behavior && levelNamed(behavior, name, use)?.name) ?? name;
  };
  return { read: of('read'), write: of('write') };
}

const COPIES = ['one', 'quorum', 'all'] as const;

/** Every read level, with the write level of the same name where there is one, else the current one; and the current levels. */
function pairsOf({ products }: Model, store: Component, now: { readonly read: string; readonly write: string }): readonly Pair[] {
  const behavior = products.behaviors.get(store.name);
  if (!behavior) {
    const plain = (name: string): Named => ({ name, copies: COPIES.find((one) => one === name) ?? (Number(name) || 1) });
    const own = COPIES.map((name) => ({ read: plain(name), write: plain(name) }));
    return withNow(own, { read: plain(now.read), write: plain(now.write) });
  }
  const named = (name: string, use: 'read' | 'write'): Named => {
    const level = levelNamed(behavior, name, use);
    return { name: level?.name ?? name, copies: level ? upFor(level, store) : null };
  };
  const own = behavior.levels
    .filter(({ of }) => of !== 'write')
    .map(({ name, of }) => ({ read: named(name, 'read'), write: named(of === 'both' ? name : now.write, 'write') }));
  return withNow(own, { read: named(now.read, 'read'), write: named(now.write, 'write') });
}

function withNow(pairs: readonly Pair[], now: Pair): readonly Pair[] {
  const isThere = pairs.some(({ read, write }) => read.name === now.read.name && write.name === now.write.name);
  return isThere ? pairs : [now, ...pairs];
}

/** Copies of all that must be up for a level: as many as answer, else what it needs in a partition. */
function upFor({ copies, cut, within }: ProductLevel, { places }: Component): ConsistencyLevel | null {
  if (within !== undefined && places.regions > 1) return null;
  if (copies) return copies;
  return cut === 'majority' ? 'quorum' : cut === 'all' ? 'all' : 'one';
}
