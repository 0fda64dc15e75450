import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const SPEC = `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b, c] } } }
requirements:
  quality:
    exact: { data: stock, consistency: linearizable }
    enough: { data: stock, flow: buy, consistency: eventual }
flows:
  look: { rate: 10 req/s, path: [ cache: { hit: 90%, miss: [stock] } ] }
  buy: { kind: write, rate: 1 req/s, path: stock }
components:
  cache: { kind: cache, ttl: 20 s }
  stock: { kind: database, use: cassandra, replication: { factor: 3, read: quorum, write: quorum } }
data:
  stock: { in: stock, item: 1 kB, items: 1M, addedBy: buy, readBy: [look, buy] }
`;
const files = { 'shop.sysdesign.yaml': SPEC };
const run = async (...more: readonly string[]) => await sysdesign(['consistency', 'shop.sysdesign.yaml', ...more], { files });

describe('sysdesign consistency', () => {
  test('says what is missed, by which links, what would have to change, and what a split leaves', async () => {
    const { code, out } = await run();
    expect(code).toBe(1);
    const text = out.replace(/\s+/g, ' ');
    expect(text).toContain('exact: data.stock.consistency = boundedStaleness, target at least linearizable');
    expect(text).toContain('R + W = 2 + 2 > N = 3');
    expect(text).toContain('cache answers with entries that are up to their ttl old (shop.sysdesign.yaml:12:30)');
    expect(text).toContain('change consistency: SERIAL at the call; components.cache.invalidation=versionedKeys');
    expect(text).toContain('eu.a | eu.b, eu.c: reads and writes fail | goes on');
  });

  test('gives programs the same, as its schema has it', async () => {
    const { out } = await run('-f', 'json');
    const result = JSON.parse(out);
    const schema = JSON.parse(readFileSync('schemas/result.schema.json', 'utf8'));
    const validate = new Ajv({ strict: false }).compile(schema);
    expect(validate(result), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    const [stock] = result.specs[0].consistency.data;
    expect(stock).toMatchObject({
      data: 'stock',
      guarantee: 'boundedStaleness',
      readers: [
        { flow: 'look', guarantee: 'boundedStaleness' },
        { flow: 'buy', guarantee: 'regular' },
      ],
      missed: [{ requirement: 'exact', asked: 'linearizable', order: 'weaker' }],
    });
    expect(stock.partitions).toHaveLength(3);
    expect(stock.partitions[0]).toEqual({
      cut: 'eu-a',
      sides: [
        { places: ['eu.a'], reads: 'fail', writes: 'fail' },
        { places: ['eu.b', 'eu.c'], reads: 'serve', writes: 'serve' },
      ],
    });
    // A step has its place as every other part of a result has.
    expect(stock.steps[0].at).toMatchObject({ file: 'shop.sysdesign.yaml', line: 13 });
  });

  test('is judged the same by what shows all targets', async () => {
    expect((await sysdesign(['review', 'shop.sysdesign.yaml'], { files })).code).toBe(1);
    expect((await sysdesign(['estimate', 'shop.sysdesign.yaml'], { files })).code).toBe(1);
  });

  test('explain prints the links with their places', async () => {
    const { out } = await sysdesign(['explain', 'data.stock.readBy.look.consistency', 'shop.sysdesign.yaml'], { files });
    expect(out.replace(/[\s│]+/g, ' ')).toContain('cache answers with entries that are up to their ttl old (shop.sysdesign.yaml:12:30)');
  });
});
