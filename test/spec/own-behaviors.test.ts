import { describe, expect, test } from 'vitest';
import { uncheckedId } from '../../src/facts/index.js';
import { estimate, findingsOf } from '../support/estimating.js';
import { sysdesign } from '../support/hosts.js';

const shop = (use: string, products: string, look = 'stock'): string => `sysdesign: 1
name: shop
products: ${products}
flows:
  look: { rate: 10 req/s, path: [ ${look} ] }
  buy: { kind: write, rate: 1 req/s, path: [ stock ] }
components:
  stock: { kind: database, use: ${use} }
data:
  stock: { in: stock, item: 1 kB, items: 1M, addedBy: buy, readBy: look }
`;
const wordOf = async (text: string, id = 'data.stock.consistency'): Promise<string | undefined> =>
  (await estimate(text)).graph.get(uncheckedId(id)).word;

const OWN =
  '{ ourstore: { copies: 3, levels: { FAST: { gives: copies, copies: one, cut: anywhere }, SAFE: { gives: copies, copies: quorum } }, read: SAFE, write: SAFE } }';

describe('what products guarantee, as a spec has it', () => {
  test('other defaults of one that the catalog has: 2 + 2 > 3 in place of 1 + 1', async () => {
    expect(await wordOf(shop('cassandra', '{}'))).toBe('eventual');
    expect(await wordOf(shop('cassandra', '{ cassandra: { read: QUORUM, write: QUORUM } }'))).toBe('regular');
    expect(await wordOf(shop('Apache Cassandra', '{ cassandra: { read: QUORUM, write: QUORUM } }'))).toBe('regular');
  });

  test('one that the catalog does not have, by its own levels', async () => {
    expect(await wordOf(shop('ourstore', OWN))).toBe('regular');
    expect(await wordOf(shop('ourstore', OWN, 'stock: { consistency: FAST }'))).toBe('eventual');
    const led = '{ ourstore: { levels: { get: { of: read, gives: causal }, put: { of: write, gives: strictSerializable } } } }';
    expect(await wordOf(shop('ourstore', led))).toBe('causal');
  });

  test('isolation by its own names', async () => {
    const own =
      '{ ourstore: { levels: { all: { gives: linearizable } }, isolations: { STRICT: serializable, LAX: readCommitted }, isolation: LAX } }';
    expect(await wordOf(shop('ourstore', own), 'data.stock.isolation')).toBe('readCommitted');
  });

  test.each([
    ['cassandra', '{ cassandra: { read: QUORUMM } }', '"cassandra" has no level of reads "QUORUMM": there is ONE'],
    ['ourstore', '{ ourstore: { copies: 3 } }', '"ourstore" has no levels of reads, in the catalog or here'],
    ['postgres', '{ postgres: { isolation: STRICT } }', '"postgres" has no isolation "STRICT": there is READ UNCOMMITTED'],
    ['ourstore', OWN.replace('gives: copies, copies: one', 'gives: some'), 'gives'],
  ])('%s %s: one finding', async (use, products, message) => {
    const findings = await findingsOf(shop(use, products));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(message);
  });
});

describe('as a configuration has it', () => {
  const spec = shop('cassandra', '{}').replace('products: {}\n', '');
  const config = 'products:\n  cassandra: { read: QUORUM, write: QUORUM }\n';
  const guarantee = async (text: string, settings: string): Promise<string> => {
    const files = { 'shop.sysdesign.yaml': text, 'sysdesign.config.yaml': settings };
    const { out } = await sysdesign(['consistency', 'shop.sysdesign.yaml', '-f', 'json'], { files });
    return JSON.parse(out).specs[0].consistency.data[0].guarantee;
  };

  test('holds for specs that state nothing of the product, and a spec goes before it', async () => {
    expect(await guarantee(spec, config)).toBe('regular');
    expect(await guarantee(shop('cassandra', '{ cassandra: { read: ONE, write: ONE } }'), config)).toBe('eventual');
  });

  test('is itself held against the levels that there are', async () => {
    const files = { 'shop.sysdesign.yaml': spec, 'sysdesign.config.yaml': config.replace('read: QUORUM', 'read: MOST') };
    const { code, err } = await sysdesign(['consistency', 'shop.sysdesign.yaml'], { files });
    expect(code).toBe(2);
    expect(err).toContain('"cassandra" has no level of reads "MOST"');
  });
});
