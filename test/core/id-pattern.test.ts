import { expect, test } from 'vitest';
import { filled, unfilled } from '../../src/core/index.js';

test.each([
  ['components.*.fleet', 'components.db.fleet', ['db']],
  ['flows.*.calls.*.hit', 'flows.read.calls.2.hit', ['read', '2']],
  ['flows.*.rate.k', 'flows.read.rate.peak', ['read', 'peak']],
  ['flows.*.rate.k', 'flows.read.rate.spike.launch', ['read', 'spike.launch']],
  ['totals.cost', 'totals.cost', []],
])('%s takes %s apart, and makes it again', (pattern, id, names) => {
  expect(unfilled(pattern, id)).toEqual(names);
  expect(filled(pattern, names)).toBe(id);
});

test.each([
  // What is no load case is of another row: `flows.*.rate.active`.
  ['flows.*.rate.k', 'flows.read.rate.active'],
  ['flows.*.rate.k', 'flows.read.rate.spike'],
  ['components.*.fleet', 'components.db.rate.fleet'],
  ['components.*.fleet', 'components.db'],
  ['totals.cost', 'totals.cost.year1'],
])('%s is not the pattern of %s', (pattern, id) => expect(unfilled(pattern, id)).toBeUndefined());
