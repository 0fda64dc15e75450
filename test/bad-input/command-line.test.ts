import { describe, expect, it } from 'vitest';
import { sysdesign } from '../support/hosts.js';
import { expectOne, expectReadable, judged, SHOP, shopWith, type Wanted } from './running.js';

const SPEC = 'shop.sysdesign.yaml';

describe('a wrong --set is told at its text', () => {
  const CHANGES: readonly (readonly [change: string, wanted: Wanted])[] = [
    ['foo.bar=3', { rule: 'spec/unknown-path', marked: 'foo', says: /leads nowhere/ }],
    ['flows.brwse.rate=3/s', { rule: 'spec/unknown-path', marked: 'brwse', says: /did you mean "browse"/ }],
    ['flows.browse.rat=3/s', { rule: 'spec/unknown-path', marked: 'rat', says: /did you mean "rate"/ }],
    ['flows.browse.rat=x3', { rule: 'spec/unknown-path', marked: 'rat', says: /did you mean "rate"/ }],
    ['flows.browse.request=x3', { rule: 'spec/change', marked: 'flows.browse.request', says: /nothing is stated/ }],
    ['flows.browse.rate=3 GB', { rule: 'quantity/dimension', marked: '3 GB', says: /expected a rate.*got a size/ }],
    ['flows.browse.rate=3 rqe/s', { rule: 'quantity/unknown-unit', marked: 'rqe', says: /did you mean "req"/ }],
    ['flows.browse.rate=', { rule: 'quantity/empty', says: /write one, such as/ }],
    ['flows.browse.rate== usres * visits', { rule: 'spec/unknown-reference', marked: 'usres', says: /did you mean "users"/ }],
    ['flows.browse.path=api -> bd', { rule: 'spec/unknown-reference', marked: 'bd', says: /did you mean "db"/ }],
    ['assumptions.usres=3M users', { rule: 'spec/unknown-path', marked: 'usres', says: /did you mean "users"/ }],
    ['assumptions.users== users * 2', { rule: 'expression/cycle', marked: '= users * 2', says: /depends on itself/ }],
    ['components.db.kind=databse', { rule: 'schema/unknown-value', marked: 'databse', says: /did you mean "database"/ }],
    ['components.db.availability=101%', { rule: 'quantity/range', marked: '101%', says: /does not exceed 100%/ }],
    ['flows.browse={ rate: 5/s', { rule: 'yaml/bracket', marked: '{', says: /add "}"/ }],
    ['__proto__.x=1', { rule: 'spec/unknown-path', marked: '__proto__', says: /leads nowhere/ }],
  ];
  it.each(CHANGES)('--set "%s"', async (change, wanted) => await expectOne(SHOP, wanted, ['estimate', SPEC, '--set', change]));
});

describe('a wrong flag is told before anything is read', () => {
  it.each([
    [['--set', 'flows.browse.rate'], /takes path=value/],
    [['--set', '=5'], /takes path=value/],
    [['--seed', 'abc'], /whole number from 0/],
    [['--seed', '-1'], /whole number from 0/],
    [['--seed', '99999999999'], /whole number from 0/],
    [['--samples', '1e9'], /from 100 to/],
    [['--samples', '0'], /from 100 to/],
    [['--samples', ''], /from 100 to/],
    [['-f', 'jsn'], /did you mean "json"/],
    [['--formt', 'json'], /did you mean --format/],
    [['--scenari', 'sale'], /did you mean --scenario/],
  ] as const)('%j', async (flags, says) => {
    const ran = await sysdesign(['estimate', SPEC, ...flags], { files: { [SPEC]: SHOP } });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err.replace(/\s+/g, ' ')).toMatch(says);
    expect(ran.err.match(/^error/gm)).toHaveLength(1);
  });

  it('a misspelt command', async () => {
    const ran = await sysdesign(['estmate', SPEC], { files: { [SPEC]: SHOP } });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(/unknown command 'estmate' \(did you mean estimate\?\)/);
  });

  it('a misspelt fact', async () => {
    const ran = await sysdesign(['explain', 'flows.browse.rate.maen', SPEC], { files: { [SPEC]: SHOP } });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('did you mean "flows.browse.rate.mean"?');
  });
});

