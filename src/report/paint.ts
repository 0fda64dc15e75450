import { Chalk } from 'chalk';

/** Colors by meaning; each leaves text as it is when colors are off. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly accent: (text: string) => string;
}

export function paintOf(color: boolean): Paint {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    warn: (text) => chalk.yellow(text),
    bad: (text) => chalk.red(text),
    accent: (text) => chalk.cyan(text),
  };
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
};

export const symbolsOf = (unicode: boolean): Symbols => (unicode ? UNICODE : ASCII);
