import { describe, expect, it } from 'vitest';
import { PRODUCTS } from '../../../src/catalog/data/products.js';
import { agreementOf, catalogEntries, catalogEntry, defaultOf, type Entry, findEntries, productOf } from '../../../src/catalog/index.js';

const YEAR = 365 * 86_400;
const [MTBF, MTTR] = [defaultOf('mtbf', 'standard'), defaultOf('mttr', 'standard')];

const entries = await catalogEntries();
const inGroup = (...groups: readonly Entry['group'][]): readonly Entry[] => entries.filter(({ group }) => groups.includes(group));

async function mid(id: string): Promise<number> {
  const entry = await catalogEntry(id);
  if (entry === undefined) throw new Error(`${id} is missing`);
  return entry.mid;
}

describe('figures of failures', () => {
  it('are there: rates, causes, recoveries, agreements and durability', () => {
    expect(inGroup('failure-rate').length).toBeGreaterThanOrEqual(25);
    expect(inGroup('failure-cause').length).toBeGreaterThanOrEqual(15);
    expect(inGroup('recovery').length).toBeGreaterThanOrEqual(20);
    expect(inGroup('sla').length).toBeGreaterThanOrEqual(30);
    expect(inGroup('durability').length).toBeGreaterThanOrEqual(5);
  });

  it('follow from what was counted', async () => {
    // Dean 2008: about 1,000 failures in a year of a cluster of 1,800 machines
    expect(await mid('failure.machine.google2008')).toBeCloseTo(1000 / 1800, 2);
    // Backblaze 2022: 25 failures of SSDs in 934,441 days of disks, as a percentage a year
    expect(await mid('failure.disk.ssd')).toBeCloseTo((25 / (934_441 / 365)) * 100, 2);
    // Gunawi et al. 2016: 597 outages of 32 services in the seven years from 2009 to 2015
    expect(await mid('failure.service.outages')).toBeCloseTo(597 / 32 / 7, 2);
    // Llama 3: 419 unplanned interruptions in 54 days on 16,384 GPUs
    expect(await mid('failure.gpu.h100')).toBeCloseTo(419 / 16_384 / (54 / 365), 3);
    // 3 failures of a probe 10 s apart, 2 of a load balancer's 30 s apart; HDFS: 2 * 5 min + 10 * 3 s
    expect(await mid('recover.detect.kubernetes.probe')).toBe(3 * 10);
    expect(await mid('recover.detect.alb')).toBe(2 * 30);
    expect(await mid('recover.detect.hdfs.datanode')).toBe(2 * 300 + 10 * 3);
  });

  it.each([
    // Backblaze: 1.57% in 2024, quarters between 1.36% (Q2 2025) and 2.28% (Q2 2023)
    ['failure.disk.hdd', 1.36, 1.57, 2.28],
    // AWS: an annual failure rate between 0.1 and 0.2 percent
    ['failure.ebs.gp3', 0.1, 0.15, 0.2],
    // Ford et al. 2010, table 2: node 4.3 months, rack 10.2 years
    ['failure.rack.google2010', undefined, 10.2, undefined],
    // Dean 2008, slide 8: about 20 rack failures, about 1 of a power distribution unit, 0.5 of overheating
    ['failure.rack.google2008', undefined, 20, undefined],
    ['failure.power.google2008', undefined, 1, undefined],
    ['failure.cooling.google2008', undefined, 0.5, undefined],
    // Site Reliability Engineering, chapter 1: roughly 70% of outages are due to changes in a live system
    ['cause.change.sre', undefined, 70, undefined],
    // RDS user guide: typically 60 to 120 seconds; of a cluster under 35
    ['recover.failover.rds.multiaz', 60, 90, 120],
    ['recover.failover.rds.cluster', undefined, 35, 35],
    // Aurora user guide: less than 60 seconds, often less than 30
    ['recover.failover.aurora', undefined, 30, 60],
    // ahill.net on 2024: AWS 27 events, 3.54 h on average
    ['failure.cloud.aws2024', undefined, 27, undefined],
    ['recover.cloud.aws2024', undefined, 3.54, undefined],
  ])('has %s as its source says', async (id, low, middle, high) => {
    const entry = await catalogEntry(id);
    expect([entry?.low, entry?.mid, entry?.high]).toEqual([low, middle, high]);
  });

  it('agree where two say the same', async () => {
    // AWS: 150 days up and 1 h to recover are 99.97%
    const days = await mid('failure.workload.mtbf');
    expect((days * 24) / (days * 24 + (await mid('failure.workload.mttr')))).toBeCloseTo(0.9997, 4);
    for (const volume of ['gp3', 'io2']) {
      expect((await mid(`failure.ebs.${volume}`)) + (await mid(`durability.aws.ebs.${volume}`))).toBeCloseTo(100, 9);
    }
    // Google: every outage has one trigger, and these are the eight most frequent
    const triggers = entries.filter(({ id }) => id.startsWith('cause.trigger.')).map((entry) => entry.mid);
    expect(triggers.reduce((sum, share) => sum + share, 0)).toBe(37 + 31 + 9 + 6 + 5 + 5 + 5 + 2);
  });

  it('are found by what they are', async () => {
    const ids = async (term: string): Promise<string[]> => (await findEntries(term)).map(({ id }) => id);
    expect(await ids('failure')).toEqual(expect.arrayContaining(['failure.disk.hdd', 'cause.change.sre']));
    expect((await ids('failover'))[0]).toMatch(/^recover\.failover\./);
    expect((await ids('sla')).slice(0, 30).every((id) => id.startsWith('sla.'))).toBe(true);
    expect(await ids('s3')).toEqual(expect.arrayContaining(['sla.aws.s3', 'durability.aws.s3']));
  });
});

