import { describe, expect, test } from 'vitest';
import type { Facts } from '../support/estimating.js';
import { tenthOf } from '../support/full.js';
import { isTree, Literal, literalsIn, mapLiterals, type Tree, type Value } from './literals.js';
import { CLOSE, COMPONENT_LOADS, factsOf, holds, LOADS, only, RATES, SEARCHED, SIZES, same, usualValuesOf, valuesOf } from './relations.js';
import { at, type Dice, type Spec, specs, withAt, yamlOf } from './specs.js';

const scaled = (spec: Spec, factor: number): Spec =>
  mapLiterals(spec, (literal) => (RATES.has(literal.kind) ? literal.times(factor) : literal));

const withoutStock = ({ items: _items, size: _size, ...others }: Tree): Tree => others;

const flowNames = (spec: Spec): readonly string[] => Object.keys(spec.flows);

describe('more and less', () => {
  test('twice the traffic is twice every load, to the last bit', () =>
    holds(specs(), async (spec) => {
      const once = await usualValuesOf(spec, LOADS);
      const twice = await valuesOf(yamlOf(scaled(spec, 2)), {}, LOADS);
      for (const [id, value] of once) expect(twice.get(id), `${id} of ${yamlOf(spec)}`).toBe(2 * value);
    }));

  test('twice the users are twice the rates that count on them', () =>
    holds(specs(), async (spec) => {
      const means = /^flows\.[^.]+\.rate\.mean$/;
      const once = await usualValuesOf(spec, means);
      const twice = await valuesOf(yamlOf(spec), { set: { 'assumptions.users': 'x2' } }, means);
      for (const name of flowNames(spec)) {
        const counts = isTree(spec.flows[name]) && spec.flows[name].rate instanceof Literal && spec.flows[name].rate.kind === 'perUser';
        const id = `flows.${name}.rate.mean`;
        expect(twice.get(id), `${id} of ${yamlOf(spec)}`).toBe((once.get(id) ?? Number.NaN) * (counts ? 2 : 1));
      }
    }));

  test('without traffic there is no load', () =>
    holds(specs({ oddPeaks: true }), async (spec) => {
      const loads = await valuesOf(yamlOf(scaled(spec, 0)), {}, LOADS);
      expect([...loads].filter(([, value]) => value !== 0)).toEqual([]);
      expect(loads.size).toBeGreaterThan(20);
    }));

  test('a copy more never shrinks what is stored, nor the fleet', () =>
    holds(specs(), async (spec, dice) => {
      const store = dice.of('db', 'blob');
      const component = at(spec, 'components', store);
      const copies = (n: number): Spec =>
        withAt(spec, ['components', store], { ...(isTree(component) ? component : {}), replication: new Literal('count', n) });
      const sizes = /^data\..*\.size\.|^totals\.storage|\.(replication|demand|instances|fleet)(\.|$)/;
      expect(shrunk(await valuesOf(yamlOf(copies(2)), {}, sizes), await valuesOf(yamlOf(copies(3)), {}, sizes)), yamlOf(spec)).toEqual([]);
    }));

  test('a longer keep never shrinks what is stored', () =>
    holds(specs(), async (spec, dice) => {
      const longer: Spec = mapLiterals(spec, (literal, path) => (path.at(-1) === 'keep' ? literal.times(dice.of(1, 2, 9)) : literal));
      expect(shrunk(await usualValuesOf(spec, SIZES), await valuesOf(yamlOf(longer), {}, SIZES)), yamlOf(spec)).toEqual([]);
    }));

  test('a later horizon never shrinks what is stored', () =>
    holds(specs(), async (spec, dice) => {
      // Nothing is there today of what leaves in time: more than is added within its retention shrinks to that.
      const emptied = (set: Value): Value => (isTree(set) && set.keep !== undefined ? withoutStock(set) : set);
      const data = Object.fromEntries(Object.entries(spec.data ?? {}).map(([name, set]) => [name, emptied(set)]));
      const until = (days: number): Spec => ({ ...spec, data, horizon: new Literal('days', days) });
      const days = dice.whole(30, 1000);
      expect(
        shrunk(await valuesOf(yamlOf(until(days)), {}, SIZES), await valuesOf(yamlOf(until(days + dice.whole(1, 1000))), {}, SIZES)),
        yamlOf(spec),
      ).toEqual([]);
    }));

  test('more growth never shrinks anything to come', () =>
    holds(
      specs(),
      async (spec) => {
        const more: Spec = mapLiterals(spec, (literal) =>
          literal.kind === 'growth' ? new Literal('growth', literal.amount + 10) : literal,
        );
        const [few, many] = [await factsOf(yamlOf(spec)), await factsOf(yamlOf(more))];
        // Not call by call: of what a consumer with a rate of its own takes, one flow's part shrinks as another grows, and its retries with it.
        const toCome = /^(flows|components)\.[^.]+\.rate\.(?!withRetries)|^data\..*\.(size|items)/;
        expect(shrunk(inYear(few, 2, toCome), inYear(many, 2, toCome)), yamlOf(spec)).toEqual([]);
      },
      tenthOf(100),
    ));

  test('no peak is below the mean where every factor is at least one', () =>
    holds(specs({ oddPeaks: true, consumerRates: true }), async (spec) => {
      const values = await usualValuesOf(spec, /^(flows|components|totals)\..*\.(mean|peak)$/);
      for (const [id, value] of values) {
        const mean = /^(flows|components|totals)\..*\.mean$/.test(id) ? values.get(id.replace(/\.mean$/, '.peak')) : undefined;
        if (mean !== undefined) expect(mean, `${id} of ${yamlOf(spec)}`).toBeGreaterThanOrEqual(value * (1 - CLOSE));
      }
    }));

  test('answering more from a cache never adds to a load', () =>
    holds(specs({ consumerRates: true }), async (spec, dice) => {
      const better: Spec = mapLiterals(spec, (literal, path) =>
        path.at(-1) === 'hit' ? new Literal('share', literal.amount + (100 - literal.amount) * dice.next()) : literal,
      );
      expect(shrunk(await valuesOf(yamlOf(better), {}, COMPONENT_LOADS), await usualValuesOf(spec, COMPONENT_LOADS)), yamlOf(spec)).toEqual(
        [],
      );
    }));

  test('a lower target never needs fewer instances', () =>
    holds(specs(), async (spec) => {
      const needed = /^components\..*\.(instances|fleet)|size\.provisioned|^totals\.(cost|instances)/;
      const at80 = await valuesOf(yamlOf({ ...spec, target: '80%', afterLoss: '95%' }), {}, needed);
      const at50 = await valuesOf(yamlOf({ ...spec, target: '50%', afterLoss: '90%' }), {}, needed);
      expect(shrunk(at80, at50), yamlOf(spec)).toEqual([]);
    }));
});

