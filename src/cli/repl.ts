import { createInterface } from 'node:readline';
import { functionNames } from '../quantity/index.js';
import { formatFinding } from '../report/finding.js';
import type { Session } from '../tools/calc/session.js';
import { calcDocument } from '../views/calc/index.js';
import type { Host } from './host.js';
import type { SpecFlags } from './options.js';
import { type RenderTarget, reportOptionsFor, writeDocument } from './output.js';
import { TOOL } from './version.js';

const HELP = `  EXPR            100M users * 12/month, 5 Gbit/s * 1 h, 80M..150M users * 2 kB
  EXPR to UNIT    to req/s, to GB/day, to %
  name = EXPR     a name for later; ans is the last result
  exit            or Ctrl-D
`;

/** A prompt: each line is an expression. Prompts and mistakes go to standard error, so that standard output holds only results. */
export async function prompt(session: Session, flags: SpecFlags, host: Host): Promise<number> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    prompt: '> ',
    completer: (line: string) => completed(line, session),
  });
  // Ctrl-C gives up a line; on an empty one it leaves.
  lines.on('SIGINT', () => {
    if (lines.line === '') lines.close();
    else {
      lines.write(null, { ctrl: true, name: 'u' });
      lines.prompt();
    }
  });
  await host.err.write('Expressions with units; help shows how, Ctrl-D ends\n');
  lines.prompt();
  for await (const line of lines) {
    if (/^\s*(?:exit|quit)\s*$/.test(line)) break;
    await answer(line, session, flags, host);
    lines.prompt();
  }
  lines.close();
  await host.err.write('\n');
  return 0;
}

const TERMINAL: RenderTarget = { format: 'pretty', file: undefined };

/** Answers one line. A mistake is reported; it does not end the session. */
export async function answer(line: string, session: Session, flags: SpecFlags, host: Host): Promise<void> {
  if (/^\s*(?:#.*)?$/.test(line)) return;
  if (/^\s*(?:help|\?)\s*$/.test(line)) return await host.err.write(HELP);
  const { calendar } = session.calculator;
  for (const result of await session.run({ name: 'expression', text: line })) {
    if ('answer' in result) {
      const document = calcDocument([result], { calendar, isShort: flags.quiet === true, isLines: true, tool: TOOL });
      await writeDocument(document, [TERMINAL], flags, host);
    } else {
      const options = await reportOptionsFor(TERMINAL, flags, host);
      await host.err.write(`${result.findings.map((finding) => formatFinding(finding, options)).join('\n')}\n`);
    }
  }
}

/** Names and functions that begin as the last word does. */
function completed(line: string, session: Session): [string[], string] {
  const word = /[A-Za-z][\w-]*$/.exec(line)?.[0] ?? '';
  if (word === '') return [[], word];
  const all = [...session.calculator.names(), ...functionNames().map((name) => `${name}(`)];
  return [all.filter((name) => name.startsWith(word)), word];
}