describe('the failures of an instance that states none', () => {
  it('are those of its machine and its process', () => {
    // 1,000 / 1,800 and 365 / 150 failures in a year of time up, 2.9889 in all; 6 h and 1 h to repair
    const perYear = 1000 / 1800 + 365 / 150;
    expect(MTBF?.value).toBeCloseTo(YEAR / perYear, 3);
    expect(MTTR?.value).toBeCloseTo((((1000 / 1800) * 6 + (365 / 150) * 1) / perYear) * 3600, 6);
    expect([MTBF?.unit, MTTR?.unit]).toEqual(['s', 's']);
  });

  it('make it about three nines available: 122 days up, just under 2 h down', () => {
    expect((MTBF?.value ?? 0) / 86_400).toBeCloseTo(122.1, 1);
    expect((MTTR?.value ?? 0) / 3600).toBeCloseTo(1.93, 2);
  });

  it('come near what was measured: 4.3 months between failures of a storage node (Ford et al., OSDI 2010, table 2)', async () => {
    const months = (MTBF?.value ?? 0) / (30 * 86_400);
    expect(months / 4.3).toBeGreaterThan(0.9);
    expect(months / 4.3).toBeLessThan(1.1);
    expect(await mid('failure.node.google2010')).toBe(4.3);
  });

  it('say what they mean and who says so', () => {
    for (const each of [MTBF, MTTR]) {
      expect(each?.meaning).toContain('one instance');
      expect(each?.source).toMatch(/Dean 2008.*AWS Well-Architected/);
    }
  });
});

const agreedBy = async (use: string): Promise<Entry | undefined> => {
  const product = await productOf(use);
  const id = product && (await agreementOf(product.name));
  return id === undefined ? undefined : catalogEntry(id);
};

describe('a published agreement', () => {
  it('is known by what `use:` says, whatever its spelling', async () => {
    for (const [use, percent] of [
      ['s3', 99.9],
      ['Amazon S3', 99.9],
      ['dynamodb', 99.99],
      ['rds', 99.95],
      ['elb', 99.99],
      ['lambda', 99.95],
      ['api-gateway', 99.95],
      ['cloudfront', 99.9],
      ['route53', 100],
      ['spanner', 99.99],
    ] as const) {
      expect((await agreedBy(use))?.mid, use).toBe(percent);
    }
  });

  it('is unknown for what one runs oneself, and for what nobody knows', async () => {
    for (const use of ['postgres', 'nginx', 'kafka', 'nosuchthing', '']) expect(await agreedBy(use), use).toBeUndefined();
  });

  it('says that it is a threshold for credits and no failure rate', async () => {
    for (const { name } of PRODUCTS) {
      const agreed = await agreedBy(name);
      if (agreed === undefined) continue;
      expect(agreed.group, name).toBe('sla');
      expect(agreed.mid, name).toBeGreaterThan(99);
      expect(agreed.mid, name).toBeLessThanOrEqual(100);
    }
    for (const entry of inGroup('sla')) expect(entry.note, entry.id).toContain('threshold for credits, not a failure rate');
    for (const entry of inGroup('durability')) expect(entry.note, entry.id).toContain('designed for');
  });

  it('feeds no failure rate: what an instance is assumed to do is no published threshold', () => {
    const availability = (MTBF?.value ?? 0) / ((MTBF?.value ?? 0) + (MTTR?.value ?? 1));
    for (const { id, mid: percent } of inGroup('sla')) expect(availability, id).not.toBeCloseTo(percent / 100, 9);
    for (const text of [MTBF?.source, MTTR?.source]) expect(text).not.toMatch(/\bsla\b|agreement/i);
  });
});

describe('defaults of failures', () => {
  it('are entries of the catalog, or follow from some', async () => {
    const value = (name: string): number => defaultOf(name, 'standard')?.value ?? Number.NaN;
    expect(value('failover.detect')).toBe(await mid('recover.detect.redis.sentinel'));
    expect(value('failover.takes')).toBe((await mid('recover.failover.rds.multiaz')) - value('failover.detect'));
    expect(value('coverage')).toBeCloseTo((await mid('cause.coverage.high')) / 100, 12);
    expect(value('beta')).toBeCloseTo((await mid('cause.common.beta.generic')) / 100, 12);
    expect(value('afr')).toBeCloseTo((await mid('failure.disk.hdd')) / 100, 12);
    expect(value('rebuild')).toBe((await mid('recover.disk.rebuild')) * 3600);
  });

  it('are the same for every tier, and none for any other word', () => {
    for (const name of ['mtbf', 'mttr', 'failover.detect', 'failover.takes', 'coverage', 'beta', 'afr', 'rebuild']) {
      expect(defaultOf(name, 'critical'), name).toEqual(defaultOf(name, 'internal'));
      expect(defaultOf(name, 'critical')?.source, name).not.toBe('');
    }
    for (const name of ['mtbf.dns', 'mttr.nosuchkind', 'toString', 'failover', 'failover.'])
      expect(defaultOf(name, 'standard'), name).toBeUndefined();
  });
});
