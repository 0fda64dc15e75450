import { statedTarget } from '../quantity/index.js';
import type { MapNode, Node } from '../source/index.js';
import type { Leaf } from './leaf.js';
import { mention } from './literals.js';
import type { Check } from './model.js';
import { flowNamed, IS_OF_FLOW } from './named-flow.js';
import { textOf, unquoted } from './places.js';
import type { References } from './references.js';

/** Where the facts that promises of quality are held to stand, by key and by what the promise is about. */
const PROMISES: Readonly<Record<string, { readonly op: Check['defaultOp']; readonly fact: (of: Subject) => string }>> = {
  availability: { op: 'at-least', fact: (of) => `${of.root}.availability` },
  p50: { op: 'at-most', fact: (of) => `${of.root}.latency.p50` },
  p95: { op: 'at-most', fact: (of) => `${of.root}.latency.p95` },
  p99: { op: 'at-most', fact: (of) => `${of.root}.latency.p99` },
  p999: { op: 'at-most', fact: (of) => `${of.root}.latency.p999` },
  rate: { op: 'at-least', fact: (of) => `${of.root}.sustained` },
  durability: { op: 'at-least', fact: (of) => `${of.root}.durability` },
  staleness: { op: 'at-most', fact: (of) => `${of.root}.staleness.p99` },
  consistency: { op: 'at-least', fact: (of) => `${of.read ?? of.root}.consistency` },
  isolation: { op: 'at-least', fact: (of) => `${of.root}.isolation` },
  rpo: { op: 'at-most', fact: (of) => `${of.root}.rpo` },
  rto: { op: 'at-most', fact: (of) => `${of.root}.rto` },
  cost: { op: 'at-most', fact: (of) => (of.name === null ? 'totals.cost' : `${of.root}.cost`) },
};

/** Promises whose target is a word. */
const WORD_TARGETS: ReadonlySet<string> = new Set(['consistency', 'isolation']);

interface Subject {
  readonly root: string;
  /** Of a flow and a data set: what the one reads of the other. */
  readonly read: string | null;
  readonly name: string | null;
}

export interface CheckReader {
  readonly references: References;
  readonly leaf: (path: string) => Leaf | undefined;
  /** Names of the flows and of the data sets of the spec. */
  readonly all?: Readonly<Record<'flows' | 'data', readonly string[]>>;
}

/** What a promise that names nothing is about: each flow, or each data set. */
const OF_ALL: Readonly<Record<string, 'flows' | 'data'>> = {
  availability: 'flows',
  p50: 'flows',
  p95: 'flows',
  p99: 'flows',
  p999: 'flows',
  durability: 'data',
};

/** `expect:` of the spec or of a scenario: fact id -> what it must come to. */
export function expectations(node: Node | undefined, path: string, scenario: string | null, reader: CheckReader): Check[] {
  if (node?.type !== 'map') return [];
  const checks: Check[] = [];
  for (const { key, keyAt, value } of node.entries.values()) {
    const at = `${path}.${key}`;
    const factAt = unquoted(keyAt, key);
    if (!mention(reader.references, key, factAt, at)) continue;
    const places = value.type === 'list' ? value.items.map((_, i) => `${at}.${i}`) : [at];
    for (const place of places) {
      const leaf = reader.leaf(place);
      if (leaf)
        checks.push({
          kind: 'expectation',
          name: key,
          promise: null,
          scenario,
          fact: key,
          leaf,
          stated: statedTarget(leaf.text),
          defaultOp: 'within',
          keyAt,
          factAt,
        });
    }
  }
  return checks;
}

