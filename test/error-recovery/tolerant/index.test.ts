import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../../src/io/index.js';
import type { Model } from '../../../src/spec/index.js';
import { loadedFromText } from '../../../src/workspace/index.js';
import { errors, meant, stated } from './support/reading.js';

const files = memoryFileSystem({});

/** A spec with one flow over one service and a database, and other parts in place of those. */
const spec = ({ path = 'api -> db', rate = '10 req/s', api = '{ kind: service }', db = '{ kind: database }', more = '' } = {}): string =>
  `flows:\n  read: { rate: ${rate}, path: ${path} }\ncomponents:\n  api: ${api}\n  db: ${db}\n${more}`;

describe('a component in words of others', () => {
  test.each([
    ['postgres', 'database', 'postgres'],
    ['load balancer', 'loadBalancer', undefined],
    ['{ kind: Redis }', 'cache', 'Redis'],
    ['{ type: database }', 'database', undefined],
    ['{ kind: object storage }', 'objectStore', undefined],
    ['{ kind: web server }', 'service', undefined],
    ['{ use: kafka }', 'stream', 'kafka'],
    ['{ kind: rails app }', 'service', undefined],
    ['{ kind: mobile app }', 'client', undefined],
    ['{ kind: ElastiCache Redis }', 'cache', 'Redis'],
    ['{ kind: Amazon SES }', 'external', 'SES'],
  ])('%s is a %s', async (written, kind, use) => {
    const { model, notes } = await meant(spec({ db: written }));
    expect(model.components.get('db')?.kind).toBe(kind);
    expect(model.components.get('db')?.use?.name).toBe(use);
    expect(notes).toHaveLength(1);
  });

  test.each([
    ['{ kind: service, each: 500 req/s }', 'each.rate', '500 req/s'],
    ['{ kind: service, each: { rps: 500 } }', 'each.rate', '500/s'],
    ['{ kind: service, memory: 16 GB }', 'each.memory', '16 GB'],
    ['{ kind: service, ram: 16 GB }', 'each.memory', '16 GB'],
    ['{ kind: service, each: { rate: 5/s }, cost: $100/month }', 'each.cost', '$100/month'],
    ['{ kind: external, price: $0.0075 per message }', 'price.requests', '$0.0075 per message'],
    ['{ kind: external, cost: $0.0075 per message }', 'price.requests', '$0.0075 per message'],
    ['{ kind: objectStore, price: $0.023/GB/month }', 'price.storage', '$0.023/GB/month'],
    ['{ kind: cache, hit ratio: 90% }', 'hitRatio', '90%'],
    ['{ kind: database, replicas: 1 primary + 2 replicas }', 'replication', '3'],
    ['{ kind: database, replication_factor: 3 }', 'replication', '3'],
    ['{ kind: database, each: { ops: 80k/s } }', 'each.rate', '80k/s'],
    ['{ kind: database, each: { throughput: 100 MB/s } }', 'each.network', '100 MB/s'],
    ['{ kind: database, each: { inserts: 5k/s } }', 'each.writes', '5k/s'],
    ['{ kind: database, each: { latency: { p50: 2 ms, p99: 20 ms } } }', 'each.p99', '20 ms'],
    ['{ kind: worker, consumers: 40 }', 'instances', '40'],
    ['{ kind: external, rate limit: 50 SMS/s }', 'quota', '50 SMS/s'],
    ['{ kind: database, backup: daily }', 'backup.every', '1 d'],
    ['{ kind: service, min instances: 2, max_instances: 10 }', 'autoscale.max', '10'],
    ['{ kind: service, instances: auto }', 'instances', undefined],
  ])('%s states %s', async (written, path, text) => {
    const { model } = await meant(spec({ db: written }));
    expect(stated(model, `components.db.${path}`)).toBe(text);
  });

  test.each([
    ['redundancy: N+1', 'instance'],
    ['redundancy: N+2', '2'],
    ['ha: multi-AZ', 'zone'],
  ])('%s survives %s', async (written, survives) => {
    const { notes } = await meant(spec({ db: `{ kind: service, ${written} }` }));
    expect(notes).toEqual([`"${written}" is read as survives: ${survives}`]);
  });

  test.each([
    ['{ kind: service, each: 16 GB }', 'each: { memory: 16 GB } or each: { disk: 16 GB }'],
    ['{ kind: service, each: { latency: 50 ms } }', 'p50: 50 ms (half of them) or p99: 50 ms (99 of 100)'],
    ['{ kind: objectStore, price: $0.09/GB }', 'egress'],
    ['{ kind: service, sla: 99.9% }', 'availability'],
    ['{ kind: databse }', 'database'],
    ['{ kind: app }', 'unknown kind "app"'],
    ['{ kind: database, each: { queries: 120/s } }', 'did you mean "reads"?'],
    [
      '{ kind: service, zones: 3 }',
      'topology: { regions: { main: { zones: [a, b, c] } } }; to stay up without one of them: survives: zone',
    ],
    ['{ kind: service, image: 300 MB }', 'keep it as a comment (# image: ...)'],
    ['{ kind: loadBalancer, managed: true }', 'leave it out'],
  ])('%s is asked about', async (written, said) => {
    const [first, ...others] = await errors(spec({ db: written }));
    expect(first).toContain(said);
    expect(others).toEqual([]);
  });
});

