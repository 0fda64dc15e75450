import { describe, expect, test } from 'vitest';
import { design, estimate } from '../support/estimating.js';

describe('what is surely nothing is known, whatever else is not', () => {
  test('the other copies of what is kept once get no bytes, of however many', async () => {
    const facts = await estimate(design('db', 'db: { kind: database, price: { replication: 0.02 USD/GB } }'));
    facts.are({ 'components.db.replication.mean': 0, 'components.db.cost': 0 });
    expect(facts.missing('components.db.ingress.mean')).toEqual(['flows.f.request']);
  });

  test('of what is kept twice the bytes count', async () => {
    const facts = await estimate(
      design('db', 'db: { kind: database, replication: 2, price: { replication: 0.02 USD/GB } }').replace('path', 'kind: write, path'),
    );
    expect(facts.missing('components.db.cost')).toEqual(['flows.f.request']);
  });

  test('nobody works on calls that never come, however long one takes', async () => {
    const facts = await estimate(design('api', 'api: { kind: service }\nidle: { kind: service, each: { servers: 8 } }'));
    // Reads and writes, each nothing: a sum of products.
    facts.are({ 'components.idle.demand.servers': 0, 'components.idle.instances': 2, 'components.idle.utilization.servers': 0 });
    expect(facts.missing('components.api.demand.servers')).toEqual(['components.api.each.serviceTime']);
  });

  test('nor are calls in progress that a cache of all hits passes on, a hundred at a time', async () => {
    const facts = await estimate(
      design('[{ c: { hit: 100%, miss: [{ db: { batch: 100 } }] } }]', 'c: { kind: cache }\ndb: { kind: database }'),
    );
    facts.are({ 'components.db.concurrency.mean': 0, 'components.db.demand.connections': 0 });
    expect(facts.missing('components.c.concurrency.mean')).toContain('components.c.each.serviceTime');
  });
});
