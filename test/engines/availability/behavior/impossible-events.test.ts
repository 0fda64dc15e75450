import { describe, expect, test } from 'vitest';
import { close, design, estimate, factsUnder, modelOf } from '../../../support/estimating.js';

/** What looking at every state found, by hand. */
describe('what does not happen is not counted', () => {
  test('nobody takes over from a place that has all of the instances', async () => {
    // Instances hardly fail; the zone that they are all in is lost for 1 h in 100. Its loss, and that of the other zone, is no failover.
    const zones = 'topology: { regions: { r: { zones: { a: { mtbf: 99 h, mttr: 1 h }, b: { mtbf: 99 h, mttr: 1 h } } } } }';
    for (const mode of ['active-passive', 'active-active', 'cold']) {
      const own = `spread: none, failover: { mode: ${mode}, takes: 30 min }`;
      const facts = await estimate(design('[c]', `c: { kind: service, instances: 2, needed: 1, mtbf: 1e9 h, mttr: 1 h, ${own} }`, zones));
      close(facts.value('flows.f.unavailability'), 0.01, mode, 1e-6);
    }
  });

  test('a component that is down does not make a cause that it blames happen more often', async () => {
    const text = design(
      '[b]',
      `a: { kind: external, mtbf: 90 h, mttr: 10 h, shares: { deploy: 10% } }
       b: { kind: external, mtbf: 990 h, mttr: 10 h, shares: { deploy: 1% } }`,
      'topology: { causes: { deploy: {} } }\nscenarios: { lost: { down: a } }',
    );
    const model = await modelOf(text);
    for (const view of [{}, { scenario: 'lost' }]) {
      const facts = await factsUnder(model, view);
      // The cause as `a` blames it: 10% of 0.1. Then `b` by itself: 99% of 0.01.
      close(facts.value('flows.f.unavailability'), 1 - (1 - 0.01) * (1 - 0.0099), JSON.stringify(view));
      // 10% of the 87.6 failures a year of `a`, each while `b` is up by itself; and 99% of the 8.76 of `b`, while the cause is not there.
      close(facts.value('flows.f.outages'), 8.76 * (1 - 0.0099) + 0.99 * 8.76 * (1 - 0.01), JSON.stringify(view));
    }
  });

  test('what is there all the time does not begin', async () => {
    // Each of two fails once in 10 h and is missed for 8 h: at any time one of them is.
    const own = 'mtbf: 1 h, mttr: 9 h, failover: { mode: active-active, takes: 8 h }';
    const facts = await estimate(design('[c]', `c: { kind: service, instances: 2, needed: 1, ${own} }`));
    expect([facts.value('components.c.failing'), facts.value('components.c.outages')]).toEqual([1, 0]);
  });

  test('a cache of which nothing is known, passed by to what nobody waits for, fails nobody', async () => {
    const path = '[ { c: { hit: 50%, dependency: soft, miss: [ { b: { dependency: soft } } ] } } ]';
    const facts = await estimate(design(path, 'c: { kind: external }\nb: { kind: external, availability: 99% }'));
    for (const what of ['unavailability', 'failing', 'outages']) expect(facts.value(`flows.f.${what}`), what).toBe(0);
  });
});
