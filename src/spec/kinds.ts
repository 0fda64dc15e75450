import type { KindName } from '../schema/index.js';

/** What everything above asks of the kind of a component. A new kind is a row here, and its keys in the schema. */
export interface Kind {
  /** Who runs it: we, in instances; a platform on which nobody has instances of their own; others, in none of our places unless the spec states one. */
  readonly run: 'instances' | 'platform' | 'others';
  /** Where data in it lies: on the disks of its instances, each of which keeps data of its own; in their memory; on disks of others. */
  readonly data: 'disk' | 'memory' | 'others';
  /** Only hands calls on: what it hands them to is the service itself. */
  readonly isEntrance: boolean;
  /** Holds no conversation of its own: the connections that actors hold through it are held by what it passes them on to as well. */
  readonly passesOn: boolean;
  /** Takes messages, which its consumers work on later. */
  readonly isQueue: boolean;
  /** Holds copies of what is elsewhere: while it is down, what is behind it answers. */
  readonly isCache: boolean;
  /** What it does may be done later: no caller has to wait for it. */
  readonly isDeferrable: boolean;
  /** What the actors use: no part of the bill, not ours to size, and without failures unless the spec states some. */
  readonly isOfActors: boolean;
}

const COMMON = { isEntrance: false, passesOn: false, isQueue: false, isCache: false, isDeferrable: false, isOfActors: false } as const;
const OF_OTHERS = { ...COMMON, run: 'others', data: 'others' } as const;
const IN_MEMORY = { ...COMMON, run: 'instances', data: 'memory' } as const;
const STORE = { ...COMMON, run: 'instances', data: 'disk' } as const;

export const KINDS: Readonly<Record<KindName, Kind>> = {
  client: { ...OF_OTHERS, isEntrance: true, isOfActors: true },
  dns: { ...OF_OTHERS, isEntrance: true },
  cdn: { ...OF_OTHERS, isEntrance: true },
  loadBalancer: { ...IN_MEMORY, isEntrance: true, passesOn: true },
  gateway: { ...IN_MEMORY, isEntrance: true },
  service: IN_MEMORY,
  worker: { ...IN_MEMORY, isDeferrable: true },
  function: { ...IN_MEMORY, run: 'platform' },
  cache: { ...IN_MEMORY, isCache: true },
  database: STORE,
  search: STORE,
  objectStore: STORE,
  fileStore: STORE,
  queue: { ...STORE, isQueue: true, isDeferrable: true },
  stream: { ...STORE, isQueue: true, isDeferrable: true },
  warehouse: STORE,
  external: OF_OTHERS,
};

export const isKind = (word: string): word is KindName => Object.hasOwn(KINDS, word);
