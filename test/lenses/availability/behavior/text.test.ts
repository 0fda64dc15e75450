import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sysdesign } from '../../../support/hosts.js';

const FILES = ['examples', 'templates'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sysdesign.yaml'))
    .map((name) => `${folder}/${name}`),
);

/** The lines of the trees, the cut sets and what is below them, up to the notes that say what to state. */
const shownOf = (out: string): readonly string[] =>
  out
    .split(/^ *what must work.*$/m)
    .slice(1)
    .flatMap((part) => part.split(/^ *what would help|^$/m)[0]?.split('\n') ?? []);

describe('trees and cut sets of all examples and templates', () => {
  test.each(FILES)('%s: no ids, and within 80 columns', async (file) => {
    const files = { 'spec.sysdesign.yaml': readFileSync(file, 'utf8') };
    const { out } = await sysdesign(['availability', 'spec.sysdesign.yaml', '--verbose'], { files });
    for (const line of shownOf(out)) {
      expect(line).not.toMatch(/\b(components|flows|topology|causes)\.[a-z]/);
      expect(line).not.toMatch(/NaN|undefined|null|Infinity/);
      expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });
});

describe('how often some requests fail', () => {
  const spec = (own: string): string => `sysdesign: 1
name: d
topology: { regions: { eu: { zones: { a: {}, b: {}, c: {} } } } }
flows: { f: { rate: 1 req/s, path: [db] } }
components: { db: { kind: database, mtbf: 1000 h, mttr: 4 h, ${own} } }
data: { d: { in: db, item: 1 kB, items: 1M } }
`;
  const shown = async (own: string): Promise<string> => {
    const { out } = await sysdesign(['availability', 'spec.sysdesign.yaml'], { files: { 'spec.sysdesign.yaml': spec(own) } });
    return out.replace(/\s+/g, ' ');
  };

  // Two of six instances that are down may have an item in common, and never do if they are in one zone: 12 of 15 pairs are in two.
  test.each([
    [
      'copies of an item on some of the instances, of which two must be down',
      'instances: 6, replication: { factor: 3, read: quorum }',
      true,
    ],
    ['a copy of each item on each instance', 'instances: 3, replication: { factor: 3, read: quorum }', false],
    ['a copy of some item on each of those that are down', 'instances: 6, replication: { factor: 3, read: all }', false],
    ['all in one zone', 'instances: 6, spread: none, replication: { factor: 3, read: quorum }', false],
  ] as const)('is an upper bound, and said so, only with %s', async (_, own, isBound) => {
    const out = await shown(own);
    expect(out).toMatch(isBound ? /some fail at most \S+ times a year/ : /some fail \S+ times a year/);
    if (!isBound) expect(out).not.toContain('at most');
  });
});

describe('failovers from lost places', () => {
  const spec = (places: string): string => `sysdesign: 1
name: d
topology: { regions: { eu: { zones: { ${places} } } } }
flows: { f: { rate: 1 req/s, path: [db] } }
components: { db: { kind: database, instances: 3, needed: 1, mtbf: 200 h, mttr: 4 h, failover: { mode: active-passive, takes: 3 min } } }
`;
  const A = 'a: { mtbf: 100 h, mttr: 4 h }';
  const B = 'b: { mtbf: 300 h, mttr: 6 h }';

  test('say what they may be off by where places are lost unlike often', async () => {
    const shown = async (places: string): Promise<string> =>
      (await sysdesign(['availability', 'spec.sysdesign.yaml'], { files: { 'spec.sysdesign.yaml': spec(places) } })).out.replace(
        /\s+/g,
        ' ',
      );
    // c is down 20 / 620 of the time, b 6 / 306 and a 4 / 104, an instance 4 / 204: half of 3.85% and 1.96%.
    expect(await shown(`${A}, ${B}, c: { mtbf: 600 h, mttr: 20 h }`)).toContain(
      'how often db fails over from a lost place, to within 2.9%',
    );
    expect(await shown(`${A}, ${A.replace('a:', 'b:')}, ${A.replace('a:', 'c:')}`)).not.toContain('approximate');
  });
});
