import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { reviewDesign } from '../../src/practice/review.js';
import { type AskedQuestion, answersText, playWizard, readGiven } from '../../src/wizard/index.js';
import { PATH } from '../../src/wizard/path-question.js';
import { QUESTIONS } from '../../src/wizard/questions.js';

const questionOf = (id: string) => [...QUESTIONS, PATH].find((one) => one.id === id) ?? PATH;
const textsOf = (answers: Readonly<Record<string, string>>) => readGiven(new Map(Object.entries(answers)));

/** Plays without a terminal; what is told is kept. */
async function play(given: Readonly<Record<string, string>>, typed: readonly string[] = []) {
  const told: string[] = [];
  const asked: AskedQuestion[] = [];
  const left = [...typed];
  const { answers, misfits } = textsOf(given);
  expect(misfits).toEqual([]);
  const written = await playWizard(answers, {
    ask: async (question) => {
      asked.push(question);
      return left.shift() ?? '';
    },
    tell: async (lines) => {
      told.push(...lines);
    },
  });
  return { ...written, told, asked, tree: parse(written.text) };
}

const FULL_PATH = { file: '500 kB', fileShare: '20%', later: '0.5 s', stale: '1 min', path: 'with cache' };

describe('a question', () => {
  it.each([
    ['name', 'Team Chat!', 'team-chat'],
    ['thing', 'short links', 'short-links'],
    ['users', '50k', '50k users'],
    ['users', '10k..100k people', '10k..100k users'],
    ['users', '2M customers a day', '2M users'],
    ['reads', '20', '20 per user per day'],
    ['reads', '3 per week', '3 per user per week'],
    ['reads', '5/day', '5 per user per day'],
    ['writes', '10 times a day', '10 per user per day'],
    ['writes', '2 per user per month', '2 per user per month'],
    ['peak', '20% of the day in 1 h', '20% of the day in 1 h'],
    ['growth', 'none', '0%'],
    ['size', '500 bytes', '500 bytes'],
    ['file', 'no', 'none'],
    ['keep', 'for ever', 'forever'],
    ['available', '3 nines', '3 nines'],
    ['cost', '40', '40 USD/month'],
    ['cost', '20..80 USD', '20..80 USD/month'],
    ['each', '200 rps', '200 req/s'],
    ['platform', 'AWS', 'managed'],
    ['budget', 'no limit', 'none'],
    ['path', 'no cache and with lb', 'without cache, with balancer'],
  ])('%s takes "%s" as %s', (id, typed, text) => {
    expect(questionOf(id).read(typed)).toEqual({ ok: true, text });
  });

  it.each([
    ['name', '123', /letter/],
    ['users', 'many', /number/],
    ['users', '0', /from 1 to 8G/],
    ['reads', '20%', /share|number|rate/],
    ['peak', '0.5', /1 to 1000/],
    ['peak', '1k req/s', /how many times the mean/],
    ['growth', 'x100', /./],
    ['size', '2 req/s', /size/],
    ['file', 'yes', /how large/],
    ['later', 'yes', /how long/],
    ['available', '99..99.9%', /one number/],
    ['available', '43 min per month', /share of time up/],
    ['fast', '0 s', /from 1 ms/],
    ['cost', '40 EUR', /USD/],
    ['platform', 'mainframe', /managed, machines or one/],
    ['path', 'with blockchain', /cache, balancer, queue/],
  ])('%s does not take "%s"', (id, typed, message) => {
    const read = questionOf(id).read(typed);
    expect(read.ok ? '' : read.message).toMatch(message);
  });

  it.each(
    QUESTIONS.map((question) => [question.id, question] as const),
  )('%s takes what is typical and each of its examples', (_, question) => {
    const { typical, examples, read } = question;
    expect(read(typical.text)).toEqual({ ok: true, text: typical.text });
    if (question.id === 'purpose') return;
    for (const example of examples
      .replace(/ \([^)]*\)| if it lies.*/g, '')
      .split(', ')
      .filter((text) => !text.startsWith('or ')))
      expect(read(example).ok, example).toBe(true);
  });
});

