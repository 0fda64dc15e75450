import type { Finding } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { invalidResult, type Result, type SpecResult, specResultOf } from '../../evaluate/result.js';
import { type Block, type Item, type Marked, type Sentence, statusLabel } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { isInvalid } from '../../report/exit-code.js';
import { findingRows } from '../../report/finding-rows.js';
import { plural } from '../../report/text.js';
import { verdictsOf } from '../../report/verdicts.js';
import { ATTRIBUTES } from '../../rules/index.js';
import type { AnalyzeOptions, Lens } from '../lens.js';
import { remarksIn } from '../shared/found.js';
import { brokenIn, judgmentsOf, suppressedIn } from '../shared/judgments.js';

/** The findings of a review, without tried changes and open questions: for a run over many files. */
export const lint: Lens = { name: 'lint', shows: () => false, judges: () => true, analyze, blocks, summary };

/** Plain values, which hold neither the graph nor the samples of a spec: of a thousand specs they would fill the memory. */
async function analyze(evaluation: Evaluation, { rules }: AnalyzeOptions): Promise<SpecResult> {
  const { file, name, summary: stated, context, conventions, checks } = await specResultOf(evaluation, { only: () => false });
  const { findings, suppressed, broken } = await judgmentsOf(evaluation, checks, new Set(ATTRIBUTES), rules);
  return {
    ...invalidResult(file, findings),
    name,
    summary: stated,
    context,
    conventions,
    checks,
    ...suppressedIn(suppressed),
    ...brokenIn(broken),
  };
}

function blocks({ file, findings, checks }: SpecResult, { quiet }: View): readonly Block[] {
  const loud = findings.filter(({ severity }) => severity === 'error' || (severity === 'warning' && !quiet));
  const remarks = quiet ? [] : findings.filter(({ severity }) => severity === 'info');
  const { listed, notes } = remarksIn(remarks);
  const failing = checks.filter(({ status }) => status === 'missed' || (status === 'at-risk' && !quiet));
  return [
    ...(loud.length === 0 ? [] : [{ kind: 'findings', findings: loud } as const]),
    ...(failing.length === 0 ? [] : [{ kind: 'verdicts', verdicts: verdictsOf(failing) } as const]),
    ...(remarks.length === 0 ? [] : [{ kind: 'list', items: [...listed.map(remarkOf), ...notesOf(file, notes)] } as const]),
    ...(loud.length + failing.length + remarks.length === 0 ? [fine(file)] : []),
    findingRows(file, findings),
  ];
}

/** Of many files, those that are fine are worth a line each only where all is wanted. */
const fine = (file: string): Block => ({
  kind: 'list',
  detail: 'verbose',
  items: [{ lead: statusLabel('good', 'ok'), text: { kind: 'text', text: file, code: true } }],
});

/** What is worth a line, not a look at the text. */
const remarkOf = ({ message, at, rule }: Finding): Item => ({
  lead: statusLabel('faint', 'info'),
  text: [message, ...(at ? [' (', { kind: 'place', at } as const, ')'] : []), ` [${rule}]`],
});

/** What a file was taken for, in a line. */
const notesOf = (file: string, notes: string | undefined): readonly Item[] =>
  notes === undefined ? [] : [{ lead: statusLabel('faint', 'info'), text: [{ kind: 'text', text: file, code: true }, `: ${notes}`] }];

/** `3 files: 1 invalid, 2 errors, 1 target missed, 5 warnings, 3 remarks`. */
export function summary({ specs }: Result): Sentence {
  const findings = specs.flatMap((spec) => spec.findings);
  const count = (severity: Finding['severity']): number => findings.filter((finding) => finding.severity === severity).length;
  const targets = (status: string): number => specs.flatMap(({ checks }) => checks).filter((check) => check.status === status).length;
  const part = (number: number, words: string, role?: Marked['role']): readonly Marked[] =>
    number === 0 ? [] : [{ kind: 'text', text: words, ...(role && { role }) }];
  const invalid = specs.filter(isInvalid).length;
  const counts = [
    ...part(invalid, `${invalid} invalid`, 'bad'),
    ...part(count('error'), plural(count('error'), 'error'), 'bad'),
    ...part(targets('missed'), `${plural(targets('missed'), 'target')} missed`, 'bad'),
    ...part(count('warning'), plural(count('warning'), 'warning'), 'warn'),
    ...part(targets('at-risk'), `${plural(targets('at-risk'), 'target')} at risk`, 'warn'),
    ...part(targets('unknown'), `${plural(targets('unknown'), 'target')} unknown`),
    ...part(count('info'), plural(count('info'), 'remark')),
  ];
  const listed = counts.flatMap((one, i) => (i === 0 ? [one] : [', ', one]));
  return [`${plural(specs.length, 'file')}: `, ...(listed.length === 0 ? ['ok'] : listed)];
}
