import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';
import { foundBy, messagesOf } from '../support/reviewing.js';

const shop = (api: string, rate = '300 req/s', rest = ''): string =>
  `flows: { read: { rate: ${rate}, peak: 2, path: api } }\ncomponents: { api: { kind: service, ${api} } }\n${rest}`;

describe('capacity/overloaded', () => {
  test('has the arithmetic of the limit that decides, and is placed there', async () => {
    // 300/s x 2 over 4 x 100/s; 600 / (100 x 70%) are nine.
    const [finding] = await foundBy('capacity/overloaded', shop('instances: 4, each: { rate: 100 req/s }'));
    expect(finding).toMatchObject({
      severity: 'error',
      message: '"api" cannot carry its peak: 150% of what it has',
      math: '600 req/s > 4 x 100 req/s = 400 req/s',
      related: [{ message: 'what one carries' }],
    });
    // The quota is less than what the instances carry: 600/s over 500/s.
    const [limited] = await foundBy('capacity/overloaded', shop('instances: 9, each: { rate: 100 req/s }, quota: 500 req/s'));
    expect(limited).toMatchObject({ message: '"api" cannot carry its peak: 120% of what it has', math: '600 req/s > 500 req/s' });
  });

  test('is told as a chance, and a step less, where the load is uncertain and most of it is carried', async () => {
    // ln of 250..310 is normal with a mean of 5.6290 and a deviation of 0.2151 / 3.29 = 0.0654: above ln 300 in P(z > 1.144) = 12.6% of cases.
    const [finding] = await foundBy('capacity/overloaded', shop('instances: 6, each: { rate: 100 req/s }', '250..310 req/s'));
    expect(finding?.severity).toBe('warning');
    // The median, ln-mid of 250 and 310, is sqrt(250 * 310) = 278.4 req/s, twice which at its peak is 92.8% of 600.
    expect(finding?.message).toMatch(/: 92\.8% of what it has at the median, in 1[0-5]% of cases more than all of it$/);
  });

  test('is accepted like any other', async () => {
    const waived = 'waivers: { known: { rule: capacity/overloaded, about: components.api, reason: it is replaced in May } }\n';
    expect(await messagesOf('capacity/overloaded', shop('instances: 4, each: { rate: 100 req/s }', '300 req/s', waived))).toEqual([]);
  });
});

test('what is overloaded explains that its callers give up, and hides no timeout that is too short by itself', async () => {
  const spec = (timeout: string): string => `flows: { read: { rate: 300 req/s, path: [ api: { calls: [ db: { timeout: ${timeout} } ] } ] } }
components:
  api: { kind: service }
  db: { kind: database, instances: 2, each: { reads: 100 req/s, p50: 5 ms, p99: 90 ms } }
`;
  const [cause] = await foundBy('capacity/overloaded', spec('1 s'));
  expect(cause?.related?.map(({ message }) => message).join()).toContain('given up after 1 s');
  expect(await messagesOf('latency/timeout-below-p99-at-peak', spec('1 s'))).toEqual([]);
  expect(await messagesOf('latency/timeout-below-own-p99', spec('50 ms'))).toHaveLength(1);
});

test('capacity/backlog takes what arrives from what is taken', async () => {
  const [finding] = await foundBy(
    'capacity/backlog',
    `flows: { read: { rate: 300 req/s, path: [ api: { calls: [ jobs: { async: true } ] } ] } }
components: { api: { kind: service }, jobs: { kind: queue, consumers: { worker: { rate: 200/s } } }, worker: { kind: worker } }
`,
  );
  expect(finding).toMatchObject({ subject: 'components.jobs', math: '300 req/s - 200 req/s = 100 req/s' });
});