describe('the wizard', () => {
  it('shows at once what an answer means for the numbers', async () => {
    const { told } = await play({ name: 'x', purpose: 'p', thing: 'orders' }, ['86.4k', '10', '1', '3', 'none', '1 kB']);
    // 86,400 users x 10 a day / 86,400 s = 10/s; x 1: 1/s; x 3: 30/s; 86,400 a day x 1 kB = 86.4 MB
    expect(told).toContain('   = reads, mean of a day: 10 req/s');
    expect(told).toContain('   = writes, mean of a day: 1 req/s');
    expect(told).toContain('   = reads a write: 10');
    expect(told).toContain('   = reads at the busiest time: 30 req/s');
    expect(told).toContain('   = orders added, today: 86.4 MB a day');
  });

  it('takes nothing, and "don\'t know", as what is typical, and marks it', async () => {
    const { text, open } = await play({ users: "don't know", reads: '20' });
    expect(text).toMatch(/^ {2}users: 1k\.\.100k users +# assumed: /m);
    expect(text).toMatch(/^ {2}reads: 20 per user per day$/m);
    const ids = open.map(({ id }) => id);
    expect(ids).toContain('users');
    expect(ids).not.toContain('reads');
    // A factor of 100 between its ends, and no other is over 10: most of the doubt is of it.
    expect(ids[0]).toBe('users');
  });

  it('asks for the share of files only where there are files', async () => {
    expect((await play({ file: 'none' })).asked.map(({ question }) => question.id)).not.toContain('fileShare');
    expect((await play({ file: '1 MB' })).asked.map(({ question }) => question.id)).toContain('fileShare');
  });

  it('goes back to the question before, and asks again what cannot be read', async () => {
    const { asked, tree, told } = await play({}, ['shop', 'back', 'store', 'Sells', 'x', '5 TB', '5k']);
    expect(asked.slice(0, 7).map(({ question }) => question.id)).toEqual(['name', 'purpose', 'name', 'purpose', 'thing', 'users', 'users']);
    expect(tree.name).toBe('store');
    expect(told.some((line) => line.includes('For example: 50k'))).toBe(true);
  });

  it('puts a cache where reads are more than a node of the store is planned for, unless readers must see the latest', async () => {
    // 30M x 10 / 86,400 s x 3 = 10.4k/s, over 70% of 5k/s; 1M: 347/s
    const reads = { reads: '10', writes: '0.01', peak: '3' };
    expect((await play({ ...reads, users: '30M' })).tree.components.cache).toBeDefined();
    expect((await play({ ...reads, users: '1M' })).tree.components.cache).toBeUndefined();
    expect((await play({ ...reads, users: '30M', stale: 'none' })).tree.components.cache).toBeUndefined();
    expect((await play({ ...reads, users: '30M', path: 'without cache' })).tree.components.cache).toBeUndefined();
  });

  it('splits the store where one node cannot hold it', async () => {
    // 10M x 10 kB = 100 GB/day without growth: x 3 x 365 x 1.5 = 164 TB, x 1.5 for safety, on disks of 16 TB filled to 80%: 19.2, so 32
    const { tree } = await play({ users: '10M', writes: '1', reads: '1', size: '10 kB', growth: 'none', keep: 'forever' });
    expect(tree.components.db.shards).toBe(32);
  });

  it('promises what is reached where more is asked for, and states what was', async () => {
    const { text, missed } = await play({ available: '99.9999%', platform: 'one', fast: '1 ms', budget: '1 USD' });
    expect(missed).toHaveLength(3);
    expect(missed[0]).toMatch(/you asked for 99\.9999%, and this path reaches 9\d/);
    expect(text).toContain('# asked for: 99.9999%');
    const { checks, findings } = await reviewDesign(text, 'x.sysdesign.yaml');
    expect(checks.filter(({ status }) => status === 'missed')).toEqual([]);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is made to keep what is asked for, by what a review would propose, and says how', async () => {
    // One release in twenty, a week, of 5 min each, is 0.0025% of the time: 2.5 times what 99.999% leaves. A canary has none of it. Nobody switches over in
    // 12 min either.
    const given = { available: '99.999%', platform: 'machines', users: '1k', later: 'none', file: 'none' };
    const { text, missed, strengthened, tree } = await play(given);
    expect(missed).toEqual([]);
    expect(strengthened).toHaveLength(1);
    expect(strengthened[0]).toMatch(/^99\.999% as you asked: .*a canary that catches bad releases/);
    expect(tree.components.api.deploy.strategy).toBe('canary');
    expect(tree.requirements.quality.available.availability).toBe('99.999%');
    expect(text).toMatch(/available: \{ flow: read, availability: 99\.999%, window: 30 d \} +# .*kept by: /);
    const { checks, findings } = await reviewDesign(text, 'x.sysdesign.yaml');
    expect(checks.find(({ name }) => name === 'available')?.status).toBe('met');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('gets instances that keep the time that is asked for, where calls wait for one', async () => {
    // 200k x 20 a day at 2..5 times the mean, over instances of 30/s at 70%: most of the time is spent waiting.
    const { missed, strengthened, tree } = await play({ fast: '200 ms', users: '200k', reads: '20', each: '30', stale: '1 min' });
    expect(missed).toEqual([]);
    expect(strengthened.join()).toMatch(/^200 ms as you asked: api: \d+ instances$/);
    expect(tree.requirements.quality.fast.p99).toBe('200 ms');
  });

  it.each([
    [{}],
    [FULL_PATH],
    [{ ...FULL_PATH, platform: 'machines', available: '99.99%' }],
    [{ ...FULL_PATH, platform: 'one', available: '99%', path: 'without queue' }],
    [{ users: '100M', reads: '50', writes: '5', peak: '5', file: '2 MB', later: '1..5 s' }],
  ])('writes a spec in which a review finds no error: %j', async (given) => {
    const { text } = await play(given);
    const { spec, findings, checks } = await reviewDesign(text, 'x.sysdesign.yaml');
    expect(spec).not.toBeNull();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checks.filter(({ status }) => status === 'missed')).toEqual([]);
  });

  it('has the parts and the paths of the template master, where all of them are asked for', async () => {
    const master = parse(readFileSync(new URL('../../templates/master.sysdesign.yaml', import.meta.url), 'utf8'));
    const { tree } = await play({ ...FULL_PATH, thing: 'records' });
    const kindsOf = (spec: { components: Record<string, { kind: string }> }) =>
      Object.fromEntries(Object.entries(spec.components).map(([name, { kind }]) => [name, kind]));
    expect(kindsOf(tree)).toEqual(kindsOf(master));
    const namesIn = (call: unknown): unknown =>
      typeof call !== 'object' || call === null
        ? call
        : Array.isArray(call)
          ? call.map(namesIn)
          : Object.entries(call).flatMap(([key, value]) =>
              ['calls', 'miss'].includes(key)
                ? [namesIn(value)]
                : typeof value === 'object'
                  ? [key, namesIn(value)]
                  : ['times', 'hit', 'request', 'async'].includes(key)
                    ? []
                    : [key],
            );
    for (const flow of ['read', 'write'])
      expect(JSON.stringify(namesIn(tree.flows[flow].path)), flow).toBe(JSON.stringify(namesIn(master.flows[flow].path)));
  });
});

describe('a file of answers', () => {
  it('is written so that it is read back as it was', () => {
    const given = { name: 'shop', purpose: 'Sells: "things" # and more', users: "don't know", reads: '5..50', path: 'with cache' };
    const { answers } = textsOf(given);
    const text = answersText(answers, 'sysdesign init');
    const again = readGiven(new Map(Object.entries(parse(text) as Record<string, unknown>).map(([id, value]) => [id, String(value)])));
    expect(again.misfits).toEqual([]);
    expect([...again.answers]).toEqual([...answers].sort(([a], [b]) => orderOf(a) - orderOf(b)));
  });

  it('tells all that does not fit at once, with the question, an example, and what was meant', () => {
    const { misfits } = textsOf({ usres: '5k', size: '2 req/s', platform: 'mainframe' });
    expect(misfits.map(({ message }) => message)).toEqual([
      'no question is called "usres"',
      expect.stringMatching(/^"2 req\/s" does not answer size, "How large is one of the records, without files\?": expected a size/),
      expect.stringMatching(/^"mainframe" does not answer platform/),
    ]);
    expect(misfits.map(({ help }) => help)).toEqual([
      'did you mean "users"?',
      'for example size: 2 kB; or "don\'t know"',
      'for example platform: managed; or "don\'t know"',
    ]);
  });
});

const orderOf = (id: string): number => [...QUESTIONS, PATH].findIndex((question) => question.id === id);
