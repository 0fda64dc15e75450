import { describe, expect, test } from 'vitest';
import { displacedActive, displacedError } from '../../../../src/math/index.js';
import { longRun } from '../../../math/support/chains.js';
import { Dice } from '../../../properties/specs.js';
import { close, design, estimate } from '../../../support/estimating.js';

/** A chain by what may happen in a state: the states are those that are reached. */
function chainFrom<S>(start: S, arrowsOf: (state: S) => readonly (readonly [to: S, rate: number])[]) {
  const keyOf = (state: S): string => JSON.stringify(state);
  const states: S[] = [start];
  const index = new Map([[keyOf(start), 0]]);
  const arrows: [from: number, to: number, rate: number][] = [];
  for (let from = 0; from < states.length; from++) {
    for (const [to, rate] of arrowsOf(states[from] as S)) {
      const key = keyOf(to);
      if (!index.has(key)) index.set(key, states.push(to) - 1);
      if (rate > 0) arrows.push([from, index.get(key) as number, rate]);
    }
  }
  const rates = states.map(() => states.map(() => 0));
  for (const [from, to, rate] of arrows) (rates[from] as number[])[to] = ((rates[from] as number[])[to] as number) + rate;
  const chances = longRun(rates);
  return {
    states,
    arrows,
    chance: (holds: (state: S) => boolean) => states.reduce((sum, state, i) => sum + (holds(state) ? (chances[i] as number) : 0), 0),
  };
}

/** Up and down in turn, exponential, for so long on average: hours. */
interface Lapse {
  readonly mtbf: number;
  readonly mttr: number;
}

const zonesWritten = (zones: readonly Lapse[]): string =>
  `topology: { regions: { r: { zones: { ${zones.map(({ mtbf, mttr }, i) => `z${i}: { mtbf: ${mtbf} h, mttr: ${mttr} h }`).join(', ')} } } } }`;

const regionsWritten = (regions: readonly Lapse[]): string =>
  `topology: { regions: { ${regions.map(({ mtbf, mttr }, i) => `r${i}: { mtbf: ${mtbf} h, mttr: ${mttr} h }`).join(', ')} } }`;

describe('one crew over several zones', () => {
  /** Zones and instances go up and down apart; the crew repairs instances one by one, wherever they are. */
  function byChain(zones: readonly Lapse[], at: readonly number[], needed: number, { mtbf, mttr }: Lapse, crews: number) {
    return chainFrom<{ lost: readonly boolean[]; down: readonly boolean[] }>(
      { lost: zones.map(() => false), down: at.map(() => false) },
      ({ lost, down }) => {
        const flipped = (all: readonly boolean[], i: number): boolean[] => all.map((one, j) => (i === j ? !one : one));
        const failed = down.filter((one) => one).length;
        return [
          ...zones.map((zone, i) => [{ lost: flipped(lost, i), down: [...down] }, 1 / (lost[i] ? zone.mttr : zone.mtbf)] as const),
          // Any of those that are down may be the one at hand.
          ...at.map(
            (_, i) => [{ lost: [...lost], down: flipped(down, i) }, down[i] ? Math.min(crews, failed) / failed / mttr : 1 / mtbf] as const,
          ),
        ];
      },
    ).chance(({ lost, down }) => at.filter((zone, i) => !lost[zone] && !down[i]).length < needed);
  }

  const ZONES = [
    { mtbf: 300, mttr: 5 },
    { mtbf: 300, mttr: 5 },
    { mtbf: 200, mttr: 8 },
  ];
  test.each([
    [2, [0, 1], 1, 1],
    [2, [0, 1, 0], 1, 1],
    [2, [0, 1, 0, 1], 2, 1],
    [2, [0, 1, 0, 1], 2, 2],
    [3, [0, 1, 2, 0], 2, 1],
  ] as const)('%i zones with instances in %j, %i needed, %i at a time', async (zones, at, needed, crews) => {
    const own = { mtbf: 40, mttr: 3 };
    const text = design(
      '[c]',
      `c: { kind: service, instances: ${at.length}, needed: ${needed}, mtbf: 40 h, mttr: 3 h, crews: ${crews} }`,
      zonesWritten(ZONES.slice(0, zones)),
    );
    const wanted = byChain(ZONES.slice(0, zones), at, needed, own, crews);
    close((await estimate(text)).value('components.c.unavailability'), wanted, 'unavailability', 1e-9);
  });
});

