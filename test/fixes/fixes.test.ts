import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { Fix } from '../../src/core/index.js';
import { evaluationOf } from '../../src/evaluate/evaluation.js';
import { editsFor } from '../../src/evaluate/tried.js';
import { About, notDominated, orderedFixes, proposalsFor, RECIPES } from '../../src/fixes/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { judgingBy } from '../../src/lenses/review/analyze.js';
import { RULES } from '../../src/rules/index.js';
import { editedFiles } from '../../src/workspace/edit-spec.js';
import { design } from '../properties/designs.js';
import { blockYamlOf, Dice, yamlOf } from '../properties/specs.js';
import { FILE, modelOf } from '../support/estimating.js';
import { isFull } from '../support/full.js';
import { sysdesign } from '../support/hosts.js';
import { found, labeled, savedDifference, THOROUGH, told } from './support/finding.js';

/** Rules that propose something, but not for their own example, and why. */
const NOT_IN_EXAMPLE: Readonly<Record<string, string>> = {
  'availability/dependency-below-target': 'the actor calls it, and has nothing else to turn to',
  'availability/third-party-without-fallback': 'the actor calls it, and has nothing else to turn to',
  'load/hot-key-outgrows': 'its key is written: no cache answers that',
  'availability/survives-more-than-copies': 'two zones hold no quorum, whatever the copies',
  'durability/zone-holds-too-much': 'two zones hold half of the fragments each',
};

describe('each rule that proposes mends its own example', () => {
  const proposing = RULES.filter(({ id }) => Object.hasOwn(RECIPES, id) && !Object.hasOwn(NOT_IN_EXAMPLE, id));

  it('does so in most areas', () => {
    expect(proposing.length).toBeGreaterThan(40);
    const known = new Set<string>(RULES.map(({ id }) => id));
    expect(Object.keys(RECIPES).filter((id) => !known.has(id))).toEqual([]);
  });

  for (const { id, docs } of proposing)
    it(id, async () => {
      const all = await found(docs.bad, id);
      const { findings } = all;
      const fixes = findings.filter(({ rule }) => rule === id).flatMap(({ fixes: own = [] }) => own);
      expect(fixes.length, docs.bad).toBeGreaterThan(0);
      for (const fix of fixes) {
        expect(fix.refused ?? '', docs.bad).toBe('');
        // The saved file, read anew, gives what was told.
        const { difference } = await savedDifference(docs.bad, fix, all);
        expect(difference, fix.label).toEqual(told(fix));
      }
    });
});

