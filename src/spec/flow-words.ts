import { WORDS } from '../schema/index.js';
import type { MapNode } from '../source/index.js';
import { isTrue, wordOf } from './component-words.js';
import type { DataSet, FlowWords } from './model.js';
import { entriesOf, scalarsOf } from './places.js';

/** What a flow states in words about how it is asked and answered. */
export function flowWords(node: MapNode | undefined): FlowWords {
  const at = (key: string) => node?.entries.get(key)?.value;
  const chunked = at('chunked');
  return {
    from: at('from')?.type === 'map' ? entriesOf(at('from')).map(({ key }) => key) : scalarsOf(at('from')).map(({ name }) => name),
    protocol: wordOf(WORDS['flows.*.protocol'], at('protocol')),
    idempotency: wordOf(WORDS['flows.*.idempotency'], at('idempotency')),
    cacheable: wordOf(WORDS['flows.*.cacheable'], at('cacheable')),
    chunked: chunked ? isTrue(chunked) : null,
    transaction: wordOf(WORDS['flows.*.transaction'], at('transaction')),
  };
}

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
