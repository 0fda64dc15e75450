import { filled, NOT_COMPUTED } from '../core/index.js';
import { type Expr, num, ref } from '../quantity/index.js';
import type { LiteralField } from '../schema/index.js';
import type { Model } from '../spec/index.js';
import { ByNames } from './by-names.js';
import type { Context, Definer, Definition } from './definition.js';
import { unknown, unstated } from './definition.js';
import type { Entities } from './entities.js';
import { fixedOf, fromCatalog } from './fixed.js';
import type { FactId } from './ids.js';
import { type LeafFacts, leafId } from './leaves.js';
import type { FactNode } from './node.js';
import type { OperatingConditions } from './operating-conditions.js';
import { addressOf, type FactAddress, type State, stateSuffix } from './registry.js';
import { idOfToday, inYear, isTimeless, isTimelessIn, LATER, stocksAt } from './years.js';

/** Stands for conventions and defaults, whose values are at hand. */
export const FIXED: Definition = unknown();

/** What definitions are made from. */
export interface Ground {
  readonly model: Model;
  readonly leaves: LeafFacts;
  readonly entities: Entities;
  readonly definers: ReadonlyMap<string, Definer>;
  readonly conditions: OperatingConditions;
  /** Ids taken apart, once for all graphs of the spec: each fact is asked for its own several times. */
  readonly addresses: Map<string, FactAddress | null>;
  /** The fact with an id, computed. */
  readonly get: (id: string) => FactNode;
}

/** A fact of some other year: it rests on what that of any other does, also on what moves it from year to year. */
const inOtherYears = (id: FactId): string => `${id}.year1`;

const NOTHING: readonly string[] = [];

/**
 * So many ids are kept taken apart, and so many definitions, which are in the facts that they made. Of specs of thousands of components these would be a sixth of all
 * that is kept, and most are asked for once.
 */
const MOST_KEPT = 20_000;

/** Definitions of facts, made when asked for, the first of them cached, with what each looked at on the way. */
export class Definitions {
  readonly #ground: Ground;
  readonly #definitions = new Map<string, Definition | null>();
  readonly #contexts = new Map<string, Context>();
  /** Of those of no state in particular, by their year. */
  readonly #ofYears = new Map<number | null, Context>();
  /** References by their ids: many formulas refer to the same fact, and of large specs these are half of all that is kept. */
  readonly #refs = new Map<string, Expr>();
  readonly #consulted = new Map<string, readonly string[]>();
  readonly #asked = new Map<string, readonly string[]>();
  /** What the definition that is being made has consulted; making one may lead to making others. */
  #consulting: Set<string> | undefined;
  /** Names of which the definition that is being made has asked whether they are down. */
  #asking: Set<string> | undefined;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  addressOf(id: string): FactAddress | undefined {
    if (this.#last?.id === id) return this.#last.address;
    const { addresses } = this.#ground;
    let address = addresses.get(id);
    if (address === undefined) {
      address = addressOf(id) ?? null;
      if (addresses.size < MOST_KEPT) addresses.set(id, address);
    }
    this.#last = { id, address: address ?? undefined };
    return this.#last.address;
  }

  /** What was taken apart last: its unit is asked for as soon as it is defined. */
  #last: { readonly id: string; readonly address: FactAddress | undefined } | undefined;

  #most = MOST_KEPT;

  /** From now on definitions are asked for again: by a graph with changes, of what these do not reach. */
  keepAll(): void {
    this.#most = Number.POSITIVE_INFINITY;
  }

  /** `FIXED` for conventions and defaults; undefined for what the spec does not have. */
  of(id: string): Definition | undefined {
    let definition = this.#definitions.get(id);
    if (definition === undefined) {
      definition = this.#define(id) ?? null;
      if (this.#definitions.size < this.#most) this.#definitions.set(id, definition);
    }
    return definition ?? undefined;
  }

  /** Whether the spec has a fact, without making its definition: what an engine defines, it defines for all that its pattern fits. */
  has(id: string): boolean {
    const definition = this.#definitions.get(id);
    if (definition !== undefined) return definition !== null;
    const address = this.addressOf(id);
    return address ? this.#isOfSpec(address) : this.#isFixed(id);
  }

  #isFixed(id: string): boolean {
    return id === LATER || fixedOf(id, this.#ground.model) !== undefined;
  }

  #isOfSpec({ kind, names, state, year, base }: FactAddress): boolean {
    const { model, entities, leaves } = this.#ground;
    if (!entities.has(kind, names)) return false;
    if (state?.without.some((name) => !model.components.has(name))) return false;
    return kind.area !== 'derived' || year === null || leaves.get(base) !== undefined;
  }

