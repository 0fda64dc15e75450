import { type Default, defaultOf } from '../catalog/index.js';
import { type FactState, suggest } from '../core/index.js';
import { type Expr, evaluateExpr, mapRefs, mul, num, type Quantity, ref, refsOf, unitOf } from '../quantity/index.js';
import type { Leaf, Model } from '../spec/index.js';
import { CycleError, cycleOf } from './cycle.js';
import type { Context, Definer, Definition, Engine } from './definition.js';
import { NOT_COMPUTED } from './definition.js';
import { Entities } from './entities.js';
import { type LeafFact, LeafFacts, leafId } from './leaves.js';
import { timeToReach } from './reach.js';
import { addressOf, type FactAddress, type FactKind, factKinds } from './registry.js';
import { scaleOf } from './units.js';

export type Origin =
  /** `source`: who says so, of a figure in place of the catalogue's. */
  | { readonly kind: 'spec' | 'override'; readonly leaf: Leaf; readonly source?: string }
  | { readonly kind: 'convention'; readonly source: string }
  | { readonly kind: 'catalogue'; readonly entry: Default }
  | { readonly kind: 'formula' };

/** A fact, worked out. */
export interface FactNode {
  readonly id: string;
  readonly unit: string | null;
  readonly state: FactState;
  /** In `unit`; infinite if unbounded, NaN if unknown or a class. */
  readonly value: number;
  /** The class, of a fact that is one. */
  readonly word: string | undefined;
  /** Undefined at the leaves, for classes, and for times that are searched for. */
  readonly formula: Expr | undefined;
  readonly inputs: readonly FactNode[];
  /** What keeps it unknown, or, for a total, incomplete. */
  readonly missing: readonly string[];
  /** Unknown because of something optional: lists leave it out. */
  readonly quiet: boolean;
  readonly origin: Origin;
  /** The uncertain literal that it is, at an uncertain leaf. */
  readonly quantity: Quantity | undefined;
  /** True if an uncertain leaf reaches it. */
  readonly uncertain: boolean;
}

/** What a graph looks at: by default flows of today and stocks at the horizon, with everything up. */
export interface View {
  /** Years from today, as a formula over leaves. */
  readonly after: Expr | undefined;
  /** Names of what is lost: components, regions, zones and causes, with all that goes with them. */
  readonly down: ReadonlySet<string>;
}

const AS_IT_STANDS: View = { after: undefined, down: new Set() };

interface Frame {
  readonly id: string;
  readonly unit: string | null;
  readonly definition: Definition;
  readonly origin: Origin;
  readonly quantity: Quantity | undefined;
  readonly refs: readonly string[];
  next: number;
}

const STATED = 'stated.';
const FORMULA: Origin = { kind: 'formula' };
/** Stands for conventions and defaults, whose values are at hand. */
const FIXED: Definition = { unknown: [] };
const NOTHING: readonly string[] = [];
/** Years from today in a search for a time. */
const LATER = 'conventions.later';
/** Facts that no year changes. */
const TIMELESS =
  /^(?:assumptions|derived|stated|conventions|defaults|catalogue)\.|^flows\.[^.]+\.growth$|^data\.[^.]+\.(?:item|item\.stored|growthPerYear)$|^components\.[^.]+\.(?:time|copies)$/;

/**
 * The facts of one spec, worked out when asked for and remembered. A changed graph (`under`) shares every fact that the change does not
 * reach: the same node, with its samples.
 */
export class Graph {
  readonly model: Model;
  readonly leaves: LeafFacts;
  readonly #definers: ReadonlyMap<string, Definer>;
  readonly #view: View;
  readonly #base: Graph | undefined;
  readonly #entities: Entities;
  readonly #nodes = new Map<string, FactNode>();
  readonly #open = new Set<string>();
  readonly #reached = new Map<string, boolean>();
  /** Ids taken apart, once for all graphs of the spec: each fact is asked for its own several times. */
  readonly #addresses: Map<string, FactAddress | null>;

