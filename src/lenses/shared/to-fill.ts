import { type CheckResult, isPath, partsOf, withoutRoot } from '../../core/index.js';
import type { Section } from '../../report/blocks.js';
import { plural } from '../../report/text.js';

/** Places that are shown: who fills these in sees the next ones. */
const MOST_PLACES = 3;

/** What may stand there, by the key: to be typed over. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  availability: ['availability: 99.9%', 'mttr: 30 min'],
  mttr: ['mttr: 30 min'],
  mtbf: ['mtbf: 90 d'],
  rate: ['rate: 500 req/s'],
  reads: ['reads: 5k/s'],
  writes: ['writes: 1k/s'],
  request: ['request: 1 kB'],
  response: ['response: 10 kB'],
  item: ['item: 1 kB'],
  items: ['items: 1M'],
  cost: ['cost: 50 USD/month'],
  p50: ['p50: 5 ms', 'p99: 40 ms # unless it is stated'],
  p99: ['p99: 40 ms # above its p50'],
  serviceTime: ['serviceTime: 20 ms'],
  servers: ['servers: 8'],
  instances: ['instances: 3'],
  needed: ['needed: 2'],
  disk: ['disk: 1 TB'],
  memory: ['memory: 8 GB'],
  keep: ['keep: 1 year'],
  ttl: ['ttl: 1 min'],
};

/** The keys that most targets wait for, as YAML to paste at the places that they are named for, with a value of the right kind to type over. */
export function toFillSection(checks: readonly CheckResult[]): Section {
  const waiting = new Map<string, Set<CheckResult>>();
  for (const check of checks) {
    if (check.status !== 'unknown') continue;
    for (const reason of check.missing) if (isPath(reason) && linesFor(reason.path) !== undefined) add(waiting, reason.path, check);
  }
  const places = new Map<string, { readonly keys: Set<string>; readonly checks: Set<CheckResult> }>();
  for (const [path, of] of waiting) {
    const { root, name, topic } = partsOf(path);
    const owner = partsOf(topic).root === 'each' ? `${root}.${name}.each` : `${root}.${name}`;
    const place = places.get(owner) ?? { keys: new Set(), checks: new Set() };
    for (const line of linesFor(path) ?? []) place.keys.add(line);
    for (const check of of) place.checks.add(check);
    places.set(owner, place);
  }
  const first = [...places].sort(([a, one], [b, other]) => other.checks.size - one.checks.size || (a < b ? -1 : 1)).slice(0, MOST_PLACES);
  if (first.length === 0) return { kind: 'section', title: null, blocks: [] };
  const count = new Set(first.flatMap(([, { checks: of }]) => [...of])).size;
  const lines = first.flatMap(([owner, { keys }]) => [`# in ${owner}`, ...keys]);
  const title = `Fill in (values are examples): ${plural(count, 'target')} ${count === 1 ? 'waits' : 'wait'} for it`;
  return { kind: 'section', title, blocks: [{ kind: 'code', lines }] };
}

/** The lines to paste for a path that lacks; undefined for what is stated in other ways. */
function linesFor(path: string): readonly string[] | undefined {
  const { root, topic } = partsOf(path);
  if (!['components', 'flows', 'data'].includes(root)) return undefined;
  // A key of something further inside has no example.
  const key = partsOf(topic).root === 'each' ? withoutRoot(topic) : topic;
  return Object.hasOwn(EXAMPLES, key) ? EXAMPLES[key] : undefined;
}

function add(waiting: Map<string, Set<CheckResult>>, path: string, check: CheckResult): void {
  const of = waiting.get(path) ?? new Set();
  of.add(check);
  waiting.set(path, of);
}
