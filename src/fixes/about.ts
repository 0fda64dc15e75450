import { type Judgment, partsOf } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { type CheckedId, type Graph, leafId, reasonsOf, type TopicOf, uncheckedId } from '../facts/index.js';
import { formatQuantity } from '../quantity/index.js';
import type { CallField } from '../schema/index.js';
import { type Call, type Component, leafOf, type Model } from '../spec/index.js';
import type { Proposal } from '../studies/improvements/proposal.js';

export type { Proposal } from '../studies/improvements/proposal.js';

/** Proposes what may mend the finding of a rule. It may look at any fact: what it proposes is evaluated in full before anybody sees it. */
export type Recipe = (about: About) => readonly Proposal[];

/** What of a finding recipes look at. */
export type FindingSubject = Pick<Judgment, 'subject' | 'key' | 'path'>;

/** What a finding is about. */
export class About {
  readonly finding: FindingSubject;
  readonly model: Model;
  readonly graph: Graph;

  constructor(finding: FindingSubject, { model, graph }: Pick<Evaluation, 'model' | 'graph'>) {
    this.finding = finding;
    this.model = model;
    this.graph = graph;
  }

  /** What tells the finding from others of its rule: a flow, a spike, a consumer. */
  get key(): string {
    return this.finding.key ?? '';
  }

  /** Its subject, if that is a component. */
  get component(): Component | undefined {
    return this.model.components.get(this.#subjectOf('components') ?? '');
  }

  /** Its subject, if that is a data set. */
  get data(): string | undefined {
    return this.#subjectOf('data');
  }

  get flow(): string | undefined {
    return this.#subjectOf('flows');
  }

  #subjectOf(section: string): string | undefined {
    const { root, name } = partsOf(this.finding.subject ?? '');
    return root === section && name !== '' ? name : undefined;
  }

  /** Where the data of the subject is. */
  get stores(): readonly Component[] {
    const stores = this.model.data.get(this.data ?? '')?.stores ?? [];
    return stores.flatMap((name) => this.model.components.get(name) ?? []);
  }

  /** The calls that it is about: that at its path, else those of its component, of the flow that its key names if it names one. */
  get calls(): readonly Call[] {
    const { path, subject } = this.finding;
    const all = [...this.model.flows.values()].flatMap(({ calls }) => calls);
    const there = all.filter((call) => call.path === subject || call.path === path);
    if (there.length > 0) return there;
    const own = this.component?.calls ?? [];
    const [flow = ''] = this.key.split(' ');
    return this.model.flows.has(flow) ? own.filter((call) => call.flow === flow) : own;
  }

  /** The value of a fact; undefined if it is unknown. */
  fact<const I extends string>(id: CheckedId<I>): number | undefined {
    const { state, value } = this.graph.get(id);
    return state === 'known' ? value : undefined;
  }

  /** Whether all that is asked of a component, of what its instances are stated to have, is known: less of it may else be too little. */
  knowsAllAskedOf({ name }: Pick<Component, 'name'>): boolean {
    return reasonsOf(this.graph.get(`components.${name}.instances.forLoad`)).length === 0;
  }

  of(component: Pick<Component, 'name'>, fact: TopicOf<'components'>): number | undefined {
    return this.fact(`components.${component.name}.${fact}`);
  }

  /** Whether the spec states something at a path, in whatever words. */
  states(path: string): boolean {
    return leafOf(this.model, path) !== undefined;
  }

  /** The value of a literal. */
  stated(path: string): number | undefined {
    const leaf = leafOf(this.model, path);
    return leaf && this.fact(leafId(leaf.path));
  }

  /** How much of a resource may be in use: as stated of the component or of the design, else what is usual. */
  target({ name }: Pick<Component, 'name'>, resource: 'disk' | 'rate'): number {
    const stated = this.stated(`components.${name}.target.${resource}`) ?? this.stated(`target.${resource}`);
    return stated ?? this.fact(uncheckedId(`defaults.target.${resource}`)) ?? 1;
  }

  /** The value of an option of a call. */
  option({ path, hasOptions }: Call, field: CallField): number | undefined {
    return hasOptions ? this.stated(`${path}.${field}`) : undefined;
  }

  time(seconds: number): string {
    return formatQuantity(seconds, 's', { digits: 2, calendar: this.model.calendar });
  }

  /** A name that the spec does not have yet: `orders-queue`, else `orders-queue-2`. */
  freshName(name: string): string {
    const isKnown = (other: string): boolean => this.model.components.has(other);
    for (let n = 1; ; n++) {
      const fresh = n === 1 ? name : `${name}-${n}`;
      if (!isKnown(fresh)) return fresh;
    }
  }
}
