import { describe, expect, test } from 'vitest';
import type { Plain } from '../../../../src/core/index.js';
import { editedTexts } from '../../../../src/source/edit/index.js';
import { editedRoot } from '../../../../src/spec/index.js';
import { meant } from '../support/reading.js';

/** On lines 3 to 12 of a file; several of them hold something that is read as something else. */
const TEXT = `description: a shop
assumptions: { u: 10/s }
flows:
  read: { rate: u * 400, peak: 2, path: edge (hit 30%) -> api -> sms }
components:
  api: { kind: service, instances: 2, each: { rate: 3000/s } }
  edge: { kind: cdn }
  sms: { kind: external, p50: 20 ms, limit: 9000/s, availability: 99.9% }
  db: { kind: database, replication: 3, product: postgres }
data: { rows: { in: db, item: 1 kB, items: 3, retention: 1 year } }
`;

/** The text with a value set; why not, where it is refused. */
async function withSet(path: string, value: Plain): Promise<string> {
  const { model } = await meant(TEXT);
  const root = editedRoot(model.tree.root, [{ do: 'set', path, value }]);
  if (!root.ok) throw new Error('there is no such place');
  const edited = editedTexts(model.tree, root.value);
  return edited.ok ? ([...edited.texts.values()][0] ?? '').replace('sysdesign: 1\nname: test\n', '') : edited.reason;
}

describe('a change of a spec that is read as it is meant', () => {
  test.each([
    ['components.api.instances', 5, 'instances: 2', 'instances: 5'],
    ['components.sms.availability', '99.5%', '99.9%', '99.5%'],
    ['flows.read.peak', 3, 'peak: 2', 'peak: 3'],
    ['data.rows.items', 7, 'items: 3', 'items: 7'],
    // One value in place of another, whatever that was read as.
    ['flows.read.rate', '5000/s', 'u * 400', '5000/s'],
  ])('is written where it touches nothing that is read as something else: %s', async (path, value, before, after) => {
    expect(await withSet(path, value)).toBe(TEXT.replace(before, after));
  });

  test.each([
    ['components.sms.quota', '80/s', 10],
    ['components.sms.each.p99', '80 ms', 10],
    ['components.db.use', 'mysql', 11],
    ['data.rows.keep', '2 years', 12],
    ['flows.read.path.0.edge.hit', '50%', 6],
  ])('names the line where it does: %s', async (path, value, line) => {
    expect(await withSet(path, value)).toBe(`line ${line} is read as something else than it states: write it as that first`);
  });
});
