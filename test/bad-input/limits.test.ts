import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sysdesign } from '../support/hosts.js';
import { expectOne, judged } from './running.js';

/** A spec in which each limit has a place; `{...}` stand for what a test states otherwise. */
const PLACES = {
  users: '1M users',
  rate: '100 req/s',
  size: '1 kB',
  stored: '10 GB',
  bandwidth: '1 Gbps',
  time: '10 d',
  money: '10 USD',
  bill: '20 USD/month',
  horizon: '5 years',
  after: '1 year',
  peak: '3',
  spike: '20',
  times: '2',
  batch: '5',
  instances: '12',
  shards: '4',
  crews: '2',
  needed: '1',
  factor: '3',
  data: '4',
  parity: '2',
  zipf: '0.9',
  keys: '1000',
  popularity: '0.9',
  items: '1M',
  max: '40',
  pool: '50',
  partitions: '12',
} as const;
type Place = keyof typeof PLACES;

const specWith = (place: Place | null, literal = ''): string => {
  const at = (name: Place): string => (name === place ? literal : PLACES[name]);
  return `sysdesign: 1
name: limits
horizon: ${at('horizon')}
assumptions:
  users: ${at('users')}
  money: ${at('money')}
  bill: ${at('bill')}
  bandwidth: ${at('bandwidth')}
flows:
  read:
    rate: ${at('rate')}
    peak: ${at('peak')}
    spikes: { sale: { factor: ${at('spike')}, lasts: 10 min } }
    response: ${at('size')}
    path:
      - api: { calls: [{ cache: { times: ${at('times')} } }, { db: { batch: ${at('batch')} } }, log, blobs] }
components:
  api: { kind: service, autoscale: { min: 2, max: ${at('max')} }, pool: ${at('pool')} }
  cache: { kind: cache, popularity: { zipf: ${at('popularity')}, items: ${at('items')} } }
  db: { kind: database, instances: ${at('instances')}, needed: ${at('needed')}, crews: ${at('crews')}, replication: ${at('factor')}, mtbf: ${at('time')} }
  log: { kind: search, shards: ${at('shards')}, skew: { zipf: ${at('zipf')}, keys: ${at('keys')} } }
  blobs: { kind: objectStore, replication: { data: ${at('data')}, parity: ${at('parity')} } }
  events: { kind: queue, partitions: ${at('partitions')} }
data:
  rows: { in: db, size: ${at('stored')} }
scenarios:
  later: { after: ${at('after')} }
`;
};

/** The limits: at one all is well, just above it is told, with the limit. */
const LIMITS: readonly (readonly [place: Place, at: string, above: string, says: RegExp])[] = [
  ['users', '1e18 users', '1.001e18 users', /beyond 1e18/],
  ['users', '1e17..1e18 users', '1e17..1.1e18 users', /beyond 1e18/],
  ['rate', '1e18/s', '1.001e18/s', /beyond 1e18\/s/],
  ['size', '1e24 B', '1.001e24 B', /beyond 1e24 B/],
  ['bandwidth', '1e21 B/s', '1.001e21 B/s', /beyond 1e21 B\/s/],
  ['time', '1e12 years', '1.001e12 years', /beyond 1e12 years/],
  ['money', '1e15 USD', '1.001e15 USD', /beyond 1e15 USD/],
  ['bill', '1e15 USD/month', '1.1e15 USD/month', /beyond 1e15 USD\/month/],
  ['horizon', '1000 years', '1001 years', /more than 1000 years/],
  ['after', '1000 years', '1001 years', /more than 1000 years/],
  ['peak', '1e6', '1.001e6', /more than 1e6 times the mean/],
  ['spike', '1e6', '1.001e6', /more than 1e6 times the mean/],
  ['times', '1e9', '1.001e9', /at most 1e9 calls/],
  ['batch', '1e9', '1.001e9', /at most 1e9/],
  ['instances', '1e9', '1e16', /at most 1e9 instances/],
  ['shards', '1e9', '1.001e9', /at most 1e9/],
  ['crews', '1e9', '1.001e9', /at most 1e9/],
  ['factor', '12', '1001', /more than 1000 copies or parts/],
  ['data', '1000', '1001', /more than 1000 copies or parts/],
  ['parity', '1000', '1001', /more than 1000 copies or parts/],
  ['zipf', '10', '61', /at most 10/],
  ['popularity', '10', '10.1', /at most 10/],
  ['keys', '1e15', '1.001e15', /at most 1e15 keys/],
  ['items', '1e15', '1.001e15', /at most 1e15 items/],
  ['max', '1e9', '1.001e9', /at most 1e9/],
  ['pool', '1e9', '1.001e9', /at most 1e9/],
  ['partitions', '1e9', '1.001e9', /at most 1e9/],
];