it('names the scenarios that there are, or the one that was meant', async () => {
  await expectOne(SHOP, { rule: 'usage/unknown-scenario', says: /sale/ }, ['estimate', SPEC, '--scenario', 'slae']);
  await expectOne('sysdesign: 1\nname: x\n', { rule: 'usage/unknown-scenario', says: /state them under `scenarios:`/ }, [
    'estimate',
    SPEC,
    '--scenario',
    'a',
  ]);
});

it('reads standard input once, however often it is named', async () => {
  expect(await sysdesign(['validate', '-', '-'], { stdin: SHOP })).toMatchObject({ code: 0 });
  const ran = await sysdesign(['validate', '-', '-'], { stdin: shopWith('response', 'repsonse') });
  expect(ran.code).toBe(2);
  expect(ran.out.match(/^error/gm)).toHaveLength(1);
});

describe('includes', () => {
  it('that are not there are told where they are named', async () => {
    const { code, told } = await judged(['validate', SPEC], {
      files: { [SPEC]: `${SHOP}include: [dta.yaml]\n`, 'data.yaml': 'tier: critical\n' },
    });
    expect(code).toBe(2);
    expect(told).toEqual([
      {
        rule: 'io/not-found',
        message: 'there is no file "dta.yaml"',
        help: 'did you mean "data.yaml"?',
        place: `${SPEC}:20:11`,
        marked: 'dta.yaml',
      },
    ]);
  });

  it('that come back are told once, with the way round', async () => {
    const { code, told } = await judged(['validate', SPEC], {
      files: { [SPEC]: `${SHOP}include: [a.yaml]\n`, 'a.yaml': 'include: [b.yaml]\n', 'b.yaml': `include: [a.yaml]\n` },
    });
    expect(code).toBe(2);
    expect(told).toMatchObject([
      { rule: 'source/include-cycle', marked: 'a.yaml', message: 'files include each other in a circle: a.yaml -> b.yaml -> a.yaml' },
    ]);
  });

  it('that say otherwise are told at both places', async () => {
    const { told, text } = await judged(['validate', SPEC], {
      files: { [SPEC]: `${SHOP}include: [a.yaml]\n`, 'a.yaml': 'flows: { browse: { rate: 5/s } }\n' },
    });
    expect(told).toMatchObject([{ rule: 'source/conflict' }]);
    expect(text).toContain('first here');
  });

  it('with a mistake are told in their own file', async () => {
    const { told } = await judged(['validate', SPEC], {
      files: { [SPEC]: `${SHOP}include: [a.yaml]\n`, 'a.yaml': 'components: { x: { kind: databse } }\n' },
    });
    expect(told).toMatchObject([{ rule: 'schema/unknown-value', place: 'a.yaml:1:26', marked: 'databse' }]);
  });
});

describe('several mistakes in several files', () => {
  const files = {
    'a.yaml': SHOP,
    'b.yaml': shopWith('response', 'repsonse').replace('database', 'databse'),
    'c.yaml': shopWith('49 req/s', '4900 req/s'),
    'd.yaml': shopWith('20 kB', '"20 kB'),
  };

  it('are each told, once, in their files, and what is right is worked out', async () => {
    const { code, told, text } = await judged(['estimate', 'a.yaml', 'b.yaml', 'c.yaml', 'd.yaml'], { files });
    expect(code).toBe(2);
    expect(told.map(({ rule, place, marked }) => `${rule} ${place} ${marked}`)).toEqual([
      'schema/unknown-key b.yaml:9:5 repsonse',
      'schema/unknown-value b.yaml:13:15 databse',
      'yaml/quote d.yaml:9:15 "',
    ]);
    for (const one of told) expectReadable(one, text);
    // In the answer, and beside the target.
    expect(text.match(/✓ met/g)).toHaveLength(2);
    expect(text.match(/✗ MISSED/g)).toHaveLength(2);
  });

  it('a missed expectation alone is exit code 1, and a missing file beside it 2', async () => {
    expect((await judged(['estimate', 'a.yaml', 'c.yaml'], { files })).code).toBe(1);
    const ran = await sysdesign(['estimate', 'a.yaml', 'c.yaml', 'nope.yaml'], { files });
    expect(ran.code).toBe(2);
    expect(ran.out).toContain('✗ MISSED');
    expect(ran.err).toContain('there is no file "nope.yaml"');
  });
});