test('a queue is put between the spike of a sale and the store, and its numbers are those of arithmetic', async () => {
  const file = 'flash-sale.sysdesign.yaml';
  const text = readFileSync(`examples/${file}`, 'utf8');
  const all = await found(text, 'load/spike-needs-queue', file);
  const { findings } = all;
  const fix = findings.flatMap(({ fixes = [] }) => fixes).find(({ label }) => label.startsWith('a queue before orders-db'));
  if (!fix) throw new Error('no queue is proposed');
  // Written: 900/s x 12 in the sale; now as much as the worker takes, 70% of the 4k/s of the store.
  const written = fix.numbers.find(({ fact }) => fact === 'components.orders-db.write.spike.sale');
  expect(written?.before).toBeCloseTo(10_800, 6);
  expect(written?.after).toBeCloseTo(2_800, 6);
  // Available: payments alone, 99.9%, but for the queue, of which nothing is stated.
  const available = fix.numbers.find(({ fact }) => fact === 'flows.checkout.availability');
  expect(available?.after).toBeCloseTo(0.999, 6);
  expect(fix.resolves.map(({ rule }) => rule)).toContain('requirement/missed');
  const { after, difference } = await savedDifference(text, fix, all, file);
  expect(difference).toEqual(told(fix));
  // What a queue brings is followed: two lines for its dead letters, beside eight for itself. Every comment is still there.
  expect(fix.label).toBe('a queue before orders-db, and a dead-letter queue for orders-db-queue');
  expect(fix.open ?? []).toEqual([]);
  expect(fix.lines).toBe(10);
  const comments = (of: string): readonly string[] => of.match(/#.*$/gm) ?? [];
  expect(comments(after)).toEqual(comments(text));
});

test('where a fallback leaves nearly all of the loss, it is made larger', async () => {
  // 99% up, and 80% of the rest answered: 0.2% is lost of the 0.1% that may be. At 98% answered, 0.02%.
  const text = `sysdesign: 1
name: shop
flows: { read: { kind: read, rate: 10 req/s, path: [ api: { calls: [ rates: { fallback: 80% } ] } ] } }
components:
  api: { kind: service, availability: 100% }
  rates: { kind: external, availability: 99% }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`;
  const { out } = await sysdesign(['review', 'a.sysdesign.yaml', '-f', 'json'], { files: { 'a.sysdesign.yaml': text } });
  const { specs } = JSON.parse(out) as { specs: { targets: { fix: Fix }[] }[] };
  const fix = specs[0]?.targets[0]?.fix;
  expect(fix?.label).toBe('the fallback of rates for 98% of its calls');
  expect(fix?.numbers.find(({ fact }) => fact === 'flows.read.availability')?.after).toBeCloseTo(1 - 0.01 * 0.02, 9);
});

test('an outbox takes the second store out of what is waited for', async () => {
  const { docs } = RULES.find(({ id }) => id === 'api/distributed-transaction') ?? {};
  const fixes = await labeled(docs?.bad ?? '', 'api/distributed-transaction');
  const label = 'order writes to orders, and an outbox brings it to stock, and a dead-letter queue for stock-queue';
  const fix = fixes.get(label);
  const { after } = await savedDifference(docs?.bad ?? '', fix as Fix, await found(docs?.bad ?? '', 'api/distributed-transaction'));
  expect(after).toContain('path: [ api: { calls: [ orders, { stock-queue: { async: true } } ] } ], transaction: outbox }');
  expect(after).toContain('stock-writer: { rate: 15/s, calls: [stock] }');
});

test('what takes dead letters is called by nothing, and asked for no dead letters of its own', async () => {
  const { docs } = RULES.find(({ id }) => id === 'messaging/dead-letters-missing') ?? {};
  const { judged } = await found(docs?.good ?? '');
  expect(judged.findings.map(({ rule }) => rule)).toEqual([]);
  const self = await sysdesign(['validate', 'a.sysdesign.yaml'], {
    files: { 'a.sysdesign.yaml': (docs?.good ?? '').replace('deadLetters: failed-charges', 'deadLetters: charges') },
  });
  expect(self.code).toBe(2);
  expect(`${self.out}${self.err}`.replace(/\s+/g, ' ')).toContain('"charges" cannot take its own dead letters');
});

describe('a fallback that does not carry what it answers for', () => {
  const id: string = 'load/fallback-not-carried';
  /** 2k req/s at peak come to it beside 100 req/s of its own. */
  const shop = (own: string): string => `sysdesign: 1
name: shop
flows:
  search: { kind: read, rate: 100 req/s, peak: 20, path: [ index: { fallback: { to: orders } } ] }
  buy: { kind: read, rate: 50 req/s, peak: 2, path: orders }
components:
  index: { kind: search, instances: 30, each: { rate: 200 req/s } }
  orders: { kind: service, each: { rate: 100 req/s }, ${own} }
`;
  test.each([
    // 2100 / (100 x 90%) = 23.3.
    ['as many instances', 'instances: 2', 'orders: 24 instances'],
    ['as many in each shard', 'instances: 5, shards: 5', 'orders: 25 instances'],
    ['as many for the busiest of them: 3150 / 90', 'instances: 2, skew: 1.5', 'orders: 35 instances'],
    ['as many kept running', 'autoscale: { min: 2, max: 10 }', 'orders: at least 24 kept running'],
  ])('is given %s, at what may be in use after a loss', async (_, own, label) => {
    const { findings } = await found(shop(own), id);
    const fixes = findings.filter(({ rule }) => rule === id).flatMap(({ fixes: all = [] }) => all);
    expect(fixes.filter(({ resolves }) => resolves.some(({ rule }) => rule === id)).map((fix) => fix.label)).toContain(label);
  });
});

const name = (rule: string, severity: 'error' | 'warning' | 'info' = 'warning') => ({ rule, subject: 'components.a', key: null, severity });
const fixOf = (label: string, resolves: readonly string[], adds: readonly string[], cost: number | null): Fix => ({
  label,
  edits: [],
  resolves: resolves.map((rule) => name(rule)),
  adds: adds.map((rule) => name(rule, 'info')),
  numbers: [],
  cost,
  unit: 'USD/month',
  lines: 1,
});

test('what another change does as well for less is left out; the rest stands in the order of what it saves for what it costs', () => {
  const [cheap, dear, more, free, open] = [
    fixOf('cheap', ['x/a'], [], 10),
    fixOf('dear', ['x/a'], [], 20),
    fixOf('more', ['x/a', 'x/b'], ['x/c'], 12),
    fixOf('free', ['x/b'], [], 0),
    fixOf('open', ['x/a'], [], null),
  ] as const;
  expect(notDominated([dear, cheap, more, free, open]).map(({ label }) => label)).toEqual(['cheap', 'more', 'free', 'open']);
  // 3 of weight for 10 is 0.3 each, 6 - 1 for 12 is 0.42.
  expect(orderedFixes([cheap, more, open, free]).map(({ label }) => label)).toEqual(['free', 'more', 'cheap', 'open']);
});

describe('a store is split over as many shards as its figures ask for', () => {
  const labels = async (rule: string, text: string) => [...(await labeled(text, rule)).keys()].filter((label) => label.includes('shards'));

  it('by its data at the horizon, at the target of its disks', async () => {
    // 200/s x 1 kB x 3 years of 365 d = 18.92 TB a copy: 2.96 times the 80% of 8 TB that may be in use, 11.8 times those of 2 TB, and 2.1 times 90% of 10 TB.
    const spec = (db: string, more = ''): string => `sysdesign: 1
name: orders
horizon: 3 years
${more}flows: { order: { kind: write, rate: 200 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 2, mode: leader }, ${db} } }
data: { orders: { in: db, item: 1 kB, addedBy: order, keep: 3 years } }
`;
    const of = (db: string, more?: string) => labels('data/dataset-needs-shards', spec(db, more));
    expect(await of('each: { writes: 2k req/s, disk: 8 TB }')).toEqual(['db: 3 shards']);
    expect(await of('each: { writes: 2k req/s, disk: 2 TB }')).toEqual(['db: 12 shards']);
    expect(await of('each: { writes: 2k req/s, disk: 10 TB }, target: { disk: 90% }')).toEqual(['db: 3 shards']);
    // Half of each disk, as the whole design has it: 4.7.
    expect(await of('each: { writes: 2k req/s, disk: 8 TB }', 'target: 50%\n')).toEqual(['db: 5 shards']);
    // As many instances as before in each shard.
    const [fix] = (await labeled(spec('instances: 4, each: { writes: 2k req/s, disk: 8 TB }'), 'data/dataset-needs-shards')).values();
    expect(fix?.edits).toEqual([
      { do: 'set', path: 'components.db.shards', value: 3 },
      { do: 'set', path: 'components.db.instances', value: 12 },
    ]);
  });

  it('by its writes at peak, at the target of its rate', async () => {
    // 3k/s x 1.5 = 4.5k/s, and 70% of 1k/s may be in use of each: 6.4.
    const spec = `sysdesign: 1
name: meters
flows: { record: { kind: write, rate: 3k req/s, peak: 1.5, path: api -> readings } }
components:
  api: { kind: service }
  readings: { kind: database, replicas: 9, each: { reads: 5k req/s, writes: 1k req/s } }
`;
    expect((await labels('load/replicas-do-not-scale-writes', spec))[0]).toBe('readings: 7 shards');
  });
});

describe('whatever is proposed can be written', () => {
  /** Every proposal for everything that is found in a spec, written and read again. */
  async function written(text: string, file = FILE): Promise<number> {
    const spec = await modelOf(text, file);
    const evaluation = await evaluationOf(spec);
    const { findings } = await judgingBy(THOROUGH)(evaluation);
    let count = 0;
    for (const finding of findings) {
      if (!finding.judges) continue;
      for (const { label, edits } of proposalsFor(finding, evaluation)) {
        const edited = await editedFiles(spec, editsFor(evaluation, edits), memoryFileSystem({ [file]: text }));
        const reason = edited.ok ? '' : (edited.findings[0]?.message ?? '');
        // An edit may be of no use in a spec that is written otherwise; what it states can be written nonetheless, or comments would be lost.
        expect(reason.replace(/.*comments stand.*/, ''), `${label}\n${text}`).toBe('');
        count++;
      }
    }
    return count;
  }

  it('in examples', async () => {
    const names = readdirSync('examples').filter((name) => name.endsWith('.yaml'));
    let count = 0;
    for (const name of names.filter((_, i) => isFull || i % 4 === 3))
      count += await written(readFileSync(`examples/${name}`, 'utf8'), name);
    expect(count).toBeGreaterThan(5);
  });

  it('in generated designs, in braces and in lines', async () => {
    let count = 0;
    for (let seed = 1; seed <= (isFull ? 1000 : 8); seed++) {
      const spec = design(new Dice(seed));
      count += await written(seed % 2 === 0 ? yamlOf(spec) : blockYamlOf(spec));
    }
    expect(count).toBeGreaterThan(10);
  });
});

test('no change that mends a finding makes an availability of the whole one of each instance', async () => {
  const text = (own: string): string => `sysdesign: 1
name: shop
flows: { read: { rate: 1k req/s, peak: 2, path: db } }
requirements: { quality: { up: { flow: read, availability: 99.99% } } }
components: { db: { kind: database, ${own} mttr: 1 h, each: { rate: 126 req/s } } }
`;
  const rule: string = 'availability/dependency-below-target';
  const labels = async (own: string) => {
    const [finding] = (await found(text(own), rule)).findings.filter((one) => one.rule === rule);
    return finding && (finding.fixes ?? []).map(({ label }) => label);
  };
  // 24 of these would be 99.9999999999999999999% up, if the 99.9% were of each.
  expect(await labels('availability: 99.9%,')).toEqual([]);
  // Of what is stated of each, and needs 16 of 17: one more, 18 q^3 being less than 1e-4.
  expect((await labels('instances: 17, availability: 99.9%,'))?.join()).toContain('instances');
});

test('backups are as frequent, and restored as quickly, as the data in them is promised', async () => {
  const label = async (promise: string) =>
    (
      await labeled(
        `sysdesign: 1
name: orders
flows: { order: { kind: write, rate: 20 req/s, path: db } }
components: { db: { kind: database, instances: 2, replication: { factor: 2, mode: leader }, each: { writes: 2k req/s, disk: 8 TB } } }
data: { orders: { in: db, item: 1 kB, items: 1M } }
requirements: { quality: { safe: { data: orders, ${promise} } } }
`,
        'durability/no-backup',
      )
    )
      .values()
      .next().value;
  // Every hour, restored in four, would miss what is promised.
  const close = await label('rpo: 15 min, rto: 1 h');
  expect(close?.edits).toEqual([{ do: 'set', path: 'components.db.backup', value: { every: '15 min', keep: '30 d', restore: '1 h' } }]);
  expect(close?.label).toBe('db: backups each 15 min, kept for 30 days');
  expect((await label('rpo: 1 d'))?.label).toBe('db: backups each hour, kept for 30 days');
});

test('a caller waits three times as long as 99% of the answers take; of what takes an unknown time no timeout is proposed', () =>
  Promise.all(
    // 3 x 2 s, 3 x 20 ms.
    [
      ['2 s', 'give up on slow after 6 s'],
      ['20 ms', 'give up on slow after 60 ms'],
      ['', undefined],
    ].map(async ([p99, label]) => {
      const text = `sysdesign: 1
name: shop
flows: { read: { rate: 1 req/s, path: slow } }
components: { slow: { kind: service${p99 === '' ? '' : `, each: { p50: 10 ms, p99: ${p99} }`} } }
`;
      const evaluation = await evaluationOf(await modelOf(text));
      const [call] = evaluation.model.components.get('slow')?.calls ?? [];
      const about = new About({ subject: call?.path ?? '' }, evaluation);
      expect(RECIPES['availability/missing-timeout']?.flatMap((recipe) => recipe(about).map((proposal) => proposal.label))).toEqual(
        label === undefined ? [] : [label],
      );
    }),
  ));

test('what a later call may rest on is waited for', async () => {
  // The booking follows the payment; the mail is the last call, and the search has one beside it that runs at once.
  const text = `sysdesign: 1
name: shop
flows:
  book: { kind: write, rate: 1 req/s, path: [ api: { calls: [ { cards: { timeout: 1 s } }, db, { mail: { timeout: 1 s } } ] } ] }
  look: { kind: write, rate: 1 req/s, path: [ api: { calls: [ { parallel: [ search, db ] } ] } ] }
components: { api: { kind: service }, db: { kind: database }, cards: { kind: external }, mail: { kind: external }, search: { kind: external } }
`;
  const evaluation = await evaluationOf(await modelOf(text));
  const labels = (component: string): readonly string[] =>
    (RECIPES['availability/third-party-without-fallback'] ?? [])
      .flatMap((recipe) => recipe(new About({ subject: `components.${component}` }, evaluation)))
      .map(({ label }) => label)
      .filter((label) => label.startsWith('not waiting'));
  expect(labels('cards')).toEqual([]);
  expect(labels('mail')).toEqual(['not waiting for mail']);
  expect(labels('search')).toEqual(['not waiting for search']);
});
