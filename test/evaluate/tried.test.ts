import { expect, test } from 'vitest';
import type { Edit } from '../../src/core/index.js';
import { type EvaluateOptions, evaluationOf } from '../../src/evaluate/evaluation.js';
import { editsFor, evaluationUnder } from '../../src/evaluate/tried.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { choose } from '../../src/spec/index.js';
import { editedFiles } from '../../src/workspace/edit-spec.js';
import { FILE, modelOf } from '../support/estimating.js';
import { isFull } from '../support/full.js';

const SPEC = `sysdesign: 1
name: shop
horizon: 3 years
growth: 20% per year
flows:
  read: { rate: 100..200 req/s, peak: 3, path: api -> db }
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ db ] } ] }
components:
  api: { kind: service, nodes: 4, each: { rate: 300 req/s, cost: 50 USD/month }, mtbf: 60 d, mttr: 1 h }
  db: { kind: database, replication: 3, each: { reads: 1k/s, writes: 400/s, disk: 2 TB } }
data: { orders: { in: db, item: 2 kB, addedBy: order, keep: 2 years } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
scenarios:
  sale: { flows.read.rate: x3, components.db.each.reads: 2k/s }
  later: { after: 2 years }
`;

const CHANGES: Readonly<Record<string, readonly Edit[]>> = {
  'a literal': [{ do: 'set', path: 'components.api.instances', value: 6 }],
  'several literals': [
    { do: 'set', path: 'flows.read.rate', value: '50..90 req/s' },
    { do: 'set', path: 'components.db.replication.factor', value: 2 },
  ],
  'more beside what stands in short': [{ do: 'set', path: 'components.db.replication.write', value: 'quorum' }],
  'a queue and its worker at once': [
    { do: 'set', path: 'components.jobs', value: { kind: 'queue', consumers: { worker: { rate: '20/s', calls: ['db'] } } } },
    { do: 'set', path: 'components.worker', value: { kind: 'worker', idempotent: true } },
    { do: 'set', path: 'flows.order.path', value: [{ api: { calls: [{ jobs: { async: true } }] } }] },
  ],
  'a call behind another one': [
    { do: 'set', path: 'components.cache', value: { kind: 'cache' } },
    { do: 'set', path: 'flows.read.path', value: [{ api: { calls: [{ cache: { hit: '80%', miss: ['db'] } }] } }] },
  ],
  'what is taken away': [{ do: 'remove', path: 'requirements' }],
};

const VIEWS: Readonly<Record<string, EvaluateOptions>> = {
  'as it stands': {},
  'in a scenario': { scenario: 'sale' },
  'at another time': { scenario: 'later' },
  'with --set': { set: { 'flows.order.rate': 'x2', 'components.api.each.rate': '150 req/s' } },
};

/** What every fact is, to the digits that differ by the order of sums. */
function valuesOf({ graph }: Awaited<ReturnType<typeof evaluationOf>>): ReadonlyMap<string, string> {
  const shown = (value: number): string => (Number.isFinite(value) ? value.toPrecision(10) : String(value));
  return new Map(
    graph.ids().map((id) => {
      const { state, value, word } = graph.get(id);
      return [id, `${state} ${word ?? (state === 'known' ? shown(value) : '')}`];
    }),
  );
}

for (const [i, [what, edits]] of Object.entries(CHANGES).entries())
  for (const [view, options] of Object.entries(VIEWS).filter((_, k) => isFull || (i + k) % 2 === 0))
    test(`${what}, ${view}: as if the file had been written so`, async () => {
      const spec = await modelOf(SPEC);
      const evaluation = await evaluationOf(spec, options);
      // What has been worked out before may be shared, and must not be what it was.
      for (const id of evaluation.graph.ids()) evaluation.graph.get(id);
      const asked = editsFor(evaluation, edits);
      const tried = await evaluationUnder(evaluation, asked);
      const edited = await editedFiles(spec, asked, memoryFileSystem({ [FILE]: SPEC }));
      if (!tried.ok || !edited.ok)
        throw new Error([tried, edited].flatMap((one) => (one.ok ? [] : one.findings.map(({ message }) => message))).join());
      const saved = await evaluationOf(await modelOf(edited.value[0]?.after ?? ''), options);
      expect(Object.fromEntries(valuesOf(tried.value))).toEqual(Object.fromEntries(valuesOf(saved)));
    });

test.each([
  'as it stands',
  'in a scenario',
  'at another time',
])('an alternative of a component, %s: as if the file had been written so', async (view) => {
  const text = SPEC.replace('mttr: 1 h }', 'mttr: 1 h, options: { large: { nodes: 2, each: { rate: 900 req/s } }, small: { nodes: 9 } } }');
  const spec = await modelOf(text);
  const evaluation = await evaluationOf(spec, VIEWS[view]);
  const edits = [choose('api', 'large')];
  const tried = await evaluationUnder(evaluation, edits);
  const edited = await editedFiles(spec, edits, memoryFileSystem({ [FILE]: text }));
  if (!tried.ok || !edited.ok) throw new Error('it is refused');
  const after = edited.value[0]?.after ?? '';
  // What it states takes the place of what the component states, which keeps the rest.
  expect(after).toContain('nodes: 2, each: { rate: 900 req/s, cost: 50 USD/month }, mtbf: 60 d, mttr: 1 h }');
  const saved = await evaluationOf(await modelOf(after), VIEWS[view]);
  expect(Object.fromEntries(valuesOf(tried.value))).toEqual(Object.fromEntries(valuesOf(saved)));
  const nowhere = await evaluationUnder(evaluation, [choose('api', 'huge')]);
  expect(nowhere.ok ? [] : nowhere.findings.map(({ rule }) => rule)).toEqual(['spec/unknown-path']);
});

test('a change that leaves the spec invalid is told, and not made', async () => {
  const evaluation = await evaluationOf(await modelOf(SPEC));
  const alone = await evaluationUnder(evaluation, [{ do: 'set', path: 'flows.order.path', value: 'api -> jobs' }]);
  expect(alone.ok ? [] : alone.findings.map(({ rule }) => rule)).toEqual(['spec/unknown-reference']);
  const nowhere = await evaluationUnder(evaluation, [{ do: 'remove', path: 'components.cache' }]);
  expect(nowhere.ok ? [] : nowhere.findings.map(({ rule }) => rule)).toEqual(['spec/unknown-path']);
});
