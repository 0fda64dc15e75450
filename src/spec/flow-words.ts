import { WORDS } from '../schema/index.js';
import { type MapNode, type Node, nodeAt } from '../source/index.js';
import { isTrue, wordOf } from './component-words.js';
import type { DataSet, FlowWords } from './model.js';
import { entriesOf, scalarsOf, textOf } from './places.js';

/**
 * Words of a flow about its requests and responses.
 * @param actors the actors of the spec, one of which may state where its users are
 */
export function flowWords(node: MapNode | undefined, actors: Node | undefined): FlowWords {
  const at = (key: string) => node?.entries.get(key)?.value;
  const actor = textOf(at('actor'));
  const ofActor = at('from') || actor === null || !actors ? undefined : nodeAt(actors, [actor, 'from']);
  const chunked = at('chunked');
  return {
    from: placesIn(at('from') ?? ofActor),
    fromOf: ofActor ? actor : null,
    kind: wordOf(WORDS['flows.*.kind'], at('kind')),
    protocol: wordOf(WORDS['flows.*.protocol'], at('protocol')),
    idempotency: wordOf(WORDS['flows.*.idempotency'], at('idempotency')),
    cacheable: wordOf(WORDS['flows.*.cacheable'], at('cacheable')),
    chunked: chunked ? isTrue(chunked) : null,
    transaction: wordOf(WORDS['flows.*.transaction'], at('transaction')),
  };
}

/** `eu`, `[eu, us]`, or shares by place. */
const placesIn = (node: Node | undefined): readonly string[] =>
  node?.type === 'map' ? entriesOf(node).map(({ key }) => key) : scalarsOf(node).map(({ name }) => name);

const CLASSES = WORDS['data.*.class'].filter((word) => word !== 'none');

/** What a data set states in words about what is at stake. */
export function dataWords(node: MapNode | undefined): Pick<DataSet, 'classes' | 'locking'> {
  const stated = node?.entries.get('class')?.value;
  const names = scalarsOf(stated).map(({ name }) => name);
  return {
    classes: stated ? CLASSES.filter((word) => names.includes(word)) : null,
    locking: wordOf(WORDS['data.*.locking'], node?.entries.get('locking')?.value),
  };
}
