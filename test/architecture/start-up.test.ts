import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Which parts of the built command line a command loads: what is not loaded costs nothing. Costs themselves are for `npm run bench`. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHUNKS = join(ROOT, 'dist/cli');

/** A text of each library that the minifier leaves alone: it tells in which chunk the library is. */
const MARKS = {
  mathjs: 'Unexpected operator ',
  inquirer: 'User force closed the prompt',
  tinyglobby: 'tinyglobby',
  yaml: 'Unresolved alias',
  // None, but as late: what findings mean.
  findings: 'A tab indents a line',
  // None either: rules, with what they teach.
  rules: 'in series the times down add up',
} as const;
type Library = keyof typeof MARKS;

const PLAIN_SPEC = `sysdesign: 1
name: plain
flows:
  read: { kind: read, rate: 100 req/s, response: 1 kB, path: api -> db }
components:
  api: { kind: service }
  db: { kind: database }
`;

/** Writes the files that a process has loaded by its end; `require.cache` knows them all. */
const TRACER = `process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.LOADED_FILES, JSON.stringify({ files: Object.keys(require.cache), binaries }));
});
const binaries = [];
const { Module } = WebAssembly;
WebAssembly.Module = class extends Module {
  constructor(bytes) {
    super(bytes);
    binaries.push(...WebAssembly.Module.exports(this).map(({ name }) => name));
  }
};
`;

let folder = '';

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/prepare.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  folder = mkdtempSync(join(tmpdir(), 'start-up-'));
  writeFileSync(join(folder, 'plain.sysdesign.yaml'), PLAIN_SPEC);
  writeFileSync(join(folder, 'product.sysdesign.yaml'), PLAIN_SPEC.replace('kind: service', 'kind: cdn, use: cloudfront'));
  writeFileSync(join(folder, 'sums.sysdesign.yaml'), PLAIN_SPEC.replace('100 req/s', '= 50 req/s * 2'));
  writeFileSync(
    join(folder, 'timed.sysdesign.yaml'),
    PLAIN_SPEC.replaceAll(' }\n', ', each: { p50: 2 ms, p99: 20 ms } }\n').replace('db, each: { p50: 2 ms, p99: 20 ms } }', 'db }'),
  );
  writeFileSync(join(folder, 'tracer.cjs'), TRACER);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  /** Names of the loaded chunks. */
  readonly chunks: readonly string[];
  readonly libraries: readonly Library[];
  /** What the WebAssembly that was compiled exports. */
  readonly binaries: readonly string[];
}

const librariesIn = (chunk: string): Library[] => {
  const text = readFileSync(join(CHUNKS, chunk), 'utf8');
  return (Object.keys(MARKS) as Library[]).filter((library) => text.includes(MARKS[library]));
};

function sysdesign(...args: readonly string[]): Run {
  const trace = join(folder, 'trace.json');
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--require', join(folder, 'tracer.cjs'), join(ROOT, 'bin/sysdesign.js'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, LOADED_FILES: trace, NO_COLOR: '1' },
    },
  );
  const { files, binaries }: { readonly files: readonly string[]; readonly binaries: readonly string[] } = JSON.parse(
    readFileSync(trace, 'utf8'),
  );
  const chunks = files.filter((file) => file.startsWith(CHUNKS)).map((file) => basename(file));
  return { status, stdout, chunks, binaries, libraries: [...new Set(chunks.flatMap(librariesIn))].sort() };
}

describe('the built command line', () => {
  it('has each heavy library in chunks of its own, so that a trace can tell whether it was loaded', () => {
    const chunks = readdirSync(CHUNKS);
    for (const library of Object.keys(MARKS) as Library[]) {
      expect(chunks.filter((chunk) => librariesIn(chunk).includes(library)).length, library).toBeGreaterThan(0);
    }
  });

  it('ships no schema compiler: validators are compiled when it is built', () => {
    const compilers = readdirSync(CHUNKS).filter((chunk) =>
      /strictSchema|inlineRefs|new Function\(/.test(readFileSync(join(CHUNKS, chunk), 'utf8')),
    );
    expect(compilers).toEqual([]);
  });

  it('answers --version before it loads anything', () => {
    for (const flag of ['--version', '-V']) {
      const { status, stdout, chunks } = sysdesign(flag);
      expect(status).toBe(0);
      expect(stdout).toBe(`${JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version}\n`);
      expect(chunks).toEqual([]);
    }
  });

  it('shows --help without any library but the one that reads flags', () => {
    const { status, libraries } = sysdesign('--help');
    expect(status).toBe(0);
    expect(libraries).toEqual([]);
  });

  it('validates a spec without expressions by the YAML parser alone, and estimates it by the rules beside', () => {
    for (const [command, loaded] of [
      ['validate', ['yaml']],
      ['estimate', ['rules', 'yaml']],
    ] as const) {
      const { status, libraries } = sysdesign(command, 'plain.sysdesign.yaml');
      expect(status, command).toBe(0);
      expect(libraries, command).toEqual(loaded);
    }
  });

  it('validates a spec with a product by the figures of the catalog beside, and no rules', () => {
    const { status, libraries, chunks } = sysdesign('validate', 'product.sysdesign.yaml');
    expect(status).toBe(0);
    expect(libraries).toEqual(['yaml']);
    expect(chunks).toContain('figures.cjs');
    expect(chunks).not.toContain('estimate.cjs');
  });

  it('works out no distributions but where times are asked for', () => {
    for (const [command, isAsked] of [
      ['validate', false],
      ['estimate', false],
      ['availability', false],
      ['latency', true],
    ] as const) {
      const { status, binaries } = sysdesign(command, 'timed.sysdesign.yaml');
      expect(status, command).toBe(0);
      expect(binaries.includes('convolve'), command).toBe(isAsked);
    }
  });

  it('loads the grammar of expressions for a spec that has one', () => {
    const { status, libraries } = sysdesign('estimate', 'sums.sysdesign.yaml');
    expect(status).toBe(0);
    expect(libraries).toEqual(['mathjs', 'rules', 'yaml']);
  });
});
