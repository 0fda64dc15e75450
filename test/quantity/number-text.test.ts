import { expect, it } from 'vitest';
import { numberMeant } from '../../src/quantity/index.js';

it.each([
  ['99,95%', '99.95%'],
  ['5831,683114', '5831.683114'],
  ['0,125', '0.125'],
  // Groups are of three digits, and begin with one that is not zero.
  ['1,000', '1000'],
  ['1,000,000', '1000000'],
  ['12,34', '12.34'],
  ['1,0000', '1.0000'],
  // Of India: groups of two, then one of three.
  ['1,00,000', '100000'],
  // Of most of Europe.
  ['1.234,5', '1234.5'],
  ['1_000', '1000'],
  // A hundred thousand per cent is no availability.
  ['99,999%', '99.999%'],
  ['1,00,0', undefined],
])('reads %s as %s', (written, meant) => {
  expect(numberMeant(written)).toBe(meant);
});