/** Facts that are less in the second estimate than in the first. */
function shrunk(few: ReadonlyMap<string, number>, many: ReadonlyMap<string, number>): string[] {
  return [...few].flatMap(([id, value]) => {
    const more = many.get(id);
    return more === undefined ? [`${id} is gone`] : more < value - CLOSE * Math.abs(value) ? [`${id}: ${value} shrinks to ${more}`] : [];
  });
}

function inYear(facts: Facts, year: number, among: RegExp, unless?: RegExp): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const id of facts.graph.ids()) {
    if (!among.test(id) || unless?.test(id) || /^(assumptions|derived)\./.test(id)) continue;
    const { state, value } = facts.node(`${id}.year${year}`);
    if (state === 'known') found.set(id, value);
  }
  return found;
}

describe('parts and wholes', () => {
  test('reads and writes are all the calls', () =>
    holds(specs(), async (spec) => {
      const values = await usualValuesOf(spec, /^components\.[^.]+\.(?:rate|read|write)\./);
      let seen = 0;
      for (const [id, rate] of values) {
        const parts = /^components\.([^.]+)\.rate\.(mean|onPeak|offPeak|spike\..+)$/.exec(id);
        if (!parts) continue;
        const [, name, load] = parts;
        const sum =
          (values.get(`components.${name}.read.${load}`) ?? Number.NaN) + (values.get(`components.${name}.write.${load}`) ?? Number.NaN);
        expect(Math.abs(sum - rate), `${id} of ${yamlOf(spec)}`).toBeLessThanOrEqual(CLOSE * rate);
        seen++;
      }
      expect(seen).toBeGreaterThan(5);
    }));

  test('a flow in two halves loads every component as the whole does', () =>
    holds(specs(), async (spec, dice) => {
      const name = dice.of(...flowNames(spec));
      // A peak rate at the root is that of each flow, halved or not.
      if (spec.peak instanceof Literal && spec.peak.kind === 'peakRate') spec.peak = new Literal('factor', 4);
      const flow = spec.flows[name] ?? {};
      const half = mapLiterals(flow, (literal) => (RATES.has(literal.kind) ? literal.times(0.5) : literal));
      const both = (value: Value): Value => {
        if (value === name) return [name, 'half'];
        if (Array.isArray(value)) return value.includes(name) ? [...value, 'half'] : value;
        return isTree(value) && value[name] !== undefined ? { ...value, half: value[name] ?? 1 } : value;
      };
      const data = Object.fromEntries(
        Object.entries(spec.data ?? {}).map(([key, set]) => [
          key,
          isTree(set)
            ? {
                ...set,
                ...(set.addedBy !== undefined && { addedBy: both(set.addedBy) }),
                ...(set.readBy !== undefined && { readBy: both(set.readBy) }),
              }
            : set,
        ]),
      );
      const split: Spec = { ...spec, flows: { ...spec.flows, [name]: half, half }, data };
      const loads =
        /^(components|totals)\.([^.]+\.)?(rate|read|write|ingress|egress|replication|busy|concurrency|demand|instances|fleet|cost)\b(?!.*\.calls)|^cache\.|^data\.(?!.*\.readBy\.)/;
      same(await usualValuesOf(spec, loads), await valuesOf(yamlOf(split), {}, loads), spec);
    }));

  test('putting calls together changes no byte', () =>
    holds(specs({ ownBytes: true, consumerRates: true }), async (spec, dice) => {
      const other: Spec = mapLiterals(spec, (literal, path) => (path.at(-1) === 'batch' ? literal.times(dice.of(0.5, 3, 20)) : literal));
      const bytes = /^components\.[^.]+\.(ingress|egress|replication)\./;
      same(await usualValuesOf(spec, bytes), await valuesOf(yamlOf(other), {}, bytes), spec);
    }));

  test('a component that nobody calls changes nothing, and bears nothing', () =>
    holds(specs(), async (spec) => {
      const more: Spec = { ...spec, components: { lonely: { kind: 'external' }, ...spec.components } };
      const values = await valuesOf(yamlOf(more));
      same(await usualValuesOf(spec), new Map([...values].filter(([id]) => !id.startsWith('components.lonely.'))), spec);
      expect([...only(values, /^components\.lonely\.(rate|read|write|ingress|egress|growth)/).values()].every((value) => value === 0)).toBe(
        true,
      );
    }));

  test('a certain assumption that nothing uses changes nothing', () =>
    holds(
      specs(),
      async (spec) => {
        const more: Spec = { ...spec, assumptions: { aside: 42, ...(isTree(spec.assumptions) ? spec.assumptions : {}) } };
        const values = new Map(await valuesOf(yamlOf(more)));
        values.delete('assumptions.aside');
        same(await usualValuesOf(spec), values, spec);
      },
      tenthOf(100),
    ));

  test('a consumer with a rate beyond any load is one without', () =>
    holds(specs({ consumerRates: true }), async (spec) => {
      const consumers = (value: Value, key = ''): Value => {
        if (!isTree(value)) return value;
        if (key === 'consumers')
          return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, { ...(isTree(of) ? of : {}), rate: '1P/s' }]));
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, consumers(inner, name)]));
      };
      const capped = await valuesOf(yamlOf({ ...spec, components: consumers(spec.components) }));
      // Only a rate can leave messages, and be reached.
      const others = /^(?!.*\.(?:backlog|consumers\.[^.]+\.(?:headroom|delay|depth)))/;
      same(only(await usualValuesOf(spec), others), only(capped, others), spec);
    }));

  test('copies of an erasure code store what so many whole copies would', () =>
    holds(
      specs(),
      async (spec) => {
        const db = at(spec, 'components', 'db');
        // Without instances, of which there may be too few for six fragments.
        const { instances: _, ...others } = isTree(db) ? db : {};
        const copied = (replication: Value): Spec => withAt(spec, ['components', 'db'], { ...others, replication });
        const sizes = /\.size\.(stored|provisioned)$|^totals\.storage$|\.copies$|\.replication/;
        const coded = await valuesOf(yamlOf(copied({ data: 2, parity: 4 })), {}, sizes);
        same(coded, await valuesOf(yamlOf(copied({ factor: 3 })), {}, sizes), spec);
      },
      tenthOf(100),
    ));
});

