import { describe, expect, it } from 'vitest';
import { Strata } from '../../src/facts/strata.js';

/** Samples of a number that rises evenly from 0 to 1, in an order that tells nothing. */
const N = 4096;
const even = Float64Array.from({ length: N }, (_, i) => (((i * 1597) % N) + 0.5) / N);

function counted(function_: (value: number) => number): { readonly strata: Strata; readonly looks: () => number } {
  let looks = 0;
  const of = (...[x = 0]: readonly number[]): number => {
    looks++;
    return function_(x);
  };
  return { strata: new Strata(([x = 0]) => function_(x), { compute: of, order: of }, [even], N), looks: () => looks };
}

describe('the share of samples beyond a limit', () => {
  it.each([0.02, 0.1, 0.5, 0.93, 0.98])('is where the limit stands among samples that rise evenly: %d', (limit) => {
    const { strata, looks } = counted((x) => 10 + 5 * x);
    const share = strata.share((value) => value > 10 + 5 * limit);
    expect(Math.abs(share - (1 - limit))).toBeLessThan(1 / 256);
    const few = looks();
    // All of them tell no more.
    const all = strata.values.reduce((count, value) => count + (value > 10 + 5 * limit ? 1 : 0), 0) / N;
    expect(Math.abs(share - all)).toBeLessThan(1 / 256);
    expect(few).toBeLessThan(looks() / 2);
  });

  it('is none, or all, where the limit is beyond all of them', () => {
    const { strata } = counted((x) => 10 + 5 * x);
    expect([strata.share((value) => value > 20), strata.share((value) => value > 5)]).toEqual([0, 1]);
  });

  it('counts what has no end as beyond any limit', () => {
    const { strata } = counted((x) => (x > 0.9 ? Number.POSITIVE_INFINITY : x));
    expect(Math.abs(strata.share((value) => value > 1) - 0.1)).toBeLessThan(1 / 128);
  });
});
