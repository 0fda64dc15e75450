import { describe, expect, test } from 'vitest';
import { Dice } from '../../../properties/specs.js';
import { close, design, estimate, type Facts, factsUnder, findingsOf, loaded, modelOf, shown } from '../../../support/estimating.js';
import { runsOf } from '../../../support/full.js';
import { Enumerated, type Source } from '../../support/failing-states.js';

const HOURS_A_YEAR = 8760;
/** 1000 h up and 4 h down. */
const Q = 4 / 1004;
const LAPSE = 'mtbf: 1000 h, mttr: 4 h';
const DATA = 'data: { d: { in: db, item: 1 kB, items: 1M } }';

const two = (q: number): number => 3 * q ** 2 * (1 - q) + q ** 3;
const all = (q: number): number => 1 - (1 - q) ** 3;
const ofDb = async (kind: 'read' | 'write', own: string, rest = ''): Promise<Facts> =>
  estimate(design('[db]', `db: { kind: database, ${own} }`, rest).replace('rate: 1 req/s', `kind: ${kind}, rate: 1 req/s`));
const failingShare = async (kind: 'read' | 'write', own: string, rest = ''): Promise<number> =>
  (await ofDb(kind, own, rest)).value('flows.f.unavailability');

describe('copies that are stated are instances, whether or not the fleet is', () => {
  // Of 6 fragments 3 or more down: 1 - sum over 0, 1, 2 down.
  const fragments = 1 - (1 - Q) ** 6 - 6 * Q * (1 - Q) ** 5 - 15 * Q ** 2 * (1 - Q) ** 4;
  test.each([
    ['a quorum to read', 'read', 'replication: { factor: 3, read: quorum, write: quorum }', two(Q), 4.75e-5],
    ['a quorum to write', 'write', 'replication: { factor: 3, read: quorum, write: quorum }', two(Q), 4.75e-5],
    ['one to read', 'read', 'replication: { factor: 3, write: all }', Q ** 3, 6.32e-8],
    ['all to write', 'write', 'replication: { factor: 3, write: all }', all(Q), 0.0119],
    ['one copy', 'read', 'replication: 1', Q, 3.98e-3],
    ['fragments', 'read', 'replication: { data: 4, parity: 2 }', fragments, 1.25e-6],
    ['fragments to write', 'write', 'replication: { data: 4, parity: 2 }', fragments, 1.25e-6],
    ['kept by autoscaling, one of two', 'read', 'autoscale: { min: 2 }', Q ** 2, 1.59e-5],
  ] as const)('%s', async (_, kind, own, wanted, shownAs) => {
    close(await failingShare(kind, `${own}, ${LAPSE}`), wanted, own, 1e-9);
    close(wanted, shownAs, 'the digits of the hand derivation', 5e-3);
  });

  test('with 90 days up and an hour down, all three to write: 1.39e-3, three times one', async () => {
    close(await failingShare('write', 'replication: { factor: 3, write: all }, mtbf: 90 d, mttr: 1 h'), all(1 / 2161), 'write', 1e-9);
  });

  test('whatever else there is: capacity that needs fewer, data, a scenario, a range, an unknown load', async () => {
    const own = `replication: { factor: 3, read: quorum, write: quorum }, ${LAPSE}`;
    close(await failingShare('read', `${own}, each: { rate: 100 req/s }`), two(Q), 'sized for less', 1e-9);
    close(await failingShare('read', own, DATA), two(Q), 'data', 1e-9);
    const text = design('[db]', `db: { kind: database, ${own} }`);
    // 3 of 5 must be up: 10 q^3 (1 - q)^2 + 5 q^4 (1 - q) + q^5
    const five = 10 * Q ** 3 * (1 - Q) ** 2 + 5 * Q ** 4 * (1 - Q) + Q ** 5;
    const later = await modelOf(`${text}\nscenarios: { later: { after: 2 years } }\n`);
    for (const view of [{}, { scenario: 'later' }]) {
      const facts = await factsUnder(later, { set: { 'components.db.replication.factor': '5' }, ...view });
      close(facts.value('flows.f.unavailability'), five, `five copies, ${JSON.stringify(view)}`, 1e-9);
      expect(facts.value('components.db.fleet')).toBe(5);
    }
    const ranged = await estimate(text.replace('1 req/s', '1 req/s..3 req/s'));
    close(ranged.value('flows.f.unavailability'), two(Q), 'a range', 1e-9);
    // How large an item is nobody knows.
    const unsized = await ofDb('read', `${own}, each: { disk: 1 TB }`, 'data: { d: { in: db, items: 1M } }');
    expect(unsized.node('components.db.instances').state).toBe('unknown');
    close(unsized.value('flows.f.unavailability'), two(Q), 'an unknown load', 1e-9);
  });

  test('and each runs: an instance for each copy, or fragment, of each shard', async () => {
    for (const [own, fleet] of [
      ['replication: 3', 3],
      ['replication: { data: 8, parity: 4 }', 12],
      ['shards: 4, replication: 3', 12],
      ['shards: 2, replication: { data: 2, parity: 1 }', 6],
      ['replication: 3, autoscale: { min: 5 }', 5],
    ] as const)
      expect((await ofDb('read', own)).value('components.db.fleet'), own).toBe(fleet);
  });
});