describe('a value in another form than its place takes', () => {
  const flow = (stated: string): string => `flows: { read: { ${stated}, path: api } }\ncomponents: { api: { kind: service } }\n`;

  test.each([
    ['6x for 2 hours', { factor: '6x', lasts: '2 hours' }],
    ['100k req/s for 10 min', { rate: '100k req/s', lasts: '10 min' }],
    ['x6', { factor: 'x6' }],
  ])('a spike: %s', async (written, parts) => {
    const { model } = await meant(flow(`rate: 5/s, spikes: { sale: ${written} }`));
    for (const [key, text] of Object.entries(parts)) expect(stated(model, `flows.read.spikes.sale.${key}`)).toBe(text);
  });

  test.each([
    ['appointments * searches per day', '= (appointments * searches) / 1 day'],
    ['7% of appointments per day', '= 7% * appointments / 1 day'],
  ])('a rate: %s', async (written, text) => {
    const { model } = await meant(`assumptions: { appointments: 800, searches: 3 }\n${flow(`rate: ${written}`)}`);
    expect(stated(model, 'flows.read.rate')).toBe(text);
  });

  test.each([
    ['10 hours', '10 hours per day'],
    ['8am-6pm', '10 h per day'],
    ['09:00 to 18:30', '9.5 h per day'],
    ['9am to 6pm', '9 h per day'],
    ['20:00-00:00', '4 h per day'],
    ['8:00-20:00', '12 h per day'],
  ])('how long a flow is open: %s', async (written, text) => {
    const { model } = await meant(flow(`rate: 5/s, active: ${written}`));
    expect(stated(model, 'flows.read.active')).toBe(text);
  });

  test('of two plain numbers, nobody knows whether they are hours', async () => {
    expect(await errors(flow('rate: 5/s, active: 8-18'))).toHaveLength(1);
  });

  test('a share of the day is noted where it says no more than a percentage', async () => {
    const bare = await meant(flow('rate: 5/s, active: 40%'));
    expect(bare.notes).toEqual([expect.stringMatching(/40% of the day, 9\.6 h; a share of those who come is a factor of the rate/)]);
    expect((await meant(flow('rate: 5/s, active: 40% of the day'))).notes).toEqual([]);
    expect((await meant(flow('rate: 5/s, active: 9.6 h per day'))).notes).toEqual([]);
  });

  test.each([
    ['assumptions: { trucks: 400 }', '2 per truck per day', '= trucks * 2 per truck per day'],
    ['assumptions: { users: 5M users }', '2 per user per day', '= users * 2 per user per day'],
    ['assumptions: { orders: 100k per day }', '2 per order', '= orders * 2 per order'],
  ])('%s: %s is a product', async (more, rate, text) => {
    const { model } = await meant(`${more}\n${flow(`rate: ${rate}`)}`);
    expect(stated(model, 'flows.read.rate')).toBe(text);
  });

  test('of what no assumption counts, it is asked', async () => {
    expect(await errors(`assumptions: { trucks: 400 }\n${flow('rate: 2 per driver per day')}`)).toEqual([
      expect.stringContaining('write = drivers * 2 per driver per day'),
    ]);
  });

  test('a scenario names an assumption, and what is lost', async () => {
    const { model, notes } = await meant(
      `assumptions: { users: 5M users }\n${flow('rate: = users * 2 per user per day')}scenarios: { x: { users: 9M users, lose: api } }\n`,
    );
    expect(notes).toEqual(['"users" is read as assumptions.users', '"lose" is read as down']);
    expect(model.scenarios.get('x')?.down).toHaveLength(1);
  });

  test('a metric by flow promises it of each', async () => {
    const { model } = await meant(`${flow('rate: 5/s')}requirements: { availability: { read: 99.9% } }\n`);
    expect(stated(model, 'requirements.quality.read-availability.availability')).toBe('99.9%');
    expect(await errors(`${flow('rate: 5/s')}requirements: { availability: { wrte: 99.9% } }\n`)).not.toEqual([]);
  });

  test('what is counted is known by the assumption that counts it', async () => {
    const text = `assumptions: { shelters: 14, warden: 2, cats: 60 per shelter }\n${flow('rate: 5/s')}`;
    expect((await meant(text)).notes).toEqual(['"shelter" is read as what is counted: counts: [shelter]']);
    // Of nothing that the spec has, it is a misspelt unit.
    expect(await errors(text.replace('60 per shelter', '60 per kennel'))).toHaveLength(1);
  });

  test('the size of one item is no size of all of them', async () => {
    const text = (more: string): string => `${flow('rate: 5/s')}data: { trips: { in: api, addedBy: read, size: 3 KB each${more} } }\n`;
    const { model } = await meant(text(''));
    expect(stated(model, 'data.trips.item')).toBe('3 KB each');
    expect(stated(model, 'data.trips.size')).toBeUndefined();
    expect(await errors(text(', item: 3 KB'))).toEqual([expect.stringContaining('is the size of one item')]);
  });
});

