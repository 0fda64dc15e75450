import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { loadTreeFromText } from '../../src/source/index.js';
import { resolveSpec } from '../../src/workspace/index.js';
import { type Edit, replaced } from './support/replaced.js';

/** Rules and texts of what is wrong with a spec, in its order. */
async function mistakes(text: string): Promise<readonly string[]> {
  const tree = await loadTreeFromText({ name: 'test.sysdesign.yaml', text }, memoryFileSystem({}));
  if (!tree.ok) throw new Error('it cannot be read');
  const { findings } = await resolveSpec(tree.value, 'test.sysdesign.yaml');
  return findings.map(({ rule, at }) => `${rule} <${at?.source.text.slice(at.start, at.end)}>`);
}

const design = `sysdesign: 1
name: shop
horizon: 3 years
flows:
  read: { kind: read, rate: 10 req/s, path: web -> db, request: 3 kB }
  write: { kind: write, rate: 5 req/s, path: web -> db }
components:
  web: { kind: service, each: { rate: 1k req/s, memory: 4 GB } }
  db: { kind: database, each: { disk: 4 TB } }
data:
  rows: { in: db, item: 1 kB, addedBy: write }
`;

const changed = (...edits: readonly Edit[]): string => replaced(design, edits);

describe('a spec with several mistakes', () => {
  test('is sound without any', async () => expect(await mistakes(design)).toEqual([]));

  test('shows those of its keys, words, units and names in one run', async () => {
    const text = changed(
      ['horizon', 'horizont'],
      ['web -> db, request', 'web -> dbb, requets'],
      ['5 req/s', '5 GB'],
      ['kind: database', 'kind: databse'],
      ['4 TB', '4 TBB'],
      ['addedBy: write', 'addedBy: wirte'],
    );
    expect(await mistakes(text)).toEqual([
      'schema/unknown-key <horizont>',
      'spec/unknown-reference <dbb>',
      'schema/unknown-key <requets>',
      'quantity/dimension <5 GB>',
      'schema/unknown-value <databse>',
      'quantity/unknown-unit <TBB>',
      'spec/unknown-reference <wirte>',
    ]);
  });

  test('finds nothing in what a misspelt key holds but what is wrong with it', async () => {
    expect(await mistakes(changed(['rate: 10 req/s', 'raet: 10 req/s']))).toEqual(['schema/unknown-key <raet>']);
    expect(await mistakes(changed(['rate: 10 req/s', 'raet: 10 GB']))).toEqual(['schema/unknown-key <raet>', 'quantity/dimension <10 GB>']);
    expect(await mistakes(changed(['memory: 4 GB', 'xyzzy: 4 GBB'], ['4 TB', '4 TBB']))).toEqual([
      'schema/unknown-key <xyzzy>',
      'quantity/unknown-unit <TBB>',
    ]);
  });

  test('shows keys that no kind has beside a kind that is none', async () => {
    // Which of the others it may have depends on the kind.
    const edit = ['kind: database, each', 'kind: xyzzy, sla: 99.9%, ttl: 5 min, hits: 3, each'] as const;
    expect(await mistakes(changed(edit, ['data:', 'expect: { data.rows.size: 5 GB }\ndata:']))).toEqual([
      'schema/unknown-value <xyzzy>',
      'schema/unknown-key <sla>',
      'schema/unknown-key <hits>',
      'spec/unknown-fact <data.rows.size>',
    ]);
  });

  test('shows a place that nobody knows beside zones that are none', async () => {
    const topology = 'topology: { regions: { eu: { place: eu-west-9, zones: { a: 1, b: 2 } } } }\ndata:';
    expect(await mistakes(changed(['data:', topology]))).toEqual([
      'schema/unknown-value <eu-west-9>',
      'schema/wrong-type <1>',
      'schema/wrong-type <2>',
    ]);
  });

  test('shows what values mean together beside what is wrong with each', async () => {
    const assumptions = ['horizon: 3 years', 'horizon: 3 years\nassumptions: { shops: 14, orders: = shops * 60, size: 60 gbb }'] as const;
    const perWhat = ['10 req/s', '= orders * 3'] as const;
    // Of keys and values alike, of values alone, and with words that are read as what they mean.
    expect(await mistakes(changed(assumptions, perWhat, ['3 kB', '3 kB, xyzzy: 4']))).toEqual([
      'quantity/unknown-unit <gbb>',
      'expression/dimension <= orders * 3>',
      'schema/unknown-key <xyzzy>',
    ]);
    expect(await mistakes(changed(assumptions, ['10 req/s', '7% of orders']))).toEqual([
      'quantity/unknown-unit <gbb>',
      'expression/dimension <7% of orders>',
    ]);
    expect(await mistakes(changed(assumptions, perWhat, ['1 kB', '1 kB, rows: 14 * 60']))).toEqual([
      'quantity/unknown-unit <gbb>',
      'expression/dimension <= orders * 3>',
      'schema/unknown-key <rows>',
    ]);
    // A fact that no spec has, but none that this one may have.
    expect(await mistakes(changed(assumptions, ['data:', 'expect: { components.db.connections: 5 }\ndata:']))).toEqual([
      'quantity/unknown-unit <gbb>',
      'spec/unknown-fact <components.db.connections>',
    ]);
    // What rests on the value that is wrong is no further mistake.
    expect(await mistakes(changed(['horizon', 'assumptions: { orders: 60 gbb }\nhorizon'], perWhat))).toEqual([
      'quantity/unknown-unit <gbb>',
    ]);
  });

  test('shows names that nothing of the spec defines, whatever else of it cannot be read', async () => {
    expect(
      await mistakes(
        changed(
          ['kind: database, each', 'kind: xyzzy, each'],
          ['addedBy: write', 'addedBy: wrte'],
          ['data:', 'actors: { a: { size: 3 } }\ndata:'],
        ),
      ),
    ).toEqual(['schema/unknown-value <xyzzy>', 'schema/unknown-key <size>', 'spec/unknown-reference <wrte>']);
    // A component that cannot be read is defined all the same.
    expect(await mistakes(changed(['  db: { kind: database, each: { disk: 4 TB } }', '  db: { kinds: [5] }']))).not.toContain(
      'spec/unknown-reference <db>',
    );
  });

  test('shows a path that comes back beside what else is wrong with its flow', async () => {
    expect(await mistakes(changed(['5 req/s, path: web -> db', '5 rex/s, path: web -> db -> web']))).toEqual([
      'quantity/unknown-unit <rex>',
      'spec/path-cycle <web>',
    ]);
  });

  test('shows a scenario that multiplies what nothing states', async () => {
    const scenario = ['data:', 'scenarios: { flu: { peak: 8x } }\ndata:'] as const;
    expect(await mistakes(changed(scenario, ['5 req/s', '5 rex/s']))).toEqual(['quantity/unknown-unit <rex>', 'spec/change <peak>']);
    expect(await mistakes(changed(scenario, ['kind: service', 'kind: service, xyzzy: 3']))).toEqual([
      'schema/unknown-key <xyzzy>',
      'spec/change <peak>',
    ]);
    // A peak that cannot be read is stated all the same.
    expect(await mistakes(changed(scenario, ['horizon: 3 years', 'peak: 3 kg']))).toEqual([expect.stringMatching(/^quantity/)]);
  });

  test('takes no consequence of a mistake for another', async () => {
    // Without what is wrong the component would be unknown where it is named.
    expect(await mistakes(changed(['db: { kind: database, each: { disk: 4 TB } }', 'db: 5']))).toHaveLength(1);
    expect(await mistakes(changed(['  db: { kind: database,', '  db: { kindness: 5,']))).not.toContain('spec/unknown-reference <db>');
    expect(await mistakes(changed(['  read: { kind: read,', '  read: { kind: [read],'], ['4 TB', '4 TBB']))).toEqual([
      'schema/wrong-type <[read]>',
      'quantity/unknown-unit <TBB>',
    ]);
  });

  test('shows what one part states in two places beside values that cannot be read', async () => {
    const db = ['each: { disk: 4 TB }', 'shards: 3, replicas: 1'] as const;
    expect(await mistakes(changed(db, ['10 req/s', '10 rex/s']))).toEqual(['quantity/unknown-unit <rex>', 'spec/contradiction <1>']);
    const path = 'write: { kind: write, rate: 5 req/s, path: web -> db' as const;
    const twoReadings = 'write: { kind: write, rate: 5 req/s, path: "web -> db, web -> files"' as const;
    const files = ['data:', '  files: { kind: objectStore }\ndata:'] as const;
    expect((await mistakes(changed(db, files, [path, twoReadings]))).map((each) => each.split(' ')[0])).toEqual([
      'spec/path',
      'spec/contradiction',
    ]);
  });
});
