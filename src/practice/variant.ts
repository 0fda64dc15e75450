import { BugError } from '../core/index.js';
import type { KindName } from '../schema/index.js';
import { type Design, type Given, readDesign } from './design.js';
import { drawParameters, fillProse } from './draw.js';
import type { Estimate, Problem } from './problem.js';
import { type Evaluated, evaluateDesign, type KeyFact, type ReadSpec, specOf } from './review.js';
import { type DrawnProblem, specText, statedOf } from './spec-text.js';

/** A problem as it is asked: parameters drawn, keys computed by the engine. */
export interface Variant extends DrawnProblem {
  readonly seed: number;
  readonly given: Given;
  /** The model answer. */
  readonly design: Design;
  readonly spec: string;
  /** The key of an estimate: a fact of the model's spec, under the candidate's own assumptions. */
  readonly key: (estimate: Estimate, set?: Readonly<Record<string, string>>) => Promise<KeyFact>;
  /** A text of the problem with its parameters written out. */
  readonly say: (text: string) => string;
}

/** The variant of a problem that a seed draws. */
export const variantOf = (problem: Problem, seed: number): Variant => variantWith(problem, drawParameters(problem, seed), seed);

export function variantWith(problem: Problem, values: Readonly<Record<string, number>>, seed: number): Variant {
  const posed: DrawnProblem = { problem, values };
  const given = givenOf(posed);
  const design = readDesign(problem.design, given);
  const spec = specText(posed, design, { heading: [`The model answer to "${problem.title}", seed ${seed}.`] });
  const evaluations = new Map<string, Promise<Evaluated>>();
  // Read once: what is asked for under changes comes between two prompts.
  let read: Promise<ReadSpec> | undefined;
  const under = (set: Readonly<Record<string, string>>): Promise<Evaluated> => {
    const id = JSON.stringify(set);
    read ??= specOf(spec, `${problem.id}.sysdesign.yaml`);
    const found = evaluations.get(id) ?? read.then((model) => evaluateDesign(model, set));
    evaluations.set(id, found);
    return found;
  };
  return {
    ...posed,
    seed,
    given,
    design,
    spec,
    key: async ({ fact }, set = {}) => {
      const key = (await under(set)).fact(fact);
      if (key === undefined) throw new BugError(`the model of ${problem.id} has no ${fact}`);
      return key;
    },
    say: (text) => fillProse(text, problem, values),
  };
}

/** What the lines of a design may refer to. */
function givenOf(posed: DrawnProblem): Given {
  const flows = Object.entries((statedOf(posed).flows ?? {}) as Record<string, { kind?: string; actor?: string }>);
  const kinds: Readonly<Record<string, KindName>> = posed.problem.kinds ?? {};
  return {
    flows: new Map(flows.map(([name, { kind }]) => [name, kind === 'write' ? 'write' : 'read'])),
    kinds,
    actors: new Set(flows.flatMap(([, { actor }]) => (actor === undefined ? [] : [actor.toLowerCase()]))),
  };
}
