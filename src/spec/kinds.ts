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
  /** Is wherever its callers are: on their machines, or at the edge of the network near them. It hands calls on before anything of ours answers. */
  readonly isAtEdge: boolean;
  /** Works on calls by code of its own, and answers them. */
  readonly isService: boolean;
  /** Answers from copies of what is elsewhere, which age. */
  readonly keepsCopies: boolean;
  /** What is stored in it is asked for by what it contains: one item after another, or many at once for an analysis. */
  readonly queried: 'items' | 'analyses' | null;
  /** Takes part in a commit in two phases: it can promise to keep a write before it does. */
  readonly canPrepare: boolean;
  /** Actors may be sent to it: it hands out what an address that is signed for it names. */
  readonly isForActors: boolean;
  /** What the actors use: no part of the bill, not ours to size, and without failures unless the spec states some. */
  readonly isOfActors: boolean;
}

const COMMON = {
  isEntrance: false,
  passesOn: false,
  isQueue: false,
  isCache: false,
  isDeferrable: false,
  isAtEdge: false,
  isService: false,
  keepsCopies: false,
  queried: null,
  canPrepare: true,
  isForActors: false,
  isOfActors: false,
} as const;
const OF_OTHERS = { ...COMMON, run: 'others', data: 'others' } as const;
const AT_EDGE = { ...OF_OTHERS, isEntrance: true, isAtEdge: true } as const;
const IN_MEMORY = { ...COMMON, run: 'instances', data: 'memory' } as const;
const STORE = { ...COMMON, run: 'instances', data: 'disk' } as const;

export const KINDS: Readonly<Record<KindName, Kind>> = {
  client: { ...AT_EDGE, isOfActors: true },
  dns: AT_EDGE,
  cdn: { ...AT_EDGE, keepsCopies: true },
  loadBalancer: { ...IN_MEMORY, isEntrance: true, passesOn: true },
  gateway: { ...IN_MEMORY, isEntrance: true, isService: true },
  service: { ...IN_MEMORY, isService: true },
  worker: { ...IN_MEMORY, isDeferrable: true },
  function: { ...IN_MEMORY, run: 'platform', isService: true },
  cache: { ...IN_MEMORY, isCache: true, keepsCopies: true },
  database: { ...STORE, queried: 'items' },
  search: { ...STORE, queried: 'items', canPrepare: false },
  objectStore: { ...STORE, canPrepare: false, isForActors: true },
  fileStore: { ...STORE, canPrepare: false },
  queue: { ...STORE, isQueue: true, isDeferrable: true },
  stream: { ...STORE, isQueue: true, isDeferrable: true },
  warehouse: { ...STORE, queried: 'analyses' },
  external: { ...OF_OTHERS, canPrepare: false },
};

/** Whether it keeps data, or copies of it, for services alone: actors are not to reach it by themselves. */
export const isGuardedStore = ({ data, isCache, isForActors }: Kind): boolean => isCache || (data === 'disk' && !isForActors);

export const isKind = (word: string): word is KindName => Object.hasOwn(KINDS, word);