describe('limits of what a spec may state', () => {
  it.each(LIMITS)('%s: %s is taken, %s is not', async (place, at, above, says) => {
    const { code, text } = await judged(['validate', 's.yaml'], { files: { 's.yaml': specWith(place, at) } });
    expect(code, text).toBe(0);
    await expectOne(specWith(place, above), { rule: 'spec/out-of-bounds', marked: above, says });
  });

  it.each([
    ['--set', 'components.db.instances=1e16', /"1e16" cannot be: a fleet has at most 1e9 instances/],
    ['--set', 'components.db.instances=0', /"0" cannot be: fewer than one does nothing/],
    ['--set', 'assumptions.users=x1e13', /"x1e13" cannot be: no design counts beyond 1e18/],
    ['--set', 'components.db.instances=x1e9', /"x1e9" cannot be: a fleet has at most 1e9 instances/],
    ['--set', 'components.db.instances== users * 1000 + 1', /"= users \* 1000 \+ 1" cannot be: a fleet has at most 1e9 instances/],
    ['--set', 'components.db.replication.factor== users', /more than 1000 copies/],
    ['--set', 'flows.read.peak== users * 2', /more than 1e6 times/],
  ] as const)('hold for %s %s', async (flag, value, says) => {
    const { code, told } = await judged(['estimate', 's.yaml', flag, value], { files: { 's.yaml': specWith(null) } });
    expect(code).toBe(2);
    expect(told.map(({ rule }) => rule)).toEqual(['spec/out-of-bounds']);
    expect(told[0]?.message).toMatch(says);
  });

  it('hold in scenarios and for expressions, at the literal', async () => {
    await expectOne(specWith(null).replace('{ after: 1 year }', '{ components.db.instances: x1e9 }'), {
      rule: 'spec/out-of-bounds',
      marked: 'x1e9',
      says: /at most 1e9 instances/,
    });
    await expectOne(specWith('instances', '= users * 1e6'), { rule: 'spec/out-of-bounds', marked: '= users * 1e6', says: /at most 1e9/ });
  });

  it('are stated in the schema, for each kind of literal', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schemas/spec.schema.json', import.meta.url), 'utf8'));
    const stated = (name: string): string => schema.definitions[name].description;
    expect(stated('rate')).toContain('At most 1e18/s');
    expect(stated('bytes')).toContain('At most 1e24 B');
    expect(stated('byteRate')).toContain('At most 1e21 B/s');
    expect(stated('duration')).toContain('At most 1e12 years');
    expect(stated('count')).toContain('At most 1e18; a fleet has at most 1e9, an item at most 1000 copies or parts');
    expect(stated('money')).toContain('At most 1e15 USD');
    expect(stated('moneyRate')).toContain('At most 1e15 USD/month');
    expect(stated('peak')).toContain('at most 1e6 times the mean');
  });
});

describe('what follows from what is stated is bounded too', () => {
  const fleet = (disk: string, size: string): string => `sysdesign: 1
name: fleet
tier: critical
flows:
  read: { rate: 10k req/s, path: db }
components:
  db: { kind: database, each: { rate: 1k req/s, disk: ${disk} }, replication: { factor: 3, read: quorum, write: quorum } }
data:
  rows: { in: db, size: ${size} }
requirements:
  quality: { up: { flow: read, availability: 99.9% } }
topology: { regions: { eu: { zones: [a, b, c] } } }
`;

  it.each([
    ['2.5 TB', '300 TB..400 TB'],
    ['2.5 kB', '300 TB..400 TB'],
    ['1 B', '1e23 B..1e24 B'],
    ['1e-20 B', '1e24 B'],
  ])('fleets of instances of %s for %s', async (disk, size) => {
    for (const command of ['estimate', 'availability']) {
      const { code, out, err } = await sysdesign([command, 's.yaml', '-f', 'json'], { files: { 's.yaml': fleet(disk, size) } });
      expect(code, err).toBeLessThan(2);
      expect(out).not.toMatch(/NaN|Infinity/);
    }
  });

  it('popularities whose samples are steeper than what may be stated, or of no items', async () => {
    for (const [zipf, items] of [
      ['0.001..10', '1M'],
      ['0.9', '0'],
    ]) {
      const text = fleet('1 TB', '1 GB').replace('size: 1 GB', `items: ${items}, item: 1 kB, readBy: read`);
      const cache = `  cache: { kind: cache, popularity: ${zipf}, holds: { rows: 80% hits } }\n  log: { kind: search, shards: 4, skew: { zipf: ${zipf}, keys: 1..1e15 }, each: { rate: 10 req/s } }\ndata:`;
      const files = { 's.yaml': text.replace('data:', cache).replace('path: db', 'path: cache -> log -> db') };
      const { code, err } = await sysdesign(['estimate', 's.yaml', '-f', 'json'], { files });
      expect(code, err).toBeLessThan(2);
    }
  });
});
