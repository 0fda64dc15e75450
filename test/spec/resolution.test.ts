import { describe, expect, expectTypeOf, test } from 'vitest';
import type { NamesOf } from '../../src/core/index.js';
import { type CallField, childShape, type LiteralField, resolved, SHAPE, type Shape, statedBy } from '../../src/schema/index.js';
import { withAlternative } from '../../src/spec/alternatives.js';
import { buildModel, type Model, pathToChange } from '../../src/spec/index.js';
import { isKind, KINDS } from '../../src/spec/kinds.js';
import { type Facts, factsUnder, modelOf } from '../support/estimating.js';
import { isFull } from '../support/full.js';

/** A field that may be written at another path than its own. */
interface Spelling {
  /** Key under which it stands: `replication`, `target.load`, `nodes`. */
  readonly key: string;
  /** Keys that it states: `replication.factor`. */
  readonly fields: readonly string[];
  readonly value: string;
}

/** A value of each sort of field that makes a difference. */
const VALUES: Readonly<Record<string, string>> = {
  count: '3',
  ratio: '1.5',
  duration: '40 s',
  share: '80%',
  target: '55%',
  rate: '2k/s',
};

/** Every shorthand and every other word among the keys of a shape. */
function spellingsIn(shape: Shape, keys: readonly string[], above = ''): readonly Spelling[] {
  return keys.flatMap((key) => {
    const child = resolved(SHAPE, childShape(shape, key) ?? {});
    const path = above + key;
    const below = spellingsIn(child, Object.keys(child.props ?? {}), `${path}.`);
    const fields = statedBy(path, child);
    return [...(child.shortFor || child.standsFor ? [{ key: path, fields, value: VALUES[child.field ?? ''] ?? '' }] : []), ...below];
  });
}

/** `{ a: { b: 3, c: 3 } }` for `a.b` and `a.c`, without the outer braces. */
function written(paths: readonly string[], value: string): string {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const [first = '', ...rest] = path.split('.');
    groups.set(first, [...(groups.get(first) ?? []), ...(rest.length > 0 ? [rest.join('.')] : [])]);
  }
  return [...groups].map(([key, rest]) => `${key}: ${rest.length === 0 ? value : `{ ${written(rest, value)} }`}`).join(', ');
}

interface Places {
  readonly kind: string;
  /** More of the component `x`, of the call of it, and of the root. */
  readonly own?: string;
  readonly call?: string;
  readonly root?: string;
}

/** A design in which whatever can be written in several ways makes a difference to some fact. */
const design = ({ kind, own = '', call = '', root = '' }: Places): string => `sysdesign: 1
name: spellings
horizon: 2 years
${root}
flows:
  read: { rate: 900 req/s, peak: 2, request: 1 kB, response: 2 kB, path: [ front: { calls: [ x: { ${call} } ] } ] }
  write: { kind: write, rate: 90 req/s, path: front -> x }
components:
  front: { kind: service, each: { rate: 300 req/s, serviceTime: 10 ms }, pool: 7 }
  x:
    kind: ${kind}
    each: { rate: 500 req/s, disk: 1 TB, memory: 64 GB, connections: 200, serviceTime: 5 ms, cost: 0.1 USD/h }
    price: { storage: 0.02 USD/GB/month }
    mtbf: 30 d
    ${own}
  behind: { kind: service, each: { rate: 10k req/s }, instances: 2 }
data:
  d: { in: x, item: 1 kB, items: 200M, addedBy: write, readBy: read, keep: 1 year }
topology:
  regions: { eu: { zones: { a: { mtbf: 300 d, mttr: 2 h }, b: { mtbf: 300 d, mttr: 2 h }, c: { mtbf: 300 d, mttr: 2 h } } } }
`;

const factsOf = async (text: string): Promise<Facts> => factsUnder(await modelOf(text));

/** Every fact but for the ids of what is written: those are of the text. */
const same = (one: Facts, other: Facts): void => {
  expect(Object.fromEntries(one.known())).toEqual(Object.fromEntries(other.known()));
  expect(one.graph.ids()).toEqual(other.graph.ids());
};

const component = SHAPE.component ?? {};
const spellingsOf = (kind: string): readonly Spelling[] => spellingsIn(component, component.kinds?.[kind] ?? []);

/** Each instance called a replica has all of the data: that is more than another word for their number. */
const isMore = (kind: string, key: string): boolean => key === 'replicas' && isKind(kind) && KINDS[kind].data === 'disk';

