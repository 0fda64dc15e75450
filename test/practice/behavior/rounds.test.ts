import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryFileSystem } from '../../../src/io/index.js';
import { PROBLEMS, variantOf } from '../../../src/practice/index.js';
import { isFull } from '../../support/full.js';
import { sysdesign } from '../../support/hosts.js';
import { AVERAGE, STRONG, WEAK } from '../support/rounds.js';

/** Keys by hand of the variant that a seed draws: its parameters are shown in the answers of the interviewer. */
function answered(text: string, seed: number): string {
  const problem = PROBLEMS.find(({ id }) => id === 'url-shortener') as (typeof PROBLEMS)[number];
  const { newLinks = 0, readsPerWrite = 0, record = 0, years = 0, peak = 0 } = variantOf(problem, seed).values;
  const writes = newLinks / 2_592_000;
  const words: Readonly<Record<string, string>> = {
    WRITES: `${writes} req/s`,
    READS: `about ${writes * readsPerWrite * peak} req/s`,
    SLIP: `${writes * readsPerWrite} req/s`,
    STORAGE: `${((newLinks / 30) * 365 * years * record * 3) / 1e12} TB`,
    CACHE: `${((newLinks / 30) * readsPerWrite * 0.2 * record) / 1e9} GB`,
    EGRESS: `${writes * readsPerWrite * record} B/s`,
    TWIST: `${writes * readsPerWrite * peak * 10} req/s`,
  };
  return text.replace(/\b(?:WRITES|READS|SLIP|STORAGE|CACHE|EGRESS|TWIST)\b/g, (word) => words[word] ?? word);
}

const ROUND = ['practice', '--problem', 'url-shortener', '--seed', '7', '--answers', 'a.yaml'];

async function played(answers: string, argv: readonly string[] = ROUND) {
  const ran = await sysdesign([...argv, '-f', 'json'], { files: { 'a.yaml': answered(answers, 7) } });
  return { ...ran, card: JSON.parse(ran.out) };
}

