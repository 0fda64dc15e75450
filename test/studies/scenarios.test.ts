import { describe, expect, test } from 'vitest';
import type { EstimateSpecResult } from '../../src/lenses/estimate/index.js';
import type { ScenarioResult } from '../../src/studies/scenario-result.js';
import type { EvaluateOptions } from '../../src/workspace/index.js';
import { rendered } from '../report/support/samples.js';
import { close, compareSpecs, evaluateSpecs, loaded } from '../support/estimating.js';

const shop = `sysdesign: 1
name: shop
growth: 100% per year
requirements:
  quality:
    cheap: { cost: 150 USD/month }
flows:
  browse: { rate: 100 req/s, peak: 3, path: [api] }
components:
  api: { kind: service, survives: none, each: { rate: 100 req/s, cost: 20 USD/month } }
scenarios:
  double:
    flows.browse.rate: x2
    expect: { components.api.instances: 9 }
  later: { after: 1 year, expect: { components.api.instances: at most 4 } }
expect:
  components.api.instances: 5
`;

async function compared(text: string, options: EvaluateOptions = {}): Promise<EstimateSpecResult> {
  const [spec] = (await compareSpecs([await loaded(text)], options)).specs;
  if (!spec) throw new Error('nothing was evaluated');
  return spec;
}

const told = (scenario: ScenarioResult | undefined, id: string): number | string | null =>
  scenario?.facts.find((fact) => fact.id === id)?.value ?? null;

describe('scenarios side by side', () => {
  test('the design as it stands comes first, then its scenarios in their order', async () => {
    const { scenarios = [] } = await compared(shop);
    expect(scenarios.map(({ scenario }) => scenario)).toEqual([null, 'double', 'later']);
    // 300 / 70 = 4.3; 600 / 70 = 8.6; after a year of 100% the same.
    expect(scenarios.map((scenario) => told(scenario, 'components.api.fleet'))).toEqual([5, 9, 9]);
    for (const [i, cost] of [100, 180, 180].entries()) close(Number(told(scenarios[i], 'totals.cost')), cost, `cost ${i}`);
    for (const [i, used] of [300 / 500, 600 / 900, 600 / 900].entries())
      close(Number(told(scenarios[i], 'components.api.utilization.peak')), used, `use ${i}`);
  });

  test('each has the facts that it has when it is asked for alone', async () => {
    const { scenarios = [] } = await compared(shop);
    for (const { scenario: name, facts } of scenarios) {
      const alone = (await evaluateSpecs([await loaded(shop)], name === null ? {} : { scenario: name })).specs[0];
      for (const fact of facts) expect(fact.value, `${name} ${fact.id}`).toBe(alone?.facts.find(({ id }) => id === fact.id)?.value);
      expect(facts.map(({ id }) => id)).toContain('components.api.headroom');
    }
  });

  test('requirements are judged in each, expectations where they stand', async () => {
    const { scenarios = [], checks } = await compared(shop);
    const shown = scenarios.map(({ checks: own }) => own.map(({ name, status }) => `${name} ${status}`));
    expect(shown).toEqual([
      ['cheap met', 'components.api.instances met'],
      ['cheap missed', 'components.api.instances met'],
      ['cheap missed', 'components.api.instances missed'],
    ]);
    expect(checks.map(({ scenario, name, status }) => `${scenario} ${name} ${status}`)).toEqual([
      'null cheap met',
      'null components.api.instances met',
      'double cheap missed',
      'double components.api.instances met',
      'later cheap missed',
      'later components.api.instances missed',
    ]);
  });

  test('the command line holds in all of them', async () => {
    const { scenarios = [] } = await compared(shop, { set: { 'flows.browse.rate': '50 req/s' } });
    expect(scenarios.map((scenario) => told(scenario, 'components.api.fleet'))).toEqual([3, 5, 5]); // 150 / 70, 300 / 70
  });

  test('what is down is beside the whole, judged, and told which it is', async () => {
    const text = shop.replace(
      'scenarios:\n',
      'scenarios:\n  lost: { down: eu.a, expect: { components.api.utilization.peak: at most 90% } }\n',
    );
    const zoned = `${text}topology: { regions: { eu: { zones: [a, b] } } }\n`;
    const { scenarios = [], checks } = await compared(zoned);
    expect(scenarios.slice(0, 2).map((scenario) => told(scenario, 'components.api.serving'))).toEqual([5, 2]); // the fuller zone has three
    expect(checks.filter(({ scenario }) => scenario === 'lost').map(({ status }) => status)).toEqual(['met', 'missed']); // 300 / 200
    const [alone] = (await evaluateSpecs([await loaded(zoned)], { scenario: 'lost' })).specs;
    expect(alone?.context).toContain('without eu.a');
    expect(alone?.findings).toEqual([]);
    expect(await rendered(await compareSpecs([await loaded(zoned)]))).toMatch(/Serving\n {2}component .*\n {2}api +5 +2 +9 +9\n/);
  });

  test('what cannot carry its load in a scenario is an error there, by its name; what is so as it stands is reported once', async () => {
    const { findings } = await compared(`sysdesign: 1
name: full
flows:
  read: { rate: 100 req/s, peak: 2, path: api -> db }
  other: { rate: 150 req/s, peak: 1, path: hub }
components:
  api: { kind: service, instances: 3, each: { rate: 100 req/s } }
  db: { kind: database, instances: 5, each: { rate: 100 req/s } }
  hub: { kind: service, instances: 1, each: { rate: 100 req/s } }
scenarios:
  less: { flows.read.rate: x0.5 }
  twice: { flows.read.rate: x2 }
  thrice: { flows.read.rate: x3, flows.other.rate: x2 }
`);
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'capacity/overloaded "hub" cannot carry its peak: 150% of what it has', // 150 of 100, and so in the first two
      'capacity/overloaded in scenario "twice": "api" cannot carry its peak: 133% of what it has', // 400 of 300; db has 500
      'capacity/overloaded in scenario "thrice": "hub" cannot carry its peak: 300% of what it has', // 300 of 100
      'capacity/overloaded in scenario "thrice": "api" cannot carry its peak: 200% of what it has', // 600 of 300
      'capacity/overloaded in scenario "thrice": "db" cannot carry its peak: 120% of what it has', // 600 of 500
    ]);
  });

  test('a spec without scenarios is compared with nothing', async () => {
    const { scenarios = [] } = await compared('sysdesign: 1\nname: bare\nflows: { f: { rate: 5 req/s } }\n');
    expect(scenarios.map(({ scenario }) => scenario)).toEqual([null]);
  });

  test('what is wrong with a spec or a change is told once', async () => {
    expect((await compared('sysdesign: 1\nname: bad\nflows: { f: { rate: 5 GB } }\n')).findings).toHaveLength(1);
    expect((await compared(shop, { set: { 'flows.brows.rate': '5 req/s' } })).findings).toHaveLength(1);
  });
});
