import { describe, expect, it } from 'vitest';
import { sysdesign } from '../support/hosts.js';

const design = (rate: number, each: string, path = 'c'): string => `sysdesign: 1
name: queue
flows: { f: { rate: ${rate} req/s, peak: 1, path: ${path} } }
components:
  a: { kind: service, each: { mean: 1 ms } }
  c: { kind: service, instances: 1, each: { ${each} } }
`;

async function latencyOf(text: string) {
  const files = { 'queue.sysdesign.yaml': text };
  const { out, code: exitCode } = await sysdesign(['latency', 'queue.sysdesign.yaml', '-f', 'json'], { files });
  const screen = await sysdesign(['latency', 'queue.sysdesign.yaml'], { files, columns: 300 });
  const [spec] = JSON.parse(out).specs;
  const findings = (spec.findings as { rule: string; severity: string }[]).filter(
    ({ rule }) => rule !== 'architecture/component-not-called',
  );
  // No number is infinite or none at all: JSON would have null for it without a word.
  expect(screen.out).not.toMatch(/Infinity|NaN/);
  return { exitCode, screen: screen.out.replace(/\s+/g, ' '), findings, flow: spec.latency?.flows[0] };
}

describe('load that is not carried', () => {
  it('is valid: what grows is told, and fails by its finding', async () => {
    // 2,200 calls a second, of which 1,000 are carried.
    const { exitCode, screen, findings, flow } = await latencyOf(design(2200, 'rate: 1k req/s, mean: 10 ms'));
    expect(screen).toContain('unstable: c cannot carry its peak, and its backlog grows by 1.2k req/s');
    expect(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual(['capacity/overloaded']);
    expect(flow.overloaded).toEqual([{ component: 'c', grows: expect.closeTo(1200, 6) }]);
    expect(exitCode).toBe(1);
  });

  it.each([
    'rate: 100 req/s, mean: 10 ms',
    'servers: 1, mean: 10 ms',
    'servers: 3, mean: 30 ms',
  ])('exactly at capacity waits without bound, as a warning: %s', async (each) => {
    const { exitCode, screen, findings, flow } = await latencyOf(design(100, each));
    expect(screen).toContain('c is exactly full at its peak: calls wait for it without end');
    expect(findings.filter(({ rule }) => rule.startsWith('capacity/'))).toMatchObject([
      { rule: 'capacity/exactly-full', severity: 'warning' },
    ]);
    expect(flow.overloaded).toEqual([{ component: 'c', grows: 0 }]);
    expect(exitCode).toBe(0);
  });

  it('next to capacity has a bound', async () => {
    const { findings, flow } = await latencyOf(design(99.9, 'rate: 100 req/s, mean: 10 ms'));
    expect(findings.filter(({ rule }) => rule.startsWith('capacity/'))).toEqual([]);
    // M/M/1: exponential of mean 1 / (100 - 99.9).
    expect(flow.percentiles[2].value / (Math.log(100) / 0.1)).toBeCloseTo(1, 2);
  });
});

describe('times whose tail has no variance', () => {
  it.each([
    'servers: 8, percentiles: { p50: 1 ms }, tail: 1.5',
    'rate: 100 req/s, p50: 1 ms, p99: 8 ms, tail: 2',
  ])('make the mean wait infinite, which is said: %s', async (each) => {
    const { exitCode, screen, flow } = await latencyOf(design(10, each));
    expect(screen).toContain('the mean wait for c is infinite');
    expect(screen).not.toContain('no waiting');
    expect(flow.percentiles).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('are as they are where nobody is known to wait', async () => {
    // 1% take longer than 1 ms x (0.5 / 0.01)^(1 / 1.5).
    const { flow } = await latencyOf(design(10, 'percentiles: { p50: 1 ms }, tail: 1.5'));
    expect(flow.percentiles[2].value / (0.001 * 50 ** (1 / 1.5))).toBeCloseTo(1, 2);
  });

  it('and without a mean are refused', async () => {
    const { exitCode, findings } = await latencyOf(design(10, 'servers: 8, percentiles: { p50: 1 ms }, tail: 0.9'));
    expect(findings.map(({ rule }) => rule)).toEqual(['spec/out-of-bounds']);
    expect(exitCode).toBe(2);
  });
});

describe('numbers that fit nothing: one finding each', () => {
  it.each([
    ['fewer than four points', design(20, 'rate: 100 req/s, mean: 10 ms, scaling: [[1, 20], [2, 35], [4, 55]]'), 'schema/count'],
    ['four points at three loads', design(20, 'rate: 100 req/s, scaling: [[1, 20], [2, 35], [2, 36], [4, 55]]'), 'spec/scaling-points'],
    [
      'points that fall from the start',
      design(20, 'rate: 100 req/s, scaling: [[1, 60], [2, 55], [4, 50], [8, 30]]'),
      'spec/scaling-points',
    ],
    [
      'more answers than calls',
      design(20, 'rate: 100 req/s, mean: 10 ms', '[ a: { calls: [ c: { times: 3, atOnce: true, waitFor: 4 } ] } ]'),
      'spec/contradiction',
    ],
  ])('%s', async (_, text, rule) => {
    const { exitCode, findings } = await latencyOf(text);
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
    expect(exitCode).toBe(2);
  });
});