describe('changes', () => {
  test('--set is the same as editing the file', () =>
    // Under a change a stated peak scales with its mean; in an edited file it is the number that stands there.
    holds(specs({ oddPeaks: true }), async (spec, dice) => {
      const { set, edited } = changed(spec, dice);
      same(await valuesOf(yamlOf(edited)), await valuesOf(yamlOf(spec), { set }), spec);
    }));

  test('a scenario is the same as --set', () =>
    holds(specs(), async (spec, dice) => {
      const { set } = changed(spec, dice);
      const scenario: Spec = { ...spec, scenarios: { other: set } };
      same(await valuesOf(yamlOf(spec), { set }), await valuesOf(yamlOf(scenario), { scenario: 'other' }), spec);
    }));

  test('a factor is the same as the product', () =>
    holds(specs({ oddPeaks: true }), async (spec, dice) => {
      const { path, literal } = dice.of(...literalsIn(spec).filter((one) => MULTIPLIED.has(one.literal.kind)));
      const edited: Spec = withAt(spec, path.split('.'), literal.times(4));
      same(await valuesOf(yamlOf(edited)), await valuesOf(yamlOf(spec), { set: { [path]: 'x4' } }), spec);
    }));
});

const MULTIPLIED = new Set([
  'rate',
  'perUser',
  'added',
  'count',
  'concurrent',
  'bytes',
  'seconds',
  'factor',
  'days',
  'perSecond',
  'usdPerHour',
]);

