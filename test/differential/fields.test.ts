import { describe, expect, test } from 'vitest';
import { ROWS } from '../../src/facts/fact-rows.js';
import { addressOf } from '../../src/facts/registry.js';
import { WORDS } from '../../src/schema/fields.generated.js';
import { modelOf } from '../facts/estimating.js';
import { at, isTree, type Value, yamlOf } from './data.js';
import { fieldsRead } from './engines-read.js';
import { evaluated } from './evaluator/index.js';
import { generated } from './generate.js';

const SPECS = Array.from({ length: 100 }, (_, i) => generated(i + 1));

/** Fields that an engine reads and no generated spec states, and why. */
const NOT_YET: Readonly<Record<string, string>> = {
  'components.*.each.at': 'waiting, which this evaluator does not have: held by hand derivations of its own',
  'components.*.autoscale.warmUp': 'only `prewarmed` rests on it, which section 5 does not define',
  'call.retries.budget': 'only `amplification` rests on it, which section 5 does not define',
  'call.retries.max': 'only `amplification` rests on it, which section 5 does not define',
  'components.*.consumers.*.deadline': 'only what is late in a spike rests on it, which section 5 does not define',
  'components.*.queueLimit': 'only what is turned away rests on it, which section 5 does not define',
  'flows.*.spikes.*.lasts': 'only the delay of a spike at a consumer rests on it, which section 5 does not define',
  'components.*.throttle.total': 'only `components.*.throttle` is it, for rules',
  'assumptions.*': 'an expression has tests of its own; `totals.cost.perUser` alone reads an assumption',
};

/** Facts of the estimate that the evaluator does not have, and why. */
const FACTS_NOT_YET: Readonly<Record<string, string>> = {
  'components.*.headroom.sized': 'what availability is judged by, at full use: section 5 does not define it here',
  'components.*.headroom.hottest': 'a term of `components.*.headroom`',
  'components.*.consumers.*.delay.spike.*': 'section 5 does not define it',
  'flows.*.calls.*.amplification': 'section 5 does not define it',
  'components.*.instances.carrying': 'what availability is judged by, at full use: section 5 does not define it here',
  'components.*.instances.inSpikes': 'section 5 does not define it',
  'components.*.prewarmed': 'section 5 does not define it',
  'derived.*': 'an expression of the spec, with tests of its own',
  'components.*.cost.egress': 'a term of `components.*.cost`',
  'totals.cost.low': 'prices of the catalog',
  'totals.cost.high': 'prices of the catalog',
  'totals.cost.dominant': 'a listing of costs that are held',
  'totals.cost.perUser': 'an assumption over a total that is held',
  'flows.*.calls.*.rate.k': 'a term of `components.*.rate.k`',
  'flows.*.calls.*.concurrency.k': 'a term of `components.*.concurrency.k`',
  'flows.*.calls.*.hit': 'a factor of the calls that are held',
  'flows.*.rate.filed.peak': 'the mean before a change, on which `flows.*.rate.k` rests',
  'flows.*.rate.filed.spike.*': 'the mean before a change, on which `flows.*.rate.k` rests',
  'flows.*.peak.filed': 'an expression before a change, on which `flows.*.rate.k` rests',
  'flows.*.spikes.*.filed': 'an expression before a change, on which `flows.*.rate.k` rests',
  'components.*.headroom.sized.instance': 'of what is not sized for its peak: section 5 does not define it',
  'components.*.headroom.sized.zone': 'of what is not sized for its peak: section 5 does not define it',
  'components.*.headroom.sized.region': 'of what is not sized for its peak: section 5 does not define it',
  'components.*.headroom.sized.deploy': 'of what is not sized for its peak: section 5 does not define it',
  'components.*.throttle': 'stated as it is, for rules alone',
  'components.*.readBy.*': 'a term of `cache.*.memory`',
  'components.*.instances.forLoad.afterLoss': 'a term of `components.*.instances`',
  'cache.*.misses.peak': 'calls that are held, of what is asked on a miss',
  'cache.*.misses.cold': 'section 5 has no empty caches',
};

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

describe('generated designs state all that engines of load, storage, capacity and cost read', () => {
  test('of literals and options of calls, but for what is listed', async () => {
    const stated = new Set<string>();
    for (const spec of SPECS) {
      const { fields } = await modelOf(yamlOf(spec));
      for (const field of fields) stated.add(field);
      for (const flow of Object.values(spec.flows as Record<string, Value>))
        for (const option of optionsIn(at(flow, 'path'))) stated.add(option);
    }
    const read = fieldsRead();
    // The list is found in the text of the engines: it is to have found most of it.
    expect(read.length).toBeGreaterThan(85);
    expect(read.filter((field) => !stated.has(field))).toEqual(Object.keys(NOT_YET).sort());
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

  test('and their facts are held, but for what is listed', () => {
    const held = new Set<string>();
    for (const spec of SPECS.slice(0, 30)) for (const id of evaluated(spec, spec, null).keys()) held.add(rowOf(id));
    const facts = Object.entries(ROWS).flatMap(([pattern, { lenses }]) => (lenses.some((lens) => lens === 'estimate') ? [pattern] : []));
    expect(facts.filter((pattern) => !held.has(pattern)).sort()).toEqual(Object.keys(FACTS_NOT_YET).sort());
  });
});

/** The row of a fact: with `.k` for the case of a load. */
function rowOf(id: string): string {
  const pattern = addressOf(id)?.kind.pattern ?? id;
  return Object.hasOwn(ROWS, pattern) ? pattern : pattern.replace(/\.(?:mean|peak|spike\.\*)$/, '.k');
}
