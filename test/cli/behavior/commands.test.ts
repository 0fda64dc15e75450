import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../../src/io/node-file-system.js';
import { sysdesign, textOf } from '../../support/hosts.js';

const SPEC = `sysdesign: 1
name: notes
horizon: 1 year
assumptions:
  users: 1M users
flows:
  read: { kind: read, rate: = users * 86.4 per user per day, response: 1 kB, path: api -> db }
  write: { kind: write, rate: 10 req/s, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
data:
  notes: { in: db, item: 2 kB, addedBy: write, readBy: read }
scenarios:
  double: { flows.read.rate: x2 }
expect:
  flows.read.rate.mean: 1000 req/s
`;
const MISSED = SPEC.replace('1000 req/s', '900 req/s').replace('name: notes', 'name: missed');
const INVALID = SPEC.replace('kind: database', 'kind: databse');

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});
const emptyFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'sysdesign-'));
  folders.push(folder);
  return folder;
};
describe('estimate', () => {
  test('each year of what is stored and paid is listed to who looks for it', async () => {
    const files = { 'a.sysdesign.yaml': SPEC.replace('horizon: 1 year', 'horizon: 2 years') };
    const { out } = await sysdesign(['facts', 'a.sysdesign.yaml', '--filter', 'totals.storage'], { files });
    for (const year of [0, 1, 2]) expect(out).toContain(`totals.storage.year${year} `);
    expect((await sysdesign(['facts', 'a.sysdesign.yaml'], { files })).out).not.toContain('.year');
  });

  test('puts the result on standard output and nothing else anywhere', async () => {
    const ran = await sysdesign(['estimate', 'a.yaml'], { files: { 'a.yaml': SPEC } });
    expect(ran).toMatchObject({ code: 0, err: '' });
    // 1M users x 86.4 per day / 86,400 s = 1000 req/s; times the default peak of 3.
    expect(ran.out).toContain('✓ met      flows.read.rate.mean = 1k req/s');
    expect(ran.out).toMatch(/read +1k +3k/);
    expect(ran.out).toContain('Next: sysdesign explain');
  });

  test('gives JSON that follows the schema, the same twice', async () => {
    const schema: object = JSON.parse(readFileSync(new URL('../../../schemas/result.schema.json', import.meta.url), 'utf8'));
    const run = () => sysdesign(['estimate', '-f', 'json', 'a.yaml'], { files: { 'a.yaml': SPEC.replace('1M users', '1M..2M users') } });
    const { out } = await run();
    const validate = new Ajv({ strict: false }).compile(schema);
    validate(JSON.parse(out));
    expect(validate.errors).toBeNull();
    expect((await run()).out).toBe(out);
  });

  test('applies --set, --scenario and --seed, and says so', async () => {
    const files = { 'a.yaml': SPEC };
    const read = async (...flags: string[]) => JSON.parse((await sysdesign(['estimate', 'a.yaml', '-f', 'json', ...flags], { files })).out);
    const rateOf = (json: { specs: { facts: { id: string; value: number }[] }[] }) =>
      json.specs[0]?.facts.find(({ id }) => id === 'flows.read.rate.mean')?.value;
    expect(rateOf(await read())).toBe(1000);
    expect(rateOf(await read('--scenario', 'double'))).toBe(2000);
    const set = await read('--set', 'assumptions.users=3M users', '--seed', '7');
    expect(rateOf(set)).toBe(3000);
    expect(set.options).toMatchObject({ set: { 'assumptions.users': '3M users' }, seed: 7 });
  });

  test('exits with 1 for a missed target and 2 for an invalid spec, and still reports the others', async () => {
    const files = { 'a.yaml': SPEC, 'b.yaml': MISSED, 'c.yaml': INVALID };
    expect(await sysdesign(['estimate', 'a.yaml', 'b.yaml'], { files })).toMatchObject({ code: 1, err: '' });
    const all = await sysdesign(['estimate', 'a.yaml', 'b.yaml', 'c.yaml'], { files });
    expect(all.code).toBe(2);
    expect(all.out).toContain('MISSED');
    expect(all.out).toContain('did you mean "database"?');
    expect(all.out).toContain('3 specs: 1 invalid, 1 target missed');
  });

  test('reports what can be read when another path does not exist', async () => {
    const ran = await sysdesign(['estimate', 'a.yaml', 'b.yaml'], { files: { 'a.yaml': SPEC } });
    expect(ran.code).toBe(2);
    expect(ran.out).toContain('Flows (today)');
    expect(ran.err).toContain('there is no file "b.yaml"');
  });

  test('reads standard input', async () => {
    expect(await sysdesign(['estimate', '-', '-f', 'compact'], { stdin: SPEC })).toMatchObject({ code: 0, err: '' });
  });

  test('writes files for -o and -f name=file, by the extension where no format is named', async () => {
    const ran = await sysdesign(['estimate', 'a.yaml', '-f', 'compact', '-f', 'json=out/r.json', '-f', 'csv=r.csv'], {
      files: { 'a.yaml': SPEC },
    });
    expect(ran.out).toBe('a.yaml: 1 met, 0 missed, 0 at risk, 0 unknown\n');
    expect(JSON.parse(await textOf(ran, 'out/r.json'))).toMatchObject({ format: 'sysdesign.result/1' });
    expect(await textOf(ran, 'r.csv')).toContain('file,id,unit,value');
    const alone = await sysdesign(['estimate', 'a.yaml', '-o', 'r.md'], { files: { 'a.yaml': SPEC } });
    expect(alone.out).toBe('');
    expect(await textOf(alone, 'r.md')).toContain('## notes');
  });

  test('gives one finding and exit code 2 for a file that cannot be written', async () => {
    const ran = await sysdesign(['estimate', 'a.yaml', '-o', 'folder'], { files: { 'a.yaml': SPEC, 'folder/x': '' } });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err.match(/error\[/g)).toHaveLength(1);
  });

  test('takes specs, format, seed and samples from the config, and flags before it', async () => {
    const files = { 'sysdesign.config.yaml': 'specs: designs\nformat: json\nseed: 5\nsamples: 500\n', 'designs/a.sysdesign.yaml': SPEC };
    const json = JSON.parse((await sysdesign(['estimate'], { files })).out);
    expect(json.options).toMatchObject({ seed: 5, samples: 500 });
    expect(json.specs[0].file).toBe('designs/a.sysdesign.yaml');
    expect(JSON.parse((await sysdesign(['estimate', '--seed', '6'], { files })).out).options.seed).toBe(6);
    expect((await sysdesign(['estimate', '-f', 'compact'], { files })).out).toContain('1 met');
  });

  test('without a spec takes all below, and without any says how to get one', async () => {
    const found = await sysdesign(['estimate', '-f', 'compact'], { files: { 'x/a.sysdesign.yaml': SPEC, 'dist/b.sysdesign.yaml': SPEC } });
    expect(found.out).toBe('x/a.sysdesign.yaml: 1 met, 0 missed, 0 at risk, 0 unknown\n');
    const none = await sysdesign(['estimate']);
    expect(none.code).toBe(2);
    expect(none.err).toContain('sysdesign init');
  });

  test('uses color at a terminal only, unless the environment says otherwise', async () => {
    const ran = async (argv: readonly string[], env: Readonly<Record<string, string>>, terminal: boolean) =>
      (await sysdesign(['estimate', 'a.yaml', ...argv], { files: { 'a.yaml': SPEC }, env, terminal })).out.includes('\u001b[');
    expect(await ran([], {}, true)).toBe(true);
    expect(await ran([], {}, false)).toBe(false);
    expect(await ran(['--no-color'], { FORCE_COLOR: '1' }, true)).toBe(false);
    expect(await ran([], { NO_COLOR: '1' }, true)).toBe(false);
    expect(await ran([], { NO_COLOR: '' }, true)).toBe(true);
    expect(await ran([], { FORCE_COLOR: '1' }, false)).toBe(true);
    expect(await ran([], { FORCE_COLOR: '0' }, true)).toBe(false);
    expect(await ran([], { TERM: 'dumb' }, true)).toBe(false);
  });

  test('uses ASCII on a console without Unicode', async () => {
    const ran = await sysdesign(['estimate', 'a.yaml', '--no-color'], {
      files: { 'a.yaml': SPEC },
      env: { TERM: 'linux' },
      terminal: true,
    });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII is what must not be there
    expect(ran.out).not.toMatch(/[^\u0000-\u007f]/);
  });
});

