import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Compiled code that Node keeps between runs. `.ci/run` asks the same of the packed tool on the versions of Node that do. */

const BIN = fileURLToPath(new URL('../../../bin/sysdesign.js', import.meta.url));
const keeps = 'enableCompileCache' in module;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compile-cache-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command line in an empty project; what lies in the folder afterwards. */
function filesAfter(env: Readonly<Record<string, string>>): readonly string[] {
  const project = join(folder, 'project');
  mkdirSync(project, { recursive: true });
  const { PATH = '', SystemRoot = '' } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [BIN, 'calc', '1 + 1'], {
    cwd: project,
    encoding: 'utf8',
    env: { PATH, SystemRoot, ...env },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readdirSync(project)).toEqual([]);
  return readdirSync(folder).filter((name) => name !== 'project');
}

describe.skipIf(process.platform === 'win32')('compiled code that is kept between runs', () => {
  it('lies in the cache folder of the user', () => {
    const cache = join(folder, 'cache');
    expect(filesAfter({ XDG_CACHE_HOME: cache })).toEqual(keeps ? ['cache'] : []);
    if (keeps) expect(readdirSync(cache)).toEqual(['sysdesign']);
  });

  it('lies where NODE_COMPILE_CACHE says', () => {
    const env = { XDG_CACHE_HOME: join(folder, 'cache'), NODE_COMPILE_CACHE: join(folder, 'other') };
    expect(filesAfter(env)).toEqual(keeps ? ['other'] : []);
  });

  it('is not kept with NODE_DISABLE_COMPILE_CACHE', () => {
    expect(filesAfter({ XDG_CACHE_HOME: join(folder, 'cache'), NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual([]);
  });

  it('is done without where there is no folder for it', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const none = [
      {},
      { HOME: '' },
      { HOME: '.' },
      { XDG_CACHE_HOME: 'cache' },
      { HOME: file },
      { HOME: '/proc' },
      { XDG_CACHE_HOME: '/proc/self/cache' },
    ];
    for (const env of none) expect(filesAfter(env), JSON.stringify(env)).toEqual(['file']);
    expect(filesAfter({ HOME: join(folder, 'nobody') })).toEqual(['file']);
  });
});
