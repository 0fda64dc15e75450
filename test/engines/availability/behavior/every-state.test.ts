import { describe, expect, test } from 'vitest';
import { faultModelOf, type Left, type Variable } from '../../../../src/engines/availability/index.js';
import { evaluateExpr } from '../../../../src/quantity/index.js';
import { close, estimate, type Facts } from '../../../support/estimating.js';
import { isFull } from '../../../support/full.js';
import { type Design, DesignDice, type Part, written } from '../../support/failing-designs.js';
import { Enumerated, quorumOf, States, useOf } from '../../support/failing-states.js';

const DESIGNS = isFull ? 320 : 160;
const MOST_FAILURES = 16;
const MOST_SOURCES = 18;
const RANGES = { mtbf: [10, 5000], mttr: [1, 20] } as const;

/** Designs of at most 16 failures; of the larger ones, which take most of the time, a few. */
function* designs(): Generator<{ readonly seed: number; readonly states: States; readonly ofAny: States }> {
  let found = 0;
  for (let seed = 1; found < DESIGNS; seed++) {
    const states = new States(new DesignDice(seed, RANGES).design());
    const { failures, sources } = states;
    if (failures > MOST_FAILURES || sources.length > MOST_SOURCES || (sources.length > 14 && seed % 4 > 0)) continue;
    found++;
    yield { seed, states, ofAny: new States(states.design, true) };
  }
}

/** Fails for at least some requests, of those for any item. */
function someRequests({ sources, failures, request }: States): (state: number) => boolean {
  const mixes = 1 << (sources.length - failures);
  return (state) => {
    for (let mix = 0; mix < mixes; mix++) if (request(state | (mix << failures))) return true;
    return false;
  };
}