describe('instances in words', () => {
  const text = (own: string, rest = DATA): string => design('[db]', `db: { kind: database, ${own} }`, rest);

  test('replicas of a store with data are instances: one line says so, and how copies are written', async () => {
    const findings = (await loaded(text('replicas: 3'))).spec?.findings ?? [];
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([['spec/replicas', 'info']]);
    expect(findings.map(shown).join()).toContain('replication: 3');
  });

  test('replicas of a cache share what it holds: one line says so', async () => {
    const cache = (own: string, rest = DATA) => design('[c -> db]', `c: { kind: cache, ${own} }\ndb: { kind: database }`, rest);
    const found = (await loaded(cache('replicas: 2, holds: { d: 20% }'))).spec?.findings ?? [];
    expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['spec/replicas', 'info']]);
    expect(found.map(shown).join()).toContain('each item is on one of them');
    for (const own of ['replicas: 1, holds: { d: 20% }', 'replicas: 2, replication: 2, holds: { d: 20% }', 'replicas: 2'])
      expect((await loaded(cache(own))).spec?.findings, own).toEqual([]);
  });

  test.each([
    'replicas: 3, replication: 3',
    'instances: 3',
    'nodes: 3',
    'shards: 2, instances: 1..2',
  ])('%s is no such slip', async (own) => {
    expect((await loaded(text(own))).spec?.findings).toEqual([]);
  });

  test('nor are replicas of what keeps no data', async () => {
    expect((await loaded(text('replicas: 3', ''))).spec?.findings).toEqual([]);
    expect((await loaded(design('[a]', 'a: { kind: service, replicas: 3 }'))).spec?.findings).toEqual([]);
  });

  test.each([
    ['instances: 3, replicas: 5', '"5" "db" has instances: 3 and replicas: 5, two words for one number'],
    ['replicas: 5, instances: 3', '"3" "db" has replicas: 5 and instances: 3, two words for one number'],
    ['shards: 6, replicas: 1', '"1" replicas: 1 of "db" has two readings beside shards: 6: 1 of each shard, or 1 instance in all'],
    ['shards: 8, replicas: 2', '"2" replicas: 2 of "db" has two readings beside shards: 8: 2 of each shard, or 2 instances in all'],
    ['shards: 8, replicas: ~3', '"~3" replicas: ~3 of "db" has two readings beside shards: 8: ~3 of each shard, or ~3 instances in all'],
    ['shards: 8, replicas: 2..4', '"2..4" replicas: 2..4 of "db" has two readings beside shards: 8: 2..4 of each shard'],
    ['nodes: 2, replicas: 5', '"5" "db" has nodes: 2 and replicas: 5, two words for one number'],
  ])('%s is a contradiction', async (own, message) => {
    const findings = await findingsOf(text(own));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(`spec/contradiction 5:`);
    expect(findings[0]).toContain(message);
  });

  test('the same number twice is none', async () => {
    expect((await loaded(text('instances: 3, nodes: 3'))).spec?.findings).toEqual([]);
  });

  test('more fragments than instances, and more needed of each shard than it has, cannot be', async () => {
    expect((await findingsOf(text('instances: 5, replication: { data: 4, parity: 2 }'))).join()).toContain(
      'keeps 6 fragments of each item',
    );
    expect((await findingsOf(text('instances: 12, shards: 4, needed: 4'))).join()).toContain('needs 4 instances of each shard up');
    expect(await findingsOf(text('instances: 12, shards: 4, needed: 3'))).toEqual([]);
  });
});

