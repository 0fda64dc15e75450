import { describe, expect, it } from 'vitest';
import { catalogEntries, catalogEntry, type Entry, isPastShelfLife } from '../../src/catalog/index.js';
import { parseLiteral, STANDARD_CALENDAR } from '../../src/quantity/index.js';

const entries = await catalogEntries();
const vocabulary = { calendar: STANDARD_CALENDAR, counts: new Set<string>() };

const valuesOf = ({ low, mid, high }: Entry): number[] => [low, mid, high].filter((value) => value !== undefined);

/** In canonical units, as the spec would read it. */
function read(value: number, unit: string): number {
  const parsed = parseLiteral(`${value} ${unit}`, null, vocabulary);
  if (!parsed.ok) throw new Error(`${value} ${unit}: ${parsed.problem.message}`);
  return parsed.value.value;
}

async function canonical(id: string): Promise<number> {
  const entry = await catalogEntry(id);
  if (entry === undefined) throw new Error(`${id} is missing`);
  return read(entry.mid, entry.unit);
}

describe('the catalog', () => {
  it('has more than 100 entries with low, middle and high, and as many again with what the source gives', () => {
    expect(entries.filter(({ bounds }) => bounds === 'range').length).toBeGreaterThanOrEqual(100);
    expect(entries.length).toBeGreaterThanOrEqual(250);
  });

  it('has every id once, in order', () => {
    const ids = entries.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const id of ids) expect(id).toMatch(/^[a-z][\w-]*(\.[\w-]+)+$/);
  });

  it('says of each entry what it is, who says so, of when it is, for how long, and under which conditions', () => {
    for (const entry of entries) {
      for (const text of [entry.name, entry.source, entry.note]) expect(text.trim(), entry.id).not.toBe('');
      expect(entry.asOf, entry.id).toMatch(/^(19|20)\d\d(-(0[1-9]|1[0-2]))?$/);
      expect(Number.isInteger(entry.shelfLifeMonths) && entry.shelfLifeMonths > 0, entry.id).toBe(true);
    }
  });

  it('writes its figures as a spec would', () => {
    for (const entry of entries) {
      for (const value of valuesOf(entry)) expect(read(value, entry.unit), entry.id).toBeGreaterThan(0);
    }
  });

  it('has low <= middle <= high', () => {
    for (const entry of entries) expect(valuesOf(entry), entry.id).toEqual([...valuesOf(entry)].sort((a, b) => a - b));
  });

  it('labels what has no bounds, so that none has to be made up', () => {
    const has = ({ low, high }: Entry): string => `${low === undefined ? '' : 'low'}${high === undefined ? '' : 'high'}`;
    const labels = { range: 'lowhigh', minimum: 'low', maximum: 'high', single: '' };
    for (const entry of entries) expect(has(entry), entry.id).toBe(labels[entry.bounds]);
  });

  it('marks what was not read in its source', () => {
    expect(entries.filter(({ checked }) => !checked).length).toBeGreaterThan(30);
    for (const entry of entries.filter(({ group }) => group === 'latency-2012')) expect(entry.checked, entry.id).toBe(false);
  });

  it('keeps prices for a year, but for what customers paid', () => {
    for (const { id, group, shelfLifeMonths } of entries)
      if (group === 'price' && !id.startsWith('price.paid.')) expect(shelfLifeMonths, id).toBe(12);
  });
});

describe('figures', () => {
  it('stand in the units of their sources', async () => {
    // napkin-math, README: 20 GiB/s, 300 ns, 80 ms between western Europe and eastern North America
    expect(await canonical('napkin.memseq.bps')).toBe(20 * 2 ** 30);
    expect(await canonical('napkin.syscall.lat')).toBeCloseTo(300e-9, 20);
    expect(await canonical('napkin.wan.EU_west-NA_east.lat')).toBeCloseTo(0.08, 12);
    // S3: 0.252 USD a GiB and year, which is twelve months of 30 days; 5 USD a million writes
    expect(await canonical('price.aws.svc.s3')).toBeCloseTo(0.252 / 2 ** 30 / (12 * 30 * 86_400), 30);
    expect(await canonical('price.aws.svc.s3put')).toBeCloseTo(5e-6, 15);
  });

  it('of a processor core are one over the processor time', async () => {
    // Cassandra, point read: 0.4, 2 and 5 ms
    expect(await catalogEntry('rate.cassandra.read.core')).toMatchObject({
      low: 200,
      mid: 500,
      high: 2500,
      bounds: 'range',
      checked: true,
    });
  });

  it('of square-root staffing are those of Halfin and Whitt: P(wait) = 1 / (1 + b F(b) / f(b))', async () => {
    // F and f of the standard normal at 2.375, 1.761, 1.16 and 1, from tables
    for (const [tier, F, f, wait] of [
      [0, 0.99123, 0.02377, 0.01],
      [1, 0.96088, 0.08464, 0.05],
      [2, 0.87698, 0.20357, 0.17],
      [3, 0.84134, 0.24197, 0.22],
    ] as const) {
      const entry = await catalogEntry(`model.qos.tier${tier}`);
      expect(1 / (1 + ((entry?.mid ?? 0) * F) / f)).toBeCloseTo(wait, 2);
      expect(entry?.name).toContain(`${Math.round(wait * 100)}%`);
    }
  });

  it('of published systems follow from what was published', async () => {
    expect(await canonical('system.stackoverflow.requests')).toBeCloseTo(209_420_973 / 86_400, 1);
    expect(await canonical('system.stackoverflow.response')).toBeCloseTo(1_240_266_346_053 / 209_420_973, 0);
    expect(await canonical('system.discord.message')).toBeCloseTo((72 * 9e12) / 3 / (3.2e6 * 9 * 86_400), 0);
    expect(await canonical('price.paid.s3.2022')).toBeCloseTo(1e6 / 8e6 / 1e9 / (365 * 86_400), 18);
  });
});

describe('the shelf life of an entry', () => {
  const entry = { asOf: '2026-03', shelfLifeMonths: 12 };

  it('ends so many months after its month', () => {
    expect(isPastShelfLife(entry, '2026-11-01')).toBe(false);
    expect(isPastShelfLife(entry, '2027-03-31')).toBe(false);
    expect(isPastShelfLife(entry, '2027-04-01')).toBe(true);
  });

  it('counts a year alone from its end', () => {
    expect(isPastShelfLife({ ...entry, asOf: '2025' }, '2026-12-31')).toBe(false);
    expect(isPastShelfLife({ ...entry, asOf: '2025' }, '2027-01')).toBe(true);
    expect(isPastShelfLife({ ...entry, asOf: '2025' }, '2027')).toBe(true);
  });

  it('is past for the latencies of 2012, and not for prices of this spring', async () => {
    const past = (await catalogEntries()).filter((each) => isPastShelfLife(each, '2026-11-01'));
    expect(past.filter(({ group }) => group === 'latency-2012')).toHaveLength(14);
    expect(past.filter(({ id }) => id.startsWith('napkin.'))).toEqual([]);
  });

  it('is told for dates only', () => {
    for (const date of ['soon', '2026-13', '2026-1', '']) expect(() => isPastShelfLife(entry, date)).toThrow(RangeError);
  });
});