test('a size is no number of items that a request adds', async () => {
  const text = (added: string): string => spec({ more: `data: { trips: { in: db, addedBy: { read: ${added} } } }\n` });
  expect(await errors(text('1 kB'))).toEqual([expect.stringMatching(/ is a size \| write addedBy: read, .* as item: 1 kB$/)]);
  expect(await errors(text('3 s'))).toEqual([expect.stringContaining('check the unit')]);
});

describe('requirements in sentences', () => {
  const quality = async (written: string): Promise<Model> => (await meant(spec({ more: `requirements:\n${written}` }))).model;
  const checksOf = ({ checks }: Model): readonly string[] => checks.map(({ fact, leaf, defaultOp }) => `${fact} ${defaultOp} ${leaf.text}`);

  test.each([
    ['  availability: 99.9%', 'flows.read.availability at-least 99.9%'],
    ['  latency: p99 < 200ms', 'flows.read.latency.p99 at-most 200ms'],
    ['  - read p95 under 3 s', 'flows.read.latency.p95 at-most 3 s'],
    ['  - uptime of 99.95%', 'flows.read.availability at-least 99.95%'],
    ['  - the site is up 99.5% during the school year', 'flows.read.availability at-least 99.5%'],
    ['  - opening it takes at most 1 s (p95)', 'flows.read.latency.p95 at-most 1 s'],
    ['  - at most 500 USD a month', 'totals.cost at-most 500 USD a month'],
    ['  budget: $10,000/month', 'totals.cost at-most $10,000/month'],
    ['  fast: { flow: read, p99: 100 ms }', 'flows.read.latency.p99 at-most 100 ms'],
    ['  quality:\n    read: 99.9% availability', 'flows.read.availability at-least 99.9%'],
    ['  quality:\n    fast: { flow: read, latency: p99 < 200 ms }', 'flows.read.latency.p99 at-most 200 ms'],
    ['  quality:\n    fast: { flow: read, latency: { p95: 50 ms } }', 'flows.read.latency.p95 at-most 50 ms'],
    ['  quality:\n    uptime: 99.9% monthly', 'flows.read.availability at-least 99.9%'],
    ['  cost: { max: $180k/month }', 'totals.cost at-most $180k/month'],
    ['  availability: { min: 99.9% }', 'flows.read.availability at-least 99.9%'],
    ['  quality:\n    up: { flow: read, availability: 99.95% a month }', 'flows.read.availability at-least 99.95%'],
  ])('%s', async (written, check) => expect(checksOf(await quality(written))).toEqual([check]));

  test('a promise that names no flow is about each of them', async () => {
    const { model } = await meant(
      `flows:\n  a: { rate: 1/s, path: api }\n  b: { rate: 1/s, path: api }\ncomponents: { api: { kind: service } }\nrequirements: { quality: { up: { availability: 99.9% } } }\n`,
    );
    expect(model.checks.map(({ name, fact }) => [name, fact])).toEqual([
      ['up of a', 'flows.a.availability'],
      ['up of b', 'flows.b.availability'],
    ]);
  });

  const slots = (written: string, more = ''): string =>
    `flows:\n  search slots: { rate: 1/s, path: api }\n  book: { rate: 1/s, path: api }\n${more}components: { api: { kind: service } }\nrequirements:\n  - ${written}\n`;

  test('a promise that names a flow by one of its words is about that flow', async () => {
    const { model, notes } = await meant(slots('search p95 < 800 ms'));
    expect(checksOf(model)).toEqual(['flows.search_slots.latency.p95 at-most 800 ms']);
    expect(notes.join()).not.toContain('of every flow');
    // Of several flows with that word nobody knows which.
    const two = await errors(slots('search p95 < 800 ms', '  search rooms: { rate: 1/s, path: api }\n'));
    expect(two).toEqual([expect.stringContaining('unknown flow "search"')]);
    // What names none says so.
    expect((await meant(slots('p95 < 800 ms'))).notes.join()).toContain('of every flow');
  });

  test('the time that an availability is promised over is its window', async () => {
    const { model } = await meant(spec({ more: 'requirements:\n  quality:\n    uptime: 99.9% per quarter\n' }));
    expect(stated(model, 'requirements.quality.uptime.window')).toBe('90 d');
  });

  test('an end that a promise does not have is asked about', async () => {
    expect(await errors(spec({ more: 'requirements: { cost: { min: $9/month } }\n' }))).toHaveLength(1);
    expect(await errors(spec({ more: 'requirements: { availability: { max: 99% } }\n' }))).toHaveLength(1);
  });

  test('a time over which availability is promised is its window, in a map too', async () => {
    const text = (own: string): string => spec({ more: `requirements: { read: { availability: 99.95% a month${own} } }\n` });
    expect(stated((await meant(text(''))).model, 'requirements.quality.read.window')).toBe('30 d');
    // Two windows are one too many.
    expect(await errors(text(', window: 7 d'))).toHaveLength(1);
  });

  test('words of an actor describe it', async () => {
    const { notes } = await meant(spec({ more: 'actors: { patient: Books from the phone }\n' }));
    expect(notes).toEqual(['"patient: Books from the phone" is read as patient: { description: Books from the phone }']);
    expect(await errors(spec({ more: 'actors: { patient: 3 }\n' }))).toHaveLength(1);
  });

  test('a list of stories', async () => {
    const { model, notes } = await meant(
      spec({ more: 'requirements: { functional: [a rider sees a price first], quality: { up: { p99: 1 s } } }\n' }),
    );
    expect(model.checks).toHaveLength(1);
    expect(notes).toEqual(['"a rider sees a price first" is read as a story, which is not checked']);
  });

  test('what no number states is a story', async () => {
    const { model, notes } = await meant(spec({ more: 'requirements:\n  - no double bookings\n' }));
    expect(model.checks).toEqual([]);
    expect(notes).toEqual(['"no double bookings" is read as a story under functional, which is not checked']);
  });
});