  /** Facts of which a definition wanted to know whether they are known: a total is of those that are. */
  consultedFor(id: string): readonly string[] {
    this.of(id);
    return this.#consulted.get(id) ?? NOTHING;
  }

  /** Names of which a definition wanted to know whether they are down. */
  askedFor(id: string): readonly string[] {
    this.of(id);
    return this.#asked.get(id) ?? NOTHING;
  }

  #define(id: string): Definition | undefined {
    const address = this.addressOf(id);
    if (!address) return this.#isFixed(id) ? FIXED : undefined;
    if (!this.#isOfSpec(address)) return undefined;
    const { definers } = this.#ground;
    if (address.kind.area === 'derived' && address.year !== null) return this.#derivedInYear(address.base, address.year);
    const definer = definers.get(address.kind.pattern);
    if (!definer) return unstated(NOT_COMPUTED);
    const outer = [this.#consulting, this.#asking] as const;
    this.#consulting = undefined;
    this.#asking = undefined;
    try {
      const definition = definer(this.#context(address.year, address.state), ...address.names);
      if ('reach' in definition) this.#consult(inOtherYears(definition.reach.growing));
      return definition;
    } finally {
      // What is not kept is made again before it is asked what it looked at.
      if (this.#definitions.size < this.#most) {
        if (this.#consulting) this.#consulted.set(id, [...this.#consulting]);
        if (this.#asking) this.#asked.set(id, [...this.#asking]);
      }
      [this.#consulting, this.#asking] = outer;
      this.#last = { id, address };
    }
  }

  #ref(id: string): Expr {
    let known = this.#refs.get(id);
    if (known === undefined) {
      known = ref(id);
      this.#refs.set(id, known);
    }
    return known;
  }

  #consult(id: string): void {
    this.#consulting ??= new Set();
    this.#consulting.add(id);
  }

  #derivedInYear(id: string, year: number): Definition | undefined {
    const leaf = this.#ground.leaves.get(id);
    if (!leaf || !('formula' in leaf.definition)) return leaf?.definition;
    return { formula: inYear(leaf.definition.formula, year), ...(leaf.unit !== null && { unit: leaf.unit }) };
  }

  #context(year: number | null, state: State | null): Context {
    if (state !== null) return this.#inState(year, state);
    let context = this.#ofYears.get(year);
    if (context === undefined) {
      context = this.#newContext(year, null);
      this.#ofYears.set(year, context);
    }
    return context;
  }

  #inState(year: number | null, state: State): Context {
    const key = `${year} ${stateSuffix(state)}`;
    const known = this.#contexts.get(key);
    if (known) return known;
    const context = this.#newContext(year, state);
    this.#contexts.set(key, context);
    return context;
  }

