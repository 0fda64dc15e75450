import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { failure, type Outcome, success } from '../core/index.js';
import { noAnswer } from './findings.js';
import type { Git } from './git.js';

/** What a repository may set is not to run anything here, nor to change how names are printed. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false', '-c', 'diff.external='];
const MAX_ANSWER = 64_000_000;

type Answer = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** Git as it is installed, asked without a shell. @param cwd a folder of the repository */
export function nodeGit(cwd: string): Git {
  const ask = (args: readonly string[], folder = cwd): Promise<Answer> =>
    new Promise((resolve) => {
      execFile('git', [...SAFE, ...args], { cwd: folder, maxBuffer: MAX_ANSWER, windowsHide: true }, (error, out, err) => {
        if (!error) resolve({ ok: true, text: out });
        else
          resolve({ ok: false, why: 'code' in error && error.code === 'ENOENT' ? 'git is not installed' : (err.split('\n', 1)[0] ?? '') });
      });
    });
  const names = (text: string): readonly string[] => text.split('\0').filter((name) => name !== '');

  const changedSince = async (ref: string): Promise<Outcome<readonly string[]>> => {
    const top = await ask(['rev-parse', '--show-toplevel']);
    if (!top.ok) return failure(noAnswer(top.why === 'git is not installed' ? top.why : 'this is no git repository'));
    const root = top.text.replace(/\r?\n$/, '');
    // A name that begins with a dash would be a flag.
    const commit = ref.startsWith('-') ? undefined : await ask(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`]);
    if (!commit?.ok)
      return failure(noAnswer(`the repository has no commit "${ref}"`, 'in CI, fetch it first: a shallow clone has one commit'));
    const hash = commit.text.trim();
    const base = await ask(['merge-base', hash, 'HEAD']);
    const diff = await ask(
      [
        'diff',
        '--name-only',
        '-z',
        '--no-ext-diff',
        '--no-textconv',
        '--no-renames',
        '--diff-filter=d',
        base.ok ? base.text.trim() : hash,
        '--',
      ],
      root,
    );
    const untracked = await ask(['ls-files', '--others', '--exclude-standard', '-z'], root);
    if (!diff.ok) return failure(noAnswer(diff.why));
    if (!untracked.ok) return failure(noAnswer(untracked.why));
    return success([...new Set([...names(diff.text), ...names(untracked.text)])].map((name) => join(root, name)).sort());
  };

  return { changedSince };
}
