import { checkTime, suggest } from '../core/index.js';
import { type Expr, evaluateExpr, inCurrency, ref } from '../quantity/index.js';
import type { Leaf, Model } from '../spec/index.js';
import { CycleError, cycleOf } from './cycle.js';
import { type Definer, definersOf, type Engine, type ReachedLimit, unknown, unstated } from './definition.js';
import { Definitions, FIXED } from './definitions.js';
import { Entities } from './entities.js';
import { fixedOf } from './fixed.js';
import { frameOfDefinition, frameOfFixed, frameOfLeaf, frameOfShared } from './frame.js';
import type { CheckedId, FactId } from './ids.js';
import { LeafFacts } from './leaves.js';
import { type FactNode, type FoundTime, type Frame, nodeOfFrame } from './node.js';
import { AS_IT_STANDS, type OperatingConditions } from './operating-conditions.js';
import { valueOverTime } from './over-time.js';
import { MONTHS, timeToReach } from './reach.js';
import { type FactAddress, type FactKind, factKinds } from './registry.js';
import { Sharing } from './sharing.js';
import { atAnotherTime, LATER, leafOfToday } from './years.js';

const STATED = 'stated.';
const NO_REFS: readonly string[] = [];
const NO_NODES: readonly FactNode[] = [];
const FEW = 8;

/**
 * The facts of one spec, computed when asked for and cached. A changed graph (`under`) shares every fact that the change does not
 * reach: the same node, with its samples.
 */
export class Graph {
  readonly model: Model;
  readonly leaves: LeafFacts;
  readonly #definers: ReadonlyMap<string, Definer>;
  readonly #definitions: Definitions;
  readonly #conditions: OperatingConditions;
  readonly #sharing: Sharing | undefined;
  readonly #entities: Entities;
  readonly #nodes = new Map<string, FactNode>();
  readonly #open = new Set<string>();
  readonly #circular = new Map<string, CycleError>();
  readonly #addresses: Map<string, FactAddress | null>;
  /** What it changes: literals of the same spec, or a spec that was made anew with other keys. */
  readonly #below: Graph | undefined;
  /** Whether it states anything else, and does not only look at another time or with something down. */
  readonly #statesOtherwise: boolean;