describe('a spare in another place', () => {
  interface State {
    readonly lost: readonly boolean[];
    readonly down: readonly boolean[];
    /** Which is active; stays so while nothing can take over. */
    readonly active: number;
    readonly switching: boolean;
  }

  /** One instance in each place; whatever takes the active one makes any of those available active. During a switch all else stands still. */
  function byChain(places: readonly Lapse[], { mtbf, mttr }: Lapse, takes: number) {
    const all = places.map((_, i) => i);
    const isThere = ({ lost, down }: Pick<State, 'lost' | 'down'>, i: number): boolean => !lost[i] && !down[i];
    const flipped = (flags: readonly boolean[], i: number): boolean[] => flags.map((one, j) => (i === j ? !one : one));
    const chain = chainFrom<State>({ lost: all.map(() => false), down: all.map(() => false), active: 0, switching: false }, (state) => {
      if (state.switching) return [[{ ...state, switching: false }, 1 / takes]];
      const to = (next: Pick<State, 'lost' | 'down'>, rate: number): (readonly [State, number])[] => {
        const others = all.filter((i) => isThere(next, i));
        if (isThere(next, state.active) || others.length === 0) return [[{ ...next, active: state.active, switching: false }, rate]];
        // Where it was there before, others take over; else who comes back first is active.
        const switching = isThere(state, state.active) && takes > 0;
        return others.map((active) => [{ ...next, active, switching }, rate / others.length]);
      };
      return all.flatMap((i) => [
        ...to(
          { lost: flipped(state.lost, i), down: state.down },
          1 / (state.lost[i] ? (places[i] as Lapse).mttr : (places[i] as Lapse).mtbf),
        ),
        ...to({ lost: state.lost, down: flipped(state.down, i) }, 1 / (state.down[i] ? mttr : mtbf)),
      ]);
    });
    return { ...chain, isThere };
  }

  const own = { mtbf: 200, mttr: 4 };
  const LIKE = { mtbf: 100, mttr: 4 };
  test.each<[string, readonly Lapse[], number]>([
    ['two places', [LIKE, LIKE], 1e-9],
    ['two that are lost unlike often', [LIKE, { mtbf: 900, mttr: 30 }], 1e-9],
    ['three places', [LIKE, LIKE, LIKE], 1e-9],
    // Second order: shares of time down of 2 to 6%, and how unlike they are.
    ['three that are lost unlike often', [LIKE, { mtbf: 300, mttr: 6 }, { mtbf: 600, mttr: 20 }], 5e-3],
  ])('takes over as often as the chain says: %s', (_, places, tolerance) => {
    const { chance, isThere } = byChain(places, own, 0);
    const q = own.mttr / (own.mtbf + own.mttr);
    const zones = places.map((place) => ({ units: 1, q: place.mttr / (place.mtbf + place.mttr), rate: 1 / place.mtbf }));
    const [found] = displacedActive([{ q: 0, rate: 0, zones }], 1, q, 1 / own.mtbf);
    for (const [i, { q: lost }] of zones.entries()) {
      const wanted = chance((state) => state.active === i && isThere(state, i) && zones.some((_zone, j) => j !== i && isThere(state, j)));
      close((found?.zones[i] as number) * (1 - lost), wanted, `place ${i}`, tolerance);
    }
  });

  test('and is off by no more than it says of three places, however unlike', () => {
    const dice = new Dice(4);
    for (let i = 0; i < 40; i++) {
      const lapse = (): Lapse => ({ mtbf: dice.scale(100, 2000), mttr: dice.scale(1, 30) });
      const [places, unit] = [[lapse(), lapse(), lapse()], lapse()];
      const { chance, isThere } = byChain(places, unit, 0);
      const q = unit.mttr / (unit.mtbf + unit.mttr);
      const zones = places.map((place) => ({ units: 1, q: place.mttr / (place.mtbf + place.mttr), rate: 1 / place.mtbf }));
      const [found] = displacedActive([{ q: 0, rate: 0, zones }], 1, q, 1 / unit.mtbf);
      const error = displacedError([{ q: 0, rate: 0, zones }], 1, q);
      // All that they count for: each by how often it is lost.
      const [given, wanted] = [0, 1].map((of) =>
        zones.reduce((sum, { q: lost, rate }, at) => {
          const there = () =>
            chance((state) => state.active === at && isThere(state, at) && zones.some((_, j) => j !== at && isThere(state, j)));
          return sum + rate * (of === 0 ? (found?.zones[at] as number) * (1 - lost) : there());
        }, 0),
      ) as [number, number];
      close(given, wanted, JSON.stringify({ places, unit }), error);
    }
    expect(displacedError([{ q: 0, rate: 0, zones: [0, 1].map(() => ({ units: 1, q: 0.1, rate: 1 })) }], 1, 0.1)).toBe(0);
  });

  test.each([[[LIKE, LIKE]], [[LIKE, { mtbf: 900, mttr: 30 }]]])('and is as unavailable as the chain says: %j', async (places) => {
    const takes = 0.05;
    const { chance, isThere } = byChain(places, own, takes);
    const wanted = chance((state) => state.switching || !isThere(state, state.active));
    const text = design(
      '[c]',
      `c: { kind: database, instances: 2, needed: 1, mtbf: 200 h, mttr: 4 h, in: [r0, r1], spread: region, failover: { mode: active-passive, takes: 3 min } }`,
      regionsWritten(places),
    );
    // In the chain places too stand still during a switch, a ten-thousandth of the time.
    close((await estimate(text)).value('components.c.unavailability'), wanted, 'unavailability', 1e-3);
  });
});

