import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const flat = (text: string): string => text.replace(/\s+/g, ' ');

const SHOP = `sysdesign: 1
name: shop
flows:
  read: { rate: 864k per day, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database, replication: 3 }
`;
const SALE = `${SHOP.replace('shop', 'store')}scenarios:\n  sale: { flows.read.rate.mean: 3x }\n`;

describe('one name for what is stated and what follows from it', () => {
  test('--set and scenarios take the id of a mean rate', async () => {
    // 864k a day are 10/s; set to 50, and three times as much.
    const files = { 'a.sysdesign.yaml': SHOP, 'b.sysdesign.yaml': SALE };
    const set = await sysdesign(['explain', 'flows.read.rate.mean', 'a.sysdesign.yaml', '--set', 'flows.read.rate.mean=50/s'], { files });
    expect(set.out).toContain('flows.read.rate.mean = 50 req/s');
    const sale = await sysdesign(['explain', 'flows.read.rate.mean', 'b.sysdesign.yaml', '--scenario', 'sale'], { files });
    expect(sale.out).toContain('flows.read.rate.mean = 30 req/s');
  });

  test('what is changed is told with what it was, and where that is stated', async () => {
    const files = { 'a.sysdesign.yaml': SHOP, 'b.sysdesign.yaml': SALE };
    const of = async (...args: readonly string[]) => flat((await sysdesign(['explain', ...args], { files })).out);
    const set = await of('flows.read.rate.mean', 'a.sysdesign.yaml', '--set', 'flows.read.rate.mean=50/s');
    expect(set).toContain('set to 50/s in place of 864k per day at a.sysdesign.yaml:4:17');
    const sale = await of('flows.read.rate.mean', 'b.sysdesign.yaml', '--scenario', 'sale');
    expect(sale).toContain('set to 3x in place of 864k per day at b.sysdesign.yaml:4:17');
    // Of what was not stated there is no place but that of the change.
    const own = await of('components.db.perInstance.mean', 'a.sysdesign.yaml', '--set', 'components.db.instances=4', '--full');
    expect(own).toContain('stated.components.db.instances = 4 set to 4');
    expect(own).not.toContain('--set:');
    const head = flat((await sysdesign(['estimate', 'a.sysdesign.yaml', '--set', 'horizon=5 years'], { files })).out);
    expect(head.match(/horizon/g)).toHaveLength(1);
  });

  test('explain takes the path of what is stated', async () => {
    const files = { 'a.sysdesign.yaml': SHOP };
    const rate = await sysdesign(['explain', 'flows.read.rate', 'a.sysdesign.yaml'], { files });
    expect(rate.out).toContain('flows.read.rate.mean = 10 req/s');
    const copies = await sysdesign(['explain', 'components.db.replication', 'a.sysdesign.yaml'], { files });
    expect(copies.out).toContain('stated.components.db.replication = 3');
  });

  test('a path that nothing is stated at is still unknown', async () => {
    const files = { 'a.sysdesign.yaml': SHOP };
    const { code, err } = await sysdesign(['estimate', 'a.sysdesign.yaml', '--set', 'components.db.rate.mean=5/s'], { files });
    expect(code).toBe(2);
    expect(err + (await sysdesign(['explain', 'flows.read.rates', 'a.sysdesign.yaml'], { files })).err).toContain('flows.read.rates');
  });
});

test('where only the id of a fact may stand, a rate without its load case is answered with its mean', async () => {
  const files = { 'a.sysdesign.yaml': `${SHOP}expect: { flows.read.rate: 10/s }\n` };
  expect((await sysdesign(['estimate', 'a.sysdesign.yaml'], { files })).out).toContain('did you mean "flows.read.rate.mean"?');
});

describe('a scenario that one of several specs lacks', () => {
  const files = { 'a.sysdesign.yaml': SHOP, 'b.sysdesign.yaml': SALE };

  test('leaves that spec out, with a note', async () => {
    const { code, out } = await sysdesign(['estimate', 'a.sysdesign.yaml', 'b.sysdesign.yaml', '--scenario', 'sale'], { files });
    expect(code).toBe(0);
    expect(flat(out)).toContain('info[usage/scenario-skipped]: a.sysdesign.yaml is left out: it has no scenario "sale"');
  });

  test('is an error where no spec has it', async () => {
    const { code, out } = await sysdesign(['estimate', 'a.sysdesign.yaml', 'b.sysdesign.yaml', '--scenario', 'sael'], { files });
    expect(code).toBe(2);
    expect(out).toContain('error[usage/unknown-scenario]');
  });
});

test.each([
  ['4', '4 nines (99.99%) or 4%'],
  ['3.5', '3.5 nines (99.95%) or 3.5%'],
])('nines %s asks', async (text, readings) => {
  const { code, err } = await sysdesign(['nines', text]);
  expect(code).toBe(2);
  expect(flat(err)).toContain(`"${text}" has two readings: ${readings}`);
});

test('hit without miss is told, and hit with it is not', async () => {
  const spec = (call: string): string =>
    `sysdesign: 1\nname: x\nflows:\n  read: { rate: 5/s, path: [ cache: ${call}, db ] }\ncomponents: { cache: { kind: cache }, db: { kind: database } }\n`;
  const warned = await sysdesign(['validate', 'x.sysdesign.yaml'], { files: { 'x.sysdesign.yaml': spec('{ hit: 90% }') } });
  expect(warned).toMatchObject({ code: 0 });
  expect(warned.out).toContain('warning[spec/hit-without-miss]');
  const fine = await sysdesign(['validate', 'x.sysdesign.yaml'], { files: { 'x.sysdesign.yaml': spec('{ hit: 90%, miss: [db] }') } });
  expect(fine.out).not.toContain('warning');
});

test('what would help is the same for calls made at once in words and in a list', async () => {
  const spec = (path: string): string => `sysdesign: 1
name: x
flows:
  read: { rate: 100/s, path: ${path} }
components:
  api: { kind: service, each: { rate: 500/s }, mtbf: 30 d, mttr: 10 min }
  users: { kind: service, each: { rate: 500/s }, mtbf: 30 d, mttr: 10 min }
  prices: { kind: service, each: { rate: 500/s }, mtbf: 30 d, mttr: 1 h }
  db: { kind: database, each: { rate: 500/s }, mtbf: 30 d, mttr: 2 h }
`;
  const told = async (path: string): Promise<string> =>
    (await sysdesign(['availability', 'x.sysdesign.yaml'], { files: { 'x.sysdesign.yaml': spec(path) } })).out;
  const words = await told('"api -> (users -> db, prices -> db)"');
  expect(words).toContain('a fallback for 90% of the calls of db');
  expect(words).toBe(await told('[ { api: { calls: [ { parallel: [ { users: { calls: [db] } }, { prices: { calls: [db] } } ] } ] } } ]'));
});
