import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { loadedFromText } from '../../src/workspace/index.js';
import { type Edit, replaced } from './support/replaced.js';

/** Rules of what is wrong with a text, and what each is about, in the order of the text. */
async function mistakes(text: string): Promise<readonly string[]> {
  const { findings } = await loadedFromText({ name: 'test.sysdesign.yaml', text }, memoryFileSystem({}));
  return findings.map(({ rule, at }) => `${rule} <${at?.source.text.slice(at.start, at.end)}>`);
}

const design = `sysdesign: 1
name: shop
flows:
  read: { rate: 10 req/s, path: web -> db }
  write: { rate: 5 req/s, path: web -> db }
components:
  web: { kind: service, each: { rate: 1k req/s } }
  db:
    kind: database
    each: { disk: 4 TB }
data:
  rows: { in: db, item: 1 kB, addedBy: write }
`;

const changed = (...edits: readonly Edit[]): string => replaced(design, edits);

describe('a text that is no YAML', () => {
  test('shows what is wrong beyond its syntax in the same run', async () => {
    const text = changed(
      ['name: shop', 'name: shop: the best'],
      ['  read:', '\tread:'],
      ['5 req/s', '5 rq/s'],
      ['db }\ncomponents', 'dbb\ncomponents'],
      ['kind: service', 'kind: servce'],
      ['item: 1 kB', 'item:1 kB'],
    );
    expect(await mistakes(text)).toEqual([
      'yaml/colon <shop: the best>',
      'yaml/tab <\t>',
      'yaml/bracket <{>',
      'quantity/unknown-unit <rq>',
      'spec/unknown-reference <dbb>',
      'schema/unknown-value <servce>',
      'yaml/missing-space <item:1 kB>',
    ]);
  });

  test('shows, where a line is guessed at, only what rests on a value alone, and names that no text defines', async () => {
    const text = changed(
      ['    kind: database', '    kind: database\n     use: postgres'],
      ['path: web -> db }\n  write', 'path: web -> xyz }\n  write'],
      ['addedBy: write', 'addedBy: write, xyzzy: 3'],
      ['5 req/s', '5 GB'],
    );
    expect(await mistakes(text)).toEqual(['spec/unknown-reference <xyz>', 'quantity/dimension <5 GB>', 'yaml/indent <use>']);
  });

  test('shows what stands where it is meant to beside a line that is left out whole', async () => {
    const text = changed(
      ['  read: {', '  read: { summary: "a" b,'],
      ['addedBy: write', 'addedBy: write, xyzzy: 3'],
      ['kind: service', 'kind: service, shrads: 3'],
    );
    expect(await mistakes(text)).toEqual([
      'yaml/after-quote <b, rate: 10 req/s, path: web -> db }>',
      'schema/unknown-key <shrads>',
      'schema/unknown-key <xyzzy>',
    ]);
  });

  test('a list within a path is quoted, and the rest of its flow is read', async () => {
    const text = changed(['path: web -> db }\n  write', 'path: web -> [db, dbb], raet: 5 }\n  write'], ['addedBy: write', 'addedBy: wrte']);
    expect(await mistakes(text)).toEqual([
      'yaml/unquoted-expression <web -> [db, dbb]>',
      'schema/unknown-key <raet>',
      'spec/unknown-reference <wrte>',
    ]);
  });

  test.each([
    ['a tab', ['  write:', '\twrite:']],
    ['a missing space', ['rate: 5', 'rate:5']],
    ['a bracket', ['{ disk: 4 TB }', '{ disk: 4 TB']],
    ['a colon', ['name: shop', 'name: the shop: x']],
    ['a deeper line', ['    each: { disk', '     each: { disk']],
    ['a quote', ['name: shop', 'name: "shop']],
    ['a line without a colon', ['    kind: database', '    kind database']],
  ] as const)('has one finding for one mistake: %s', async (_, edit) => expect(await mistakes(changed(edit))).toHaveLength(1));

  test('is told as before where nothing of it can be read', async () => {
    expect(await mistakes('<<<<<<< ours\nname: a\n=======\nname: b\n>>>>>>> theirs\n')).toEqual(['yaml/merge-marker <<<<<<<< ours>']);
    expect(await mistakes('- a\n- b\n')).toEqual(['yaml/root <- a>']);
  });
});
