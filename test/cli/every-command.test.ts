import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.js';
import { memoryFileSystem } from '../../src/io/index.js';
import { FORMATS, type FormatName } from '../../src/report/index.js';
import { widthOf } from '../../src/report/text.js';
import { isFull } from '../full.js';
import { type Ran, sysdesign, textOf } from './hosts.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SPEC = 'shop.sysdesign.yaml';
const text = readFileSync(`${ROOT}examples/url-shortener.sysdesign.yaml`, 'utf8');
/** Without doubt, which is costly to sample and adds a few columns: at the median of its only range. */
const certain = text.replace('80M..150M users', '109.5M users');

/** Command lines that are what people type first, by command; of any other, itself with a spec. */
const TYPED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [['init', '--list']],
  merge: [['merge', 'result.json']],
  rules: [['rules'], ['rules', 'availability']],
  explain: [
    ['explain', 'totals.storage', SPEC],
    ['explain', 'schema/unknown-key'],
    ['explain', 'schema/'],
  ],
  sweep: [['sweep', 'assumptions.users=80M..200M', SPEC, '--points', '4']],
  facts: [
    ['facts', SPEC],
    ['facts', '--filter', 'storage'],
  ],
  catalog: [['catalog'], ['catalog', 'redis'], ['catalog', 'rate.redis.nopipe'], ['catalog', '--latency']],
  calc: [['calc', '80M..150M users * 12/month to req/s']],
  nines: [
    ['nines', '99.95'],
    ['nines', '--serial', '99.9%', '99.95%', '--parallel', '2 x 99%'],
  ],
  queue: [
    ['queue', '--rate', '80/s', '--time', '10ms'],
    ['queue', '--backlog', '1M', '--in', '0', '--out', '500/s'],
  ],
  quorum: [
    ['quorum', '3', '2', '2', '--node', '99%'],
    ['quorum', '3', '--delays', 'lnkd-ssd'],
  ],
  practice: [['practice', '--list']],
  help: [
    ['help', 'spec'],
    ['help', 'replication'],
    ['help', 'spec', 'latency'],
  ],
};

/** What prints a text of its own kind: a script for a shell, what was written. */
const NO_FORMATS: readonly string[] = ['baseline', 'completion'];

const ASKED = COMMANDS.filter(({ name }) => !NO_FORMATS.includes(name)).map(({ name }) => [name, TYPED[name] ?? [[name, SPEC]]] as const);

/** How often commands sample here that do: what is looked at is how the numbers stand on the page. */
const FEW = ['--samples', '100'];
const samples = memoized(async (name) => (await sysdesign([name, '--help'])).out.includes('--samples'));

const run = async (argv: readonly string[], given: Parameters<typeof sysdesign>[1] = {}, spec = certain): Promise<Ran> =>
  await sysdesign(argv.includes(SPEC) && (await samples(argv[0] ?? '')) ? [...argv, ...FEW] : argv, {
    fileSystem: memoryFileSystem({ ...(await shipped()), [SPEC]: spec }),
    ...given,
  });

/** Characters: what is clean is a short line, or an empty list. */
const LEAST: Partial<Record<FormatName, number>> = { compact: 5, 'code-quality': 2 };

function memoized<T>(of: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (name) => {
    const value = known.get(name) ?? of(name);
    known.set(name, value);
    return value;
  };
}

let files: Record<string, string> | undefined;
/** The templates of the package, where `init` looks for them. */
async function shipped(): Promise<Record<string, string>> {
  files ??= {
    'result.json': (await sysdesign(['lint', SPEC, '-f', 'json'], { files: { [SPEC]: certain } })).out,
    [`${ROOT}package.json`]: '{}',
    [`${ROOT}templates/web-app.sysdesign.yaml`]: readFileSync(`${ROOT}templates/web-app.sysdesign.yaml`, 'utf8'),
  };
  return files;
}

/** The formats that `--help` lists. */
async function listedBy(name: string): Promise<readonly FormatName[]> {
  const { out } = await sysdesign([name, '--help']);
  const flag = /--format <name>([\s\S]*?)name=file/.exec(out)?.[1] ?? '';
  return FORMATS.filter((format) => new RegExp(`\\b${format}\\b`).test(flag));
}

