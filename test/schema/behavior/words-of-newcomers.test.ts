import { describe, expect, test } from 'vitest';
import { findingsOf } from '../../support/estimating.js';

const spec = (flow: string, part = '', quality = ''): string => `sysdesign: 1
name: bills
flows: { run: { rate: 200k bills per day, path: w${flow} } }
components: { w: { kind: worker, instances: 3, each: { rate: 10/s }${part} } }
requirements: { quality: { fast: { flow: run, p99: 1 s${quality} } } }
`;

describe('a run that has to be through in a time is led to its load', () => {
  test.each(['deadline: 4 h', 'within: 4 h', 'finishesIn: 4 h', 'batch: within 4 h', 'due by: 4 h'])('%s', async (key) => {
    const found = await findingsOf(spec(`, ${key}`));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('peak: 100% of the day in 4 h');
  });

  test('and what that says can be typed: 200,000 bills in 4 hours are 13.9 a second', async () => {
    expect(await findingsOf(spec(', peak: 100% of the day in 4 h'))).toEqual([]);
  });

  test('a promise in words, too', async () => {
    const found = await findingsOf(spec('').replace('requirements: { ', 'requirements: { billing run finishes: within 4 hours, '));
    expect(found.join('\n')).toContain('peak: 100% of the day in 4 hours');
  });
});

describe('one finding at the slip says what to write', () => {
  test.each([
    [', cacheable: yes', '', '', /write public \(.*\) or private/],
    [', cacheable: true', '', '', /write public \(.*\) or private/],
    ['', ', size: "2 vCPU, 4 GB"', '', /each: \{ cpu: 2 cores, memory: 4 GB \}/],
    ['', ', ttfb: 40 ms', '', /each: \{ p50: 40 ms \}.*each: \{ p99: 40 ms \}/],
    ['', ', zones: 3', '', /topology: \{ regions: \{ main: \{ zones: \[a, b, c\] \} \} \}/],
    ['', '', ', ttfb: 40 ms', /p50, p95 or p99: 40 ms/],
  ])('%s%s%s', async (flow, part, quality, help) => {
    const found = await findingsOf(spec(flow, part, quality));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(help);
  });

  test('a list of keys tells that those that are stated are left out of it', async () => {
    expect((await findingsOf(spec('', ', zebra: 1')))[0]).toContain('other keys here: ');
  });
});

test('a time to the first byte with its percentile is that percentile', async () => {
  expect(await findingsOf(spec('', '').replace('p99: 1 s', 'ttfb: p95 < 400 ms'))).toEqual([
    expect.stringContaining('"ttfb: p95 < 400 ms" is read as p95: < 400 ms'),
  ]);
});

test('what fails, among what one instance carries, is led beside it', async () => {
  const found = await findingsOf(spec('').replace('rate: 10/s', 'rate: 10/s, mtbf: 30 d'));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('it stands beside each, not in it: w: { each: { ... }, mtbf: 30 d }');
});

test('who calls is a client, which the path may begin with once it is defined', async () => {
  const found = await findingsOf(spec('').replace('path: w', 'path: driver -> w'));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain('add it: driver: { kind: client }');
});

test('of a promise beside quality, the key that is wrong is told', async () => {
  const found = await findingsOf(spec('').replace('requirements: { ', 'requirements: { late: { flow: run, latancy: 2 s }, '));
  expect(found.join('\n')).toContain('"latancy" unknown key "latancy"');
  expect(found.join('\n')).not.toContain('unknown key "late"');
});
