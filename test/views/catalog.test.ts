import { describe, expect, it } from 'vitest';
import { GROUPS } from '../../src/catalog/groups.js';
import { catalogEntries, type EntryGroup, findEntries } from '../../src/catalog/index.js';
import { latencyNumbers } from '../../src/catalog/latency-numbers.js';
import { widthOf } from '../../src/report/text.js';
import { catalogDocument, latencyDocument } from '../../src/views/catalog.js';
import { documentText } from '../report/support/samples.js';

const entries = await catalogEntries();

const lines = (await documentText(catalogDocument(entries, { quiet: true, verbose: true }, true), 'pretty', { width: 120 })).split('\n');

/** The line of an entry in the table of all. */
function lineOf(id: string): string {
  const line = lines.find((each) => each.trimStart().startsWith(`${id} `));
  if (line === undefined) throw new Error(`${id} is not listed`);
  return line.replace(/ +/g, ' ').trim();
}

const shown = async (id: string): Promise<string> =>
  await documentText(
    catalogDocument(
      entries.filter((each) => each.id === id),
      { quiet: true },
    ),
    'pretty',
    { width: 120 },
  );

describe('the catalog on a terminal', () => {
  it('keeps what is missing to 100%', async () => {
    expect(lineOf('sla.aws.dynamodb.global')).toContain('99.999 %');
    expect(lineOf('sla.aws.rds.multiaz')).toContain('99.95 %');
    expect(lineOf('sla.aws.route53')).toContain(' 100 %');
    expect(await shown('durability.aws.s3')).toContain('99.999999999 %');
    expect(await shown('durability.aws.ebs.gp3')).toContain('99.8..99.85..99.9 %');
  });

  it('tells a bound from a value', async () => {
    expect(lineOf('failure.machine.crashes')).toContain('at least 2 per year');
    expect(lineOf('recover.failover.rds.cluster')).toContain('at most 35 s');
    expect(lineOf('recover.failover.aurora')).toContain('at most 30..60 s');
    expect(lineOf('failure.disk.hdd')).toContain('1.36..1.57..2.28 % per year');
    expect(await shown('recover.failover.rds.cluster')).toContain('35 s (at most)');
  });

  it('says of an agreement that it is no failure rate', async () => {
    expect(await shown('sla.aws.s3')).toContain('threshold for credits, not a failure rate');
  });
});

describe('a search in the words of the field', () => {
  const first = async (term: string): Promise<readonly string[]> => (await findEntries(term)).slice(0, 3).map(({ id }) => id);

  it.each(Object.keys(GROUPS) as EntryGroup[])('finds the group %s by what the overview says to type', async (group) => {
    const found = await findEntries(GROUPS[group].ask);
    const own = entries.filter((entry) => entry.group === group);
    expect(own.filter((entry) => !found.includes(entry)).map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ['same datacenter', 'dean.rttdc'],
    ['round trip within same datacenter', 'dean.rttdc'],
    ['main memory', 'dean.dram'],
    ['disk seek', 'dean.seek'],
    ['read 1 mb sequentially from ssd', 'dean.ssd1m'],
    ['send packet ca netherlands', 'dean.caams'],
    ['jeff dean', 'dean.branch'],
  ])('%s is %s', async (term, id) => {
    expect(await first(term)).toContain(id);
  });

  it('takes qps for whatever is counted by the second', async () => {
    const found = await findEntries('qps');
    expect(found.length).toBeGreaterThan(10);
    for (const { id, unit } of found) expect(unit, id).toMatch(/^[a-z]+\/s|^IOPS/);
    expect((await findEntries('redis qps')).map(({ id }) => id)).toContain('rate.redis.nopipe');
  });
});

describe('the latency numbers', () => {
  const numbers = latencyNumbers(entries);
  const of = (id: string): number | undefined => numbers.find(({ entry }) => entry.id === id)?.today?.seconds;

  it('are those of 2012, from the shortest to the longest', () => {
    expect(numbers).toHaveLength(14);
    const seconds = numbers.map(({ in2012 }) => in2012);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    expect(seconds[0]).toBeCloseTo(0.5e-9, 12);
  });

  // napkin-math, README.md at aae5832: 20 ns, 20 GiB/s, 250 us, 250 MiB/s.
  it('stand beside those of today: latencies as they are, bytes over their throughput', () => {
    expect(of('dean.dram')).toBeCloseTo(20e-9, 12);
    expect(of('dean.mem1m')).toBeCloseTo(1e6 / (20 * 1024 ** 3), 12);
    expect(of('dean.rttdc')).toBeCloseTo(250e-6, 12);
    expect(of('dean.hdd1m')).toBeCloseTo(1e6 / (250 * 1024 ** 2), 12);
    expect(of('dean.l1')).toBeUndefined();
  });

  it.each([40, 80, 120])('fit %i columns with whole names and ids, and cite both lists', async (width) => {
    const text = await documentText(latencyDocument(numbers, {}), 'pretty', { width });
    for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width);
    expect(text).not.toContain('\u2026');
    expect(text.replace(/\s+/g, ' ')).toMatch(/J\. Dean's.*napkin-math/);
  });
});

describe('every output of the catalog', () => {
  it.each([40, 80, 120])('fits %i columns with whole ids', async (width) => {
    for (const document of [
      catalogDocument(entries, { verbose: true }, true),
      catalogDocument(entries, {}, true),
      catalogDocument(entries.slice(0, 4), {}),
    ]) {
      const text = await documentText(document, 'pretty', { width });
      for (const line of text.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width);
      expect(text).not.toContain('\u2026');
    }
  });

  it('has all entries in Markdown and CSV too', async () => {
    const markdown = await documentText(catalogDocument(entries, {}, true), 'markdown');
    const csv = await documentText(catalogDocument(entries, {}, true), 'csv');
    for (const { id } of entries) {
      expect(markdown).toContain(`| \`${id}\` |`);
      expect(csv).toContain(`\n${id},`);
    }
  });
});