describe('what is worked out', () => {
  test.each([
    ['users * 2 per user per day', '= users * 2 per user per day'],
    ['2% of users per day', '= 2% * users / 1 day'],
    ['10% of write', '= 10% * flows.write.rate.mean'],
  ])('%s is an expression', async (rate, expression) => {
    const more = 'assumptions: { users: 1M users }\n';
    const { model } = await meant(spec({ rate, more }).replace('flows:\n', 'flows:\n  write: { rate: 5/s, path: api }\n'));
    const leaf = model.leaves.get('flows.read.rate');
    expect(leaf?.value.kind === 'expression' && leaf.value.expression.text).toBe(expression);
  });

  test('what is counted, and names of several words', async () => {
    const more = 'assumptions: { active couriers: 40k couriers, every: 5 s }\n';
    const { model } = await meant(spec({ rate: '= active couriers / every', more }));
    expect([...model.vocabulary.counts]).toContain('couriers');
    expect(stated(model, 'assumptions.active_couriers')).toBe('40k couriers');
  });

  test('a flow that is nothing but a rate, and an assumption beside the flows', async () => {
    const { model } = await meant('users: 10M users\nflows: { read: 2M per day }\n');
    expect(stated(model, 'flows.read.rate')).toBe('2M per day');
    expect(stated(model, 'assumptions.users')).toBe('10M users');
  });
});

