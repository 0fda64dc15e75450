import { describe, expect, it } from 'vitest';
import { brief, configFindingsIn, findingsIn } from '../support/reading.js';

const HEAD = 'sysdesign: 1\nname: x\n';

/** What is written after the head, and the one finding it gives: rule, what it points at, what to write instead. */
const MISTAKES: readonly (readonly [string, string])[] = [
  // keys
  ['flows: { read: { rat: 5 req/s } }', 'schema/unknown-key <rat> -> rate'],
  ['flow: {}', 'schema/unknown-key <flow> -> flows'],
  ['components: { a: { kind: service, autoscale: { warm-up: 2 min } } }', 'schema/unknown-key <warm-up> -> warmUp'],
  ['components: { a: { kind: cache, hit-ratio: 50% } }', 'schema/unknown-key <hit-ratio> -> hitRatio'],
  ['components: { a: { kind: database, replication: { factr: 3 } } }', 'schema/unknown-key <factr> -> factor'],
  ['components: { a: { kind: service, consumers: { b: {} } } }', 'schema/unknown-key <consumers>'],
  ['components: { a: { kind: service, rate: 5 req/s } }', 'schema/unknown-key <rate>'],
  ['scenarios: { s: { expct: {}, flows.a.rate: x2 } }', 'schema/unknown-key <expct> -> expect'],
  ['flows: { read: { path: [ paralel: [a, b] ] } }', 'schema/unknown-key <paralel> -> parallel'],
  ['requirements: { quality: { q: { fact: totals.storage, traget: 5 TB } } }', 'schema/unknown-key <traget> -> target'],
  ['requirements: { quality: { q: { fact: totals.storage } } }', 'schema/missing-key <q>'],
  ['flows: { "my flow": { rate: 5 req/s } }', 'schema/bad-name <"my flow"> -> my-flow'],
  ['expect: { a b: 3 }', 'schema/bad-name <a b>'],
  ['counts: [people person]', 'schema/bad-value <people person>'],
  // kinds
  ['components: { a: { kind: servce } }', 'schema/unknown-value <servce> -> service'],
  ['components: { a: { kind: servce, consumers: { b: {} }, ech: 3 } }', 'schema/unknown-value <servce> -> service'],
  ['components: { a: { kid: service } }', 'schema/unknown-key <kid> -> kind'],
  ['components: { a: { type: service } }', 'schema/unknown-key <type> -> kind'],
  ['components: { a: { use: redis } }', 'schema/missing-key <a>'],
  ['components: { a: { kind: 5 } }', 'schema/wrong-type <5>'],
  ['components: { a: { kind: } }', 'schema/wrong-type <kind>'],
  // words
  ['tier: standrad', 'schema/unknown-value <standrad> -> standard'],
  ['survives: zoen', 'schema/unknown-value <zoen> -> zone'],
  ['survives: 1.5', 'schema/wrong-type <1.5>'],
  ['sizeFor: peek', 'schema/unknown-value <peek> -> peak'],
  ['asOf: yesterday', 'schema/bad-value <yesterday>'],
  ['flows: { read: { kind: reed } }', 'schema/unknown-value <reed> -> read'],
  ['components: { a: { kind: service, price: 30 USD/month } }', 'schema/wrong-type <30 USD/month>'],
  [
    'flows: { f: { rate: 5/s, path: a -> b, c } }\ncomponents: { a: { kind: service }, b: { kind: service }, c: { kind: service } }',
    'schema/unknown-key <c>',
  ],
  ['flows: { bill: { kind: nightly batch } }', 'schema/unknown-value <nightly batch>'],
  ['components: { a: { kind: service, place: eu } }', 'schema/unknown-key <place>'],
  // types
  ['components: [a]', 'schema/wrong-type <[a]>'],
  ['components: { a: service }', 'schema/wrong-type <service>'],
  ['components: { a: }', 'schema/wrong-type <a>'],
  ['flows:', 'schema/wrong-type <flows>'],
  ['flows: { read: { rate: { a: 1 } } }', 'schema/wrong-type <{ a: 1 }>'],
  ['flows: { read: { offPeak: yes } }', 'schema/wrong-type <yes> -> true'],
  ['components: { a: { kind: service, use: 1.10 } }', 'schema/wrong-type <1.10> -> "1.10"'],
  ['assumptions: { x: true }', 'schema/wrong-type <true>'],
  ['expect: { flows.a.rate.mean: { a: 1 } }', 'schema/wrong-type <{ a: 1 }>'],
  ['counts: people', 'schema/wrong-type <people>'],
  ['components: { a: { kind: service, options: { x: {} } } }', 'schema/count <options>'],
  // calls and indentation
  ['flows: { read: { path: [] } }', 'schema/empty <[]>'],
  ['flows: { read: { path: [ { a: {}, b: {} } ] } }', 'schema/path-call <b>'],
  [
    'flows:\n  read:\n    path:\n      - cdn:\n        hit: 60%\n        miss: [a]',
    'schema/path-call <cdn:\n        hit: 60%\n        miss: [a]> -> cdn:\n          hit: 60%\n          miss: [a]',
  ],
  ['flows:\n  read:\n    path:\n      - cdn:\n', 'schema/path-call <cdn>'],
  ['flows:\n  read:\n  rate: 5 req/s\n', 'schema/indent <read:\n  rate: 5 req/s> -> read:\n    rate: 5 req/s'],
  ['components:\n  a:\n  kind: service\n', 'schema/indent <a:\n  kind: service> -> a:\n    kind: service'],
  [
    'components:\n  a:\n    kind: service\n    each:\n    rate: 5 req/s\n    memory: 4 GB\n',
    'schema/indent <each:\n    rate: 5 req/s\n    memory: 4 GB> -> each:\n      rate: 5 req/s\n      memory: 4 GB',
  ],
  // An entry moved out of the map above it, with and without what follows it there.
  [
    'components:\n  a:\n    kind: service\n  each:\n    rate: 5 req/s\n',
    'schema/indent <each:\n    rate: 5 req/s> ->   each:\n      rate: 5 req/s',
  ],
  [
    'components:\n  a:\n    kind: service\n  each:\n    rate: 5 req/s\n    instances: 3\n',
    'schema/indent <each:\n    rate: 5 req/s> ->   each:\n      rate: 5 req/s',
  ],
  // Keys that people read, which nothing would miss.
  ['requirements: { agreements: { gold: { audiense: paying } } }', 'schema/unknown-key <audiense> -> audience'],
  ['requirements: { agreements: { gold: { pnealty: 10% credit } } }', 'schema/unknown-key <pnealty> -> penalty'],
];

