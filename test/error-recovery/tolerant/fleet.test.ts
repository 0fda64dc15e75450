import { describe, expect, test } from 'vitest';
import { errors, meant, stated } from './support/reading.js';

/** A spec with a flow that reads and one that writes over a service and a database, and other parts in place of those. */
const spec = ({ read = '', write = '', api = '{ kind: service }', db = '{ kind: database }', more = '' } = {}): string =>
  `flows:\n  read: { rate: 10 req/s, path: api -> db${read} }\n  write: { rate: 2 req/s, path: api -> db${write} }\ncomponents:\n  api: ${api}\n  db: ${db}\n${more}`;

describe('how many there are, in words of others', () => {
  test.each([
    ['{ kind: database, primary: 1, replicas: 2 }', 'replication', '3'],
    ['{ kind: database, read replicas: 2 }', 'replication', '3'],
    ['{ kind: database, leader: one, followers: 4 }', 'replication', '5'],
    ['{ kind: database, standby: 1 }', 'replication', '2'],
    ['{ kind: service, min: 3, max: 20 }', 'autoscale.max', '20'],
    ['{ kind: service, autoscaling: { min: 6, max: 40, cpu: 60% } }', 'target.cpu', '60%'],
    ['{ kind: service, autoscaling: { min: 6, max: 40, cpu: 60% } }', 'autoscale.min', '6'],
    ['{ kind: worker, instances: 4, concurrency: 32, time per message: 5 ms }', 'each.servers', '32'],
    ['{ kind: worker, instances: 4, concurrency: 32, time per message: 5 ms }', 'each.serviceTime', '5 ms'],
    ['{ kind: database, instances: 2, connections: 500 }', 'each.connections', '500'],
    ['{ kind: external, each: { max rps: 800 } }', 'each.rate', '800/s'],
    ['{ kind: cache, each: { ops/s: 80k } }', 'each.rate', '80k/s'],
    ['{ kind: database, each: { reads per second: 20k } }', 'each.reads', '20k/s'],
  ])('%s states %s', async (written, path, text) => {
    const { model } = await meant(spec({ db: written }));
    expect(stated(model, `components.db.${path}`)).toBe(text);
  });

  test('replicas alone may be all of them', async () => {
    const { model } = await meant(spec({ db: '{ kind: database, replicas: 2, multi-az: true }' }));
    expect(stated(model, 'components.db.replication')).toBeUndefined();
    expect(model.components.get('db')?.survives).toBe('zone');
  });

  test('copies that are stated are not counted a second time', async () => {
    expect(await errors(spec({ db: '{ kind: database, replication: 3, read replicas: 2 }' }))).toHaveLength(1);
  });

  test('so many zones of a region', async () => {
    const { model } = await meant(`${spec()}topology: { regions: { eu: { zones: 3 } } }\n`);
    expect(model.components.get('db')?.places.zones).toBe(3);
  });
});

