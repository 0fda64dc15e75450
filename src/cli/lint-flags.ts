import { type Confidence, type Severity, suggest } from '../core/index.js';
import type { FindingSelection } from '../lint/selection.js';
import type { ExitCriteria } from '../report/index.js';
import type { LoadedSpec } from '../workspace/load.js';
import { type SpecFlags, usage } from './options.js';

/** Flags of `lint`, as commander gives them. */
export interface LintFlags extends SpecFlags {
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly failOn?: string;
  readonly maxWarnings?: number;
  readonly minConfidence?: string;
  readonly maxProblems?: number;
  readonly exitZero?: boolean;
  readonly shard?: FileShard;
  /** Threads that share the files. */
  readonly jobs?: number;
  /** Slips of the text alone, or designs as well. */
  readonly fix?: 'slips' | 'all';
  readonly fixDryRun?: boolean;
  readonly watch?: boolean;
  /** Called for each spec that is read, by a run that is one of several. */
  readonly onLoaded?: (loaded: LoadedSpec) => Promise<void>;
  readonly suppressions?: boolean;
  /** A commit, or true for the last one. */
  readonly changed?: string | true;
  /** A file, or false for none; else the usual one, where it is there. */
  readonly baseline?: string | false;
  readonly printConfig?: boolean;
}

/** One of several parts of all files. */
export interface FileShard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** `2/4`. */
export function fileShardOf(text: string): FileShard {
  const [, index = '', count = ''] = /^(\d{1,4})\/(\d{1,4})$/.exec(text.trim()) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw usage(`--shard takes a part of all, such as 2/4, not "${text}"`);
}

/** What the flags come to. */
export interface LintAsked {
  readonly selection: FindingSelection;
  /** Rule -> severity. */
  readonly settings: ReadonlyMap<string, Severity | 'off'>;
  readonly exitCriteria: ExitCriteria;
}

const SEVERITIES = ['error', 'warning', 'info', 'off'] as const;
const LEVELS = ['low', 'medium', 'high'] as const;

/**
 * @param failOn that of the configuration
 * @throws UserError for a value that there is not
 */
export function lintAsked(flags: LintFlags, failOn: ExitCriteria['failOn']): LintAsked {
  const { strict, maxWarnings } = flags;
  const least = flags.failOn === undefined ? failOn : oneOf(flags.failOn, SEVERITIES, '--fail-on');
  return {
    selection: {
      only: (flags.only ?? []).flatMap((text) => text.split(',')).flatMap((word) => word.trim() || []),
      minConfidence: flags.minConfidence === undefined ? 'low' : oneOf<Confidence>(flags.minConfidence, LEVELS, '--min-confidence'),
    },
    settings: new Map((flags.rule ?? []).map(settingOf)),
    exitCriteria: {
      ...(strict && { isStrict: true }),
      ...(least !== undefined && { failOn: least }),
      ...(maxWarnings !== undefined && { maxWarnings }),
    },
  };
}

function settingOf(text: string): readonly [string, Severity | 'off'] {
  const equals = text.lastIndexOf('=');
  const id = text.slice(0, Math.max(0, equals)).trim();
  if (id === '') throw usage(`--rule takes id=severity, not "${text}"`, 'for example --rule load/spike-needs-queue=error');
  return [id, oneOf(text.slice(equals + 1).trim(), SEVERITIES, '--rule')];
}

function oneOf<T extends string>(word: string, words: readonly T[], flag: string): T {
  const found = words.find((one) => one === word);
  if (found !== undefined) return found;
  const near = suggest(word, words);
  throw usage(`${flag} takes ${words.join(', ')}, not "${word}"`, near === undefined ? undefined : `did you mean "${near}"?`, near);
}
