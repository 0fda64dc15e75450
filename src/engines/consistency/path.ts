import type { Context } from '../../facts/index.js';
import { type Call, type Component, type DataSet, isWaitedFor, upFrom } from '../../spec/index.js';
import { fixedLinks, joinedLinks, type Link, type LinkChain } from './link.js';
import { storeChain } from './store.js';

/** What the actors of a flow may rely on in what one call reads of a data set: its copies, the caches before it, and how writes get there. */
export function callChain(context: Context, data: DataSet | null, call: Call): LinkChain {
  const { model } = context;
  const store = model.components.get(call.component) as Component;
  const writes = writesTo(store, data);
  return joinedLinks([storeChain(context, store, call, writes), ...cachesBefore(context, call, data), ...asyncWrites(writes)]);
}

/** The same for a direct read of the store. */
export function storeAlone(context: Context, data: DataSet, store: Component): LinkChain {
  const writes = writesTo(store, data);
  return joinedLinks([storeChain(context, store, null, writes), ...asyncWrites(writes)]);
}

/** Caches that answer a reader before a call is made, but for those whose entries are never old: of each what its entries live. */
export function agingCaches(context: Context, call: Call, data: DataSet): readonly Component[] {
  return cachesAbove(context, call, data).filter(({ invalidation }) => invalidation !== 'versionedKeys');
}

/** Writes to a store: of the flows that add to the data set where it names some, else all. */
export function writesTo(store: Component, data: DataSet | null): readonly Call[] {
  const adding = new Set(data?.addedBy.map(({ flow }) => flow) ?? []);
  const all = store.calls.filter(({ writes }) => writes);
  const own = all.filter(({ flow }) => adding.has(flow));
  return own.length > 0 ? own : all;
}

/** Caches in front of a call, so that it serves only their misses. */
const cachesBefore = (context: Context, call: Call, data: DataSet | null): readonly LinkChain[] =>
  cachesAbove(context, call, data).flatMap((cache) => cacheChain(context, cache));

function cachesAbove(context: Context, call: Call, data: DataSet | null): readonly Component[] {
  const caches: Component[] = [];
  for (let below = call, above = call.caller; above; below = above, above = above.caller) {
    if (below.via !== 'miss') continue;
    const cache = context.model.components.get(above.component) as Component;
    // A cache that names what it holds holds nothing else.
    if (data && cache.holds.length > 0 && !cache.holds.includes(data.name)) continue;
    caches.push(cache);
  }
  return caches;
}

/**
 * An entry may be as old as its time to live even if it is deleted on writes: a reader that missed may fill it with a value that it read
 * before the write.
 */
export function cacheChain(context: Context, cache: Component): readonly LinkChain[] {
  const { name, invalidation } = cache;
  if (invalidation === 'versionedKeys') return [];
  const form = context.formOf('components.*.ttl', name);
  const link: Pick<Link, 'gives' | 'why' | 'instead'> =
    form !== undefined && form !== 'forever'
      ? {
          gives: ['boundedStaleness'],
          why: `${name} answers with entries that are up to their ttl old`,
          instead: `components.${name}.invalidation=versionedKeys`,
        }
      : {
          gives: ['eventual'],
          why:
            invalidation === 'onWrite' || invalidation === 'events'
              ? `${name} deletes entries as they are written, and a reader that missed before may fill in the old value, with no ttl to end it`
              : `${name} answers with entries of any age: no ttl is stated`,
          instead: `components.${name}.ttl=1 min`,
        };
  return [fixedLinks({ ...link, path: form === undefined ? `components.${name}` : `components.${name}.ttl` })];
}

/** Asynchronous writes: the writer goes on first, so that no reader, itself included, sees the write for a while. */
function asyncWrites(writes: readonly Call[]): readonly LinkChain[] {
  const late = writes.find((call) => !isWaitedFor(call));
  if (!late) return [];
  return [
    fixedLinks({
      gives: ['monotonicReads'],
      why: `${late.flow} is answered before ${late.component} has its write (${lateStep(late)}): a reader may not see it yet`,
      path: late.path,
      instead: null,
    }),
  ];
}

function lateStep(call: Call): string {
  const first = [...upFrom(call)].findLast(({ async }) => async) ?? call;
  return first.via === 'consume' && first.caller ? `behind ${first.caller.component}` : `${first.component} is called without waiting`;
}
