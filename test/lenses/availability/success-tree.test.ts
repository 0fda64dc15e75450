import { describe, expect, test } from 'vitest';
import { availability, type FlowAvailability, load } from '../../../src/index.js';
import { type Call, type Design, DesignDice, written } from '../../engines/support/failing-designs.js';
import { Enumerated, States, useOf } from '../../engines/support/failing-states.js';
import { runsOf } from '../../support/full.js';

const RUNS = runsOf(60);
const MOST_FAILURES = 12;
const MOST_SOURCES = 16;
const RANGES = { mtbf: [10, 5000], mttr: [1, 20] } as const;

type Tree = FlowAvailability['tree'];

const analysisOf = async (text: string): Promise<readonly FlowAvailability[]> =>
  (await availability(await load({ text }))).specs[0]?.availability?.flows ?? [];

const callsOf = (calls: readonly Call[]): readonly Call[] => calls.flatMap((call) => [call, ...callsOf(call.miss), ...callsOf(call.calls)]);

/** What is asked of each part; undefined where some has copies and is asked for both. */
function usesOf(design: Design): ReadonlyMap<string, 'read' | 'write'> | undefined {
  const uses = new Map<string, 'read' | 'write'>();
  for (const call of callsOf(design.path)) {
    for (const name of [call.part, ...(call.fallback?.to ? [call.fallback.to] : [])]) {
      const use = useOf(call, design);
      const part = design.parts.find((one) => one.name === name);
      if (part?.copies && uses.has(name) && uses.get(name) !== use) return undefined;
      uses.set(name, use);
    }
  }
  return uses;
}

interface Case {
  readonly states: States;
  readonly uses: ReadonlyMap<string, 'read' | 'write'>;
  readonly flow: FlowAvailability;
}

