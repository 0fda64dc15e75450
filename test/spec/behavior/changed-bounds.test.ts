import { describe, expect, test } from 'vitest';
import { estimate, factsUnder, findingsOf, modelOf } from '../../support/estimating.js';

const text = (changes = ''): string => `sysdesign: 1
name: b
horizon: 1 year
flows: { f: { kind: write, rate: 100 req/s, peak: 2, concurrent: 10, path: api -> db } }
data: { d: { in: db, item: 1 kB, addedBy: f, compression: 2 } }
components:
  api: { kind: service, instances: 4, each: { rate: 50..80 req/s } }
  db: { kind: database, replication: 3, shards: 2, mtbf: 90 d, mttr: 1 h }
scenarios: { s: { ${changes} } }
`;

/** What no design can mean, as it is written in the spec and as a change of it. */
const BROKEN = [
  ['components.api.instances', '0', 'instances: 4', 'instances: 0'],
  ['components.api.instances', 'x0.2', '', ''],
  ['components.api.each.rate', '0 req/s', 'rate: 50..80 req/s', 'rate: 0 req/s'],
  ['components.db.replication', '0', 'replication: 3', 'replication: 0'],
  ['components.db.replication.factor', 'x0.1', '', ''],
  ['components.db.shards', '0.5', 'shards: 2', 'shards: 0.5'],
  ['components.db.mtbf', '0 d', 'mtbf: 90 d', 'mtbf: 0 d'],
  ['data.d.compression', '0', 'compression: 2', 'compression: 0'],
  ['horizon', '0 s', 'horizon: 1 year', 'horizon: 0 s'],
  ['flows.f.peak', '0.5', 'peak: 2', 'peak: 0.5'],
  ['flows.f.peak', 'x0.25', '', ''],
] as const;

describe('a change that puts in what no design can mean is refused as the spec is', () => {
  test.each(BROKEN)('%s: %s', async (path, value, from, to) => {
    const refused = (error: unknown): string => JSON.stringify(error);
    const model = await modelOf(text());
    await expect(factsUnder(model, { set: { [path]: value } }).catch((error: unknown) => refused(error))).resolves.toContain(
      'spec/out-of-bounds',
    );
    expect((await findingsOf(text(`${path}: ${value}`))).join()).toContain('spec/out-of-bounds');
    if (from !== '') expect((await findingsOf(text().replace(from, to))).join()).toContain('spec/out-of-bounds');
  });

  test('what is little and may be is taken', async () => {
    for (const set of [{ 'components.api.instances': '1' }, { 'components.api.each.rate': 'x0.001' }, { 'flows.f.rate': '0 req/s' }])
      expect((await estimate(text(), { set })).node('components.api.fleet').state).toBe('known');
  });
});
