import { describe, expect, test } from 'vitest';
import { ENGINES } from '../../src/engines/index.js';
import { type FactNode, Graph, Sampler, uncheckedId } from '../../src/facts/index.js';
import { type Change, changesOf, type Model } from '../../src/spec/index.js';
import { estimate, explained, modelOf } from '../support/estimating.js';

const text = `sysdesign: 1
name: sharing
horizon: 2 years
growth: 50% per year
assumptions:
  users: 1M..4M users
  visits: 2 per user per day
flows:
  browse: { kind: read, rate: = users * visits, peak: 3, request: 1 kB, response: 50 kB, path: api -> db }
  buy: { kind: write, rate: 10 req/s, peak: 4, request: 5 kB, path: pay -> db }
components:
  api: { kind: service, each: { rate: 500 req/s, cost: 0.1 USD/h } }
  pay: { kind: service, each: { rate: 500 req/s, cost: 0.1 USD/h } }
  db: { kind: database, replication: 2 }
data:
  sales: { in: db, item: 2 kB, addedBy: buy }
  users: { in: db, item: 1 kB, items: = users }
`;

const changeAt = (path: string, to: string): Change => {
  const source = { name: 'change', text: to };
  return { path, text: to, at: { source, start: 0, end: to.length }, keyAt: { source, start: 0, end: 0 } };
};

async function under(model: Model, path: string, to: string): Promise<{ base: Graph; changed: Graph }> {
  const base = new Graph(model, ENGINES);
  const outcome = await changesOf(model, [changeAt(path, to)]);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.findings));
  expect(outcome.value.model).toBe(model);
  return { base, changed: base.under(outcome.value.leaves) };
}

describe('a change', () => {
  test('shares the very same facts where it does not reach, and makes new ones where it does', async () => {
    const { base, changed } = await under(await modelOf(text), 'flows.buy.rate', '20 req/s');
    for (const id of [
      'flows.browse.rate.peak',
      'components.api.rate.mean',
      'components.api.cost',
      'data.users.size.stored',
      'flows.buy.growth',
      'data.sales.item',
    ] as const) {
      expect(changed.get(id), id).toBe(base.get(id));
    }
    for (const id of [
      'flows.buy.rate.mean',
      'components.pay.rate.peak',
      'components.db.rate.mean',
      'data.sales.items',
      'totals.rate.mean',
      'totals.storage',
    ] as const) {
      expect(changed.get(id), id).not.toBe(base.get(id));
      expect(changed.get(id).value, id).not.toBe(base.get(id).value);
    }
    expect(changed.get('components.pay.rate.mean').value).toBe(20);
    expect(base.get('components.pay.rate.mean').value).toBe(10);
  });

  test('shares what no spec states: conventions and defaults', async () => {
    const { base, changed } = await under(await modelOf(text), 'flows.buy.rate', '20 req/s');
    for (const id of ['conventions.year', 'defaults.target.disk'].map(uncheckedId)) expect(changed.get(id), id).toBe(base.get(id));
  });

  test('shares samples too: the very same spread, without drawing again', async () => {
    const { base, changed } = await under(await modelOf(text), 'flows.buy.rate', '20 req/s');
    const options = { seed: 3, samples: 1000 };
    const before = new Sampler(base, options);
    const after = new Sampler(changed, options);
    expect(after.spread(changed.get('components.api.rate.mean'))).toEqual(before.spread(base.get('components.api.rate.mean')));
    expect(after.spread(changed.get('data.sales.items'))).toBeNull();
  });

  test('gives what a spec with that literal gives', async () => {
    const model = await modelOf(text);
    const { changed } = await under(model, 'assumptions.users', '3M users');
    const edited = new Graph(await modelOf(text.replace('1M..4M users', '3M users')), ENGINES);
    for (const id of edited.ids()) {
      expect(changed.get(id).state, id).toBe(edited.get(id).state);
      if (edited.get(id).state === 'known' && !Number.isNaN(edited.get(id).value))
        expect(changed.get(id).value, id).toBe(edited.get(id).value);
      expect(changed.get(id).uncertain, id).toBe(false);
    }
  });

  test('on a change holds both', async () => {
    const model = await modelOf(text);
    const { base, changed } = await under(model, 'flows.buy.rate', '20 req/s');
    const more = await changesOf(model, [changeAt('flows.buy.peak', '8')]);
    const twice = changed.under(more.ok ? more.value.leaves : new Map());
    expect(twice.get('flows.buy.rate.peak').value).toBe(160);
    expect(twice.get('flows.buy.rate.mean')).toBe(changed.get('flows.buy.rate.mean'));
    expect(twice.get('components.api.rate.peak')).toBe(base.get('components.api.rate.peak'));
    const factor = await changesOf(model, [changeAt('flows.buy.rate', 'x3')]);
    expect(changed.under(factor.ok ? factor.value.leaves : new Map()).get('flows.buy.rate.mean').value).toBe(60);
  });

  test('to another year looks anew, under the changes made before', async () => {
    const model = await modelOf(text);
    const { changed } = await under(model, 'flows.buy.rate', '20 req/s');
    const { num } = await import('../../src/quantity/index.js');
    const later = changed.under(new Map(), { after: num(2) });
    expect(later.get('flows.buy.rate.mean').value).toBeCloseTo(45, 9); // 20 x 1.5^2
  });

  test('that states something new, or in another form, builds the spec anew', async () => {
    const model = await modelOf(text);
    for (const [path, to] of [
      ['flows.buy.lasts', '3 s'],
      ['flows.buy.peak', '90 req/s'],
      ['horizon', '= 3 years'],
      ['tier', 'critical'],
      ['flows.buy.offPeak', 'true'],
    ] as const) {
      const outcome = await changesOf(model, [changeAt(path, to)]);
      expect(outcome.ok, path).toBe(true);
      if (outcome.ok && path !== 'horizon') expect(outcome.value.model, path).not.toBe(model);
    }
    (await estimate(text, { set: { 'flows.buy.lasts': '3 s' } })).are({ 'flows.buy.concurrency.mean': 30 });
    (await estimate(text, { set: { 'flows.buy.peak': '90 req/s' } })).are({ 'flows.buy.rate.peak': 90 });
    (await estimate(text, { set: { tier: 'critical' } })).are({ 'defaults.target.disk': 0.7 });
    (await estimate(text, { set: { 'flows.buy.offPeak': 'true' } })).are({
      'components.pay.rate.peak': 40,
      'components.db.rate.onPeak': 3 * Number((2 * Math.sqrt(4e12)) / 86_400) + 10,
    });
  });

  test('that makes an unknown known reaches the totals that left it out', async () => {
    const spec =
      'sysdesign: 1\nname: t\nflows: { a: { rate: 5 req/s }, b: { rate: = data.d.items / 10 s } }\n' +
      'components: { s: { kind: database } }\ndata: { d: { in: s, item: 1 kB, addedBy: a } }\n';
    // Kept for 20 s: 100 items, a tenth of which is asked for each second.
    expect((await estimate(spec)).node('flows.b.rate.mean').state).not.toBe('known');
    (await estimate(spec, { set: { 'data.d.keep': '20 s' } })).are({ 'flows.b.rate.mean': 10, 'totals.rate.mean': 15 });
  });
});

