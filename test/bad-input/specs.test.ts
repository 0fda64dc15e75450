import { describe, expect, it } from 'vitest';
import { expectOne, SHOP, shopWith, type Wanted } from './running.js';

type Case = readonly [what: string, text: string, wanted: Wanted];

const MISTAKES: Readonly<Record<string, readonly Case[]>> = {
  'of layout': [
    ['tabs', SHOP.replaceAll('\n  ', '\n\t'), { rule: 'yaml/tab', marked: '\t', at: '4:1', says: /spaces/ }],
    ['a quote that is not closed', shopWith('20 kB', '"20 kB'), { rule: 'yaml/quote', marked: '"', at: '9:15', says: /never closed/ }],
    [
      'a bracket that is not closed',
      shopWith('database }', 'database'),
      { rule: 'yaml/bracket', marked: '{', at: '13:7', says: /add "}"/ },
    ],
    [
      'a key stated twice',
      shopWith('    path', '    rate: 5/s\n    path'),
      { rule: 'yaml/duplicate-key', marked: 'rate', at: '10:5', says: /twice/ },
    ],
    [
      'a colon without a space',
      shopWith('response: ', 'response:'),
      { rule: 'yaml/missing-space', marked: 'response:20 kB', says: /response: 20 kB/ },
    ],
    [
      'a comparison',
      shopWith('49 req/s within 5%', '>= 49 req/s'),
      { rule: 'yaml/comparison', marked: '>= 49 req/s', says: /at least 49/ },
    ],
    [
      'an expression that a comma ends',
      shopWith('500 req/s', '= max(500, 5) * 1 req/s'),
      { rule: 'yaml/unquoted-expression', says: /quote the expression/ },
    ],
  ],
  'of shape': [
    [
      'a list for a size',
      shopWith('20 kB', '[20 kB]'),
      { rule: 'schema/wrong-type', marked: '[20 kB]', says: /should be a size.*not a list/ },
    ],
    [
      'text for a map',
      shopWith('{ kind: database }', 'the one'),
      { rule: 'schema/wrong-type', marked: 'the one', says: /should be a map/ },
    ],
    [
      'a misspelt key',
      shopWith('response', 'repsonse'),
      { rule: 'schema/unknown-key', marked: 'repsonse', says: /did you mean "response"/ },
    ],
    ['a key that nothing resembles', `${SHOP}zebra: 1\n`, { rule: 'schema/unknown-key', marked: 'zebra', says: /keys here: summary, / }],
    [
      'a key of another kind',
      shopWith('kind: service,', 'kind: service, consumers: { api: {} },'),
      { rule: 'schema/unknown-key', marked: 'consumers', says: /for queue and stream/ },
    ],
    [
      'a misspelt word',
      shopWith('database }', 'databse }'),
      { rule: 'schema/unknown-value', marked: 'databse', says: /did you mean "database"/ },
    ],
    ['another version', shopWith('sysdesign: 1', 'sysdesign: 2'), { rule: 'schema/version', marked: '2', says: /this release reads 1/ }],
    ['no version', shopWith('sysdesign: 1\n', ''), { rule: 'schema/missing-key', at: '1:1', says: /add sysdesign: 1/ }],
    ['no kind', shopWith('{ kind: database }', '{ shards: 2 }'), { rule: 'schema/missing-key', marked: 'db', says: /add kind: one of/ }],
    [
      'YAML of something else',
      'services:\n  web: { image: nginx }\n',
      { rule: 'schema/not-a-spec', at: '1:1', says: /a spec begins with sysdesign: 1/ },
    ],
    ['a list', '- a\n- b\n', { rule: 'yaml/root', says: /a spec is a map/ }],
    ['nothing but comments', '# later\n', { rule: 'yaml/empty', says: /sysdesign init/ }],
  ],
  'of names': [
    [
      'a component in a path',
      shopWith('api -> db', 'api -> bd'),
      { rule: 'spec/unknown-reference', marked: 'bd', at: '10:18', says: /did you mean "db"/ },
    ],
    [
      'a flow',
      shopWith('addedBy: browse', 'addedBy: brwse'),
      { rule: 'spec/unknown-reference', marked: 'brwse', says: /did you mean "browse"/ },
    ],
    ['an assumption', shopWith('= users', '= usres'), { rule: 'spec/unknown-reference', marked: 'usres', says: /did you mean "users"/ }],
    [
      'a fact',
      shopWith('rate.mean:', 'rate.maen:'),
      { rule: 'spec/unknown-fact', marked: 'flows.browse.rate.maen', says: /did you mean "flows.browse.rate.mean"/ },
    ],
    [
      'a fact of a requirement',
      `${SHOP}requirements: { quality: { q: { fact: totals.strage, target: at most 1 TB } } }\n`,
      { rule: 'spec/unknown-fact', marked: 'totals.strage', says: /did you mean "totals.storage"/ },
    ],
    [
      'a path in a scenario',
      shopWith('flows.browse.rate: x3', 'flows.browse.rat: x3'),
      { rule: 'spec/unknown-path', marked: 'rat', says: /did you mean "rate"/ },
    ],
    [
      'a spike to size for',
      shopWith('kind: service,', 'kind: service, sizeFor: spike.vral,').replace(
        '    response',
        '    spikes: { viral: { factor: 3 } }\n    response',
      ),
      { rule: 'spec/unknown-reference', marked: 'vral', says: /did you mean "viral"/ },
    ],
    [
      'a zone',
      `${shopWith('kind: service,', 'kind: service, in: eu.c,')}topology: { regions: { eu: { zones: [a, b] } } }\n`,
      { rule: 'spec/unknown-reference', marked: 'eu.c', says: /unknown zone or region "eu.c"/ },
    ],
    [
      'a component to fall back on',
      shopWith('path: api -> db', 'path: [api: { fallback: { share: 80%, to: dbb }, calls: [db] }]'),
      { rule: 'spec/unknown-reference', marked: 'dbb', says: /did you mean "db"/ },
    ],
    [
      'a cause that is shared',
      `${shopWith('kind: service,', 'kind: service, shares: [powr],')}topology: { causes: { power: { mtbf: 2 years, mttr: 2 h } } }\n`,
      { rule: 'spec/unknown-reference', marked: 'powr', says: /did you mean "power"/ },
    ],
    [
      'a word that a fact never is',
      shopWith('flows.browse.rate.mean: 49 req/s within 5%', 'components.api.binding: redundncy'),
      { rule: 'schema/unknown-value', marked: 'redundncy', says: /did you mean "redundancy"/ },
    ],
    [
      'a call of a consumer that two flows reach',
      shopWith('api -> db', 'api -> q')
        .replace('  browse:\n', '  add: { rate: 1/s, path: q }\n  browse:\n')
        .replace('components:\n', 'components:\n  q: { kind: queue, consumers: { w: { calls: [dbb] } } }\n  w: { kind: worker }\n'),
      { rule: 'spec/unknown-reference', marked: 'dbb', says: /did you mean "db"/ },
    ],
    [
      'an assumption that a scenario sets',
      shopWith('flows.browse.rate: x3', 'assumptions.usres: 3M users'),
      { rule: 'spec/unknown-path', marked: 'usres', says: /did you mean "users"/ },
    ],
    [
      'a reserved name',
      shopWith('  visits: 3', '  max: 1\n  visits: 3'),
      { rule: 'spec/reserved-name', marked: 'max', says: /"max" is a function/ },
    ],
  ],
  'of quantities': [
    ['a misspelt unit', shopWith('500 req/s', '500 rqe/s'), { rule: 'quantity/unknown-unit', marked: 'rqe', says: /did you mean "req"/ }],
    ['a negative size', shopWith('20 kB', '-20 kB'), { rule: 'quantity/range', marked: '-20 kB', says: /not below 0/ }],
    ['an absurd size', shopWith('20 kB', '1e300 B'), { rule: 'quantity/magnitude', marked: '1e300 B', says: /no design counts beyond/ }],
    ['a number that no computer holds', shopWith('20 kB', '1e999 B'), { rule: 'quantity/magnitude', says: /out of reach/ }],
    [
      'a share above 1',
      shopWith('database }', 'database, availability: 101% }'),
      { rule: 'quantity/range', marked: '101%', says: /does not exceed 100%/ },
    ],
    [
      'a percentage without its sign',
      shopWith('database }', 'database, availability: 99.9 }'),
      { rule: 'quantity/range', marked: '99.9', says: /did you mean "99.9%"/ },
    ],
    [
      'a reversed interval',
      shopWith('1M..2M', '2M..1M'),
      { rule: 'quantity/interval', marked: '2M..1M users', says: /did you mean "1M..2M users"/ },
    ],
    ['a middle outside of its interval', shopWith('1M..2M', '1M..3M..2M'), { rule: 'quantity/interval', says: /p5, p50 and p95/ }],
    [
      'bits or bytes',
      shopWith('20 kB', '20 kb'),
      { rule: 'quantity/ambiguous', marked: 'kb', says: /kB \(bytes\) or kbit \(bits\).*write kB or kbit/ },
    ],
    [
      'bytes or billions',
      shopWith('1M..2M users', '5B'),
      { rule: 'quantity/ambiguous', marked: '5B', says: /5 bytes or 5 billion.*write 5 bytes or 5G/ },
    ],
    [
      'a share of nothing',
      shopWith('    path', '    peak: 30%\n    path'),
      { rule: 'quantity/ambiguous', marked: '30%', says: /of what\?.*30%|20% of the day/ },
    ],
    ['a growth with two readings', `${SHOP}growth: 1.4\n`, { rule: 'quantity/ambiguous', marked: '1.4', says: /140% more, or x1.4/ }],
    [
      'a size where a rate belongs',
      shopWith('= users * visits', '20 GB'),
      { rule: 'quantity/dimension', marked: '20 GB', says: /expected a rate.*got a size/ },
    ],
    [
      'per visitor, where nothing counts the visitors',
      shopWith('= users * visits', '3 per visitor per day'),
      { rule: 'quantity/dimension', says: /multiply by the number of visitors/ },
    ],
    [
      'a fact held against something else',
      shopWith('49 req/s within 5%', '49 GB'),
      { rule: 'quantity/dimension', marked: '49 GB', says: /is a rate.*is a size/ },
    ],
    [
      'a share where a number is wanted',
      shopWith('database }', 'database, shards: 20% }'),
      { rule: 'quantity/dimension', marked: '20%', says: /a share and a count differ/ },
    ],
  ],
  'of expressions': [
    [
      'an expression of another dimension',
      shopWith('= users * visits', '= users'),
      { rule: 'expression/dimension', marked: '= users', says: /expected a rate.*got a number of users/ },
    ],
    [
      'a sum of different things',
      shopWith('= users * visits', '= users + visits'),
      { rule: 'expression/dimension', marked: 'users + visits', says: /a number of users and a rate per user/ },
    ],
    [
      'an expression that needs itself',
      shopWith('1M..2M users', '= users * 2'),
      { rule: 'expression/cycle', marked: '= users * 2', says: /depends on itself.*assumptions.users -> assumptions.users/ },
    ],
    [
      'two that need each other',
      shopWith('1M..2M users', '= visits * 2').replace('3 per user per day', '= users / 2'),
      { rule: 'expression/cycle', at: '4:10', says: /the round trip/ },
    ],
    [
      'a division by 0',
      shopWith('= users * visits', '= users * visits / 0'),
      { rule: 'expression/division-by-zero', marked: '0', at: '8:30', says: /divides by zero/ },
    ],
    [
      'a division by what comes to 0',
      shopWith('= users * visits', '= users * visits / (5 - 5)'),
      { rule: 'expression/division-by-zero', says: /it comes to 0/ },
    ],
    [
      'more than a number holds',
      shopWith('= users * visits', `= users * visits${' * 1e29'.repeat(12)}`),
      { rule: 'expression/magnitude', says: /more than a number can hold/ },
    ],
    [
      'more than any design counts',
      shopWith('= users * visits', '= users * visits * 1e29'),
      { rule: 'expression/magnitude', says: /beyond 1e30/ },
    ],
    [
      'a negative rate',
      shopWith('= users * visits', '= users * visits - 1G req/s'),
      { rule: 'expression/range', says: /not below 0.*-1e\+9|not below 0.*-1000000000|not below 0/ },
    ],
    [
      'a share that comes to more than 1',
      shopWith('database }', 'database, availability: = 60% * 2 }'),
      { rule: 'expression/range', says: /120%/ },
    ],
    [
      'the root of a negative number',
      shopWith('database }', 'database, shards: = sqrt(1 - 2) }'),
      { rule: 'expression/no-value', marked: 'sqrt(1 - 2)', says: /no square root/ },
    ],
    [
      'a misspelt function',
      shopWith('= users * visits', '= ciel(users * visits, 1 req/s)'),
      { rule: 'expression/unknown-function', marked: 'ciel', says: /did you mean "ceil"/ },
    ],
    [
      'a call of the host',
      shopWith('= users * visits', '= process.exit(1)'),
      { rule: 'expression/unknown-function', marked: 'process.exit', says: /there are min, max/ },
    ],
    [
      'a function as an argument',
      shopWith('= users * visits', '= users.map(x => x)'),
      { rule: 'expression/unknown-function', marked: 'users.map', says: /there are min, max/ },
    ],
    [
      'an assignment',
      shopWith('= users * visits', '= users = 5'),
      { rule: 'expression/not-allowed', marked: '=', says: /assigns.*write ==/ },
    ],
    [
      'a missing operator',
      shopWith('= users * visits', '= users visits'),
      { rule: 'expression/syntax', marked: 'visits', says: /to multiply, write \*/ },
    ],
    [
      'a missing parenthesis',
      shopWith('= users * visits', '= (users * visits'),
      { rule: 'expression/syntax', marked: '(', says: /not closed/ },
    ],
    ['nothing', shopWith('= users * visits', '='), { rule: 'expression/syntax', says: /empty/ }],
  ],
  'of paths': [
    [
      'a call that comes back',
      shopWith('api -> db', 'api -> db -> api'),
      { rule: 'spec/path-cycle', marked: 'api', at: '10:24', says: /the round trip: api -> db -> api/ },
    ],
    [
      'a queue whose consumer fills it',
      shopWith('api -> db', 'api -> q').replace(
        'components:\n',
        'components:\n  q: { kind: queue, consumers: { w: { calls: [q] } } }\n  w: { kind: worker }\n',
      ),
      { rule: 'spec/path-cycle', marked: 'q', says: /q -> w -> q/ },
    ],
    ['an arrow to nothing', shopWith('api -> db', 'api -> '), { rule: 'spec/path', says: /write: a -> b -> c/ }],
  ],
};

for (const [kind, cases] of Object.entries(MISTAKES)) {
  describe(`a mistake ${kind} gives one finding, at its place, with what to do`, () => {
    for (const [what, text, wanted] of cases) it(what, async () => await expectOne(text, wanted));
  });
}

it('the same with CRLF line ends and a byte order mark', async () => {
  for (const cases of Object.values(MISTAKES)) {
    for (const [what, text, wanted] of cases) {
      if (what === 'tabs') continue;
      await expectOne(`\ufeff${text.replaceAll('\n', '\r\n')}`, wanted);
    }
  }
});

it('the shop itself has no mistake', async () => {
  const { judged } = await import('./running.js');
  expect(await judged(['validate', 's.yaml'], { files: { 's.yaml': SHOP } })).toMatchObject({ code: 0, told: [] });
});
