import {
  type CheckResult,
  type Edit,
  type Finding,
  type FindingName,
  type Fix,
  type FixNumber,
  identityOf,
  type Judgment,
} from '../core/index.js';
import { costDifference } from '../evaluate/cost-difference.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { editsFor, evaluationUnder } from '../evaluate/tried.js';
import { uncheckedId } from '../facts/index.js';
import { editedTexts, linesChanged } from '../source/edit/index.js';
import { editedRoot, keepsWholes } from '../spec/index.js';
import type { Proposal } from './about.js';

/** All that a complete look at an evaluation finds. */
export interface JudgedEvaluation {
  readonly findings: readonly Finding[];
  readonly checks: readonly CheckResult[];
}

export type Judging = (evaluation: Evaluation) => Promise<JudgedEvaluation>;

/** What one try of a literal takes; anything else makes the whole spec anew, which takes several times as long (measured at 30 and 100 components). */
export const STRUCTURE = 6;

export const isSame = (name: FindingName, { rule, subject = '', key }: Judgment): boolean =>
  name.rule === rule && name.subject === subject && name.key === (key ?? null);

/** Tries changes of one evaluation, each once. */
export class Trying {
  readonly #evaluation: Evaluation;
  readonly #judged: JudgedEvaluation;
  readonly #judging: Judging;
  readonly #tried = new Map<string, Fix | null>();
  readonly #written = new Map<Fix, Fix>();
  readonly #names: ReadonlyMap<string, FindingName>;
  /** The evaluations with the changes that are tried, for what is asked of them next. */
  readonly #evaluations = new Map<string, Evaluation>();
  /** Of each change the targets that are missed by more with it. */
  readonly #further = new Map<Fix, ReadonlySet<string>>();

  constructor(evaluation: Evaluation, judged: JudgedEvaluation, judging: Judging) {
    this.#evaluation = evaluation;
    this.#judged = judged;
    this.#judging = judging;
    this.#names = namesOf(judged);
  }

  isTried({ edits }: Proposal): boolean {
    return this.#tried.has(this.#idOf(edits));
  }