describe('validate', () => {
  test('says ok for each file and counts', async () => {
    const ran = await sysdesign(['validate', 'a.yaml', 'b.yaml'], { files: { 'a.yaml': SPEC, 'b.yaml': MISSED } });
    expect(ran).toMatchObject({ code: 0, err: '', out: '✓ ok  a.yaml\n✓ ok  b.yaml\n\n2 specs: 2 ok\n' });
  });

  test('shows the finding of an invalid file on standard output', async () => {
    const ran = await sysdesign(['validate', 'a.yaml', 'c.yaml'], { files: { 'a.yaml': SPEC, 'c.yaml': INVALID } });
    expect(ran).toMatchObject({ code: 2, err: '' });
    expect(ran.out).toContain('--> c.yaml:11:15');
    expect(ran.out).toContain('2 specs: 1 ok, 1 invalid (1 error)');
  });

  test('gives JSON and compact lines', async () => {
    const files = { 'c.yaml': INVALID };
    expect(JSON.parse((await sysdesign(['validate', 'c.yaml', '-f', 'json'], { files })).out).specs[0].findings).toHaveLength(1);
    expect((await sysdesign(['validate', 'c.yaml', '-f', 'compact'], { files })).out).toMatch(/^c\.yaml:11:15: error: /);
  });
});

