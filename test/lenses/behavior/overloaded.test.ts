import { describe, expect, test } from 'vitest';
import { availability } from '../../../src/lenses/availability/index.js';
import { estimate } from '../../../src/lenses/estimate/index.js';
import { napkin } from '../../../src/lenses/estimate/napkin.js';
import { scenarios } from '../../../src/lenses/estimate/scenarios.js';
import { stress } from '../../../src/lenses/estimate/stress.js';
import { exitCodeOf } from '../../../src/report/index.js';
import { analyzeSpecs } from '../../../src/workspace/index.js';
import { loaded, shown } from '../../support/estimating.js';

describe('what cannot do its work', () => {
  const overloaded = `sysdesign: 1
name: shop
flows: { read: { rate: 300 req/s, peak: 2, path: [ api: { calls: [ jobs: { async: true } ] } ] } }
components:
  api: { kind: service, instances: 4, each: { rate: 100 req/s } }
  jobs: { kind: queue, consumers: { worker: { rate: 200/s } } }
  worker: { kind: worker }
scenarios: { less: { down: [worker] }, half: { flows.read.rate: 100 req/s } }
`;

  test('is an error in every lens, at its line and with its arithmetic, and no note repeats it', async () => {
    const given = await loaded(overloaded);
    for (const lens of [estimate, availability, stress, scenarios, napkin]) {
      const result = await analyzeSpecs([given], lens);
      const findings = result.specs[0]?.findings ?? [];
      expect(findings.map(shown), lens.name).toEqual([
        'capacity/backlog 6:53 "200/s" what waits in "jobs" for "worker" only grows: by 100 req/s on average (let it take more than arrives, or send fewer messages)',
        'capacity/overloaded 5:36 "4" "api" cannot carry its peak: 150% of what it has (9 instances carry it at its target)',
      ]);
      // 300/s x 2 over 4 x 100/s, where 600 / (100 x 70%) are nine; and 300/s over 200/s.
      expect(findings.map(({ math }) => math)).toEqual(['300 req/s - 200 req/s = 100 req/s', '600 req/s > 4 x 100 req/s = 400 req/s']);
      expect(findings[1]?.suggestion).toBe('9');
      expect(exitCodeOf(result), lens.name).toBe(1);
    }
  });

  test('is judged with everything up, and under the changes of a scenario', async () => {
    const given = await loaded(overloaded);
    const rulesIn = async (scenario: string): Promise<readonly string[]> =>
      ((await analyzeSpecs([given], availability, { scenario })).specs[0]?.findings ?? []).map(({ rule }) => rule);
    expect(await rulesIn('less')).toEqual(['capacity/backlog', 'capacity/overloaded']);
    expect(await rulesIn('half')).toEqual([]);
    const mended = await loaded(overloaded.replace('instances: 4', 'instances: 10').replace('200/s', '400/s'));
    expect((await analyzeSpecs([mended], estimate)).specs[0]?.findings).toEqual([]);
  });
});
