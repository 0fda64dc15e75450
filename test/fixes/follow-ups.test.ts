import { describe, expect, it } from 'vitest';
import type { Fix } from '../../src/core/index.js';
import { followUpRules } from '../../src/fixes/chains.js';
import { consequences } from '../../src/report/fix-text.js';
import { RULES } from '../../src/rules/index.js';
import { found, labeled } from './support/finding.js';

describe('what a change brings is followed', () => {
  const lossy = (options: string): string => `sysdesign: 1
name: shop
flows: { order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] } }
components:
  api: { kind: service }
  q: { kind: queue, delivery: at-most-once${options}, consumers: { w: { calls: [ db ] } } }
  w: { kind: worker }
  db: { kind: database }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`;

  it('by what has no change of its own, and is shown as left open', async () => {
    // Nobody knows by what to divide the rows: that is asked, where a preset asks nothing of the kind.
    const text = `sysdesign: 1
name: shop
horizon: 5 years
flows: { write: { kind: write, rate: 1k req/s, peak: 1, path: api -> db } }
components:
  api: { kind: service }
  db: { kind: database, instances: 3, replication: { factor: 3, mode: leader }, each: { writes: 800/s } }
`;
    const fixes = [...(await labeled(text, 'load/replicas-do-not-scale-writes')).values()];
    const sharded = fixes.find(({ label }) => label.startsWith('db: 2 shards'));
    expect(sharded?.open?.map(({ rule }) => rule)).toEqual(['load/partition-key-unstated']);
    const shown = consequences(sharded as Fix).join('; ');
    expect(shown).toContain('leaves open 1 (load/partition-key-unstated)');
  });

  it('with three changes at most, each of which mends something of what is left and brings nothing', async () => {
    const { findings } = await found(lossy(''), 'messaging/at-most-once-loses');
    for (const { fixes = [] } of findings)
      for (const { label, edits, open = [] } of fixes) {
        expect(label.split(', and ').length).toBeLessThanOrEqual(3);
        // Delivered again, and done once: nothing is to be asked of the consumer.
        expect(edits).toContainEqual({ do: 'set', path: 'components.w.idempotent', value: true });
        expect(open).toEqual([]);
      }
  });

  it('as one step, where what follows states the same anew', async () => {
    // 347/s over 3 of 100/s: 4 carry it at 87% of what they have, above the target, 5 at 69%.
    const text = `sysdesign: 1
name: shop
flows: { send: { kind: write, rate: 347/s, peak: 1, path: api } }
components: { api: { kind: service, instances: 3, each: { rate: 100/s } } }
`;
    const labels = [...(await labeled(text, 'capacity/overloaded')).keys()];
    expect(labels.length).toBeGreaterThan(0);
    expect(labels.filter((label) => label.includes(', and '))).toEqual([]);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it('by the chain of what is adopted, of rules that there are', () => {
    const chain = followUpRules([{ do: 'set', path: 'components.x', value: { kind: 'queue' } }]);
    expect(chain[0]).toBe('messaging/dead-letters-missing');
    expect(followUpRules([{ do: 'set', path: 'components.db.shards', value: 2 }])).toContain('load/partition-key-unstated');
    expect(followUpRules([{ do: 'set', path: 'components.x.ttl', value: '1 min' }])).toEqual([]);
    const ids = new Set<string>(RULES.map(({ id }) => id));
    expect(chain.filter((id) => !ids.has(id))).toEqual([]);
  });
});
