import { describe, expect, test } from 'vitest';
import { close, estimate, type Facts } from '../../../support/estimating.js';
import { isFull } from '../../../support/full.js';
import { variantOf } from '../../support/differential/variants.js';
import { type Failing, type WideDesign, wideDesign } from '../../support/differential/wide-designs.js';
import { WideStates } from '../../support/differential/wide-states.js';
import { wideTree, wideWritten } from '../../support/differential/wide-written.js';

const DESIGNS = isFull ? 1000 : 100;
/** Combinations of states that are looked at. */
const MOST = 1 << 14;
const SECONDS_A_YEAR = 8760 * 3600;
const DAY = 86_400;

interface Held {
  readonly seed: number;
  readonly design: WideDesign;
  readonly states: WideStates;
}

/** Designs that are small enough; of the larger ones, which take most of the time, a few. */
function designs(): readonly Held[] {
  const found: Held[] = [];
  for (let seed = 1; found.length < DESIGNS; seed++) {
    const states = new WideStates(wideDesign(seed));
    const { design, size } = states;
    if (size <= MOST / 8 || (size <= MOST && seed % 4 === 0)) found.push({ seed, design, states });
  }
  return found;
}

const HELD = designs();
const idsOf = ({ parts }: WideDesign): readonly string[] => ['flows.f', ...parts.map(({ name }) => `components.${name}`)];

/** Whether what fails for some request is told from above. A flow is if one of the parts is, used or not. */
const isNear = (id: string, { parts }: WideDesign, states: WideStates): boolean =>
  id === 'flows.f' ? parts.some(({ name }) => states.isNear(name)) : states.isNear(id.replace('components.', ''));

/** Holds all that is told of availability against what looking at every state comes to. */
function hold(facts: Facts, design: WideDesign, states: WideStates): void {
  for (const id of idsOf(design)) {
    const { chance, failing, often } = states.told(id);
    close(facts.value(`${id}.unavailability`), chance, `${id}.unavailability`);
    close(facts.value(`${id}.downtime`), chance * SECONDS_A_YEAR, `${id}.downtime`);
    if (isNear(id, design, states)) {
      expect(facts.value(`${id}.failing`), `${id}.failing`).toBeGreaterThanOrEqual(failing * (1 - 1e-9));
      continue;
    }
    close(facts.value(`${id}.failing`), failing, `${id}.failing`);
    close(facts.value(`${id}.outages`), often, `${id}.outages`);
    if (often > 0) close(facts.value(`${id}.outage`), (failing * SECONDS_A_YEAR) / often, `${id}.outage`);
  }
  const { percent, window } = design.objective;
  const allowed = (100 - percent) / 100;
  for (const [id, days] of [['objectives.q', window] as const, ['agreements.a', 2 * window] as const]) {
    close(facts.value(`${id}.window`), days * DAY, `${id}.window`);
    close(facts.value(`${id}.budget`), allowed * days * DAY, `${id}.budget`);
    close(facts.value(`${id}.spent`), states.told('flows.f').chance / allowed, `${id}.spent`);
  }
}

/** @param check what is asked, as text, and how it is held */
async function holding(check: (held: Held) => readonly [text: string, hold: () => Promise<void>]): Promise<void> {
  const wrong: string[] = [];
  for (const held of HELD) {
    const [text, hold] = check(held);
    try {
      await hold();
    } catch (error) {
      wrong.push(`seed ${held.seed}: ${error instanceof Error ? error.message : String(error)}\n${text}`);
    }
  }
  expect(wrong.length, wrong.slice(0, 5).join('\n')).toBe(0);
}

describe(`on ${DESIGNS} designs that state all that decides availability, it equals looking at every state`, () => {
  test('as filed', async () => {
    await holding(({ design, states }) => {
      const text = wideWritten(design);
      return [text, async () => hold(await estimate(text), design, states)];
    });
  });

  test('under a change, with something down, later, with ranges', async () => {
    await holding(({ seed, design }) => {
      const { text, options, design: other, down } = variantOf(design, seed);
      return [`${JSON.stringify(options)} ${text}`, async () => hold(await estimate(text, options), other, new WideStates(other, down))];
    });
  });

  test('with a time left out: what rests on it is unknown and names it, and nothing else changes', async () => {
    const tried = { everything: 0, outages: 0 };
    await holding(({ seed, design, states }) => {
      const victims = victimsOf(design);
      const victim = victims[seed % victims.length];
      if (!victim) return ['', async () => {}];
      const text = withoutTime(design, victim.path);
      const isAll = victim.failing.told === 'times';
      tried[isAll ? 'everything' : 'outages']++;
      const resting = states.restingOn(victim.name);
      return [
        `without ${victim.path}: ${text}`,
        async () => {
          const facts = await estimate(text);
          for (const id of idsOf(design)) {
            const { chance, failing, often } = states.told(id);
            const values = { unavailability: chance, failing, outages: often };
            for (const what of ['unavailability', 'failing', 'outages'] as const) {
              const fact = `${id}.${what}`;
              // How long an outage lasts also decides what a buffer bridges.
              const isBridged = resting.has(id) && id === 'flows.f' && design.buffer !== null;
              if (resting.has(id) && (isAll || what === 'outages')) expect(facts.missing(fact), fact).toContain(victim.path);
              else if (!isBridged && !(what !== 'unavailability' && isNear(id, design, states)))
                close(facts.value(fact), values[what], fact);
            }
          }
        },
      ];
    });
    expect(tried.everything).toBeGreaterThan(DESIGNS / 10);
    expect(tried.outages).toBeGreaterThan(DESIGNS / 20);
  });
});

interface Victim {
  readonly name: string;
  readonly failing: Failing;
  /** Of the time that is left out. */
  readonly path: string;
}

/** What is told as one thing, and whose time down is stated as one: of instances a time is assumed where none is stated. */
function victimsOf({ parts, regions, causes }: WideDesign): readonly Victim[] {
  const victim = (name: string, failing: Failing | null, at: string): readonly Victim[] =>
    failing && !failing.parts && failing.told !== 'availability and mtbf' ? [{ name, failing, path: `${at}.mttr` }] : [];
  return [
    ...parts.flatMap(({ name, failing, fleet }) => (fleet ? [] : victim(name, failing, `components.${name}`))),
    ...causes.flatMap(({ name, failing }) => victim(name, failing, `topology.causes.${name}`)),
    ...regions.flatMap((region) => [
      ...victim(region.name, region.failing, `topology.regions.${region.name}`),
      ...region.zones.flatMap(({ name, failing }) =>
        victim(`${region.name}.${name}`, failing, `topology.regions.${region.name}.zones.${name}`),
      ),
    ]),
  ];
}

function withoutTime(design: WideDesign, path: string): string {
  const tree = wideTree(design, { isRanged: false });
  const keys = path.split('.');
  const holder = keys.slice(0, -1).reduce<object>((node, key) => Reflect.get(node, key) as object, tree);
  Reflect.deleteProperty(holder, keys.at(-1) as string);
  return JSON.stringify(tree);
}