describe('what a component may state in several ways is the same in all of them', () => {
  const cases = Object.keys(KINDS).flatMap((kind) =>
    spellingsOf(kind)
      .filter(({ key }) => !isMore(kind, key))
      .map((spelling) => [kind, spelling.key, spelling] as const),
  );
  /** In a short run, each spelling of some kinds, and some spellings of each kind: neighbors are of one kind. */
  const tried = isFull ? cases : cases.filter((_, i) => i % 5 === 0);

  test('the schema has shorthands, other words and words for several', () => {
    expect(spellingsOf('cache').map(({ key, fields }) => [key, fields.length])).toEqual([
      ['replicas', 1],
      ['nodes', 1],
      ['target', 8],
      ['target.load', 6],
      ['afterLoss', 8],
      ['afterLoss.load', 6],
      ['replication', 1],
      ['replication.delays.write', 1],
      ['replication.delays.ack', 1],
      ['replication.delays.request', 1],
      ['replication.delays.response', 1],
      ['skew', 1],
      ['pool', 1],
      ['quota', 1],
      ['mttr', 1],
      ['failover', 1],
      ['popularity', 1],
    ]);
  });

  test.each(tried)('%s: %s', async (kind, key, { fields, value }) => {
    const more = 'shards: 2';
    const [short, full] = [written([key], value), written(fields, value)];
    const [one, other] = [
      await factsOf(design({ kind, own: `${short}\n    ${more}` })),
      await factsOf(design({ kind, own: `${full}\n    ${more}` })),
    ];
    same(one, other);
  });

  test.each(spellingsOf('database').filter(({ key }) => key !== 'replicas'))('as an option: $key', async ({ key, fields, value }) => {
    const own = `options: { short: { ${written([key], value)} }, full: { ${written(fields, value)} } }`;
    const spec = await modelOf(design({ kind: 'database', own }));
    const under = async (option: string): Promise<Facts> => {
      const model = await buildModel({ ...spec.tree, root: withAlternative(spec.tree.root, 'x', option) }, spec.file);
      if (!model.ok) throw new Error(model.findings.map(({ message }) => message).join('\n'));
      return factsUnder(model.value);
    };
    same(await under('short'), await under('full'));
  });

  test.each(spellingsOf('database').filter(({ key }) => key !== 'replicas'))('as a change of nothing stated: $key', async ({
    key,
    fields,
    value,
  }) => {
    const spec = await modelOf(design({ kind: 'database' }));
    const setting = (paths: readonly string[]): Record<string, string> =>
      Object.fromEntries(paths.map((path) => [`components.x.${path}`, value]));
    same(await factsUnder(spec, { set: setting([key]) }), await factsUnder(spec, { set: setting(fields) }));
  });

  test.each(
    spellingsOf('database').filter(({ key, fields }) => fields.length === 1 && key !== 'replicas'),
  )('a change of one way in the words of the other: $key', async ({ key, fields: [field = ''], value }) => {
    const [stated, other] = ['4', '25 s'].includes(value) ? [value, value] : [value, value.replace(/\d/, '4')];
    const [short, full] = await Promise.all(
      [key, field].map((path) => modelOf(design({ kind: 'database', own: written([path], stated) }))),
    );
    const wanted = await factsOf(design({ kind: 'database', own: written([key], other) }));
    for (const spec of [short, full])
      for (const path of [key, field]) same(await factsUnder(spec as Model, { set: { [`components.x.${path}`]: other } }), wanted);
  });
});

