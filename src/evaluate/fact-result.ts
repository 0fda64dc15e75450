import { type FactResult, type FactStep, type Reason, type SpreadResult, withoutRoot } from '../core/index.js';
import { addressOf, type FactNode, reasonsOf, rootOf, type Sampler } from '../facts/index.js';
import { type Expr, evaluateExpr, printExpr, refsOf } from '../quantity/index.js';

const NO_STEPS: readonly FactStep[] = [];

/** A fact as reporters take it. Its spread is sampled, and its texts are written, when they are first read: few formats print them all. */
export const factResult = (node: FactNode, sampler: Sampler): FactResult => new FactView(node, sampler);

/** A class, whose getters are made once for all facts: of a large spec there are thousands. */
class FactView implements FactResult {
  readonly id: string;
  readonly unit: string | null;
  readonly value: number | string | null;
  readonly state: FactResult['state'];
  readonly #node: FactNode;
  readonly #sampler: Sampler;
  #spread: SpreadResult | null | undefined;

  constructor(node: FactNode, sampler: Sampler) {
    this.id = node.id;
    this.unit = node.unit;
    this.value = node.word ?? (node.state === 'known' ? node.value : null);
    this.state = node.state;
    this.#node = node;
    this.#sampler = sampler;
  }

  get missing(): readonly Reason[] {
    return reasonsOf(this.#node);
  }

  get isReduced(): boolean {
    const { formula, inputs } = this.#node;
    const parts = new Set<string>(inputs.flatMap(({ id, missing }) => (missing ? id : [])));
    return formula !== undefined && parts.size > 0 && isReducedBy(formula, parts);
  }

  get label(): string {
    return labelOf(this.id);
  }

  get spread(): SpreadResult | null {
    if (this.#spread === undefined) this.#spread = this.#sampler.spread(this.#node);
    return this.#spread;
  }

  get formula(): string | null {
    const { formula } = this.#node;
    return formula ? (this.#folded(formula) ?? printExpr(formula)) : null;
  }

  /** The formula without conditions that are decided; undefined where it would no longer name all that it rests on. */
  #folded(formula: Expr): string | undefined {
    if (this.#node.origin.kind !== 'formula' || formula.op === 'if') return undefined;
    const named = new Set<string>();
    const name = (id: string): string => {
      named.add(id);
      return id;
    };
    const text = printExpr(formula, name, (test) => this.#decided(test));
    return refsOf(formula).every((id) => named.has(id)) ? text : undefined;
  }

  /** Whether a condition over what is certain holds. */
  #decided(test: Expr): boolean | undefined {
    const ids = refsOf(test);
    const inputs = this.#node.inputs.filter(({ id }) => ids.includes(id));
    if (ids.length === 0 || inputs.length < ids.length || inputs.some(({ state, uncertain }) => state !== 'known' || uncertain))
      return undefined;
    const values = new Map<string, number>(inputs.map(({ id, value }) => [id, value]));
    return evaluateExpr(test, (id) => values.get(id) ?? Number.NaN) > 0;
  }

  get inputs(): readonly string[] {
    return this.#node.inputs.map((input) => input.id);
  }

  get origin(): FactResult['origin'] {
    return this.#node.origin.kind;
  }

  get at(): FactResult['at'] {
    return this.#leaf?.at ?? null;
  }

  get text(): string | null {
    return this.#leaf?.text ?? null;
  }

  get source(): string | null {
    const { origin } = this.#node;
    if ('source' in origin) return origin.source;
    return origin.kind === 'catalog' ? `${origin.entry.meaning}; ${origin.entry.source}` : null;
  }

  get steps(): readonly FactStep[] {
    return this.#node.steps ?? NO_STEPS;
  }

  /** All of it, as plain data. */
  toJSON(): FactResult {
    const { id, label, unit, value, state, missing, spread, formula, inputs, origin, at, text, source, steps } = this;
    const plain = { id, label, unit, value, state, missing, spread, formula, inputs, origin, at, text, source };
    return steps.length > 0 ? { ...plain, steps } : plain;
  }

  get #leaf(): { readonly at: FactResult['at']; readonly text: string } | undefined {
    const { origin } = this.#node;
    return 'leaf' in origin ? origin.leaf : undefined;
  }
}

/** Whether an expression divides by some facts, or takes them away. */
function isReducedBy(expr: Expr, ids: ReadonlySet<string>): boolean {
  if (!('args' in expr)) return false;
  const isLess = expr.op === 'subtract' || expr.op === 'divide';
  return expr.args.some((arg, i) => (isLess && i > 0 ? refsOf(arg).some((id) => ids.has(id)) : isReducedBy(arg, ids)));
}

/** What a fact is, in words: `redirect: requests that the actors of the flow start, at peak`. */
export function labelOf(id: string): string {
  const address = addressOf(id);
  if (!address) return rootOf(id) === 'stated' ? `${withoutRoot(id)}, as stated` : id.replace(/^(conventions|defaults)\./, '');
  const year = address.year === null ? '' : `, year ${address.year}`;
  const { names, kind, state } = address;
  const up = state?.allUp ? ', with everything up' : '';
  const down = state && state.without.length > 0 ? `, without ${state.without.join(' and ')}` : '';
  return `${names.length > 0 ? `${names.join(' ')}: ` : ''}${kind.meaning}${up}${down}${year}`;
}
