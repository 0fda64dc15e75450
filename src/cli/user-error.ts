import { UserError } from '../core/index.js';
import { formatFinding } from '../report/finding.js';
import { loadColors } from '../report/paint.js';
import type { Host } from './host.js';
import { terminalWidth, wantsColor, wantsUnicode } from './terminal.js';

/** Mistakes in usage, configuration or paths go to standard error: there is no result. */
export async function reportUserError(error: Error, host: Host, argv: readonly string[]): Promise<number> {
  const sink = host.err;
  const options = {
    color: wantsColor(sink, host, !argv.includes('--no-color')),
    unicode: wantsUnicode(sink, host),
    width: terminalWidth(sink),
  };
  if (options.color) await loadColors();
  const text = error instanceof UserError ? error.findings.map((finding) => formatFinding(finding, options)).join('\n\n') : error.message;
  await sink.write(`${text}\n`);
  return 2;
}
