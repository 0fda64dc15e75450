import { dirname, relative } from 'pathe';
import { UserError } from '../core/index.js';
import { decidesAboutAll, filesOf, realPath } from '../lint/changed.js';
import { findingLine } from '../report/compact.js';
import { printable } from '../report/text.js';
import type { LoadedSpec } from '../workspace/index.js';
import type { Host } from './host.js';
import { lintSpecs } from './lint.js';
import type { LintFlags } from './lint-flags.js';
import { usage } from './options.js';
import { ANY_SPEC, configOf } from './specs.js';

/**
 * Lints, and then again what changes: a file that has, with those that include it; all of them when the configuration or the baseline does. Until it is
 * interrupted, or there is nothing to watch any more; gives the exit code of the last run.
 */
export async function watchSpecs(patterns: readonly string[], flags: LintFlags, host: Host): Promise<number> {
  const { files } = await host.io();
  if (!host.changes) throw usage('--watch needs files that can be watched');
  const real = (name: string): Promise<string> => realPath(name, files);
  /** The files that each spec is made of. */
  const parts = new Map<string, ReadonlySet<string>>();
  const onLoaded = async (loaded: LoadedSpec): Promise<void> => {
    parts.set(loaded.file, await filesOf(loaded, files));
  };
  const lint = async (which: readonly string[]): Promise<number> => {
    try {
      return await lintSpecs(which, { ...flags, onLoaded }, host);
    } catch (error) {
      // A slip while somebody types is no reason to stop.
      if (!(error instanceof UserError)) throw error;
      await host.err.write(error.findings.map((finding) => `${findingLine(finding, 'sysdesign')}\n`).join(''));
      return 2;
    }
  };
  const namedByConfig = async (): Promise<readonly string[]> => {
    try {
      return (await configOf(host, flags)).specs;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [];
    }
  };
  /** The files that would be linted now: none where that is a mistake, of which the next run of all tells. */
  const asked = async (): Promise<readonly { readonly file: string; readonly real: string }[]> => {
    const named = patterns.length > 0 ? patterns : await namedByConfig();
    const found = await files.expand(named.length > 0 ? named : [ANY_SPEC]);
    return found.ok ? await Promise.all(found.value.map(async (file) => ({ file, real: await real(file) }))) : [];
  };
  let code = await lint(patterns);
  const folders = new Set([...parts.values()].flatMap((names) => [...names].map((name) => dirname(name))));
  for await (const changed of host.changes([...folders, files.cwd])) {
    const names = new Set(await Promise.all(changed.map(real)));
    const isAll = [...names].some(decidesAboutAll);
    const touched = [...parts].filter(([, own]) => [...own].some((name) => names.has(name))).map(([file]) => file);
    const known = new Set([...parts.values()].flatMap((own) => [...own]));
    const fresh = [...names].some((name) => !known.has(name)) ? await asked() : [];
    const there: string[] = [];
    // A file that is gone may come back: editors write another one and rename it. What is none, such as a pipe, would be waited for.
    for (const file of [...touched, ...fresh.filter(({ real: name }) => names.has(name) && !known.has(name)).map(({ file: own }) => own)])
      if ((await files.stat(file))?.kind === 'file') there.push(file);
    if (!isAll && there.length === 0) continue;
    await host.err.write(`${[...names].map((name) => printable(relative(files.cwd, name))).join(', ')}:\n`);
    code = await lint(isAll ? patterns : there);
  }
  return code;
}
