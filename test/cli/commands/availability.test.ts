import { describe, expect, test } from 'vitest';
import { beyond, type Cause } from '../../facts/support/recomputing-misses.js';
import {
  API,
  analysisOf,
  BANK,
  BROWSE,
  BROWSE_OUTAGES,
  DB,
  exactly,
  type Flow,
  flat,
  flowsOf,
  INSTANCE,
  lens,
  PAY,
  PAY_OUTAGES,
  promisesOf,
  REPORT,
  YEAR,
  ZONE,
} from '../support/shop.js';

describe('the report of a small design', () => {
  test('is this, and ends as a missed objective does', async () => {
    expect(await lens()).toMatchObject({ code: 1, err: '', out: REPORT });
  });

  test('states the availability, the downtime and the outages that follow by hand', async () => {
    const { browse, pay } = await flowsOf([]);
    expect([browse?.unavailability, browse?.downtime]).toEqual([exactly(BROWSE), exactly(BROWSE * YEAR)]);
    expect([pay?.unavailability, pay?.downtime]).toEqual([exactly(PAY), exactly(PAY * YEAR)]);
    expect([browse?.outages, browse?.outage]).toEqual([exactly(BROWSE_OUTAGES), exactly((BROWSE * YEAR) / BROWSE_OUTAGES)]);
    // Some payments fail while api or the bank is down, whether or not a fallback answers.
    const someFail = 1 - (1 - API) * (1 - BANK);
    expect([pay?.outages, pay?.outage]).toEqual([exactly(PAY_OUTAGES), exactly((someFail * YEAR) / PAY_OUTAGES)]);
    // All fail while api is down, a fifth while the bank is: of the time in which some do, so many.
    expect([browse?.hit, pay?.hit]).toEqual([exactly(1), exactly(PAY / someFail)]);
  });

  test('states cut sets: the product of what fails together', async () => {
    const { browse, pay } = await flowsOf([]);
    const sets = (flow: Flow | undefined) =>
      flow?.cutSets.map(({ events: parts, downtime, share }) => [parts.join(' + '), downtime, share]);
    // 2 of 2 instances, a zone with the instance of the other, both zones, db.
    expect(sets(browse)).toEqual(
      (
        [
          ['db', DB],
          ['2 of 2 api', INSTANCE ** 2],
          ['zone eu.a + api', ZONE * INSTANCE],
          ['zone eu.b + api', ZONE * INSTANCE],
          ['zone eu.a + zone eu.b', ZONE ** 2],
        ] as const
      ).map(([name, chance]) => [name, exactly(chance * YEAR), exactly(chance / BROWSE)]),
    );
    // A fifth of the bank.
    expect(sets(pay)?.[0]).toEqual(['bank', exactly(0.2 * BANK * YEAR), exactly((0.2 * BANK) / PAY)]);
  });

  test('states of each cut set how often it begins, how long it lasts and which share it hits; and what is one alone', async () => {
    const { browse, pay } = await flowsOf([]);
    const told = (flow: Flow | undefined) => flow?.cutSets.map(({ outages, outage, hit }) => [outages, outage, hit]);
    // Vesely 1970: the chance of all times the sum of the rates at which they end; over with the first that does, of exponential times.
    const of = (chance: number, ...hours: readonly number[]): readonly unknown[] => {
      const recovery = hours.reduce((sum, each) => sum + 1 / each, 0);
      return [exactly(chance * recovery * 8760), exactly(3600 / recovery), exactly(1)];
    };
    expect(told(browse)).toEqual([
      of(DB, 1),
      of(INSTANCE ** 2, 1, 1),
      of(ZONE * INSTANCE, 24, 1),
      of(ZONE * INSTANCE, 24, 1),
      of(ZONE ** 2, 24, 24),
    ]);
    expect(told(pay)?.[0]).toEqual([exactly(87.6), exactly(3600), exactly(0.2)]);
    expect(browse?.singlePoints).toEqual([{ event: 'db', hit: exactly(1) }]);
    expect(pay?.singlePoints).toEqual([{ event: 'bank', hit: exactly(0.2) }]);
  });

  test('states what is spent of a budget, and how many requests may fail', async () => {
    const { open, paid, gold } = await promisesOf();
    expect([open?.spent, paid?.spent, gold?.spent]).toEqual([exactly(BROWSE / 0.0005), exactly(PAY / 0.001), exactly(BROWSE / 0.001)]);
    // 0.1% of 10 req/s over 30 d.
    expect([open?.requests, paid?.requests]).toEqual([null, exactly(25_920)]);
  });

  test('states how many months and quarters fall short', async () => {
    const { open, paid, gold } = await promisesOf();
    // Ways to go down, in hours: how often each begins while all is up, and how long it lasts until the first of what is down is up again.
    const cause = (share: number, ...down: readonly (readonly [q: number, hours: number])[]): Cause => {
      const q = down.reduce((product, [each]) => product * each, 1);
      const recovery = down.reduce((sum, [, hours]) => sum + 1 / hours, 0);
      return { often: (q * recovery) / (1 - q), length: 1 / recovery, share };
    };
    const [instance, zone] = [[INSTANCE, 1] as const, [ZONE, 24] as const];
    const api = [cause(1, instance, instance), cause(1, zone, instance), cause(1, instance, zone), cause(1, zone, zone)];
    const browse = [...api, cause(1, [DB, 1])];
    const pay = [...api, cause(0.2, [BANK, 1])];
    const both = (causes: readonly Cause[], allowed: number) => {
      const short = (days: number): unknown => expect.closeTo(beyond(causes, days * 24, days * 24 * allowed), 3);
      return { month: short(30), quarter: short(90), window: short(30) };
    };
    expect(open?.missed).toEqual(both(browse, 0.0005));
    expect(paid?.missed).toEqual(both(pay, 0.001));
    expect(gold?.missed).toEqual(both(browse, 0.001));
  });

  test('states changes, each evaluated anew, and the repair that would meet what is missed', async () => {
    const { browse } = await flowsOf([]);
    const zoneOf = (instance: number): number => ZONE + (1 - ZONE) * instance;
    const saved = (api: number, db: number): unknown => exactly((BROWSE - (1 - (1 - api) * (1 - db))) * YEAR);
    // Three instances: two in the first zone. Repaired in 30 min: down 0.5 h in 99.5.
    const three = zoneOf(INSTANCE ** 2) * zoneOf(INSTANCE);
    const faster = zoneOf(0.5 / 99.5) ** 2;
    expect(browse?.changes.map((change) => [change.label, change.saved])).toEqual([
      ['not waiting for db', saved(API, 0)],
      ['a fallback for 90% of the calls of db', saved(API, DB / 10)],
      ['one more instance of api (3)', saved(three, DB)],
      ['api: repaired in 30 min instead of 1 h', saved(faster, DB)],
    ]);
    // With 0.1% to fail the bank may be down (1 - 0.999 / (1 - API)) / 0.2 of the time: after 99 h, 26.2 min.
    const allowed = (1 - 0.999 / (1 - API)) / 0.2;
    const { paid } = await promisesOf();
    expect(paid?.goals.find(({ component }) => component === 'bank')?.needed).toEqual(exactly((99 * 3600 * allowed) / (1 - allowed), 1e-6));
  });

  test('states durability: both disks lost, the second before the first is restored', async () => {
    // One of two lost 0.04 times a year, the other 0.02 while 240 restorations a year: 3 x 0.02 + 240 over 2 x 0.02^2 is 300,075 years.
    const loss = 1 - Math.exp(-1 / ((3 * 0.02 + 240) / (2 * 0.02 ** 2)));
    const { data } = await analysisOf([]);
    // 300,075 years of 8,760 h are 2.63e9 h; both in one of 240 windows a year: 240 x (0.02 / 240)^2, half of that.
    expect(data).toMatchObject([{ data: 'orders', lossProbability: exactly(loss), lost: exactly(loss * 1e6) }]);
  });

  test('states MTTDL in hours, and the window model beside the chain, with why it is not used', async () => {
    const vault = `sysdesign: 1
name: vault
flows: { put: { kind: write, rate: 10/s, path: vault } }
components:
  vault: { kind: objectStore, instances: 20, replication: { data: 17, parity: 3 }, afr: 0.41%, rebuild: 156 h, each: { disk: 100 TB } }
data:
  files: { in: vault, item: 1 MB, addedBy: put, keep: 1 year }
`;
    const { data } = await analysisOf([], vault);
    // Backblaze 2018: 17 + 3, 0.41% a year, 156 h. Four of 20 in one of the 8760 / 156 windows, each with p = 0.0041 x 156 / 8760 (less p / 2 of it):
    const p = -Math.expm1((-0.0041 * 156) / 8760);
    const window = (4845 * p ** 4 * (1 - p) ** 16 + 15504 * p ** 5) * (8760 / 156);
    // The chain: 20 x 19 x 18 x 17 failures in turn, each within a rebuild: to a few rebuilds per life.
    const life = 8760 / 0.0041;
    const mttdl = life ** 4 / (20 * 19 * 18 * 17 * 156 ** 3);
    expect(data).toMatchObject([{ data: 'files', windowLossProbability: exactly(window, 1e-4), mttdlHours: exactly(mttdl, 0.005) }]);
    const [files] = data;
    expect(files?.lossProbability).toEqual(exactly(8760 / mttdl, 0.005));
    expect((files?.lossProbability ?? 0) / (files?.windowLossProbability ?? 1)).toBeCloseTo(24, 0);
    const out = flat((await lens([], vault)).out);
    expect(out).toContain('data kept a year nines MTTDL items lost a year');
    expect(out).toContain('99.9999999815% 9.73 47.3T h');
    expect(out).toContain(
      'by a Markov chain: disks fail at any time and are restored one after the other; the window model of many published figures',
    );
    // What takes all copies at once is beyond both: then there is nothing to compare.
    expect((await lens([], vault.replace('0.41%,', '0.41%, correlatedLoss: 1e-6,'))).out).not.toContain('window model');
  });
});
