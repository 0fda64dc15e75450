import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly [{ readonly env: Readonly<Record<string, string>>; readonly run: string }];
  };
}
const action = parse(read('action.yml')) as Action;

const BAD =
  'sysdesign: 1\nname: shop\nflows: { pay: { rate: 10 req/s, path: api } }\ncomponents: { api: { kind: service } }\nexpect: { flows.pay.rate.mean: 20 req/s }\n';
let folder = '';

beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/prepare.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  folder = mkdtempSync(join(tmpdir(), 'action '));
  writeFileSync(join(folder, 'a shop.sysdesign.yaml'), BAD);
  // In place of the registry: the package that is asked for, as it is built here.
  writeFileSync(
    join(folder, 'npx'),
    `#!/bin/sh\n[ "$1 $2" = '--yes sysdesign@${version}' ] || exit 99\nshift 2\nexec "${process.execPath}" "${ROOT}bin/sysdesign.js" "$@"\n`,
  );
  chmodSync(join(folder, 'npx'), 0o755);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the step of the action as a runner does. */
function run(inputs: Readonly<Record<string, string>>): { readonly code: number | null; readonly out: string; readonly summary: string } {
  const values = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, { default: usual }]) => [name, String(usual)])),
    ...inputs,
  };
  const { env, run: script } = action.runs.steps[0];
  const given = Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input: keyof typeof values) => values[input] ?? ''),
    ]),
  );
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, '# Before\n');
  rmSync(join(folder, 'sysdesign.md'), { force: true });
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: `${folder}:${process.env.PATH}`, HOME: folder, RUNNER_TEMP: folder, GITHUB_STEP_SUMMARY: summary, ...given },
  });
  return { code: status, out: stdout + stderr, summary: readFileSync(summary, 'utf8') };
}

test('the action asks for this version, and says what each input is', () => {
  expect(action.runs.using).toBe('composite');
  expect(String(action.inputs.version?.default)).toBe(version);
  for (const [name, { description }] of Object.entries(action.inputs)) expect(description.length, name).toBeGreaterThan(10);
});

test('it annotates, adds to the summary of the job, writes reports and keeps the exit code', () => {
  const { code, out, summary } = run({ paths: 'a shop.sysdesign.yaml\n', sarif: 'out/report.sarif', junit: 'out/report.xml' });
  expect(code, out).toBe(1);
  expect(out).toContain('::error file=a shop.sysdesign.yaml,line=5');
  expect(summary).toMatch(/^# Before\n## sysdesign lint\n/);
  expect(summary).toContain('1 target missed');
  expect(existsSync(join(folder, 'out/report.sarif')) && existsSync(join(folder, 'out/report.xml'))).toBe(true);
});

test('it lints all below where no paths are given, and passes flags on', () => {
  const { code, out } = run({ args: '--exit-zero\n  --max-warnings=3\n' });
  expect(code, out).toBe(0);
  expect(out).toContain('checked: 1 file: 1 target missed');
});

test('an input is no part of the script', () => {
  const { code, out } = run({ paths: '$(touch made-by-an-input)\n`touch made-by-an-input`' });
  expect(code, out).toBe(2);
  expect(existsSync(join(folder, 'made-by-an-input'))).toBe(false);
});

test('hooks of pre-commit name commands that there are, and files that are specs', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly {
    readonly id: string;
    readonly entry: string;
    readonly files?: string;
  }[];
  expect(hooks.map(({ id, entry }) => `${id}: ${entry}`)).toEqual([
    'sysdesign-lint: sysdesign lint',
    'sysdesign-lint-docs: sysdesign lint',
  ]);
  const files = new RegExp(hooks[0]?.files ?? '');
  expect(['designs/shop.sysdesign.yaml', 'a.sysdesign.yml', 'shop.yaml', 'sysdesign.yaml'].map((name) => files.test(name))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('the pages show the version that there is', () => {
  for (const [, shown] of read('docs/ci.md').matchAll(/sysdesign@v?(\d+\.\d+\.\d+)/g)) expect(shown).toBe(version);
});