describe('a path with shares', () => {
  const callsOf = (model: Model): readonly string[] =>
    (model.flows.get('read')?.calls ?? []).map(({ component, via, path }) => {
      const hit = stated(model, `${path}.hit`);
      return `${via} ${component}${hit === undefined ? '' : ` hit ${hit}`}`;
    });

  test.each([
    ['api -> c (hit 90%) -> db', '90%'],
    ['api -> c (90%) -> db', '90%'],
    ['api -> c -> 10% db', '90%'],
    ['api -> c -miss 10%-> db', '90%'],
    ['api -> c (hit ~99%) -> db', '~99%'],
  ])('%s', async (path, hit) => {
    const { model } = await meant(spec({ path }).replace('components:\n', 'components:\n  c: { kind: cache }\n'));
    expect(callsOf(model)).toEqual(['call api', `call c hit ${hit}`, 'miss db']);
  });

  test.each([
    'api -> c -miss-> db',
    'api -> c ?> db',
    'api -> c (miss -> db)',
    'api -> c (on miss) -> db',
  ])('%s, of a share that stands elsewhere', async (path) => {
    const { model } = await meant(spec({ path }).replace('components:\n', 'components:\n  c: { kind: cache, hitRatio: 80% }\n'));
    expect(callsOf(model)).toEqual(['call api', 'call c', 'miss db']);
  });

  test('a share beside what is no cache is asked about', async () => {
    expect(await errors(spec({ path: 'api (20%) -> db' }))).toHaveLength(1);
  });

  test('names in other letters are those of the components', async () => {
    const { model } = await meant(spec({ path: 'API -> db service' }));
    expect(callsOf(model)).toEqual(['call api', 'call db']);
  });
});

test('a spec that is read as it stands is read as before', async () => {
  const folder = fileURLToPath(new URL('../../../examples', import.meta.url));
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const { findings } = await loadedFromText({ name: file, text: readFileSync(`${folder}/${file}`, 'utf8') }, files);
    expect(findings.filter(({ rule }) => rule === 'schema/read-as')).toEqual([]);
  }
});

