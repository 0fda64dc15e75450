import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PRODUCTS } from '../../../src/catalog/data/products.js';
import { catalogEntries, catalogEntry, findEntries, productOf, suggestProduct } from '../../../src/catalog/index.js';
import { type FieldType, fieldAccepts, parseLiteral, STANDARD_CALENDAR } from '../../../src/quantity/index.js';

const products = PRODUCTS;
const vocabulary = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };
const folded = (word: string): string => word.toLowerCase().replace(/[\s_-]+/g, '');

const schema: unknown = JSON.parse(readFileSync(new URL('../../../schemas/spec.schema.json', import.meta.url), 'utf8'));

/** Every string that stands under a key of that name, anywhere in the schema. */
function under(key: string, node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const item of node) under(key, item, found);
  else if (typeof node === 'object' && node !== null) {
    for (const [name, value] of Object.entries(node)) {
      if (name === key && typeof value === 'string') found.add(value);
      else under(key, value, found);
    }
  }
  return found;
}

describe('products', () => {
  it('are there for the names that specs use', async () => {
    const names =
      'postgres mysql redis memcached cassandra scylladb kafka rabbitmq elasticsearch s3 cloudfront nginx haproxy dynamodb mongodb aurora sqs kinesis lambda';
    for (const name of names.split(' ')) expect((await productOf(name))?.name).toBe(name);
  });

  it('go by their names, their aliases and what their makers call them', async () => {
    for (const [use, name] of [
      ['PostgreSQL', 'postgres'],
      ['Amazon S3', 's3'],
      ['amazon-s3', 's3'],
      ['elastic', 'elasticsearch'],
      ['REDIS', 'redis'],
      ['m6i.large', 'm6i.large'],
    ] as const) {
      expect((await productOf(use))?.name).toBe(name);
    }
    for (const use of ['', ' ', 'no-such-product', 'constructor', '__proto__']) expect(await productOf(use)).toBeUndefined();
  });

  it('are suggested for a typo', async () => {
    for (const [typo, name] of [
      ['postgress', 'postgres'],
      ['casandra', 'cassandra'],
      ['kafak', 'kafka'],
      ['elasticsaerch', 'elasticsearch'],
      ['mongo-db', 'mongodb'],
    ] as const) {
      expect((await suggestProduct(typo)) ?? (await productOf(typo))?.name).toBe(name);
    }
    expect(await suggestProduct('entirely-different-thing')).toBeUndefined();
  });

  it('share no name', () => {
    const all = products.flatMap(({ name, label, aliases }) => [...new Set([name, label, ...aliases].map(folded))]);
    expect(all.filter((name, at) => all.indexOf(name) !== at)).toEqual([]);
  });

  it('are of kinds that components have', () => {
    const kinds = under('const', schema);
    for (const { name, kinds: own } of products) {
      expect(own.length, name).toBeGreaterThan(0);
      for (const kind of own) expect(kinds.has(kind), `${name}: ${kind}`).toBe(true);
    }
  });

  it('have figures that exist and fit their fields', async () => {
    const types: Readonly<Record<string, FieldType>> = {
      'each.rate': 'rate',
      'each.reads': 'rate',
      'each.writes': 'rate',
      'each.cpu': 'cpu',
      'each.memory': 'bytes',
      'each.disk': 'bytes',
      'each.iops': 'iops',
      'each.network': 'byteRate',
      'each.connections': 'count',
      'each.cost': 'moneyRate',
      'transfer.zones': 'bytePrice',
      'transfer.regions': 'bytePrice',
      'latency.p50': 'duration',
      'latency.p99': 'duration',
      'price.fixed': 'moneyRate',
      'price.storage': 'storagePrice',
      'price.egress': 'bytePrice',
      'price.ingress': 'bytePrice',
    };
    for (const { name, figures } of products) {
      for (const { field, entry: id } of figures) {
        const entry = await catalogEntry(id);
        const about = `${name} ${field} ${id}`;
        expect(entry, about).toBeDefined();
        const parsed = parseLiteral(`${entry?.mid} ${entry?.unit}`, null, vocabulary);
        if (!parsed.ok) throw new Error(about);
        const type = types[field] ?? 'callPrice';
        expect(fieldAccepts(type, parsed.value.dimension, parsed.value.share), about).toBeNull();
      }
    }
  });

  it('scale by cores just where the figure is of a core', async () => {
    for (const { name, figures } of products) {
      for (const { entry: id, per } of figures)
        expect((await catalogEntry(id))?.unit.endsWith('per core'), `${name} ${id}`).toBe(per === 'core');
    }
  });

  it('have no figure where nobody gives one', async () => {
    for (const name of ['mongodb', 'haproxy', 'rabbitmq']) expect((await productOf(name))?.figures).toEqual([]);
  });
});

describe('a search', () => {
  const ids = async (term: string): Promise<string[]> => (await findEntries(term)).map(({ id }) => id);

  it('puts the very id first', async () => {
    for (const { id } of await catalogEntries()) expect((await ids(id))[0]).toBe(id);
  });

  it('finds the figures of a product by any of its names', async () => {
    expect(await ids('redis')).toContain('rate.redis.nopipe');
    expect((await ids('redis')).slice(0, 2)).toEqual(['rate.redis.nopipe', 'rate.redis.pipe16']);
    expect(await ids('postgresql')).toContain('rate.pg.rw.4vcpu');
    expect(await ids('S3')).toEqual(expect.arrayContaining(['price.aws.svc.s3', 'price.aws.svc.s3get', 'rate.s3.get.prefix']));
  });

  it('wants every word', async () => {
    const found = await ids('cassandra write');
    expect(found.slice(0, 4)).toContain('rate.cassandra.write.core');
    for (const id of found) expect(id).toContain('cassandra');
    expect(await ids('cassandra zeppelin')).toEqual([]);
  });

  it('finds groups, and nothing for nothing', async () => {
    expect((await ids('peak-factor')).every((id) => id.startsWith('peak.') || id === 'threshold.spike.factor')).toBe(true);
    for (const term of ['', ' ', '...', 'zzzz']) expect(await ids(term)).toEqual([]);
  });
});
