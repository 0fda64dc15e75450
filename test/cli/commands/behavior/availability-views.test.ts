import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Ran, sysdesign, textOf } from '../../../support/hosts.js';
import { API, analysisOf, BROWSE, DB, FILE, flat, flowsOf, lens, REPORT, SHOP, withDown, ZONE } from '../../support/shop.js';

describe('how much is told', () => {
  test('--quiet: only what is missed', async () => {
    const { code, out } = await lens(['--quiet']);
    expect(code).toBe(1);
    expect(out).toContain('MISSED   paid');
    expect(out).not.toMatch(/what must work|open:|Durability/);
    expect((await lens(['--quiet'], SHOP.replace('99.9%, counted', '99%, counted'))).out).toBe('1 spec: 3 met\n');
  });

  test('--verbose: importance as well', async () => {
    const { out } = await lens(['--verbose']);
    // Zone a: 0.999 x 0.01 x 0.01099 more if it is down (times db up), as a share 0.001 of it; if down 0.01099 + 0.0002, of 0.00032076.
    expect(flat(out)).toContain('importance Birnbaum Fussell-Vesely if down if perfect');
    expect(flat(out)).toContain('zone eu.a 0.0109 3.4% x34.9 /1.04');
    // db matters where nothing else is down, 1 - 0.00012078 of the time, api where db is up, 1 - 0.0002. Without db 0.00012078 is left of 0.00032076; without api, in whatever way, db.
    expect(flat(out)).toContain('db 0.99988 62% x3120 /2.66');
    expect(flat(out)).toContain('api 0.9998 37% x3120 /1.60');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('--verbose: alerts in both forms; those of other windows are scaled', async () => {
    const out = flat((await lens(['--verbose'])).out);
    // Google SRE Workbook, table 5-8: 14.4 over 1 h, 6 over 6 h, 1 over 3 d spend 2%, 5% and 10% of 30 days. Of 0.05% all failing are so many of the
    // window after 14.4 x 0.05% of it, 0.0072 h; at 14.4 times as many as may fail, the budget lasts 30 d / 14.4.
    expect(out).toContain('fixed, for 30 d windows errors all fail so many spent in page 14.4x 1 h, 5 min 0.72% 25.9 s 1 h 2.08 d');
    expect(out).toContain('page 6x 6 h, 30 min 0.3% 1.08 min 6 h 5 d ticket 3x 1 d, 2 h 0.15% 2.16 min 1 d 10 d');
    expect(out).toContain('ticket 1x 3 d, 6 h 0.05% 2.16 min 3 d 30 d scaled to this window: the same');
    // Of 7 days these are 2% x 168 = 3.36, 5% x 28 = 1.4 and 10% x 7/3 = 0.233.
    const week = flat((await lens(['--verbose'], SHOP.replace('99.95% }', '99.95%, window: 7 d }'))).out);
    expect(week).toContain('fixed, for 30 d windows errors all fail so many spent in page 14.4x 1 h, 5 min 0.72% 25.9 s 1 h 11.7 h');
    expect(week).toMatch(/scaled to this .* page 3\.36x 1 h, 5 min 0\.168% .* page 1\.40x .* ticket 0\.233x 3 d, 6 h 0\.0117%/);
    expect((await lens()).out).not.toContain('alerts');
  });

  test('--verbose: 14.4 times the budget is more than everything below 93.1%', async () => {
    // 14.4 x 6.95% = 100.08%; 14.4 x 6.9% = 99.36%, of an hour 59.6 min.
    const promised = async (share: string): Promise<string> => flat((await lens(['--verbose'], SHOP.replace('99.95%', share))).out);
    expect(await promised('93.05%')).toContain('page 14.4x 1 h, 5 min never 2.08 d');
    expect(await promised('93.1%')).toContain('page 14.4x 1 h, 5 min 99.36% 59.6 min 1 h 2.08 d');
    const { objectives } = await analysisOf([], SHOP.replace('99.95%', '93.05%'));
    expect(objectives[0]?.alerts[0]).toMatchObject({ canFire: false, detection: { outage: null, threshold: null } });
  });

  test('fits 80 columns whatever things are called', async () => {
    const suffix = '-with-a-name-that-goes-on-and-on-for-ever';
    const long = SHOP.replaceAll(/\b(api|db|bank|disks|orders|open|paid|gold|browse|pay)\b/g, `$1${suffix}`);
    for (const words of [[], ['--verbose']]) {
      const { code, out } = await lens(words, long);
      expect(code).toBe(1);
      expect(out).toContain(`  open${suffix}\n              flows.browse${suffix}`);
      for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    }
  });

  test('has no color where none is wanted, and none is needed to understand it', async () => {
    expect((await lens([], SHOP, { terminal: true, env: { NO_COLOR: '1', LANG: 'en_US.UTF-8' } })).out).toBe(REPORT);
    expect((await lens([], SHOP, { terminal: true, env: { LANG: 'en_US.UTF-8' } })).out).toContain('\u001b[');
  });

  test('draws with what a plain console has', async () => {
    const { out } = await lens([], SHOP, { terminal: true, env: { NO_COLOR: '1', TERM: 'linux' } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
    expect(out).toMatch(/^[\x00-\x7f]*$/);
    expect(out).toContain('#############....... 64% spent');
  });
});

describe('other views of it', () => {
  test('a lost zone: api has one instance left', async () => {
    const flows = await flowsOf(['--scenario', 'out'], withDown('eu.a'));
    expect(flows.browse?.unavailability).toBeCloseTo(1 - (1 - Math.sqrt(API)) * (1 - DB), 12);
  });

  test('a component that is down: not available, and nothing else is', async () => {
    const flows = await flowsOf(['--scenario', 'out'], withDown('bank'));
    expect(flows.browse?.unavailability).toBeCloseTo(BROWSE, 12);
    expect(flows.pay?.unavailability).toBeCloseTo(1 - (1 - API) * 0.8, 12);
    expect(flows.pay?.carried).toBeCloseTo(0.8, 12);
    expect((await lens(['--scenario', 'out'], withDown('db'))).out).toContain('browse: not available: less is up than it needs');
  });

  test('--set', async () => {
    // 1 h in 1,000 h: 0.001.
    const flows = await flowsOf(['--set', 'components.db.mtbf=999 h']);
    expect(flows.browse?.unavailability).toBeCloseTo(1 - (1 - API) * 0.999, 12);
  });

  test('repair in no time: only the zones are ever down, and how often is known', async () => {
    const { browse } = await flowsOf(['--set', 'components.api.mttr=0 s', '--set', 'components.db.mttr=0 s']);
    expect(browse?.unavailability).toBeCloseTo(ZONE ** 2, 15);
    // One zone goes while the other is gone, 2 x 0.365 x 0.001 times; and db, for no time, once in 4,999 h.
    expect(browse?.outages).toBeCloseTo(2 * 0.365 * ZONE + 8760 / 4999, 4);
  });

  test('what is uncertain has an interval', async () => {
    const text = SHOP.replace('mtbf: 4999 h', 'mtbf: 999 h..9999 h');
    const { browse, pay } = await flowsOf([], text);
    // 90% of a log-normal stand between 1 h in 1,000 and 1 h in 10,000: 0.001 and 0.0001, beside api.
    expect(browse?.spread?.p95).toBeCloseTo(API + 0.001, 4);
    expect(browse?.spread?.p5).toBeCloseTo(API + 0.0001, 5);
    expect(pay?.spread).toBeNull();
    expect(flat((await lens([], text)).out)).toMatch(/browse: 99\.\d+% served \(99\.88\d*% to 99\.97\d*%\)/);
  });

  test('what is not known says what to state', async () => {
    const text = SHOP.replace('db: { kind: external, mtbf: 4999 h, mttr: 1 h }', 'db: { kind: external }');
    expect((await flowsOf([], text)).browse).toMatchObject({ unavailability: null, missing: ['components.db.availability'] });
    const { out } = await lens([], text);
    expect(out).toContain('Unknown\n  state components.db.availability → flows.browse\n');
    expect(out).not.toContain('browse:\n');
    expect(out).not.toMatch(/NaN|undefined|null/);
  });

  test('how often is not known where only an availability is: it says so', async () => {
    const text = SHOP.replace('mtbf: 4999 h, mttr: 1 h', 'availability: 99.98%');
    expect((await flowsOf([], text)).browse).toMatchObject({ outages: null });
    expect(flat((await lens([], text)).out)).toContain('to know how often, state components.db.mttr');
  });
});

describe('several specs', () => {
  const files = { 'a.sysdesign.yaml': SHOP, 'b.sysdesign.yaml': SHOP.replace('99.9%, counted', '99%, counted') };

  test('are told one after the other, and counted', async () => {
    const { code, out } = await sysdesign(['availability', 'a.sysdesign.yaml', 'b.sysdesign.yaml'], { files });
    expect(code).toBe(1);
    expect(out.match(/^browse: /gm)).toHaveLength(2);
    expect(out).toContain('2 specs: 1 target missed, 5 met');
  });

  test('an invalid one among them ends in 2, and the others are told', async () => {
    const bad = SHOP.replace('99.95%', '99.95').replace('name: shop', 'name: bad');
    const { code, out } = await sysdesign(['availability', 'a.sysdesign.yaml', 'bad.sysdesign.yaml'], {
      files: { ...files, 'bad.sysdesign.yaml': bad },
    });
    expect(code).toBe(2);
    expect(out).toContain('error[quantity/range]');
    expect(out.match(/^browse: /gm)).toHaveLength(1);
  });
});

describe('other formats', () => {
  test('markdown', async () => {
    const { code, out } = await lens(['-f', 'markdown']);
    expect(code).toBe(1);
    expect(out).toContain('| db | 1.75 | 1 h | 100% | 1.75 h | 62% |\n| 2 of 2 api | 1.75 | 30 min | 100% | 52.6 min | 31% |');
    expect(out).toContain(
      '- **open** flows.browse 99.95%, budget 21.6 min in 30 d\n  - 64% spent\n  - missed in 17% of months, 23% of quarters\n',
    );
    expect(out).toContain('| orders | 99.999667% | 5.47 | 2.63G h | 3.33 | ? | ? |');
  });

  test('csv: a fact a row', async () => {
    const { out } = await lens(['-f', 'csv']);
    const row = out.split('\n').find((line) => line.startsWith(`${FILE},flows.browse.unavailability,`));
    expect(Number(row?.split(',')[3])).toBeCloseTo(BROWSE, 12);
  });

  test('compact: a line', async () => {
    expect((await lens(['-f', 'compact'])).out).toBe(
      `${FILE}:10:3: warning: "db" is run by others, has no fallback, and fails "browse" 0.02% of the time: its promise leaves 0.05%; state what browse does without db: fallback (another provider, a buffer, an older answer), or async [availability/third-party-without-fallback]
${FILE}:18:38: error: paid: flows.pay.availability = 99.79%, target at least 99.9%; 2.12x what may fail [requirement/missed]
${FILE}: 2 met, 1 missed, 0 at risk, 0 unknown
`,
    );
  });

  test('JSON keeps what 1 - x would round away', async () => {
    const text = SHOP.replace('mtbf: 4999 h, mttr: 1 h', 'mtbf: 1e12 h, mttr: 1 h').replace('instances: 2', 'instances: 12');
    // db 1e-12; api all six of a zone, twice: (0.001 + 1e-12)^2.
    expect((await flowsOf([], text)).browse?.unavailability).toBeCloseTo(1e-6, 11);
  });
});

describe('every example and starter', () => {
  const texts = ['examples', 'templates'].flatMap((folder) =>
    readdirSync(new URL(`../../../../${folder}`, import.meta.url))
      .filter((file) => file.endsWith('.sysdesign.yaml'))
      .map((file) => [`${folder}/${file}`, readFileSync(new URL(`../../../../${folder}/${file}`, import.meta.url), 'utf8')] as const),
  );
  const names = texts.map(([name]) => name);
  const files = Object.fromEntries(texts);
  let ran: Ran;
  beforeAll(async () => {
    ran = await sysdesign(['availability', ...names, '--verbose', '--samples', '100', '-f', 'pretty', '-f', 'json=result.json'], { files });
  });

  test('is told within 80 columns, in words', () => {
    for (const line of ran.out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(ran.out).not.toMatch(/NaN|undefined|Infinity|\[object|\bnull\b/);
    expect(ran.err).toBe('');
  });

  test('gives JSON of the published shape, whole and valid', async () => {
    const schema = JSON.parse(readFileSync(new URL('../../../../schemas/result.schema.json', import.meta.url), 'utf8')) as object;
    const ajv = new Ajv({ strict: false });
    const result: unknown = JSON.parse(await textOf(ran, 'result.json'));
    expect(ajv.validate(schema, result), ajv.errorsText()).toBe(true);
    expect((result as { specs: unknown[] }).specs).toHaveLength(names.length);
  });

  test('gives the same bytes twice', async () => {
    const [name = ''] = names.filter((one) => one.includes('url-shortener'));
    const told = async (): Promise<string> =>
      (await sysdesign(['availability', name, '--samples', '100', '-f', 'json', '-f', 'pretty=p.txt'], { files })).out;
    expect(await told()).toBe(await told());
  });
});
