import { describe, expect, test } from 'vitest';
import { estimate } from '../../../support/estimating.js';
import { DesignDice, written } from '../../support/failing-designs.js';
import { States } from '../../support/failing-states.js';
import { allowedMisses, type Between, isIn, outagesSeen, requestsFailing, type Spares, sparesSeen } from '../../support/simulated.js';

/** Fails often enough to be seen in a short time. */
const RANGES = { mtbf: [8, 80], mttr: [2, 15] } as const;
const HOURS_A_YEAR = 8760;
const REQUESTS = 3000;
const STRETCHES = 60;
/** Of a year. */
const STRETCH = 150 / HOURS_A_YEAR;

/** Designs that fail for 5% to 50% of requests. */
async function designs(count: number): Promise<readonly { readonly states: States; readonly said: Said }[]> {
  const found: { states: States; said: Said }[] = [];
  for (let seed = 1; found.length < count; seed++) {
    const states = new States(new DesignDice(seed, RANGES).design());
    if (states.sources.length > 24) continue;
    const facts = await estimate(written(states.design));
    const said = {
      requests: facts.value('flows.f.unavailability'),
      time: facts.value('flows.f.failing'),
      often: facts.value('flows.f.outages'),
    };
    if (said.requests > 0.05 && said.requests < 0.5) found.push({ states, said });
  }
  return found;
}

interface Said {
  readonly requests: number;
  readonly time: number;
  readonly often: number;
}

/** Intervals that do not hold what the program says. */
function missesOf(states: States, said: Said, seed: number): readonly string[] {
  const { time, often } = outagesSeen(new States(states.design, true), seed, STRETCHES, STRETCH);
  const seen: Readonly<Record<keyof Said, Between>> = { requests: requestsFailing(states, seed, REQUESTS), time, often };
  return Object.entries(seen).flatMap(([key, between]) => missed(key, between, said[key as keyof Said], written(states.design)));
}

const missed = (what: string, between: Between, value: number, of: string): readonly string[] =>
  isIn(between, value) ? [] : [`${what}: ${value} is not within ${between.low}..${between.high}: ${of}`];

describe('a simulation agrees, within what chance allows', () => {
  test('on 200 designs: requests and time that fail, and how often that begins', async () => {
    const misses = (await designs(200)).flatMap(({ states, said }, i) => missesOf(states, said, 1000 + i));
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(allowedMisses(3 * 200));
  });

  test('on 5 designs, with 100 seeds each', async () => {
    const some = (await designs(50)).filter((_, i) => i % 10 === 0);
    const misses = some.flatMap(({ states, said }) => Array.from({ length: 100 }, (_, seed) => missesOf(states, said, seed)).flat());
    expect(some).toHaveLength(5);
    expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(allowedMisses(3 * 5 * 100));
  });

  const SPARES: readonly (readonly [string, Spares])[] = [
    ['one crew for a pair', { instances: 2, needed: 1, mtbf: 20, mttr: { detect: 1, respond: 1, repair: 6 }, crews: 1, failover: null }],
    ['two crews for five', { instances: 5, needed: 3, mtbf: 30, mttr: { detect: 1, respond: 1, repair: 4 }, crews: 2, failover: null }],
    [
      'a hot spare that sometimes does not take over',
      {
        instances: 2,
        needed: 1,
        mtbf: 40,
        mttr: { detect: 2, respond: 2, repair: 4 },
        crews: 1,
        failover: { mode: 'active-passive', detect: 0.5, takes: 1, coverage: 0.8 },
      },
    ],
    [
      'hot spares of several, a crew for each',
      {
        instances: 5,
        needed: 3,
        mtbf: 60,
        mttr: { detect: 1, respond: 1, repair: 10 },
        crews: null,
        failover: { mode: 'active-passive', detect: 0.5, takes: 0.5, coverage: 0.9 },
      },
    ],
    [
      'cold spares and two crews',
      {
        instances: 4,
        needed: 2,
        mtbf: 20,
        mttr: { detect: 0.5, respond: 1.5, repair: 8 },
        crews: 2,
        failover: { mode: 'cold', detect: 0.25, takes: 1.5, coverage: 0.7 },
      },
    ],
    [
      'no spare to take over',
      {
        instances: 2,
        needed: 2,
        mtbf: 30,
        mttr: { detect: 1, respond: 1, repair: 3 },
        crews: 1,
        failover: { mode: 'active-passive', detect: 1, takes: 1, coverage: 0.9 },
      },
    ],
  ];

  test.each(SPARES)('with 100 seeds: %s', async (_, spares) => {
    const facts = await estimate(sparesWritten(spares));
    const [time, often] = [facts.value('components.c.unavailability'), facts.value('components.c.outages') / HOURS_A_YEAR];
    const missesWith = (seeds: number, cycles: number): readonly string[] =>
      Array.from({ length: seeds }, (_seed, seed) => {
        const seen = sparesSeen(spares, seed, cycles);
        return [...missed('time', seen.time, time, `seed ${seed}`), ...missed('often', seen.often, often, `seed ${seed}`)];
      }).flat();
    // Often, and a few times for so long that the interval is a percent or two wide.
    for (const [seeds, cycles] of [[100, 600] as const, [3, 30_000] as const]) {
      const misses = missesWith(seeds, cycles);
      expect(misses.length, misses.join('\n')).toBeLessThanOrEqual(allowedMisses(2 * seeds));
    }
  });
});

function sparesWritten({ instances, needed, mtbf, mttr, crews, failover }: Spares): string {
  const hours = (times: object): object =>
    Object.fromEntries(Object.entries(times).map(([key, value]) => [key, typeof value === 'number' ? `${value} h` : value]));
  const switching = failover && { ...hours(failover), coverage: `${Math.round(failover.coverage * 100)}%` };
  return JSON.stringify({
    sysdesign: 1,
    name: 'spares',
    flows: { f: { rate: '1 req/s', path: ['c'] } },
    components: {
      c: {
        kind: 'service',
        instances,
        needed,
        mtbf: `${mtbf} h`,
        mttr: hours(mttr),
        crews: crews ?? undefined,
        failover: switching ?? undefined,
      },
    },
  });
}
