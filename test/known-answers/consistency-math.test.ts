import { describe, expect, test } from 'vitest';
import {
  availabilityOf,
  GUARANTEES,
  type GuaranteeOrIsolation,
  IMPLICATIONS,
  ISOLATIONS,
  implies,
  majorityOf,
  PUBLISHED_DELAYS,
  publishedCases,
  quorumProperties,
  staleness,
  versionsBehind,
} from '../../src/math/consistency/index.js';
import { unavailabilityOfKofN } from '../../src/math/redundancy/k-of-n.js';
import { collected, isHere } from './math/collection.js';
import { CONSISTENCY } from './math/consistency.js';

interface Case {
  readonly id: string;
  readonly area: string;
  readonly source: string;
  readonly inputs: {
    readonly N: number;
    readonly R: number;
    readonly W: number;
    readonly model: string;
    readonly t_ms: number;
    readonly n: number;
    readonly p: number;
  };
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: {
    readonly type: string;
    readonly value: number;
    readonly published_rel?: { readonly latency: number; readonly t: number };
  };
}
const CASES = CONSISTENCY as unknown as readonly Case[];
const of = (area: string): readonly (readonly [string, Case])[] => CASES.filter((one) => one.area === area).map((one) => [one.id, one]);
const modelOf = ({ model }: Case['inputs']): (typeof PUBLISHED_DELAYS)[number] =>
  PUBLISHED_DELAYS.find((name) => name === model.toLowerCase()) ?? 'wan';
const off = (got: number, want: number): number => (want === 0 ? Math.abs(got) : Math.abs(got / want - 1));

test.each(of('consistency.pbs_k'))('%s', (_, { inputs: { N, R, W }, expected, tolerance }) => {
  for (const [name, want] of Object.entries(expected)) {
    const k = /k(\d+)$/.exec(name)?.[1];
    const got = k === undefined ? versionsBehind(N, R, W, 1) : 1 - versionsBehind(N, R, W, Number(k));
    expect(off(got, want as number), name).toBeLessThanOrEqual(tolerance.value);
  }
});

describe('staleness of the published delay models', () => {
  test.each(of('consistency.pbs_t').filter(([id]) => id.startsWith('pbs-t-')))('%s', (_, { inputs, expected, tolerance }) => {
    const { N, R, W } = inputs;
    const found = staleness(publishedCases(modelOf(inputs), N), { read: R, write: W });
    const got: Readonly<Record<string, number>> = {
      Lr_p999_ms: found.readLatency(0.999),
      Lw_p999_ms: found.writeLatency(0.999),
      't_visibility_99.9_ms': found.visible(0.999),
      p_consistent_t0: 1 - found.stale(0),
      p_consistent_t10ms: 1 - found.stale(10),
    };
    for (const [name, value] of Object.entries(got))
      expect(off(value, expected[name] as number), `${name}: ${value}`).toBeLessThanOrEqual(tolerance.value);
    const printed = expected.published as { readonly Lr: number; readonly Lw: number; readonly t: number };
    const { latency, t } = tolerance.published_rel as { readonly latency: number; readonly t: number };
    expect(off(got.Lr_p999_ms as number, printed.Lr)).toBeLessThanOrEqual(latency);
    expect(off(got.Lw_p999_ms as number, printed.Lw)).toBeLessThanOrEqual(latency);
    expect(off(got['t_visibility_99.9_ms'] as number, printed.t)).toBeLessThanOrEqual(t);
  });

  test.each(of('consistency.pbs_t').filter(([id]) => id.startsWith('pbs-pc-')))('%s', (_, { inputs, expected, tolerance }) => {
    const found = staleness(publishedCases(modelOf(inputs), inputs.N), { read: inputs.R, write: inputs.W });
    for (const want of Object.values(expected))
      expect(Math.abs(1 - found.stale(inputs.t_ms) - (want as number))).toBeLessThanOrEqual(tolerance.value);
  });
});

test.each(of('consistency.quorum'))('%s', (_, { inputs: { n, p, N, R, W }, expected, tolerance }) => {
  if (n !== undefined) {
    const unavailability = unavailabilityOfKofN(n, majorityOf(n), 1 - p);
    expect(off(unavailability, expected.unavailability as number)).toBeLessThanOrEqual(tolerance.value);
    expect(off(1 - unavailability, expected.availability as number)).toBeLessThanOrEqual(tolerance.value);
    return;
  }
  const { readMeetsWrite, writesMeet, readTolerates, writeTolerates } = quorumProperties(N, R, W);
  expect({
    read_write_overlap: readMeetsWrite,
    write_write_overlap: writesMeet,
    read_tolerates: readTolerates,
    write_tolerates: writeTolerates,
  }).toEqual(expected);
});

describe('the cases above', () => {
  const all = collected<Case & { readonly kind?: string }>();

  test.skipIf(!isHere)('are those of the collection, word for word', () => {
    const ours = all.filter(({ area, kind }) => area.startsWith('consistency.') && kind !== 'reference');
    expect(CASES).toEqual(
      ours.map(({ id, area, source, inputs, expected, tolerance }) => ({ id, area, source, inputs, expected, tolerance })),
    );
  });

  test.skipIf(!isHere)('have the order of guarantees that we have', () => {
    const lattice = all.find(({ id }) => id === 'lattice')?.expected as Readonly<Record<string, unknown>>;
    const word = (name: string): GuaranteeOrIsolation =>
      name === 'snapshot-isolation'
        ? 'snapshot'
        : (name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()) as GuaranteeOrIsolation);
    for (const [from, to] of lattice.implies as readonly (readonly [string, string])[])
      expect(implies(word(from), word(to)), `${from} -> ${to}`).toBe(true);
    const words: readonly GuaranteeOrIsolation[] = [...GUARANTEES, ...ISOLATIONS];
    for (const name of lattice.unavailable_at_or_above as readonly string[])
      for (const one of words) if (implies(one, word(name))) expect(availabilityOf(one), one).toBe('unavailable');
    for (const name of lattice.sticky_at_or_above as readonly string[])
      for (const one of words) if (implies(one, word(name))) expect(availabilityOf(one), one).not.toBe('total');
    expect(IMPLICATIONS.every(({ source }) => source.length > 10)).toBe(true);
  });
});
