import { describe, expect, test } from 'vitest';
import { type Alternative, regretsOf } from '../../src/math/index.js';

const of = (cost: readonly number[], holds: readonly number[] = cost.map(() => 1)): Alternative => ({
  cost: Float64Array.from(cost),
  holds: Uint8Array.from(holds),
});

describe('regret', () => {
  test('is what one costs more than the best of each future', () => {
    // Best of each: 10, 20, 30, 40. A is 0, 0, 0, 60 above them, B 10, 5, 0, 0.
    const { each, choice } = regretsOf([of([10, 20, 30, 100]), of([20, 25, 30, 40])]);
    expect(each.map(({ mean }) => mean)).toEqual([15, 3.75]);
    expect(each.map(({ best }) => best)).toEqual([0.75, 0.5]);
    expect(each.map(({ whenWrong }) => whenWrong)).toEqual([60, 7.5]);
    expect(choice).toBe(1);
  });

  test('of what does not hold is its whole cost, and the best is the cheapest that holds', () => {
    const { each, choice } = regretsOf([of([10, 10, 10, 10], [1, 1, 0, 0]), of([30, 30, 30, 30])]);
    // A: 0, 0, then 10 for nothing twice. B: 20, 20, then it is the best.
    expect(each.map(({ mean }) => mean)).toEqual([5, 10]);
    expect(each.map(({ holds }) => holds)).toEqual([0.5, 1]);
    expect(each.map(({ best }) => best)).toEqual([0.5, 0.5]);
    // A has less regret, but it holds in half of the futures only: a promise is kept in 95%.
    expect(choice).toBe(1);
  });

  test('tells costs apart where nothing holds, and blames nobody', () => {
    const { each, choice } = regretsOf([of([10, 10], [0, 0]), of([5, 5], [0, 0])]);
    expect(each.map(({ mean }) => mean)).toEqual([5, 0]);
    expect(each.map(({ holdsIfAny }) => holdsIfAny)).toEqual([1, 1]);
    expect(choice).toBe(1);
  });

  test('takes the first of equals, and nothing of nothing', () => {
    expect(regretsOf([of([7, 7]), of([7, 7])]).choice).toBe(0);
    expect(regretsOf([]).choice).toBeUndefined();
  });

  test('takes what holds in half of the futures where nothing holds in 95% of them', () => {
    // A holds in 3 of 4, B in 1 of 4 and is nearly free.
    const { choice } = regretsOf([of([50, 50, 50, 50], [1, 1, 1, 0]), of([1, 1, 1, 1], [0, 0, 0, 1])]);
    expect(choice).toBe(0);
  });
});
