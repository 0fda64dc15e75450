import type { Outcome } from '../../core/index.js';
import { type Graph, leafId } from '../../facts/index.js';
import { formatQuantity } from '../../quantity/index.js';
import { nodeAt } from '../../source/index.js';
import type { Change, Component } from '../../spec/index.js';

/** A change that may help, not tried yet. */
export interface Proposal {
  /** In plain words: `one more instance of db (4)`. */
  readonly label: string;
  /** Spec path -> what `--set` takes. */
  readonly set: Readonly<Record<string, string>>;
  /** Components of which it takes more: unless all their prices are known, neither is what it costs. */
  readonly grows: readonly string[];
  /** The things whose failures it can spare the flow at most, as the ids of their facts begin; null: there is no telling. */
  readonly spares: readonly string[] | null;
}

/** Makes the changes that are tried. Who looks at a scenario, or at a spec with `--set`, makes them after those. */
export type Changing = (changes: readonly Change[]) => Promise<Outcome<Graph>>;

/** A component of a graph: what the spec says of it, and what is known. */
export class Subject {
  readonly graph: Graph;
  readonly component: Component;
  /** Whether its instances stand in for each other. */
  readonly isGroup: boolean;

  constructor(graph: Graph, component: Component, isGroup: boolean) {
    this.graph = graph;
    this.component = component;
    this.isGroup = isGroup;
  }

  get name(): string {
    return this.component.name;
  }

  get things(): readonly string[] {
    return thingsOf(this.component);
  }

  path(field: string): string {
    return `components.${this.name}.${field}`;
  }

  /** Whether the spec has a literal there. */
  states(field: string): boolean {
    return this.graph.model.leaves.has(this.path(field));
  }

  /** Whether anything stands there: a literal, a word, a map. */
  has(field: string): boolean {
    return nodeAt(this.graph.model.tree.root, this.path(field).split('.')) !== undefined;
  }

  /** The value of that literal; undefined if there is none. */
  stated(field: string): number | undefined {
    return this.states(field) ? known(this.graph, leafId(this.path(field))) : undefined;
  }

  /** The value of a fact of the component; undefined if it is unknown. */
  fact(name: string): number | undefined {
    return known(this.graph, this.path(name));
  }

  word(field: string): string | undefined {
    return this.graph.leaves.wordAt(this.path(field));
  }

  time(seconds: number): string {
    return formatQuantity(seconds, 's', { digits: 2, calendar: this.graph.model.calendar });
  }
}

/** What is likelier or less likely to fail with a component: itself, and the causes that are as likely as its failures say. */
export const thingsOf = ({ name, causes }: Component): readonly string[] => [
  `components.${name}`,
  ...causes.map((cause) => `causes.${cause}`),
];

export function known(graph: Graph, id: string): number | undefined {
  const { state, value } = graph.get(id);
  return state === 'known' ? value : undefined;
}
