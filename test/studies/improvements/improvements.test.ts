import { describe, expect, test } from 'vitest';
import { changedGraph, graphOf, setChange } from '../../../src/evaluate/change.js';
import { graphUnder } from '../../../src/evaluate/tried.js';
import { goalsOf } from '../../../src/studies/goal-seek.js';
import type { ImprovementResult } from '../../../src/studies/improvements/improvements.js';
import { improvableFlows, improvementsOf } from '../../../src/studies/improvements/improvements.js';
import { close, design, estimate, modelOf } from '../../support/estimating.js';

const YEAR = 365 * 86_400;

const ZONES =
  'topology: { regions: { r: { zones: { a: { availability: 99.9% }, b: { availability: 99.9% }, c: { availability: 99.9% } } } } }';

const improvements = async (text: string, most?: number): Promise<readonly ImprovementResult[]> =>
  improvementsOf(graphOf(await modelOf(text)), 'f', most);

async function improvement(text: string, label: string): Promise<ImprovementResult> {
  const all = await improvements(text, 100);
  const found = all.find((result) => result.label === label);
  if (!found) throw new Error(`no "${label}" among ${all.map((result) => result.label).join('; ')}`);
  return found;
}

describe('what would help', () => {
  test.each<[string, string, string, string, number, Record<string, string>]>([
    [
      'a second instance squares the unavailability',
      '[c]',
      'c: { kind: service, instances: 1, needed: 1, availability: 99% }',
      'one more instance of c (2)',
      1e-4,
      { 'components.c.instances': '2' },
    ],
    [
      // Until then 5% x 20 min of each day; two that stand in for each other are left.
      'a canary that catches bad releases',
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, availability: 99%, deploy: { every: 1 d, failures: 5%, rollback: 20 min } }',
      'a canary that catches bad releases of c',
      1e-4,
      { 'components.c.deploy.strategy': 'canary' },
    ],
    [
      // Two of four: 4 q^3 (1 - q) + q^4
      'one more, told as the spec tells how many there are',
      '[c]',
      'c: { kind: database, nodes: 3, needed: 2, availability: 90% }',
      'one more instance of c (4)',
      4 * 0.001 * 0.9 + 0.0001,
      { 'components.c.nodes': '4' },
    ],
    [
      // Of 3 copies a quorum is 2, of 5 it is 3: 10 q^3 (1-q)^2 + 5 q^4 (1-q) + q^5
      'copies for a larger quorum, with instances to hold them',
      '[c]',
      'c: { kind: database, instances: 3, needed: 1, availability: 90%, replication: { factor: 3, read: quorum, write: quorum } }',
      'two more copies of the data in c (5)',
      10 * 0.001 * 0.81 + 5 * 0.0001 * 0.9 + 0.00001,
      { 'components.c.replication.factor': '5', 'components.c.instances': '5' },
    ],
    [
      'a repair in half the time',
      '[c]',
      'c: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h }',
      'c: repaired in 30 min instead of 1 h',
      0.5 / 99.5,
      { 'components.c.mttr': 'x0.5' },
    ],
    [
      'an outage that is noticed sooner',
      '[c]',
      'c: { kind: service, instances: 1, mtbf: 99 h, mttr: { detect: 20 min, respond: 30 min, repair: 10 min } }',
      'c: noticed in 10 min instead of 20 min',
      50 / (99 * 60 + 50),
      { 'components.c.mttr.detect': 'x0.5' },
    ],
    [
      'work on it that begins sooner',
      '[c]',
      'c: { kind: service, instances: 1, mtbf: 99 h, mttr: { detect: 20 min, respond: 30 min, repair: 10 min } }',
      'c: worked on in 15 min instead of 30 min',
      45 / (99 * 60 + 45),
      { 'components.c.mttr.respond': 'x0.5' },
    ],
    [
      // One in each zone, lost by itself or with it: (0.001 + 0.999 x 0.01)^3
      'all zones in place of one',
      '[c]',
      'c: { kind: service, instances: 3, needed: 1, availability: 99%, in: r.a }',
      'c in r.a, r.b, r.c',
      (0.001 + 0.999 * 0.01) ** 3,
      { 'components.c.in': '[r.a, r.b, r.c]' },
    ],
    [
      // One in each of two zones, lost by itself or with it
      'all zones, with enough instances to lose one',
      '[c]',
      'c: { kind: service, instances: 1, needed: 1, availability: 99%, in: r.a }',
      'c (2) in r.a, r.b, r.c',
      (0.001 + 0.999 * 0.01) ** 2,
      { 'components.c.in': '[r.a, r.b, r.c]', 'components.c.instances': '2' },
    ],
    [
      // Every failure of one of two fails requests until it is seen: 2 instances share the load, so 0.001 / 1 h x 30 s of them
      'a failover in half the time',
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, mtbf: 999 h, mttr: 1 h, failover: { mode: active-active, takes: 1 min } }',
      'c: switched over in 30 s instead of 1 min',
      1 - (1 - 0.001 * (30 / 3600)) * (1 - 1e-6),
      { 'components.c.failover.takes': 'x0.5' },
    ],
    [
      // In turns one of the two is away 2 x 72 min in 30 d, and the other alone then
      'maintenance in turns',
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, availability: 99%, maintenance: { every: 30 d, lasts: 72 min } }',
      'maintenance of c one instance after the other',
      1e-4 + (2 / 600) * (0.01 - 1e-4),
      { 'components.c.maintenance.rolling': 'true' },
    ],
    [
      // One in twenty of the daily releases, 20 min each
      'a release undone sooner',
      '[c]',
      'c: { kind: service, instances: 2, needed: 1, availability: 99%, deploy: { every: 1 d, failures: 5%, rollback: 20 min } }',
      'c: rolled back in 10 min instead of 20 min',
      1 - (1 - (0.05 * 10) / 1440) * (1 - 1e-4),
      { 'components.c.deploy.rollback': 'x0.5' },
    ],
    [
      'something else that answers most calls',
      '[ a: { calls: [ pay: { timeout: 1 s } ] } ]',
      'a: { kind: service, instances: 1, availability: 99% }\npay: { kind: external, availability: 98% }',
      'a fallback for 90% of the calls of pay',
      1 - 0.99 * (1 - 0.02 * 0.1),
      { 'flows.f.path.0.a.calls.0.pay.fallback': '90%' },
    ],
    [
      'not waiting for a call in a chain of words, nor for what it calls',
      'a -> mail -> smtp',
      'a: { kind: service, instances: 1, availability: 99% }\nmail: { kind: external, availability: 98% }\nsmtp: { kind: external, availability: 97% }',
      'not waiting for mail',
      0.01,
      { 'flows.f.path': '[{ a: { calls: [{ mail: { async: true, calls: [smtp] } }] } }]' },
    ],
    [
      'every call of what is called twice',
      '[ a -> pay, b: { calls: [pay] } ]',
      'a: { kind: service, instances: 1, availability: 99% }\nb: { kind: service, instances: 1, availability: 97% }\npay: { kind: external, availability: 98% }',
      'not waiting for pay',
      1 - 0.99 * 0.97,
      { 'flows.f.path.0': '{ a: { calls: [{ pay: { async: true } }] } }', 'flows.f.path.1.b.calls.0': '{ pay: { async: true } }' },
    ],
  ])('%s', async (_, path, components, label, wanted, set) => {
    const text = design(path, components, components.includes('in: r.a') ? ZONES : '');
    const before = (await estimate(text)).value('flows.f.unavailability');
    const result = await improvement(text, label);
    expect(result.set).toEqual(set);
    close(result.unavailability, wanted, 'unavailability', 1e-9);
    close(result.saved, (before - wanted) * YEAR, 'seconds saved', 1e-7);
  });

  test('a common cause that is over sooner', async () => {
    // 9,999 h up, 1 h down: half of that is 0.5 / 9999.5
    const text = design(
      '[c]',
      'c: { kind: service, instances: 1, availability: 99.9%, shares: [config] }',
      'topology: { causes: { config: { mtbf: 9999 h, mttr: 1 h } } }',
    );
    const { unavailability } = await improvement(text, 'config: over in 30 min instead of 1 h');
    close(unavailability, 1 - (1 - 0.5 / 9999.5) * 0.999, 'unavailability', 1e-9);
  });

  test('leaving a zone takes all that are only there', async () => {
    const text = design(
      'x -> y',
      'x: { kind: service, instances: 3, needed: 1, availability: 99%, in: r.a }\ny: { kind: service, instances: 3, needed: 1, availability: 99%, in: r.a }',
      ZONES,
    );
    const [first] = await improvements(text);
    expect(first?.label).toBe('x, y in r.a, r.b, r.c');
    // By what happens to the zones: with l lost, 3 - l instances of each are left, and all of them must be down by themselves.
    const lost = (l: number): number => 1 - (1 - 0.01 ** (3 - l)) ** 2;
    const chance = (l: number, ways: number): number => ways * 0.001 ** l * 0.999 ** (3 - l);
    close(
      first?.unavailability ?? Number.NaN,
      chance(0, 1) * lost(0) + chance(1, 3) * lost(1) + chance(2, 3) * lost(2) + 1e-9,
      'unavailability',
    );
  });

  test('enough instances of all that a zone takes too many of', async () => {
    // Four are needed of each: of five a zone takes two, of six it leaves four. By themselves they do not fail.
    const text = design(
      '[x, y]',
      'x: { kind: service, instances: 4, needed: 4, availability: 100% }\ny: { kind: service, instances: 5, needed: 4, availability: 100% }',
      ZONES,
    );
    const [first] = await improvements(text);
    expect(first?.label).toBe('enough instances of x, y to lose a zone (6, 6)');
    // Then it takes two zones.
    close(first?.unavailability ?? Number.NaN, 3 * 0.001 ** 2 * 0.999 + 0.001 ** 3, 'unavailability', 1e-9);
  });

  test('more instances of what is short only when a zone is lost', async () => {
    // Twelve over two zones, nine needed: any zone leaves six. Eighteen leave nine.
    const text = design('[c]', 'c: { kind: service, instances: 12, needed: 9, availability: 100%, in: [r.a, r.b] }', ZONES);
    const labels = (await improvements(text)).map(({ label, unavailability }) => [label, unavailability]);
    expect(labels.map(([label]) => label)).toEqual(['enough instances of c to lose a zone (18)', 'c (14) in r.a, r.b, r.c']);
    close(Number(labels[0]?.[1]), 1e-6, 'both of two zones');
    close(Number(labels[1]?.[1]), 3 * 0.001 ** 2 * 0.999 + 0.001 ** 3, 'two of three zones');
  });

  test('enough instances to lose a zone', async () => {
    // Four of four are needed: of five a zone takes two, of six it takes two and leaves four. Without a zone lost, fewer than 4 of 6 by
    // themselves; with one lost, any of the four left; with two or three lost, always.
    const text = design('[c]', 'c: { kind: service, instances: 4, needed: 4, availability: 99% }', ZONES);
    const { set, unavailability } = await improvement(text, 'enough instances of c to lose a zone (6)');
    expect(set).toEqual({ 'components.c.instances': '6' });
    const [q, p] = [0.01, 0.99];
    const alone = 20 * q ** 3 * p ** 3 + 15 * q ** 4 * p ** 2 + 6 * q ** 5 * p + q ** 6;
    const wanted = 0.999 ** 3 * alone + 3 * 0.001 * 0.999 ** 2 * (1 - p ** 4) + 3 * 0.001 ** 2 * 0.999 + 0.001 ** 3;
    close(unavailability, wanted, 'unavailability', 1e-9);
  });

  test('what saves most comes first, and no more than asked for', async () => {
    // b loses 0.02, a 0.01: a second b leaves 1 - 0.99 (1 - 0.0004), a second a 1 - 0.9999 x 0.98.
    const text = design(
      '[a, b]',
      'a: { kind: service, instances: 1, needed: 1, availability: 99% }\nb: { kind: service, instances: 1, needed: 1, availability: 98% }',
    );
    expect((await improvements(text)).map(({ label }) => label)).toEqual(['one more instance of b (2)', 'one more instance of a (2)']);
    expect((await improvements(text, 1)).map(({ label }) => label)).toEqual(['one more instance of b (2)']);
  });

  test('what saves less than half a percent is not told', async () => {
    // Of 0.01 + 0.00004 the second is 0.4%.
    const text = design(
      '[a, b]',
      'a: { kind: external, availability: 99% }\nb: { kind: service, instances: 1, needed: 1, availability: 99.996% }',
    );
    expect(await improvements(text)).toEqual([]);
  });

  test('what saves less than a second a year is not told', async () => {
    // Two of 99.99%: 1e-8 x 31,536,000 s is a third of a second.
    const text = design('[c]', 'c: { kind: service, instances: 2, needed: 1, availability: 99.99% }');
    expect(await improvements(text)).toEqual([]);
  });

  test('data that lies in one place only gets a copy', async () => {
    // Each item lies on one of three nodes, 0.1 of the time down; on two of three: both of those must be.
    const text = design('[db]', 'db: { kind: database, nodes: 3, availability: 90% }', 'data: { d: { in: db, item: 1 kB, items: 1k } }');
    const { set, unavailability } = await improvement(text, 'one more copy of the data in db (2)');
    expect(set).toEqual({ 'components.db.replication': '2' });
    close(unavailability, 0.01, 'unavailability', 1e-12);
  });

  test.each([
    ['of what others run nothing can be changed', design('[c]', 'c: { kind: external, mtbf: 99 h, mttr: 1 h }')],
    [
      'nothing is told of a flow of which too little is known',
      design('[a, b]', 'a: { kind: external }\nb: { kind: service, instances: 1 }'),
    ],
    ['nothing is left to do where nothing fails', design('[c]', 'c: { kind: client }')],
    ['actors have nothing else to turn to', design('[c]', 'c: { kind: cdn, availability: 99% }')],
  ])('%s', async (_, text) => {
    expect(await improvements(text)).toEqual([]);
  });

  test('a caller waits for what it reads', async () => {
    const text = design(
      'a -> db',
      'a: { kind: service, instances: 1, availability: 99.9% }\ndb: { kind: database, instances: 1, availability: 99% }',
    );
    expect((await improvements(text, 100)).map(({ label }) => label).filter((label) => label.includes('waiting'))).toEqual([]);
  });

  test('an assumed time to repair is halved in words', async () => {
    const result = (await improvements(design('[c]', 'c: { kind: service, instances: 1 }'), 100)).find(
      ({ set }) => 'components.c.mttr' in set,
    );
    // 6 h for a machine (1,000 of 1,800 a year), 1 h for a process (every 150 d): 1.9 h on average, of which half is 56 min
    const [machine, process] = [1000 / 1800 / 365, 1 / 150];
    const mttr = (machine * 6 + process) / (machine + process);
    expect(result?.set).toEqual({ 'components.c.mttr': `${((mttr / 2) * 60).toPrecision(2)} min` });
  });

  test('it costs what the estimate says, if that is known', async () => {
    const text = (each: string): string =>
      design(
        '[c, d]',
        `c: { kind: service, instances: 2, needed: 1, availability: 99%, each: { ${each} } }\nd: { kind: external, availability: 99.999%, price: { fixed: 5 USD/month } }`,
      );
    const priced = await improvement(text('cost: 30 USD/month'), 'one more instance of c (3)');
    close(priced.cost ?? Number.NaN, 30, 'cost');
    expect((await improvement(text('memory: 1 GB'), 'one more instance of c (3)')).cost).toBeNull();
  });
});

