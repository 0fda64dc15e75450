import { describe, expect, test } from 'vitest';
import { estimate, type Facts } from '../../../support/estimating.js';

/** Ten instances of 100 req/s under a peak of 600 req/s, of which one is needed; a deployment takes a tenth of the time. */
const design = (unavailable: string, assumptions = '{ pct: 100%, quarter: 25%, one: 1, part: 0.25, x: 50% }'): string => `sysdesign: 1
name: deployments
assumptions: ${assumptions}
flows: { f: { rate: 200 req/s, peak: 3, path: [api] } }
components:
  api:
    kind: service
    instances: 10
    needed: 1
    each: { rate: 100 req/s }
    mtbf: 100 d
    mttr: 1 h
    deploy: { strategy: rolling, every: 10 h, takes: 1 h, unavailable: ${unavailable} }
`;

const headroomOf = (facts: Facts): number => facts.value('components.api.headroom.deploy');
const downOf = (facts: Facts): number => facts.value('components.api.unavailability');

/** Literals, expressions and changes, and how many instances are missing meanwhile: 100% is all of them, 1 is one. */
const FORMS: readonly { readonly unavailable: string; readonly missing: number; readonly set?: string }[] = [
  { unavailable: '100%', missing: 10 },
  { unavailable: '= pct', missing: 10 },
  { unavailable: '"= max(x, pct)"', missing: 10 },
  { unavailable: '1', missing: 1 },
  { unavailable: '= one', missing: 1 },
  { unavailable: '1', missing: 10, set: '100%' },
  { unavailable: '= one', missing: 10, set: '= pct' },
  { unavailable: '100%', missing: 1, set: '1' },
  { unavailable: '50%', missing: 10, set: 'x2' },
  { unavailable: '= x', missing: 10, set: 'x2' },
  { unavailable: '2', missing: 4, set: 'x2' },
  { unavailable: '25%', missing: 2 },
  { unavailable: '= quarter', missing: 2 },
  { unavailable: '0.25', missing: 2 },
  { unavailable: '= part', missing: 2 },
];

describe('instances missing while a new version comes in', () => {
  test.each(FORMS)('$unavailable: $missing of ten, changed to $set', async ({ unavailable, missing, set }) => {
    const facts = await estimate(design(unavailable), set === undefined ? {} : { set: { 'components.api.deploy.unavailable': set } });
    expect(headroomOf(facts)).toBeCloseTo((10 - missing) / 6, 12);
    // With none left it is down for a tenth of the time; with some left almost never.
    if (missing === 10) expect(downOf(facts)).toBeCloseTo(0.1, 12);
    else expect(downOf(facts)).toBeLessThan(1e-6);
  });
});
