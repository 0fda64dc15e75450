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
  /** Keeps its messages for as long as it states, whoever has read them. */
  readonly isLog: boolean;
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
  /** Holds indexes of words and of places over what is kept elsewhere. */
  readonly isIndex: boolean;
  /** Takes part in a commit in two phases: it can promise to keep a write before it does. */
  readonly canPrepare: boolean;
  /** Keeps copies of all that is in it by itself, whether the spec states any or not. */
  readonly keepsOwnCopies: boolean;
  /** What it costs is stated first: for each of its instances; of what is paid by its use, the price of that. */
  readonly paidBy: 'each.cost' | 'price.storage' | 'price.egress' | 'price.requests';
  /** Actors may be sent to it: it hands out what an address that is signed for it names. */
  readonly isForActors: boolean;
  /** What the actors use: no part of the bill, not ours to size, and without failures unless the spec states some. */
  readonly isOfActors: boolean;
}

const COMMON = {
  isEntrance: false,
  passesOn: false,
  isQueue: false,
  isLog: false,
  isCache: false,
  isDeferrable: false,
  isAtEdge: false,
  isService: false,
  keepsCopies: false,
  queried: null,
  isIndex: false,
  canPrepare: true,
  keepsOwnCopies: false,
  paidBy: 'price.requests',
  isForActors: false,
  isOfActors: false,
} as const;
const OF_OTHERS = { ...COMMON, run: 'others', data: 'others' } as const;
const AT_EDGE = { ...OF_OTHERS, isEntrance: true, isAtEdge: true } as const;
const IN_MEMORY = { ...COMMON, run: 'instances', data: 'memory', paidBy: 'each.cost' } as const;
const STORE = { ...COMMON, run: 'instances', data: 'disk', paidBy: 'each.cost' } as const;

export const KINDS: Readonly<Record<KindName, Kind>> = {
  client: { ...AT_EDGE, isOfActors: true },
  dns: AT_EDGE,
  cdn: { ...AT_EDGE, keepsCopies: true, paidBy: 'price.egress' },
  loadBalancer: { ...IN_MEMORY, isEntrance: true, passesOn: true },
  gateway: { ...IN_MEMORY, isEntrance: true, isService: true },
  service: { ...IN_MEMORY, isService: true },
  worker: { ...IN_MEMORY, isDeferrable: true },
  function: { ...IN_MEMORY, run: 'platform', isService: true, paidBy: 'price.requests' },
  cache: { ...IN_MEMORY, isCache: true, keepsCopies: true },
  database: { ...STORE, queried: 'items' },
  search: { ...STORE, queried: 'items', isIndex: true, canPrepare: false },
  objectStore: { ...STORE, canPrepare: false, keepsOwnCopies: true, paidBy: 'price.storage', isForActors: true },
  fileStore: { ...STORE, canPrepare: false },
  queue: { ...STORE, isQueue: true, isDeferrable: true },
  stream: { ...STORE, isQueue: true, isLog: true, isDeferrable: true },
  warehouse: { ...STORE, queried: 'analyses' },
  external: { ...OF_OTHERS, canPrepare: false },
};

/** Whether it keeps data, or copies of it, for services alone: actors are not to reach it by themselves. */
export const isGuardedStore = ({ data, isCache, isForActors }: Kind): boolean => isCache || (data === 'disk' && !isForActors);

/** Whether it answers actors near them, from copies of what is elsewhere. */
export const isEdgeCache = ({ isAtEdge, keepsCopies }: Kind): boolean => isAtEdge && keepsCopies;

/** Whether it is the system of somebody else, which answers calls for us. */
export const isThirdParty = ({ run, isAtEdge }: Kind): boolean => run === 'others' && !isAtEdge;

/** Whether it is where items lie that are read and written one by one: no index over another store. */
export const isItemStore = ({ queried, isIndex }: Kind): boolean => queried === 'items' && !isIndex;

export const isKind = (word: string): word is KindName => Object.hasOwn(KINDS, word);
