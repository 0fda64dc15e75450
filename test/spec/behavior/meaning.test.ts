import { describe, expect, test } from 'vitest';
import { estimate, evaluateSpecs, findingsOf, loaded } from '../../support/estimating.js';

const head = 'sysdesign: 1\nname: meaning\n';

async function mistake(text: string): Promise<string> {
  const findings = await findingsOf(head + text);
  expect(findings, text).toHaveLength(1);
  return findings[0] ?? '';
}

describe('expressions that go in a circle', () => {
  test.each([
    ['of one', 'assumptions: { a: = a + 1 }'],
    ['of two', 'assumptions: { a: = b + 1, b: = a + 1 }'],
    ['of three', 'assumptions: { a: = b, b: = c * 2, c: = a / 3 }'],
    ['through facts', 'assumptions: { a: = flows.f.rate.mean / 2 }\nflows: { f: { rate: = a * 3 } }'],
    ['through many facts', 'flows: { f: { rate: = components.api.rate.mean, path: api } }\ncomponents: { api: { kind: service } }'],
    ['through derived values', 'derived: { a: = derived.b, b: = derived.a }'],
    ['of bytes', 'horizon: 1 year\nflows: { f: { kind: write, rate: 5 req/s } }\ndata: { d: { item: = flows.f.request, addedBy: f } }'],
  ])('%s are one finding', async (_, text) => {
    expect(await mistake(text)).toMatch(/^expression\/cycle .*depends on itself \(the round trip: .* -> .*\)$/);
  });

  test('two circles are two findings', async () => {
    const findings = await findingsOf(`${head}assumptions: { a: = b, b: = a, c: = e, e: = c }\n`);
    expect(findings.map((finding) => finding.split(' ')[0])).toEqual(['expression/cycle', 'expression/cycle']);
  });

  test('a value used in two ways is no circle', async () => {
    (await estimate(`${head}assumptions: { a: 2, b: = a * 3, c: = a + b }\n`)).are({ 'assumptions.c': 8 });
  });

  test('a fact of another year is another fact', async () => {
    const facts = await estimate(`${head}growth: 100% per year
flows: { f: { rate: 5 req/s }, g: { rate: = flows.f.rate.mean.year2 / 2 } }
`);
    facts.are({ 'flows.g.rate.mean': 10 });
  });
});

describe('expressions that divide by nothing', () => {
  test.each(['= 5 / 0', '= x / (n - 2)', '= 5 / (x - 2)'])('%s', async (expression) => {
    expect(await mistake(`assumptions: { x: 2, n: 2 }\nderived: { z: ${expression} }`)).toMatch(
      /^expression\/division-by-zero 4:\d+ .*divides by zero/,
    );
  });

  test('a rate of nothing that others rest on is told once', async () => {
    expect(
      await mistake(
        'assumptions: { n: 0 }\nflows: { f: { rate: = 5 req/s / n, path: api } }\ncomponents: { api: { kind: service } }\nderived: { x: = flows.f.rate.mean * 2 }',
      ),
    ).toMatch(/^expression\/division-by-zero/);
  });
});

describe('expressions that mix what cannot be mixed', () => {
  test.each([
    ['assumptions: { a: = 5 GB + 3 s }', 'cannot add a size and a duration'],
    ['assumptions: { users: 5 users, messages: 3 messages, a: = users + messages }', 'cannot add'],
    ['flows: { f: { rate: = 5 GB } }', 'expected a rate'],
    ['flows: { f: { rate: 5 req/s, response: = flows.f.rate.mean } }', 'expected a size'],
    ['assumptions: { users: 5 users }\nflows: { f: { rate: = users } }', 'expected a rate'],
    ['flows: { f: { rate: 12 per user per month } }', 'this is per user: multiply by the number of users'],
    ['horizon: = 5 GB', 'expected a duration'],
  ])('%s', async (text, wanted) => {
    expect(await mistake(text)).toContain(wanted);
  });

  test('counted things may cancel in a product, and are dropped in a rate', async () => {
    (await estimate(`${head}assumptions: { users: 1M users }\nflows: { f: { rate: = users * 12 per user per month } }\n`)).are({
      'flows.f.rate.mean': 12e6 / (30 * 86_400),
    });
  });
});

