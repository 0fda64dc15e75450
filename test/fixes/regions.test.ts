import { describe, expect, it } from 'vitest';
import { labeled } from './support/finding.js';

describe('a second region', () => {
  // One region of three zones, lost 8 h in 10 years: 8 / 87608 of the time, 91.3% of the 0.01% that 99.99% leaves. Instances never fail.
  const text = (instances: number, places = ''): string => `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 1, path: api } }
topology: { regions: { eu: { mtbf: 10 years, mttr: 8 h, zones: [a, b] } } }
components: { api: { kind: service, instances: ${instances}, needed: 2, availability: 100%${places}, each: { rate: 100 req/s, cost: 50 USD/month } } }
requirements: { quality: { up: { flow: read, availability: 99.99% } } }
`;

  it('is declared like the first one, with all that is needed in it', async () => {
    const fixes = await labeled(text(4), 'availability/one-region');
    const fix = fixes.get('api in a second region (eu-2)');
    expect(fix?.edits).toEqual([{ do: 'set', path: 'topology.regions.eu-2', value: { mtbf: '10 years', mttr: '8 h', zones: ['a', 'b'] } }]);
    // Two instances in each are enough, so it fails only with both: (8 / 87608)^2.
    const { before = 0, after = 0 } = fix?.numbers.find(({ fact }) => fact === 'flows.read.availability') ?? {};
    expect(1 - before).toBeCloseTo(8 / 87_608, 12);
    expect(1 - after).toBeCloseTo((8 / 87_608) ** 2, 12);
    expect(fix?.cost).toBe(0);
  });

  it('is stated of what states where it is', async () => {
    const fixes = await labeled(text(4, ', in: [eu.a, eu.b]'), 'availability/one-region');
    expect(fixes.get('api in a second region (eu-2)')?.edits.at(-1)).toEqual({
      do: 'set',
      path: 'components.api.in',
      value: ['eu', 'eu-2'],
    });
  });

  it('is not offered where the promise is missed by more with it: two of which both are needed fail with either region', async () => {
    const labels = [...(await labeled(text(2), 'availability/one-region')).keys()];
    expect(labels).toEqual(['api in a second region (eu-2), as many again']);
  });
});
