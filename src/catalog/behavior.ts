import type { Guarantee, Isolation } from '../math/consistency/guarantees.js';
import { foldedName } from './folded-name.js';

/** How data is modeled in a product. */
export type DataModel =
  | 'relational'
  | 'document'
  | 'keyValue'
  | 'wideColumn'
  | 'graph'
  | 'search'
  | 'timeSeries'
  | 'columnar'
  | 'log'
  | 'queue'
  | 'blob'
  | 'coordination'
  | 'cache';

/** A setting of a read or a write, in the product's own words, and what it gives. */
export interface ProductLevel {
  /** As the product has it: `LOCAL_QUORUM`. */
  readonly name: string;
  readonly of: 'read' | 'write' | 'both';
  /** What a reader may rely on; `copies`: what follows from how many copies answer. */
  readonly gives: Guarantee | 'copies';
  /** How many copies answer; beside what it gives where their number is known too: it is given only of writes that they meet. */
  readonly copies?: 'one' | 'quorum' | 'all';
  /** Copies of the region of who asks alone (`local`), or so many in every region (`each`); of all together where left out. */
  readonly within?: 'local' | 'each';
  /** In a partition: answers wherever a copy is, only where the majority (or all, or the leader) is. */
  readonly cut: 'anywhere' | 'majority' | 'all' | 'leader';
  readonly note?: string;
}

/** What transactions are kept apart by at a setting, in the product's own words: names are no guarantee of what they name. */
export interface IsolationSetting {
  /** As the product has it: `REPEATABLE READ`. */
  readonly name: string;
  readonly gives: Isolation;
  readonly note?: string;
}

/** What was seen of a version, by whom. */
export interface Anomaly {
  readonly what: string;
  readonly version: string;
  readonly source: string;
}

/** What a product guarantees by its settings: never by its name alone. */
export interface Behavior {
  /** A product of the catalog. */
  readonly product: string;
  readonly model: DataModel;
  /** Who takes writes. */
  readonly writes: 'leader' | 'leaderless' | 'multiLeader' | 'managed' | 'single';
  /** Copies where none are stated. */
  readonly copies: number;
  readonly levels: readonly ProductLevel[];
  /** The levels of a read and of a write that states none. */
  readonly read: string;
  readonly write: string;
  /** What is given up in a partition, and else: of the default settings (Abadi 2012). */
  readonly pacelc: 'PA/EL' | 'PA/EC' | 'PC/EL' | 'PC/EC' | null;
  /** What a transaction spans: `one partition`. */
  readonly transactions: string;
  /** The setting of a transaction that asks for none, by name, and all there are; null where no transaction is of several items. */
  readonly isolation: string | null;
  readonly isolations: readonly IsolationSetting[];
  /** How two writes that did not see each other become one; null where there are none such. */
  readonly conflicts: string | null;
  readonly anomalies: readonly Anomaly[];
  /** The version that it is of; of a service, the year. */
  readonly version: string;
  readonly source: string;
}

export const levelNamed = (behavior: Behavior, name: string, of: 'read' | 'write'): ProductLevel | undefined => {
  const word = foldedName(name);
  return behavior.levels.find((level) => (level.of === of || level.of === 'both') && foldedName(level.name) === word);
};

export const isolationNamed = ({ isolations }: Behavior, name: string): IsolationSetting | undefined =>
  isolations.find((setting) => foldedName(setting.name) === foldedName(name));