describe('shards', () => {
  test('needed is of each: of 12 instances in 4 shards, 2 of 3', async () => {
    const facts = await ofDb('read', `shards: 4, instances: 12, needed: 2, ${LAPSE}`);
    close(facts.value('flows.f.unavailability'), two(Q), 'the share of requests: 4.75e-5', 1e-9);
    // One shard begins to fail when, with one of three down, one of the other two fails: 3 q (1 - q)^2 x 2 x 8.76 a year = 0.208.
    const [chance, often] = [two(Q), 3 * Q * (1 - Q) ** 2 * 2 * (HOURS_A_YEAR / 1000)];
    close(facts.value('flows.f.failing'), 1 - (1 - chance) ** 4, 'the share of time: 1.9e-4', 1e-9);
    close(facts.value('flows.f.outages'), 4 * often * (1 - chance) ** 3, 'of any shard: 0.83', 1e-9);
    close(facts.value('components.db.failing'), facts.value('flows.f.failing'), 'the component', 1e-12);
    close(facts.value('components.db.outages'), facts.value('flows.f.outages'), 'the component', 1e-12);
    close(4 * often, 0.83, 'the digits of the hand derivation', 2e-3);
  });

  test('what is needed by the load is divided: 6 of 12 are 2 of 3 of each', async () => {
    // At peak 3 x 1800 req/s, of which each carries 1000 at 90%: 6.
    const text = design('[db]', `db: { kind: database, shards: 4, instances: 12, each: { rate: 1000 req/s }, ${LAPSE} }`);
    const facts = await estimate(text.replace('1 req/s', '1800 req/s'));
    expect(facts.value('components.db.needed')).toBe(2);
    close(facts.value('flows.f.unavailability'), two(Q), 'unavailability', 1e-9);
  });

  test('instances that hold different data are as many shards: any that fails is an outage', async () => {
    const facts = await ofDb('read', `instances: 4, ${LAPSE}`, DATA);
    close(facts.value('flows.f.unavailability'), Q, 'a request needs one', 1e-9);
    close(facts.value('flows.f.failing'), 1 - (1 - Q) ** 4, 'any of four', 1e-9);
    close(facts.value('flows.f.outages'), 4 * (1 - Q) ** 4 * (HOURS_A_YEAR / 1000), 'one of four fails while all are up', 1e-9);
  });

  test('more shards than instances share these', async () => {
    const facts = await ofDb('read', `shards: 16, instances: 3, replication: { factor: 3, read: quorum }, ${LAPSE}`);
    close(facts.value('flows.f.unavailability'), two(Q), '2 of the 3 that all shards are on', 1e-9);
    close(facts.value('flows.f.failing'), two(Q), 'all at once', 1e-9);
    const alone = await ofDb('read', `shards: 16, instances: 3, ${LAPSE}`);
    close(alone.value('flows.f.unavailability'), Q, 'the one that has the shard', 1e-9);
    close(alone.value('flows.f.failing'), 1 - (1 - Q) ** 3, 'any of three', 1e-9);
  });

  test('rolling maintenance takes one of all instances at a time', async () => {
    // Of 2 shards of 1 instance each is away 1 h in 100: so is what it has.
    const facts = await ofDb(
      'read',
      'shards: 2, instances: 2, mtbf: 1000 h, mttr: 0 s, maintenance: { every: 100 h, lasts: 1 h, rolling: true }',
    );
    close(facts.value('flows.f.unavailability'), 0.01, 'shards', 1e-9);
    const split = await ofDb(
      'read',
      'instances: 4, mtbf: 1000 h, mttr: 0 s, maintenance: { every: 100 h, lasts: 1 h, rolling: true }',
      DATA,
    );
    close(split.value('flows.f.unavailability'), 0.01, 'one of four that have different data', 1e-9);
    close(split.value('flows.f.failing'), 0.04, 'any of four', 1e-9);
  });

  test('a deployment takes as many of each as of all', async () => {
    // 4 of 8 away for 1 h in 100: one of the two of each of 4 shards, whose other carries it.
    const deploy = 'deploy: { every: 100 h, takes: 1 h, unavailable: 50% }';
    const facts = await ofDb('read', `shards: 4, instances: 8, needed: 1, mtbf: 99 h, mttr: 1 h, ${deploy}`);
    close(facts.value('flows.f.unavailability'), 0.99 * 0.01 ** 2 + 0.01 * 0.01, 'half of each', 1e-9);
    const some = await ofDb('read', `shards: 4, instances: 8, needed: 1, mtbf: 99 h, mttr: 1 h, ${deploy.replace('50%', '1')}`);
    close(some.value('flows.f.unavailability'), (1 - 0.01 / 4) * 0.01 ** 2 + (0.01 / 4) * 0.01, 'one of all', 1e-9);
  });
});

