import type { Finding } from '../core/index.js';
import { checkMeaning } from '../facts/index.js';
import type { Model } from '../spec/index.js';
import { graphOf, scenarioGraph } from './change.js';

/** Mistakes of a spec, its scenarios and its alternatives that only facts show: one finding a mistake. */
export async function meaningOf(model: Model): Promise<readonly Finding[]> {
  const graph = graphOf(model);
  const meaning = [...checkMeaning(graph)];
  for (const scenario of meaning.length === 0 ? model.scenarios.values() : []) {
    const changed = await scenarioGraph(graph, scenario);
    if (!changed.ok) meaning.push(...changed.findings);
  }
  const options = meaning.length === 0 ? model.alternatives : [];
  if (options.length > 0) meaning.push(...(await (await import('./alternative-models.js')).mistakesOfOptions(model, options)));
  return meaning;
}
