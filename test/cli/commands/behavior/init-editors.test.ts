import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv, { type ValidateFunction } from 'ajv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/** What an editor does with the first line of a new file: it looks for the schema from the file on, and checks the file against it. */

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const NOTES = ['x-field', 'x-words', 'x-short-for', 'x-stands-for', 'x-bound', 'x-default', 'x-default-of'];

let folder = '';
beforeAll(() => {
  execFileSync(process.execPath, [join(ROOT, 'scripts/prepare.mjs')], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  folder = mkdtempSync(join(tmpdir(), 'init-editors-'));
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A folder of its own; with `installed`, with the package in its node_modules. */
function project(name: string, installed: boolean): string {
  const path = join(folder, name);
  mkdirSync(path);
  if (installed) {
    mkdirSync(join(path, 'node_modules'));
    symlinkSync(ROOT, join(path, 'node_modules/sysdesign'), 'junction');
  }
  return path;
}

const init = (cwd: string, ...argv: readonly string[]): string =>
  execFileSync(process.execPath, [join(ROOT, 'bin/sysdesign.js'), 'init', ...argv], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

function validatorFor(file: string): ValidateFunction {
  const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)/.exec(readFileSync(file, 'utf8')) ?? [];
  const text = readFileSync(join(dirname(file), schema), 'utf8');
  expect(text).toBe(readFileSync(join(ROOT, 'schemas/spec.schema.json'), 'utf8'));
  return new Ajv({ discriminator: true, allowUnionTypes: true, strictRequired: false, keywords: NOTES }).compile(JSON.parse(text));
}

describe('the schema that a new spec names', () => {
  test.each([
    ['an empty folder', 'empty', false],
    ['a project that has the package', 'installed', true],
  ])('is found from %s, and from a folder below', (_, name, installed) => {
    const path = project(name, installed);
    init(path, '--template', 'chat');
    init(path, 'designs/', '--template', 'web-app');
    for (const file of ['chat.sysdesign.yaml', 'designs/web-app.sysdesign.yaml']) {
      const validate = validatorFor(join(path, file));
      const spec: unknown = parse(readFileSync(join(path, file), 'utf8'));
      expect(validate(spec), JSON.stringify(validate.errors)).toBe(true);
      expect(validate({ ...(spec as object), flwos: {} })).toBe(false);
    }
    expect(readdirSync(path).includes('sysdesign.schema.json')).toBe(!installed);
    expect(readdirSync(join(path, 'designs'))).toEqual(['web-app.sysdesign.yaml']);
  });

  test('is said to have been written, once', () => {
    const path = project('twice', false);
    expect(init(path, '--template', 'chat')).toBe(
      'wrote chat.sysdesign.yaml\nwrote sysdesign.schema.json, by which editors complete and check it\n\nNext: sysdesign estimate chat.sysdesign.yaml\n',
    );
    expect(init(path, '--template', 'feed')).toBe('wrote feed.sysdesign.yaml\n\nNext: sysdesign estimate feed.sysdesign.yaml\n');
  });
});