describe('availability does not change with capacity', () => {
  const at = async (kind: string, own: string, rate = 1, view: { scenario?: string } = {}): Promise<number> => {
    const text = design('[a]', `a: { kind: ${kind}, ${own} }`, 'scenarios: { later: { after: 3 years } }');
    const spec = await modelOf(text.replace('1 req/s', `${rate} req/s, growth: 50% per year`));
    return (await factsUnder(spec, view)).value('flows.f.unavailability');
  };

  test('of the whole, unless instances are stated: whatever is computed of it', async () => {
    for (const kind of ['service', 'database', 'cache', 'function', 'external'])
      for (const rate of [1, 1000])
        for (const each of kind === 'external' ? [''] : ['', ', each: { rate: 2 req/s }', ', each: { rate: 2..50 req/s, cost: 1 USD/h }'])
          for (const view of [{}, { scenario: 'later' }])
            close(await at(kind, `availability: 99.9%${each}`, rate, view), 1e-3, `${kind}${each} at ${rate}`, 1e-9);
  });

  test.each([
    // 3 of which 1 is enough: the load of 3 req/s at peak is one of 10
    ['instances: 3', 1e-9],
    ['replication: 3', 1e-9],
    ['replication: { data: 2, parity: 1 }', 3e-6 - 2e-9],
    ['autoscale: { min: 3 }', 1e-9],
  ])('of one instance with %s', async (own, wanted) => {
    close(await at('database', `availability: 99.9%, each: { rate: 10 req/s }, survives: none, ${own}`), wanted, own, 1e-9);
  });

  test.each(['instances: 3', 'replication: 3', 'autoscale: { min: 3 }'])('and a change that states %s makes it so', async (own) => {
    const spec = await modelOf(design('[a]', 'a: { kind: database, availability: 99.9%, each: { rate: 10 req/s }, survives: none }'));
    const [key = '', value = ''] = own.replace('{ min: 3 }', '3').split(': ');
    const path = { instances: 'instances', replication: 'replication', autoscale: 'autoscale.min' }[key];
    const facts = await factsUnder(spec, { set: { [`components.a.${path}`]: value } });
    close(facts.value('flows.f.unavailability'), 1e-9, own, 1e-9);
  });

  test('a repair time beside it is of what it is of', async () => {
    const outages = async (own: string): Promise<number> => {
      const facts = await estimate(design('[a]', `a: { kind: service, availability: 99%, mttr: 1 h, each: { rate: 1.5 req/s }, ${own} }`));
      return facts.value('flows.f.outages');
    };
    close(await outages('survives: none'), 0.01 * HOURS_A_YEAR, 'of the whole, whatever its fleet: 87.6 a year', 1e-9);
    // Both are needed by 3 req/s at peak, each fails 87.6 times a year, while the other is up.
    close(await outages('instances: 2'), 2 * 0.99 * 0.01 * HOURS_A_YEAR, 'of each of two', 1e-9);
  });

  test('mtbf and mttr are of one instance, also of a fleet that is computed', async () => {
    const facts = await estimate(design('[a]', `a: { kind: service, each: { rate: 1 req/s }, survives: none, ${LAPSE} }`));
    const [fleet, needed] = [facts.value('components.a.fleet'), facts.value('components.a.needed')];
    // Five at the target; three carry 3 req/s at all that each has.
    expect([fleet, needed]).toEqual([5, 3]);
    close(facts.value('flows.f.unavailability'), 10 * Q ** 3 * (1 - Q) ** 2 + 5 * Q ** 4 * (1 - Q) + Q ** 5, '3 of 5', 1e-9);
  });
});

