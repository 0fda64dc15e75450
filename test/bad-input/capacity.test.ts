import { describe, expect, test } from 'vitest';
import { estimate, evaluateSpecs, findingsOf, loaded, shown } from '../support/estimating.js';

/** A spec with one database, and whatever else the mistake needs. */
const spec = (db: string, more = ''): string => `sysdesign: 1
name: capacity
flows:
  read: { kind: read, rate: 1k req/s, path: db }
components:
  db: { kind: database, ${db} }
${more}`;

const zones = (count: number): string => `topology: { regions: { eu: { zones: [${['a', 'b', 'c'].slice(0, count).join(', ')}] } } }\n`;

describe('capacities and targets', () => {
  test('what no one states and no catalog has is unknown, and says what to state', async () => {
    const facts = await estimate(spec('use: something-in-house'));
    for (const fact of ['instances', 'fleet', 'utilization.peak', 'headroom'])
      expect(facts.missing(`components.db.${fact}`)).toEqual(['components.db.each']);
  });

  test('a limit of utilization above 100% is refused, whole or by resource', async () => {
    expect(await findingsOf(spec('target: 120%'))).toEqual([
      'quantity/range 6:33 "120%" a share does not exceed 100%: got 120% (write a share between 0% and 100%)',
    ]);
    expect(await findingsOf(spec('afterLoss: { load: 1.5 }'))).toEqual([
      'quantity/range 6:44 "1.5" a share does not exceed 100%: got 1.5 (did you mean "1.5%"?)',
    ]);
  });

  test('a quota in another dimension is refused', async () => {
    expect(await findingsOf(spec('quota: 10 GB'))).toEqual([
      'quantity/dimension 6:32 "10 GB" expected a rate (such as 5 req/s or 1M per day), got a size (10 GB) (check the unit)',
    ]);
    expect(await findingsOf(spec('quota: { network: 10k req/s }'))).toHaveLength(1);
  });
});

describe('losses that nothing is left after', () => {
  test('a zone, where one is stated', async () => {
    expect(await findingsOf(spec('survives: zone', zones(1)))).toEqual([
      'spec/contradiction 6:35 "zone" "db" cannot survive the loss of a zone: it is in one zone (state two zones or more under topology, or survives: instance)',
    ]);
    expect(await findingsOf(spec('survives: zone', zones(2)))).toEqual([]);
    expect(await findingsOf(spec('survives: zone'))).toEqual([]);
  });

  test('a zone, where the component is kept in one of several', async () => {
    expect(await findingsOf(spec('survives: zone, in: eu.a', zones(3)))).toHaveLength(1);
    expect(await findingsOf(spec('survives: zone, spread: none', zones(3)))).toHaveLength(1);
  });

  test('a zone, stated for all components at once', async () => {
    expect(await findingsOf(spec('each: { rate: 100 req/s }', `${zones(1)}survives: zone\n`))).toEqual([
      'spec/contradiction 8:11 "zone" "db" cannot survive the loss of a zone: it is in one zone (state two zones or more under topology, or survives: instance)',
    ]);
  });

  test('a region, where there is one', async () => {
    expect(await findingsOf(spec('survives: region', zones(3)))).toEqual([
      'spec/contradiction 6:35 "region" "db" cannot survive the loss of a region: it is in one region (state two regions or more under topology, or survives: zone)',
    ]);
    expect(await findingsOf(spec('survives: region', 'topology: { regions: { eu: { zones: [a] }, us: { zones: [a] } } }'))).toEqual([]);
  });

  test('a zone, that nobody states but the tier wants, is warned of once', async () => {
    const critical = spec('each: { rate: 100 req/s }', `  api: { kind: service, each: { rate: 100 req/s } }\n${zones(1)}tier: critical\n`);
    expect(await findingsOf(critical)).toEqual([
      'spec/one-zone 9:7 "critical" what is critical survives the loss of a zone, and "db" and 1 more are in one zone: no number of instances is enough (state a second zone under topology, or survives: instance)',
    ]);
    expect((await loaded(critical)).spec).not.toBeNull();
    expect(await findingsOf(critical.replace('critical', 'standard'))).toEqual([]);
    // Where there are others, it is told at what keeps it in one.
    expect(await findingsOf(spec('in: eu.a', `${zones(3)}tier: critical\n`))).toEqual([
      'spec/one-zone 6:29 "eu.a" what is critical survives the loss of a zone, and "db" is in one zone: no number of instances is enough (let it run in all zones of eu (in: eu), or state survives: instance)',
    ]);
  });

  test('as many instances as there are', async () => {
    expect(await findingsOf(spec('survives: 3, instances: 3'))).toEqual([
      'spec/contradiction 6:35 "3" "db" cannot survive the loss of 3 instances: it has 3 (state more than 3 instances, or survives: none)',
    ]);
    expect(await findingsOf(spec('survives: 3, nodes: 2'))).toHaveLength(1);
    expect(await findingsOf(spec('survives: 3, instances: 4'))).toEqual([]);
  });
});