async function holding(check: (one: Case) => void): Promise<void> {
  let found = 0;
  for (let seed = 1; found < RUNS; seed++) {
    const design = new DesignDice(seed, RANGES).design();
    const states = new States(design);
    const uses = usesOf(design);
    if (!uses || states.failures > MOST_FAILURES || states.sources.length > MOST_SOURCES) continue;
    found++;
    const text = written(design);
    try {
      const [flow] = await analysisOf(text);
      check({ states, uses, flow: flow as FlowAvailability });
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${text}`);
    }
  }
}

const PLACE = /^(?:zone|region) (\S+)$/;
const OF = /^(\w+) of (c\d+)$/;
const COMPONENT = /^(c\d+)(?: \(.*\))?$/;

/** The name of a source that a part of the tree, or an event of a cut set, stands for. */
const sourceOf = (label: string): string =>
  PLACE.exec(label)?.[1] ?? label.replace(OF, (_, what, name) => `${name}.${what}`).replace(COMPONENT, '$1');

/** Whether a tree fails some requests at a state, by its shape and labels alone. */
function failsBy(tree: Tree, { states, uses }: Case, state: number): boolean {
  const below = (part: Tree): boolean => failsBy(part, { states, uses } as Case, state);
  switch (tree.kind) {
    case 'all':
    case 'share':
      return tree.children.some(below);
    case 'any':
      return tree.children.every(below);
    case 'part': {
      const component = COMPONENT.exec(tree.label)?.[1];
      if (component) return states.part(component, uses.get(component) ?? 'read')(state);
      const at = states.sources.findIndex(({ name }) => name === sourceOf(tree.label));
      expect(at, tree.label).toBeGreaterThanOrEqual(0);
      return ((state >> at) & 1) === 1;
    }
  }
}

/** Fails for at least some requests. */
const someRequests = ({ sources, failures, request }: States): ((state: number) => boolean) => {
  const mixes = 1 << (sources.length - failures);
  return (state) => {
    for (let mix = 0; mix < mixes; mix++) if (request(state | (mix << failures))) return true;
    return false;
  };
};

/** Share of requests that fail at a state. */
function shareAt({ sources, failures, request }: States, state: number): number {
  const choices = sources.slice(failures);
  let sum = 0;
  for (let mix = 0; mix < 1 << choices.length; mix++)
    if (request(state | (mix << failures))) sum += choices.reduce((product, { q }, i) => product * ((mix >> i) & 1 ? q : 1 - q), 1);
  return sum;
}

describe(`on ${RUNS} small designs`, () => {
  test('the tree fails at the states at which the flow does for some requests: so its minimal cut sets are those of the design', async () => {
    await holding((one) => {
      const { states, flow } = one;
      const failing = states.sources.slice(0, states.failures);
      const wanted = new Enumerated(failing, someRequests(states));
      const got = new Enumerated(failing, (state) => failsBy(flow.tree, one, state));
      expect(got.minimal()).toEqual(wanted.minimal());
    });
  });

  test('a part is marked as shared just where it stands under two branches', async () => {
    await holding(({ flow }) => {
      const parts: Tree[] = [];
      const visit = (tree: Tree): void => {
        if (tree.kind === 'part') parts.push(tree);
        tree.children.forEach(visit);
      };
      visit(flow.tree);
      for (const part of parts)
        expect(part.shared ?? false, part.label).toBe(parts.filter(({ label }) => sourceOf(label) === sourceOf(part.label)).length > 1);
    });
  });

  test('zones and regions that take instances with them stand below these, with what they leave', async () => {
    await holding(({ flow, states }) => {
      const visit = (tree: Tree): void => {
        const name = COMPONENT.exec(tree.label)?.[1];
        const part = states.design.parts.find((one) => one.name === name);
        if (tree.kind === 'part' && part?.fleet && /in \d/.test(tree.label)) {
          const slots = states.slots(part).reduce((bits, slot) => bits | slot.bits, 0);
          const lost = states.sources.flatMap(({ name: source }, i) => ((slots >> i) & 1 ? [source] : []));
          const region = states.slots(part)[0]?.region ?? '';
          // A region that all are in takes them all: it is needed by itself.
          const isOne = states.slots(part).every((slot) => slot.region === region);
          const wanted = lost.filter((source) => !(isOne && source === region && states.slots(part).length > 1));
          const got = tree.children.map(({ label }) => sourceOf(label));
          expect(got.sort()).toEqual(wanted.sort());
          for (const { leaves } of tree.children) expect(leaves).toMatch(/^leaves \d+/);
        }
        tree.children.forEach(visit);
      };
      visit(flow.tree);
    });
  });

  test('single points of failure are what fails it alone, with the share of requests that then fail', async () => {
    await holding(({ states, flow }) => {
      const fails = someRequests(states);
      const wanted = new Map<string, number>();
      states.sources.slice(0, states.failures).forEach(({ name }, i) => {
        if (fails(1 << i) && !name.endsWith('.maintenance')) wanted.set(name, Math.max(wanted.get(name) ?? 0, shareAt(states, 1 << i)));
      });
      const got = new Map(
        flow.singlePoints.map(({ event, hit }) => [sourceOf(event.replace(/^1 of .* (?:in )?(c\d+)$/, '$1')), hit] as const),
      );
      expect([...got.keys()].sort()).toEqual([...wanted.keys()].sort());
      for (const [name, hit] of got) {
        const part = states.design.parts.find((one) => one.name === name);
        // Of copies on some instances those that are lost hit some items only.
        if (!part?.copies || part.copies.factor === part.fleet?.instances) expect(hit).toBeCloseTo(wanted.get(name) as number, 12);
        else expect(hit).toBeLessThanOrEqual((wanted.get(name) as number) + 1e-12);
      }
    });
  });

  test('of each cut set, times a year x length x share of requests is its downtime; of one event the rate is that of the event', async () => {
    await holding(({ states, flow }) => {
      for (const { events, order, outages, outage, hit, downtime } of flow.cutSets) {
        expect(hit).toBeGreaterThan(0);
        expect(hit).toBeLessThanOrEqual(1 + 1e-9);
        expect(((outages as number) * (outage as number) * hit) / downtime).toBeCloseTo(1, 9);
        const source = states.sources.find(({ name }) => events.length === 1 && order === 1 && name === sourceOf(events[0] as string));
        // Times a year it begins, per year in which it is up.
        if (source && source.kind === 'other') expect((outages as number) / (source.rate * (1 - source.q))).toBeCloseTo(1, 9);
      }
    });
  });
});

describe('what hits only some requests', () => {
  test('of data on one instance each, any that fails hits its part of it', async () => {
    const [flow] = await analysisOf(`
sysdesign: 1
name: feeds
flows: { read: { rate: 10 req/s, path: feeds } }
components: { feeds: { kind: database, instances: 20, mtbf: 999 h, mttr: 1 h } }
data: { posts: { in: feeds, item: 1 kB, items: 1M } }
`);
    expect(flow?.tree.children[0] ?? flow?.tree).toMatchObject({ label: 'feeds (each of 20)' });
    // One of 20 fails 20 x 8.76 times a year, for about an hour, and a twentieth of the requests with it.
    expect(flow?.cutSets).toMatchObject([{ events: ['1 of 20 feeds'], order: 1 }]);
    expect(flow?.cutSets[0]?.hit).toBeCloseTo(0.001 / (1 - 0.999 ** 20), 9);
    expect(flow?.hit).toBeCloseTo(0.001 / (1 - 0.999 ** 20), 9);
    expect(flow?.singlePoints).toMatchObject([{ event: '1 of 20 feeds' }]);
  });

  test('of a store in shards, what is needed is of each, and one that has too few hits the requests that need it', async () => {
    const [flow] = await analysisOf(`
sysdesign: 1
name: shards
flows: { read: { rate: 10 req/s, path: db } }
components: { db: { kind: database, instances: 12, shards: 4, needed: 2, mtbf: 999 h, mttr: 1 h } }
`);
    expect(flow?.tree.children[0] ?? flow?.tree).toMatchObject({ label: 'db (2 of 3 of each of 4 shards)' });
    // Two or three of three at 0.1%.
    const shard = 3 * 0.001 ** 2 * 0.999 + 0.001 ** 3;
    expect(flow?.cutSets).toMatchObject([{ events: ['2 of 3 db of a shard'], order: 2, chance: expect.closeTo(shard, 12) }]);
    expect(flow?.cutSets[0]?.hit).toBeCloseTo(shard / (1 - (1 - shard) ** 4), 9);
    expect(flow?.singlePoints).toEqual([]);
  });

  test('a fallback to what all requests need anyway helps nobody: that is a single point of failure, and nothing else is needed', async () => {
    const [flow] = await analysisOf(`
sysdesign: 1
name: fallback
flows: { read: { rate: 10 req/s, path: [ db, { search: { fallback: { to: db } } } ] } }
components:
  db: { kind: external, mtbf: 999 h, mttr: 1 h }
  search: { kind: external, mtbf: 99 h, mttr: 1 h }
`);
    // Search matters only with db down, which fails all anyway.
    expect(flow?.tree).toMatchObject({ kind: 'part', label: 'db' });
    expect(flow?.singlePoints.map(({ event }) => event)).toEqual(['db']);
  });

  test('a database behind two branches is marked in both, and hits those who take either', async () => {
    const [flow] = await analysisOf(`
sysdesign: 1
name: shared
flows: { read: { rate: 10 req/s, path: [ { cdn: { hit: 60%, miss: [ db ] } }, { api: { times: 0.1, calls: [ db ] } } ] } }
components:
  cdn: { kind: external, mtbf: 9999 h, mttr: 1 h }
  api: { kind: external, mtbf: 9999 h, mttr: 1 h }
  db: { kind: external, mtbf: 999 h, mttr: 1 h }
`);
    const branches = flow?.tree.children.filter(({ kind }) => kind === 'share') ?? [];
    expect(
      JSON.stringify(branches).match(/"label":"db","chance":[^,]*,"children":\[\],"shared":true|"label":"db"[^}]*"shared":true/g),
    ).toHaveLength(2);
    // 40% miss, 10% call: 1 - 0.6 x 0.9.
    expect(flow?.cutSets.find(({ events }) => events[0] === 'db')?.hit).toBeCloseTo(0.46, 12);
    expect(flow?.singlePoints.find(({ event }) => event === 'db')?.hit).toBeCloseTo(0.46, 12);
  });

  test('behind a buffer fewer outages are noticed, and those hit all requests', async () => {
    const [flow] = await analysisOf(`
sysdesign: 1
name: buffer
flows: { write: { rate: 10 req/s, path: [ { db: { fallback: { buffer: 10 min } } } ] } }
components: { db: { kind: external, mtbf: 999 h, mttr: 1 h } }
`);
    // A sixth of an hour is outlasted by exp(-1/6) of the outages; the rest of each is as long again. A year has 8.76 of them.
    const [set] = flow?.cutSets ?? [];
    expect(set?.outages).toBeCloseTo(8.76 * Math.exp(-1 / 6), 9);
    expect([set?.outage, set?.hit]).toEqual([expect.closeTo(3600, 6), expect.closeTo(1, 12)]);
    expect(flow?.singlePoints).toEqual([{ event: 'db', hit: expect.closeTo(1, 12) }]);
  });

  test.each([
    ['none', {}, 8760 / 1000],
    ['a set', { set: { 'components.db.mtbf': '499 h' } }, 8760 / 500],
    ['a scenario that makes it fail twice as often', { scenario: 'worse' }, 8760 / 500.5],
    ['a scenario with a set', { scenario: 'worse', set: { 'components.db.mttr': '2 h' } }, 8760 / 501.5],
  ])('rates follow a change: %s', async (_, options, outages) => {
    const text = `
sysdesign: 1
name: changed
flows: { read: { rate: 10 req/s, path: db } }
components: { db: { kind: external, mtbf: 999 h, mttr: 1 h } }
scenarios: { worse: { components.db.mtbf: x0.5 } }
`;
    const result = await availability(await load({ text }), options);
    expect(result.specs[0]?.availability?.flows[0]?.cutSets[0]?.outages).toBeCloseTo(outages, 9);
  });
});

describe('what is decided by what stands beside it is left out (absorption)', () => {
  const part = (name: string): string => `  ${name}: { kind: service, instances: 1, mtbf: 99 h, mttr: 1 h }\n`;
  const shown = (tree: Tree): unknown => (tree.kind === 'part' ? tree.label : { [tree.kind]: tree.children.map(shown) });
  const treeOf = async (path: string): Promise<unknown> => {
    const [flow] = await analysisOf(
      `sysdesign: 1\nname: d\nflows: { read: { rate: 1 req/s, path: [ ${path} ] } }\ncomponents:\n${['a', 'b', 'c', 'd'].map(part).join('')}`,
    );
    return shown((flow as FlowAvailability).tree);
  };

  test.each([
    // Where c answers, what a needs does not matter: (a or (b and c)) and c.
    [
      'a fallback, within what it is the fallback of',
      'a: { calls: [ b: { fallback: { to: c } } ], fallback: { to: c } }',
      { any: [{ all: ['a', 'b'] }, 'c'] },
    ],
    // ((a or (b and (d or c))) and c: of what b falls back on by itself, d is left.
    [
      'further within',
      'a: { calls: [ b: { calls: [ d: { fallback: { to: c } } ] } ], fallback: { to: c } }',
      { any: [{ all: ['a', 'b', 'd'] }, 'c'] },
    ],
    // (b and a) or a: a is needed anyway.
    ['a fallback that is needed anyway', 'a: { calls: [ b: { fallback: { to: a } } ] }', 'a'],
    // c or (a and (b or c)): a falls back on b, which needs nothing that is not needed anyway.
    ['what is needed anyway, within an alternative', 'c, a: { calls: [c], fallback: { to: b } }', { all: ['c', { any: ['a', 'b'] }] }],
  ])('%s', async (_, path, wanted) => {
    expect(await treeOf(path)).toEqual(wanted);
  });
});
