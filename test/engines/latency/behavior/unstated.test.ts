import { expect, test } from 'vitest';
import { design, estimate } from '../../../support/estimating.js';

test.each([
  ['', 'p50'],
  // How far the rest is from a median follows from another percentile.
  [', each: { p50: 5 ms }', 'p99'],
])('of a service%s, %s is to be stated', async (stated, field) => {
  const facts = await estimate(design('api', `api: { kind: service${stated} }`));
  expect(facts.missing('flows.f.latency.p99')).toEqual([`components.api.each.${field}`]);
  expect(facts.missing('components.api.ownTime.mean')).toEqual([`components.api.each.${field}`]);
});