describe('capacity/full', () => {
  // 1 kB x 8G = 8 TB; 100/s x 1 kB x 730 days are 6.31 TB more. Three of 4 TB hold 12 TB.
  const spec = `sysdesign: 1
name: shop
horizon: 3 years
flows: { order: { kind: write, rate: 100 req/s, path: db } }
components: { db: { kind: database, instances: 3, each: { disk: 4 TB } } }
data: { orders: { in: db, item: 1 kB, items: 8G, addedBy: order } }
scenarios: { late: { after: 2 years } }
`;
  const review = (...flags: readonly string[]) =>
    sysdesign(['review', 'shop.sysdesign.yaml', '--no-fixes', '-f', 'csv', ...flags], { files: { 'shop.sysdesign.yaml': spec } });

  test('is about today, and in a scenario that looks ahead about then', async () => {
    expect((await review()).out).not.toContain('capacity/full');
    const late = await review('--scenario', 'late');
    expect(late.out).toContain('has 14.3 TB to keep after 2 years, and room for 12 TB (disk)');
    expect(late.code).toBe(1);
    expect((await review('--set', 'data.orders.items=13G')).out).toContain('has 13 TB to keep today, and room for 12 TB (disk)');
  });
});

test('what holds in nearly all cases does not read as what holds in all', async () => {
  // ln of 250..310 is normal as above: twice the rate is more than 460 but in P(z < (ln 230 - 5.6290) / 0.0654 = -2.92) = 0.2% of cases.
  const [finding] = await foundBy('capacity/overloaded', shop('instances: 1, each: { rate: 460 req/s }', '250..310 req/s'));
  expect(finding?.message).toMatch(/, in more than 99% of cases$/);
});

describe('an error that an assumed peak decides', () => {
  const message = async (flow: string, each: number): Promise<readonly string[]> =>
    await messagesOf(
      'capacity/overloaded',
      `\nflows: { f: { rate: 100 req/s${flow}, path: api } }\ncomponents: { api: { kind: service, instances: 2, each: { rate: ${each}/s } } }\n`,
    );

  test('says so', async () => {
    // 3 x 100/s on 2 x 80/s
    expect(await message('', 80)).toEqual([expect.stringContaining('; the peak is assumed, 3x the mean: state peak')]);
    expect(await message(', peak: 3', 80)).toEqual([expect.not.stringContaining('assumed')]);
    // 100/s on 2 x 40/s is too much at the mean, too.
    expect(await message('', 40)).toEqual([expect.not.stringContaining('assumed')]);
  });

  test.each([
    ['is a warning where a queue stands before it, whose backlog is worked off', '', 'web ~> jobs ~> w', 3, 'warning'],
    ['is an error where the peak is stated', ', peak: 3', 'web ~> jobs ~> w', 3, 'error'],
    ['is an error where the mean is too much, too', '', 'web ~> jobs ~> w', 1, 'error'],
    ['is an error where somebody waits for it', '', 'web -> w', 3, 'error'],
  ])('%s', async (_, peak, path, instances, severity) => {
    // 10/s on average and 30/s at peak, of which each carries 1 / 200 ms = 5/s: three carry the mean, and one does not.
    const [finding] = await foundBy(
      'capacity/overloaded',
      `flows: { f: { rate: 10 req/s${peak}, path: ${path} } }
components: { web: { kind: service }, jobs: { kind: queue }, w: { kind: worker, instances: ${instances}, each: { serviceTime: 200 ms, servers: 1 } } }
`,
    );
    expect(finding?.severity).toBe(severity);
    expect(finding?.message.includes('the peak is assumed, 3x the mean')).toBe(peak === '' && instances === 3);
  });

  test('is not told of hours that are stated: what comes in them comes then', async () => {
    // 130k a day in 2 h are 18.06/s, which 50/s carry; of 10/s it is too much, and nothing of it is assumed.
    const spec = (each: number): string =>
      `flows: { f: { rate: 130k per day, active: 2 h per day, path: w } }\ncomponents: { w: { kind: worker, instances: 1, each: { rate: ${each}/s } } }\n`;
    expect(await messagesOf('capacity/overloaded', spec(50))).toEqual([]);
    expect(await messagesOf('capacity/overloaded', spec(10))).toEqual(['"w" cannot carry its peak: 181% of what it has']);
  });
});
