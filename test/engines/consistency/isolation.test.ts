import { describe, expect, test } from 'vitest';
import { judge, uncheckedId } from '../../../src/facts/index.js';
import { estimate, findingsOf } from '../../support/estimating.js';

/** Orders and stock, bought by one flow and looked at by another. */
const shop = (orders: string, buy = 'path: orders', more = '', stock = 'kind: database, use: postgres'): string => `sysdesign: 1
name: shop
flows:
  look: { rate: 10 req/s, path: orders }
  buy: { kind: write, rate: 1 req/s, ${buy} }
components:
  api: { kind: service }
  orders: { kind: database, ${orders} }
  stock: { ${stock} }
data:
  orders: { in: orders, item: 1 kB, items: 1M, addedBy: buy, readBy: look }
  stock: { in: stock, item: 1 kB, items: 1M }
${more}`;

const wordOf = async (text: string, id = 'data.orders.isolation'): Promise<string | undefined> =>
  (await estimate(text)).graph.get(uncheckedId(id)).word;

describe('what transactions are kept apart by', () => {
  // Names are of the products. PostgreSQL documentation 13.2: REPEATABLE READ is snapshot isolation; Oracle Concepts, ch. 12, and Berenson 1995: so is
  // its SERIALIZABLE; Jepsen, MySQL 8.0.34: REPEATABLE READ loses updates.
  test.each([
    ['use: postgres', 'readCommitted'],
    ['use: postgres, isolation: REPEATABLE READ', 'snapshot'],
    ['use: postgres, isolation: SERIALIZABLE', 'serializable'],
    ['use: postgres, isolation: serializable', 'serializable'],
    ['use: postgres, isolation: snapshot', 'snapshot'],
    ['use: mysql', 'readCommitted'],
    ['use: mysql, isolation: SERIALIZABLE', 'serializable'],
    ['use: oracle, isolation: SERIALIZABLE', 'snapshot'],
    ['use: sqlserver, isolation: REPEATABLE READ', 'repeatableRead'],
    ['use: sqlserver, isolation: SNAPSHOT', 'snapshot'],
    ['use: spanner', 'strictSerializable'],
    ['use: cockroachdb', 'serializable'],
    ['use: cassandra', 'none'],
    ['isolation: snapshot', 'snapshot'],
  ])('%s: %s', async (orders, word) => {
    expect(await wordOf(shop(orders))).toBe(word);
  });

  test('of a store of which neither product nor isolation is stated it is not known', async () => {
    const facts = await estimate(shop('description: a store'));
    expect(facts.missing('data.orders.isolation')).toEqual(['components.orders.isolation']);
  });

  test('what a call asks for goes before what its component does, and the data has the weakest of all', async () => {
    const asked = shop('use: postgres, isolation: SERIALIZABLE', 'path: [ api: { calls: [ orders: { isolation: REPEATABLE READ } ] } ]');
    expect(await wordOf(asked, 'flows.buy.calls.2.isolation')).toBe('snapshot');
    expect(await wordOf(asked, 'flows.look.isolation')).toBe('serializable');
    expect(await wordOf(asked)).toBe('snapshot');
  });

  test('of snapshot and repeatable read, which are incomparable, what both give is left', async () => {
    // Berenson et al. 1995, figure 2: both are stronger than read committed, neither than the other; monotonic atomic view is below both.
    const both = shop('use: sqlserver, isolation: SNAPSHOT', 'path: [ api: { calls: [ orders: { isolation: REPEATABLE READ } ] } ]');
    expect(await wordOf(both)).toBe('monotonicAtomicView');
  });

  test('two stores that commit one by one show a part of the flow, unless they commit together', async () => {
    const both = (how: string): string =>
      shop('use: postgres, isolation: SERIALIZABLE', `${how}path: [ api: { calls: [ orders, stock: { isolation: SERIALIZABLE } ] } ]`);
    expect(await wordOf(both(''), 'flows.buy.isolation')).toBe('readUncommitted');
    expect(await wordOf(both('transaction: saga, '), 'flows.buy.isolation')).toBe('readUncommitted');
    expect(await wordOf(both('transaction: twoPhase, '), 'flows.buy.isolation')).toBe('serializable');
  });
});

describe('requirements on it', () => {
  test('are met by all that imply what they ask, of data sets and of flows, agreements too', async () => {
    const { graph, sampler } = await estimate(
      shop(
        'use: postgres, isolation: REPEATABLE READ',
        'path: orders',
        `requirements:
  quality:
    a: { data: orders, isolation: readCommitted }
    b: { data: orders, isolation: repeatableRead }
    c: { flow: buy, isolation: snapshot }
  agreements: { d: { data: orders, isolation: serializable } }
`,
      ),
    );
    const judged = Object.fromEntries(graph.model.checks.map((check) => [check.name, judge(check, graph, sampler).status]));
    expect(judged).toEqual({ a: 'met', b: 'missed', c: 'met', d: 'missed' });
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['use: postgres, isolation: SERIALISABLE', 'postgres has no isolation "SERIALISABLE": there is READ UNCOMMITTED, READ COMMITTED'],
    ['use: oracle, isolation: serializable', ''],
    [
      'use: oracle, isolation: strictSerializable',
      'oracle has nothing as strong as strictSerializable: there is READ COMMITTED (readCommitted)',
    ],
    ['use: cassandra, isolation: snapshot', 'cassandra has no transactions over several items'],
    ['isolation: SERIALIZABLE', 'of which no product is stated, has no isolation "SERIALIZABLE"'],
  ])('%s', async (orders, message) => {
    const findings = await findingsOf(shop(orders));
    expect(findings).toHaveLength(message === '' ? 0 : 1);
    if (message !== '') expect(findings[0]).toContain(message);
  });
});
