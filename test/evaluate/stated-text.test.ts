import { expect, test } from 'vitest';
import { sysdesign } from '../support/hosts.js';

const SPEC = `sysdesign: 1
name: shop
horizon: 18 months
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 200 ms } ] } ] } }
components:
  api: { kind: service, each: { p50: 5 ms, p99: 20 ms } }
  db: { kind: database, instances: 1, each: { p50: 5 ms, p99: 90 ms } }
data: { orders: { in: db, item: 1 kB, items: 1G, growth: 100% per year } }
`;

const shown = async (command: string, ...flags: readonly string[]): Promise<string> =>
  (await sysdesign([command, 'shop.sysdesign.yaml', ...flags], { files: { 'shop.sysdesign.yaml': SPEC } })).out;

test('a horizon that a change has put there is named as it is now', async () => {
  expect(await shown('estimate')).toMatch(/horizon 18 months$[\s\S]* in 18 months$/m);
  const changed = await shown('estimate', '--set', 'horizon=30 months');
  expect(changed).toMatch(/, horizon = 30 months$[\s\S]* in 30 months$/m);
  expect(changed).not.toContain('18 months');
  // 1.5 years x 5 / 3
  expect(await shown('estimate', '--set', 'horizon=x1.6666666667')).toMatch(/ in 2\.5 years$/m);
});

test.each([
  [[], '200 ms'],
  [['--set', 'flows.read.path.0.api.calls.0.db.timeout=300 ms'], '300 ms'],
  [['--set', 'flows.read.path.0.api.calls.0.db.timeout=x2'], '400 ms'],
  [['--set', 'flows.read.path.0.api.calls.0.db.timeout== 1 s / 4'], '250 ms'],
])('a timeout that a change has put there is named as it is now: %j', async (flags, timeout) => {
  expect(await shown('latency', ...flags)).toContain(`given up after ${timeout}\n`);
});
