import { expect } from 'vitest';
import { type Finding, positionAt, reasonTexts } from '../../src/core/index.js';
import { type Explanation, explainWhatFits } from '../../src/evaluate/explain.js';
import type { Result } from '../../src/evaluate/result.js';
import { type FactNode, type Graph, reasonsOf, type Sampler, uncheckedId } from '../../src/facts/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { type EstimateSpecResult, estimate as estimateLens } from '../../src/lenses/estimate/index.js';
import { napkin } from '../../src/lenses/estimate/napkin.js';
import { scenarios } from '../../src/lenses/estimate/scenarios.js';
import { stress } from '../../src/lenses/estimate/stress.js';
import type { Model } from '../../src/spec/index.js';
import { analyzeSpecs, type EvaluateOptions, evaluationOf, type LoadedSpec, loadSpecs } from '../../src/workspace/index.js';

export const FILE = 'spec.sysdesign.yaml';

/** A design of one flow `f` at 1 req/s, with the lines of its components and what else it has. */
export const design = (path: string, components: string, rest = ''): string => `sysdesign: 1
name: d
flows: { f: { rate: 1 req/s, path: ${path} } }
components:
${components
  .trim()
  .split('\n')
  .map((line) => `  ${line.trim()}`)
  .join('\n')}
${rest}`;

/** A fact with its derivation down to the spec. */
export async function explained(model: Model, id: string, options: EvaluateOptions = {}): Promise<Explanation> {
  const found = await explainWhatFits(model, id, options);
  if (!('explanation' in found)) throw new Error(`${id} is the name of no fact`);
  return found.explanation;
}

/** Loads one spec from memory, with the files that it includes. */
export async function loaded(text: string, file = FILE, others: Readonly<Record<string, string>> = {}): Promise<LoadedSpec> {
  const [spec] = await loadSpecs([file], { files: memoryFileSystem({ ...others, [file]: text }) });
  if (!spec) throw new Error('nothing was loaded');
  return spec;
}

/** A spec that is to be valid. */
export async function modelOf(text: string, file = FILE, others: Readonly<Record<string, string>> = {}): Promise<Model> {
  const { spec, findings } = await loaded(text, file, others);
  if (!spec) throw new Error(`${findings.map(shown).join('\n')}\n\n${text}`);
  return spec;
}

/** A finding as tests compare it: rule, place, the text there and the message. */
export function shown(finding: Finding): string {
  const { rule, message, at, help } = finding;
  const place = at
    ? `${positionAt(at.source, at.start).line}:${positionAt(at.source, at.start).column} ${JSON.stringify(at.source.text.slice(at.start, at.end))}`
    : '-';
  return `${rule} ${place} ${message}${help === undefined ? '' : ` (${help})`}`;
}

/** What is wrong with a spec that is to be invalid. */
export async function findingsOf(text: string): Promise<readonly string[]> {
  return (await loaded(text)).findings.map(shown);
}

/** The facts of a spec, by id. */
export class Facts {
  readonly graph: Graph;
  readonly sampler: Sampler;

  constructor(graph: Graph, sampler: Sampler) {
    this.graph = graph;
    this.sampler = sampler;
  }

  node(id: string): FactNode {
    return this.graph.get(uncheckedId(id));
  }

  /** Value of a fact that is to be known. */
  value(id: string): number {
    const node = this.graph.get(uncheckedId(id));
    if (node.state !== 'known') throw new Error(`${id} is ${node.state}: ${reasonTexts(reasonsOf(node)).join(', ')}`);
    return node.value;
  }

  /** Why a fact is not known. */
  missing(id: string): readonly string[] {
    expect(this.graph.get(uncheckedId(id)).state, id).toBe('unknown');
    return this.reasons(id);
  }

  /** Why a fact is not known, or what it leaves out. */
  reasons(id: string): readonly string[] {
    return reasonTexts(reasonsOf(this.graph.get(uncheckedId(id))));
  }

  /** Holds facts against values, to 1e-9. */
  are(values: Readonly<Record<string, number>>): void {
    for (const [id, value] of Object.entries(values)) close(this.value(id), value, id);
  }

  /** Every fact that has a value, and its value; of those that are asked about, where it is said which. */
  known(unless?: RegExp, among?: RegExp): ReadonlyMap<string, number> {
    const values = new Map<string, number>();
    for (const id of this.graph.ids()) {
      if (unless?.test(id) || among?.test(id) === false) continue;
      const { state, value } = this.graph.get(uncheckedId(id));
      if (state === 'known') values.set(id, value);
    }
    return values;
  }
}

export async function estimate(text: string, options: EvaluateOptions = {}): Promise<Facts> {
  return factsUnder(await modelOf(text), options);
}

export async function factsUnder(model: Model, options: EvaluateOptions = {}): Promise<Facts> {
  const { graph, sampler } = await evaluationOf(model, options);
  return new Facts(graph, sampler);
}

type Analyzed = Promise<Result<EstimateSpecResult>>;

/** Specs through the lens of estimates. */
export const evaluateSpecs = async (specs: readonly LoadedSpec[], options: EvaluateOptions = {}): Analyzed =>
  await analyzeSpecs(specs, estimateLens, options);

/** The same with every scenario beside the design as it stands. */
export const compareSpecs = async (specs: readonly LoadedSpec[], options: EvaluateOptions = {}): Analyzed =>
  await analyzeSpecs(specs, scenarios, options);

/** The same with what breaks first. */
export const stressSpecs = async (specs: readonly LoadedSpec[], options: EvaluateOptions = {}): Analyzed =>
  await analyzeSpecs(specs, stress, options);

/** The same with the headlines in round numbers. */
export const napkinOfSpecs = async (specs: readonly LoadedSpec[], options: EvaluateOptions = {}): Analyzed =>
  await analyzeSpecs(specs, napkin, options);

/** Equal but for the rounding of a few dozen operations. */
export function close(got: number, wanted: number, what: string, tolerance = 1e-9): void {
  if (Math.abs(got - wanted) <= tolerance * Math.max(Math.abs(got), Math.abs(wanted))) return;
  expect.fail(`${what} is ${got}, not ${wanted}`);
}