  /** How much work it is to try a change, in tries of a literal. */
  effort(proposal: Proposal): number {
    if (this.isTried(proposal)) return 0;
    const { leaves } = this.#evaluation.spec;
    const isLiteral = editsFor(this.#evaluation, proposal.edits).every((edit) => edit.do === 'set' && leaves.has(edit.path));
    return isLiteral ? 1 : STRUCTURE;
  }

  #idOf(edits: readonly Edit[]): string {
    return JSON.stringify(editsFor(this.#evaluation, edits));
  }

  /** The evaluation with a change that was tried; undefined for one that cannot be made. */
  evaluationWith(edits: readonly Edit[]): Evaluation | undefined {
    return this.#evaluations.get(this.#idOf(edits));
  }

  /** With how many lines of the files it takes, or why it cannot be written. */
  written(fix: Fix): Fix {
    const known = this.#written.get(fix) ?? { ...fix, ...writtenWith(this.#evaluation, fix.edits) };
    this.#written.set(fix, known);
    return known;
  }

  /** What a change does, without what it takes to write it; null for one that cannot be made, that mends nothing, or that does more harm than good. */
  async fix(proposal: Proposal): Promise<Fix | null> {
    const fix = await this.change(proposal);
    if (!fix || fix.resolves.length === 0 || fix.adds.some(({ severity }) => severity === 'error')) return null;
    return worth(fix) < 0 ? null : fix;
  }

  /** What a change does, whatever that is; null for one that cannot be made. */
  async change({ label, edits: asked, grows = [] }: Proposal): Promise<Fix | null> {
    const edits = editsFor(this.#evaluation, asked);
    const id = JSON.stringify(edits);
    const known = this.#tried.get(id);
    if (known !== undefined) return known;
    const fix = await this.#try(label, edits, grows);
    this.#tried.set(id, fix);
    return fix;
  }

  async #try(label: string, edits: readonly Edit[], grows: readonly string[]): Promise<Fix | null> {
    const after = await evaluationUnder(this.#evaluation, edits);
    if (!after.ok || !keepsWholes(this.#evaluation.model, after.value.model)) return null;
    this.#evaluations.set(this.#idOf(edits), after.value);
    const judged = await this.#judging(after.value);
    const names = namesOf(judged);
    const resolves = [...this.#names].filter(([id]) => !names.has(id)).map(([, name]) => name);
    const adds = [...names].filter(([id]) => !this.#names.has(id)).map(([, name]) => name);
    const fix: Fix = {
      label,
      edits,
      resolves,
      adds,
      numbers: this.#numbers(after.value, resolves),
      cost: costDifference(this.#evaluation.graph, after.value.graph, grows),
      unit: this.#evaluation.graph.get('totals.cost').unit ?? '',
      lines: null,
    };
    this.#further.set(fix, furtherFrom(this.#judged.checks, judged.checks));
    return fix;
  }

  /** Whether a finding is about a promise, and a change makes it missed by more: what mends a loss of regions by more losses of instances. */
  isFurtherFrom(subject: string | undefined, fix: Fix): boolean {
    const [, promise] = /^requirements\.(?:quality|agreements)\.([^.]+)$/.exec(subject ?? '') ?? [];
    return promise !== undefined && (this.#further.get(fix)?.has(promise) ?? false);
  }

  /** What of the facts that people look at has become something else: first those that are promised, then those of what is mended. */
  #numbers(after: Evaluation, resolves: readonly FindingName[]): readonly FixNumber[] {
    const promised = this.#judged.checks.filter(({ scenario }) => scenario === null).map(({ fact }) => fact);
    const compared = this.#judged.findings.flatMap((finding) =>
      finding.judges && resolves.some((name) => isSame(name, finding)) ? (finding.facts ?? []) : [],
    );
    const numbers: FixNumber[] = [];
    for (const fact of new Set([...promised, ...compared])) {
      const id = uncheckedId(fact);
      const [was, is] = [this.#evaluation.graph.get(id), after.graph.get(id)];
      if (was.state !== 'known' || is.state !== 'known' || was.word !== undefined || is.word !== undefined) continue;
      if (isOther(was.value, is.value)) numbers.push({ fact, unit: was.unit, before: was.value, after: is.value });
    }
    return numbers;
  }
}

/** Names of the requirements that are missed, or at risk, and by more than before. */
function furtherFrom(before: readonly CheckResult[], after: readonly CheckResult[]): ReadonlySet<string> {
  const margins = new Map(
    before.flatMap(({ kind, name, scenario, margin }) => (kind === 'requirement' && scenario === null ? [[name, margin]] : [])),
  );
  const isFurther = ({ name, margin, status }: CheckResult): boolean => {
    const was = margins.get(name);
    return status !== 'met' && was !== undefined && was !== null && margin !== null && margin < was - 1e-9;
  };
  return new Set(
    after
      .filter(({ kind, scenario }) => kind === 'requirement' && scenario === null)
      .filter(isFurther)
      .map(({ name }) => name),
  );
}

/** More than rounding; of shares near one, of what is missing. */
const isOther = (a: number, b: number): boolean => {
  const size = Math.max(Math.abs(a), Math.abs(b));
  const scale = size <= 1 && size > 0.9 ? Math.max(1 - a, 1 - b) : size;
  return Math.abs(a - b) > 0.001 * scale;
};

/** Findings that judge, and targets that are missed or at risk, by what tells them apart. */
function namesOf({ findings, checks }: JudgedEvaluation): ReadonlyMap<string, FindingName> {
  const names = new Map<string, FindingName>();
  for (const finding of findings) {
    if (!finding.judges) continue;
    const { rule, subject = '', key = null, severity } = finding;
    names.set(identityOf(finding), { rule, subject, key, severity });
  }
  for (const { kind, name, scenario, status } of checks) {
    if (status !== 'missed' && status !== 'at-risk') continue;
    // An expectation pins a number of today: what changes the design may move it.
    const severity = status === 'missed' && kind === 'requirement' ? 'error' : 'warning';
    names.set(`${kind}/${status}@${name}#${scenario}`, { rule: `${kind}/${status}`, subject: name, key: scenario, severity });
  }
  return names;
}

const WEIGHTS = { error: 9, warning: 3, info: 1 } as const;
export const weightOf = (names: readonly FindingName[]): number => names.reduce((sum, { severity }) => sum + WEIGHTS[severity], 0);

/** How many lines of the files a change takes, or why it cannot be written. */
function writtenWith({ spec: { tree } }: Evaluation, edits: readonly Edit[]): Pick<Fix, 'lines' | 'refused'> {
  const root = editedRoot(tree.root, edits);
  if (!root.ok) return { lines: null };
  const edited = editedTexts(tree, root.value);
  if (!edited.ok) return { lines: null, refused: edited.reason };
  return { lines: [...edited.texts].reduce((sum, [{ text }, fresh]) => sum + linesChanged(text, fresh), 0) };
}

export const worth = (fix: Fix): number => weightOf(fix.resolves) - weightOf(fix.adds);