describe('a failover takes no longer than what took the instance lasts', () => {
  const failover = (mode: string): string => `failover: { mode: ${mode}, takes: 10 s, coverage: 50%, manual: 5 h }`;

  test('of active and passive instances', async () => {
    // A failure in 1,000 h; half of them are over in 10 s, the others with the repair, in 10 min, before people would be done in 5 h. Both are up but
    // for twice 1.667e-4: 0.99967 x (10 s + 600 s) / 2 / 1000 h, and both are down in 2.8e-8.
    const text = design('[c]', `c: { kind: service, instances: 2, needed: 1, mtbf: 1000 h, mttr: 10 min, ${failover('active-passive')} }`);
    close((await estimate(text)).value('flows.f.unavailability'), (0.99967 * 305) / 3_600_000 + 2.8e-8, 'unavailability', 1e-3);
  });

  test('of active instances, each with its share of the requests', async () => {
    const text = design('[c]', `c: { kind: service, instances: 2, needed: 1, mtbf: 1000 h, mttr: 10 min, ${failover('active-active')} }`);
    close((await estimate(text)).value('flows.f.unavailability'), (0.99983 * 305) / 3_600_000 + 2.8e-8, 'unavailability', 1e-3);
  });

  test('of a zone that is back before people are', async () => {
    // Two zones, each lost for 10 min in 1,000 h; instances hardly fail. Whichever has the active one: (10 s + 600 s) / 2 in 1,000 h.
    const text = design(
      '[c]',
      `c: { kind: service, instances: 2, needed: 1, mtbf: 1e9 h, mttr: 10 min, ${failover('active-passive')} }`,
      zonesWritten([
        { mtbf: 1000, mttr: 1 / 6 },
        { mtbf: 1000, mttr: 1 / 6 },
      ]),
    );
    expect((await estimate(text)).value('flows.f.unavailability')).toBeCloseTo((0.99967 * 305) / 3_600_000 + 2.8e-8, 7);
  });
});
