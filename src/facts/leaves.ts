import { BugError, filled, unfilled, withoutRoot } from '../core/index.js';
import {
  checkDimensions,
  counted,
  div,
  type Expr,
  inCurrency,
  isPlain,
  MONEY_RATE,
  mapRefs,
  max,
  mul,
  num,
  PER_TIME,
  type Quantity,
  ref,
  round,
  sameDimension,
  samePhysical,
  type TypedValue,
  unitOf,
} from '../quantity/index.js';
import type { LiteralField } from '../schema/index.js';
import { inheritedPath, type Leaf, type LeafValue, type Model } from '../spec/index.js';
import type { Definition } from './definition.js';
import { type FactId, rootOf } from './ids.js';
import type { Origin } from './node.js';
import { addressOf } from './registry.js';
import { dimensionOfUnit, scaleOf, scalingOf } from './units.js';

/** A literal of the spec as a fact: a value, an uncertain quantity, or an expression over other facts. */
export interface LeafFact {
  readonly unit: string;
  readonly definition: Definition;
  readonly origin: Origin;
  readonly quantity: Quantity | undefined;
}

/** `assumptions.users`: what stands for itself wherever the spec names it. */
const isNamed = (path: string): boolean => EXPRESSIONS.includes(rootOf(path)) && path.indexOf('.') === path.lastIndexOf('.');

/** What expressions name: they keep what is counted. */
const EXPRESSIONS: readonly string[] = ['assumptions', 'derived'];

const PLAIN: TypedValue = { dimension: { time: 0, data: 0, money: 0, counts: {} }, share: false };

/** Whether it is what the spec states, or derives by itself. */
export const isLeafId = (id: string): boolean => ['stated', ...EXPRESSIONS].includes(rootOf(id));

/** Fact id of the literal at a spec path: assumptions, derived values and conventions stand for themselves. */
export const leafId = (path: string): FactId => (isNamed(path) || rootOf(path) === 'conventions' ? path : `stated.${path}`) as FactId;

/** Parts of a phrase that are facts of their own: `20% of the day in 2 h` has a share and a window. */
function partsOf(value: LeafValue): Readonly<Record<string, Quantity>> {
  switch (value.kind) {
    case 'growth':
      return { factor: value.factor, per: value.per };
    case 'window':
      return { share: value.share, window: value.window };
    case 'quantity':
    case 'factor':
    case 'rate':
    case 'share':
    case 'dailyReads':
    case 'hits':
    case 'count':
      return { '': value.quantity };
    default:
      return {};
  }
}

/** Where literals may state a field. */
interface Source {
  /** Whether any of what has the field states it. */
  readonly isOwn: boolean;
  /** Where the root states it for all. */
  readonly root: string | undefined;
}

/** The stated leaves of a spec as facts, with the changes of a scenario or of `--set` in place of what the spec states. */
export class LeafFacts {
  readonly #model: Model;
  readonly #changes: ReadonlyMap<string, Leaf>;
  readonly #below: LeafFacts | undefined;
  readonly #facts = new Map<string, LeafFact | null>();
  readonly #types = new Map<string, TypedValue | null>();
  readonly #sources: Map<LiteralField, Source>;

  /** @param below the leaves of the same spec that are changed, themselves changed or not */
  constructor(model: Model, changes: ReadonlyMap<string, Leaf> = new Map(), below?: LeafFacts) {
    this.#model = model;
    this.#changes = changes;
    this.#below = below;
    this.#sources = below ? below.#sources : new Map();
  }