/** A store in shards, in plain numbers. */
interface Store {
  readonly shards: number;
  readonly instances: number;
  readonly needed: number | null;
  readonly copies: { readonly factor: number; readonly quorum: number } | null;
  readonly zones: number;
}

const ZONE = { q: 2 / 202, rate: HOURS_A_YEAR / 200 };
const INSTANCE = { q: 5 / 105, rate: HOURS_A_YEAR / 100 };

function* stores(count: number): Generator<Store> {
  const dice = new Dice(9);
  for (let found = 0; found < count; ) {
    const zones = dice.of(0, 0, 1, 2, 3);
    const [shards, instances] = [dice.whole(1, 5), dice.whole(1, 11 - zones)];
    const each = Math.floor(instances / shards);
    const isShared = dice.chance(0.3);
    const factor = isShared ? dice.whole(1, instances) : each;
    if (factor < 1 || isShared !== shards * factor > instances || (isShared && zones > 0)) continue;
    const copies = isShared || dice.chance(0.5) ? { factor, quorum: dice.whole(1, factor) } : null;
    const needed = copies || dice.chance(0.2) ? null : dice.whole(1, each);
    found++;
    yield { shards, instances, needed, copies, zones };
  }
}

/** Which of so many instances each item, or shard, is on, and how many of these it needs. */
function needsOf({ shards, instances, needed, copies }: Store): readonly { readonly on: readonly number[]; readonly up: number }[] {
  const up = Math.max(needed ?? 1, copies?.quorum ?? 1);
  if (copies && shards * copies.factor > instances) {
    const sets = Array.from({ length: 1 << instances }, (_, set) =>
      Array.from({ length: instances }, (__, i) => i).filter((i) => (set >> i) & 1),
    );
    return sets.filter((on) => on.length === copies.factor).map((on) => ({ on, up }));
  }
  const each = Math.floor(instances / shards);
  return Array.from({ length: shards }, (_, shard) => ({ on: Array.from({ length: each }, (__, i) => shard * each + i), up }));
}

describe('stores in shards equal looking at every state of their instances and zones', () => {
  test('for the share of requests and of time, and how often it begins', async () => {
    for (const store of stores(runsOf(200))) {
      const { shards, instances, needed, copies, zones } = store;
      const own = [
        `shards: ${shards}, instances: ${instances}, mtbf: 100 h, mttr: 5 h`,
        ...(needed === null ? [] : [`needed: ${needed}`]),
        ...(copies ? [`replication: { factor: ${copies.factor}, read: ${copies.quorum} }`] : []),
      ];
      const names = ['a', 'b', 'c'].slice(0, zones);
      const inZones = names.map((name) => `${name}: { mtbf: 200 h, mttr: 2 h }`).join(', ');
      const topology = zones === 0 ? '' : `topology: { regions: { r: { zones: { ${inZones} } } } }`;
      const facts = await ofDb('read', own.join(', '), topology);
      const sources: readonly Source[] = [
        ...names.map((name): Source => ({ name, kind: 'other', ...ZONE })),
        ...Array.from({ length: instances }, (): Source => ({ name: 'db', kind: 'instance', ...INSTANCE })),
      ];
      // Dealt out over the zones in turn.
      const isUp = (state: number, i: number): boolean => !((state >> (zones + i)) & 1) && (zones === 0 || !((state >> (i % zones)) & 1));
      const needs = needsOf(store);
      const fails =
        ({ on, up }: (typeof needs)[number]) =>
        (state: number): boolean =>
          on.filter((i) => isUp(state, i)).length < up;
      const any = new Enumerated(sources, (state) => needs.some((one) => fails(one)(state)));
      const share = needs.reduce((sum, one) => sum + new Enumerated(sources, fails(one)).chance, 0) / needs.length;
      const what = `${JSON.stringify(store)}`;
      close(facts.value('flows.f.unavailability'), share, `requests of ${what}`, 1e-9);
      close(facts.value('flows.f.failing'), any.chance, `time of ${what}`, 1e-9);
      close(facts.value('flows.f.outages'), any.outages, `outages of ${what}`, 1e-9);
    }
  });
});
