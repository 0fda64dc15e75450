import type { CheckStatus, Finding } from '../core/index.js';
import type { Result, ResultOptions, SpecResult } from '../evaluate/result.js';
import { STANDARD_CALENDAR } from '../quantity/index.js';
import type { Block, Marked, Sentence, Verdict } from './blocks.js';
import { isInvalid } from './exit-code.js';
import type { Conventions } from './formatter.js';
import { plural } from './text.js';
import type { Tool } from './types.js';
import { verdictsOf } from './verdicts.js';

/** What formats render. */
export interface Document {
  readonly parts: readonly DocumentPart[];
  /** The last line where there are several parts, or nothing but problems is wanted. */
  readonly summary: Sentence | null;
  /** What made it; left out where nothing is judged. */
  readonly tool?: Tool;
  /** All of it for programs: plain values, which JSON rounds and prints. */
  readonly data: () => Promise<unknown>;
}

/** One spec, or all that a tool has to show. Blocks are made when they are read: formats of a line each have no need of them. */
export interface DocumentPart {
  readonly file: string;
  /** Calendar of its amounts. */
  readonly conventions: Conventions;
  readonly blocks: readonly Block[];
  /** It could not be read or resolved: there is nothing but findings. */
  readonly isInvalid: boolean;
  readonly findings: readonly Finding[];
  readonly verdicts: readonly Verdict[];
  /** `ok`, or how many targets are met: the last line where problems take a line each. Null where nothing is judged. */
  readonly outcome: string | null;
}

/** What is not judged: blocks, with the calendar of their amounts. */
export const plainPart = (blocks: readonly Block[], conventions: Conventions = STANDARD_CALENDAR, file = ''): DocumentPart => ({
  file,
  conventions,
  blocks,
  isInvalid: false,
  findings: [],
  verdicts: [],
  outcome: null,
});

/** What a tool shows, and the same for programs. */
export const plainDocument = (parts: readonly DocumentPart[], data: () => unknown): Document => ({
  parts,
  summary: null,
  data: async () => data(),
});

/** What the blocks of a spec may depend on; never the format. */
export interface View {
  /** Everything, also what is met. */
  readonly verbose: boolean;
  /** Only problems and the summary. */
  readonly quiet: boolean;
  /** The built-in example that is shown, so that the next step can name it. */
  readonly example: string | undefined;
  readonly options: ResultOptions;
}

/** How the specs of a result are shown: one way for each lens. Invalid specs have blocks too. */
export interface Presentation<S extends SpecResult = SpecResult> {
  blocks(spec: S, view: View): readonly Block[];
  /** In place of the counts of targets; null for none. */
  summary?(result: Result<S>): Sentence | null;
}

/** The document of a result: for each spec what its lens shows, then the counts. */
export function documentOf<S extends SpecResult>(
  result: Result<S>,
  lens: Presentation<S>,
  asked: Omit<View, 'options'>,
  tool: Tool,
): Document {
  const view: View = { ...asked, options: result.options };
  return {
    get parts() {
      return result.specs.map((spec) => partOf(spec, lens, view));
    },
    get summary() {
      if (lens.summary) return lens.summary(result);
      return result.specs.length > 1 || view.quiet ? countsOf(result) : null;
    },
    tool,
    data: async () => (await import('./result-data.js')).resultData(result, tool),
  };
}

function partOf<S extends SpecResult>(spec: S, lens: Presentation<S>, view: View): DocumentPart {
  let blocks: readonly Block[] | undefined;
  return {
    file: spec.file,
    conventions: spec.conventions,
    get blocks() {
      blocks ??= lens.blocks(spec, view);
      return blocks;
    },
    isInvalid: isInvalid(spec),
    findings: spec.findings,
    get verdicts() {
      return verdictsOf(spec.checks);
    },
    get outcome() {
      return outcomeOf(spec);
    },
  };
}

/** The blocks of a part that a reader gets to see; nothing of one that has but a headline, where only problems are wanted. */
export function blocksFor({ blocks }: DocumentPart, { quiet, verbose }: Pick<View, 'quiet' | 'verbose'>): readonly Block[] {
  const shown = blocks.filter(({ detail }) => detail !== 'data' && (detail !== 'verbose' || verbose));
  return quiet && shown.every(({ kind }) => kind === 'headline') ? [] : shown;
}

/** What stands directly in a block. */
export function blocksIn(block: Block): readonly Block[] {
  if (block.kind === 'section') return block.blocks;
  return block.kind === 'list' ? block.items.flatMap((item) => item.blocks ?? []) : [];
}

function outcomeOf({ checks }: SpecResult): string {
  const count = (status: CheckStatus): number => checks.filter((check) => check.status === status).length;
  if (checks.length === 0) return 'ok';
  const waived = count('waived') > 0 ? `, ${count('waived')} waived` : '';
  return `${count('met')} met, ${count('missed')} missed, ${count('at-risk')} at risk, ${count('unknown')} unknown${waived}`;
}

/** `3 specs: 1 invalid, 2 targets missed, 5 met`. */
function countsOf({ specs }: Result): Sentence {
  const invalid = specs.filter(isInvalid).length;
  const count = (status: CheckStatus): number =>
    specs.reduce((sum, spec) => sum + spec.checks.filter((check) => check.status === status).length, 0);
  const text = (words: string, role?: Marked['role']): Marked => ({ kind: 'text', text: words, ...(role && { role }) });
  const counts = [
    ...(invalid > 0 ? [text(`${invalid} invalid`, 'bad')] : []),
    ...(count('missed') > 0 ? [text(`${plural(count('missed'), 'target')} missed`, 'bad')] : []),
    ...(count('at-risk') > 0 ? [text(`${count('at-risk')} at risk`, 'warn')] : []),
    ...(specs.some((spec) => spec.checks.length > 0) ? [text(`${count('met')} met`)] : []),
    ...(count('waived') > 0 ? [text(`${count('waived')} waived`)] : []),
    ...(count('unknown') > 0 ? [text(`${count('unknown')} unknown`)] : []),
  ];
  const listed = counts.flatMap((part, i) => (i === 0 ? [part] : [', ', part]));
  return [`${plural(specs.length, 'spec')}: `, ...(listed.length === 0 ? ['ok'] : listed)];
}
