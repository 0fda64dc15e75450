import type { Finding, Outcome } from '../core/index.js';
import { checkMeaning } from '../facts/index.js';
import { validateSpec } from '../schema/index.js';
import { type AlternativesOf, buildModel, type Model, withAlternative } from '../spec/index.js';
import { graphOf } from './change.js';

/** The spec with an option in place of what its component states. */
export async function modelUnder(spec: Model, component: string, option: string): Promise<Outcome<Model>> {
  const root = withAlternative(spec.tree.root, component, option);
  const invalid = validateSpec(root);
  return invalid.length > 0
    ? { ok: false, findings: invalid }
    : await buildModel({ ...spec.tree, root, findings: [] }, spec.file, spec.currency);
}

/** What is wrong with a spec under its options and not without them, each once. */
export async function mistakesOfOptions(spec: Model, components: readonly AlternativesOf[]): Promise<readonly Finding[]> {
  const found = new Map<string, Finding>();
  const keyOf = ({ rule, at }: Finding): string => `${rule} ${at?.source.name}:${at?.start}`;
  const known = new Set(spec.findings.map(keyOf));
  for (const { component, alternatives } of components) {
    for (const { name } of alternatives) {
      const model = await modelUnder(spec, component, name);
      const findings = model.ok ? [...model.value.findings, ...checkMeaning(graphOf(model.value))] : model.findings;
      for (const finding of findings) if (!known.has(keyOf(finding)) && !found.has(keyOf(finding))) found.set(keyOf(finding), finding);
    }
  }
  return [...found.values()];
}
