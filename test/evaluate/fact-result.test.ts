import { expect, test } from 'vitest';
import { evaluateSpecs, loaded } from '../support/estimating.js';

const sharded = (instances: string): string => `sysdesign: 1
name: sharded
flows: { f: { rate: 100 req/s, peak: 2, path: db } }
components: { db: { kind: database, instances: ${instances}, shards: 32, replication: 3, each: { rate: 150 req/s } } }
`;

async function formulaOf(text: string, id: string): Promise<string> {
  const [spec] = (await evaluateSpecs([await loaded(text)], {})).specs;
  return spec?.facts.find((fact) => fact.id === id)?.formula ?? '';
}

test('a condition that is decided is left out of a formula that names its inputs all the same', async () => {
  // 96 instances are three for each of 32 shards: no shard shares them.
  expect(await formulaOf(sharded('96'), 'components.db.unavailability')).toBe(
    'chance(insufficient(floor(components.db.fleet / stated.components.db.shards), components.db.needed, ' +
      'components.db.instance.unavailability, copies = stated.components.db.replication, quorum = 1))',
  );
  // Of 60 to 150 it is not decided.
  expect(await formulaOf(sharded('60..150'), 'components.db.unavailability')).toContain('if(');
  // What is needed would no longer name the copies.
  expect(await formulaOf(sharded('96'), 'components.db.needed')).toContain('if(');
});
