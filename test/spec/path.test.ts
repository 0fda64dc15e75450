import { describe, expect, test } from 'vitest';
import { memoryFileSystem } from '../../src/io/index.js';
import { type Call, callEdits, parsePath, printPath } from '../../src/spec/index.js';
import { loadedFromText } from '../../src/workspace/index.js';
import { modelOf } from '../support/estimating.js';

const printed = (text: string): string => {
  const read = parsePath(text);
  if (!read.ok) throw new Error(read.problem.message);
  return printPath(read.value);
};

const problem = (text: string): { at: string; message: string; help: string } => {
  const read = parsePath(text);
  if (read.ok) throw new Error(`${text} reads as ${printPath(read.value)}`);
  const { start, end, message, help = '' } = read.problem;
  return { at: text.slice(start, end), message, help };
};

describe('a path in words', () => {
  test.each([
    ['api', 'api'],
    ['api -> db', 'api -> db'],
    ['api->db', 'api -> db'],
    ['api > db', 'api -> db'],
    ['api => db --> log', 'api -> db -> log'],
    ['api → db ⇒ log', 'api -> db -> log'],
    ['a-b -> c-d', 'a-b -> c-d'],
    ['api -> (db, cache)', 'api -> (db, cache)'],
    ['(api, web)', '(api, web)'],
    ['api -> ( cache > db , log )', 'api -> (cache -> db, log)'],
    ['a -> (b -> (c, d), e)', 'a -> (b -> (c, d), e)'],
    ['a -> (b)', 'a -> b'],
    ['api ~> q', 'api ~> q'],
    ['api ..> q -.-> worker', 'api ~> q ~> worker'],
    ['api -> (db, ~> q -> worker)', 'api -> (db, ~> q -> worker)'],
    ['api ~> (q, log)', 'api -> (~> q, ~> log)'],
  ])('%s', (text, path) => {
    expect(printed(text)).toBe(path);
    expect(printed(printed(text))).toBe(path);
  });

  test('each name knows where it stands', () => {
    const read = parsePath('api ->  (db, log)');
    const [api] = read.ok ? read.value : [];
    expect(api).toMatchObject({ name: 'api', start: 0, end: 3 });
    expect(api?.calls).toMatchObject([
      { name: 'db', start: 9, end: 11 },
      { name: 'log', start: 13, end: 16 },
    ]);
  });

  test('a chain of thousands is read and printed without a deep stack', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `c${i}`).join(' -> ');
    expect(printed(text)).toBe(text);
  });

  test.each([
    ['api ->', 'api ->', 'a name is missing'],
    ['-> db', '-> db', 'a name is missing'],
    ['a -> (b, )', 'a -> (b, )', 'a name is missing'],
    ['', '', 'a name is missing'],
    ['a -> (b, c', '(', 'is not closed'],
    ['a -> b)', ')', 'closes nothing'],
    ['a (b)', '(', 'an arrow is missing'],
    ['a -> b (read replica)', '(', '(read replica) is a remark'],
  ])('%s is no path', (text, at, message) => {
    expect(problem(text)).toMatchObject({ at });
    expect(problem(text).message).toContain(message);
  });

  test('what follows a group has two readings, and so has a comma outside of one', () => {
    expect(problem('a -> (b, c) -> d').help).toBe('write a -> (b -> d, c -> d), or [a: { calls: [parallel: [b, c], d] }]');
    // Both take the place of the whole path, and keep what nobody waits for.
    expect(problem('g -> a -> (b, c) ~> q -> w').help).toBe(
      'write g -> a -> (b ~> q -> w, c ~> q -> w), or [g: { calls: [a: { calls: [parallel: [b, c], q: { async: true, calls: [w] }] }] }]',
    );
    expect(problem('a -> b, c').help).toBe('write a -> (b, c) or [a -> b, c]');
    // The second one begins where the first branches: nobody means two calls of a.
    expect(problem('a -> b, a ~> q -> w').help).toBe(
      'write a -> (b, ~> q -> w), at once, or [a: { calls: [b, q: { async: true, calls: [w] }] }], in turn',
    );
  });
});

const components = `components:
  api: { kind: service }
  cache: { kind: cache }
  db: { kind: database }
  log: { kind: service }
`;

async function callsOf(path: string): Promise<readonly Call[]> {
  const model = await modelOf(`sysdesign: 1\nname: paths\nflows: { f: { rate: 5 req/s, path: ${path} } }\n${components}`);
  return model.flows.get('f')?.calls ?? [];
}

/** What of a call its facts depend on. */
const told = ({ component, caller, callees, via, group }: Call) => ({
  component,
  caller: caller?.component ?? null,
  callees: callees.map((callee) => callee.component),
  via,
  isGrouped: group !== null,
});

test('a group in words is what `parallel` states', async () => {
  const words = await callsOf('"api -> (cache -> db, log)"');
  const list = await callsOf('[ { api: { calls: [ { parallel: [ cache -> db, log ] } ] } } ]');
  expect(words.map(told)).toEqual(list.map(told));
  expect(words.map(told).map(({ isGrouped }) => isGrouped)).toEqual([false, true, false, true]);
  const [cache, log] = ['cache', 'log'].map((name) => words.find((call) => call.component === name));
  expect(cache?.group).toBe(log?.group);
});

