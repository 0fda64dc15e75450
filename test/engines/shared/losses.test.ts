import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../../src/engines/index.js';
import { Graph } from '../../../src/facts/index.js';
import { estimate, factsUnder, findingsOf, modelOf } from '../../support/estimating.js';

/** 200 req/s at peak, of which a tenth misses the cache. */
const spec = (down: string, more = ''): string => `sysdesign: 1
name: losses
flows:
  f: { kind: read, rate: 100 req/s, peak: 2, path: [edge: { calls: [api: { calls: [cache: { hit: 90%, miss: [db] }] }] }] }
components:
  edge: { kind: external, quota: 1k req/s }
  api: { kind: service, instances: 10, each: { rate: 50 req/s, cost: 10 USD/month } }
  cache: { kind: cache, instances: 4, each: { rate: 1k req/s }, shares: { rack: 20% } }
  db: { kind: database, in: eu, instances: 3, replication: 3, each: { rate: 100 req/s, disk: 1 TB }${more} }
data: { d: { in: db, item: 1 kB, items: 500M, readBy: f } }
topology: { regions: { eu: { zones: [a, b, c] }, us: { zones: [a] } }, causes: { rack: { mtbf: 2 years, mttr: 2 h } } }
scenarios: { lost: { down: ${down} } }
`;

const lost = async (down: string, more = '') => await estimate(spec(down, more), { scenario: 'lost' });

describe('what is down', () => {
  test('takes the fullest of the places that a component is spread over', async () => {
    (await lost('eu.a')).are({
      'components.api.serving': 8, // ten over two regions: 5 and 5; over the three zones of one: 2, 2, 1
      'components.api.capacity.rate': 400,
      'components.api.utilization.peak': 200 / 400,
      'components.api.headroom': 400 / 200,
      'components.api.headroom.instance': 350 / 200,
      'components.api.headroom.zone': 250 / 200, // of eight over three zones the fullest has three
      'components.api.headroom.region': 200 / 200, // and of two regions four
      'components.api.perInstance.peak': 200 / 8,
      'components.cache.serving': 3,
      'components.db.serving': 2,
      'components.db.headroom': 200 / 20,
    });
    (await lost('[eu.a, us.a]')).are({ 'components.api.serving': 3, 'components.db.serving': 2 }); // all five of one region, two of the other
  });

  test('takes a region as half of two, with all of its zones', async () => {
    const facts = await lost('eu');
    facts.are({
      'components.api.serving': 5,
      'components.cache.serving': 2,
      'components.db.serving': 0, // it is in that region alone
      'components.edge.capacity.rate': 1000, // run by others
    });
    expect(facts.node('components.db.utilization.peak').state).toBe('unbounded');
    facts.are({ 'components.db.headroom': 0, 'components.db.headroom.zone': 0 });
  });

  test('takes all of a component, or of those that share a cause', async () => {
    (await lost('api')).are({ 'components.api.serving': 0, 'components.api.headroom': 0, 'components.cache.serving': 4 });
    (await lost('edge')).are({ 'components.edge.capacity.rate': 0, 'components.edge.headroom': 0 });
    (await lost('rack')).are({ 'components.cache.serving': 0, 'components.api.serving': 10 });
  });

  test('of one place that may be any is taken for it', async () => {
    (await lost('us.a', ', spread: none')).are({ 'components.db.serving': 3 }); // in: eu
    (await lost('eu.b', ', spread: none')).are({ 'components.db.serving': 0 });
  });

  test('leaves a cache that is down cold: its store gets every call', async () => {
    for (const down of ['cache', 'rack']) {
      (await lost(down)).are({
        'cache.cache.hit': 0,
        'components.db.rate.peak': 200,
        'cache.cache.misses.peak': 200,
        'components.db.headroom': 300 / 200,
      });
    }
    (await lost('eu.a')).are({ 'components.db.rate.peak': 20 }); // what is left of a cache answers
  });

  test('reroutes nothing: the load of a component that is down arrives all the same', async () => {
    (await lost('api')).are({ 'components.api.rate.peak': 200, 'components.cache.rate.peak': 200 });
  });

  test('changes neither what is needed nor what is paid, nor how full disks are', async () => {
    const whole = await estimate(spec('api'));
    const facts = await lost('[api, eu.a]');
    for (const id of [
      'components.api.instances',
      'components.api.fleet',
      'components.api.cost',
      'components.db.capacity.disk',
      'components.db.utilization.disk', // 1.5 TB of 3 TB: what is lost takes its copies with it
      'totals.instances',
      'totals.cost',
    ])
      expect(facts.value(id), id).toBe(whole.value(id));
    facts.are({ 'components.db.utilization.disk': 0.5 });
  });

  test('is nothing as long as no scenario says so', async () => {
    const facts = await estimate(spec('eu'));
    for (const name of ['api', 'cache', 'db'])
      expect(facts.value(`components.${name}.serving`)).toBe(facts.value(`components.${name}.fleet`));
  });
});

