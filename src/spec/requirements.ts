import { type MapNode, nodeAt } from '../source/index.js';
import { flowNamed, flowNames } from './named-flow.js';
import { entriesOf, mapOf, scalarsOf, textOf } from './places.js';

/** What a promise, to ourselves or to customers, states in words beside its targets (`checks`); null where it states nothing. */
export interface Requirement {
  readonly name: string;
  readonly sort: 'quality' | 'agreements';
  /** What it is about. */
  readonly flow: string | null;
  readonly data: string | null;
  /** The guarantee that it asks for. */
  readonly consistency: string | null;
}

/** A user story. */
export interface Story {
  readonly name: string;
  /** The flow that carries it; null where none is named. */
  readonly flow: string | null;
}

/** A choice that was made, over what. */
export interface Decision {
  readonly name: string;
  readonly chosen: string | null;
  readonly over: readonly string[];
}

export const requirementsIn = (root: MapNode): readonly Requirement[] =>
  (['quality', 'agreements'] as const).flatMap((sort) =>
    entriesOf(nodeAt(root, ['requirements', sort])).map(({ key: name, value }) => {
      const word = (key: string): string | null => textOf(mapOf(value)?.entries.get(key)?.value);
      const flow = word('flow') ?? flowNamed(name, value, flowNames(root));
      return { name, sort, flow, data: word('data'), consistency: word('consistency') };
    }),
  );

export const storiesIn = (root: MapNode): readonly Story[] =>
  entriesOf(nodeAt(root, ['requirements', 'functional'])).map(({ key: name, value }) => ({
    name,
    flow: textOf(mapOf(value)?.entries.get('flow')?.value),
  }));

export const decisionsIn = (root: MapNode): readonly Decision[] =>
  entriesOf(nodeAt(root, ['decisions'])).map(({ key: name, value }) => ({
    name,
    chosen: textOf(mapOf(value)?.entries.get('chosen')?.value),
    over: scalarsOf(mapOf(value)?.entries.get('over')?.value).map((other) => other.name),
  }));
