import { type FaultModel, faultModelOf, isFailure, isOutlasting, type Variable } from '../engines/availability/index.js';
import type { FactNode } from '../facts/index.js';
import { evaluateExpr } from '../quantity/index.js';

/** The model of a flow's failure, and the values it takes. */
export interface FlowFailure {
  readonly model: FaultModel;
  readonly values: readonly number[];
}

/** Of a fact that is the chance of an event, and known. */
export function failingAt(node: FactNode): FlowFailure | undefined {
  const model = faultModelOf(node.formula);
  if (!model || node.state !== 'known' || !node.formula || !('args' in node.formula)) return undefined;
  const valueAt = new Map<string, number>(node.inputs.map((input) => [input.id, input.value]));
  return { model, values: node.formula.args.map((arg) => evaluateExpr(arg, (id) => valueAt.get(id) ?? Number.NaN)) };
}

/** The same for each of the variables that a model makes of an event. */
export const keyOfVariable = (variable: Variable): object => (variable.kind === 'basic' ? variable.event : variable.level);

/** What rounding leaves of a share that is none. */
const NOISE = 1e-15;

/** Shares of requests that fail while some failures, and of the others those that are certain, are there. */
export class Hits {
  readonly #failing: FlowFailure;
  readonly #certain: ReadonlySet<object>;
  readonly #ofAll: number;
  readonly #ofSome: number;

  constructor(failing: FlowFailure) {
    this.#failing = failing;
    const { model, values } = failing;
    this.#certain = new Set(model.gradients(values).flatMap(({ variable, chance }) => (chance >= 1 ? [keyOfVariable(variable)] : [])));
    this.#ofAll = this.#with(new Set(), false);
    this.#ofSome = this.#with(new Set(), true);
  }

  /** Share of the requests, beside those that fail anyway. */
  share(failures: ReadonlySet<object>): number {
    return this.#with(failures, false) - this.#ofAll;
  }

  /** Chance that any fail, of failures that have outlasted what buffers bridge: 1 without buffers. */
  some(failures: ReadonlySet<object>): number {
    // Where some requests are certain to fail, the effect of buffers cannot be separated.
    return this.#ofSome >= 1 ? 1 : this.#with(failures, true) - this.#ofSome;
  }

  /** The failures that fail requests by themselves, each with the share of requests that fail once it has outlasted what buffers bridge. */
  alone(): readonly { readonly variable: Variable; readonly share: number }[] {
    const { model, values } = this.#failing;
    const ofSome = model.gradients(values, this.#given(new Set(), true));
    return model.gradients(values, this.#given(new Set(), false)).flatMap(({ variable, chance, birnbaum }, i) => {
      if (!isFailure(variable) || chance <= 0 || chance >= 1 || birnbaum <= NOISE) return [];
      const some = this.#ofSome >= 1 ? 1 : (ofSome[i]?.birnbaum ?? 1);
      return [{ variable, share: birnbaum / some }];
    });
  }

  #with(failures: ReadonlySet<object>, isOfSome: boolean): number {
    return this.#failing.model.chanceIf(this.#failing.values, this.#given(failures, isOfSome));
  }

  #given(failures: ReadonlySet<object>, isOfSome: boolean): (variable: Variable, chance: number) => number | undefined {
    return (variable, chance) => {
      const key = keyOfVariable(variable);
      if (isFailure(variable)) return Number(failures.has(key) || this.#certain.has(key));
      return isOfSome && chance > 0 && !isOutlasting(variable) ? 1 : undefined;
    };
  }
}
