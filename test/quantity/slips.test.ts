import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SlipContext, type SlipId, slipsOf } from '../../src/quantity/index.js';

const PLAIN: SlipContext = { measures: 'data' };
const RATE: SlipContext = { measures: 'rate' };
const of = (kind: 'replication' | 'peak' | 'fan-out' | 'years', factor: number, measures: SlipContext['measures']): SlipContext => ({
  measures,
  factors: [{ kind, factor }],
});

/** Factors by arithmetic: what each slip makes of an answer. Beside it stand slips that no answer can be told apart from. */
const SLIPS: readonly (readonly [SlipId, number, SlipContext, readonly SlipId[]])[] = [
  ['bits', 8, PLAIN, ['ten']],
  ['ten', 1 / 10, RATE, []],
  ['thousand', 1 / 1000, PLAIN, []],
  ['binary', 1.024 ** 3, PLAIN, []],
  ['month', 30, RATE, []],
  ['months', 1 / 12, RATE, ['ten']],
  ['year', 1 / 365, PLAIN, []],
  ['round-day', 86_400 / 100_000, RATE, []],
  ['day', 86_400, RATE, []],
  ['replication', 1 / 3, of('replication', 3, 'data'), []],
  ['peak', 1 / 4, of('peak', 4, 'rate'), []],
  ['fan-out', 1 / 75, of('fan-out', 75, 'rate'), []],
  ['years', 1 / 7, of('years', 7, 'data'), ['bits']],
  ['hours', 1 / 24, RATE, []],
];

describe('slips of estimates', () => {
  it.each(SLIPS)('%s is named in 95%% of random answers that make it, as they are written', (id, factor, context, alike) => {
    let named = 0;
    const keys = fc.sample(fc.double({ min: 1, max: 1e9, noNaN: true }), { numRuns: 1000, seed: 5 });
    for (const key of keys) {
      // As written, with three digits: that is read back.
      const typed = Number((key * factor).toPrecision(3));
      const [first, ...others] = slipsOf(typed / key, context);
      if ([first, ...others].some((slip) => slip?.id === id) && (first?.id === id || alike.includes(first?.id ?? id))) named++;
    }
    expect(named).toBeGreaterThanOrEqual(950);
  });

  it('never accuses an honest answer that is off by 10%', () => {
    const factors = [...SLIPS.flatMap(([, , { factors: some = [] }]) => some), { kind: 'overhead', factor: 1.2 } as const];
    fc.assert(
      fc.property(fc.double({ min: 0.9, max: 1.1, noNaN: true }), fc.constantFrom('data', 'rate', 'count', 'time'), (ratio, measures) =>
        slipsOf(ratio, { measures, factors }).every(({ isNote }) => isNote),
      ),
    );
  });

  it('offers both where two explain a factor, and both factors where two are forgotten', () => {
    const both: SlipContext = { measures: 'rate', factors: [{ kind: 'fan-out', factor: 30 }] };
    expect(new Set(slipsOf(1 / 30, both).map(({ id }) => id))).toEqual(new Set(['fan-out', 'month']));
    const two: SlipContext = {
      measures: 'data',
      factors: [
        { kind: 'replication', factor: 3 },
        { kind: 'years', factor: 5 },
      ],
    };
    expect(slipsOf(1 / 15, two)[0]?.text).toBe('the copies are not counted, and the years are forgotten: it is that of one');
  });

  it('has nothing to say of what nothing explains, nor of what is no ratio', () => {
    for (const ratio of [3.7, 0, -1, Number.NaN, Number.POSITIVE_INFINITY]) expect(slipsOf(ratio, RATE)).toEqual([]);
  });
});
