import type { SpecResult } from '../evaluate/result.js';
import { changedFiles, isTouched } from '../lint/changed.js';
import { lintSpec } from '../lint/run.js';
import { rulesAsked } from '../lint/selection.js';
import type { RulesConfig } from '../rules/index.js';
import type { Config } from '../workspace/config.js';
import { rulesConfigOf } from '../workspace/config-rules.js';
import type { Io } from '../workspace/load.js';
import type { Host } from './host.js';
import { type FileShard, type LintAsked, type LintFlags, lintAsked } from './lint-flags.js';
import { withDefaults } from './options.js';
import { configOf, type Loaded, specsOf } from './specs.js';

/** What a run works with, in each of the threads that it has. */
export interface LintRun {
  readonly flags: LintFlags;
  readonly io: Io;
  readonly config: Config;
  readonly asked: LintAsked;
  readonly rules: RulesConfig;
}

/** @throws UserError for flags that mean nothing, and a configuration that is broken */
export async function lintRun(given: LintFlags, host: Host): Promise<LintRun> {
  const { shard } = given;
  const config = await configOf(host, given);
  const asked = lintAsked(given, config.failOn);
  return {
    flags: shard ? { ...given, isAsked: (file: string) => isIn(shard, file) } : given,
    io: await host.io(),
    config,
    asked,
    rules: rulesAsked(rulesConfigOf(config, given.preset), asked.selection, asked.settings),
  };
}

/** What became of the files: null for one that is no spec, or that has not changed. */
export interface Linted extends Loaded<SpecResult | null> {
  /** Why some were not linted: a bug, or memory that ran out. */
  readonly unfinished?: string;
}

/**
 * Lints files, one after the other.
 * @param keep what is kept of each, as soon as it is done
 */
export async function lintFiles<T>(
  patterns: readonly string[],
  { flags, io, config, rules }: LintRun,
  keep: (spec: SpecResult | null) => T,
): Promise<Loaded<T>> {
  const options = { ...withDefaults({}, config), rules };
  const changed = flags.changed === undefined ? undefined : await changedFiles(io, flags.changed === true ? 'HEAD' : flags.changed);
  return await specsOf(patterns, flags, config, io, async (loaded) => {
    await flags.onLoaded?.(loaded);
    return keep(changed && !(await isTouched(loaded, changed, io.files)) ? null : await lintSpec(loaded, options));
  });
}

/** Whether a file is in a part: by its name alone, so that each is in one, whatever is linted beside it. */
const isIn = ({ index, count }: FileShard, file: string): boolean =>
  [...file].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7) % count === index - 1;
