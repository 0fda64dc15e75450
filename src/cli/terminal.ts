import type { Host } from './host.js';
import type { Sink } from './sink.js';

/** Decided once for each stream: `--no-color`, then FORCE_COLOR, then NO_COLOR, then whether a terminal is there. */
export function wantsColor(sink: Sink, host: Host, flag: boolean): boolean {
  if (!flag) return false;
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = host.env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return sink.isTerminal && terminal !== 'dumb';
}

/** A terminal that shows more than ASCII; pipes and files always get UTF-8, so that their bytes are the same everywhere. */
export function wantsUnicode(sink: Sink, host: Host): boolean {
  if (!sink.isTerminal) return true;
  const { env } = host;
  if (host.platform === 'win32') {
    return Boolean(env.WT_SESSION) || env.TERM_PROGRAM === 'vscode' || env.TERM === 'xterm-256color' || env.ConEmuTask === '{cmd::Cmder}';
  }
  if (env.TERM === 'linux' || env.TERM === 'dumb') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale === undefined || locale === '' || !/^(C|POSIX)$/i.test(locale);
}

/** Columns of the terminal, from 40 to 200; where there is none, 80: the same report looks the same everywhere. */
export const terminalWidth = (sink: Sink): number => Math.max(40, Math.min(200, sink.columns ?? 80));
