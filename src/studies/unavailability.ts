import { chanceWithEnough, faultModelOf, isFailure, isOutlasting, thingOf } from '../engines/availability/index.js';
import { checkedId, type FactId, type Graph } from '../facts/index.js';
import type { Expr } from '../quantity/index.js';
import type { Objective } from '../spec/index.js';

/** A smaller share of the unavailability, saved or contributed, is not reported. */
export const LEAST_SHARE = 0.005;
/** As many of the heaviest things are looked at. */
const MOST_THINGS = 6;

/** A basic event, and its importance. */
export interface Contributor {
  /** As the ids of its facts begin: `components.db`, `topology.eu.a`, `causes.power`. */
  readonly of: string;
  /** About the share of the unavailability that would go if it never failed: exact where one event of it decides. */
  readonly share: number;
}

/** An unavailability by its formula, so that it can be computed for other inputs without the diagram being made again. */
export class Unavailability {
  /** What it is of: `flows.read`, `components.db`. */
  readonly subject: Objective['subject'];
  readonly #id: FactId;
  readonly #graph: Graph;
  readonly #formula: Expr;

  private constructor(subject: Objective['subject'], graph: Graph, formula: Expr) {
    this.subject = subject;
    this.#id = checkedId(`${subject}.unavailability`);
    this.#graph = graph;
    this.#formula = formula;
  }

  /** Undefined where it is not known. */
  static of(graph: Graph, subject: Objective['subject']): Unavailability | undefined {
    const { state, formula } = graph.get(`${subject}.unavailability`);
    return state === 'known' && formula && faultModelOf(formula) ? new Unavailability(subject, graph, formula) : undefined;
  }

  get value(): number {
    return this.#graph.get(this.#id).value;
  }

  /** What it is in a graph of the same spec or of a changed one; NaN if it is not known there. */
  in(changed: Graph): number {
    if (changed.model !== this.#graph.model) return changed.get(this.#id).value;
    // Other literals leave the structure, and so the formula, as they are.
    return changed.valueOf(this.#formula);
  }

  /** The most important basic events first. Shares of requests are not failures, and left out. */
  mostImportant(): readonly Contributor[] {
    const lost = new Map<string, number>();
    for (const { variable, chance, birnbaum } of this.#model.gradients(this.#values)) {
      if (!isFailure(variable) || chance * birnbaum <= 0) continue;
      const of = thingOf(variable);
      lost.set(of, (lost.get(of) ?? 0) + chance * birnbaum);
    }
    return [...lost]
      .map(([of, less]) => ({ of, share: less / this.value }))
      .sort((a, b) => b.share - a.share || (a.of < b.of ? -1 : 1))
      .slice(0, MOST_THINGS)
      .filter(({ share }) => share >= LEAST_SHARE);
  }

  /** What would be left if some things never failed: no change of them alone can do better. */
  without(things: readonly string[]): number {
    return this.#model.chanceIf(this.#values, (variable) =>
      (isFailure(variable) && things.includes(thingOf(variable))) || isOutlasting(variable) ? 0 : undefined,
    );
  }

  /** What would be left if enough instances of a component were always up, whatever places are lost: no number of them can do better. */
  withEnough(component: string): number {
    return this.#graph.valueOf(chanceWithEnough(this.#model, component));
  }

  /** Components with redundant instances. */
  groups(): ReadonlySet<string> {
    const variables = this.#model.gradients(this.#values).map(({ variable }) => variable);
    return new Set(
      variables.flatMap((variable) => (variable.kind === 'insufficient' && !variable.group.isWhole ? variable.group.component : [])),
    );
  }

  get #model() {
    return faultModelOf(this.#formula) as NonNullable<ReturnType<typeof faultModelOf>>;
  }

  get #values(): readonly number[] {
    const args = 'args' in this.#formula ? this.#formula.args : [];
    return args.map((arg) => this.#graph.valueOf(arg));
  }
}
