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
