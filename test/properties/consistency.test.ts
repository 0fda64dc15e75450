import { describe, expect, test } from 'vitest';
import { type Guarantee, implies } from '../../src/math/consistency/index.js';
import { estimate } from '../support/estimating.js';
import { tenthOf } from '../support/full.js';
import { Dice } from './specs.js';

/** What stands between a writer and a reader, setting by setting. */
interface Design {
  readonly store: 'quorum' | 'leader' | 'one';
  readonly copies: number;
  readonly read: number;
  readonly write: number;
  readonly sloppy: boolean;
  readonly sync: 'async' | 'semiSync' | 'sync';
  readonly from: 'leader' | 'follower' | 'nearest' | 'any';
  readonly failover: boolean;
  readonly caches: readonly Cache[];
  readonly late: 'none' | 'async' | 'queue';
}

interface Cache {
  readonly ttl: '10 s' | 'forever' | null;
  readonly invalidation: 'ttl' | 'onWrite' | 'events' | 'versionedKeys' | 'none' | null;
}

function designed(dice: Dice): Design {
  const copies = dice.of(1, 2, 3, 4, 5, 7);
  const cache = (): Cache => ({
    ttl: dice.of('10 s' as const, 'forever' as const, null),
    invalidation: dice.of(null, 'ttl' as const, 'onWrite' as const, 'events' as const, 'versionedKeys' as const, 'none' as const),
  });
  return {
    store: dice.of('quorum' as const, 'quorum' as const, 'leader' as const, 'one' as const),
    copies,
    read: dice.whole(1, copies),
    write: dice.whole(1, copies),
    sloppy: dice.chance(0.2),
    sync: dice.of('async' as const, 'semiSync' as const, 'sync' as const),
    from: dice.of('leader' as const, 'follower' as const, 'nearest' as const, 'any' as const),
    failover: dice.chance(0.5),
    caches: Array.from({ length: dice.whole(0, 2) }, cache),
    late: dice.of('none' as const, 'none' as const, 'async' as const, 'queue' as const),
  };
}

function textOf({ store, copies, read, write, sloppy, sync, from, failover, caches, late }: Design): string {
  const replication =
    store === 'quorum'
      ? `, replication: { factor: ${copies}, read: ${read}, write: ${write}, sloppy: ${sloppy} }`
      : store === 'leader'
        ? `, replication: { factor: ${copies}, mode: leader, sync: ${sync} }${failover ? ', failover: 30 s' : ''}`
        : '';
  const call = store === 'leader' ? `db: { from: ${from} }` : 'db';
  const path = caches.reduceRight((below, _, i) => `cache${i}: { hit: 50%, miss: [ ${below} ] }`, call);
  const cacheLines = caches.map(
    ({ ttl, invalidation }, i) =>
      `  cache${i}: { kind: cache${ttl === null ? '' : `, ttl: ${ttl}`}${invalidation === null ? '' : `, invalidation: ${invalidation}`} }`,
  );
  const writes = {
    none: '[ api: { calls: [db] } ]',
    async: '[ api: { calls: [ db: { async: true } ] } ]',
    queue: '[ api: { calls: [events] } ]',
  }[late];
  return `sysdesign: 1
name: d
flows:
  look: { rate: 1 req/s, path: [ ${path} ] }
  save: { kind: write, rate: 1 req/s, path: ${writes} }
components:
  api: { kind: service }
  db: { kind: database${replication} }
  events: { kind: queue, consumers: { saver: { calls: [db] } } }
  saver: { kind: worker }
${cacheLines.join('\n')}
data:
  d: { in: db, item: 1 kB, items: 1000, addedBy: save, readBy: look }
`;
}

/** The most that each link lets through, from what the literature has of it alone. */
function bounds({ store, copies, read, write, sloppy, sync, from, failover, caches, late }: Design): readonly Guarantee[] {
  const found: Guarantee[] = [];
  // Gifford 1979: without an overlap a read may miss any write; with it, Lamport's regular register at most.
  if (store === 'quorum' && copies > 1) found.push(sloppy || read + write <= copies ? 'eventual' : 'regular');
  if (store === 'leader' && from !== 'leader') found.push(sync === 'sync' ? 'regular' : 'eventual');
  if (store === 'leader' && from === 'leader' && sync === 'async' && failover) found.push('eventual');
  for (const { ttl, invalidation } of caches)
    if (invalidation !== 'versionedKeys') found.push(ttl === '10 s' ? 'boundedStaleness' : 'eventual');
  // Who writes and goes on does not see its own write at once.
  if (late !== 'none') found.push('monotonicReads');
  return found.length > 0 ? found : ['linearizable'];
}

/** Every setting made stronger by itself. */
function stronger(design: Design): readonly Design[] {
  const { copies, read, write, caches } = design;
  return [
    { ...design, read: Math.min(copies, read + 1) },
    { ...design, write: Math.min(copies, write + 1) },
    { ...design, sloppy: false },
    { ...design, sync: design.sync === 'async' ? 'semiSync' : 'sync' },
    { ...design, from: 'leader', ...(design.sync === 'sync' ? {} : { failover: false }) },
    { ...design, failover: false },
    { ...design, late: 'none' },
    ...caches.flatMap((cache, i): readonly Design[] => [
      { ...design, caches: caches.filter((_, j) => j !== i) },
      { ...design, caches: caches.with(i, { ...cache, ttl: '10 s' }) },
      { ...design, caches: caches.with(i, { ...cache, invalidation: 'versionedKeys' }) },
    ]),
  ];
}

const verdict = async (design: Design): Promise<readonly Guarantee[]> => {
  const { word } = (await estimate(textOf(design))).graph.get('data.d.consistency');
  if (word === undefined) throw new Error(`unknown:\n${textOf(design)}`);
  return word.split(' + ') as readonly Guarantee[];
};

const COUNT = tenthOf(1000);
const DESIGNS = Array.from({ length: COUNT }, (_, seed) => designed(new Dice(seed + 1)));

describe(`${COUNT} designs`, { timeout: 240_000 }, () => {
  test('no verdict is stronger than a link on the way allows', async () => {
    const seen = new Set<string>();
    for (const design of DESIGNS) {
      const given = await verdict(design);
      seen.add(given.join(' + '));
      for (const bound of bounds(design))
        for (const one of given) expect(implies(bound, one), `${one} past ${bound}:\n${textOf(design)}`).toBe(true);
    }
    // The designs are as different as they are meant to be.
    expect([...seen].sort()).toEqual(expect.arrayContaining(['boundedStaleness', 'eventual', 'linearizable', 'monotonicReads', 'regular']));
  });

  test('a setting that is made stronger weakens nothing', async () => {
    for (const design of DESIGNS.filter((_, i) => i % 4 === 0)) {
      const before = await verdict(design);
      for (const other of stronger(design)) {
        const after = await verdict(other);
        for (const one of before)
          expect(
            after.some((given) => implies(given, one)),
            `${one} is lost for ${after.join(' + ')}:\n${textOf(design)}\n${textOf(other)}`,
          ).toBe(true);
      }
    }
  });
});