/** `requirements.quality:` and `agreements:`, each target a check of its own: what is promised to customers is as little to be missed as what we aim at. */
export function requirements(node: Node | undefined, section: 'quality' | 'agreements', reader: CheckReader): Check[] {
  if (node?.type !== 'map') return [];
  const checks: Check[] = [];
  for (const { key, keyAt, value } of node.entries.values()) {
    if (value.type !== 'map') continue;
    const path = `requirements.${section}.${key}`;
    const named = flowNamed(key, value, reader.all?.flows ?? []);
    const own = subjectOf(value, path, reader.references);
    const found: Check[] = [];
    for (const [field, promise] of Object.entries(PROMISES)) {
      const entry = value.entries.get(field);
      const leaf =
        reader.leaf(`${path}.${field}`) ?? (WORD_TARGETS.has(field) && entry ? wordLeaf(entry.value, `${path}.${field}`) : undefined);
      const at = entry?.keyAt;
      if (!leaf || !at) continue;
      const subject = named !== null && IS_OF_FLOW.has(field) ? { root: `flows.${named}`, read: null, name: named } : own;
      const root = subject.name === null ? OF_ALL[field] : undefined;
      const names = root === undefined ? [] : (reader.all?.[root] ?? []);
      const subjects = names.length === 0 ? [subject] : names.map((name) => ({ root: `${root}.${name}`, read: null, name }));
      for (const one of subjects) {
        const fact = promise.fact(one) === 'totals.cost' && isPerUser(leaf) ? 'totals.cost.perUser' : promise.fact(one);
        const name = subjects.length > 1 ? `${field} of ${one.name}` : field;
        found.push({
          kind: 'requirement',
          name,
          promise: key,
          scenario: null,
          fact,
          leaf,
          stated: statedTarget(leaf.text),
          defaultOp: promise.op,
          keyAt: at,
          factAt: null,
        });
      }
    }
    const target = reader.leaf(`${path}.target`);
    const fact = value.entries.get('fact');
    const id = textOf(fact?.value);
    const factAt = fact && unquoted(fact.value.at, id ?? '');
    if (target && factAt && id !== null && mention(reader.references, id, factAt, path)) {
      found.push({
        kind: 'requirement',
        name: 'target',
        promise: key,
        scenario: null,
        fact: id,
        leaf: target,
        stated: statedTarget(target.text),
        defaultOp: 'within',
        keyAt: factAt,
        factAt,
      });
    }
    const targets = new Set(found.map(({ leaf }) => leaf));
    for (const check of found) {
      const isOnly = targets.size === 1;
      const of = check.name.includes(' of ') ? check.name.slice(check.name.indexOf(' of ')) : '';
      checks.push({ ...check, name: isOnly ? `${key}${of}` : `${key}.${check.name}`, keyAt: isOnly ? keyAt : check.keyAt });
    }
  }
  return checks;
}

/** Whether money is promised per user, of whom there are so many: the whole bill is another thing. */
function isPerUser({ value }: Leaf): boolean {
  const quantity = value.kind === 'comparison' ? value.quantity : value.kind === 'quantity' ? value.quantity : undefined;
  return quantity?.dimension.counts.user === -1;
}

/** A word that is a target: no literal, but held against a fact as one. */
function wordLeaf(node: Node, path: string): Leaf | undefined {
  const word = textOf(node);
  if (node.type !== 'scalar' || word === null) return undefined;
  return { path, field: 'expectation', text: word, at: node.at, node, value: { kind: 'comparison', op: 'at-least', word, tolerance: 0 } };
}

function subjectOf(node: MapNode, path: string, references: References): Subject {
  const found = (
    [
      ['flow', 'flows', 'flow'],
      ['data', 'data', 'data'],
      ['component', 'components', 'component'],
    ] as const
  ).flatMap(([key, root, named]) => {
    const value = node.entries.get(key)?.value;
    const name = textOf(value);
    if (!value || name === null) return [];
    references.use(named, name, value.at, `${path}.${key}`);
    return [{ key, root: `${root}.${name}`, name }];
  });
  const [first] = found;
  const [flow, data] = [found.find(({ key }) => key === 'flow'), found.find(({ key }) => key === 'data')];
  return {
    root: first?.root ?? 'totals',
    name: first?.name ?? null,
    read: flow && data ? `data.${data.name}.readBy.${flow.name}` : null,
  };
}