describe('pairs the wrong way round', () => {
  test('the least of an autoscaled fleet above its most', async () => {
    expect(await findingsOf(spec('autoscale: { min: 40, max: 4 }'))).toEqual([
      'spec/contradiction 6:43 "40" the least number of instances, 40, is above the most, 4 (swap min and max)',
    ]);
    expect(await findingsOf(spec('autoscale: { min: 4, max: 4 }'))).toEqual([]);
  });

  test('an expectation that nothing can meet', async () => {
    const pair = (low: string, high: string): string => `expect:\n  flows.read.rate.mean: [${low}, ${high}]\n`;
    expect(await findingsOf(spec('each: { rate: 100 req/s }', pair('at least 2k req/s', 'at most 500 req/s')))).toEqual([
      'spec/contradiction 8:45 "at most 500 req/s" nothing is at least 2k req/s and at most 500 req/s (swap the two numbers)',
    ]);
    expect(await findingsOf(spec('each: { rate: 100 req/s }', pair('at least 500 req/s', 'at most 2k req/s')))).toEqual([]);
    expect(await findingsOf(spec('each: { rate: 100 req/s }', pair('at most 500 req/s', 'at least 500 req/s')))).toEqual([]);
  });
});

describe('options', () => {
  const options = 'options: { postgres: { each: { rate: 1k req/s } }, dynamo: { each: { rate: 2k req/s } } }';

  test('a decision for one that does not exist', async () => {
    expect(await findingsOf(spec(options, 'decisions: { store: { chosen: dynamp, over: [postgres] } }\n'))).toEqual([
      'spec/unknown-option 7:31 "dynamp" "db" has no option "dynamp" (did you mean "dynamo"?)',
    ]);
    expect(await findingsOf(spec(options, 'decisions: { db: { chosen: oracle } }\n'))).toEqual([
      'spec/unknown-option 7:28 "oracle" "db" has no option "oracle" (its options: postgres, dynamo)',
    ]);
    expect(await findingsOf(spec(options, 'decisions: { db: { chosen: dynamo }, language: { chosen: go, over: [java] } }\n'))).toEqual([]);
    // What the component uses as it stands may be what was decided for.
    expect(await findingsOf(spec(`use: cassandra, ${options}`, 'decisions: { db: { chosen: cassandra, over: [dynamo] } }\n'))).toEqual([]);
  });

  test('a change of one that does not exist', async () => {
    const [result] = (await evaluateSpecs([await loaded(spec(options))], { set: { 'components.db.options.dynamp.each.rate': '3k req/s' } }))
      .specs;
    expect(result?.findings.map(shown)).toEqual([
      'spec/unknown-path 1:23 "dynamp" "components.db.options.dynamp.each.rate" leads nowhere: unknown "dynamp" (did you mean "dynamo"?)',
    ]);
  });

  test('a mistake in one is found where it is written, once', async () => {
    const bad = (option: string): string => spec(`options: { a: { each: { rate: 1k req/s } }, b: { ${option} } }`, zones(1));
    expect(await findingsOf(bad('each: { rate: 3 GB }'))).toHaveLength(1);
    expect(await findingsOf(bad('survives: zone'))).toEqual([
      'spec/contradiction 6:84 "zone" "db" cannot survive the loss of a zone: it is in one zone (state two zones or more under topology, or survives: instance)',
    ]);
    expect(await findingsOf(bad('holds: { nothing: 20% }'))).toHaveLength(1);
    expect(await findingsOf(bad('coldStart: 1 s'))).toHaveLength(1);
  });
});
