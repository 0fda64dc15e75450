import { describe, expect, it } from 'vitest';
import { evaluate, load } from '../../src/index.js';
import { referenceOf } from '../../src/practice/draw.js';
import { PROBLEMS } from '../../src/practice/index.js';
import { reviewed } from '../../src/practice/review.js';
import { variantOf, variantWith } from '../../src/practice/variant.js';

/**
 * Known answers at the published parameters, worked out by hand (a month of 30 days, a year of 365): the parameters stand in each problem.
 * Records of 5 years: 100M / 30 d x 1825 d = 6.083e9 links.
 */
const KNOWN: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'url-shortener': {
    'write-rate': 100e6 / 2_592_000, // 38.6
    'read-peak': (100e6 / 2_592_000) * 100 * 3, // 11,574
    storage: (100e6 / 30) * 365 * 5 * 500 * 3, // 9.1 TB
    cache: (100e6 / 30) * 100 * 0.2 * 500, // 33.3 GB
    egress: (100e6 / 2_592_000) * 100 * 500, // 1.93 MB/s
    twist: (100e6 / 2_592_000) * 100 * 3 * 10,
  },
  pastebin: {
    'read-rate': 100e6 / 2_592_000, // 38.6
    'write-peak': (10e6 / 2_592_000) * 3, // 11.6
    storage: (10e6 / 30) * 365 * 3 * 1.27e3, // 464 GB (450 GB with years of 12 months)
    twist: (10e6 / 30) * 365 * 3 * 1.27e3 * 10,
  },
  timeline: {
    'write-rate': 500e6 / 86_400, // 5,787
    'fan-out': (500e6 / 86_400) * 10, // 57,870
    'read-peak': (250e9 / 2_592_000) * 2,
    storage: 500e6 * 10e3 * 30, // 150 TB a month
    twist: (500e6 / 86_400) * 10 * 3,
  },
  payments: {
    'mean-rate': 1e6 / 86_400, // 11.6
    'peak-rate': (1e6 / 86_400) * 5, // 57.9
    ledger: 1e6 * 4 * 500 * 365 * 7, // 5.11 TB
    twist: (1e6 / 86_400) * 5 * 20,
  },
  notifications: {
    'mean-rate': 16e6 / 86_400, // 185
    broadcast: 10e6 / 600, // 16,667
    storage: 16e6 * 30 * 300, // 144 GB
    twist: (10e6 / 600) * 3,
  },
  autocomplete: {
    'mean-rate': (10e6 * 10 * 20) / 86_400, // 23,148
    'peak-rate': (10e6 * 10 * 20 * 2) / 86_400,
    'new-data': 10e6 * 10 * 0.2 * 20, // 400 MB
    twist: (10e6 * 10 * 20 * 3) / 86_400,
  },
  'web-crawler': {
    'fetch-rate': 4e9 / 2_592_000, // 1,543
    bandwidth: (4e9 / 2_592_000) * 500e3, // 772 MB/s, 6.2 Gbit/s
    'per-month': 4e9 * 500e3, // 2 PB
    storage: ((4e9 * 500e3) / 30) * 365 * 3, // 73 PB (72 PB with years of 12 months)
    twist: ((4e9 * 500e3) / 30) * 365 * 3 * 2,
  },
  chat: {
    'send-rate': (50e6 * 40) / 86_400, // 23,148
    connections: 50e6 * 0.2, // 10M
    media: 50e6 * 40 * 0.05 * 100e3, // 10 TB
    texts: 50e6 * 40 * 100 * 365, // 73 TB
    twist: (50e6 * 40 * 8) / 86_400,
  },
  metrics: {
    samples: 10e6 / 10, // 1M/s
    raw: (10e6 / 10) * 86_400 * 16, // 1.38 TB
    kept: (10e6 / 10) * 86_400 * 30 * 1.37 * 3, // 10.7 TB
    twist: (10e6 / 10) * 3,
  },
  'rate-limiter': {
    operations: 100e3 * 2,
    memory: 10e6 * 64, // 640 MB
    copies: 10e6 * 64 * 2,
    twist: 100e3 * 2 * 4,
  },
};

describe('problems', () => {
  it.each(
    PROBLEMS.map((problem) => [problem.id, problem] as const),
  )('%s: keys are known answers at the published parameters', async (id, problem) => {
    const variant = variantWith(problem, referenceOf(problem), 0);
    const keys: Record<string, number> = {};
    for (const estimate of problem.estimates) keys[estimate.id] = (await variant.key(estimate)).value;
    keys.twist = (await variant.key(problem.twist.estimate, problem.twist.set)).value;
    const known = KNOWN[id] ?? {};
    expect(Object.keys(keys).sort()).toEqual(Object.keys(known).sort());
    for (const [name, value] of Object.entries(known)) expect((keys[name] ?? 0) / value, name).toBeCloseTo(1, 6);
  });

  it.each(
    PROBLEMS.map((problem) => [problem.id, problem] as const),
  )('%s: keys of variants are the facts of the spec, and the model has no error', async (_, problem) => {
    const variant = variantOf(problem, 12);
    expect(variant.design.remarks).toEqual([]);
    expect(variant.design.unknown).toEqual([]);
    const result = await evaluate(await load({ text: variant.spec }));
    const facts = new Map(result.specs[0]?.facts.map(({ id, value }) => [id, value]));
    for (const estimate of problem.estimates) expect((await variant.key(estimate)).value, estimate.id).toBe(facts.get(estimate.fact));
    const { findings } = await reviewed(variant.spec, 'model');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('have all that a round asks for', () => {
    for (const { id, facts, estimates, operations, blocks, deepDives, mistakes, parameters, spec } of PROBLEMS) {
      expect(
        Math.min(facts.length - 4, estimates.length - 2, operations.length, blocks.length - 2, deepDives.length, mistakes.length - 2),
        id,
      ).toBeGreaterThan(0);
      for (const [name, { low, high, reference }] of Object.entries(parameters)) {
        expect(low <= reference && reference <= high && spec.includes(`$${name}`), `${id} ${name}`).toBe(true);
      }
    }
  });

  it('draw the same variant from the same seed, and another one from another', () => {
    for (const problem of PROBLEMS) {
      expect(variantOf(problem, 3).values).toEqual(variantOf(problem, 3).values);
      const seen = new Set(Array.from({ length: 20 }, (_, seed) => JSON.stringify(variantOf(problem, seed).values)));
      expect(seen.size).toBeGreaterThan(8);
    }
  });
});