async function holding(check: (facts: Facts, states: States, ofAny: States) => void): Promise<void> {
  for (const { seed, states, ofAny } of designs()) {
    const text = written(states.design);
    try {
      check(await estimate(text), states, ofAny);
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}\n${text}`);
    }
  }
}

/** The model behind a fact, and the values that it takes. */
function modelOf(facts: Facts, id: string) {
  const { formula } = facts.node(id);
  const model = faultModelOf(formula);
  if (!model || formula?.op !== 'applied') throw new Error(`${id} has no model`);
  return { model, values: formula.args.map((arg) => evaluateExpr(arg, (input) => facts.value(input))) };
}

const writesTo = (design: Design, part: string): boolean => {
  const among = (calls: Design['path']): boolean =>
    calls.some((call) => (call.part === part && useOf(call, design) === 'write') || among(call.miss) || among(call.calls));
  return among(design.path);
};

/** Fewest of the instances that are left whose failure leaves too few of these, or of the copies of some item that is on any of them. */
function leastFailures(
  left: Left,
  { fleet, copies }: Part,
  use: 'read' | 'write',
  quorum = copies ? quorumOf({ copies }, use) : 0,
): number {
  const ofInstances = left.instances - (fleet?.needed ?? 1) + 1;
  return Math.max(0, copies ? Math.min(ofInstances, left.copies - quorum + 1) : ofInstances);
}

/** Name of a failure as the states have it. */
const nameOf = (id: string): string =>
  id
    .replace(/\.unavailability$/, '')
    .replace(/^components\.(\w+)\.(instance|shares\.(\w+)|maintenance)$/, (_, part, what, cause) =>
      what === 'instance' ? part : `${part}.${cause ?? what}`,
    )
    .replace(/^(topology|causes)\./, '');

describe(`on ${DESIGNS} small designs, availability equals looking at every state`, () => {
  test('for the share of requests and of time that fails, and how often that begins', async () => {
    await holding((facts, states, ofAny) => {
      const { design, sources, failures } = states;
      const failing = sources.slice(0, failures);
      const flow = new Enumerated(failing, someRequests(ofAny));
      const wanted: [string, number][] = [
        ['flows.f.unavailability', new Enumerated(sources, states.request).chance],
        ['flows.f.failing', flow.chance],
        ['flows.f.outages', flow.outages],
      ];
      for (const { name } of design.parts) {
        const use = writesTo(design, name) ? 'write' : 'read';
        const some = new Enumerated(failing, ofAny.part(name, use));
        wanted.push(
          [`components.${name}.unavailability`, new Enumerated(failing, states.part(name, use)).chance],
          [`components.${name}.failing`, some.chance],
          [`components.${name}.outages`, some.outages],
        );
      }
      for (const [id, value] of wanted) close(facts.value(id), value, id);
    });
  });

  test('for minimal cut sets', async () => {
    await holding((facts, states, ofAny) => {
      const { sources, failures } = states;
      const minimal = new Enumerated(sources.slice(0, failures), someRequests(ofAny)).minimal();
      const wanted = new Set(minimal.map((state) => keyOf(sources.filter((_, i) => (state >> i) & 1).map(({ name }) => name))));
      const { model, values } = modelOf(facts, 'flows.f.failing');
      const { sets, complete } = model.cuts(values, 100_000);
      expect(complete).toBe(true);
      const got = sets.map(({ variables }) => keyOf(variables.flatMap((variable) => namesOf(variable, states))));
      expect(got.sort()).toEqual([...wanted].sort());
      for (const { chance, variables } of sets) {
        const each = variables.map((variable) => chanceOf(variable, states));
        close(
          chance,
          each.reduce((product, one) => product * one, 1),
          'chance of a set',
        );
      }
    });
  });

  test('for copies in two of three zones, each of which has some item', async () => {
    const zone = { lapse: { mtbf: 100, mttr: 1 } };
    const regions = [{ name: 'r', lapse: null, zones: ['a', 'b', 'c'].map((name) => ({ name, ...zone })) }];
    const call = { part: 'c0', times: null, hit: null, miss: [], calls: [], parallel: false, async: false, dependency: null };
    for (let mtbf = 10; mtbf < 40; mtbf++) {
      const part: Part = {
        name: 'c0',
        kind: 'database',
        lapse: { mtbf, mttr: 1 },
        fleet: { instances: 3, needed: 1 },
        within: [],
        together: false,
        shares: [],
        copies: { factor: 2, read: 'one', write: 'one' },
        maintenance: null,
      };
      const path = [{ ...call, fallback: null, kind: null }];
      const facts = await estimate(written({ regions, causes: [], parts: [part], writes: false, path }));
      const { model, values } = modelOf(facts, 'flows.f.failing');
      const names = model
        .cuts(values, 100)
        .sets.map(({ variables }) => variables.map((one) => (one.kind === 'basic' ? nameOf(one.event.id) : 'c0')));
      // Both copies lost, each by itself or with its zone.
      const wanted = ['c0', 'c0 r.a', 'c0 r.b', 'c0 r.c', 'r.a r.b', 'r.a r.c', 'r.b r.c'];
      expect(names.map((set) => set.sort().join(' ')).sort(), `mtbf ${mtbf}`).toEqual(wanted);
    }
  });

  test('for the importance of places, causes and instances', async () => {
    await holding((facts, states) => {
      const { design, sources } = states;
      const enumerated = new Enumerated(sources, states.request);
      const { model, values } = modelOf(facts, 'flows.f.unavailability');
      const gradients = model.gradients(values);
      for (const { variable, birnbaum } of gradients) {
        if (variable.kind === 'insufficient' || !variable.event.outages) continue;
        const name = nameOf(variable.event.id);
        close(birnbaum, enumerated.birnbaum(sources.findIndex((one) => one.name === name)), `importance of ${name}`);
      }
      for (const part of design.parts) {
        const own = gradients.filter(({ variable }) => variable.kind === 'insufficient' && variable.group.component === part.name);
        if (own.length === 0) continue;
        let wanted = 0;
        for (const [i, { name }] of sources.entries()) if (name === part.name) wanted += enumerated.birnbaum(i);
        const q = sources.find(({ name }) => name === part.name)?.q ?? Number.NaN;
        close(slopeOf(own, part, q), wanted, `importance of the instances of ${part.name}`);
      }
    });
  });
});

const keyOf = (names: readonly string[]): string => [...names].sort().join(' ');

/** What a variable of the diagram stands for: of what is left of a group, those that leave one less than is needed. */
function namesOf(variable: Variable, { design }: States): readonly string[] {
  if (variable.kind === 'basic') return [nameOf(variable.event.id)];
  const { group, level } = variable;
  const part = design.parts.find(({ name }) => name === group.component) as Part;
  return Array.from({ length: leastFailures(level.left, part, level.use === 0 ? 'read' : 'write') }, () => part.name);
}

function chanceOf(variable: Variable, { design, sources }: States): number {
  const name = variable.kind === 'basic' ? nameOf(variable.event.id) : variable.group.component;
  const q = sources.find((one) => one.name === name)?.q ?? Number.NaN;
  if (variable.kind === 'basic') return q;
  const { left, use } = variable.level;
  const part = design.parts.find((one) => one.name === name) as Part;
  const least = leastFailures(left, part, use === 0 ? 'read' : 'write');
  let chance = 0;
  for (let state = 0; state < 1 << left.instances; state++) {
    const gone = Array.from({ length: left.instances }, (_, i) => (state >> i) & 1).reduce((sum, bit) => sum + bit, 0);
    if (gone >= least) chance += q ** gone * (1 - q) ** (left.instances - gone);
  }
  return chance;
}

/** Derivative of the chance of the whole by the unavailability of an instance, all being alike: through the chance of each level. */
function slopeOf(own: readonly { readonly variable: Variable; readonly birnbaum: number }[], part: Part, q: number): number {
  let [before, slopeBefore, sum] = [0, 0, 0];
  for (const { variable, birnbaum } of own) {
    if (variable.kind !== 'insufficient') continue;
    const { left, use } = variable.level;
    const { chance, slope } = shortWith(left.instances, left.copies, part, use === 0 ? 'read' : 'write', q);
    // r = 1 - (1 - p) / (1 - before)
    if (before < 1) sum += (birnbaum * (slope * (1 - before) - slopeBefore * (1 - chance))) / (1 - before) ** 2;
    [before, slopeBefore] = [chance, slope];
  }
  return sum;
}

/** Chance that too little is up of so many instances, some of which hold copies, and its derivative: by looking at all their states. */
function shortWith(instances: number, copies: number, part: Part, use: 'read' | 'write', q: number) {
  let [chance, slope] = [0, 0];
  for (let state = 0; state < 1 << instances; state++) {
    const down = (among: number): number => Array.from({ length: among }, (_, i) => (state >> i) & 1).reduce((sum, bit) => sum + bit, 0);
    const isShort = instances - down(instances) < (part.fleet?.needed ?? 1) || copies - down(copies) < quorumOf(part, use);
    if (!isShort) continue;
    const gone = down(instances);
    chance += q ** gone * (1 - q) ** (instances - gone);
    slope += gone * q ** (gone - 1) * (1 - q) ** (instances - gone) - (instances - gone) * q ** gone * (1 - q) ** (instances - gone - 1);
  }
  return { chance, slope };
}