  /** @param below of a spec that was made anew, what it was made from */
  constructor(
    model: Model,
    engines: readonly Engine[] | ReadonlyMap<string, Definer>,
    conditions: OperatingConditions = AS_IT_STANDS,
    changed?: { base: Graph; leaves: ReadonlyMap<string, Leaf> },
    below?: Graph,
  ) {
    const base = changed?.base;
    this.#below = base ?? below;
    this.#statesOtherwise = below !== undefined || (changed?.leaves.size ?? 0) > 0;
    this.model = model;
    this.#definers = Array.isArray(engines) ? definersOf(engines as readonly Engine[]) : (engines as ReadonlyMap<string, Definer>);
    this.#conditions = conditions;
    this.#addresses = base ? base.#addresses : new Map();
    this.leaves = new LeafFacts(model, changed?.leaves, base?.leaves);
    this.#entities = new Entities(model, this.leaves, base ? base.#entities : undefined);
    this.#definitions = new Definitions({
      model,
      leaves: this.leaves,
      entities: this.#entities,
      definers: this.#definers,
      conditions,
      addresses: this.#addresses,
      get: (id) => this.#nodeOf(id),
    });
    if (base) base.#definitions.keepAll();
    this.#sharing =
      base &&
      new Sharing(
        { has: (id) => base.#has(id), get: (id) => base.#nodeOf(id), definitions: base.#definitions, conditions: base.#conditions },
        this.leaves,
        conditions,
      );
  }

  /** The same facts with some literals replaced, spec path by spec path, or with something lost. What neither reaches is shared. */
  under(leaves: ReadonlyMap<string, Leaf>, conditions: Partial<OperatingConditions> = {}): Graph {
    return new Graph(this.model, this.#definers, { ...this.#conditions, ...conditions }, { base: this, leaves });
  }

  /** The same changes, at the same time and with the same lost, of a model with the same literals: one whose words are others. */
  of(model: Model): Graph {
    const made = new Graph(model, this.#definers, AS_IT_STANDS, undefined, this);
    // Where nothing else is asked for there is nothing to share with what was made.
    const isAsItStands = this.leaves.changed.size === 0 && this.#conditions.after === undefined && this.#conditions.down.size === 0;
    return isAsItStands ? made : made.under(this.leaves.changed, this.#conditions);
  }

  /**
   * The fact with this id, which the compiler holds against the table; words of a user come in by `uncheckedId`. An id that fits no pattern, or a
   * name that the spec does not have, is a fact in the state `unknown`.
   * @throws CycleError if the fact depends on itself
   */
  get<const I extends string>(id: CheckedId<I>): FactNode {
    return this.#nodeOf(id);
  }

  #nodeOf(id: string): FactNode {
    const known = this.#nodes.get(id);
    if (known) return known;
    const stack = [this.#begin(id)];
    try {
      for (;;) {
        const frame = stack[stack.length - 1] as Frame;
        const input = frame.refs[frame.next];
        if (input === undefined) {
          checkTime('working out', frame.id);
          const node = this.#finish(frame);
          stack.pop();
          const above = stack[stack.length - 1];
          if (above === undefined) return node;
          above.nodes[above.next++] = node;
        } else {
          const node = this.#nodes.get(input);
          if (node) frame.nodes[frame.next++] = node;
          else stack.push(this.#begin(input));
        }
      }
    } catch (error) {
      // Whatever leads into a circle is not walked again.
      if (error instanceof CycleError) for (const { id: open } of stack) this.#circular.set(open, error);
      throw error;
    } finally {
      for (const { id: open } of stack) this.#open.delete(open);
    }
  }

  /** What an expression over facts comes to. */
  valueOf(expr: Expr): number {
    return evaluateExpr(expr, (id) => this.#nodeOf(id).value);
  }

  /** True if `id` names a fact that this spec has, known or not. */
  has<const I extends string>(id: CheckedId<I>): boolean {
    return this.#has(id);
  }

  #has(id: string): boolean {
    return this.leaves.get(id) !== undefined || this.#definitions.has(id);
  }

  /** The nearest fact id to one that does not exist. */
  suggestionFor(id: string): string | undefined {
    // A rate has no value as such: of its load cases, what the spec states is the mean.
    if (this.#has(`${id}.mean`)) return `${id}.mean`;
    const longer = this.#idWith(id.split('.'));
    if (longer !== undefined) return longer;
    // `.year3` may follow any of them; a typo in it leaves the digits, mostly.
    const year = /\.([A-Za-z]*)(\d+)$/.exec(id);
    const isYear = year?.[1] !== undefined && (year[1] === 'year' || suggest(year[1], ['year']) !== undefined);
    if (!year || !isYear) return suggest(id, this.ids());
    const whole = id.slice(0, year.index);
    const meant = this.#has(whole) ? whole : suggest(whole, this.ids());
    return meant === undefined ? suggest(id, this.ids()) : `${meant}.year${year[2]}`;
  }

  /** `components.db.connections`: of the facts of the same thing that have all of these words in their ids, the shortest (`...demand.connections`). */
  #idWith([root = '', name = '', ...words]: readonly string[]): string | undefined {
    const found = this.ids().filter((id) => {
      if (words.length === 0 || !id.startsWith(`${root}.${name}.`)) return false;
      const own = id.split('.').slice(2);
      return words.every((word) => own.includes(word));
    });
    return found.sort((a, b) => a.length - b.length)[0];
  }

  /** Every fact that the spec has, in the order of the registry. `.year<N>` variants and stated leaves are left out. */
  ids(only?: (pattern: string) => boolean): readonly FactId[] {
    if (this.#ids && !only) return this.#ids;
    const ids: FactId[] = [];
    for (const kind of factKinds()) if (!only || only(kind.pattern)) this.#expand(kind, kind.pattern.split('*'), 0, '', [], ids);
    if (!only) this.#ids = ids;
    return ids;
  }

  #ids: readonly FactId[] | undefined;

  /** Unit of a fact, without working it out. */
  unitOf<const I extends string>(id: CheckedId<I>): string | null | undefined {
    return this.#unitOf(id);
  }

  #unitOf(id: string): string | null | undefined {
    const leaf = this.leaves.get(id);
    return leaf ? leaf.unit : this.#unitOfKind(id);
  }

  #unitOfKind(id: string): string | null | undefined {
    return inCurrency(this.#definitions.addressOf(id)?.kind.unit, this.model.currency.name);
  }

  #begin(id: string): Frame {
    const circular = this.#circular.size === 0 ? undefined : this.#circular.get(id);
    if (circular) throw circular;
    if (this.#open.has(id)) {
      const open = [...this.#open];
      throw cycleOf([...open.slice(open.indexOf(id)), id], this.leaves.all());
    }
    const shared = this.#sharing?.nodeOf(id);
    if (shared) {
      this.#nodes.set(id, shared);
      return frameOfShared(id);
    }
    this.#open.add(id);
    try {
      return this.#frameOf(id);
    } catch (error) {
      // A definition may ask for facts while it is made.
      this.#open.delete(id);
      if (error instanceof CycleError) this.#circular.set(id, error);
      throw error;
    }
  }

  #frameOf(id: string): Frame {
    const leaf = this.leaves.get(id);
    if (leaf) return frameOfLeaf(id, this.#conditions.after === undefined ? leaf : atAnotherTime(id, leaf));
    const ofToday = leafOfToday(id, (leafId) => this.leaves.get(leafId));
    if (ofToday) return frameOfLeaf(id, ofToday);
    const definition =
      this.#definitions.of(id) ?? unknown(id.startsWith(STATED) ? { path: id.slice(STATED.length) } : { text: `no fact ${id}` });
    if (definition === FIXED) {
      const later = { unit: 'ratio', value: this.#years, origin: { kind: 'convention', source: 'years from today' } } as const;
      const fixed = id === LATER ? later : fixedOf(id, this.model);
      if (fixed) return frameOfFixed(id, fixed);
    }
    if ('filed' in definition) return this.#frameAsFiled(id, definition.filed, definition.since);
    return frameOfDefinition(id, definition, this.#unitOfKind(id) ?? null);
  }

  /** A fact as it was when the literal at a path was stated: in the lowest graph that has that literal, if anything is otherwise by now. */
  #frameAsFiled(id: string, fact: FactId, since: string): Frame {
    let filed: Graph = this;
    let isOtherwise = false;
    while (filed.#below && this.leaves.isAsIn(filed.#below.leaves, since)) {
      isOtherwise ||= filed.#statesOtherwise;
      filed = filed.#below;
    }
    const frame = frameOfDefinition(id, unstated({ path: id }), this.#unitOf(id) ?? null);
    if (!isOtherwise) return frame;
    const [was, is] = [filed.get(fact), this.get(fact)];
    const isSame = was === is || (was.value === is.value && !was.uncertain && !is.uncertain);
    return isSame ? frame : { ...frame, definition: { filed: fact, since }, filed: was };
  }

  #finish(frame: Frame): FactNode {
    this.#open.delete(frame.id);
    const known = this.#nodes.get(frame.id);
    if (known) return known;
    const outer = this.#frame;
    this.#frame = frame;
    const node = nodeOfFrame(frame, frame.nodes, this.#values);
    this.#frame = outer;
    this.#nodes.set(frame.id, node);
    return node;
  }

  /** The fact that is worked out: mostly its own inputs are asked for. */
  #frame: Frame | undefined;

  readonly #valueAt = (id: string): number => {
    const { refs = NO_REFS, nodes = NO_NODES } = this.#frame ?? {};
    // Of a few the right one is found sooner than among all facts.
    const place = refs.length <= FEW ? refs.indexOf(id) : -1;
    return ((place < 0 ? undefined : nodes[place]) ?? (this.#nodes.get(id) as FactNode)).value;
  };

  readonly #values = {
    valueOf: (expr: Expr): number => evaluateExpr(expr, this.#valueAt),
    /** Looks ahead: flows and stocks of each time against the limit of today. */
    searchFor: ({ growing, limit, from }: ReachedLimit): FoundTime => {
      const start = from ? evaluateExpr(from, this.#valueAt) : 0;
      const fact = this.#in(start).get(growing);
      const amountAt = valueOverTime(fact);
      const value = MONTHS * timeToReach((years) => amountAt(start + years), this.#valueAt(limit));
      return { value, search: { growing: fact, limit: this.#nodes.get(limit) as FactNode, from } };
    },
  };

  /** The same spec at a time that can be moved: facts are defined once for all times. */
  #later: Graph | undefined;
  #years = 0;

  #in(years: number): Graph {
    this.#later ??= this.under(new Map(), { after: ref(LATER) });
    if (this.#later.#years !== years) this.#later.#nodes.clear();
    this.#later.#years = years;
    return this.#later;
  }

  /** Fills in the pattern from its part `at` on. */
  #expand(kind: FactKind, parts: readonly string[], at: number, before: string, names: readonly string[], ids: FactId[]): void {
    const id = before + (parts[at] ?? '');
    if (at === parts.length - 1) {
      if (!this.#addresses.has(id)) this.#addresses.set(id, { kind, names, year: null, state: null, base: id });
      if (this.#has(id)) ids.push(id as FactId);
      return;
    }
    for (const name of this.#entities.candidates(id.slice(0, -1), names))
      this.#expand(kind, parts, at + 1, id + name, [...names, name], ids);
  }
}
