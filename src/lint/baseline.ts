import { type Finding, identityOf, identityOfAny, type Range, subjectOfText } from '../core/index.js';
import type { SpecResult } from '../evaluate/result.js';

/** A finding that was there when the baseline was made: by its identity, so that neither lines nor numbers matter. */
export interface BaselineEntry {
  readonly rule: string;
  readonly subject: string;
  readonly key?: string;
  /** Where the baseline has it; left out of one that is new. */
  readonly at?: Range;
}

/** What a baseline has of one file. */
export interface BaselineOfFile {
  /** Relative to the folder of the baseline. */
  readonly file: string;
  /** Of the spec: finds it again where its file was moved. */
  readonly name: string | null;
  readonly entries: readonly BaselineEntry[];
}

export type Baseline = readonly BaselineOfFile[];

/** The entry of a finding; undefined of one that a baseline does not take: what makes a spec invalid has to be corrected. */
function entryOf(finding: Finding): BaselineEntry | undefined {
  if (finding.judges) return { rule: finding.rule, subject: finding.subject ?? '', ...(finding.key !== undefined && { key: finding.key }) };
  return finding.severity === 'error' ? undefined : { rule: finding.rule, ...subjectOfText(finding) };
}

/** As a baseline has it, and as older files may: there, a finding without a path has its sentence in place of a subject. */
function identitiesOf(finding: Finding): readonly string[] {
  const { rule, path, message, judges } = finding;
  return [identityOfAny(finding), ...(judges || path !== undefined ? [] : [identityOf({ rule, subject: message })])];
}

/** Of one file, what a baseline leaves. */
export interface AgainstBaseline {
  readonly spec: SpecResult;
  /** How many findings the baseline has. */
  readonly known: number;
  readonly stale: readonly BaselineEntry[];
}

/**
 * A result without the findings that the baseline has of its file. Targets that are missed are none of its business.
 * @param isAsked whether findings of a rule are looked for in this run: what is not looked for is not stale
 */
export function againstBaseline(spec: SpecResult, own: BaselineOfFile | undefined, isAsked: (rule: string) => boolean): AgainstBaseline {
  if (!own) return { spec, known: 0, stale: [] };
  const entries = new Map(own.entries.map((entry) => [identityOf(entry), entry]));
  const met = new Set<string>();
  const left = spec.findings.filter((finding) => {
    const known = entryOf(finding) && identitiesOf(finding).find((identity) => entries.has(identity));
    if (known !== undefined) met.add(known);
    return known === undefined;
  });
  const isInvalid = left.some(({ severity, judges }) => severity === 'error' && !judges);
  const stale = isInvalid ? [] : [...entries].flatMap(([identity, entry]) => (met.has(identity) || !isAsked(entry.rule) ? [] : [entry]));
  return { spec: { ...spec, findings: left }, known: spec.findings.length - left.length, stale };
}

/** An entry that nothing is found of any more: it would hide the next one. */
export const staleFinding = ({ rule, subject, at }: BaselineEntry, update: string): Finding => ({
  rule: 'baseline/stale',
  severity: 'warning',
  message: `the baseline has ${rule} about ${subject === '' ? 'the spec' : subject}, which is no longer found`,
  ...(at && { at }),
  help: `\`${update}\` removes it`,
});

/**
 * Which part of a baseline is of which file: by path, or for a file that was moved, by the name of its spec.
 * @param files of this run, relative to the folder of the baseline, with the names of their specs
 * @param isThere whether a file of the baseline is still where it was
 */
export function baselineByFile(
  baseline: Baseline,
  files: readonly { readonly file: string; readonly name: string | null }[],
  isThere: (file: string) => boolean,
): ReadonlyMap<string, BaselineOfFile> {
  const parts = new Map(baseline.map((part) => [part.file, part]));
  const moved = baseline.filter(({ file }) => !isThere(file));
  const found = new Map<string, BaselineOfFile>();
  for (const { file, name } of files) {
    const part = parts.get(file) ?? moved.find((one) => one.name !== null && one.name === name);
    if (part) found.set(file, part);
  }
  return found;
}

/**
 * The baseline after a run: without what is no longer found, and with what is new only where that is asked for. Files that were not looked at stay.
 */
export function updatedBaseline(
  parts: ReadonlyMap<string, BaselineOfFile>,
  untouched: Baseline,
  results: readonly { readonly file: string; readonly spec: SpecResult; readonly stale: readonly BaselineEntry[] }[],
  isAdding: boolean,
): Baseline {
  const made = results.map(({ file, spec, stale }): BaselineOfFile => {
    const known = parts.get(file)?.entries ?? [];
    const gone = new Set(stale.map(identityOf));
    const remaining = known.filter((entry) => !gone.has(identityOf(entry)));
    const added = isAdding ? spec.findings.flatMap((finding) => entryOf(finding) ?? []) : [];
    const all = new Map([...remaining, ...added].map((entry) => [identityOf(entry), entry]));
    return { file, name: spec.name ?? parts.get(file)?.name ?? null, entries: [...all.values()] };
  });
  return [...untouched, ...made].filter(({ entries }) => entries.length > 0).sort((a, b) => (a.file < b.file ? -1 : 1));
}
