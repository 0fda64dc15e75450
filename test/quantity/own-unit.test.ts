import { expect, test } from 'vitest';
import { ownUnitOf } from '../../src/quantity/index.js';

test.each([
  ['5 M/day', 5, '', ' M/day'],
  ['at most 5 M/day', 5, '', ' M/day'],
  ['at most $20/month', 20, '$', '/month'],
  ['~ 2.5 Gbit/s', 2.5, '', ' Gbit/s'],
  ['100 per hour within 1%', 100, '', ' per hour'],
])('%s', (text, number, before, after) => {
  expect(ownUnitOf(text)).toEqual({ number, before, after });
});

test.each([
  '10..20/day',
  '10/day..20/day',
  '507 req/s',
  '1.2.3/day',
  '0/day',
  '= users / day',
  'eventual',
  '1,000/day',
])('%s is no single number in such a unit', (text) => {
  expect(ownUnitOf(text)).toBeUndefined();
});