describe('a list of names', () => {
  it.each([
    ['flows: { f: { rate: 5/s, from: [eu, us, eu] } }', 'eu'],
    ['components: { a: { kind: service, in: [eu, eu] } }', 'eu'],
    ['topology: { regions: { eu: { zones: [a, b, a] } } }', 'a'],
    ['data: { d: { in: db, addedBy: [f, f] } }', 'f'],
    ['scenarios: { s: { down: [db, db] } }', 'db'],
    ['counts: [cats, cats]', 'cats'],
  ])('has each of them once: %s', (stated, name) => {
    const text = `sysdesign: 1\nname: x\n${stated}\n`;
    const [found, ...others] = findingsIn(text);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ rule: 'schema/repeated-item', message: expect.stringContaining(`"${name}" twice`) });
    // At the later one.
    expect(found?.at?.start).toBe(text.lastIndexOf(`${name}]`));
  });

  it('may have one in each of two lists', () => {
    expect(findingsIn('sysdesign: 1\nname: x\ndata: { d: { in: db, addedBy: [f, g], readBy: [f, g] } }\n')).toEqual([]);
  });
});

describe('one mistake', () => {
  it.each(MISTAKES)('in %j gives %s', (text, expected) => {
    expect(findingsIn(HEAD + text).map(brief)).toEqual([expected]);
  });

  it.each([
    ['sysdesign: 2\nname: x\nfoo: 1', 'schema/version <2> -> 1'],
    ['sysdesign: "1"\nname: x', 'schema/version <"1"> -> 1'],
    ['sysdesgin: 1\nname: x', 'schema/unknown-key <sysdesgin> -> sysdesign'],
    ['name: x', 'schema/missing-key <>'],
    ['sysdesign: 1', 'schema/missing-key <>'],
    ['sysdesign: 1\nname: 2024', 'schema/wrong-type <2024> -> "2024"'],
    ['sysdesign: 1\nname: ""', 'schema/empty <"">'],
    ['hello: world\nother: thing', 'schema/not-a-spec <>'],
  ])('at the top of a spec, %j, gives %s', (text, expected) => {
    expect(findingsIn(text).map(brief)).toEqual([expected]);
  });

  it('says what a version should be', () => {
    expect(findingsIn('sysdesign: 2\nname: x')[0]?.message).toBe('unknown version 2; this release reads 1');
  });

  it('says which kinds a key is for', () => {
    const [finding] = findingsIn(`${HEAD}components: { a: { kind: service, consumers: { b: {} } } }`);
    expect(finding?.message).toBe('"consumers" is for queue and stream, not service');
  });

  it('says where a key goes that stands one level too far out', () => {
    const [finding] = findingsIn(`${HEAD}components: { a: { kind: service, rate: 5 req/s } }`);
    expect(finding?.help).toBe('it goes under `each:`, as that of one instance');
  });

  it.each([
    ['cost: $0.0075/msg', 'requests: $0.0075/msg'],
    ['cost: 5 EUR per 1k requests', 'requests: 5 EUR per 1k requests'],
    ['cost: $0.09/GB', 'egress: $0.09/GB'],
    ['cost: 0.023 USD/GB/month', 'storage: 0.023 USD/GB/month'],
  ])('answers the price of use %s with where it goes', (written, price) => {
    const found = findingsIn(`${HEAD}components: { a: { kind: external, ${written} } }`);
    expect(found.map(({ help }) => help)).toEqual([`what its use costs goes under \`price:\`: price: { ${price} }`]);
    expect(findingsIn(`${HEAD}components: { a: { kind: external, price: { ${price} } } }`)).toEqual([]);
  });

  it('answers what an instance costs with `each`', () => {
    expect(findingsIn(`${HEAD}components: { a: { kind: service, cost: $30/month } }`)[0]?.help).toBe(
      'it goes under `each:`, as that of one instance',
    );
  });

  it('names the body to indent', () => {
    const [finding] = findingsIn(`${HEAD}flows:\n  read:\n    path:\n      - cdn:\n        hit: 60%\n`);
    expect(finding?.help).toBe('indent the body under `cdn:`');
  });

  it('lists the kinds where one is missing', () => {
    const [finding] = findingsIn(`${HEAD}components: { a: {} }`);
    expect(finding?.message).toBe('"a" has no "kind"');
    expect(finding?.help).toContain('client, dns, cdn');
  });

  it('stands at its path', () => {
    expect(findingsIn(`${HEAD}flows: { read: { path: [ a: { hti: 5% } ] } }`)[0]?.path).toBe('flows.read.path.0.a.hti');
  });
});

