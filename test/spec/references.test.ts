import { describe, expect, test } from 'vitest';
import { estimate, findingsOf, modelOf } from '../support/estimating.js';

const head = 'sysdesign: 1\nname: references\n';

/** The one finding of a spec. */
async function mistake(text: string): Promise<string> {
  const findings = await findingsOf(head + text);
  expect(findings, text).toHaveLength(1);
  return findings[0] ?? '';
}

const design = `assumptions: { users: 5M users }
flows:
  read:  { kind: read, rate: = users * 2 per user per day, path: [ cdn: { hit: 60%, miss: [ api: { calls: [ cache: { hit: 90%, miss: [db] } ] } ] } ] }
  write: { kind: write, rate: 5 req/s, path: api -> db }
components:
  cdn: { kind: cdn }
  api: { kind: service }
  cache: { kind: cache, holds: { posts: 20% } }
  db: { kind: database }
  queue: { kind: queue, consumers: { worker: {} } }
  worker: { kind: worker }
data:
  posts: { in: db, item: 1 kB, items: 5k, addedBy: write, readBy: [read] }
horizon: 1 year
`;

describe('a name that nothing has', () => {
  test.each([
    ['a component in a path', 'miss: [db]', 'miss: [bd]', '"bd" unknown component "bd" (did you mean "db"?)'],
    ['a component in a chain of words', 'api -> db', 'api -> dd', '"dd" unknown component "dd" (did you mean "db"?)'],
    ['a component with options', 'cdn: { hit', 'cnd: { hit', '"cnd" unknown component "cnd" (did you mean "cdn"?)'],
    ['a component that holds data', 'in: db', 'in: [dbx]', '"dbx" unknown component "dbx" (did you mean "db"?)'],
    ['a consumer', 'consumers: { worker', 'consumers: { workers', '"workers" unknown component "workers" (did you mean "worker"?)'],
    ['a flow that adds', 'addedBy: write', 'addedBy: wirte', '"wirte" unknown flow "wirte" (did you mean "write"?)'],
    ['a flow that reads', 'readBy: [read]', 'readBy: [raed]', '"raed" unknown flow "raed" (did you mean "read"?)'],
    [
      'a flow that another is part of',
      'rate: 5 req/s',
      'rate: 5 req/s, partOf: reads',
      '"reads" unknown flow "reads" (did you mean "read"?)',
    ],
    ['a data set that a cache holds', 'holds: { posts', 'holds: { post', '"post" unknown data set "post" (did you mean "posts"?)'],
    ['an assumption', '= users * 2', '= uzers * 2', '"uzers" unknown assumption "uzers" (did you mean "users"?)'],
  ])('%s is reported once, where it is used, with the likely one', async (_, from, to, wanted) => {
    expect(design).toContain(from);
    expect(await mistake(design.replace(from, to))).toContain(`spec/unknown-reference`);
    expect(await mistake(design.replace(from, to))).toContain(wanted);
  });

  test('used in several places is one finding, that shows them', async () => {
    const finding = await mistake(design.replace('miss: [db]', 'miss: [bd]').replace('api -> db', 'api -> bd'));
    expect(finding).toMatch(/^spec\/unknown-reference 5:\d+ "bd" unknown component "bd"/);
  });

  test('like no other lists those that there are', async () => {
    expect(
      await mistake('flows: { f: { rate: 5/s, path: warehouse } }\ncomponents: { api: { kind: service }, db: { kind: database } }'),
    ).toContain('(defined: api, db)');
    expect(await mistake('flows: { f: { rate: 5/s, path: api } }')).toContain('(add it: api: { kind: service })');
    expect(await mistake('flows: { f: { rate: 5/s, path: xyzzy } }')).toContain('(none is defined: add it)');
  });
});

describe('a definition that is misspelt while its uses agree', () => {
  test.each([
    ['a component', '  api: {', '  apj: {', '"apj" nothing refers to the component "apj", and "api" is not defined (did you mean "api"?)'],
    ['an assumption', '{ users: 5M users }', '{ usesr: 5M users }', undefined],
    ['a flow', '  write: {', '  wriet: {', undefined],
  ])('%s is one finding', async (_, from, to, wanted) => {
    const finding = await mistake(design.replace(from, to));
    expect(finding).toContain('spec/unknown-reference');
    if (wanted !== undefined) expect(finding).toContain(wanted);
  });
});

