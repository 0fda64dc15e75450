import { describe, expect, test } from 'vitest';
import { type Call, type Design, DesignDice, type Part, written } from '../engines/support/failing-designs.js';
import { close, estimate, type Facts } from '../support/estimating.js';
import { runsOf } from '../support/full.js';
import { Dice } from './specs.js';

/**
 * What must hold between the availabilities of two designs that differ in a known way, whatever the designs: each relation is tried on as many
 * generated ones, from fixed seeds.
 */
const RUNS = runsOf(40);
const RANGES = { mtbf: [10, 20_000], mttr: [0.1, 20] } as const;
const YEAR = 365 * 86_400;
/** Rounding of sums in another order. */
const ROUNDING = 1e-12;
const FLOW = 'flows.f.unavailability';

type Spec = Record<string, unknown>;
const specOf = (design: Design): Spec => JSON.parse(written(design)) as Spec;
const textOf = (design: Design | Spec): string => ('parts' in design ? written(design as Design) : JSON.stringify(design));
const factsOf = (design: Design | Spec): Promise<Facts> => estimate(textOf(design));
const failing = async (design: Design | Spec): Promise<number> => (await factsOf(design)).value(FLOW);

async function holding(relation: (design: Design, dice: Dice) => Promise<void>, runs = RUNS): Promise<void> {
  for (let seed = 1; seed <= runs; seed++) {
    const design = new DesignDice(seed, RANGES).design();
    try {
      await relation(design, new Dice(seed));
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${written(design)}`);
    }
  }
}

/** No worse than before, but for rounding. */
async function noWorse(before: Design | Spec, after: Design | Spec, tolerance = ROUNDING): Promise<void> {
  const [was, is] = [await failing(before), await failing(after)];
  if (!(is <= was * (1 + tolerance))) expect.fail(`${is} fail, and before ${was}; now\n${textOf(after)}`);
}

async function same(one: Design | Spec, other: Design | Spec): Promise<void> {
  close(await failing(other), await failing(one), textOf(other), ROUNDING);
}

const withPart = (design: Design, change: (part: Part) => Part, index: number): Design => ({
  ...design,
  parts: design.parts.map((part, i) => (i === index ? change(part) : part)),
});

/** The design with one of its calls changed, wherever on the path it is. */
function withCall(design: Design, dice: Dice, change: (call: Call) => Call): Design {
  const count = (calls: readonly Call[]): number => calls.reduce((sum, call) => sum + 1 + count(call.miss) + count(call.calls), 0);
  let at = dice.whole(0, count(design.path) - 1);
  const visit = (calls: readonly Call[]): readonly Call[] =>
    calls.map((call) => (at-- === 0 ? change(call) : { ...call, miss: visit(call.miss), calls: visit(call.calls) }));
  return { ...design, path: visit(design.path) };
}

const allCalls = (calls: readonly Call[]): readonly Call[] =>
  calls.flatMap((call) => [call, ...allCalls(call.miss), ...allCalls(call.calls)]);

const bareCall = (part: string): Call => ({
  part,
  times: null,
  hit: null,
  miss: [],
  calls: [],
  parallel: false,
  async: false,
  dependency: null,
  fallback: null,
  kind: null,
});

describe('better parts', () => {
  test('one instance more, of which no more are needed', () =>
    holding(async (design) => {
      for (const [i, { fleet }] of design.parts.entries()) {
        if (!fleet) continue;
        const more = { ...fleet, instances: fleet.instances + 1 };
        await noWorse(
          design,
          withPart(design, (part) => ({ ...part, fleet: more }), i),
        );
      }
    }));

  test('one instance less that is needed', () =>
    holding(async (design) => {
      for (const [i, { fleet }] of design.parts.entries()) {
        if (!fleet || fleet.needed === 1) continue;
        const fewer = { ...fleet, needed: fleet.needed - 1 };
        await noWorse(
          design,
          withPart(design, (part) => ({ ...part, fleet: fewer }), i),
        );
      }
    }));

  test('repaired in half the time, or twice as long from one failure to the next', () =>
    holding(async (design, dice) => {
      const i = dice.whole(0, design.parts.length - 1);
      for (const better of [{ mttr: 0.5 }, { mtbf: 2 }]) {
        const { mtbf = 1, mttr = 1 } = better as { mtbf?: number; mttr?: number };
        const lapse = (part: Part): Part => ({ ...part, lapse: { mtbf: part.lapse.mtbf * mtbf, mttr: part.lapse.mttr * mttr } });
        await noWorse(design, withPart(design, lapse, i));
      }
    }));

  test('zones, regions and causes that are repaired in half the time', () =>
    holding(async (design) => {
      const half = <T extends { readonly lapse: Part['lapse'] | null }>(place: T): T => ({
        ...place,
        lapse: place.lapse && { ...place.lapse, mttr: place.lapse.mttr / 2 },
      });
      const regions = design.regions.map((region) => ({ ...half(region), zones: region.zones.map(half) }));
      await noWorse(design, { ...design, regions, causes: design.causes.map(half) });
    }));

  test('no planned maintenance', () =>
    holding(async (design) => {
      await noWorse(design, { ...design, parts: design.parts.map((part) => ({ ...part, maintenance: null })) });
    }));
});

describe('what a request needs', () => {
  test('one more hard dependency never makes it better', () =>
    holding(async (design, dice) => {
      const { name } = dice.of(...design.parts);
      await noWorse({ ...design, path: [...design.path, bareCall(name)] }, design);
    }));

  test('a call that is soft, asynchronous, or made by fewer requests never makes it worse', () =>
    holding(async (design, dice) => {
      const seed = dice.whole(0, 1e6);
      const changed = (change: (call: Call) => Call): Design => withCall(design, new Dice(seed), change);
      await noWorse(
        design,
        changed((call) => ({ ...call, dependency: 'soft' })),
      );
      await noWorse(
        design,
        changed((call) => ({ ...call, async: true })),
      );
      await noWorse(
        design,
        changed((call) => ({ ...call, times: Math.min(1, call.times ?? 1) / 2 })),
      );
    }));

  test('a fallback where there was none never makes it worse', () =>
    holding(async (design, dice) => {
      const to = dice.of(...design.parts).name;
      const fallback = dice.of({ share: 0.4, to: null }, { share: null, to }, { share: 0.4, to });
      await noWorse(
        design,
        // What is soft is done without; to say for how many requests is to say that the others fail.
        withCall(design, dice, (call) => (call.fallback || call.dependency === 'soft' || call.part === to ? call : { ...call, fallback })),
      );
    }));

  test('is no worse than all that it may need together, and no better than anything that it always needs', () =>
    holding(async (design) => {
      const facts = await factsOf(design);
      const q = facts.value(FLOW);
      const used = new Set(allCalls(design.path).flatMap(({ part, fallback }) => [part, ...(fallback?.to ? [fallback.to] : [])]));
      const of = (part: string): number => facts.value(`components.${part}.unavailability`);
      expect(q).toBeLessThanOrEqual([...used].reduce((sum, part) => sum + of(part), 0) * (1 + ROUNDING));
      for (const call of design.path) {
        const part = design.parts.find(({ name }) => name === call.part);
        const isAlways = !call.async && !call.fallback && (call.times ?? 1) >= 1 && call.dependency !== 'soft' && call.miss.length === 0;
        // Of copies, reads may need fewer than what is told of the component.
        if (isAlways && part && !part.copies) expect(q).toBeGreaterThanOrEqual(of(call.part) * (1 - ROUNDING));
      }
    }));

  test('is the same for two flows that go the same way', () =>
    holding(async (design) => {
      const spec = specOf(design);
      const { f } = spec.flows as { f: unknown };
      const facts = await factsOf({ ...spec, flows: { f, g: f } });
      for (const what of ['unavailability', 'failing', 'outages', 'downtime'])
        expect(facts.value(`flows.g.${what}`), what).toBe(facts.value(`flows.f.${what}`));
    }));
});

describe('what changes nothing', () => {
  test('zones that never fail', () =>
    holding(async (design) => {
      const without = { ...design, regions: [], parts: design.parts.map((part) => ({ ...part, within: [], together: false })) };
      const zones = ['a', 'b', 'c'].map((name) => ({ name, lapse: null }));
      await same(without, { ...without, regions: [{ name: 'r', lapse: null, zones }] });
    }));

  test('another order: of components, of places, of causes, of calls', () =>
    holding(async (design, dice) => {
      const shuffled = <T>(items: readonly T[]): readonly T[] =>
        items
          .map((item) => ({ item, rank: dice.next() }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ item }) => item);
      const calls = (list: readonly Call[]): readonly Call[] =>
        shuffled(list).map((call) => ({ ...call, calls: calls(call.calls), miss: calls(call.miss) }));
      const parts = shuffled(design.parts).map((part) => ({ ...part, shares: shuffled(part.shares) }));
      await same(design, { ...design, parts, causes: shuffled(design.causes), path: calls(design.path) });
    }));

  test('another unit of time', () =>
    holding(async (design, dice) => {
      const other = written(design).replaceAll(/"([\d.e-]+) h"/g, (_, hours: string) =>
        dice.of(`"${Number(hours) * 60} min"`, `"${Number(hours) / 24} d"`, `"${Number(hours) * 3600} s"`),
      );
      await same(design, JSON.parse(other) as Spec);
    }));

  test('an availability as a percentage, a fraction or nines', () =>
    holding(async (design) => {
      const inWords = (way: (nines: number) => string | number): Spec => {
        const components = Object.fromEntries(
          Object.entries(specOf(design).components as Record<string, Spec>).map(([name, { mtbf: _, mttr: __, ...rest }], i) => [
            name,
            { ...rest, availability: way(i + 2) },
          ]),
        );
        return { ...specOf(design), components };
      };
      // 99%, 99.9%, 99.99% and so on.
      const nines = '9'.repeat(9);
      const percent = inWords((n) => `${nines.slice(0, 2)}${n > 2 ? `.${nines.slice(0, n - 2)}` : ''}%`);
      await same(
        percent,
        inWords((n) => Number(`0.${nines.slice(0, n)}`)),
      );
      await same(
        percent,
        inWords((n) => `${n} nines`),
      );
    }));
});

describe('what goes together', () => {
  test('shares of time are within 0 and 1, and availability is what is left', () =>
    holding(async (design) => {
      const facts = await factsOf(design);
      let told = 0;
      for (const [id, value] of facts.known()) {
        if (!/\.(unavailability|availability|failing)$/.test(id)) continue;
        told++;
        expect(value, id).toBeGreaterThanOrEqual(0);
        expect(value, id).toBeLessThanOrEqual(1);
        const available = id.replace(/unavailability$/, 'availability');
        if (/^(flows|components)\.[^.]+\.unavailability$/.test(id)) expect(facts.value(available)).toBeCloseTo(1 - value, 14);
      }
      expect(told).toBeGreaterThan(3);
    }));

  test('downtime is its share of the year; outages times their length are the time that some fail', () =>
    holding(async (design) => {
      const facts = await factsOf(design);
      for (const at of ['flows.f', ...design.parts.map(({ name }) => `components.${name}`)]) {
        const of = (what: string): number => facts.value(`${at}.${what}`);
        close(of('downtime'), of('unavailability') * YEAR, `${at}.downtime`);
        // What never fails does not do so for any time.
        if (of('outages') > 0) close(of('outages') * of('outage'), of('failing') * YEAR, `${at}.outage`);
        expect(of('failing'), at).toBeGreaterThanOrEqual(of('unavailability') * (1 - ROUNDING));
      }
    }));
});

describe('a group that fails over', () => {
  interface Failover {
    readonly instances: number;
    readonly needed: number;
    readonly mtbf: number;
    /** Minutes: until it is seen, and until it is repaired. */
    readonly detect: number;
    readonly repair: number;
    readonly takes: number;
    readonly coverage: number;
    readonly crews: number;
    readonly mode: string;
  }

  const groupOf = (dice: Dice): Failover => {
    const needed = dice.whole(1, 3);
    return {
      needed,
      instances: needed + dice.whole(1, 3),
      mtbf: dice.scale(20, 5000),
      // Longer than a failover takes: else people would be the better one.
      detect: dice.whole(5, 20),
      repair: dice.scale(5, 600),
      takes: dice.whole(1, 300),
      coverage: dice.whole(50, 99),
      crews: dice.whole(1, 3),
      mode: dice.of('active-passive', 'active-active', 'cold'),
    };
  };

  const specFor = ({ instances, needed, mtbf, detect, repair, takes, coverage, crews, mode }: Failover): Spec => ({
    sysdesign: 1,
    name: 'group',
    flows: { f: { rate: '1 req/s', path: ['c'] } },
    components: {
      c: {
        kind: 'service',
        instances,
        needed,
        crews,
        mtbf: `${mtbf} h`,
        mttr: { detect: `${detect} min`, repair: `${repair} min` },
        failover: { mode, takes: `${takes} s`, coverage: `${coverage}%` },
      },
    },
  });

  const fails = async (group: Failover): Promise<number> => await failing(specFor(group));

  const better: Readonly<Record<string, (group: Failover) => Failover>> = {
    'one crew more': (group) => ({ ...group, crews: group.crews + 1 }),
    'more failovers that succeed': (group) => ({ ...group, coverage: (group.coverage + 100) / 2 }),
    'a faster failover': (group) => ({ ...group, takes: group.takes / 2 }),
    'rarer failures': (group) => ({ ...group, mtbf: group.mtbf * 2 }),
    'one more standby': (group) => ({ ...group, instances: group.instances + 1 }),
  };

  test.each(Object.entries(better))('%s never makes it worse', async (_, change) => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const group = groupOf(new Dice(seed));
      // Where there is a spare more, a failure more may happen, and each is a failover.
      await noWorse(specFor(group), specFor(change(group)), 1e-6);
    }
  });

  test('faster detection and repair make it worse only by the failures that the time won has room for', async () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const group = groupOf(new Dice(seed));
      const cycle = ({ mtbf, detect, repair }: Failover): number => mtbf * 60 + detect + repair;
      for (const faster of [
        { ...group, repair: group.repair / 2 },
        { ...group, detect: group.detect / 2 },
      ]) {
        const [before, after] = [await fails(group), await fails(faster)];
        expect(after, JSON.stringify(group)).toBeLessThanOrEqual(((before * cycle(group)) / cycle(faster)) * (1 + ROUNDING));
      }
    }
  });
});
