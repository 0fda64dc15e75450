import type { ResultOptions } from '../evaluate/result.js';
import { overloadsOf } from './overload.js';
import type { SpecResult } from './results.js';

/**
 * The one command that tells most now: about what is missed, else about what is overloaded, else about the largest doubt, else about the first peak. In pieces that may
 * stand on a line each.
 */
export function nextStep(spec: SpecResult, options: ResultOptions, example: string | undefined): readonly string[] | undefined {
  const missed = spec.checks.find((check) => check.status === 'missed');
  const overload = missed ? undefined : overloadsOf(spec.facts)[0]?.id;
  const troubled = missed ?? (overload === undefined ? spec.checks.find((check) => check.status === 'at-risk') : undefined);
  const fact =
    troubled?.fact ??
    overload ??
    spec.drivers[0]?.of ??
    spec.facts.find((entry) => entry.state === 'known' && /^flows\.[^.]+\.rate\.peak$/.test(entry.id))?.id ??
    spec.facts.find((entry) => entry.state === 'known' && entry.formula !== null)?.id;
  if (fact === undefined) return undefined;
  const scenario = troubled?.scenario ?? options.scenario;
  return [
    'sysdesign explain',
    fact,
    example === undefined ? targetOf(spec.file) : `--example ${example}`,
    ...(scenario === null ? [] : [`--scenario ${scenario}`]),
  ];
}

/** A file in the form that a shell takes; standard input cannot be read twice, so it is left to the reader. */
export function targetOf(file: string): string {
  if (file === '<stdin>') return '-';
  return /^[\w./@:+-]+$/.test(file) ? file : `'${file.replaceAll("'", "'\\''")}'`;
}
