import { describe, expect, test } from 'vitest';
import { errors, meant, stated } from '../support/reading.js';

const spec = ({ flow = 'rate: 10 req/s', db = '', region = '', more = '' } = {}): string =>
  `topology: { regions: { eu: { zones: [a, b]${region} } } }
flows: { read: { ${flow}, path: db } }
components: { db: { kind: database${db} } }
${more}`;

describe('what is stated elsewhere, or by other keys', () => {
  test.each([
    [spec({ flow: 'peakRate: 12k req/s' }), 'unknown key "peakRate"', 'rate: ..., peak: 12k req/s'],
    [spec({ region: ', share: 60%' }), 'unknown key "share"', 'flows: { NAME: { from: { eu: 60% } } }'],
    [spec({ db: ', primary: eu' }), 'unknown key "primary"', 'did you mean "leaderIn"? it goes under `replication:`'],
    ...(
      [
        ['completion: p95 < 5 min', 'completion', '{ fact: flows.read.completion.p95, target: at most 5 min }'],
        ['deadline: 6 h', 'deadline', '{ fact: flows.read.completion.p99, target: at most 6 h }'],
        ['duration: at most 6 h', 'duration', 'peak: 100% of the day in 6 h'],
        ['survives: region', 'survives', 'components: { NAME: { survives: region } }'],
      ] as const
    ).map(([promise, key, help]) => [
      spec({ more: `requirements: { quality: { a: { flow: read, ${promise} } } }` }),
      `unknown key "${key}"`,
      help,
    ]),
    // Of more keys than are listed, all are a page of their own.
    [spec({ db: ', xyzzy: 3' }), 'unknown key "xyzzy"', 'more: all with sysdesign help components'],
  ])('case %# names what there is', async (text, message, help) => {
    const found = await errors(text);
    expect(found.filter((one) => one.startsWith(message) && one.includes(help))).toHaveLength(1);
  });

  test('of a promise all keys are listed', async () => {
    const [found = ''] = await errors(spec({ more: 'requirements: { quality: { a: { flow: read, xyzzy: 3 } } }' }));
    expect(found).toMatch(/keys here: .*, fact, target$/);
  });

  test('a promise that stands beside the section of promises is one, whatever words it has', async () => {
    const { model } = await meant(spec({ more: 'requirements: { fast: { flow: read, latency: p95 < 300 ms }, safe: nothing is lost }' }));
    expect(model.checks.map(({ fact }) => fact)).toEqual(['flows.read.latency.p95']);
  });
});

describe('a word that is stated by other keys', () => {
  test.each([
    [spec({ db: ', size: 20 GB' }), 'data: { NAME: { in: db, size: 20 GB } }'],
    [spec({ db: ', fallback: house ad' }), 'path: [ db: { fallback: 80% } ]'],
    [spec({ db: ', fallback: 80%' }), 'path: [ db: { fallback: 80% } ]'],
    [spec({ db: ', consistency: LOCAL_QUORUM' }), 'replication: { factor: 3, read: quorum, write: quorum }'],
    // A week is 168 h.
    [spec({ db: ', deploys: 10 per week' }), 'deploy: { every: 16.8 h }'],
    [spec({ db: ', instances: 4 across 2 zones' }), 'zones: [a, b]'],
    [spec({ flow: 'rate: 10 req/s, spike: "flu, 20x for 15 minutes"' }), 'spikes: { NAME: 20x for 15 min }'],
    [spec({ flow: 'rate: 10 req/s, trigger: nightly at 18:00' }), 'peak: 100% of the day in 4 h'],
    [spec({ flow: 'rate: 10 req/s, spikes: { cold: { factor: 8, how often: 5 times a year } }' }), 'nothing is computed from how often'],
    [spec({ more: 'data: { d: { in: db, item: 1 kB, rows per day: 6M * 48 } }' }), 'added: 6M * 48 per day'],
  ])('case %# leads to what may be typed', async (text, help) => {
    const found = await errors(text);
    expect(found).toEqual([expect.stringContaining(help)]);
  });

  test.each([
    [spec({ db: ', speed: 50 per second' }), 'components.db.each.rate', '50 per second'],
    [spec({ db: ', backups: daily' }), 'components.db.backup.every', '1 d'],
    [spec({ flow: 'count: 130k per day' }), 'flows.read.rate', '130k per day'],
    [spec({ more: 'data: { d: { in: db, item: 1 kB, kept: 10 years, existing: 1.8 PB } }' }), 'data.d.keep', '10 years'],
    [spec({ more: 'data: { d: { in: db, item: 1 kB, existing: 1.8 PB } }' }), 'data.d.size', '1.8 PB'],
    [spec({ more: 'data: { d: { in: db, item: 1 kB, existing: 14M } }' }), 'data.d.items', '14M'],
  ])('case %# is read', async (text, path, literal) => expect(stated((await meant(text)).model, path)).toBe(literal));
});

test('a product is known by its name, whatever its version', async () => {
  for (const own of ['{ type: database, engine: postgres 16 }', '{ type: database, engine: postgres v16.2 }', '{ engine: postgres 16 }']) {
    const { model } = await meant(`flows: { read: { rate: 10 req/s, path: x } }\ncomponents: { x: ${own} }`);
    expect([own, model.components.get('x')?.use?.name]).toEqual([own, 'postgres']);
  }
});

describe('a bill by the time', () => {
  test.each([
    ['{ kind: loadBalancer, cost: 400 USD/month }', 'price.fixed'],
    ['{ kind: external, p50: 20 ms, p99: 80 ms, cost: 400 USD/month }', 'price.fixed'],
    ['{ kind: cdn, price: { egress: 0.05 USD/GB }, cost: 400 USD/month }', 'price.fixed'],
    ['{ kind: service, each: { rate: 5/s }, cost: 400 USD/month }', 'each.cost'],
    ['{ kind: service, rps: 5, cost: 400 USD/month }', 'each.cost'],
  ])('is that of all where nobody counts instances: %s', async (component, path) => {
    const { model } = await meant(`flows: { read: { rate: 10 req/s, path: x } }\ncomponents: { x: ${component} }`);
    expect(stated(model, `components.x.${path}`)).toBe('400 USD/month');
  });
});

describe('a word for what is counted', () => {
  test.each([
    ['assumptions: { texts: 40M docs }', ['docs']],
    ['assumptions: { texts: 40M docs per day }', ['docs']],
    ['flows: { q: { rate: 40M docs per day, path: x } }', ['docs']],
    ['flows: { q: { rate: 20 docs/s, path: x } }', ['docs']],
  ])('%s', async (text, words) => {
    const flows = text.startsWith('flows') ? '' : 'flows: { q: { rate: 1/s, path: x } }\n';
    const { notes } = await meant(`${text}\n${flows}components: { x: { kind: service } }`);
    expect(notes).toEqual(words.map((word) => `"${word}" is read as what is counted: counts: [${word}]`));
  });

  test('what is wrong behind it is told in the same run', async () => {
    const found = await errors('flows: { q: { rate: 40M docs per night, path: x } }\ncomponents: { x: { kind: service } }');
    expect(found.map((one) => one.split(' | ')[0])).toEqual(['unknown unit "night"']);
  });
});
