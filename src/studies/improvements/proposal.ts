import type { Edit, Outcome } from '../../core/index.js';
import { type CheckedId, type Graph, leafId, type TopicOf } from '../../facts/index.js';
import { formatQuantity } from '../../quantity/index.js';
import { type Component, type ComponentField, type Leaf, leafOf, pathToState, set } from '../../spec/index.js';

/** A change that may help, not tried yet. */
export interface Proposal {
  /** In plain words: `one more instance of db (4)`. */
  readonly label: string;
  readonly edits: readonly Edit[];
  /** Components of which it takes more: unless all their prices are known, neither is what it costs. */
  readonly grows?: readonly string[];
  /** The things whose failures it can save a flow at most, as the ids of their facts begin; left out where that is not known. */
  readonly saves?: readonly string[];
}

/** Makes the changes that are tried, under the scenario and the `--set` that are looked at. */
export type Changing = (edits: readonly Edit[]) => Promise<Outcome<Graph>>;

/** A component of a graph: what the spec states of it, and what is known. */
export class KnownComponent {
  readonly graph: Graph;
  readonly component: Component;
  /** Whether its instances are redundant. */
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

  /** Where the spec states a field of the component, or would. */
  path(field: ComponentField): string {
    return pathToState(this.graph.model, `components.${this.name}.${field}`);
  }

  states(field: ComponentField): boolean {
    return this.leafIn(this.graph, field) !== undefined;
  }

  /** The literal that states a field of the component in a graph of the same spec, changed or not. */
  leafIn({ model }: Graph, field: ComponentField): Leaf | undefined {
    return leafOf(model, `components.${this.name}.${field}`);
  }

  /** The value of a field; undefined if it is not stated. */
  stated(field: ComponentField): number | undefined {
    const leaf = this.leafIn(this.graph, field);
    return leaf && known(this.graph, leafId(leaf.path));
  }

  /** The value of a fact of the component; undefined if it is unknown. */
  fact(name: TopicOf<'components'>): number | undefined {
    return known(this.graph, `components.${this.name}.${name}`);
  }

  time(seconds: number): string {
    return formatQuantity(seconds, 's', { digits: 2, calendar: this.graph.model.calendar });
  }
}

/** Literals by their paths, as edits. */
export const settings = (texts: Readonly<Record<string, string | number | boolean>>): readonly Edit[] =>
  Object.entries(texts).map(([path, value]) => set(path, value));

/** What is likelier or less likely to fail with a component: itself, and the causes that are as likely as its failures imply. */
export const thingsOf = ({ name, causes }: Component): readonly string[] => [
  `components.${name}`,
  ...causes.map((cause) => `causes.${cause}`),
];

export function known<const I extends string>(graph: Graph, id: CheckedId<I>): number | undefined {
  const { state, value } = graph.get(id);
  return state === 'known' ? value : undefined;
}
