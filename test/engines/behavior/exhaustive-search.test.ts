import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { close, estimate, evaluateSpecs, type Facts, loaded, shown } from '../../support/estimating.js';
import { sizedByTrial } from '../support/exhaustive.js';
import { choiceWritten, chosenByTrial, smallChoice } from '../support/small-choices.js';
import { type Small, smallSpec, written } from '../support/small-specs.js';

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

describe('on 200 small choices, the least regret equals trying every option in every future', () => {
  const SAMPLES = 10_000;

  test('for the choice, the regret of each option and how often it holds', async () => {
    let undecided = 0;
    await fc.assert(
      fc.asyncProperty(smallChoice, async (spec) => {
        const text = choiceWritten(spec);
        const given = await loaded(text);
        const choice = (await evaluateSpecs([given])).specs[0]?.choices?.[0];
        expect(choice, given.findings.map(shown).join()).toBeDefined();
        const tried = chosenByTrial(spec, SAMPLES, 1);
        for (const [i, { mean, error }] of tried.regret.entries()) {
          const got = choice?.alternatives[i]?.regret?.mean ?? Number.NaN;
          // Both are samples: five standard errors, and a few futures in 10,000 that one of them happens to miss.
          expect(Math.abs(got - mean), `regret of o${i}: ${got}, by trial ${mean}`).toBeLessThanOrEqual(
            5 * error + (5 / SAMPLES) * tried.bill,
          );
          expect(choice?.alternatives[i]?.holds, `how often o${i} holds`).toBeCloseTo(tried.holds[i] ?? Number.NaN, 1.5);
        }
        if (tried.close) undecided++;
        else expect(choice?.best).toBe(`o${tried.choice}`);
      }),
      // What sampling says is not made smaller to find a reason.
      { ...RUNS, endOnFailure: true },
    );
    expect(undecided).toBeLessThan(RUNS.numRuns / 5);
  }, 180_000);
});
