import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PRODUCTS } from '../../src/catalog/data/products.js';
import { uncheckedId } from '../../src/facts/index.js';
import { SHAPE } from '../../src/schema/index.js';
import { isKind, KINDS } from '../../src/spec/kinds.js';
import { estimate, findingsOf, modelOf } from '../support/estimating.js';

/** Kinds that the schema lets state a key. */
const stating = (key: string): readonly string[] =>
  Object.entries(SHAPE.component?.kinds ?? {}).flatMap(([kind, keys]) => (keys.includes(key) ? [kind] : []));

const having = (is: (kind: (typeof KINDS)[keyof typeof KINDS]) => boolean): readonly string[] =>
  Object.keys(KINDS).filter((name) => isKind(name) && is(KINDS[name]));

describe('the table of kinds', () => {
  test('has those of the schema, in its order', () => {
    expect(Object.keys(KINDS)).toEqual(Object.keys(SHAPE.component?.kinds ?? {}));
  });

  test('has queues where the schema has consumers', () => {
    expect(having(({ isQueue }) => isQueue)).toEqual(stating('consumers'));
  });

  test('keeps data on disks of its own where the schema has losses of disks, but for a cache, whose copies are elsewhere', () => {
    expect(having(({ data, isCache }) => data === 'disk' || isCache)).toEqual(stating('afr'));
  });

  test('runs what holds data for us in instances of ours', () => {
    expect(having(({ data, run }) => data === 'disk' && run !== 'instances')).toEqual([]);
    expect(having(({ data, run }) => data === 'others' && run !== 'others')).toEqual([]);
  });

  test('has every kind that a product of the catalog may be', async () => {
    const kinds = PRODUCTS.flatMap((product) => product.kinds);
    expect(kinds.filter((kind) => !isKind(kind))).toEqual([]);
  });
});

/** What is about one product, one problem or one word, and not about what a kind is. */
const OF_SINGLE_THINGS = /^(?:spec\/kinds|catalog\/data\/|practice\/problems\/|.*generated)/;

test('nothing else tells kinds apart by a list of them: a new kind would be in none', () => {
  const kind = `'(?:${Object.keys(KINDS).join('|')})'`;
  const list = new RegExp(`\\[\\s*(?:${kind},\\s*)+${kind},?\\s*\\]|kind [!=]== ${kind} (?:\\|\\||&&) [\\w.]*kind [!=]== ${kind}`);
  const src = join(import.meta.dirname, '../../src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !OF_SINGLE_THINGS.test(file),
  );
  expect(files.length).toBeGreaterThan(500);
  expect(list.test("new Set(['cache', 'cdn'])")).toBe(true);
  expect(files.filter((file) => list.test(readFileSync(join(src, file), 'utf8')))).toEqual([]);
});

describe('where components are', () => {
  const placesOf = async (kind: string, more = ''): Promise<readonly (readonly string[])[]> => {
    const text = `sysdesign: 1\nname: places\ncomponents: { x: { kind: ${kind}${more} } }\ntopology: { regions: { eu: { zones: [a, b] } } }\n`;
    return (await modelOf(text)).components.get('x')?.places.within ?? [];
  };

  test.each(Object.entries(KINDS))('a %s: everywhere if we or a platform run it, nowhere of ours if others do', async (kind, { run }) => {
    expect(await placesOf(kind)).toEqual(run === 'others' ? [] : [['eu.a', 'eu.b']]);
    expect(await placesOf(kind, ', in: eu.b')).toEqual([['eu.b']]);
  });

  test.each(Object.entries(KINDS))('a %s in one zone cannot survive its loss if we run it', async (kind, { run }) => {
    const text = `sysdesign: 1\nname: places\ncomponents: { x: { kind: ${kind}, in: eu.a, survives: zone } }\ntopology: { regions: { eu: { zones: [a, b] } } }\n`;
    const findings = await findingsOf(text);
    expect(findings.filter((finding) => finding.startsWith('spec/contradiction'))).toHaveLength(run === 'instances' ? 1 : 0);
  });
});

describe('how an instance fails of which nothing is stated', () => {
  test.each(Object.entries(KINDS))('a %s: as is typical if we run it in instances, else nothing is assumed', async (kind, { run }) => {
    const facts = await estimate(`sysdesign: 1\nname: kinds\ncomponents: { x: { kind: ${kind}, instances: 3 } }\n`);
    const { state, inputs } = facts.node('components.x.instance.unavailability');
    const isOurs = run === 'instances';
    expect([state, inputs.map(({ id }) => id)]).toEqual(
      isOurs ? ['known', [`defaults.mtbf.${kind}`, `defaults.mttr.${kind}`].sort().reverse()] : ['unknown', []],
    );
    expect(facts.graph.has(uncheckedId(`defaults.mtbf.${kind}`))).toBe(isOurs);
  });

  test('has no default for what is no kind', async () => {
    const { graph } = await estimate('sysdesign: 1\nname: kinds\n');
    expect(['defaults.mtbf.nosuch', 'defaults.mttr.'].map((id) => graph.has(uncheckedId(id)))).toEqual([false, false]);
  });
});