describe('names', () => {
  test('of functions, units and roots of fact ids are reserved for assumptions', async () => {
    for (const name of ['min', 'sqrt', 'GB', 'day', 'flows', 'components', 'totals', 'per']) {
      expect(await mistake(`assumptions: { ${name}: 5 }`), name).toMatch(
        new RegExp(`^spec/reserved-name 3:16 "${name}" "${name}" cannot name an assumption: `),
      );
    }
  });

  test('of counted things are free, and so is every name of a component, flow or data set', async () => {
    const facts = await estimate(`${head}assumptions: { users: 5, requests: 7, items: 2 }
flows: { flows: { rate: 5 req/s, path: min }, total: { rate: = users * 1 req/s, path: GB } }
components: { min: { kind: service }, GB: { kind: service }, data: { kind: database } }
data: { components: { in: data, item: 5 B, items: = requests } }
`);
    facts.are({
      'flows.flows.rate.mean': 5,
      'components.min.rate.mean': 5,
      'components.GB.rate.mean': 5,
      'data.components.size.stored': 35,
    });
  });

  test('of facts may be those of year-like or spike-like names', async () => {
    const facts = await estimate(`${head}flows: { year1: { rate: 5 req/s, spikes: { mean: { factor: 3 }, peak: { factor: 4 } } } }\n`);
    facts.are({ 'flows.year1.rate.mean': 5, 'flows.year1.rate.spike.mean': 15, 'flows.year1.rate.spike.peak.year3': 20 });
  });
});

describe('paths', () => {
  const around = (
    path: string,
    components = 'a: { kind: service }, b: { kind: service }, q: { kind: queue, consumers: { a: {} } }',
  ): string => `flows: { f: { rate: 5 req/s, path: ${path} } }\ncomponents: { ${components} }\n`;

  test.each([
    ['a -> b -> a', 'a -> b -> a'],
    ['[ a: { calls: [ b: { calls: [ a ] } ] } ]', 'a -> b -> a'],
    ['[ a: { calls: [ a ] } ]', 'a -> a'],
    ['[ a: { calls: [ q ] } ]', 'a -> q -> a'],
  ])('%s goes in a circle', async (path, trip) => {
    expect(await mistake(around(path))).toMatch(
      new RegExp(`^spec/path-cycle .* "a" calls itself on the path of "f" \\(the round trip: ${trip}\\)$`),
    );
  });

  test('that come back to a component by another way are no circle', async () => {
    const { flows } = await modelOf(head + around('[ a -> b, b, parallel: [ a, b ] ]'));
    expect(flows.get('f')?.calls.map(({ component, caller, group }) => [component, caller?.component ?? null, group])).toEqual([
      ['a', null, null],
      ['b', 'a', null],
      ['b', null, null],
      ['a', null, 1],
      ['b', null, 1],
    ]);
  });

  test.each(['a -> -> b', 'a ->', '-> a'])('%s misses a name', async (path) => {
    expect(await mistake(around(`"${path}"`))).toMatch(/^spec\/path .*a name is missing in .* \(write: a -> b -> c\)$/);
  });

  test('know who calls whom, in which order, and who waits', async () => {
    const { flows } = await modelOf(
      head +
        around(
          '[ a: { hit: 50%, miss: [ b: { async: true } ], calls: [ c -> d ] } ]',
          'a: { kind: cdn }, b: { kind: service }, c: { kind: service }, d: { kind: service }',
        ),
    );
    expect(
      flows
        .get('f')
        ?.calls.map(({ index, component, caller, via, async }) => `${index} ${component} ${caller?.component ?? '-'} ${via} ${async}`)
        .sort(),
    ).toEqual(['1 a - call false', '2 c a call false', '3 d c call false', '4 b a miss true']);
  });

  test('of queues that multiply without end are refused in time', async () => {
    // Each queue hands on to two workers, each of which calls the next queue: 2^30 calls.
    const queues = Array.from(
      { length: 30 },
      (_, i) =>
        `q${i}: { kind: queue, consumers: { w${i}: { calls: [q${i + 1}] }, v${i}: { calls: [q${i + 1}] } } }, w${i}: { kind: worker }, v${i}: { kind: worker }`,
    );
    const finding = await mistake(
      `flows: { f: { rate: 5 req/s, path: q0 } }\ncomponents: { ${queues.join(', ')}, q30: { kind: queue } }\n`,
    );
    expect(finding).toMatch(/^spec\/path .* more than 200000 calls/);
  });
});
