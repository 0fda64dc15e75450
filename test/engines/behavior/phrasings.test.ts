import { describe, expect, test } from 'vitest';
import { design, estimate, findingsOf } from '../../support/estimating.js';

/** What people write, and what would be another number if it were read otherwise. */
describe('a cost by the time', () => {
  test.each([
    ['$73/month', 146],
    ['$73/month per node', 146],
    ['73 USD per month per server', 146],
    // 0.10 x 24 x 30 x 2 instances.
    ['$0.10 per instance per hour', 144],
  ])('of each instance, as %s, is that of the fleet', async (cost, month) => {
    const facts = await estimate(design('a', `a: { kind: service, instances: 2, each: { rate: 10/s, cost: ${cost} } }`));
    facts.are({ 'components.a.cost': month });
  });
});

describe('data in a log', () => {
  const log = (keep: string) => `sysdesign: 1
name: d
horizon: 3 years
flows: { send: { kind: write, rate: 1k/s, peak: 1, request: 1 kB, path: log } }
components: { log: { kind: stream, retention: 7 d, replication: 3, each: { rate: 50k/s, disk: 2 TB } } }
data: { msgs: { in: log, item: 1 kB, addedBy: send${keep} } }
`;

  test('is kept as long as the log keeps it', async () => {
    // 1,000/s x 604,800 s x 1 kB x 3 copies.
    (await estimate(log(''))).are({ 'data.msgs.size.stored': 1000 * 604_800 * 1000 * 3 });
  });

  test('unless it states how long', async () => {
    (await estimate(log(', keep: 1 d'))).are({ 'data.msgs.size.stored': 1000 * 86_400 * 1000 * 3 });
    (await estimate(log(', keep: forever'))).are({ 'data.msgs.size.stored': 1000 * 3 * 365 * 86_400 * 1000 * 3 });
  });
});

describe('what is no availability', () => {
  test.each([
    ['43 min per month', '99.900463%'],
    ['4 h/year', '99.954338%'],
  ])('%s is a time down', async (text, up) => {
    const [found = ''] = await findingsOf(design('a', `a: { kind: service, instances: 1, availability: ${text} }`));
    expect(found).toContain(`"${text}" ${text} is a time down`);
    expect(found).toContain(`(write ${up})`);
  });

  test('a share that lacks its sign is asked about', async () => {
    const of = (target: string) =>
      findingsOf(
        design(
          'a',
          'a: { kind: service, instances: 2, each: { rate: 10/s } }',
          `expect: { components.a.utilization.peak: at most ${target} }`,
        ),
      );
    expect((await of('60'))[0]).toContain('(write 60%)');
    expect(await of('60%')).toEqual([]);
    expect(await of('0.6')).toEqual([]);
  });
});