describe('the formats of every command', () => {
  test('are asked about here', () => {
    const names: readonly string[] = COMMANDS.map(({ name }) => name);
    expect([...Object.keys(TYPED), ...NO_FORMATS].filter((name) => !names.includes(name))).toEqual([]);
  });

  describe.each(ASKED)('%s', (name, lines) => {
    let listed: readonly FormatName[] = [];
    beforeAll(async () => {
      listed = await listedBy(name);
    });

    test('has JSON, Markdown and CSV, as its help says', () => {
      expect(listed).toEqual(expect.arrayContaining(['pretty', 'json', 'markdown', 'csv']));
    });

    test('prints each that its help lists', async () => {
      for (const argv of lines) {
        // All of one evaluation: the first to standard output, each into a file.
        const ran = await run([...argv, '-f', listed[0] ?? '', ...listed.flatMap((format) => ['-f', `${format}=out/${format}`])]);
        expect([ran.code, ran.err], argv.join(' ')).toEqual([0, '']);
        expect(ran.out, argv.join(' ')).toBe(await textOf(ran, `out/${listed[0]}`));
        for (const format of listed) {
          const text = await textOf(ran, `out/${format}`);
          const about = `${argv.join(' ')} -f ${format}`;
          expect(text.length, about).toBeGreaterThan(LEAST[format] ?? 8);
          if (format === 'json') expect(typeof JSON.parse(text), about).toBe('object');
          if (format === 'csv') expect(text.split('\n')[0], about).toMatch(/^[\w "(),%/.-]+$/);
        }
      }
    });

    test('says which it has when it is asked for another', async () => {
      for (const format of FORMATS.filter((one) => !listed.includes(one))) {
        const { code, out, err } = await run([...(lines[0] ?? []), '-f', format]);
        expect([code, out]).toEqual([2, '']);
        expect(err.replace(/\s+/g, ' ')).toContain(
          `this command has no format "${format}" = help: the formats are ${listed.length > 0 ? 'pretty, json' : ''}`,
        );
      }
      const { err } = await run([...(lines[0] ?? []), '-f', 'sausage']);
      expect(err.replace(/\s+/g, ' ')).toMatch(/unknown format "sausage" = help: the formats are pretty/);
    });
  });
});

/** What takes part in a terminal's colors and cursor. */
const ESCAPE = '\u001b';

/** Lines that are not folded: text that is copied as it is, a file's name, a command to type. */
const isCopied = (line: string): boolean => !/\s\S+\s+\S/.test(line.trim());

describe.each(ASKED)('what %s shows', (name, lines) => {
  test.each(isFull ? [40, 80, 120, 200] : [40, 80])('fits %i columns', async (columns) => {
    for (const argv of lines) {
      for (const LC_ALL of columns === 80 ? ['C.UTF-8', 'C'] : ['C.UTF-8']) {
        const shown = columns === 80 && (await samples(name)) ? text : certain;
        const { out, err } = await run(argv, { terminal: true, columns, env: { NO_COLOR: '1', LC_ALL } }, shown);
        for (const line of `${out}${err}`.split('\n'))
          expect(widthOf(line) <= columns || isCopied(line), `${argv.join(' ')} at ${columns}: ${line}`).toBe(true);
      }
    }
  });

  test('has no escapes where they are not wanted', async () => {
    for (const argv of [
      ...(isFull ? lines : lines.slice(0, 1)),
      [name, '--help'],
      [name, '--no-such-flag'],
      [...(lines[0] ?? []), '-f', 'sausage'],
    ]) {
      const terminal = { terminal: true, columns: 80 };
      const quiet = [{ ...terminal, env: { TERM: 'dumb' } }, { ...terminal, env: { NO_COLOR: '1' } }, {}];
      for (const given of isFull ? quiet : quiet.slice(0, 1)) {
        const { out, err } = await run(argv, given);
        expect(`${out}${err}`.includes(ESCAPE), argv.join(' ')).toBe(false);
      }
      const { out, err } = await run([...argv, '--no-color'], { ...terminal, env: { FORCE_COLOR: '1' } });
      expect(`${out}${err}`.includes(ESCAPE), `${argv.join(' ')} --no-color`).toBe(false);
    }
  });
});

test('colors are there where they are wanted', async () => {
  for (const argv of [
    ['estimate', SPEC],
    ['help', 'spec'],
    ['explain', 'totals.storage', SPEC],
  ])
    expect((await run(argv, { terminal: true, columns: 80, env: { TERM: 'xterm' } })).out).toContain(ESCAPE);
});