  /** Every leaf as it stands, changes in place of what they change. */
  *all(): Generator<Leaf> {
    for (const [path, leaf] of this.#model.leaves) yield this.#changes.get(path) ?? leaf;
  }

  /** What stands in place of literals of the spec. */
  get changed(): ReadonlyMap<string, Leaf> {
    return this.#changes;
  }

  get(id: string): LeafFact | undefined {
    if (!isLeafId(id)) return undefined;
    const known = this.#facts.get(id);
    if (known !== undefined) return known ?? undefined;
    const fact = this.#make(id) ?? null;
    this.#facts.set(id, fact);
    return fact ?? undefined;
  }

  isChanged(id: string): boolean {
    if (this.#changes.size === 0) return false;
    const found = this.#find(id);
    return found !== undefined && this.#changes.has(found.leaf.path);
  }

  /** Names of the assumptions that count a noun and nothing else. */
  counting(noun: string): readonly string[] {
    return this.namesUnder('assumptions').filter((name) => {
      const dimension = this.typeOf(`assumptions.${name}`)?.dimension;
      return dimension !== undefined && sameDimension(dimension, counted(noun));
    });
  }

  /** Where the literal that states a field is written: the field of what is named, else that of the root; undefined if none does. */
  pathOf(field: LiteralField, names: readonly string[]): string | undefined {
    const { isOwn, root } = this.#sourceOf(field);
    return (isOwn ? this.writtenAt(filled(field, names)) : undefined) ?? root;
  }

  /** Where the literal that states what belongs at a path is written. */
  writtenAt(path: string): string | undefined {
    if (this.#leafAt(path)) return path;
    const { writtenAs } = this.#model;
    const written = writtenAs.size === 0 ? undefined : writtenAs.get(path);
    return written !== undefined && this.#leafAt(written) ? written : undefined;
  }

  #sourceOf(field: LiteralField): Source {
    let source = this.#sources.get(field);
    if (source === undefined) {
      const path = inheritedPath(field);
      source = { isOwn: this.#model.fields.has(field), root: path === null ? undefined : this.writtenAt(path) };
      this.#sources.set(field, source);
    }
    return source;
  }

  /** Which form the literal at `path` has; that of what it multiplies, if it is a change by a factor. */
  formOf(path: string): string | undefined {
    const value = this.#leafAt(path)?.value;
    const form = value?.kind === 'multiply' ? this.#multiplied(path)?.value.kind : value?.kind;
    if (form !== 'expression') return form;
    const typed = this.typeOf(leafId(path));
    return typed && typed.dimension.time === -1 ? 'rate' : typed?.share ? 'share' : 'expression';
  }

  /** The literal at a path, as it stands. */
  leafAt(path: string): Leaf | undefined {
    return this.#leafAt(path);
  }

  /** Whether what stands at a path is what other leaves have there. */
  isAsIn(other: LeafFacts, path: string): boolean {
    const [own, its] = [this.#leafAt(path), other.#leafAt(path)];
    return own === its || (own !== undefined && own.node === its?.node && own.text === its.text && own.value.kind === its.value.kind);
  }

  namesUnder(area: string): readonly string[] {
    const names: string[] = [];
    for (const path of this.#model.leaves.keys()) if (path.startsWith(`${area}.`) && isNamed(path)) names.push(path.slice(area.length + 1));
    return names;
  }

  /** Ids of all leaves that hold an uncertain literal, sorted: the joint sample has one dimension for each. */
  uncertainIds(): readonly string[] {
    const ids = new Set<string>(this.#below?.uncertainIds());
    for (const leaves of this.#below ? [this.#changes] : [this.#model.leaves, this.#changes]) {
      for (const { path, value } of leaves.values()) {
        if (value.kind === 'comparison') continue;
        for (const [part, quantity] of Object.entries(partsOf(value)))
          if (quantity.spread) ids.add(part ? `${leafId(path)}.${part}` : leafId(path));
        if (value.kind !== 'expression') continue;
        for (const i of uncertainLiterals(value.expression.expr).keys()) ids.add(`${leafId(path)}.literal${i + 1}`);
      }
    }
    return [...ids].sort();
  }

  /** Dimension of any fact, computed from formulas where it is not declared; undefined if it cannot be determined, as in a circle. */
  typeOf(id: string): TypedValue | undefined {
    const known = this.#types.get(id);
    if (known !== undefined) return known ?? undefined;
    // What an expression rests on comes first, so that a long chain of expressions needs no deep stack.
    const open = new Set<string>();
    const stack = [id];
    for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
      if (this.#types.has(next)) {
        stack.pop();
      } else if (open.has(next)) {
        stack.pop();
        this.#types.set(next, null);
        this.#types.set(next, this.#type(next) ?? null);
      } else {
        open.add(next);
        for (const input of this.#refsOf(next)) if (!open.has(input) && !this.#types.has(input)) stack.push(input);
      }
    }
    return this.#types.get(id) ?? undefined;
  }

  /** Ids that the expression at a leaf refers to; none if it is no expression. */
  #refsOf(id: string): readonly string[] {
    const value = this.#find(id)?.leaf.value;
    return value?.kind === 'expression' ? value.expression.refs : [];
  }

  #type(id: string): TypedValue | undefined {
    const found = this.#find(id);
    if (!found) {
      if (rootOf(id) === 'conventions') return { dimension: { ...PLAIN.dimension, time: 1 }, share: false };
      const unit = addressOf(id)?.kind.unit;
      const dimension = unit ? dimensionOfUnit(unit) : undefined;
      return dimension && { dimension, share: false };
    }
    const { leaf, part } = found;
    if (part === 'before') return this.#typeOfValue(this.#multiplied(leaf.path)?.value, '');
    return this.#typeOfValue(leaf.value.kind === 'multiply' ? this.#multiplied(leaf.path)?.value : leaf.value, part);
  }

  #typeOfValue(value: LeafValue | undefined, part: string): TypedValue | undefined {
    if (!value) return undefined;
    if (value.kind !== 'expression') {
      const quantity = partsOf(value)[part];
      return quantity && { dimension: quantity.dimension, share: quantity.share };
    }
    const { expr } = value.expression;
    if (part) {
      const literal = uncertainLiterals(expr)[Number(part.slice('literal'.length)) - 1];
      return literal && { dimension: literal.dimension, share: literal.share };
    }
    const checked = checkDimensions(expr, (id) => this.typeOf(id));
    return checked.ok ? checked.value : undefined;
  }

  #leafAt(path: string): Leaf | undefined {
    const changed = this.#changes.size === 0 ? undefined : this.#changes.get(path);
    return changed ?? (this.#below ? this.#below.#leafAt(path) : this.#model.leaves.get(path));
  }

  /** What the changes of a leaf by factors multiply. */
  #multiplied(path: string): Leaf | undefined {
    const leaf = this.#leafAt(path);
    if (leaf?.value.kind !== 'multiply') return leaf;
    return this.#below ? this.#below.#multiplied(path) : this.#model.leaves.get(path);
  }

  /** The product of those factors. */
  #factorOf(path: string): number {
    const own = this.#changes.get(path)?.value;
    if (own && own.kind !== 'multiply') return 1;
    return (own?.factor.value ?? 1) * (this.#below ? this.#below.#factorOf(path) : 1);
  }

  /** The leaf that a fact id stands for, and which part of it. */
  #find(id: string): { leaf: Leaf; part: string } | undefined {
    if (!isLeafId(id)) return undefined;
    const path = rootOf(id) === 'stated' ? withoutRoot(id) : id;
    const whole = this.#leafAt(path);
    if (whole) return { leaf: whole, part: '' };
    const dot = path.lastIndexOf('.');
    const leaf = this.#leafAt(path.slice(0, dot));
    return leaf && { leaf, part: path.slice(dot + 1) };
  }

  #make(id: string): LeafFact | undefined {
    const found = this.#find(id);
    if (!found) return undefined;
    const { leaf, part } = found;
    const originOf = (stated: Leaf): Origin => {
      const filed = this.#model.leaves.get(stated.path);
      if (stated === filed) return { kind: 'spec', leaf: stated };
      // What is changed is looked for where it is stated, not where the change is.
      return filed ? { kind: 'override', leaf: { ...stated, at: filed.at }, source: filed.text } : { kind: 'override', leaf: stated };
    };
    const origin = originOf(leaf);
    if (part === 'before' || (part !== '' && leaf.value.kind === 'multiply')) {
      const original = this.#multiplied(leaf.path);
      return original && leafFact(this.#definition(leafId(leaf.path), original.value, part === 'before' ? '' : part), originOf(original));
    }
    if (leaf.value.kind === 'multiply') {
      const before = this.get(`${id}.before`);
      if (!before) throw new BugError(`${id} multiplies what is not stated`);
      const product = mul(ref(`${id}.before`), num(this.#factorOf(leaf.path)));
      return {
        unit: before.unit,
        definition: { formula: before.quantity?.wholeFrom === undefined ? product : rounded(product, before.quantity.wholeFrom) },
        origin,
        quantity: undefined,
      };
    }
    const made = this.#definition(id, leaf.value, part);
    return made && leafFact(made, origin);
  }

  #definition(id: string, value: LeafValue, part: string): Omit<LeafFact, 'origin'> | undefined {
    if (value.kind === 'comparison' || value.kind === 'multiply' || value.kind === 'forever') return undefined;
    if (value.kind !== 'expression') {
      const quantity = partsOf(value)[part];
      return quantity && this.#ofQuantity(id, quantity);
    }
    const literals = uncertainLiterals(value.expression.expr);
    if (part) {
      const literal = part.startsWith('literal') ? literals[Number(part.slice('literal'.length)) - 1] : undefined;
      return literal && this.#ofQuantity(id, literal);
    }
    const typed = this.typeOf(id) ?? PLAIN;
    const unit = this.#unitFor(id, isFlowRate(id) && samePhysical(typed.dimension, PER_TIME) ? REQUESTS : typed);
    const canonical = mapRefs(withNamedLiterals(value.expression.expr, id, literals), (input) => this.#canonical(input));
    return { unit, definition: { formula: rescaled(canonical, unit, 'from-canonical') }, quantity: undefined };
  }

  #ofQuantity(id: string, quantity: Quantity): Omit<LeafFact, 'origin'> {
    const unit = this.#unitFor(id, quantity);
    const scale = scaleOf(unit, this.#model.calendar);
    const scaled: Quantity =
      scale === 1
        ? quantity
        : { ...quantity, value: quantity.value / scale, ...(quantity.spread && { spread: spreadIn(quantity.spread, scale) }) };
    return { unit, definition: { formula: num(scaled.value) }, quantity: scaled };
  }

  #unitFor(id: string, typed: TypedValue): string {
    return inCurrency(unitFor(id, typed), this.#model.currency.name);
  }

  /** A reference inside a user's expression, in canonical units: facts stated per month are brought to seconds first. */
  #canonical(id: string): Expr {
    // The unit alone: making the other leaf would go round and round where expressions form a circle.
    const unit = this.#find(id) ? unitFor(id, this.typeOf(id) ?? PLAIN) : addressOf(id)?.kind.unit;
    return unit ? rescaled(ref(id), unit, 'to-canonical') : ref(id);
  }
}

/**
 * The unit of a leaf: a share is no plain ratio. A cost by the time is one, of whatever it is (`73 USD/month per node`): products drop what is counted, and
 * must not drop the month with it.
 */
function unitFor(id: string, { dimension, share }: TypedValue): string {
  if (share && isPlain(dimension)) return 'share';
  return !EXPRESSIONS.includes(rootOf(id)) && samePhysical(dimension, MONEY_RATE) ? unitOf(MONEY_RATE) : unitOf(dimension);
}

/** `customers * 24 per month` are requests: what is left over of a product is no unit of what a flow counts. */
const isFlowRate = (id: string): boolean =>
  ['stated.flows.*.rate', 'stated.flows.*.peak'].some((pattern) => unfilled(pattern, id) !== undefined);
const REQUESTS: TypedValue = { dimension: { ...PER_TIME, counts: { request: 1 } }, share: false };

const leafFact = (made: Omit<LeafFact, 'origin'> | undefined, origin: Origin): LeafFact | undefined =>
  made && { unit: made.unit, definition: made.definition, quantity: made.quantity, origin };

/** Of what there are only whole ones of. */
const rounded = (expr: Expr, least: number): Expr => max(num(least), round(expr));

/** `months`, `USD/month` and `per year` rest on how long a year and a month are; the formula shows it. */
function rescaled(expr: Expr, unit: string, direction: 'to-canonical' | 'from-canonical'): Expr {
  const scaling = scalingOf(unit);
  if (!scaling) return expr;
  const year = ref('conventions.year');
  const length = { twelfth: div(year, num(12)), perMonth: ref('conventions.month'), perYear: year }[scaling];
  return (scaling === 'twelfth') === (direction === 'to-canonical') ? mul(expr, length) : div(expr, length);
}

const spreadIn = (spread: NonNullable<Quantity['spread']>, scale: number): NonNullable<Quantity['spread']> => ({
  family: spread.family,
  p5: spread.p5 / scale,
  p50: spread.p50 / scale,
  p95: spread.p95 / scale,
});

function uncertainLiterals(expr: Expr): readonly Quantity[] {
  if (expr.op === 'quantity') return expr.quantity.spread ? [expr.quantity] : [];
  return 'args' in expr ? expr.args.flatMap(uncertainLiterals) : [];
}

/** Uncertain literals of an expression become facts of their own, so that they can be sampled, explained and blamed. */
function withNamedLiterals(expr: Expr, id: string, literals: readonly Quantity[]): Expr {
  if (expr.op === 'quantity') {
    const i = literals.indexOf(expr.quantity);
    // The others stay quantities, so that `4 per user per hour` can be shown as that.
    return i < 0 ? expr : ref(`${id}.literal${i + 1}`);
  }
  return 'args' in expr ? { ...expr, args: expr.args.map((arg) => withNamedLiterals(arg, id, literals)) } : expr;
}
