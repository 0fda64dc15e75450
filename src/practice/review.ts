import type { CheckResult, Finding } from '../core/index.js';
import { evaluationOf } from '../evaluate/evaluation.js';
import { specResultOf } from '../evaluate/result.js';
import type { CheckedId } from '../facts/index.js';
import { memoryFileSystem } from '../io/memory-file-system.js';
import { judgmentsOf } from '../lenses/shared/judgments.js';
import { ATTRIBUTES } from '../rules/index.js';
import { loadTreeFromText } from '../source/index.js';
import type { Model } from '../spec/index.js';
import { resolveSpec } from '../workspace/load.js';

/** A fact of a spec, as far as rounds ask for facts. */
export interface KeyFact {
  readonly value: number;
  readonly unit: string;
}

/** A spec with what it comes to. */
export interface Evaluated {
  /** Null where the spec is invalid: then `findings` state why. */
  readonly spec: Model | null;
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
  /** Undefined where it is not known. */
  readonly fact: <const I extends string>(id: CheckedId<I>) => KeyFact | undefined;
}

/** Evaluates a spec that was read, under changes, without judging it. */
export async function evaluateDesign(read: ReadSpec, set: Readonly<Record<string, string>> = {}): Promise<Evaluated> {
  if (!read.spec) return { spec: null, findings: read.findings, checks: [], fact: () => undefined };
  const { graph } = await evaluationOf(read.spec, { set });
  return {
    spec: read.spec,
    findings: read.findings,
    checks: [],
    fact: (id) => {
      if (!graph.has(id)) return undefined;
      const { state, value, unit } = graph.get(id);
      return state === 'known' && unit !== null && Number.isFinite(value) ? { value, unit } : undefined;
    },
  };
}

/** The same, and what the rules of a review find. */
export async function reviewDesign(text: string, name: string): Promise<Evaluated> {
  const read = await specOf(text, name);
  if (!read.spec) return { spec: null, findings: read.findings, checks: [], fact: () => undefined };
  const evaluation = await evaluationOf(read.spec);
  const { checks } = await specResultOf(evaluation, { only: () => false });
  const { findings } = await judgmentsOf(evaluation, checks, new Set(ATTRIBUTES));
  const { graph } = evaluation;
  return {
    spec: read.spec,
    findings: [...read.findings, ...findings],
    checks,
    fact: (id) => {
      if (!graph.has(id)) return undefined;
      const { state, value, unit } = graph.get(id);
      return state === 'known' && unit !== null && Number.isFinite(value) ? { value, unit } : undefined;
    },
  };
}

/** A spec as it was read; null where it is invalid. */
export type ReadSpec = Pick<Evaluated, 'spec' | 'findings'>;

/** A text as a spec, or what is wrong with it. */
export async function specOf(text: string, name: string): Promise<ReadSpec> {
  const tree = await loadTreeFromText({ name, text }, memoryFileSystem({}));
  return tree.ok ? await resolveSpec(tree.value, name) : { spec: null, findings: tree.findings };
}
