import { describe, expect, test } from 'vitest';
import { loaded, modelOf } from '../support/estimating.js';

const spec = (promise: string, flows = ['download', 'search-shows']): string => `sysdesign: 1
name: test
flows:
${flows.map((name) => `  ${name}: { rate: 1/s, path: api }\n`).join('')}components: { api: { kind: service } }
requirements: { quality: { ${promise} } }
`;
const factsOf = async (text: string): Promise<readonly string[]> => (await modelOf(text)).checks.map(({ fact }) => fact);

describe('a promise that names no flow but is named as one', () => {
  test.each([
    ['download: { availability: 99.95%, p95: 400 ms }', ['flows.download.availability', 'flows.download.latency.p95']],
    ['Download: { p95: 400 ms }', ['flows.download.latency.p95']],
    ['search_shows: { p95: 400 ms }', ['flows.search-shows.latency.p95']],
    ['download: { flow: search-shows, p95: 400 ms }', ['flows.search-shows.latency.p95']],
    ['download: { p95: 400 ms, cost: 90 USD/month }', ['flows.download.latency.p95', 'totals.cost']],
    ['download: { cost: 90 USD/month }', ['totals.cost']],
    ['fast: { p95: 400 ms }', ['flows.download.latency.p95', 'flows.search-shows.latency.p95']],
    ['downloads-and-more: { p95: 400 ms }', ['flows.download.latency.p95', 'flows.search-shows.latency.p95']],
  ])('%s', async (promise, facts) => expect(await factsOf(spec(promise))).toEqual(facts));

  test('is noted, and an objective of that flow', async () => {
    const { findings, spec: model } = await loaded(spec('download: { availability: 99.95% }'));
    expect(findings.map(({ message }) => message)).toEqual([
      '"download" is read as a promise of that flow (download: { flow: download }), not of every flow',
    ]);
    expect(model?.objectives.map(({ subject }) => subject)).toEqual(['flows.download']);
    expect(model?.requirements.map(({ flow }) => flow)).toEqual(['download']);
    // With one flow, every flow is that one.
    expect((await loaded(spec('download: { availability: 99.95% }', ['download']))).findings).toEqual([]);
  });

  test('of two flows that differ by letters alone, is of neither', async () =>
    expect(await factsOf(spec('down_load: { p95: 1 s }', ['down-load', 'download']))).toHaveLength(2));
});
