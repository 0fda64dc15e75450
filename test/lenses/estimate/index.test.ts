import { beforeAll, describe, expect, test } from 'vitest';
import type { FactResult } from '../../../src/core/index.js';
import type { Result } from '../../../src/evaluate/result.js';
import { exitCodeOf, loadColors } from '../../../src/report/index.js';
import { widthOf } from '../../../src/report/text.js';
import {
  atRisk,
  checkOf,
  factOf,
  findingAt,
  missed,
  PLAIN,
  rangeOf,
  rendered,
  resultOf,
  shop,
  sourceOf,
  specOf,
  unknown,
} from '../../report/support/samples.js';
import { sysdesign } from '../../support/hosts.js';

const between = (p5: number, p95: number): FactResult['spread'] => ({ p5, p50: Math.sqrt(p5 * p95), p95, mean: (p5 + p95) / 2 });

const flowFacts = (name: string): FactResult[] => [
  factOf(`flows.${name}.rate.mean`, 6900, 'req/s', { spread: between(4600, 9100) }),
  factOf(`flows.${name}.rate.peak`, 20_000, 'req/s', { spread: between(13_800, 27_300) }),
  factOf(`flows.${name}.rate.spike.sale`, 80_000, 'req/s'),
  factOf(`flows.${name}.ingress.peak`, 3e6, 'B/s', { spread: between(2e6, 4e6) }),
  factOf(`flows.${name}.egress.peak`, 3e9, 'B/s', { spread: between(2e9, 4e9) }),
  factOf(`flows.${name}.concurrency.peak`, 1234, 'ratio'),
];

beforeAll(loadColors);

const judged = async (result: Result, options: Partial<typeof PLAIN> = {}) => ({
  output: await rendered(result, 'pretty', options),
  exitCode: exitCodeOf(result),
});

