import { namesAt, namesIn } from '../../facts/index.js';
import { type Component, type DataSet, leafOf, type Model, statesInstances } from '../../spec/index.js';

/** A requirement of quality on a data set, by its name. */
export interface DataPromise {
  readonly name: string;
  /** Its path: `requirements.quality.safe.durability`. */
  readonly path: string;
}

/** What is required of how well a data set is kept, of how much of it may be lost, or of how soon it is back. */
export const promisesOf = (model: Model, { name }: DataSet, of: 'durability' | 'rpo' | 'rto'): readonly DataPromise[] =>
  model.checks
    .filter(
      ({ kind, fact, leaf }) =>
        kind === 'requirement' && namesIn(`data.*.${of}`, fact)?.[0] === name && namesAt(`requirements.quality.*.${of}`, leaf.path),
    )
    .map(({ promise, leaf: { path } }) => ({ name: promise ?? '', path }));

/** The stores that a data set lies in. */
export const storesOf = (model: Model, { stores }: DataSet): readonly Component[] =>
  stores.flatMap((store) => model.components.get(store) ?? []);

/**
 * A self-managed store. A managed object store has copies that no spec states, and a store that states an availability of the whole,
 * without instances, is managed too.
 */
export const isKeptByUs = (model: Model, { name, traits, isCache }: Component): boolean =>
  traits.data === 'disk' &&
  !isCache &&
  (statesInstances(model, name) || (!traits.keepsOwnCopies && leafOf(model, `components.${name}.availability`) === undefined));

/** Whether it states how many copies, or fragments, it keeps of each item. */
export const statesCopies = (model: Model, name: string): boolean =>
  (['factor', 'data'] as const).some((part) => leafOf(model, `components.${name}.replication.${part}`) !== undefined);

/** Whether a backup is stated of it, kept apart from its copies. */
export const hasBackup = (model: Model, name: string): boolean => leafOf(model, `components.${name}.backup.every`) !== undefined;

const STRONG: ReadonlySet<string> = new Set(['linearizable', 'sequential']);

/** The consistency that a requirement asks of a data set, if it is one that quorums provide. */
export const consistencyOf = ({ requirements }: Model, data: string): string | undefined =>
  requirements.find(
    ({ sort, data: about, consistency }) => sort === 'quality' && about === data && consistency !== null && STRONG.has(consistency),
  )?.consistency ?? undefined;
