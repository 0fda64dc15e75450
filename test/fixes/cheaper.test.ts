import { expect, test } from 'vitest';
import type { Fix } from '../../src/core/index.js';
import { sysdesign } from '../support/hosts.js';
import { found } from './support/finding.js';

const PRICED = `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 2, path: api } }
components: { api: { kind: service, instances: 1, each: { rate: 150 req/s, cost: 80 USD/month } } }
requirements: { quality: { up: { flow: read, availability: 99% } } }
`;

test('costs are those of what there is more of', async () => {
  const { findings } = await found(PRICED, 'capacity/overloaded');
  const fixes = findings.flatMap(({ fixes: own = [] }) => own);
  // 200 req/s at peak over 150 x 70% = 1.9: two carry it, for 80 USD more. Three would survive the loss of one, for 160, and mend nothing more here.
  expect(fixes.map(({ label, cost, unit }) => ({ label, cost, unit }))).toEqual([
    { label: 'api: 2 instances', cost: 80, unit: 'USD/month' },
  ]);
});

test('what costs less and makes nothing worse is shown', async () => {
  // 4 x 80 USD; 200 req/s at peak over 150 x 70% = 1.9, so two carry it, and three survive the loss of one: one less saves 80, and 99% is met by far.
  const spec = PRICED.replace('instances: 1, ', 'instances: 4, mtbf: 60 d, mttr: 1 h, ');
  const { files: _, out } = await sysdesign(['review', 'a.sysdesign.yaml', '-f', 'json'], { files: { 'a.sysdesign.yaml': spec } });
  const { specs } = JSON.parse(out) as { specs: { cheaper?: Fix[] }[] };
  const cheaper = specs[0]?.cheaper ?? [];
  expect(cheaper.map(({ label, cost }) => [label, cost])).toContainEqual(['api: 3 instances', -80]);
  for (const { adds } of cheaper) expect(adds).toEqual([]);
});

test.each([
  ['a disk, and the size of an item is not', 'kind: database, replication: 2', 'disk: 1 TB', 'data: { d: { in: api, items: 1G } }\n'],
  ['a network, and the bytes of a request are not', 'kind: service', 'network: 1 Gbit/s', ''],
])('nothing is cut where an instance is stated to have %s', async (_, kind, each, data) => {
  const cheaperOf = async (more: string, rest: string): Promise<readonly string[]> => {
    const api = `kind: service, instances: 4, mtbf: 60 d, mttr: 1 h, each: { ${more}`;
    const spec = PRICED.replace('kind: service, instances: 1, each: { ', api).replace('kind: service', kind) + rest;
    const { out } = await sysdesign(['review', 'a.sysdesign.yaml', '-f', 'json'], { files: { 'a.sysdesign.yaml': spec } });
    const { specs } = JSON.parse(out) as { specs: { cheaper?: Fix[] }[] };
    return (specs[0]?.cheaper ?? []).map(({ label }) => label);
  };
  expect(await cheaperOf(`${each}, `, data)).toEqual([]);
  // As in the specs before, of which no more is stated.
  expect(await cheaperOf('', '')).not.toEqual([]);
});
