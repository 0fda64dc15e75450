import type { CheckStatus, Finding, Range } from '../core/index.js';
import type { Amount } from './amounts.js';

/**
 * What a report is made of: lenses and tools give blocks, formats render them. A block holds quantities as values, names and words as text, and
 * what matters as roles; how it looks is up to the format.
 */
export type Block =
  | Headline
  | AnswerBlock
  | Section
  | Table
  | Tree
  | Paths
  | Bars
  | Plot
  | FindingsBlock
  | Verdicts
  | List
  | Note
  | Code
  | NextStep;

/** Where a block shows: always, where everything is asked for, in a document but not at a terminal, or as rows for programs alone. */
interface Detail {
  readonly detail?: 'verbose' | 'document' | 'data';
}

/** Emphasis by meaning, never by color alone. */
export type Role = 'strong' | 'faint' | 'good' | 'warn' | 'bad';

/** A stretch of a sentence. */
export type Piece = string | Amount | Marked | Symbol | SourcePlace | Meter;

export interface Marked {
  readonly kind: 'text';
  readonly text: string;
  readonly role?: Role;
  /** An id, a path or a command: what a reader would copy. */
  readonly code?: true;
}

export interface Symbol {
  readonly kind: 'symbol';
  readonly symbol: 'arrow' | 'dash' | 'met' | 'missed' | 'atRisk' | 'unknown';
}

/** How full something is: a bar before its amount, where there is room for bars. */
export interface Meter {
  readonly kind: 'meter';
  /** How much of the bar is filled; all of it from 1 on. */
  readonly share: number;
  /** Columns of the bar; 6 unless stated. */
  readonly width?: number;
  readonly amount: Amount;
}

/** Where something is stated. */
export interface SourcePlace {
  readonly kind: 'place';
  readonly at: Range;
}

/** Pieces that follow each other without a space of their own. */
export type Sentence = Piece | readonly Piece[];

/** Null where there is nothing to show. */
export type Cell = Sentence | null;

/** What a part of a report is about. */
export interface Headline extends Detail {
  readonly kind: 'headline';
  readonly name: Sentence | null;
  /** Null where it need not be named. */
  readonly file: string | null;
  readonly summary: string | null;
  /** What the numbers rest on: `standard tier`, `horizon 5 years`. */
  readonly context: readonly string[];
}

/** What a design comes to: a verdict, and a line or three that stand alone. */
export interface AnswerBlock extends Detail {
  readonly kind: 'answer';
  readonly verdict: Item & { readonly lead: StatusLabel };
  /** The verdict in fewer words, the most of them first: for where it takes more than a line. */
  readonly shorter?: readonly Sentence[];
  readonly lines: readonly AnswerLine[];
}

/** With fewer words for it, for where it takes more than a line. */
export type AnswerLine = Item & { readonly shorter?: readonly Sentence[] };

/** Blocks under a title. Left out when none of them has anything to show. */
export interface Section extends Detail {
  readonly kind: 'section';
  readonly title: string | Marked | null;
  /** A sentence that the title begins. */
  readonly lead?: Sentence;
  readonly blocks: readonly Block[];
}

export interface Column {
  readonly head: string;
  readonly align: 'left' | 'right';
  /** The head when every amount of the column reads in `unit`, which then leaves the cells: `peak req/s`. */
  readonly within?: { readonly unit: string; readonly head: string };
  /** Beginning with a bar: bars stand below each other, and are not cut. */
  readonly meters?: true;
  /** There is room for it in a document, not at a terminal. */
  readonly detail?: 'document';
}

/** The first column names the rows. Left out when it has no rows. */
export interface Table extends Detail {
  readonly kind: 'table';
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows in which nothing is known are left out; with `unknown`, such columns too. Columns without anything are left out in any case. */
  readonly leaveOut?: 'unknown' | 'unknown rows';
  /** A unit that all amounts share goes to the head of its column, or to the name of its row (a rate that all rows share: to the title). */
  readonly hoist?: 'columns' | 'rows';
  /** The last column holds sentences: where there is little room they stand below their row, and nothing is aligned. */
  readonly remarks?: true;
}

