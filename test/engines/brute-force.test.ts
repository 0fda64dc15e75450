import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { close, estimate, type Facts } from '../facts/estimating.js';
import { sizedByTrial } from './exhaustive.js';
import { type Small, smallSpec, written } from './small-specs.js';

const RUNS = { numRuns: 200, seed: 20_261_101 };

function holdAgainstTrial(facts: Facts, spec: Small, place: number): void {
  const at = `components.c${place}`;
  const sized = sizedByTrial(spec, place);
  if (!sized) {
    expect(facts.node(`${at}.instances`).state).toBe('unknown');
    return;
  }
  for (const { resource, demand } of sized.needs) close(facts.value(`${at}.demand.${resource}`), demand, `${at}.demand.${resource}`);
  close(facts.value(`${at}.instances`), sized.instances, `${at}.instances`);
  close(facts.value(`${at}.fleet`), sized.fleet, `${at}.fleet`);
  expect(sized.binding, `${at}.binding`).toContain(facts.node(`${at}.binding`).word);
  for (const [resource, used] of sized.utilization)
    close(facts.value(`${at}.utilization.${resource}`), used, `${at}.utilization.${resource}`);
  const rooms = { headroom: sized.headroom, 'headroom.instance': sized.headroomInstance, 'headroom.zone': sized.headroomZone };
  for (const [fact, room] of Object.entries(rooms)) if (Number.isFinite(room)) close(facts.value(`${at}.${fact}`), room, `${at}.${fact}`);
  close(facts.value(`${at}.cost`), sized.cost, `${at}.cost`);
}

describe('on 200 small designs, sizing equals an exhaustive search', () => {
  test('for demand, instances, what binds, use, headroom and cost', async () => {
    await fc.assert(
      fc.asyncProperty(smallSpec, async (spec) => {
        const facts = await estimate(written(spec));
        for (const place of spec.components.keys()) holdAgainstTrial(facts, spec, place);
      }),
      RUNS,
    );
  });
});