describe('an explanation', () => {
  test('holds every fact that its root rests on, and nothing else', async () => {
    const { root, facts } = await explained(await modelOf(text), 'components.db.rate.peak');
    expect(root.id).toBe('components.db.rate.peak');
    const reached = new Set<string>();
    const visit = (id: string): void => {
      if (reached.has(id)) return;
      reached.add(id);
      for (const input of facts.get(id)?.inputs ?? ['missing']) visit(input);
    };
    visit(root.id);
    expect([...facts.keys()].sort()).toEqual([...reached].sort());
    expect(reached.has('assumptions.users')).toBe(true);
    expect(reached.has('stated.flows.buy.peak')).toBe(true);
    expect([...reached].some((id) => id.startsWith('data.'))).toBe(false);
  });

  test('ends at the spec, at conventions and at the catalog', async () => {
    const { facts } = await explained(await modelOf(text), 'data.sales.size.provisioned');
    const leaves = [...facts.values()].filter(({ formula }) => formula === null);
    expect(leaves.map(({ id, origin }) => `${id} ${origin}`).sort()).toEqual([
      'conventions.year convention',
      'defaults.target.disk catalog',
      'stated.components.db.replication spec',
      'stated.data.sales.item spec',
      'stated.flows.buy.rate spec',
      'stated.growth.factor spec',
      'stated.growth.per spec',
      'stated.horizon spec',
    ]);
    for (const leaf of leaves) expect(leaf.at !== null || leaf.source !== null, leaf.id).toBe(true);
  });

  test('of what is changed shows the change, and what it multiplies', async () => {
    const { facts } = await explained(await modelOf(text), 'flows.buy.rate.mean', { set: { 'flows.buy.rate': 'x3' } });
    expect(facts.get('stated.flows.buy.rate')).toMatchObject({
      origin: 'override',
      value: 30,
      text: 'x3',
      formula: 'stated.flows.buy.rate.before * 3',
      source: '10 req/s',
    });
    // Where it is stated is where a reader would change it.
    const { at } = facts.get('stated.flows.buy.rate') ?? {};
    expect(at?.source.text.slice(at.start, at.end)).toBe('10 req/s');
    expect(facts.get('stated.flows.buy.rate.before')).toMatchObject({ origin: 'spec', value: 10, text: '10 req/s' });
  });

  test('tells what drives an uncertain fact, and of an unknown one what is missing', async () => {
    const { drivers } = await explained(await modelOf(text), 'components.api.rate.peak');
    expect(drivers).toMatchObject([{ input: 'assumptions.users', of: 'components.api.rate.peak', share: 1, text: '1M..4M users' }]);
    const { root } = await explained(await modelOf(text), 'flows.browse.concurrency.peak');
    expect(root).toMatchObject({
      state: 'unknown',
      value: null,
      missing: [{ path: 'flows.browse.concurrent' }, { path: 'flows.browse.lasts' }],
    });
  });

  test('of a fact that is not there suggests the one that is', async () => {
    await expect(explained(await modelOf(text), 'components.bd.rate.peak')).rejects.toMatchObject({
      findings: [{ rule: 'usage/unknown-fact', help: 'did you mean "components.db.rate.peak"?' }],
    });
  });
});

test('a fact is worked out once, and by those who ask for it', async () => {
  const graph = new Graph(await modelOf(text), ENGINES);
  const node: FactNode = graph.get('components.db.rate.peak');
  expect(graph.get('components.db.rate.peak')).toBe(node);
  expect(node.inputs.map((input) => graph.get(input.id) === input)).toEqual(node.inputs.map(() => true));
});