describe('flows that changes are looked for', () => {
  const many = (components: number): string => `sysdesign: 1
name: d
flows:
  most: { rate: 1 req/s, path: [c1, c2] }
  none: { rate: 1 req/s, path: [client] }
  unknown: { rate: 1 req/s, path: [later] }
  less: { rate: 1 req/s, path: [c0] }
  promised: { rate: 1 req/s, path: [c1] }
components:
  client: { kind: client }
  later: { kind: external }
${Array.from({ length: components - 2 }, (_, i) => `  c${i}: { kind: external, availability: ${i === 0 ? '99.9%' : '99%'} }`).join('\n')}
requirements: { quality: { up: { flow: promised, availability: 99.5% } } }
`;

  test.each([
    [10, ['promised', 'most', 'less']],
    [500, ['promised', 'most']],
    [1500, ['promised']],
  ])('of %i components: those that break a promise first, then those that lose most', async (components, wanted) => {
    expect([...improvableFlows(graphOf(await modelOf(many(components))))]).toEqual(wanted);
  });
});

describe('what would help reproduces', () => {
  const shop = design(
    '[ web: { calls: [ cache: { hit: 80%, miss: [ db ] }, pay: { times: 30% }, "mail -> smtp" ] } ]',
    `web: { kind: service, instances: 4, needed: 3, mtbf: 60 d, mttr: 20 min, in: r.a, deploy: { strategy: recreate, every: 7 d, takes: 1 min, failures: 3%, rollback: 10 min } }
cache: { kind: cache, instances: 2, needed: 1 }
db: { kind: database, nodes: 2, needed: 1, mtbf: 200 d, mttr: { detect: 5 min, respond: 10 min, repair: 1 h }, crews: 1, failover: { mode: active-passive, detect: 10 s, takes: 50 s, coverage: 90% }, maintenance: { every: 30 d, lasts: 5 min } }
pay: { kind: external, availability: 99.9% }
mail: { kind: worker, instances: 2, shares: { config: 10% } }
smtp: { kind: external, availability: 99.95% }`,
    ZONES,
  );

  test('when its changes are made with --set', async () => {
    const results = await improvements(shop, 100);
    expect(results.length).toBeGreaterThan(8);
    for (const { label, set, unavailability, cost } of results) {
      const facts = await estimate(shop, { set });
      close(unavailability, facts.value('flows.f.unavailability'), label, 1e-12);
      expect(cost, label).toBeNull();
    }
  });

  test('however few are asked for: what cannot save more is not tried, and would not have', async () => {
    const all = await improvements(shop, 100);
    for (const most of [1, 2, 5]) expect(await improvements(shop, most)).toEqual(all.slice(0, most));
  });

  test('on top of a scenario and of other changes', async () => {
    const model = await modelOf(`${shop}\nscenarios: { slow: { components.web.mttr: x3 }, out: { down: [r.b] } }`);
    for (const name of ['slow', 'out']) {
      const scenario = model.scenarios.get(name);
      if (!scenario) throw new Error(name);
      const asked = [setChange('components.pay.availability', '99%'), ...scenario.changes];
      const base = graphOf(model);
      const graph = await changedGraph(base, asked, scenario);
      if (!graph.ok) throw new Error(name);
      const results = await improvementsOf(graph.value, 'f', 100, (edits) =>
        graphUnder({ spec: model, graph: graph.value, requested: { list: asked, after: scenario.after, down: scenario.down } }, edits),
      );
      expect(results.length).toBeGreaterThan(5);
      for (const { label, set, unavailability } of results) {
        const changes = [...asked, ...Object.entries(set).map(([path, text]) => setChange(path, text))];
        const anew = await changedGraph(graphOf(model), changes, scenario);
        close(unavailability, anew.ok ? anew.value.get('flows.f.unavailability').value : Number.NaN, `${name}: ${label}`, 1e-12);
      }
    }
  });
});