describe('the report of an estimate', () => {
  test('says which targets are missed, with value, target, how far off and where', async () => {
    const { output, exitCode } = await judged(resultOf(specOf({ checks: [missed] })));
    expect(exitCode).toBe(1);
    expect(output.replace(/\s+/g, ' ')).toContain(
      '✗ MISSED flows.read.rate.mean = 600 req/s, expected 500 req/s within 1%; 20% above (shop.sysdesign.yaml:3:1)',
    );
  });

  test('says at risk and unknown in words, and neither fails', async () => {
    const { output, exitCode } = await judged(resultOf(specOf({ checks: [atRisk, unknown] })));
    expect(exitCode).toBe(0);
    expect(output).toContain('AT RISK  room: totals.storage = 5.4 TB, target at most 5.5 TB');
    expect(output.replace(/\s+/g, ' ')).toContain('met with a chance of 71%');
    expect(output).toContain('unknown  fast: not yet computed');
  });

  test('tells many met checks in one line, all of them with --verbose', async () => {
    const many = resultOf(specOf({ checks: Array.from({ length: 12 }, () => checkOf()) }));
    expect((await judged(many, PLAIN)).output).toContain('12 of 12 expectations met');
    expect((await judged(many, { verbose: true })).output.split('502 req/s').length - 1).toBe(12);
  });

  test('shows uncertain facts as intervals that share a unit', async () => {
    const { output } = await judged(resultOf(specOf({ facts: flowFacts('read') })));
    expect(output).toContain('mean req/s');
    expect(output).toMatch(/read +4\.6k\.\.9\.1k +13\.8k\.\.27\.3k +16\.\.32 Mbit\/s +16\.\.32 Gbit\/s/);
    expect(output).toMatch(/in sale +80k/);
  });

  test('fits 80 columns with long names, many columns and long places, with and without Unicode', async () => {
    const long = `a-${'very-'.repeat(12)}long-name`;
    const far = sourceOf('x: 1\n', `${'folder/'.repeat(14)}shop.sysdesign.yaml`);
    const facts = [
      ...flowFacts(long),
      ...flowFacts('read'),
      ...['read.peak', 'write.peak', 'perInstance.peak'].map((path) =>
        factOf(`components.${long}.${path}`, 8e3, 'req/s', { spread: between(4.6e3, 9.1e3) }),
      ),
      ...['ingress.peak', 'egress.peak'].map((path) => factOf(`components.${long}.${path}`, 8e3, 'B/s', { spread: between(999e3, 9.1e6) })),
      ...['fleet', 'busy.peak', 'concurrency.peak', 'utilization.peak'].map((path) =>
        factOf(`components.${long}.${path}`, 8.123, 'ratio', { spread: between(4.111, 9.222) }),
      ),
      factOf(`components.${long}.binding`, 'connections', null),
      factOf(`data.${long}.size.stored`, null, 'B', { missing: [{ path: `data.${long}.item` }] }),
      factOf('totals.storage', 5e12, 'B', { missing: [{ path: `data.${long}.size.stored` }, { path: `data.other-${long}.size.stored` }] }),
      factOf(`derived.${long}`, 4, 'ratio'),
    ];
    const result = resultOf(
      specOf({
        file: far.name,
        name: long,
        summary: 'word '.repeat(40),
        context: Array.from({ length: 9 }, () => 'some convention'),
        facts,
        checks: [
          missed,
          atRisk,
          unknown,
          checkOf({ fact: `flows.${long}.rate.mean`, name: `flows.${long}.rate.mean`, status: 'missed', at: rangeOf(far, 'x') }),
        ],
        drivers: [
          {
            input: `assumptions.${long}`,
            label: long,
            of: `flows.${long}.rate.mean`,
            share: 0.9,
            at: rangeOf(far, 'x'),
            text: '1M..2M users',
          },
        ],
        findings: [findingAt(far, 'x', { severity: 'warning' })],
      }),
    );
    for (const unicode of [true, false]) {
      const { output } = await judged(result, { unicode });
      // A path or an id that is longer than a line by itself is shown whole in a place that people copy.
      for (const line of output.split('\n'))
        if (!line.includes('--> ') && !/^ +folder\//.test(line)) expect(widthOf(line), line).toBeLessThanOrEqual(80);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is what must not be there
      if (!unicode) expect(output).not.toMatch(/[^\u0000-\u007f]/);
    }
  });

  test('has no escape codes unless colors are on, and the same words with them', async () => {
    const result = resultOf(specOf({ facts: flowFacts('read'), checks: [missed, atRisk, unknown, checkOf()] }));
    const plain = (await judged(result, PLAIN)).output;
    const colored = (await judged(result, { color: true })).output;
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape codes
    expect(colored.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain);
  });

  test('names what is missing and what waits for it, and tells what no engine computes yet in one line', async () => {
    const facts = [
      factOf('flows.read.egress.mean', null, 'B/s', { missing: [{ path: 'flows.read.response' }] }),
      factOf('flows.read.egress.peak', null, 'B/s', { missing: [{ path: 'flows.read.response' }] }),
      factOf('components.api.fleet', null, 'ratio', { missing: [{ path: 'components.api.each.rate' }] }),
      factOf('components.db.fleet', null, 'ratio', { missing: [{ path: 'components.db.each.rate' }] }),
      factOf('flows.read.availability', null, 'ratio', { missing: [{ text: 'not yet computed' }] }),
      factOf('totals.cost', null, 'USD/month', { missing: [{ text: 'not yet computed' }] }),
    ];
    const { output } = await judged(resultOf(specOf({ facts })));
    expect(output).toContain('state flows.read.response → flows.read.egress.mean and 1 more');
    expect(output).toContain('state each.rate of api, db → components.api.fleet and 1 more');
    expect(output).toContain('not yet computed: availability, cost');
  });

  test('says where a total is not complete', async () => {
    const facts = [factOf('totals.storage', 5e12, 'B', { missing: [{ path: 'data.clicks.item' }] })];
    const { output } = await judged(resultOf(specOf({ facts })));
    expect(output).toMatch(/storage +>=5 TB\n {2}storage: at least that, as item of clicks is not stated\n/);
  });

  test('names what gets more than it can carry in words, below the table and as the next thing to look at', async () => {
    const facts = [
      ...flowFacts('read'),
      factOf('components.api.utilization.peak', 3, 'ratio'),
      factOf('components.api.binding', 'rate', null),
      factOf('components.db.utilization.peak', 0.6, 'ratio'),
    ];
    const { output } = await judged(resultOf(specOf({ facts, checks: [atRisk] })));
    expect(output).toMatch(/api +█{6} 300% OVER +rate\n {2}db +█{4}░{2} 60%\n {2}api gets 3x what its fleet carries \(rate\)\n/);
    expect(output).toContain('Next: sysdesign explain components.api.utilization.peak shop.sysdesign.yaml\n');
    expect((await judged(resultOf(specOf({ facts, checks: [missed] })), PLAIN)).output).toContain(
      'Next: sysdesign explain flows.read.rate.mean',
    );
  });

  test('speaks of the time that a scenario looks at', async () => {
    const facts = [
      ...flowFacts('read'),
      factOf('components.api.fleet', 2, 'ratio'),
      factOf('data.a.size.stored', 2e12, 'B'),
      factOf('data.a.size.stored.year0', 1e12, 'B'),
    ];
    const { output } = await judged(resultOf(specOf({ facts, after: '1 year' })));
    for (const text of [
      'Flows (after 1 year)',
      'Components (after 1 year)',
      'Data (after 1 year; stored with copies and overhead)',
      'stored then',
    ])
      expect(output).toContain(text);
    expect(output).not.toMatch(/today|now|at the horizon/);
  });

  test('names at most eight that lack the same', async () => {
    const facts = Array.from({ length: 3000 }, (_, i) =>
      factOf(`components.c${i}.fleet`, null, 'ratio', { missing: [{ path: `components.c${i}.each.rate` }] }),
    );
    const { output } = await judged(resultOf(specOf({ facts })));
    expect(output).toContain('c7 and 2992 more');
    expect(output.length).toBeLessThan(1000);
  });

  test('with --quiet says that specs without targets are ok', async () => {
    expect((await judged(resultOf(specOf()), { quiet: true })).output).toBe('1 spec: ok\n');
  });

  test('ends with one command to run next, about what is missed if anything is', async () => {
    const facts = flowFacts('read');
    expect((await judged(resultOf(specOf({ facts })), PLAIN)).output).toContain(
      'Next: sysdesign explain flows.read.rate.peak shop.sysdesign.yaml\n',
    );
    const bad = { ...atRisk, status: 'missed' as const, scenario: 'launch' };
    const { output } = await judged(resultOf(specOf({ facts, checks: [bad], file: "it's.yaml" })));
    expect(output).toContain("Next: sysdesign explain totals.storage 'it'\\''s.yaml' --scenario launch\n");
  });

  test('with --quiet has only problems and the summary', async () => {
    const result = resultOf(
      specOf({ facts: flowFacts('read'), checks: [checkOf()] }),
      specOf({ file: 'b.yaml', name: 'b', checks: [missed, unknown] }),
    );
    const { output } = await judged(result, { quiet: true });
    expect(output).not.toContain('Flows');
    expect(output).not.toContain('unknown  ');
    expect(output).toContain('MISSED');
    expect(output.trimEnd().split('\n').at(-1)).toBe('2 specs: 1 target missed, 1 met, 1 unknown');
  });

  test('of an invalid spec is its findings, and other specs are still reported', async () => {
    const result = resultOf(
      specOf({ name: null, findings: [findingAt(shop, 'expect')] }),
      specOf({ file: 'b.yaml', name: 'b', facts: flowFacts('read') }),
    );
    const { output, exitCode } = await judged(result);
    expect(exitCode).toBe(2);
    expect(output).toContain('error[schema/unknown-key]');
    expect(output).toContain('Flows (today)');
    expect(output).toContain('2 specs: 1 invalid');
  });
});

test.each([
  ['2k req/s', null],
  ['500 req/s', 'api'],
])('what works behind a queue falls behind in a spike, and is not what breaks: api carries %s', async (rate, component) => {
  const spec = `sysdesign: 1
name: rush
flows: { submit: { kind: write, rate: 100 req/s, peak: 1, spikes: { rush: { factor: 10, lasts: 10 min } }, path: api -> q } }
components:
  api: { kind: service, instances: 1, each: { rate: ${rate} } }
  q: { kind: queue, retention: 1 day, consumers: { w: {} } }
  w: { kind: worker, instances: 1, each: { rate: 200 req/s } }
`;
  const { out } = await sysdesign(['estimate', 'rush.sysdesign.yaml', '-f', 'json'], { files: { 'rush.sysdesign.yaml': spec } });
  const { specs } = JSON.parse(out) as { specs: { answer: { spike: { component: string } | null } }[] };
  expect(specs[0]?.answer.spike?.component ?? null).toBe(component);
});

describe('what is there today of data that is added to', () => {
  const spec = (data: string, horizon = 'horizon: 2 years', log = 'kind: stream, retention: 7 years'): string => `sysdesign: 1
name: audit
${horizon}
flows: { put: { kind: write, rate: 10 req/s, path: log } }
components: { log: { ${log} }, db: { kind: database } }
data: { events: { item: 1 kB, ${data} } }
`;
  const shown = async (text: string, ...more: readonly string[]): Promise<string> =>
    (await sysdesign(['estimate', 'a.sysdesign.yaml', ...more], { files: { 'a.sysdesign.yaml': text } })).out.replace(/\s+/g, ' ');
  const NOTE = 'assumed: nothing of events is there today (state its items, or size)';

  test('is said to be counted from nothing where it is not stated: what is stored and paid now rests on it', async () => {
    for (const data of [
      'in: log, addedBy: put',
      'in: log, added: 5/s',
      'in: db, addedBy: put, keep: 3 years',
      'in: db, addedBy: put, keep: 1 month',
      'in: db, addedBy: put, keep: forever',
    ])
      expect(await shown(spec(data)), data).toContain(NOTE);
    expect(await shown(spec('in: log, addedBy: put'), '-f', 'json')).toContain(
      '{ "id": "data.events.items.year0", "unit": "count", "value": 0 }',
    );
  });

  test('not where it is stated, or nothing is told of today', async () => {
    for (const data of [
      'in: log, addedBy: put, items: 1M',
      'in: log, addedBy: put, items: 0',
      'in: log, addedBy: put, size: 1 GB',
      'in: log, items: 1M',
    ])
      expect(await shown(spec(data)), data).not.toContain('is there today');
    expect(await shown(spec('in: log, addedBy: put', ''))).not.toContain('is there today');
  });
});

test('the region that is full before the whole is named first, and what no region is known to answer as taken evenly', async () => {
  // 300 req/s at peak, 240 of them in eu on three of six instances of 100 req/s: 300 / 240, where the whole carries 600 / 300.
  const spec = (from: string): string => `sysdesign: 1
name: shop
topology: { regions: { eu: { zones: [a, b] }, us: { zones: [a, b] } } }
flows: { read: { rate: 100 req/s, peak: 3, ${from}path: api -> rates } }
components:
  api: { kind: service, instances: 6, each: { rate: 100 req/s } }
  rates: { kind: cache, instances: 6, each: { rate: 1k req/s } }
`;
  const shown = async (text: string): Promise<string> =>
    (await sysdesign(['estimate', 'a.sysdesign.yaml'], { files: { 'a.sysdesign.yaml': text } })).out.replace(/\s+/g, ' ');
  const [placed, open] = [await shown(spec('from: { eu: 80%, us: 20% }, ')), await shown(spec(''))];
  expect(placed).toContain('the busiest region of api is full at 1.25x');
  expect(placed).toContain('assumed: load of rates is taken as spread evenly over regions');
  expect(open).toContain('api fills first, at 2x its peak');
  expect(open).not.toContain('region');
});

describe('one screen states one thing once', () => {
  const shown = async (text: string): Promise<string> =>
    (await sysdesign(['estimate', 'a.sysdesign.yaml'], { files: { 'a.sysdesign.yaml': text } })).out.replace(/\s+/g, ' ');

  test('an off-peak flow is drawn at its own peak, as the table has it', async () => {
    const out = await shown(`sysdesign: 1
name: night
flows:
  read: { kind: read, rate: 10 req/s, peak: 2, path: web }
  rebuild: { kind: write, rate: 100 req/s, active: 6 h per day, offPeak: true, peak: 1, path: worker -> web }
components: { web: { kind: service }, worker: { kind: worker } }
`);
    // 100/s of the day in a quarter of it; the others are at their own peak, 2 x 10/s.
    expect(out).toContain('rebuild ─400─→ worker ─400─→ web');
    expect(out).toContain('read ─20─→ web');
  });

  test('data that nothing adds to and that grows tells by how much', async () => {
    const out = await shown(
      'sysdesign: 1\nname: d\nhorizon: 2 years\ngrowth: 20% per year\ndata: { d: { item: 1 kB, items: 1M }, e: { item: 1 kB, items: 1M, growth: 0% } }\n',
    );
    expect(out).toContain('d 1 kB 20%/year 1 GB 1.2 GB');
    expect(out).toContain('e 1 kB 0 B/day 1 GB 1 GB');
  });

  test('traffic to actors without a price is named beside the bill, where it would be more than a tenth of it', async () => {
    const spec = (bill: string, price = '') => `sysdesign: 1
name: t
flows: { get: { kind: read, rate: 100 req/s, response: 100 kB, path: web -> db } }
components:
  web: { kind: service, instances: 1, each: { rate: 1k/s, cost: ${bill} }${price} }
  db: { kind: database, instances: 1, each: { rate: 1k/s, cost: 0 USD/month } }
`;
    // 100 x 100 kB x 2,592,000 s = 25.92 TB a month, at 0.1 USD/GB 2,592 USD: more than a tenth of 25,900, less than of 26,000
    expect(await shown(spec('25900 USD/month'))).toContain(
      'not in the bill: what is sent to actors by web (25.9 TB a month, about 2.6k USD/month at the usual price); state price.egress',
    );
    expect(await shown(spec('26000 USD/month'))).not.toContain('not in the bill');
    expect(await shown(spec('100 USD/month', ', price: { egress: 0.02 USD/GB }'))).not.toContain('not in the bill');
  });
});

test('a spike is told over the mean and over the peak, and blamed on no component that it does not reach', async () => {
  const text = `sysdesign: 1
name: clinic
flows:
  book:   { kind: write, rate: 10 req/s, peak: 5, path: api, spikes: { flu: { factor: 8, lasts: 15 min } } }
  remind: { rate: 45 req/s, peak: 1, path: job }
components:
  api: { kind: service, instances: 1, each: { rate: RATE req/s } }
  job: { kind: service, instances: 1, each: { rate: 40 req/s } }
`;
  const screen = async (rate: number): Promise<string> =>
    (await sysdesign(['estimate', 'a.sysdesign.yaml'], { files: { 'a.sysdesign.yaml': text.replace('RATE', String(rate)) } })).out;
  // 80/s are 8 x 10/s, and 1.6 x 50/s. The job carries 40 of 45, in the spike as ever.
  const carried = await screen(250);
  expect(carried).toContain('flu is 8x the mean of book, 1.6x its peak');
  expect(carried).not.toContain('spike flu:');
  expect(carried).toContain('job carries 88.9% of its peak');
  // 64 of 80
  expect(await screen(64)).toContain('spike flu: api carries 80% of it');
});
