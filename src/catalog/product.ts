/** What `use:` may name. */
export interface Product {
  /** As `use:` writes it: `postgres`. */
  readonly name: string;
  /** As its makers write it: `PostgreSQL`. */
  readonly label: string;
  /** Kinds of component that it can be, the usual one first. */
  readonly kinds: readonly string[];
  readonly aliases: readonly string[];
  /** What a node of a store has of a data set: a part, since the product spreads it over its nodes by itself; or all of it, unless it is sharded. */
  readonly nodesHold?: 'parts' | 'all';
  /** Its provider runs it: what is counted of it (the shards of a Kinesis stream) is capacity that is paid for, and no machine that fails. */
  readonly isManaged?: true;
  /** Figures of the catalog for its capacity and price; several for a field stand in order of preference. None: they stay unknown. */
  readonly figures: readonly ProductFigure[];
}

export interface ProductFigure {
  readonly field: FigureField;
  /** Id of a catalog entry. */
  readonly entry: string;
  /** Which end of it, where it is not the middle. */
  readonly part?: 'high';
  /** What the entry is for: the whole instance, one of its cores (times `each.cpu`), one partition of the service, or use. */
  readonly per: 'instance' | 'core' | 'partition' | 'use';
  /** Of a price of storage: it pays for all copies of a byte, however many the service keeps. */
  readonly forAllCopies?: true;
  /** Of a capacity that bytes sent share with those that arrive: with more consumers than so many it says nothing. */
  readonly mostConsumers?: number;
}

export type FigureField =
  | 'each.rate'
  | 'each.reads'
  | 'each.writes'
  | 'each.cpu'
  | 'each.memory'
  | 'each.disk'
  | 'each.iops'
  | 'each.network'
  | 'each.connections'
  | 'each.cost'
  | 'price.storage'
  | 'price.egress'
  | 'price.ingress'
  | 'price.requests'
  | 'price.reads'
  | 'price.writes'
  | 'price.fixed'
  /** Own time of a call, where a spec states none. No keys of a spec either. */
  | 'latency.p50'
  | 'latency.p99'
  /**
   * Per byte between zones, which both ends pay; and between regions, which the sender does. No keys of a spec: the topology sets how many.
   */
  | 'transfer.zones'
  | 'transfer.regions';