  #newContext(year: number | null, state: State | null): Context {
    const { model, leaves, conditions, get } = this.#ground;
    const years = year === null ? conditions.after : num(year);
    const ofYear = year === null ? '' : `.year${year}`;
    const suffix = `${stateSuffix(state)}${ofYear}`;
    const { allUp = false, without = [] } = state ?? {};
    // An id that has its year and its state already keeps them.
    const here = (pattern: string, names: readonly string[]): FactId => {
      if (names.length === 0)
        return (suffix === '' || isTimeless(pattern) || pattern.endsWith(suffix) ? pattern : pattern + suffix) as FactId;
      const id = filled(pattern, names);
      return (suffix === '' || isTimelessIn(pattern) || id.endsWith(suffix) ? id : id + suffix) as FactId;
    };
    const stocks = (path: string) => stocksAt(path, (id) => leaves.get(id));
    const stocksInYear = (path: string) => {
      const expr = year === null ? undefined : stocks(path);
      return expr && year !== null ? inYear(expr, year) : undefined;
    };
    const ofToday = (path: string) => {
      const id = year === null ? undefined : idOfToday(path, (leaf) => leaves.get(leaf));
      return id === undefined ? undefined : ref(id);
    };
    const statedAt = (path: string): Expr => stocksInYear(path) ?? ofToday(path) ?? this.#ref(leafId(path));
    const facts = new ByNames((pattern, names) => ref(here(pattern, names)));
    const idOf = (pattern: string, names: readonly string[]): FactId => facts.of(pattern, names).id as FactId;
    const literals = new ByNames<Expr | undefined>((field, names) => {
      const path = leaves.pathOf(field as LiteralField, names);
      if (path !== undefined) return statedAt(path);
      return model.products.figures.size === 0 ? undefined : fromCatalog(filled(field, names), model, leaves);
    });
    return {
      model,
      id: (pattern: string, ...names: string[]) => idOf(pattern, names),
      ref: (pattern: string, ...names: string[]) => facts.of(pattern, names),
      today: (pattern: string, ...names: string[]) => this.#ref(`${filled(pattern, names)}.year0`),
      reach: ([demand, ...names], limit) => ({
        reach: { demand: here(demand, names), limit, growing: filled(demand, names) as FactId, from: years },
      }),
      stated: (field: LiteralField, ...names: string[]) => literals.of(field, names),
      partOf: (part, field: LiteralField, ...names: string[]) => {
        const path = leaves.pathOf(field, names);
        return path === undefined ? undefined : (ofToday(path) ?? ref(`${leafId(path)}.${part}`));
      },
      filed: ([fact, ...of]: readonly string[], field: LiteralField, ...names: string[]) => {
        const since = leaves.pathOf(field, names);
        return since === undefined
          ? unstated({ path: filled(field, names) })
          : { filed: `${filled(fact as string, of)}.year0` as FactId, since };
      },
      filedLiteral: (field: LiteralField, ...names: string[]) => {
        const since = leaves.pathOf(field, names);
        if (since === undefined) return unstated({ path: filled(field, names) });
        return { filed: (idOfToday(since, (leaf) => leaves.get(leaf)) ?? leafId(since)) as FactId, since };
      },
      formOf: (field: LiteralField, ...names: string[]) => {
        const path = leaves.pathOf(field, names);
        return path === undefined ? undefined : leaves.formOf(path);
      },
      isShare: (field: LiteralField, ...names: string[]) => {
        const path = leaves.pathOf(field, names);
        return path !== undefined && leaves.typeOf(leafId(path))?.share === true;
      },
      option: (call, field) => {
        const path = call.hasOptions ? leaves.writtenAt(`${call.path}.${field}`) : undefined;
        return path === undefined ? undefined : statedAt(path);
      },
      listed: (field, component) => {
        const { samples = 0, scaling = 0 } = model.components.get(component)?.ownTime ?? {};
        const at = filled(field, [component]);
        return field === 'components.*.each.samples'
          ? Array.from({ length: samples }, (_, i) => statedAt(`${at}.${i}`))
          : Array.from({ length: 2 * scaling }, (_, i) => statedAt(`${at}.${i >> 1}.${i % 2}`));
      },
      figure: (component, field) => fromCatalog(`components.${component}.${field}`, model, leaves),
      catalog: (entry) => ref(`catalog.${entry}`),
      price: (component, field) => fromCatalog(`components.${component}.${field}`, model, leaves),
      unstated: (path) => ref(leafId(path)),
      follows: (field, data) => stocks(filled(field, [data])) !== undefined,
      counting: (noun) => leaves.counting(noun),
      assumed: (name) => this.#ref(`defaults.${name}`),
      convention: (name) => this.#ref(`conventions.${name}`),
      known: (pattern: string, ...names: string[]) => {
        const id = idOf(pattern, names);
        this.#consult(id);
        return get(id).state !== 'unknown';
      },
      missingOf: (pattern: string, ...names: string[]) => get(idOf(pattern, names)).missing,
      isDown: (name) => {
        this.#asking ??= new Set();
        this.#asking.add(name);
        return without.includes(name) || (!allUp && conditions.down.has(name));
      },
      flowYears: years,
      stockYears: years,
      without: (name) => this.#context(year, { allUp, without: [...new Set([...without, name])] }),
      whenAllUp: () => this.#context(year, conditions.down.size === 0 ? null : { allUp: true, without: [] }),
    };
  }
}
