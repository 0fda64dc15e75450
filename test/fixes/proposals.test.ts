import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { Fix, Judgment } from '../../src/core/index.js';
import { evaluationOf } from '../../src/evaluate/evaluation.js';
import { editsFor } from '../../src/evaluate/tried.js';
import { followUpRules } from '../../src/fixes/chains.js';
import { type JudgedEvaluation, notDominated, orderedFixes, proposalsFor, RECIPES, withFixes } from '../../src/fixes/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { askingBy, judgingBy } from '../../src/lenses/review/analyze.js';
import { consequences } from '../../src/report/fix-text.js';
import { DEFAULT_RULES, RULES } from '../../src/rules/index.js';
import { editedFiles } from '../../src/workspace/edit-spec.js';
import { sysdesign } from '../cli/hosts.js';
import { FILE, modelOf } from '../facts/estimating.js';
import { isFull } from '../full.js';
import { design } from '../properties/designs.js';
import { blockYamlOf, Dice, yamlOf } from '../properties/specs.js';

const THOROUGH = { ...DEFAULT_RULES, preset: 'thorough' } as const;
const RECOMMENDED = judgingBy(DEFAULT_RULES);

/** What is found, with the changes for one rule, or for all. */
async function found(text: string, rule?: string, file = FILE) {
  const evaluation = await evaluationOf(await modelOf(text, file));
  // Questions are findings where they are asked for.
  const isUsual = rule === undefined || (await RECOMMENDED(evaluation)).findings.some((finding) => finding.rule === rule);
  const judging = isUsual ? RECOMMENDED : judgingBy(THOROUGH);
  const judged = await judging(evaluation);
  const findings = await withFixes(evaluation, judged, judging, {
    asking: askingBy(DEFAULT_RULES),
    isAsked: rule === undefined ? undefined : (finding) => finding.rule === rule,
  });
  return { judging, judged, findings: findings.filter((finding): finding is Judgment => finding.judges === true) };
}

const idsOf = ({ findings, checks }: JudgedEvaluation): ReadonlySet<string> =>
  new Set([
    ...findings.flatMap((finding) => (finding.judges ? [`${finding.rule}@${finding.subject}#${finding.key ?? null}`] : [])),
    ...checks
      .filter(({ status }) => status === 'missed' || status === 'at-risk')
      .map(({ kind, name, scenario, status }) => `${kind}/${status}@${name}#${scenario}`),
  ]);
const told = ({ resolves, adds }: Pick<Fix, 'resolves' | 'adds'>) =>
  [resolves, adds].map((names) => names.map(({ rule, subject, key }) => `${rule}@${subject}#${key}`).sort());

/** What a change does, from the file that is saved: two complete evaluations of two files. */
async function savedDifference(text: string, fix: Fix, { judged: before, judging }: Awaited<ReturnType<typeof found>>, file = FILE) {
  const files = memoryFileSystem({ [file]: text });
  const spec = await modelOf(text, file);
  // The file that is read is the one that was loaded.
  const edited = await editedFiles(spec, fix.edits, files);
  if (!edited.ok) throw new Error(edited.findings[0]?.message);
  const after = edited.value[0]?.after ?? '';
  const judged = await judging(await evaluationOf(await modelOf(after, file)));
  const [was, is] = [idsOf(before), idsOf(judged)];
  return { after, difference: [[...was].filter((id) => !is.has(id)).sort(), [...is].filter((id) => !was.has(id)).sort()] };
}

