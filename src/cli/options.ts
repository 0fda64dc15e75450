import type { Command } from 'commander';
import { type Finding, UserError } from '../core/index.js';
import { FORMATS } from '../report/index.js';

/** Flags of the commands that read specs, as commander gives them. */
export interface SpecFlags {
  readonly format?: readonly string[];
  readonly output?: string;
  readonly set?: readonly string[];
  readonly scenario?: string;
  readonly seed?: number;
  readonly samples?: number;
  readonly example?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly strict?: boolean;
  readonly color: boolean;
  readonly trustConfig?: boolean;
  readonly stdinFilename?: string;
  /** Which files are read, of a run that is one of several. */
  readonly isAsked?: (file: string) => boolean;
  readonly debug?: boolean;
}

/** Gathers the values of a flag that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export const addSpecs = (command: Command): Command =>
  command
    .argument('[specs...]', 'files, folders, globs, or - for standard input (default: the specs of the config, else all below)')
    .option('--example <name>', 'use a built-in example instead of a file');

/** Of commands that judge nothing: there is no problem to put on a line. */
export const UNJUDGED = ['pretty', 'json', 'markdown', 'csv'] as const;

/** The flags of a command that prints these formats: its help lists no other. */
export const addFormats = (command: Command, formats: readonly string[]): Command =>
  command
    .option(
      '-f, --format <name>',
      `${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}; name=file writes it to a file (repeatable)`,
      collect,
    )
    .option('-o, --output <file>', 'write the result to a file');

export const addOutput = (command: Command, formats: readonly string[] = FORMATS): Command =>
  addFormats(command, formats).option('--quiet', 'only problems and the summary');

/** The flag of commands whose exit code judges: what is not known is no reason to be content. */
export const addStrict = (command: Command): Command =>
  command.option('--strict', 'a target that cannot be judged fails too (exit code 1)');

export const addChanges = (command: Command): Command =>
  command
    .option('--set <path=value>', 'change a value of the spec: flows.read.rate=5k req/s, or x2 (repeatable)', collect)
    .option('--scenario <name>', 'apply a scenario of the spec')
    .option('--seed <number>', 'seed of the samples', wholeNumber('--seed', 0, 2 ** 32 - 1))
    .option('--samples <number>', 'how many samples uncertainty is worked out with', wholeNumber('--samples', 100, 1_000_000));

export function wholeNumber(flag: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,10}$/.test(text.trim()) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) throw usage(`${flag} takes a whole number from ${least} to ${most}, not "${text}"`);
    return value;
  };
}

export interface ChangeOptions {
  readonly scenario?: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly seed?: number;
  readonly samples?: number;
  readonly today?: string;
}

/** The flags that change a spec, as the workspace takes them. */
export function changesFromFlags(flags: SpecFlags): ChangeOptions {
  const set = (flags.set ?? []).map((text): readonly [path: string, value: string] => {
    const equals = text.indexOf('=');
    const path = equals < 0 ? '' : text.slice(0, equals).trim();
    if (path === '') throw usage(`--set takes path=value, not "${text}"`, 'for example --set "flows.read.rate=5k req/s"');
    return [path, text.slice(equals + 1).trim()];
  });
  const { scenario, seed, samples } = flags;
  return {
    ...(scenario === undefined ? {} : { scenario }),
    ...(set.length === 0 ? {} : { set: Object.fromEntries(set) }),
    ...(seed === undefined ? {} : { seed }),
    ...(samples === undefined ? {} : { samples }),
  };
}

/** What the command line states goes before what the config states. */
export const withDefaults = (
  asked: ChangeOptions,
  { seed, samples, today }: Pick<ChangeOptions, 'seed' | 'samples' | 'today'>,
): ChangeOptions => ({
  ...(seed === undefined ? {} : { seed }),
  ...(samples === undefined ? {} : { samples }),
  ...(today === undefined ? {} : { today }),
  ...asked,
});

/** A mistake in the command line itself. */
export function usage(message: string, help?: string, suggestion?: string): UserError {
  const finding: Finding = {
    rule: 'usage/argument',
    severity: 'error',
    message,
    ...(help === undefined ? {} : { help }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
  return new UserError(finding);
}
