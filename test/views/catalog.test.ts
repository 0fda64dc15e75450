import { describe, expect, it } from 'vitest';
import { catalogEntries } from '../../src/catalog/index.js';
import { catalogDocument } from '../../src/views/catalog.js';
import { documentText } from '../report/samples.js';

const entries = await catalogEntries();

const lines = (await documentText(catalogDocument(entries, { quiet: true }), 'pretty', { width: 120 })).split('\n');

/** The line of an entry in the table of all. */
function lineOf(id: string): string {
  const line = lines.find((each) => each.startsWith(`${id} `));
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
