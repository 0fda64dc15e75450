import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/index.js';
import { estimate, factsUnder, findingsOf, modelOf } from '../support/estimating.js';

const text = (changes = ''): string => `sysdesign: 1
name: b
actors: { visitor: { from: { eu: 70%, us: 30% } } }
flows: { f: { actor: visitor, rate: 100 req/s, peak: 2, path: [ api: { times: 3, atOnce: true, waitFor: 2 }, db ] } }
components:
  api: { kind: service, instances: 4, survives: 2, autoscale: { min: 2, max: 8 }, each: { p50: 5 ms, p99: 40 ms, rate: 90 req/s } }
  db: { kind: database, replicas: 4, shards: 4, each: { mean: 5 ms, rate: 300 req/s, at: 100 req/s } }
topology: { regions: { eu: { place: eu-west }, us: { place: na-east } }, rtt: { eu-us: 90 ms } }
scenarios: { s: { ${changes} } }
`;

/** What no change may lead to, each with the path that it is told at. */
const CONTRADICTORY: readonly { readonly set: Readonly<Record<string, string>>; readonly at?: string }[] = [
  { set: { 'components.api.each.p50': '60 ms' } },
  { set: { 'components.api.each.p99': '2 ms' } },
  { set: { 'components.api.each.p50': 'x20' } },
  { set: { 'components.api.each.p50': '50 ms..80 ms' } },
  { set: { 'components.db.instances': '2' }, at: 'components.db.replicas' },
  { set: { 'components.db.shards': '9' } },
  { set: { 'components.api.instances': '2' } },
  { set: { 'components.api.instances': '10' } },
  { set: { 'components.api.autoscale.max': '1' } },
  { set: { 'components.api.survives': '4' } },
  { set: { 'components.db.each.at': '400 req/s' } },
  { set: { 'components.db.each.rate': 'x0.1' } },
  { set: { 'flows.f.path.0.api.waitFor': '5' } },
  { set: { 'topology.rtt.eu-us': '10 ms' } },
  { set: { 'actors.visitor.from.us': '60%' } },
  { set: { 'components.api.each.p50': '100 ms', 'components.api.each.p99': '90 ms' }, at: 'components.api.each.p99' },
];

async function refusedUnder(
  set: Readonly<Record<string, string>>,
): Promise<readonly (readonly [rule: string, path: string, source: string])[]> {
  const model = await modelOf(text());
  try {
    await factsUnder(model, { set });
  } catch (error) {
    if (error instanceof UserError) return error.findings.map(({ rule, path = '', at }) => [rule, path, at?.source.name ?? '']);
    throw error;
  }
  return [];
}

describe('a change that contradicts what else the spec states', () => {
  test.each(CONTRADICTORY)('$set is refused, at the change', async ({ set, at = Object.keys(set)[0] }) => {
    expect(await refusedUnder(set)).toEqual([['spec/contradiction', at, '--set']]);
    const changes = Object.entries(set).map(([path, value]) => `${path}: ${value}`);
    const [finding = '', ...more] = await findingsOf(text(changes.join(', ')));
    expect(more).toEqual([]);
    // In a scenario as well, and at its own words.
    expect(finding).toContain('spec/contradiction');
    expect(finding).toContain(`"${set[Object.keys(set).at(-1) as string]}"`);
  });

  test('is taken where all changes together can be, in whatever order and form', async () => {
    for (const set of [
      { 'components.api.each.p50': '60 ms', 'components.api.each.p99': '90 ms' },
      { 'components.api.each.p50': 'x20', 'components.api.each.p99': 'x20' },
      { 'components.api.survives': '6', 'components.api.instances': '8' },
      { 'components.api.instances': '8', 'components.api.survives': '6' },
      { 'components.db.shards': '2', 'components.db.instances': '2' },
      { 'actors.visitor.from.us': '40%', 'actors.visitor.from.eu': '60%' },
    ])
      expect((await estimate(text(), { set })).node('components.api.fleet').state).toBe('known');
  });
});
