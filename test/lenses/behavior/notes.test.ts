import { expect, test } from 'vitest';
import { sysdesign } from '../../support/hosts.js';

const parts = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `  c${i}: { kind: service, owner: payments, count: 2, throughput: 50/s, cost: $30/month }\n`,
  ).join('');
const spec = (count: number): string =>
  `sysdesign: 1\nname: many\nflows: { read: { rate: 10 req/s, peak: 2, path: c0 } }\ncomponents:\n${parts(count)}`;

const ran = async (command: string, count: number, ...flags: readonly string[]) =>
  (await sysdesign([command, 'a.sysdesign.yaml', ...flags], { files: { 'a.sysdesign.yaml': spec(count) } })).out;

// Each component has its count and what is of each of its instances: two readings, and all owners are one label.
test.each(['lint', 'review'])('%s names what many words were read as in one line, and programs get all', async (command) => {
  const out = (await ran(command, 12)).replace(/\s+/g, ' ');
  expect(out).toContain('24 places read as meant, 1 label kept: sysdesign validate lists them');
  expect(out).not.toContain('[schema/read-as]');
  expect(out).not.toContain('[schema/label]');
  const { specs } = JSON.parse(await ran(command, 12, '-f', 'json')) as { specs: { findings: { rule: string }[] }[] };
  expect(specs[0]?.findings.filter(({ rule }) => rule === 'schema/read-as')).toHaveLength(24);
});

test.each(['lint', 'review'])('%s shows a few of them by themselves', async (command) => {
  const out = (await ran(command, 1)).replace(/\s+/g, ' ');
  expect(out.match(/\[schema\/read-as\]/g)).toHaveLength(2);
  expect(out).not.toContain('lists them');
});
