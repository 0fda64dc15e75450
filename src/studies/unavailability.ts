import { chanceWithEnough, faultModelOf, type Variable } from '../engines/availability/index.js';
import type { Graph, SpelledId } from '../facts/index.js';
import type { Expr } from '../quantity/index.js';
import type { Objective } from '../spec/index.js';

/** What saves, or weighs, a smaller share of the unavailability is not worth a word. */
export const LEAST_SHARE = 0.005;
/** As many of the heaviest things are looked at. */
const MOST_THINGS = 6;

/** A thing that may fail, and what it weighs. */
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
  readonly #id: SpelledId;
  readonly #graph: Graph;
  readonly #formula: Expr;

  private constructor(subject: Objective['subject'], graph: Graph, formula: Expr) {
    this.subject = subject;
    this.#id = `${subject}.unavailability`;
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

  /** The things that weigh most, the heaviest first. Shares of requests are no failures: they are left out. */
  mostImportant(): readonly Contributor[] {
    const lost = new Map<string, number>();
    for (const { variable, chance, birnbaum } of this.#model.gradients(this.#values)) {
      const of = stemOf(variable);
      if (of !== undefined && chance * birnbaum > 0) lost.set(of, (lost.get(of) ?? 0) + chance * birnbaum);
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
      things.includes(stemOf(variable) ?? '') || isOfOutages(variable) ? 0 : undefined,
    );
  }

  /** What would be left if enough instances of a component were always up, whatever places are lost: no number of them can do better. */
  withEnough(component: string): number {
    return this.#graph.valueOf(chanceWithEnough(this.#model, component));
  }

  /** Components whose instances stand in for each other. */
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

/** Whether it is the share of requests that meet an outage longer than a buffer lasts, which shorter outages make smaller. */
const isOfOutages = (variable: Variable): boolean => variable.kind === 'basic' && variable.event.id.endsWith('.outlasting');

/** What the event of a variable belongs to; undefined for what is no failure. */
function stemOf(variable: Variable): string | undefined {
  if (variable.kind === 'insufficient') return `components.${variable.group.component}`;
  const { id, outages } = variable.event;
  if (outages === undefined) return undefined;
  const stem = id.replace(/\.unavailability$/, '');
  return /^components\.[^.]+/.exec(stem)?.[0] ?? stem;
}
