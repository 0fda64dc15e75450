import { invalidResult, type SpecResult } from '../evaluate/result.js';
import type { FileSystem } from '../io/index.js';
import { isOn, RULES, type RulesConfig, rulesFor } from '../rules/index.js';
import { againstBaseline, type Baseline, type BaselineEntry, type BaselineOfFile, baselineByFile, staleFinding } from './baseline.js';
import { BASELINE_NAME, fileOfBaseline, nameInBaseline, readBaseline } from './baseline-file.js';

/** One linted file beside what the baseline has of it. */
export interface Compared {
  /** As the baseline names it. */
  readonly file: string;
  readonly spec: SpecResult;
  readonly known: number;
  readonly stale: readonly BaselineEntry[];
}

export interface BaselineComparison {
  readonly compared: readonly Compared[];
  readonly parts: ReadonlyMap<string, BaselineOfFile>;
  /** Parts of files that were not looked at, and still are there. */
  readonly untouched: Baseline;
  /** Parts of files that are gone. */
  readonly gone: Baseline;
}

/** Which findings of a run a baseline has, and which of its entries are found no more. */
export async function compareWithBaseline(
  specs: readonly SpecResult[],
  baseline: Baseline,
  path: string,
  rules: RulesConfig,
  files: FileSystem,
): Promise<BaselineComparison> {
  const named = specs.map((spec) => ({ file: nameInBaseline(spec.file, path, files.cwd), name: spec.name, spec }));
  const there = new Set<string>();
  for (const { file } of baseline) if (await files.exists(fileOfBaseline(file, path))) there.add(file);
  const parts = baselineByFile(baseline, named, (file) => there.has(file));
  const askedOf = ({ file }: SpecResult): ((id: string) => boolean) => {
    const own = rulesFor(rules, file);
    return (id) => !RULES.some((rule) => rule.id === id && !isOn(rule, own));
  };
  const used = new Set(parts.values());
  const rest = baseline.filter((part) => !used.has(part));
  return {
    compared: named.map(({ file, spec }) => ({ file, ...againstBaseline(spec, parts.get(file), askedOf(spec)) })),
    parts,
    untouched: rest.filter(({ file }) => there.has(file)),
    gone: rest.filter(({ file }) => !there.has(file)),
  };
}

/** The baseline that is asked for: null for none. */
async function baselineAsked(asked: string | false | undefined, files: FileSystem): Promise<string | null> {
  if (typeof asked === 'string') return asked;
  return asked === undefined && (await files.exists(BASELINE_NAME)) ? BASELINE_NAME : null;
}

/** Results without what the baseline has, and with what in it is stale. */
export async function comparedWithBaseline(
  specs: readonly SpecResult[],
  rules: RulesConfig,
  asked: string | false | undefined,
  files: FileSystem,
): Promise<{ readonly specs: readonly SpecResult[]; readonly known: number }> {
  const path = await baselineAsked(asked, files);
  if (path === null) return { specs, known: 0 };
  const { compared, gone } = await compareWithBaseline(specs, await readBaseline(path, files, asked !== undefined), path, rules, files);
  const update = path === BASELINE_NAME ? 'sysdesign baseline update' : `sysdesign baseline update --baseline ${path}`;
  const shown = compared.map(({ spec, stale }) =>
    stale.length === 0 ? spec : { ...spec, findings: [...spec.findings, ...stale.map((entry) => staleFinding(entry, update))] },
  );
  const ofNoFile = gone.flatMap(({ entries }) => entries.map((entry) => staleFinding(entry, update)));
  return {
    specs: ofNoFile.length === 0 ? shown : [...shown, invalidResult(files.display(path), ofNoFile)],
    known: compared.reduce((sum, { known }) => sum + known, 0),
  };
}
