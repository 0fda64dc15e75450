import { expect, it } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { type Model, withLevels } from '../../src/spec/index.js';
import { loadedFromText } from '../../src/workspace/index.js';

const TEXT = `sysdesign: 1
name: shop
flows:
  read: { rate: 5 req/s, path: api -> orders }
  write: { kind: write, rate: 2 req/s, path: api -> orders -> audit }
  browse: { rate: 9 req/s, path: api -> items }
components:
  api: { kind: service }
  audit: { kind: service }
  orders: { kind: database, replication: { factor: 3, read: one, write: one } }
  items: { kind: database, replication: { factor: 3, read: one, write: one } }
`;

async function modelOf(): Promise<Model> {
  const { spec, findings } = await loadedFromText({ name: 'shop.sysdesign.yaml', text: TEXT }, memoryFileSystem({}));
  if (spec === null) throw new Error(findings.map(({ message }) => message).join('\n'));
  return spec;
}

it('asks a store otherwise, and leaves as it is what does not ask it', async () => {
  const model = await modelOf();
  const other = withLevels(model, { store: 'orders', read: 'quorum', write: 'all', copies: { read: 'quorum', write: 'all' } });
  const callsOf = (name: string) => other.flows.get(name)?.calls ?? [];
  expect(callsOf('read').map(({ component, consistency }) => [component, consistency?.name])).toEqual([
    ['api', undefined],
    ['orders', 'quorum'],
  ]);
  expect(callsOf('write').find(({ component }) => component === 'orders')?.consistency?.name).toBe('all');
  expect(other.components.get('orders')?.replication).toMatchObject({ read: 'quorum', write: 'all' });
  // A copy of all for each data set would be as many times as there are data sets.
  expect(callsOf('browse')).toBe(model.flows.get('browse')?.calls);
  expect(other.components.get('items')).toBe(model.components.get('items'));
});

it('links what it changes to what it changes, and changes nothing of what it was made from', async () => {
  const model = await modelOf();
  const other = withLevels(model, { store: 'orders', read: 'quorum', write: 'all', copies: { read: 'quorum', write: 'all' } });
  const all = [...other.flows.values()].flatMap(({ calls }) => calls);
  for (const call of all) {
    for (const callee of call.callees) expect(all).toContain(callee);
    if (call.caller) expect(all).toContain(call.caller);
  }
  for (const { name, calls } of other.components.values()) {
    expect(calls.length, name).toBe(model.components.get(name)?.calls.length);
    for (const call of calls) expect(all).toContain(call);
  }
  expect(model.flows.get('read')?.calls.map(({ consistency }) => consistency?.name)).toEqual([undefined, undefined]);
});