test('what serves is what is left when instances are dealt out to zones in turn and the first of these are lost', async () => {
  for (const zones of [2, 3, 4]) {
    for (const fleet of [1, 2, 5, 7, 10, 12]) {
      const dealt = Array.from({ length: zones }, () => 0);
      for (let i = 0; i < fleet; i++) dealt[i % zones] = (dealt[i % zones] ?? 0) + 1;
      const names = [...'abcd'].slice(0, zones);
      const scenarios = names.map((_, i) => `  s${i}: { down: [${names.slice(0, i + 1).map((zone) => `eu.${zone}`)}] }`).join('\n');
      const text = `sysdesign: 1
name: dealt
flows: { f: { rate: 10 req/s, peak: 1, path: api } }
components: { api: { kind: service, instances: ${fleet}, each: { rate: 10 req/s } } }
topology: { regions: { eu: { zones: [${names}] } } }
scenarios:
${scenarios}
`;
      const model = await modelOf(text);
      for (const [i] of names.entries()) {
        const left = dealt.slice(i + 1).reduce((sum, here) => sum + here, 0);
        (await factsUnder(model, { scenario: `s${i}` })).are({ 'components.api.serving': left, 'components.api.headroom': left });
      }
    }
  }
});

test('facts that a loss does not reach are those of the whole design', async () => {
  const base = new Graph(await modelOf(spec('cache')), ENGINES);
  const without = base.under(new Map(), { down: new Set(['cache']) });
  for (const id of [
    'components.api.headroom',
    'components.api.rate.peak',
    'components.db.fleet',
    'data.d.size.stored',
    'totals.cost',
  ] as const)
    expect(without.get(id), id).toBe(base.get(id));
  for (const id of ['components.cache.serving', 'components.db.rate.peak', 'components.db.headroom'] as const)
    expect(without.get(id).value, id).not.toBe(base.get(id).value);
  const again = without.under(new Map(), { down: new Set() });
  for (const id of ['components.db.rate.peak', 'components.cache.headroom'] as const)
    expect(again.get(id).value, id).toBe(base.get(id).value);
});

test('a later year is looked at without what is down', async () => {
  const text = spec('api').replace('name: losses', 'name: losses\ngrowth: 100% per year');
  (await estimate(text, { scenario: 'lost' })).are({ 'components.cache.headroom.year1': 4000 / 400, 'components.api.headroom.year1': 0 });
});

describe('what is down and does not exist', () => {
  test('is one finding, with the nearest of components, places and causes', async () => {
    const found = async (down: string) => (await findingsOf(spec(down))).map((text) => text.replace(/ \d+:\d+/, ''));
    expect(await found('[bd]')).toEqual(['spec/unknown-reference "bd" unknown component "bd" (did you mean "db"?)']);
    expect(await found('eu.d')).toEqual(['spec/unknown-reference "eu.d" unknown zone or region "eu.d" (did you mean "eu.a"?)']);
    expect(await found('[rck]')).toEqual(['spec/unknown-reference "rck" unknown shared cause "rck" (did you mean "rack"?)']);
  });
});