describe('explain', () => {
  const files = { 'a.yaml': SPEC };

  test('goes from the fact to the line of the spec', async () => {
    const ran = await sysdesign(['explain', 'flows.read.rate.peak', 'a.yaml', '--full'], { files });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('flows.read.rate.peak = 3k req/s');
    expect(ran.out).toContain('stated as 1M users at a.yaml:5:10');
  });

  test('answers an unknown fact with the one that was meant', async () => {
    const ran = await sysdesign(['explain', 'flows.raed.rate.peak', 'a.yaml'], { files });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('did you mean "flows.read.rate.peak"?');
  });

  test('gives JSON with every fact that it rests on', async () => {
    const json = JSON.parse((await sysdesign(['explain', 'flows.read.rate.mean', 'a.yaml', '-f', 'json'], { files })).out);
    expect(json).toMatchObject({ fact: 'flows.read.rate.mean', value: 1000, unit: 'req/s' });
    expect(json.facts.map(({ id }: { id: string }) => id)).toContain('assumptions.users');
  });

  test('of an invalid spec shows what is wrong with it', async () => {
    const ran = await sysdesign(['explain', 'flows.read.rate.mean', 'c.yaml'], { files: { 'c.yaml': INVALID } });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('c.yaml:11:15');
  });
});

describe('facts', () => {
  test('lists the patterns without a spec, and values with one', async () => {
    const patterns = await sysdesign(['facts', '--filter', 'TOTALS.STORAGE']);
    expect(patterns).toMatchObject({ code: 0, err: '' });
    expect(patterns.out).toMatch(/^totals\.storage {2}B\n/);
    const values = await sysdesign(['facts', 'a.yaml', '--filter', 'read.rate.mean'], { files: { 'a.yaml': SPEC } });
    expect(values.out).toMatch(/flows\.read\.rate\.mean +1k req\/s/);
  });

  test('is an array in JSON and rows in CSV', async () => {
    const files = { 'a.yaml': SPEC };
    const rows = JSON.parse((await sysdesign(['facts', 'a.yaml', '-f', 'json', '--filter', 'flows.read.rate.mean'], { files })).out);
    expect(rows).toMatchObject([{ id: 'flows.read.rate.mean', unit: 'req/s', value: 1000, state: 'known', text: '1k req/s' }]);
    expect((await sysdesign(['facts', '-f', 'csv'], { files })).out).toMatch(/^id,unit,value,state,meaning\n/);
  });

  test('of several specs stand below the names of their files; rows for programs have one head', async () => {
    const files = { 'a.yaml': SPEC, 'b.yaml': SPEC.replace('name: notes', 'name: other\nconventions: { day: 100k s }') };
    const argv = ['facts', 'a.yaml', 'b.yaml', '--filter', 'read.rate.mean'];
    // 86.4 a day of 100,000 s are 864 req/s.
    expect((await sysdesign(argv, { files })).out.split('\n').map((line) => line.replace(/ +/g, ' '))).toEqual(
      expect.arrayContaining(['a.yaml', 'flows.read.rate.mean 1k req/s', 'b.yaml', 'flows.read.rate.mean 864 req/s']),
    );
    const csv = (await sysdesign([...argv, '-f', 'csv'], { files })).out.trimEnd().split('\n');
    expect(csv.filter((line) => line.startsWith('id,'))).toHaveLength(1);
    expect(csv.length).toBeGreaterThan(2);
  });

  test('that no filter fits are none', async () => {
    expect(await sysdesign(['facts', '--filter', 'no-such-thing'])).toMatchObject({ code: 0, out: 'no fact fits the filter\n' });
  });
});