describe('a round by a file of answers', () => {
  it('ranks a strong, an average and a weak candidate, and says why', async () => {
    const [strong, average, weak] = [await played(STRONG), await played(AVERAGE), await played(WEAK)];
    expect(strong.card.overall).toBeGreaterThan(85);
    expect(average.card.overall).toBeGreaterThan(weak.card.overall + 10);
    expect(average.card.overall).toBeLessThan(strong.card.overall - 25);
    expect(weak.card.overall).toBeLessThan(25);
    for (const { card } of [strong, average, weak]) expect(card.fixFirst.length).toBeGreaterThan(0);
    expect(weak.card.fixFirst).toHaveLength(2);
    expect(average.card.estimates[1].text).toContain('the mean is given, and the peak is asked for');
    expect(
      average.card.evidence.find(
        ({ reason }: { reason: string }) => reason.startsWith('"create" repeats the verb') || reason.includes('repeats the verb'),
      )?.quote,
    ).toBe('GET /createLink');
    expect(average.card.findings.join()).toContain('"db" runs in 1 instance');
    expect(average.card.neverAsked.length).toBeGreaterThan(5);
  });

  it('quotes the line that earned a point, and praises no design of which the review finds something', async () => {
    type Told = {
      readonly criterion: string;
      readonly points: number;
      readonly of: number;
      readonly quote: string | null;
      readonly reason: string;
    };
    const told = async (answers: string): Promise<readonly Told[]> => (await played(answers)).card.evidence;
    const strong = await told(STRONG);
    const asked = strong.filter(({ reason }) => reason.startsWith('asked: '));
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.find(({ quote }) => quote === 'How many new links per month?')?.reason).toMatch(/per month/);
    // A question with "about" in it assumes nothing.
    const assumes = await told('functional: ["What about custom aliases?", "I assume that links never expire"]');
    expect(assumes.find(({ criterion, points }) => criterion === 'communication' && points === 1)?.quote).toBe(
      'I assume that links never expire',
    );
    const average = await told(AVERAGE);
    expect(average.some(({ criterion, of, points }) => criterion === 'reliability' && of > points)).toBe(true);
    expect(average.filter(({ reason }) => reason === 'the review finds nothing wrong')).toEqual([]);
    // A path by a name of its own is shown as what serves no flow.
    const strayed = await told('design: ["make link: api -> db"]');
    expect(strayed.find(({ reason }) => reason.startsWith('nothing serves "shorten"'))).toMatchObject({
      points: 0,
      quote: 'make link: api -> db',
      reason: 'nothing serves "shorten"; this path begins with none of the flows',
    });
  });

  it('writes a scorecard and a spec that lint accepts', async () => {
    const { code, files, out } = await sysdesign(ROUND, { files: { 'a.yaml': answered(STRONG, 7) } });
    expect(code).toBe(0);
    const stem = 'practice/2026-11-01-url-shortener';
    expect(out).toContain(`wrote ${stem}.md`);
    const card = await files.readBytes(`${stem}.md`);
    expect(card.ok && new TextDecoder().decode(card.value)).toContain('The model answer');
    const linted = await sysdesign(['lint', `${stem}.sysdesign.yaml`], { fileSystem: files });
    expect(linted.code).toBe(0);
  });

  it('asks again for what is no quantity, and counts nothing as skipped', async () => {
    const { card } = await played('estimates: { write-rate: [many, 3 parsecs, WRITES] }');
    expect(card.estimates.map(({ text }: { text: string }) => text)).toEqual(['exact']);
    expect(card.evidence.filter(({ reason }: { reason: string }) => reason.startsWith('skipped'))).toHaveLength(5);
  });

  it('moves on when the time of a stage is up', async () => {
    const { card } = await played(`${STRONG}seconds: { estimates: 70 }`);
    expect(card.estimates).toHaveLength(3);
    expect(card.evidence).toContainEqual({ criterion: 'time', points: 0, of: 1, quote: null, reason: 'Estimates: the time was up' });
  });

  it('tells what a claim of CAP comes to', async () => {
    const { card } = await played(STRONG.replace('links: CP', 'links: CA'));
    expect(card.findings.join()).toContain('[durability/ca-not-on-offer]');
  });

  it('survives any file of answers', async () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'a -> b',
        'a -> cache ?> db',
        'x[3] ~> q',
        'db(primary+2)',
        'redirect: a -> (b, ~> c)',
        'POST /links',
        '~5 GB',
        '1..2 TB',
        '-> ->',
        'a -> a',
        'x = queue',
        'x -> x',
        'q ~> w -> q',
      ),
    );
    const ids = [
      'purpose',
      'functional',
      'estimates.write-rate',
      'estimates.storage',
      'api',
      'design',
      'data',
      'twist.twist',
      'depth.1',
      'verify',
      'kinds.a',
    ];
    const answers = fc.dictionary(fc.constantFrom(...ids), fc.array(word, { maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(answers, fc.constantFrom(...PROBLEMS.map(({ id }) => id)), async (given, problem) => {
        const ran = await sysdesign(['practice', '--problem', problem, '--seed', '1', '--answers', 'a.yaml', '-f', 'json'], {
          files: { 'a.yaml': JSON.stringify(given) },
        });
        expect(ran.err).not.toContain('bug');
        expect(ran.code).toBe(0);
        const spec = await sysdesign(['validate', 'practice/'], { fileSystem: ran.files });
        expect(spec.code, spec.out).toBe(0);
      }),
      { numRuns: isFull ? 10_000 : 25, seed: 1 },
    );
  });
});

describe('practice without a terminal', () => {
  it('says so, and how to play without one', async () => {
    const { code, err } = await sysdesign(['practice']);
    expect(code).toBe(2);
    expect(err).toContain('--answers');
  });

  it('refuses what is no file of answers, and what is no problem', async () => {
    expect((await sysdesign(ROUND, { files: { 'a.yaml': '- [' } })).code).toBe(2);
    expect((await sysdesign(ROUND, { files: { 'a.yaml': 'nothing' } })).code).toBe(2);
    const { code, err } = await sysdesign(['practice', '--problem', 'url-shortner', '--answers', 'a.yaml'], { files: { 'a.yaml': '{}' } });
    expect([code, err.includes('did you mean "url-shortener"?')]).toEqual([2, true]);
  });

  it('keeps damaged progress aside, and says so', async () => {
    const { code, err, files } = await sysdesign(ROUND, {
      files: { 'a.yaml': '{}', '/data/sysdesign/practice.json': '{ "format": ' },
      env: { XDG_DATA_HOME: '/data' },
    });
    expect(code).toBe(0);
    expect(err).toContain('is damaged: it is kept as /data/sysdesign/practice.json.damaged-2026-11-01');
    expect(await files.exists('/data/sysdesign/practice.json.damaged-2026-11-01')).toBe(true);
  });

  it('prints the whole scorecard where its folder cannot be written', async () => {
    const files = memoryFileSystem({ 'a.yaml': '{}' });
    const closed = {
      ...files,
      writeWhole: async () => ({
        ok: false as const,
        findings: [{ rule: 'io/unwritable' as const, severity: 'error' as const, message: 'no' }],
      }),
    };
    const { code, out, err } = await sysdesign(ROUND, { fileSystem: closed });
    expect(code).toBe(0);
    expect(err).toContain('cannot be written');
    expect(out).toContain('The model answer');
  });
});