  constructor(
    model: Model,
    engines: readonly Engine[] | ReadonlyMap<string, Definer>,
    view: View = AS_IT_STANDS,
    changed?: { base: Graph; leaves: ReadonlyMap<string, Leaf> },
  ) {
    this.model = model;
    this.#definers =
      engines instanceof Map ? engines : new Map((engines as readonly Engine[]).flatMap((engine) => Object.entries(engine.define)));
    this.#view = view;
    this.#base = changed?.base;
    this.#addresses = changed ? changed.base.#addresses : new Map();
    this.leaves = new LeafFacts(model, changed?.leaves, changed?.base.leaves);
    this.#entities = new Entities(model, this.leaves, changed ? changed.base.#entities : undefined);
  }

  /** The same facts with some literals replaced, spec path by spec path, or with something lost. What neither reaches is shared. */
  under(leaves: ReadonlyMap<string, Leaf>, view: Partial<View> = {}): Graph {
    return new Graph(this.model, this.#definers, { ...this.#view, ...view }, { base: this, leaves });
  }

  /**
   * The fact with this id. An id that fits no pattern, or a name that the spec does not have, is a fact in the state `unknown`.
   * @throws CycleError if the fact depends on itself
   */
  get(id: string): FactNode {
    const known = this.#nodes.get(id);
    if (known) return known;
    const stack = [this.#begin(id)];
    try {
      for (;;) {
        const frame = stack[stack.length - 1] as Frame;
        const input = frame.refs[frame.next];
        if (input === undefined) {
          this.#finish(frame);
          stack.pop();
          if (stack.length === 0) break;
        } else {
          frame.next++;
          if (!this.#nodes.has(input)) stack.push(this.#begin(input));
        }
      }
    } catch (error) {
      // Whatever leads into a circle is not walked again.
      if (error instanceof CycleError) for (const { id: open } of stack) this.#circular.set(open, error);
      throw error;
    } finally {
      for (const { id: open } of stack) this.#open.delete(open);
    }
    return this.#nodes.get(id) as FactNode;
  }

  /** True if `id` names a fact that this spec has, known or not. */
  has(id: string): boolean {
    try {
      return this.leaves.get(id) !== undefined || this.#definitionOf(id) !== undefined;
    } catch (error) {
      // It is there, and needs itself: `get` says so.
      if (error instanceof CycleError) return true;
      throw error;
    }
  }

  /** The nearest fact id to one that does not exist. */
  suggestionFor(id: string): string | undefined {
    // `.year3` may follow any of them; a typo in it leaves the digits, mostly.
    const year = /\.([A-Za-z]*)(\d+)$/.exec(id);
    const isYear = year?.[1] !== undefined && (year[1] === 'year' || suggest(year[1], ['year']) !== undefined);
    if (!year || !isYear) return suggest(id, this.ids());
    const whole = id.slice(0, year.index);
    const meant = this.has(whole) ? whole : suggest(whole, this.ids());
    return meant === undefined ? suggest(id, this.ids()) : `${meant}.year${year[2]}`;
  }

  /** Every fact that the spec has, in the order of the registry. `.year<N>` variants and stated leaves are left out. */
  ids(only?: (pattern: string) => boolean): readonly string[] {
    if (this.#ids && !only) return this.#ids;
    const ids: string[] = [];
    for (const kind of factKinds()) if (!only || only(kind.pattern)) this.#expand(kind, kind.pattern.split('*'), 0, '', [], ids);
    if (!only) this.#ids = ids;
    return ids;
  }

  #ids: readonly string[] | undefined;

  /** Unit of a fact, without working it out. */
  unitOf(id: string): string | null | undefined {
    const leaf = this.leaves.get(id);
    return leaf ? leaf.unit : this.#addressOf(id)?.kind.unit;
  }

  readonly #circular = new Map<string, CycleError>();

  #begin(id: string): Frame {
    const circular = this.#circular.get(id);
    if (circular) throw circular;
    if (this.#open.has(id)) {
      const open = [...this.#open];
      throw cycleOf([...open.slice(open.indexOf(id)), id], this.leaves.all());
    }
    const shared = this.#shared(id);
    if (shared) {
      this.#nodes.set(id, shared);
      return { id, unit: null, definition: { unknown: [] }, origin: FORMULA, quantity: undefined, refs: [], next: 0 };
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
    if (leaf) return frameOfLeaf(id, this.#view.after === undefined || FOLLOWS.test(id) || isOfStocks(id, leaf) ? leaf : ofToday(leaf));
    const definition = this.#definitionOf(id) ?? { unknown: [id.startsWith(STATED) ? id.slice(STATED.length) : `no fact ${id}`] };
    const fixed = definition === FIXED ? this.#fixed(id) : undefined;
    if (fixed)
      return {
        id,
        unit: fixed.unit,
        definition: { formula: num(fixed.value) },
        origin: fixed.origin,
        quantity: undefined,
        refs: [],
        next: 0,
      };
    return {
      id,
      unit: unitOfDefinition(definition) ?? this.#addressOf(id)?.kind.unit ?? null,
      definition,
      origin: FORMULA,
      quantity: undefined,
      refs: refsOfDefinition(definition),
      next: 0,
    };
  }

  #finish(frame: Frame): void {
    this.#open.delete(frame.id);
    if (this.#nodes.has(frame.id)) return;
    this.#nodes.set(frame.id, this.#work(frame));
  }

  #work(frame: Frame): FactNode {
    const { id, definition, origin, quantity, refs } = frame;
    const inputs: FactNode[] = [];
    let uncertain = quantity?.spread !== undefined;
    let isAbsent = false;
    let isPartial = false;
    for (const ref of refs) {
      const input = this.#nodes.get(ref) as FactNode;
      inputs.push(input);
      uncertain ||= input.uncertain;
      isAbsent ||= input.state === 'unknown';
      isPartial ||= input.missing.length > 0;
    }
    if ('unknown' in definition)
      return nodeOf(frame, inputs, { state: 'unknown', missing: definition.unknown, quiet: definition.quiet === true });
    const atLeaf = origin.kind !== 'formula' && refs.length === 0;
    const formula = atLeaf || !('formula' in definition) ? undefined : definition.formula;
    if (isAbsent) {
      const absent = inputs.filter((input) => input.state === 'unknown');
      return nodeOf(frame, inputs, {
        state: 'unknown',
        missing: unique(absent.flatMap((input) => input.missing)),
        formula,
        quiet: absent.some((input) => input.quiet),
      });
    }
    if ('choose' in definition)
      return nodeOf(frame, inputs, { state: 'known', word: definition.choose(definition.inputs.map((input) => this.#valueOf(input))) });
    const value = 'reach' in definition ? this.#monthsUntil(definition.reach) : this.#valueOf(definition.formula);
    if (Number.isFinite(value)) {
      // What a total leaves out, what rests on the total leaves out too.
      const left = isPartial ? inputs.flatMap((input) => input.missing) : NOTHING;
      const own = 'formula' in definition ? definition.missing : undefined;
      const missing = 'formula' in definition && (isPartial || own) ? unique([...(own ?? NOTHING), ...left]) : NOTHING;
      return nodeOf(frame, inputs, { state: 'known', value: value === 0 ? 0 : value, missing, formula, uncertain });
    }
    const unbounded = !Number.isNaN(value) || inputs.some((input) => input.state === 'unbounded');
    if (unbounded) return nodeOf(frame, inputs, { state: 'unbounded', value: Number.POSITIVE_INFINITY, formula, uncertain });
    return nodeOf(frame, inputs, { state: 'unknown', missing: [`${id} is not a number (0 / 0)`], formula });
  }

  #valueOf(expr: Expr): number {
    return evaluateExpr(expr, (input) => (this.#nodes.get(input) as FactNode).value);
  }

  /** The same spec at a time that can be moved: facts are defined once for all times, and worked out anew at each. */
  #later: Graph | undefined;
  #years = 0;

  #in(years: number): Graph {
    this.#later ??= this.under(new Map(), { after: ref(LATER) });
    if (this.#later.#years !== years) this.#later.#nodes.clear();
    this.#later.#years = years;
    return this.#later;
  }

  /** Looks ahead year by year: flows and stocks of that time against the limit of today. */
  #monthsUntil({ demand, limit }: { readonly demand: string; readonly limit: string }): number {
    const most = this.get(limit).value;
    const at = (years: number): number => this.#in(years).get(demand).value;
    return 12 * timeToReach(at, most);
  }

  /** The node of the graph that this one changes, if the change does not reach it. */
  #shared(id: string): FactNode | undefined {
    const base = this.#base;
    if (!base || base.#view.after !== this.#view.after) return undefined;
    if (this.#isReached(id)) return undefined;
    return base.get(id);
  }

  #isReached(id: string): boolean {
    const known = this.#reached.get(id);
    if (known !== undefined) return known;
    if (this.leaves.isChanged(id) || this.#isOtherwise(id)) {
      this.#reached.set(id, true);
      return true;
    }
    this.#reached.set(id, false);
    const base = this.#base as Graph;
    const reached =
      !base.has(id) ||
      base.get(id).inputs.some((input) => this.#isReached(input.id)) ||
      base.#consultedFor(id).some((other) => this.#isReached(other));
    this.#reached.set(id, reached);
    return reached;
  }

  /** Whether a definition that asked what is down would now hear another answer. */
  #isOtherwise(id: string): boolean {
    const base = this.#base as Graph;
    const [before, now] = [base.#view.down, this.#view.down];
    if (before === now || !base.has(id)) return false;
    return base.#askedFor(id).some((name) => before.has(name) !== now.has(name));
  }

  /** Conventions and catalogue defaults: leaves that the spec does not state. */
  #fixed(id: string): { unit: string; value: number; origin: Origin } | undefined {
    if (id === LATER) return { unit: 'ratio', value: this.#years, origin: { kind: 'convention', source: 'years from today' } };
    if (id.startsWith('conventions.')) {
      const name = id.slice('conventions.'.length);
      if (name !== 'day' && name !== 'month' && name !== 'year') return undefined;
      const stated = this.model.leaves.get(id);
      const origin: Origin = stated ? { kind: 'spec', leaf: stated } : { kind: 'convention', source: `calendar: a ${name} in seconds` };
      return { unit: 's', value: this.model.calendar[name], origin };
    }
    if (id.startsWith('catalogue.')) {
      const [, name = '', end] = /^catalogue\.(.+?)(?:\.(low|high))?$/.exec(id) ?? [];
      const figure = this.model.products.entries.get(name);
      if (!figure) return undefined;
      const { entry, quantity, stated } = figure;
      const part = end === undefined ? 1 : ((end === 'low' ? entry.low : entry.high) ?? entry.mid) / entry.mid;
      const unit = unitOf(quantity.dimension);
      const source = `${entry.source} (${entry.asOf}${entry.checked ? '' : ', not checked'})`;
      const origin: Origin = stated
        ? { kind: 'override', leaf: stated.leaf, ...(stated.source !== null && { source }) }
        : { kind: 'catalogue', entry: { value: entry.mid, unit: entry.unit, meaning: entry.name, source } };
      return { unit, value: (quantity.value * part) / scaleOf(unit, this.model.calendar), origin };
    }
    if (id.startsWith('defaults.')) {
      const entry = defaultOf(id.slice('defaults.'.length), this.model.tier);
      return entry && { unit: entry.unit, value: entry.value, origin: { kind: 'catalogue', entry } };
    }
    return undefined;
  }

  /** What the catalogue has in place of a literal that the spec does not state. */
  #fromCatalogue(path: string): Expr | undefined {
    const figure = this.model.products.figures.get(path);
    if (!figure) return undefined;
    const value = ref(`catalogue.${figure.entry.id}`);
    const cores = figure.per === 'core' ? this.leaves.refOf(path.replace(/\.each\..*$/, '.each.cpu')) : undefined;
    return cores ? mul(value, cores) : value;
  }

  #addressOf(id: string): FactAddress | undefined {
    let address = this.#addresses.get(id);
    if (address === undefined) {
      address = addressOf(id) ?? null;
      this.#addresses.set(id, address);
    }
    return address ?? undefined;
  }

  readonly #definitions = new Map<string, Definition | null>();

  #definitionOf(id: string): Definition | undefined {
    let definition = this.#definitions.get(id);
    if (definition === undefined) {
      definition = this.#define(id) ?? null;
      this.#definitions.set(id, definition);
    }
    return definition ?? undefined;
  }

  #define(id: string): Definition | undefined {
    const address = this.#addressOf(id);
    if (!address) return this.#fixed(id) && FIXED;
    if (!this.#entities.has(address.kind.pattern, address.names)) return undefined;
    if (address.kind.area === 'derived' && address.year !== null) return this.#derivedInYear(address.base, address.year);
    const definer = this.#definers.get(address.kind.pattern);
    if (!definer) return { unknown: [NOT_COMPUTED], quiet: true };
    const outer = [this.#consulting, this.#asking] as const;
    this.#consulting = undefined;
    this.#asking = undefined;
    try {
      return definer(this.#context(address.year), ...address.names);
    } finally {
      if (this.#consulting) this.#consulted.set(id, [...this.#consulting]);
      if (this.#asking) this.#asked.set(id, [...this.#asking]);
      [this.#consulting, this.#asking] = outer;
    }
  }

  #derivedInYear(id: string, year: number): Definition | undefined {
    const leaf = this.leaves.get(id);
    if (!leaf || !('formula' in leaf.definition)) return leaf?.definition;
    return { formula: inYear(leaf.definition.formula, year), ...(leaf.unit !== null && { unit: leaf.unit }) };
  }

  /** The expression at a path, where it tells a stock by other stocks. */
  #follows(path: string): Expr | undefined {
    const leaf = STOCK.test(path) ? this.leaves.get(leafId(path)) : undefined;
    return leaf && isOfStocks(leafId(path), leaf) && 'formula' in leaf.definition ? leaf.definition.formula : undefined;
  }

  #followed(path: string, year: number): Expr | undefined {
    const expr = this.#follows(path);
    return expr && inYear(expr, year);
  }

  readonly #consulted = new Map<string, readonly string[]>();
  /** What the definition that is being made has consulted; making one may lead to making others. */
  #consulting: Set<string> | undefined;

  /** Facts of which a definition wanted to know whether they are known: a total is of those that are. */
  #consultedFor(id: string): readonly string[] {
    this.#definitionOf(id);
    return this.#consulted.get(id) ?? [];
  }

  readonly #asked = new Map<string, readonly string[]>();
  /** Names of which the definition that is being made has asked whether they are down. */
  #asking: Set<string> | undefined;

  #askedFor(id: string): readonly string[] {
    this.#definitionOf(id);
    return this.#asked.get(id) ?? [];
  }

  readonly #contexts = new Map<number | null, Context>();

  #context(year: number | null): Context {
    const known = this.#contexts.get(year);
    if (known) return known;
    const context = this.#newContext(year);
    this.#contexts.set(year, context);
    return context;
  }

  #newContext(year: number | null): Context {
    const suffix = year === null ? '' : `.year${year}`;
    const years = year === null ? this.#view.after : num(year);
    const inYear = (id: string): string => (suffix && !TIMELESS.test(id) ? id + suffix : id);
    return {
      model: this.model,
      ref: (id) => ref(inYear(id)),
      today: (id) => ref(`${id}.year0`),
      stated: (path, part) =>
        (year === null ? undefined : this.#followed(path, year)) ??
        this.leaves.refOf(path, part) ??
        (part === undefined ? this.#fromCatalogue(path) : undefined),
      follows: (path) => this.#follows(path) !== undefined,
      counting: (noun) => this.leaves.counting(noun),
      word: (path) => this.leaves.wordAt(path),
      formOf: (path) => this.leaves.formOf(path),
      assumed: (name) => ref(`defaults.${name}`),
      convention: (name) => ref(`conventions.${name}`),
      known: (id) => {
        this.#consulting ??= new Set();
        this.#consulting.add(inYear(id));
        return this.get(inYear(id)).state !== 'unknown';
      },
      missingOf: (id) => this.get(inYear(id)).missing,
      isDown: (name) => {
        this.#asking ??= new Set();
        this.#asking.add(name);
        return this.#view.down.has(name);
      },
      flowYears: years,
      stockYears: years,
    };
  }

  /** Fills in the pattern from its part `at` on. */
  #expand(kind: FactKind, parts: readonly string[], at: number, before: string, names: readonly string[], ids: string[]): void {
    const id = before + (parts[at] ?? '');
    if (at === parts.length - 1) {
      if (!this.#addresses.has(id)) this.#addresses.set(id, { kind, names, year: null, base: id });
      if (this.has(id)) ids.push(id);
      return;
    }
    for (const name of this.#entities.candidates(id.slice(0, -1), names))
      this.#expand(kind, parts, at + 1, id + name, [...names, name], ids);
  }
}

const unitOfDefinition = (definition: Definition): string | undefined => ('formula' in definition ? definition.unit : undefined);

function refsOfDefinition(definition: Definition): readonly string[] {
  if ('formula' in definition) return refsOf(definition.formula);
  if ('inputs' in definition) return unique(definition.inputs.flatMap((input) => refsOf(input)));
  return 'reach' in definition ? [definition.reach.demand, definition.reach.limit] : [];
}

/** Leaves whose expressions look at the year that the graph does; what else the spec states holds today, and grows from there. */
const FOLLOWS = /^(?:derived|stated\.(?:expect|requirements|scenarios))\./;

/** Amounts of data as stated, and facts that tell how much data there is, of no year in particular. */
const STOCK = /^data\.[^.]+\.(?:items|size)$/;
const STOCK_FACT = /^data\.[^.]+\.(?:items|size\.[a-z]+)$/;

/** Whether a stated amount of data is told by that of other data: it is then as much in any year, and grows as that does. */
const isOfStocks = (id: string, { definition }: LeafFact): boolean =>
  id.startsWith(STATED) &&
  STOCK.test(id.slice(STATED.length)) &&
  'formula' in definition &&
  refsOf(definition.formula).some((input) => STOCK_FACT.test(input));

/** A leaf whose expression asks for the facts of today. Otherwise a flow that is a tenth of another would grow twice. */
function ofToday(leaf: LeafFact): LeafFact {
  const { definition } = leaf;
  if (!('formula' in definition)) return leaf;
  return { ...leaf, definition: { formula: inYear(definition.formula, 0) } };
}

/** The same of the facts of a year, where it says no other. */
function inYear(expr: Expr, year: number): Expr {
  const stays = (id: string): boolean => (TIMELESS.test(id) && !id.startsWith('derived.')) || /\.year\d+$/.test(id);
  return mapRefs(expr, (id) => ref(stays(id) ? id : `${id}.year${year}`));
}

type Told = Pick<FactNode, 'state'> & Partial<Pick<FactNode, 'value' | 'missing' | 'formula' | 'uncertain' | 'word' | 'quiet'>>;

/** Always the same properties in the same order: engines are quicker on objects that look alike. */
function nodeOf({ id, unit, origin, quantity }: Frame, inputs: readonly FactNode[], told: Told): FactNode {
  const { state, value = Number.NaN, missing = NOTHING, formula, uncertain = false, word, quiet = false } = told;
  return { id, unit, state, value, word, formula, inputs, missing, quiet, origin, quantity, uncertain };
}

function frameOfLeaf(id: string, leaf: LeafFact): Frame {
  const { definition, origin, unit, quantity } = leaf;
  return { id, unit, definition, origin, quantity, refs: 'formula' in definition ? refsOf(definition.formula) : [], next: 0 };
}

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];
