import { describe, expect, test } from 'vitest';
import { type Call, isFatal, mayBeFatal, overCalls, printPath, someUpFrom } from '../../src/spec/index.js';
import { modelOf } from '../support/estimating.js';

const components = `components:
  api: { kind: service }
  cache: { kind: cache }
  cdn: { kind: cdn }
  db: { kind: database }
  other: { kind: service }
  queue: { kind: queue, consumers: { worker: { calls: [db] } } }
  worker: { kind: worker }
`;

async function stepsOf(path: string): Promise<readonly Call[]> {
  const model = await modelOf(`sysdesign: 1\nname: calls\nflows: { f: { rate: 5 req/s, path: ${path} } }\n${components}`);
  return model.flows.get('f')?.calls ?? [];
}

/** The calls of a path, by the component that is called. */
const callsOf = async (path: string): Promise<ReadonlyMap<string, Call>> =>
  new Map((await stepsOf(path)).map((step) => [step.component, step]));

describe('what the failure of a call is to its caller', () => {
  test.each([
    ['as it stands', '[db]', 'fatal'],
    ['in a chain of words', 'api -> db', 'fatal'],
    ['hard', '[ db: { dependency: hard } ]', 'fatal'],
    ['asynchronous', '[ db: { async: true } ]', 'harmless'],
    ['soft', '[ db: { dependency: soft } ]', 'harmless'],
    ['soft, with a fallback for a share of calls, which is then all that helps', '[ db: { dependency: soft, fallback: 80% } ]', 'covered'],
    ['a fallback in short', '[ db: { fallback: 80% } ]', 'covered'],
    ['a fallback', '[ db: { fallback: { share: 80% } } ]', 'covered'],
    ['another component', '[ db: { fallback: { to: other } } ]', 'covered'],
    ['a buffer', '[ db: { fallback: { buffer: 10 min } } ]', 'covered'],
    ['a fallback of which nothing is stated', '[ db: { fallback: {} } ]', 'fatal'],
    ['asynchronous with a buffer that may be full', '[ db: { async: true, fallback: { buffer: 10 min } } ]', 'covered'],
    ['asynchronous with a fallback', '[ db: { async: true, fallback: 80% } ]', 'harmless'],
    ['behind a queue', '[queue]', 'fatal'],
    ['soft, and asked on a miss', '[ cache: { hit: 90%, miss: [ db: { dependency: soft } ] } ]', 'harmless'],
  ])('%s: %s', async (_, path, failure) => {
    expect((await callsOf(path)).get('db')?.failure).toBe(failure);
  });

  test('what a queue hands on fails nobody', async () => {
    const calls = await callsOf('[queue]');
    expect([...calls].map(([name, { failure }]) => [name, failure])).toEqual([
      ['queue', 'fatal'],
      ['worker', 'harmless'],
      ['db', 'fatal'],
    ]);
  });
});

describe('what is asked on a miss', () => {
  test.each([
    ['cache', '', true],
    ['cache', ', dependency: soft', true],
    ['cache', ', dependency: hard', false],
    ['cdn', '', false],
    ['cdn', ', dependency: soft', true],
  ])('is asked in place of a %s that is down%s: %s', async (name, dependency, isBypassed) => {
    const calls = await callsOf(`[ ${name}: { hit: 90%${dependency}, miss: [db] } ]`);
    expect([calls.get(name)?.isBypassed, calls.get(name)?.failure, calls.get('db')?.isBypassed]).toEqual([isBypassed, 'fatal', false]);
  });

  test('of a cache that nothing stands behind there is none', async () => {
    expect((await callsOf('[ cache: { hit: 90% } ]')).get('cache')?.isBypassed).toBe(false);
  });
});

describe('what the failure of a call is to the request', () => {
  test.each([
    ['[ api: { calls: [db] } ]', true, true],
    ['[ api: { async: true, calls: [db] } ]', false, false],
    ['[ api: { dependency: soft, calls: [db] } ]', false, false],
    ['[ api: { fallback: 80%, calls: [db] } ]', false, true],
    ['[ api: { calls: [ db: { fallback: 80% } ] } ]', false, true],
    ['[ cache: { hit: 90%, dependency: soft, miss: [db] } ]', true, true],
    ['[queue]', false, false],
  ])('%s: surely its failure %s, maybe %s', async (path, fatal, maybe) => {
    const step = (await callsOf(path)).get('db') as Call;
    expect([isFatal(step), mayBeFatal(step)]).toEqual([fatal, maybe]);
  });
});

describe('the words that a call is written in', () => {
  test('are those of its path; null for one with options', async () => {
    const calls = await callsOf('[ api -> cdn, cache: { hit: 90%, miss: other -> db } ]');
    expect([...calls].map(([name, { words }]) => [name, words && printPath(words.whole)])).toEqual([
      ['api', 'api -> cdn'],
      ['cdn', 'api -> cdn'],
      ['cache', null],
      ['other', 'other -> db'],
      ['db', 'other -> db'],
    ]);
  });
});

describe('the calls of a flow, folded', () => {
  /** What a request needs, in words. */
  const neededBy = async (path: string): Promise<string> =>
    overCalls<string>(await stepsOf(path), {
      harmless: '',
      all: (of) => of.filter((part) => part !== '').join(' and '),
      component: ({ component }) => component,
      missing: ({ component, isBypassed }, behind) =>
        isBypassed ? [`(${component} or ${behind})`, `(some: ${behind})`] : [component, `(some: ${behind})`],
      call: ({ failure, component }, own) => (failure === 'covered' ? `(${own} or the fallback of ${component})` : own),
    });

  test.each([
    ['api -> db', 'api and db'],
    ['[ api: { calls: [ db, other: { async: true } ] } ]', 'api and db'],
    ['[ api: { calls: [ db: { dependency: soft }, other ] } ]', 'api and other'],
    ['[ cache: { hit: 90%, miss: [db] } ]', '(cache or db) and (some: db)'],
    ['[ cdn: { hit: 90%, miss: [ api -> db ], calls: [other] } ]', 'cdn and (some: api and db) and other'],
    ['[ api: { fallback: 80%, calls: [ parallel: [ db, other ] ] } ]', '(api and db and other or the fallback of api)'],
    ['[ queue, other ]', 'queue and other'],
  ])('%s needs %s', async (path, needed) => {
    expect(await neededBy(path)).toBe(needed);
  });
});

test('what holds of a call or above it is asked of each call once, however long the path is', async () => {
  const names = Array.from({ length: 2000 }, (_, i) => `c${i}`);
  const parts = names.map((name) => `  ${name}: { kind: service }`).join('\n');
  const model = await modelOf(
    `sysdesign: 1\nname: chain\nflows: { f: { rate: 5 req/s, path: ${names.join(' -> ')} } }\ncomponents:\n${parts}\n`,
  );
  const calls = model.flows.get('f')?.calls ?? [];
  let asked = 0;
  const isBelow = someUpFrom(({ component }) => {
    asked++;
    return component === 'c7';
  });
  expect(calls.filter(isBelow).map(({ component }) => component)).toEqual(names.slice(7));
  expect(asked).toBe(names.length);
  expect(calls.toReversed().every(isFatal)).toBe(true);
});
