import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/io/index.js';
import { nodeFileSystem } from '../../src/io/node-file-system.js';
import { nodeGit } from '../../src/io/node-git.js';
import { changedFiles, isTouched } from '../../src/lint/changed.js';
import { loadSpecs } from '../../src/workspace/index.js';

let root = '';
const at = (name: string): string => join(root, name);
const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'protocol.file.allow=always', ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const write = (name: string, text: string): void => {
  mkdirSync(join(at(name), '..'), { recursive: true });
  writeFileSync(at(name), text);
};
const spec = (name: string, more = ''): string => `sysdesign: 1\nname: ${name}\n${more}`;
const io = () => ({ files: nodeFileSystem(root), clock: fixedClock('2026-11-01'), git: async () => nodeGit(root) });

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'changed ')));
  git('init', '-q', '-b', 'main');
  write('plain.sysdesign.yaml', spec('plain'));
  write('große Pläne/a b.sysdesign.yaml', spec('spaced'));
  write('whole.sysdesign.yaml', spec('whole', 'include: [parts/part.yaml]\n'));
  write('parts/part.yaml', 'tier: critical\n');
  write('old.sysdesign.yaml', spec('renamed', '# a line\n# another\n'));
  write('gone.sysdesign.yaml', spec('gone'));
  git('add', '-A');
  git('commit', '-qm', 'One');
  git('checkout', '-qb', 'work');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const changedSince = async (ref: string): Promise<readonly string[] | string> => {
  const found = await nodeGit(root).changedSince(ref);
  return found.ok ? found.value.map((path) => path.slice(root.length + 1)) : `${found.findings[0]?.rule}: ${found.findings[0]?.message}`;
};

describe('what has changed in a repository', () => {
  test('is nothing at first', async () => {
    expect(await changedSince('HEAD')).toEqual([]);
  });

  test('is what was edited, renamed and made, whatever its name, and not what is gone', async () => {
    write('große Pläne/a b.sysdesign.yaml', spec('spaced', 'tier: critical\n'));
    git('mv', 'old.sysdesign.yaml', 'new.sysdesign.yaml');
    git('rm', '-q', 'gone.sysdesign.yaml');
    write('made.sysdesign.yaml', spec('made'));
    expect(await changedSince('HEAD')).toEqual(['große Pläne/a b.sysdesign.yaml', 'made.sysdesign.yaml', 'new.sysdesign.yaml'].sort());
  });

  test('is that of the branch alone, also where the other one went on', async () => {
    git('add', '-A');
    git('commit', '-qm', 'Two');
    git('checkout', '-q', 'main');
    write('plain.sysdesign.yaml', spec('plain', 'tier: internal\n'));
    git('commit', '-qam', 'Three');
    git('checkout', '-q', 'work');
    expect(await changedSince('HEAD')).toEqual([]);
    expect(await changedSince('main')).toEqual(['große Pläne/a b.sysdesign.yaml', 'made.sysdesign.yaml', 'new.sysdesign.yaml'].sort());
  });

  test.each(['nowhere', '--output=x', 'HEAD:plain.sysdesign.yaml', ''])('is an error for what is no commit: "%s"', async (ref) => {
    expect(await changedSince(ref)).toBe(`io/git: the repository has no commit "${ref}"`);
  });

  test('is an error where there is no repository', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'no-repository-'));
    const found = await nodeGit(elsewhere).changedSince('HEAD');
    rmSync(elsewhere, { recursive: true });
    expect(found.ok || found.findings[0]?.message).toBe('this is no git repository');
  });
});

describe('what is linted again', () => {
  const touched = async (): Promise<readonly string[]> => {
    const changed = await changedFiles(io(), 'HEAD');
    const specs = await loadSpecs(['.'], io());
    if (!changed) return ['all'];
    const found = await Promise.all(specs.map(async (one) => ((await isTouched(one, changed, io().files)) ? [one.file] : [])));
    return found.flat();
  };

  test('is what includes something that has changed', async () => {
    write('parts/part.yaml', 'tier: standard\n');
    expect(await touched()).toEqual(['whole.sysdesign.yaml']);
  });

  test('is what cannot be read, where it has changed', async () => {
    write('plain.sysdesign.yaml', 'sysdesign: 1\nname: "open\n');
    expect(await touched()).toEqual(['plain.sysdesign.yaml', 'whole.sysdesign.yaml']);
  });

  test('is everything where the configuration has', async () => {
    write('sysdesign.config.yaml', 'seed: 2\n');
    expect(await touched()).toEqual(['all']);
  });

  test('a submodule is not looked into', async () => {
    rmSync(at('sysdesign.config.yaml'));
    const other = mkdtempSync(join(tmpdir(), 'module-'));
    execFileSync('git', ['clone', '-q', root, other], { stdio: 'ignore' });
    git('submodule', '--quiet', 'add', other, 'module');
    expect(await changedSince('HEAD')).toContain('module');
    expect((await touched()).some((file) => file.startsWith('module/'))).toBe(false);
    rmSync(other, { recursive: true, force: true });
  });
});
