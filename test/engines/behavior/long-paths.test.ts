import { describe, expect, test } from 'vitest';
import { drawTable } from '../../../src/report/table.js';
import { close, design, estimate } from '../../support/estimating.js';

const components = (count: number): string =>
  Array.from({ length: count }, (_, i) => `  c${i}: { kind: service, instances: 1, mtbf: 999 h, mttr: 0.01 h }`)
    .join('\n')
    .trimStart();
const q = 0.01 / 999.01;

describe('what grows with a path takes no more stack', () => {
  test.each([
    ['5,000 components in a chain', Array.from({ length: 5000 }, (_, i) => `c${i}`).join(' -> '), 5000],
    ['10,000 calls in turn', `[ ${Array.from({ length: 10_000 }, (_, i) => `c${i % 50}`).join(', ')} ]`, 50],
  ])('%s', async (_, path, count) => {
    const facts = await estimate(design(path, components(count)));
    // Each must be up, however often it is called.
    close(facts.value('flows.f.unavailability'), 1 - (1 - q) ** count, 'unavailability', 1e-9);
    close(facts.value('flows.f.failing'), 1 - (1 - q) ** count, 'failing', 1e-9);
    expect(facts.value('flows.f.outages')).toBeGreaterThan(0);
    expect(facts.value('flows.f.carried')).toBe(1);
    expect(facts.value(`components.c${count - 1}.rate.mean`)).toBe(count === 50 ? 200 : 1);
  });

  test('times of calls that stand too deep within each other are unknown, and it says why', async () => {
    const timed = (count: number): string =>
      Array.from({ length: count }, (_, i) => `  c${i}: { kind: service, instances: 1, each: { mean: 1 ms, rate: 100 req/s } }`)
        .join('\n')
        .trimStart();
    const chain = (count: number): string => design(Array.from({ length: count }, (_, i) => `c${i}`).join(' -> '), timed(count));
    const deep = await estimate(chain(3000));
    for (const id of ['flows.f.latency.p99', 'flows.f.completion.p99', 'components.c0.latency.p99'])
      expect(deep.missing(id), id).toEqual(['times of more than 50 calls within each other']);
    expect((await estimate(chain(4))).value('flows.f.latency.p99')).toBeGreaterThan(0.004);
  });

  test('fallbacks in fallbacks, as deep as lists and maps may be', async () => {
    // Each level is a list, a map, and a map of options: some thirty fit. A fallback stands in for its call, so that all fail only together.
    let path = '[ c20 ]';
    for (let i = 19; i >= 0; i--) path = `[ { c${i}: { fallback: { to: c${i + 20} }, calls: ${path} } } ]`;
    const facts = await estimate(design(path, components(41)));
    // Of the last, c20 which is the fallback of c0 too: by hand from the inside out, what fails at a level is its own or what is below, and its fallback.
    expect(facts.value('flows.f.unavailability')).toBeLessThan(2 * q);
    expect(facts.value('flows.f.unavailability')).toBeGreaterThan(0);
  });

  test('a table of 130,000 rows, as the same of few', () => {
    const options = { width: 80, ellipsis: '…', indent: '  ', head: (text: string) => text };
    const columns = [
      { head: 'fact', align: 'left' },
      { head: 'value', align: 'right' },
    ] as const;
    const rows = Array.from({ length: 130_000 }, (_, i) => [`f${i % 700}`, `${i % 7}`]);
    const long = drawTable({ columns, rows }, options).split('\n');
    expect(long).toHaveLength(130_001);
    expect(long.slice(0, 401)).toEqual(drawTable({ columns, rows: rows.slice(0, 400) }, options).split('\n'));
  });
});