describe('names where a map or one name is wanted', () => {
  const queue = (consumers: string): string =>
    `flows:\n  add: { kind: write, rate: 10 req/s, path: jobs }\ncomponents:\n  jobs: { kind: queue, consumers: ${consumers} }\n` +
    '  grader: { kind: worker }\n  mailer: { kind: worker }\n';

  test.each([
    ['grader', ['grader']],
    ['[grader, mailer]', ['grader', 'mailer']],
    ['grader and mailer', ['grader', 'mailer']],
  ])('consumers: %s take the messages', async (written, names) => {
    const { model, notes } = await meant(queue(written));
    expect(model.components.get('jobs')?.consumers.map(({ component }) => component)).toEqual(names);
    expect(notes).toHaveLength(1);
  });

  test('consumers that are a number are asked about', async () => expect(await errors(queue('4'))).toHaveLength(1));

  const actors = (actor: string): string =>
    spec().replace('rate:', `actor: ${actor}, rate:`).concat('actors: { student: {}, guest: {} }\n');

  test('an actor in words is the one that they name, else words for people', async () => {
    expect((await meant(actors('students (mobile app)'))).notes).toEqual(['"actor: students (mobile app)" is read as actor: student']);
    expect((await meant(actors('the whole world'))).notes).toEqual([
      '"actor: the whole world" is read as words for people: none of the actors',
    ]);
    // Two of them, and a name that is a slip.
    expect(await errors(actors('a student or a guest'))).toHaveLength(1);
    expect(await errors(actors('studnt'))).toEqual(['unknown actor "studnt" | did you mean "student"?']);
  });
});

test('a path of dashes, or one that a comma ends, is told with arrows', async () => {
  expect(await errors(spec({ path: 'api - db' }))).toEqual(['unknown component "api - db" | write an arrow: api -> db']);
  expect(await errors(spec({ path: 'api, db', rate: '10 req/s' }).replace('read: {', 'read: { kind: read,'))).toEqual([
    'unknown key "db" | a comma ends the path: for calls at once write path: "(api, db)", in quotes; in turn path: [api, db]',
  ]);
});

test('the bill of what runs as instances is that of one of them, or of all', async () =>
  expect(await errors(spec({ db: '{ kind: database, price: 30 USD/month }' }))).toEqual([
    '"price" should be a map, not "30 USD/month" | which? each: { cost: 30 USD/month } of one instance, or price: { fixed: 30 USD/month } of all of it',
  ]));

describe('what a first spec of three systems wrote', () => {
  const flow = (own: string, more = ''): string =>
    `flows:\n  read: { ${own}, path: api }\ncomponents:\n  api: { kind: service }\nassumptions: { trackers: 2M }\n${more}`;

  test('counts what an assumption is named after', async () => {
    const { model } = await meant(flow('concurrent: 2M trackers, every: 30 s'));
    expect(stated(model, 'flows.read.concurrent')).toBe('2M trackers');
    // In an expression the operator may have been forgotten.
    expect(await errors(flow('rate: = 2 trackers / 1 day'))).toHaveLength(1);
  });

  test('names what is not defined, not the sign before it', async () =>
    expect(await errors(flow('rate: bookings * 10 per day'))).toEqual([expect.stringMatching(/^unknown assumption "bookings"/)]));

  test('reads the hours of a peak', async () => {
    const { model } = await meant(flow('rate: 1M per day, peak: 60% of the day between 8am and 10am'));
    expect(stated(model, 'flows.read.peak')).toBe('60% of the day in 2 h');
  });

  test('reads the size of a cluster, calls a second and names of promises', async () => {
    const text = spec({
      db: '{ kind: redis, cluster: 3 nodes, each: { ops: 100k } }',
      more: 'requirements: { quality: { match found: { flow: read, p95: 500 ms } } }\n',
    });
    const { model } = await meant(text);
    expect(stated(model, 'components.db.instances')).toBe('3');
    expect(stated(model, 'components.db.each.rate')).toBe('100k/s');
    expect(stated(model, 'requirements.quality.match_found.p95')).toBe('500 ms');
  });

  test('tells a name that is no component beside a path of two readings', async () => {
    const found = await errors(spec({ path: '"api -> db, reminders"' }));
    expect(found).toEqual([expect.stringContaining('has two readings'), expect.stringMatching(/^unknown component "reminders"/)]);
  });
});
