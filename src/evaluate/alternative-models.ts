import type { Finding } from '../core/index.js';
import { checkMeaning } from '../facts/index.js';
import { type AlternativesOf, choose, editedModel, type Model } from '../spec/index.js';
import { graphOf } from './change.js';

/** What is wrong with a spec under its options and not without them, each once. */
export async function mistakesOfOptions(spec: Model, components: readonly AlternativesOf[]): Promise<readonly Finding[]> {
  const found = new Map<string, Finding>();
  const keyOf = ({ rule, at }: Finding): string => `${rule} ${at?.source.name}:${at?.start}`;
  const known = new Set(spec.findings.map(keyOf));
  for (const { component, alternatives } of components) {
    for (const { name } of alternatives) {
      const made = await editedModel(spec, [choose(component, name)]);
      const findings = made.ok ? [...made.value.model.findings, ...checkMeaning(graphOf(made.value.model))] : made.findings;
      for (const finding of findings) if (!known.has(keyOf(finding)) && !found.has(keyOf(finding))) found.set(keyOf(finding), finding);
    }
  }
  return [...found.values()];
}