describe('what the root states for all', () => {
  const stated = Object.keys(SHAPE.root?.props ?? {});

  test.each(spellingsIn(SHAPE.root ?? {}, stated))('is the same in both ways: $key', async ({ key, fields, value }) => {
    const [short, full] = [written([key], value), written(fields, value)];
    same(await factsOf(design({ kind: 'database', root: short })), await factsOf(design({ kind: 'database', root: full })));
  });

  test.each([
    ['target', '55%', 'components.x.instances'],
    ['afterLoss', '55%', 'components.x.instances'],
    ['survives', 'zone', 'components.x.instances'],
    ['sizeFor', 'mean', 'components.x.instances'],
    ['growth', '50% per year', 'data.d.items'],
    ['peak', '5', 'flows.read.rate.peak'],
  ])('%s holds for what has none of its own', async (key, value, fact) => {
    const [plain, inherited] = ['', `${key}: ${value}`].map((root) => design({ kind: 'database', root }).replace(', peak: 2', ''));
    const own =
      key === 'peak' || key === 'growth'
        ? plain
            ?.replaceAll(/: \{ (?=rate: 900|kind: write)/g, `$&${key}: ${value}, `)
            .replace('item: 1 kB', key === 'growth' ? `$&, ${key}: ${value}` : '$&')
        : plain?.replace('mtbf: 30 d', `$&\n    ${key}: ${value}`);
    const valueIn = async (text = ''): Promise<number> => (await factsOf(text)).value(fact);
    expect(await valueIn(inherited)).toBe(await valueIn(own));
    expect(await valueIn(inherited)).not.toBe(await valueIn(plain));
  });

  test('what a component states itself goes before what the root does, resource by resource', async () => {
    const facts = await factsOf(design({ kind: 'database', root: 'target: { load: 80%, disk: 50% }', own: 'target: { rate: 40% }' }));
    const [demand, disk] = [facts.value('components.x.demand.rate'), facts.value('components.x.demand.disk')];
    expect(facts.value('components.x.instances.rate')).toBe(Math.ceil(demand / (500 * 0.4)));
    expect(facts.value('components.x.instances.disk')).toBe(Math.ceil(disk / (1e12 * 0.5)));
  });
});

describe('what a call may state in several ways is the same in all of them', () => {
  const calls = SHAPE.callOptions ?? {};

  test.each(
    spellingsIn(
      calls,
      Object.keys(calls.props ?? {}).filter((key) => !['calls', 'miss', 'parallel'].includes(key)),
    ),
  )('$key', async ({ key, fields, value }) => {
    const own = 'instances: 2\n    mttr: 1 h';
    const [short, full] = [written([key], value), written(fields, value)];
    same(await factsOf(design({ kind: 'service', own, call: short })), await factsOf(design({ kind: 'service', own, call: full })));
  });
});

describe('a field that an engine asks for', () => {
  test('is one of the schema, by its own path, with a name for each star: nothing else compiles', () => {
    expectTypeOf<'components.*.each.rate'>().toExtend<LiteralField>();
    expectTypeOf<'components.*.each.rates'>().not.toExtend<LiteralField>();
    expectTypeOf<'components.*.replication'>().not.toExtend<LiteralField>();
    expectTypeOf<'components.*.nodes'>().not.toExtend<LiteralField>();
    expectTypeOf<NamesOf<'components.*.holds.*'>>().toEqualTypeOf<[name: string, name: string]>();
    expectTypeOf<'fallback.share'>().toExtend<CallField>();
    expectTypeOf<'fallback'>().not.toExtend<CallField>();
  });
});

describe('replicas', () => {
  const lossOf = async (word: string): Promise<number> =>
    (await factsOf(design({ kind: 'database', own: `${word}: 9\n    mttr: 1 h` }))).value('components.x.unavailability');

  test('each have all of the data, so that several may fail; of instances each has a part', async () => {
    expect(await lossOf('instances')).toBe(await lossOf('nodes'));
    expect(await lossOf('instances')).toBeGreaterThan(100 * (await lossOf('replicas')));
  });
});

describe('an option over what is stated in short', () => {
  const under = async (own: string, fact: string): Promise<number> => {
    const spec = await modelOf(design({ kind: 'database', own }));
    const model = await buildModel({ ...spec.tree, root: withAlternative(spec.tree.root, 'x', 'a') }, spec.file);
    if (!model.ok) throw new Error('no model');
    return (await factsUnder(model.value)).value(fact);
  };

  // At peak 2 x 900 reads and 3 x 90 writes a second, of which an instance carries 500 x 70%: 2070 x 2 / 350 = 11.8; 2070 / 100; 2070 / 200.
  test.each([
    ['replication: 3', 'options: { a: { replication: { read: quorum } }, b: {} }', 'components.x.copies', 3],
    ['skew: 2', 'options: { a: { skew: { keys: 10 } }, b: {} }', 'components.x.instances.rate', 12],
    ['target: 20%', 'options: { a: { target: { disk: 90% } }, b: {} }', 'components.x.instances.rate', 21],
    ['target: { rate: 20% }', 'options: { a: { target: { load: 40% } }, b: {} }', 'components.x.instances.rate', 11],
    ['replicas: 5', 'options: { a: { nodes: 9 }, b: {} }', 'components.x.fleet', 9],
  ])('%s, %s', async (own, options, fact, value) => {
    expect(await under(`${own}\n    ${options}`, fact)).toBe(value);
  });
});

describe('a change on the way to a key below what is stated in short', () => {
  test('leaves what that states', async () => {
    const spec = await modelOf(design({ kind: 'database', own: 'replication: 3\n    target: 40%' }));
    const facts = await factsUnder(spec, { set: { 'components.x.replication.read': 'quorum', 'components.x.target.disk': '80%' } });
    expect(facts.value('components.x.copies')).toBe(3);
    expect(facts.value('components.x.instances.rate')).toBe(Math.ceil(facts.value('components.x.demand.rate') / (500 * 0.4)));
  });

  test('is made where the spec states it', async () => {
    const spec = await modelOf(design({ kind: 'database', own: 'replication: 3\n    nodes: 4\n    target: 40%' }));
    const paths = ['replication.factor', 'instances', 'replicas', 'target.disk', 'each.rate', 'each.nothing'];
    expect(paths.map((path) => pathToChange(spec, `components.x.${path}`).slice('components.x.'.length))).toEqual([
      'replication',
      'nodes',
      'nodes',
      'target.disk',
      'each.rate',
      'each.nothing',
    ]);
  });
});