describe('facts that do not exist', () => {
  const spec = 'flows: { read: { rate: 5 req/s, path: api } }\ncomponents: { api: { kind: service } }\n';

  test.each([
    [
      'expect: { flows.read.rate.men: 5 req/s }',
      '"flows.read.rate.men" unknown fact "flows.read.rate.men" (did you mean "flows.read.rate.mean"?)',
    ],
    ['expect: { flows.raed.rate.mean: 5 req/s }', '"raed" unknown flow "raed" (did you mean "read"?)'],
    ['expect: { flows.read.rate.spike.sale: 5 req/s }', 'unknown fact "flows.read.rate.spike.sale"'],
    ['expect: { components.api.rat.peak: 5 req/s }', '(did you mean "components.api.rate.peak"?)'],
    ['expect: { total.rate.mean: 5 req/s }', 'total'],
    [
      'derived: { x: = flows.read.rate.pek }',
      '"flows.read.rate.pek" unknown fact "flows.read.rate.pek" (did you mean "flows.read.rate.peak"?)',
    ],
    ['derived: { x: = components.ap.rate.peak }', '"ap" unknown component "ap" (did you mean "api"?)'],
    ['expect: { derived.nothing: 5 }', 'unknown derived value "nothing"'],
    ['scenarios: { s: { flows.read.rate: x2, expect: { flows.read.rate.mea: 5 req/s } } }', '(did you mean "flows.read.rate.mean"?)'],
    ['requirements: { quality: { r: { fact: flows.read.rate.men, target: at most 5 req/s } } }', '(did you mean "flows.read.rate.mean"?)'],
    ['requirements: { quality: { r: { flow: raed, p99: 5 ms } } }', '"raed" unknown flow "raed" (did you mean "read"?)'],
  ])('%s', async (text, wanted) => {
    expect(await mistake(spec + text)).toContain(wanted);
  });
});

describe('targets of another kind than their fact', () => {
  const spec =
    'flows: { read: { rate: 5 req/s, path: api } }\ncomponents: { api: { kind: service, instances: 3 } }\ndata: { d: { item: 5 B, items: 3 } }\n';

  test.each([
    ['flows.read.rate.mean: 5 GB', '"5 GB"', 'a rate'],
    ['flows.read.rate.mean: at most 5', '"at most 5"', 'a rate'],
    ['data.d.size.stored: 5 req/s', '"5 req/s"', 'a size'],
    ['components.api.fleet: 5 B', '"5 B"', 'a plain number'],
    ['totals.storage: small', '"small"', 'is a number, not a word'],
    ['components.api.cost: 5 GB', '"5 GB"', 'money per time'],
    ['components.api.binding: 5', '"5"', 'is a word'],
  ])('%s', async (line, place, wanted) => {
    const finding = await mistake(`${spec}expect: { ${line} }`);
    expect(finding).toMatch(/^quantity\/dimension 6:/);
    expect(finding).toContain(place);
    expect(finding).toContain(wanted);
  });

  test('months may be told as a number or as a time, and counts with or without their noun', async () => {
    const [result] = (
      await evaluateSpecs([
        await loaded(`${head}growth: 100% per year
flows: { f: { rate: 100 req/s, peak: 1, path: api } }
components: { api: { kind: service, instances: 4, each: { rate: 50 req/s } } }
data: { d: { item: 5 B, items: 3 } }
expect:
  components.api.saturates: [12, 12 months, 1 year]
  data.d.items: [3, 3 items]
  components.api.fleet: 4
`),
      ])
    ).specs;
    expect(result?.findings).toEqual([]);
    expect(result?.checks.map(({ targetText, value, status }) => `${targetText}: ${value} ${status}`)).toEqual([
      '12: 12 met',
      '12 months: 12 met', // in the months that are shown: a twelfth of a year each
      '1 year: 12 met',
      '3: 3 met',
      '3 items: 3 met',
      '4: 4 met',
    ]);
  });
});

describe('expectations', () => {
  const judged = async (lines: string): Promise<readonly string[]> => {
    const [result] = (
      await evaluateSpecs([
        await loaded(
          `${head}flows: { f: { rate: 1000 req/s }, g: { path: api } }\ncomponents: { api: { kind: service } }\nexpect:\n${lines}`,
        ),
      ])
    ).specs;
    expect(result?.findings).toEqual([]);
    return result?.checks.map(({ status }) => status) ?? [];
  };

  test('are within 1% where they are bare, else as they say; each of a list is to hold', async () => {
    expect(
      await judged(
        '  flows.f.rate.mean: [1009 req/s, 1011 req/s, 991 req/s, 1050 req/s within 5%, at least 1k req/s, 1001 req/s within 0%]\n',
      ),
    ).toEqual(['met', 'missed', 'met', 'met', 'met', 'missed']);
  });

  test('of what is unknown are unknown, not missed', async () => {
    expect(await judged('  components.api.rate.mean: at least 1 req/s\n  flows.g.rate.mean: 0 req/s\n')).toEqual(['unknown', 'unknown']);
  });
});

describe('several mistakes', () => {
  test('are reported each, in their places, and not again by what rests on them', async () => {
    const findings = await findingsOf(`${head}assumptions: { users: 5M users, wrong: = 5 GB + 3 s }
flows:
  a: { rate: = wrong * 2, path: api }
  b: { rate: = nobody * 2, path: api }
components: { api: { kind: service } }
expect: { flows.a.rate.mean: 5 req/s }
`);
    expect(findings.map((finding) => finding.split(' ').slice(0, 2).join(' '))).toEqual([
      'expression/dimension 3:42',
      'spec/unknown-reference 6:16',
    ]);
    const [later] = await findingsOf(`${head}assumptions: { users: 5M users, wrong: = 5 GB + 3 s }
flows: { a: { rate: = wrong * 2, path: api } }
components: { api: { kind: service } }
expect: { flows.a.rate.mean: 5 req/s }
`);
    expect(later).toMatch(/^expression\/dimension 3:\d+ /);
  });
});