describe('several mistakes', () => {
  it('in different places are found each once, in the order of the text', () => {
    const text = `${HEAD}tier: standrad\nflows: { a: { rat: 1 req/s, pth: [b] } }\ncomponents: { b: { kind: servic }, c: { kid: cache } }\n`;
    expect(findingsIn(text).map(brief)).toEqual([
      'schema/unknown-value <standrad> -> standard',
      'schema/unknown-key <rat> -> rate',
      'schema/unknown-key <pth> -> path',
      'schema/unknown-value <servic> -> service',
      'schema/unknown-key <kid> -> kind',
    ]);
  });

  it('are told apart from what they hide: a bad value does not hide a bad key beside it', () => {
    const text = `${HEAD}components: { a: { kind: service, each: [5], instanses: 3 } }`;
    expect(findingsIn(text).map(brief)).toEqual(['schema/wrong-type <[5]>', 'schema/unknown-key <instanses> -> instances']);
  });

  it('in an aliased value are found once', () => {
    const text = `${HEAD}flows: { a: { spikes: &s { x: { factr: 20 } } }, b: { spikes: *s } }`;
    expect(findingsIn(text).map(brief)).toEqual(['schema/unknown-key <factr> -> factor']);
  });

  it('beyond fifty are counted, not listed', () => {
    const flows = Array.from({ length: 80 }, (_, index) => `  f${index}: { rat: 1 req/s }`);
    const findings = findingsIn(`${HEAD}flows:\n${flows.join('\n')}\n`);
    expect(findings).toHaveLength(50);
    expect(findings.at(-1)?.message).toBe('and 31 further mistakes from here on');
  });
});

describe('a config', () => {
  it('is valid with the keys that there are', () => {
    expect(configFindingsIn('specs: [designs]\nformat: json\nseed: 1\nsamples: 5000\nfailOn: warning\nrules: {}\n')).toEqual([]);
  });

  it.each([
    ['faillOn: warning', 'schema/unknown-key <faillOn> -> failOn'],
    ['failOn: warnig', 'schema/unknown-value <warnig> -> warning'],
    ['seed: one', 'schema/wrong-type <one>'],
    ['samples: 10', 'schema/bad-value <10>'],
    ['specs: []', 'schema/empty <[]>'],
  ])('with %j gives %s', (text, expected) => {
    expect(configFindingsIn(text).map(brief)).toEqual([expected]);
  });
});
