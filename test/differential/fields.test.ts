import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROWS } from '../../src/facts/fact-rows.js';
import { addressOf } from '../../src/facts/registry.js';
import { WORDS } from '../../src/schema/fields.generated.js';
import { modelOf } from '../support/estimating.js';
import { at, isTree, type Value, yamlOf } from './data.js';
import { fieldsRead } from './engines-read.js';
import { evaluated } from './evaluator/index.js';
import { generated } from './generate.js';

const SPECS = Array.from({ length: 100 }, (_, i) => generated(i + 1));
const BY_HAND = join(import.meta.dirname, '../known-answers/by-hand');
/** Specs that pin facts by figures worked out by hand: what they state and expect is held, as what is generated is. */
const PINNED = await Promise.all(readdirSync(BY_HAND).map((file) => modelOf(readFileSync(join(BY_HAND, file), 'utf8'), file)));

/** Words that engines of availability, latency and consistency read, and rules. */
const WORDS_OF_OTHERS = new Set([
  'components.*.replication.write',
  'components.*.replication.mode',
  'components.*.replication.sync',
  'components.*.failover.mode',
  'components.*.failover.promotes',
  'components.*.invalidation',
  'components.*.cap',
  'components.*.replication.delays',
  'components.*.delivery',
  'components.*.auth',
  'components.*.balancing',
  'components.*.usersCode',
  'flows.*.protocol',
  'flows.*.idempotency',
  'flows.*.cacheable',
  'flows.*.transaction',
  'data.*.readBy.*.by',
  'data.*.readBy.*.index',
  'data.*.class',
  'data.*.locking',
  'call.protocol',
  'call.connection',
  'call.from',
  'call.idempotency',
  'call.dependency',
]);

/** Options of calls, wherever on a path, as `call.times`. */
function optionsIn(value: Value | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(optionsIn);
  if (!isTree(value)) return [];
  return Object.entries(value).flatMap(([name, options]) =>
    name === 'parallel' || !isTree(options)
      ? optionsIn(options)
      : [...Object.keys(options).map((key) => `call.${key}`), ...['calls', 'miss', 'parallel'].flatMap((key) => optionsIn(options[key]))],
  );
}

describe('designs that are generated or worked out by hand state all that engines of load, storage, capacity and cost read', () => {
  test('of literals and options of calls', async () => {
    const stated = new Set<string>();
    for (const spec of SPECS) {
      const { fields } = await modelOf(yamlOf(spec));
      for (const field of fields) stated.add(field);
      for (const flow of Object.values(spec.flows as Record<string, Value>))
        for (const option of optionsIn(at(flow, 'path'))) stated.add(option);
    }
    for (const { fields } of PINNED) for (const field of fields) stated.add(field);
    const read = fieldsRead();
    // The list is found in the text of the engines: it is to have found most of it.
    expect(read.length).toBeGreaterThan(85);
    expect(read.filter((field) => !stated.has(field))).toEqual([]);
  });

  test('of words', () => {
    const text = SPECS.map((spec) => yamlOf(spec)).join('\n');
    for (const [field, words] of Object.entries(WORDS)) {
      if (WORDS_OF_OTHERS.has(field)) continue;
      const key = field.split('.').at(-1);
      expect(
        words.filter((word) => !text.includes(`"${key}":"${word}"`)),
        field,
      ).toEqual([]);
    }
  });

  test('and their facts are held', () => {
    const held = new Set<string>();
    for (const spec of SPECS.slice(0, 30)) for (const id of evaluated(spec, spec, null).keys()) held.add(rowOf(id));
    for (const { checks } of PINNED) for (const { fact } of checks) held.add(rowOf(fact));
    const facts = Object.entries(ROWS).flatMap(([pattern, { lenses }]) => (lenses.some((lens) => lens === 'estimate') ? [pattern] : []));
    expect(facts.filter((pattern) => !held.has(pattern))).toEqual([]);
  });
});

/** The row of a fact: with `.k` for the case of a load. */
function rowOf(id: string): string {
  const pattern = addressOf(id)?.kind.pattern ?? id;
  return Object.hasOwn(ROWS, pattern) ? pattern : pattern.replace(/\.(?:mean|peak|spike\.\*)$/, '.k');
}