/** Up to three literals changed: by paths, and in the spec itself. */
function changed(spec: Spec, dice: Dice): { set: Record<string, string>; edited: Spec } {
  const set: Record<string, string> = {};
  let edited = spec;
  for (let i = dice.whole(1, 3); i > 0; i--) {
    const { path, literal } = dice.of(...literalsIn(spec));
    const made =
      dice.chance(0.3) && path.endsWith('.peak')
        ? new Literal('window', 80, 2)
        : literal.times(
            path.endsWith('.active')
              ? 1
              : literal.kind === 'share' || literal.kind.startsWith('holds') || literal.kind === 'window'
                ? 0.5
                : 3,
          );
    if (set[path] !== undefined) continue;
    set[path] = String(made.text(0));
    edited = withAt(edited, path.split('.'), made);
  }
  return { set, edited };
}

describe('time', () => {
  test('`after: N years` is the view of `.year<N>`', () =>
    holds(specs(), async (spec, dice) => {
      const year = dice.whole(0, 5);
      const scenario: Spec = { ...spec, scenarios: { later: { after: `${year} years` } } };
      const later = await factsOf(yamlOf(scenario), { scenario: 'later' });
      const now = await factsOf(yamlOf(spec));
      const view = new Map([...later.known()].filter(([id]) => !/^(assumptions|derived)\./.test(id)));
      same(view, inYear(now, year, /./), spec);
    }));

  test('year 0 is today', () =>
    holds(specs(), async (spec) => {
      const facts = await factsOf(yamlOf(spec));
      // What fails depends on fleets, which may be sized by what is stored at the horizon.
      const flows =
        /^flows\.(?!.*\.(?:availability|unavailability|failing(?:\.hit)?|outages?|downtime|outlasting|headroom(?:\.zone|\.waited)?|sustained|completion\.p\d+)$)|^totals\.(rate|ingress|egress)|^components\.[^.]+\.(rate|read|write|ingress|egress|replication|busy|concurrency|time|copies)\b/;
      same(facts.known(SEARCHED, flows), inYear(facts, 0, flows, SEARCHED), spec);
      for (const name of Object.keys(spec.data ?? {})) {
        const items = at(spec, 'data', name, 'items');
        if (items instanceof Literal) expect(facts.value(`data.${name}.items.year0`), yamlOf(spec)).toBeCloseTo(items.amount, 6);
      }
    }));

  test('where everything counts in days, a longer day slows every rate and leaves every size', () =>
    holds(specs({ oddPeaks: true, clock: true }), async (spec) => {
      const rates = (value: Spec): Spec =>
        mapLiterals(value, (literal) => (literal.kind === 'perSecond' ? new Literal('rate', literal.amount * 86_400) : literal));
      const text = (conventions: Tree): string => yamlOf({ ...rates(spec), conventions }, (path) => (path.at(-1) === 'horizon' ? 3 : 0));
      const lasting =
        /^data\.[^.]+\.(items|item|size)|^cache\.[^.]+\.memory$|^components\.[^.]+\.(instances|fleet)|^flows\.[^.]+\.(peak|growth|request|response)$/;
      const among = new RegExp(`${LOADS.source}|${lasting.source}`);
      const usual = await valuesOf(text({}), {}, among);
      const longer = await valuesOf(text({ day: '100k s' }), {}, among);
      const slower = new Map([...only(usual, LOADS)].map(([id, value]) => [id, (value * 86_400) / 100_000]));
      same(slower, only(longer, LOADS), spec);
      same(only(usual, lasting), only(longer, lasting), spec);
    }));
});