describe('what the package ships', () => {
  test('can be estimated by name, and a near name is suggested', async () => {
    const fileSystem = nodeFileSystem(await emptyFolder());
    const ran = await sysdesign(['estimate', '--example', 'url-shortener'], { fileSystem });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out.replace(/\\\n\s*/g, '')).toMatch(/Next: sysdesign explain \S+ --example url-shortener\n/);
    const typo = await sysdesign(['estimate', '--example', 'url-shortner'], { fileSystem });
    expect(typo.code).toBe(2);
    expect(typo.err).toContain('did you mean "url-shortener"?');
  });

  test('starts a spec that can be estimated at once, and never overwrites it', async () => {
    const folder = await emptyFolder();
    const fileSystem = nodeFileSystem(folder);
    const ran = await sysdesign(['init', 'designs/', '--name', 'team'], { fileSystem });
    expect(ran).toMatchObject({
      code: 0,
      out:
        'wrote designs/team.sysdesign.yaml\nwrote designs/sysdesign.schema.json, by which editors complete and check it\n\n' +
        'Next: sysdesign estimate designs/team.sysdesign.yaml\n',
    });
    expect(ran.err).toContain('web-app');
    const text = await readFile(join(folder, 'designs/team.sysdesign.yaml'), 'utf8');
    expect(text).toMatch(/^# yaml-language-server: \$schema=.*\n/);
    expect(text).toContain('\nname: team');
    expect((await sysdesign(['estimate', 'designs'], { fileSystem })).code).toBe(0);
    expect(await sysdesign(['init', 'designs/team.sysdesign.yaml'], { fileSystem })).toMatchObject({ code: 2, out: '' });
    expect(await readFile(join(folder, 'designs/team.sysdesign.yaml'), 'utf8')).toBe(text);
  });

  test('lists its templates, each of which can be estimated', async () => {
    const fileSystem = nodeFileSystem(await emptyFolder());
    const list = await sysdesign(['init', '--list', '-f', 'json'], { fileSystem });
    const names: readonly string[] = JSON.parse(list.out).map(({ name }: { readonly name: string }) => name);
    expect(names[0]).toBe('web-app');
    for (const name of names) {
      expect((await sysdesign(['init', '--template', name], { fileSystem })).code, name).toBe(0);
      expect((await sysdesign(['validate', `${name}.sysdesign.yaml`], { fileSystem })).code, name).toBe(0);
    }
  });
});