export interface Tree extends Detail {
  readonly kind: 'tree';
  readonly nodes: readonly TreeNode[];
}

export interface TreeNode {
  readonly label: Sentence;
  /** Stands at the end of the line, below those of the other nodes. */
  readonly amount?: Amount;
  /** Lines of its own, above what is below it. */
  readonly notes?: readonly Sentence[];
  /** A node may stand below several others: it is shown whole once, and referred to from the other places. */
  readonly nodes: readonly TreeNode[];
}

/** What calls what, drawn once from left to right. */
export interface Paths extends Detail {
  readonly kind: 'paths';
  readonly paths: readonly PathNode[];
}

export interface PathNode {
  readonly name: string;
  readonly calls: readonly {
    /** Stands on the arrow. */
    readonly amount: Amount;
    /** Nobody waits for it. */
    readonly isLater: boolean;
    readonly to: PathNode;
  }[];
}

export interface Bars extends Detail {
  readonly kind: 'bars';
  readonly bars: readonly {
    /** How much of the bar is filled; all of it from 1 on. */
    readonly share: number;
    readonly role: Role;
    readonly text: Sentence;
  }[];
}

/** A curve. */
export interface Plot extends Detail {
  readonly kind: 'plot';
  readonly title: string;
  readonly scale: 'linear' | 'log';
  readonly points: readonly { readonly x: number; readonly y: number | null }[];
  /** A value of each axis as its labels show it. */
  readonly x: (value: number) => Sentence;
  readonly y: (value: number) => Sentence;
}

export interface FindingsBlock extends Detail {
  readonly kind: 'findings';
  readonly findings: readonly Finding[];
  /** Worth a line each, not a look at the text. */
  readonly brief?: true;
}

/** Targets with what has come of them. */
export interface Verdicts extends Detail {
  readonly kind: 'verdicts';
  readonly verdicts: readonly Verdict[];
}

export interface Verdict {
  readonly kind: 'requirement' | 'expectation';
  readonly status: CheckStatus;
  /** `fast: flows.read.latency.p99 in scenario launch`. */
  readonly title: string;
  /** Among others of which the same is unknown. */
  readonly name: string;
  /** Value, target and, when it is not met, how far off; of an unknown one what is missing. */
  readonly text: Sentence;
  readonly at: Range | null;
}

export interface List extends Detail {
  readonly kind: 'list';
  readonly items: readonly Item[];
  /** Columns from the beginning of a line to its text; by default as many as the widest lead takes, and the gap. */
  readonly leadWidth?: number;
  /** Columns between a lead and its text, at least; 2 unless stated. */
  readonly gap?: number;
  readonly role?: Role;
}

export interface Item {
  /** What the text is about, or how things stand. */
  readonly lead?: Cell | StatusLabel;
  readonly text: Sentence;
  readonly blocks?: readonly Block[];
}

/** A status in a symbol and a word. */
export interface StatusLabel {
  readonly kind: 'status';
  readonly role: 'good' | 'warn' | 'bad' | 'faint';
  readonly word: string;
}

export const statusLabel = (role: StatusLabel['role'], word: string): StatusLabel => ({ kind: 'status', role, word });

/** A sentence by itself, or below a table. */
export interface Note extends Detail {
  readonly kind: 'note';
  readonly label?: string;
  readonly text: Sentence;
  readonly role?: Role;
}

/** A text as it stands in a file. */
export interface Code extends Detail {
  readonly kind: 'code';
  readonly lines: readonly string[];
}

/** The command that is worth running next, in pieces that may stand on a line each. */
export interface NextStep extends Detail {
  readonly kind: 'next';
  readonly command: readonly string[];
  /** Where the command leaves something to fill in: what it shows. */
  readonly shows?: string;
}
