import type { Fix, Judgment } from '../../../src/core/index.js';
import { evaluationOf } from '../../../src/evaluate/evaluation.js';
import { type JudgedEvaluation, withFixes } from '../../../src/fixes/index.js';
import { memoryFileSystem } from '../../../src/io/index.js';
import { askingBy, judgingBy } from '../../../src/lenses/review/analyze.js';
import { DEFAULT_RULES } from '../../../src/rules/index.js';
import { editedFiles } from '../../../src/workspace/edit-spec.js';
import { FILE, modelOf } from '../../support/estimating.js';

export const THOROUGH = { ...DEFAULT_RULES, preset: 'thorough' } as const;
export const RECOMMENDED = judgingBy(DEFAULT_RULES);

/** What is found, with the changes for one rule, or for all. */
export async function found(text: string, rule?: string, file = FILE) {
  const evaluation = await evaluationOf(await modelOf(text, file));
  // Questions are findings where they are asked for.
  const isUsual = rule === undefined || (await RECOMMENDED(evaluation)).findings.some((finding) => finding.rule === rule);
  const judging = isUsual ? RECOMMENDED : judgingBy(THOROUGH);
  const judged = await judging(evaluation);
  const findings = await withFixes(evaluation, judged, judging, {
    asking: askingBy(DEFAULT_RULES),
    isAsked: rule === undefined ? undefined : (finding) => finding.rule === rule,
  });
  return { judging, judged, findings: findings.filter((finding): finding is Judgment => finding.judges === true) };
}

export const idsOf = ({ findings, checks }: JudgedEvaluation): ReadonlySet<string> =>
  new Set([
    ...findings.flatMap((finding) => (finding.judges ? [`${finding.rule}@${finding.subject}#${finding.key ?? null}`] : [])),
    ...checks
      .filter(({ status }) => status === 'missed' || status === 'at-risk')
      .map(({ kind, name, scenario, status }) => `${kind}/${status}@${name}#${scenario}`),
  ]);
export const told = ({ resolves, adds }: Pick<Fix, 'resolves' | 'adds'>) =>
  [resolves, adds].map((names) => names.map(({ rule, subject, key }) => `${rule}@${subject}#${key}`).sort());

/** What a change does, from the file that is saved: two complete evaluations of two files. */
export async function savedDifference(text: string, fix: Fix, { judged: before, judging }: Awaited<ReturnType<typeof found>>, file = FILE) {
  const files = memoryFileSystem({ [file]: text });
  const spec = await modelOf(text, file);
  // The file that is read is the one that was loaded.
  const edited = await editedFiles(spec, fix.edits, files);
  if (!edited.ok) throw new Error(edited.findings[0]?.message);
  const after = edited.value[0]?.after ?? '';
  const judged = await judging(await evaluationOf(await modelOf(after, file)));
  const [was, is] = [idsOf(before), idsOf(judged)];
  return { after, difference: [[...was].filter((id) => !is.has(id)).sort(), [...is].filter((id) => !was.has(id)).sort()] };
}

/** The changes for one rule, by their labels. */
export const labeled = async (text: string, rule: string): Promise<ReadonlyMap<string, Fix>> => {
  const { findings } = await found(text, rule);
  return new Map(findings.flatMap(({ fixes = [] }) => fixes).map((fix) => [fix.label, fix]));
};