/** Rules that propose something, but not for their own example, and why. */
const NOT_IN_EXAMPLE: Readonly<Record<string, string>> = {
  'availability/dependency-below-target': 'the actor calls it, and has nothing else to turn to',
  'availability/third-party-without-fallback': 'the actor calls it, and has nothing else to turn to',
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

/** The changes for one rule, by their labels. */
const labelled = async (text: string, rule: string): Promise<ReadonlyMap<string, Fix>> => {
  const { findings } = await found(text, rule);
  return new Map(findings.flatMap(({ fixes = [] }) => fixes).map((fix) => [fix.label, fix]));
};

describe('a second region', () => {
  // One region of three zones, lost 8 h in 10 years: 8 / 87608 of the time, 91.3% of the 0.01% that 99.99% leaves. Instances never fail.
  const text = (instances: number, places = ''): string => `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 1, path: api } }
topology: { regions: { eu: { mtbf: 10 years, mttr: 8 h, zones: [a, b] } } }
components: { api: { kind: service, instances: ${instances}, needed: 2, availability: 100%${places}, each: { rate: 100 req/s, cost: 50 USD/month } } }
requirements: { quality: { up: { flow: read, availability: 99.99% } } }
`;

  it('is declared like the first one, with all that is needed in it', async () => {
    const fixes = await labelled(text(4), 'availability/one-region');
    const fix = fixes.get('api in a second region (eu-2)');
    expect(fix?.edits).toEqual([{ do: 'set', path: 'topology.regions.eu-2', value: { mtbf: '10 years', mttr: '8 h', zones: ['a', 'b'] } }]);
    // Two instances in each are enough, so it fails only with both: (8 / 87608)^2.
    const { before = 0, after = 0 } = fix?.numbers.find(({ fact }) => fact === 'flows.read.availability') ?? {};
    expect(1 - before).toBeCloseTo(8 / 87_608, 12);
    expect(1 - after).toBeCloseTo((8 / 87_608) ** 2, 12);
    expect(fix?.cost).toBe(0);
  });

  it('is stated of what states where it is', async () => {
    const fixes = await labelled(text(4, ', in: [eu.a, eu.b]'), 'availability/one-region');
    expect(fixes.get('api in a second region (eu-2)')?.edits.at(-1)).toEqual({
      do: 'set',
      path: 'components.api.in',
      value: ['eu', 'eu-2'],
    });
  });

  it('is not offered where the promise is missed by more with it: two of which both are needed fail with either region', async () => {
    const labels = [...(await labelled(text(2), 'availability/one-region')).keys()];
    expect(labels).toEqual(['api in a second region (eu-2), as many again']);
  });
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
  const fixes = await labelled(docs?.bad ?? '', 'api/distributed-transaction');
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

describe('what a change brings is followed', () => {
  const lossy = (options: string): string => `sysdesign: 1
name: shop
flows: { order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] } }
components:
  api: { kind: service }
  q: { kind: queue, delivery: at-most-once${options}, consumers: { w: { calls: [ db ] } } }
  w: { kind: worker }
  db: { kind: database }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`;

  it('by what has no change of its own, and is shown as left open', async () => {
    // Nobody knows by what to divide the rows: that is asked, where a preset asks nothing of the kind.
    const text = `sysdesign: 1
name: shop
horizon: 5 years
flows: { write: { kind: write, rate: 1k req/s, peak: 1, path: api -> db } }
components:
  api: { kind: service }
  db: { kind: database, instances: 3, replication: { factor: 3, mode: leader }, each: { writes: 800/s } }
`;
    const fixes = [...(await labelled(text, 'load/replicas-do-not-scale-writes')).values()];
    const sharded = fixes.find(({ label }) => label.startsWith('db: 2 shards'));
    expect(sharded?.open?.map(({ rule }) => rule)).toEqual(['load/partition-key-unstated']);
    const shown = consequences(sharded as Fix).join('; ');
    expect(shown).toContain('leaves open 1 (load/partition-key-unstated)');
  });

  it('with three changes at most, each of which mends something of what is left and brings nothing', async () => {
    const { findings } = await found(lossy(''), 'messaging/at-most-once-loses');
    for (const { fixes = [] } of findings)
      for (const { label, edits, open = [] } of fixes) {
        expect(label.split(', and ').length).toBeLessThanOrEqual(3);
        // Delivered again, and done once: nothing is to be asked of the consumer.
        expect(edits).toContainEqual({ do: 'set', path: 'components.w.idempotent', value: true });
        expect(open).toEqual([]);
      }
  });

  it('by the chain of what is adopted, of rules that there are', () => {
    const chain = followUpRules([{ do: 'set', path: 'components.x', value: { kind: 'queue' } }]);
    expect(chain[0]).toBe('messaging/dead-letters-missing');
    expect(followUpRules([{ do: 'set', path: 'components.db.shards', value: 2 }])).toContain('load/partition-key-unstated');
    expect(followUpRules([{ do: 'set', path: 'components.x.ttl', value: '1 min' }])).toEqual([]);
    const ids = new Set<string>(RULES.map(({ id }) => id));
    expect(chain.filter((id) => !ids.has(id))).toEqual([]);
  });
});

const PRICED = `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 2, path: api } }
components: { api: { kind: service, instances: 1, each: { rate: 150 req/s, cost: 80 USD/month } } }
requirements: { quality: { up: { flow: read, availability: 99% } } }
`;

test('costs are those of what there is more of', async () => {
  const { findings } = await found(PRICED, 'capacity/overloaded');
  const fixes = findings.flatMap(({ fixes: own = [] }) => own);
  // 200 req/s at peak over 150 x 70% = 1.9: two carry it, for 80 USD more. Three would survive the loss of one, for 160, and mend nothing more here.
  expect(fixes.map(({ label, cost, unit }) => ({ label, cost, unit }))).toEqual([
    { label: 'api: 2 instances', cost: 80, unit: 'USD/month' },
  ]);
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

describe('review --fix', () => {
  const SHOP = `sysdesign: 1
name: shop   # ours
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ mails: { async: true } ] } ] }
components:
  api: { kind: service }
  mails: { kind: queue, delivery: at-least-once, consumers: { sender: {} } }
  sender: { kind: worker, idempotent: false } # for now
`;
  const NAME = 'messaging/redelivery-not-idempotent@components.sender';
  const run = (...flags: readonly string[]) => sysdesign(['review', 'a.sysdesign.yaml', ...flags], { files: { 'a.sysdesign.yaml': SHOP } });
  const textOf = async ({ files }: Awaited<ReturnType<typeof run>>): Promise<string> => {
    const bytes = await files.readBytes('a.sysdesign.yaml');
    return bytes.ok ? new TextDecoder().decode(bytes.value) : '';
  };

  it('writes one change, says what it does, and shows what is left', async () => {
    const ran = await run('--fix', NAME);
    expect(await textOf(ran)).toBe(SHOP.replace('idempotent: false', 'idempotent: true'));
    expect(ran.err).toBe('a.sysdesign.yaml: sender: skips messages that it has done: resolves 1; 1 line\n');
    expect(ran.out).not.toContain('redelivery-not-idempotent');
    expect(ran.code).toBe(0);
  });

  it('shows it as a diff and writes nothing', async () => {
    const ran = await run('--fix', `${NAME}#mails:1`, '--fix-dry-run');
    expect(await textOf(ran)).toBe(SHOP);
    expect(ran.out).toContain(
      '-  sender: { kind: worker, idempotent: false } # for now\n+  sender: { kind: worker, idempotent: true } # for now\n',
    );
    expect(ran.code).toBe(0);
  });

  it('says what there is for what is not there', async () => {
    const misspelt = await run('--fix', 'messaging/redelivery-not-idempotent@components.sendr');
    expect(misspelt.code).toBe(2);
    expect(misspelt.err.replace(/\s+/g, ' ')).toContain(`did you mean "${NAME}#mails"?`);
    const beyond = await run('--fix', `${NAME}:2`);
    expect(beyond.code).toBe(2);
    expect(beyond.err.replace(/\s+/g, ' ')).toContain('has 1 change');
    expect((await run('--fix-dry-run')).code).toBe(2);
    expect((await run('--fix', NAME, '--no-fixes')).code).toBe(2);
  });

  it('stands in JSON with its edits', async () => {
    const { specs } = JSON.parse((await run('-f', 'json')).out) as { specs: { findings: { rule: string; fixes: Fix[] }[] }[] };
    const fix = specs[0]?.findings.find(({ rule }) => NAME.startsWith(rule))?.fixes[0];
    expect(fix?.edits).toEqual([{ do: 'set', path: 'components.sender.idempotent', value: true }]);
    expect(fix?.resolves).toEqual([
      { rule: 'messaging/redelivery-not-idempotent', subject: 'components.sender', key: 'mails', severity: 'error' },
    ]);
  });

  it('writes nothing into a file that was changed meanwhile, or that may not be written', async () => {
    const files = memoryFileSystem({ 'a.sysdesign.yaml': SHOP });
    const spec = await modelOf(SHOP, 'a.sysdesign.yaml');
    await files.writeWhole('a.sysdesign.yaml', SHOP.replace('10 req/s', '11 req/s'), true);
    const edited = await editedFiles(spec, [{ do: 'set', path: 'components.sender.idempotent', value: true }], files);
    expect(edited.ok ? '' : edited.findings[0]?.rule).toBe('fix/outdated');
  });
});

test('what costs less and makes nothing worse is shown', async () => {
  // 4 x 80 USD; 200 req/s at peak over 150 x 70% = 1.9, so two carry it, and three survive the loss of one: one less saves 80, and 99% is met by far.
  const spec = PRICED.replace('instances: 1, ', 'instances: 4, mtbf: 60 d, mttr: 1 h, ');
  const { files: _, out } = await sysdesign(['review', 'a.sysdesign.yaml', '-f', 'json'], { files: { 'a.sysdesign.yaml': spec } });
  const { specs } = JSON.parse(out) as { specs: { cheaper?: Fix[] }[] };
  const cheaper = specs[0]?.cheaper ?? [];
  expect(cheaper.map(({ label, cost }) => [label, cost])).toContainEqual(['api: 3 instances', -80]);
  for (const { adds } of cheaper) expect(adds).toEqual([]);
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
