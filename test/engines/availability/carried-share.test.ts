import { describe, expect, test } from 'vitest';
import { estimate, type Facts } from '../../support/estimating.js';

/** Three zones, ten instances of 100 req/s under a peak of 900 req/s, and a store of three copies. */
const design = (path: string, more = ''): string => `
sysdesign: 1
name: d
flows:
  f: { rate: 300 req/s, kind: write, path: ${path} }
  r: { rate: 1 req/s, path: [db] }
components:
  api: { kind: service, instances: 10, each: { rate: 100 req/s } }
  db: { kind: database, instances: 3, replication: { factor: 3, read: 1, write: quorum }, each: { rate: 10k req/s } }
  mail: { kind: external }
${more}
topology: { regions: { eu: { zones: [a, b, c] } } }
scenarios:
  zone: { down: [eu.a] }
  zones: { down: [eu.a, eu.b] }
  mail: { down: [mail] }
  store: { down: [db] }
`;

const served = async (path: string, scenario?: string, flow = 'f', more = ''): Promise<number> => {
  const facts: Facts = await estimate(design(path, more), scenario === undefined ? {} : { scenario });
  return facts.value(`flows.${flow}.carried`);
};

describe('the share of its peak that a flow serves', () => {
  test('is all of it while everything is up and has room', async () => {
    expect(await served('[ api: { calls: [ db ] } ]')).toBe(1);
  });

  test('is what the tightest component carries', async () => {
    // Ten over three zones are 4, 3 and 3: six are left of ten, 600 of 900 req/s.
    expect(await served('[ api: { calls: [ db ] } ]', 'zone')).toBeCloseTo(6 / 9, 12);
  });

  test('is nothing if too few copies are left to write, though enough to read', async () => {
    // One zone lost leaves two copies: a quorum. Two lost leave one.
    expect(await served('[db]', 'zone')).toBe(1);
    expect(await served('[db]', 'zones')).toBe(0);
    expect(await served('[db]', 'zones', 'r')).toBe(1);
  });

  test('is nothing without a component that all requests need, and all without one that none wait for', async () => {
    expect(await served('[ api: { calls: [ mail ] } ]', 'mail')).toBe(0);
    expect(await served('[ api: { calls: [ mail: { async: true } ] } ]', 'mail')).toBe(1);
    expect(await served('[ api: { calls: [ mail: { dependency: soft } ] } ]', 'mail')).toBe(1);
  });

  test('leaves the requests that do not need what is down', async () => {
    expect(await served('[ api: { hit: 90%, miss: [ db ] } ]', 'store')).toBeCloseTo(0.9, 12);
    expect(await served('[ api: { calls: [ mail: { times: 30% } ] } ]', 'mail')).toBeCloseTo(0.7, 12);
    expect(await served('[ api: { calls: [ mail: { fallback: 80% } ] } ]', 'mail')).toBeCloseTo(0.8, 12);
    expect(await served('[ api: { calls: [ mail: { fallback: { to: db } } ] } ]', 'mail')).toBe(1);
  });

  test('is that of the other component for the share of calls that it answers', async () => {
    // It has 900 req/s of its own at peak, and carries 450 of these and of what it answers instead: of all 900 more, or of four fifths of them.
    const half = '  half: { kind: service, instances: 1, each: { rate: 450 req/s } }';
    const fallback = (text: string): string => `[ api: { calls: [ half, mail: { fallback: ${text} } ] } ]`;
    expect(await served(fallback('{ to: half }'), 'mail', 'f', half)).toBeCloseTo(450 / 1800, 12);
    const mixed = fallback('{ share: 80%, to: half }').replace('half, ', '');
    const caller = '  other: { kind: service }\n'.concat(half);
    const both = (
      await estimate(design(mixed, caller).replace('path: [db]', 'path: [half]').replace('rate: 1 req/s', 'rate: 300 req/s'), {
        scenario: 'mail',
      })
    ).value('flows.f.carried');
    expect(both).toBeCloseTo((0.8 * 450) / (900 + 0.8 * 900), 12);
  });
});