test('`~>` is a call that nobody waits for, as `async` states it', async () => {
  const words = await callsOf('"api ~> cache -> db"');
  const list = await callsOf('[ { api: { calls: [ { cache: { async: true, calls: [db] } } ] } } ]');
  const later = ({ component, async, failure }: Call) => ({ component, async, failure });
  expect(words.map(later)).toEqual(list.map(later));
  expect(words.map(later)).toEqual([
    { component: 'api', async: false, failure: 'fatal' },
    { component: 'cache', async: true, failure: 'harmless' },
    { component: 'db', async: false, failure: 'fatal' },
  ]);
});

test('words that change keep what nobody waits for', async () => {
  const calls = await callsOf('"api -> (db, ~> cache -> log)"');
  const log = calls.find(({ component }) => component === 'log');
  const edits = callEdits(new Map(log ? [[log, { options: { timeout: '1 s' } }]] : []));
  expect(edits).toEqual([
    {
      do: 'set',
      path: 'flows.f.path',
      value: [{ api: { calls: [{ parallel: ['db', { cache: { async: true, calls: [{ log: { timeout: '1 s' } }] } }] }] } }],
    },
  ]);
});

describe('what a cache answers, in the words of a path', () => {
  test.each([
    ['api -> cache -> 20% db', '20% db', 'cache: { hit: 80%, miss: [db] }'],
    ['api -> cache -> 0.5 % db', '0.5 % db', 'cache: { hit: 99.5%, miss: [db] }'],
    ['api -> cache ?> db', 'cache ?', 'cache: { miss: [db] }'],
    ['api -> cache (95%) -> db', 'cache', 'cache: { hit: 95%, miss: [db] }'],
    ['api -> cache (miss: db)', 'cache', 'cache: { miss: [db] }'],
    ['api -> cache (80% hit) -> db', 'cache', 'cache: { hit: 80%, miss: [db] }'],
  ])('%s is shown as a map', (text, at, map) => {
    expect(problem(text)).toMatchObject({ at, help: `write the one that answers the rest as a map: ${map}` });
  });
});

describe('what is said of a call behind its name', () => {
  test.each([
    ['api -> q ~> log (batch 10) -> db', 'batch', '10'],
    ['api -> q ~> log (batches of 1k) -> db', 'batch', '1k'],
    ['api -> db -> log (x3)', 'times', '3'],
    ['api -> db -> log (2.5 times)', 'times', '2.5'],
    ['api -> db -> log (timeout 200 ms)', 'timeout', '200 ms'],
    ['api -> cache (hit 80%) -> log (batch 5, timeout 1 s)', 'batch', '5'],
    // In a group as outside of one
    ['api -> (db, log (batch 500))', 'batch', '500'],
    ['api -> (db, cache (hit 80%) -> log (timeout 1 s))', 'timeout', '1 s'],
    ['api -> (q ~> log (x2), db)', 'times', '2'],
    ['api -> (~> q -> log (batch 10), cache -> 20% db)', 'batch', '10'],
    ['api -> cache -> (db, q -> (log (3 times), db))', 'times', '3'],
  ])('%s states %s: %s', async (text, key, value) => {
    const kinds = components.replace('db:', 'q: { kind: queue }\n  db:');
    const loaded = await loadedFromText(
      { name: 'x.sysdesign.yaml', text: `sysdesign: 1\nname: x\nflows: { f: { rate: 5 req/s, path: "${text}" } }\n${kinds}` },
      memoryFileSystem({}),
    );
    expect(loaded.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const leaves = [...(loaded.spec?.leaves ?? [])].filter(([path]) => path.startsWith('flows.f.path') && path.endsWith(`log.${key}`));
    expect(leaves.map(([, leaf]) => leaf.text)).toEqual([value]);
  });

  test('of the calls of a group means the same as of those of a list', async () => {
    const spec = (path: string) => ({
      name: 'x.sysdesign.yaml',
      text: `sysdesign: 1\nname: x\nflows: { f: { kind: write, rate: 5 req/s, path: ${path} } }\n${components}`,
    });
    const read = async (path: string) => {
      const { spec: model } = await loadedFromText(spec(path), memoryFileSystem({}));
      const at = new Map(model?.flows.get('f')?.calls.map((call) => [call.component, call]));
      return [...at.values()].map((call) => ({ ...told(call), writes: call.writes, async: call.async }));
    };
    const words = await read('"api -> (cache (90%) -> db (read), ~> log (batch 5))"');
    expect(words).toEqual(
      await read('[api: { parallel: [cache: { hit: 90%, miss: [db: { kind: read }] }, log: { async: true, batch: 5 }] }]'),
    );
    expect(words.map(({ component, writes }) => [component, writes])).toEqual([
      ['api', true],
      ['cache', true],
      ['db', false],
      ['log', true],
    ]);
  });

  test('is asked about where it is said of something else', () => {
    expect(problem('api -> log (the old one)').help).toBe('leave it out');
    expect(problem('api -> (log (the old one), db)').help).toBe('leave it out');
  });
});
