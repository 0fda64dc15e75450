import { BugError } from '../core/index.js';

/** Colors by meaning; each leaves text as it is when colors are off. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly accent: (text: string) => string;
}

const same = (text: string): string => text;
const PLAIN: Paint = { strong: same, faint: same, good: same, warn: same, bad: same, accent: same };
let colors: Paint | undefined;

/** Loads what colors need: before `paintOf(true)`. It costs as much as a twelfth of a bare start, so plain output goes without. */
export async function loadColors(): Promise<void> {
  if (colors) return;
  const { Chalk } = await import('chalk');
  // The level is decided by whoever asks for colors: chalk itself knows nothing of NO_COLOR.
  const chalk = new Chalk({ level: 1 });
  colors = {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    accent: (text) => chalk.cyan(text),
  };
}

/** Colors, or none. */
export function paintOf(color: boolean): Paint {
  if (!color) return PLAIN;
  if (!colors) throw new BugError('colors are used before they are loaded');
  return colors;
}

/** Symbols with their ASCII stand-ins. */
export interface Symbols {
  readonly met: string;
  readonly missed: string;
  readonly atRisk: string;
  readonly unknown: string;
  readonly ellipsis: string;
  readonly dash: string;
  readonly arrow: string;
  readonly branch: string;
  readonly lastBranch: string;
  readonly trunk: string;
  readonly rule: string;
  /** Of bars: what is filled, and what is not. */
  readonly full: string;
  readonly empty: string;
  /** Of an arrow that somebody waits for, and of one that nobody does; both end with the same head. */
  readonly line: string;
  readonly dots: string;
  readonly head: string;
}

const UNICODE: Symbols = {
  met: '✓',
  missed: '✗',
  atRisk: '!',
  unknown: '?',
  ellipsis: '…',
  dash: '–',
  arrow: '→',
  branch: '├ ',
  lastBranch: '└ ',
  trunk: '│ ',
  rule: '─',
  full: '█',
  empty: '░',
  line: '─',
  dots: '┄',
  head: '→',
};

const ASCII: Symbols = {
  met: '+',
  missed: 'x',
  atRisk: '!',
  unknown: '?',
  ellipsis: '...',
  dash: '-',
  arrow: '->',
  branch: '|-',
  lastBranch: '`-',
  trunk: '| ',
  rule: '-',
  full: '#',
  empty: '.',
  line: '-',
  dots: '.',
  head: '>',
};

export const symbolsOf = (unicode: boolean): Symbols => (unicode ? UNICODE : ASCII);