describe('an availability of the whole', () => {
  const whole = 'db: { kind: database, availability: 99.9%, mttr: 1 h, each: { rate: 126 req/s } }';
  const text = design(
    '[{ api: { calls: [db] } }]',
    `api: { kind: service, instances: 2, availability: 100% }\n${whole}`,
    'requirements: { quality: { up: { flow: f, availability: 99.99% } } }',
  ).replace('rate: 1 req/s', 'rate: 2k req/s, peak: 1');

  async function instancesNeeded(spec: string): Promise<number | null | undefined> {
    const graph = graphOf(await modelOf(spec));
    const [objective] = graph.model.objectives;
    const goals = objective ? await goalsOf(graph, objective) : [];
    return goals.find(({ component, what }) => component === 'db' && what === 'instances')?.needed;
  }

  test('is not made that of each instance by what would help: one more would then be 99.9999...% up', async () => {
    const shown = (await improvements(text, 100)).flatMap(({ set }) => Object.keys(set));
    expect(shown.filter((path) => /instances|replication|autoscale/.test(path))).toEqual([]);
    expect(shown).not.toEqual([]);
    expect(await instancesNeeded(text)).toBeNull();
    // Of one instance, as soon as instances are stated: of 18 all but one are enough.
    const stated = text.replace('availability: 99.9%', 'instances: 16, needed: 16, availability: 99.9%');
    expect((await improvements(stated, 100)).map(({ label }) => label)).toContain('one more instance of db (17)');
    expect(await instancesNeeded(stated)).toBe(18);
  });
});