describe('a component in further words', () => {
  test('a product of its kind, and two of one kind', async () => {
    expect((await meant(spec({ db: '{ kind: queue, type: rabbitmq }' }))).model.components.get('db')?.use?.name).toBe('rabbitmq');
    expect((await meant(spec({ db: '{ kind: sns+sqs }' }))).model.components.get('db')?.kind).toBe('queue');
    expect(await errors(spec({ db: '{ kind: postgres+redis }' }))).toHaveLength(1);
  });

  test('a failover of which no time is stated', async () => {
    const { notes } = await meant(spec({ db: '{ kind: database, replication: 3, failover: automatic }' }));
    expect(notes).toEqual([expect.stringContaining('whose time is not stated')]);
    expect(await errors(spec({ db: '{ kind: database, failover: quickly }' }))).toHaveLength(1);
  });

  test.each([
    ['{ kind: service, region: eu-west }', /topology: \{ regions: \{ eu-west:/],
    ['{ kind: service, retries: 3 }', /path: \[ db: \{ retries: 3 \} \]/],
    ['{ kind: service, duration: 80 ms }', /each: \{ p50: 80 ms \}.*each: \{ p99: 80 ms \}/],
    ['{ kind: lambda, memory: 512 MB, duration: 80 ms }', /each: \{ p50: 80 ms \}/],
    ['{ kind: service, latency: 120 ms }', /each: \{ p50: 120 ms \}.*each: \{ p99: 120 ms \}/],
    ['{ kind: objectStore, durability: 11 nines }', /quality: \{ NAME: \{ data: .*durability: 11 nines/],
    ['{ kind: external, provider: 2 }', /nothing is computed from it/],
    ['{ kind: banana, max rps: 800 }', /each: \{ rate: 800\/s \}/],
  ])('%s leads to the mend', async (db, help) => {
    const found = await errors(spec({ db }));
    expect(found.some((each) => help.test(each))).toBe(true);
  });

  test('what one part states in two places is shown beside what is wrong elsewhere', async () => {
    // Without a component that others may name, no other finding of the spec as a whole is shown.
    const beside = (db: string) => errors(spec({ db, more: '  9x: { kind: service }\n' }));
    const found = await beside('{ kind: redis, shards: 3, replicas: 1 }');
    expect(found).toEqual([expect.stringContaining('has two readings beside shards'), expect.stringContaining('"9x" is not a name')]);
    // Not where something of that part was left out: it may be what is missing.
    expect(await beside('{ kind: redis, shards: 3, replicas: 1, xyzzy: 3 }')).toHaveLength(2);
  });
});

describe('a flow in words of others', () => {
  test('the time in which all of it comes', async () => {
    const { model } = await meant(spec({ write: ', window: 4 hours' }));
    expect(stated(model, 'flows.write.active')).toBe('4 hours per day');
  });

  test('how often per what leads to the mend, and names per time are read', async () => {
    const text = spec().replace('rate: 2 req/s', 'rate: 2 per order');
    expect((await errors(text))[0]).toMatch(/write = orders \* 2 per order, with orders as an assumption/);
    const named = `assumptions: { orders: 5 million }\n${spec().replace('rate: 2 req/s', 'rate: = orders per month')}`;
    expect(await errors(named)).toEqual([]);
  });

  test('what is promised of it stands among the requirements', async () => {
    const { model } = await meant(spec({ read: ', availability: 99.9%, latency: p95 < 150ms', write: ', slo: 99.5%' }));
    expect(model.checks.map(({ name, fact, leaf }) => [name, fact, leaf.text])).toEqual([
      ['read-availability', 'flows.read.availability', '99.9%'],
      ['read-p95', 'flows.read.latency.p95', '150ms'],
      ['write-availability', 'flows.write.availability', '99.5%'],
    ]);
  });

  test('a latency of no percentile is asked about', async () => {
    expect(await errors(spec({ read: ', latency: 150 ms' }))).toHaveLength(1);
  });

  test('what is written is sent with it', async () => {
    const { model } = await meant(spec({ write: ', kind: insert, payload: 3 kB' }));
    expect(model.flows.get('write')?.write).toBe(true);
    expect(stated(model, 'flows.write.request')).toBe('3 kB');
    expect(await errors(spec({ read: ', payload: 3 kB' }))).toHaveLength(1);
  });

  test('a spike by a name of several words', async () => {
    const { model } = await meant(spec({ read: ', spikes: { season start: { factor: 8x, duration: 2h } }' }));
    expect(stated(model, 'flows.read.spikes.season_start.lasts')).toBe('2h');
  });
});

describe('a scenario in words of others', () => {
  const changes = async (scenario: string): Promise<readonly string[]> => {
    const { model } = await meant(`${spec()}scenarios: { year end: ${scenario} }\n`);
    return (model.scenarios.get('year_end')?.changes ?? []).map(({ path, text }) => `${path}: ${text}`);
  };

  test('more traffic is more of each flow', async () => {
    expect(await changes('{ traffic: 8x }')).toEqual(['flows.read.rate: x8', 'flows.write.rate: x8']);
    expect(await changes('{ load: x1.5 }')).toEqual(['flows.read.rate: x1.5', 'flows.write.rate: x1.5']);
  });

  test('a place that is none in particular, and a peak that multiplies nothing', async () => {
    expect((await errors(`${spec()}scenarios: { out: { down: zone } }\n`))[0]).toMatch(/topology: \{ regions/);
    const placed = `${spec()}topology: { regions: { eu: { zones: [a, b] } } }\nscenarios: { out: { down: zone } }\n`;
    expect((await errors(placed))[0]).toMatch(/defined: eu.*eu\.a/);
  });

  test('a flow by its name', async () => expect(await changes('{ write: x10 }')).toEqual(['flows.write.rate: x10']));
});
