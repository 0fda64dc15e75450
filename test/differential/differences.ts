import { reasonTexts } from '../../src/core/index.js';
import type { Model } from '../../src/spec/index.js';
import { factsUnder, modelOf } from '../support/estimating.js';
import { type Tree, yamlOf } from './data.js';
import { evaluated } from './evaluator/index.js';
import type { Variant } from './variants.js';

const TOLERANCE = 1e-9;
/** A time until demand meets capacity is ill-conditioned where they nearly meet. */
const OF_TIMES = 1e-7;

const models = new WeakMap<Tree, Promise<Model>>();

/** A spec is read once for all that is asked of it. */
function modelFor(spec: Tree): Promise<Model> {
  const model = models.get(spec) ?? modelOf(yamlOf(spec));
  models.set(spec, model);
  return model;
}

/** Facts on which the program and the evaluator differ: id, what it should be, and what it is. */
export async function differences({ filed, set, changed, years }: Variant): Promise<readonly string[]> {
  const model = await modelFor(filed);
  const facts = await factsUnder(model, { set, ...(years !== null && { scenario: 'later' }) });
  const found: string[] = [];
  for (const [id, wanted] of evaluated(changed, filed, years)) {
    const node = facts.node(id);
    const got = node.state === 'known' ? (node.word ?? node.value) : node.state;
    if (!agree(id, wanted, got))
      found.push(`${id}: ${shown(wanted)}, not ${got}${node.missing ? ` (${reasonTexts(node.missing.list).join(', ')})` : ''}`);
  }
  return found;
}

const shown = (wanted: number | string): number | string =>
  typeof wanted === 'string' ? wanted : Number.isNaN(wanted) ? 'unknown' : Number.isFinite(wanted) ? wanted : 'unbounded';

function agree(id: string, wanted: number | string, got: number | string): boolean {
  const should = shown(wanted);
  if (typeof should === 'string' || typeof got === 'string') return should === got;
  const isTime = id.includes('.saturates');
  const tolerance = isTime ? OF_TIMES : TOLERANCE;
  return Math.abs(got - should) <= tolerance * Math.max(isTime ? 1 : 0, Math.abs(got), Math.abs(should));
}
