import { type SourceFile, UserError } from '../../core/index.js';
import { readText } from '../../io/index.js';
import { Session } from '../../tools/calc/session.js';
import { calcDocument } from '../../views/calc/index.js';
import { calendarFromFlag } from '../calendar.js';
import type { Host } from '../host.js';
import { addFormats, collect, type SpecFlags, UNJUDGED, usage, wholeNumber } from '../options.js';
import { targetsOf, writeDocument } from '../output.js';
import { TOOL } from '../version.js';
import type { Define } from './define.js';

interface CalcFlags extends SpecFlags {
  readonly convention?: readonly string[];
  readonly napkin?: boolean;
}

export const defineCalc: Define = (command, host, finish) => {
  addFormats(command, UNJUDGED)
    .argument(
      '[expression...]',
      'EXPR, EXPR to UNIT, or name = EXPR; several are parted by ";" (none: a prompt, or a line each from standard input)',
    )
    .option('--napkin', 'work it out with round numbers too, in steps as one would say them aloud')
    .option('--convention <unit=length>', 'length of a day, month or year: day=100ks, month=2.5Ms (repeatable)', collect)
    .option('--quiet', 'only the value')
    .option('--seed <number>', 'seed of the samples', wholeNumber('--seed', 0, 2 ** 32 - 1))
    .option('--samples <number>', 'how many samples uncertainty is worked out with', wholeNumber('--samples', 100, 1_000_000))
    .addHelpText(
      'after',
      '\nExamples:\n  sysdesign calc "100M users * 12/month to req/s"\n  sysdesign calc "80M..150M users * 2 kB to GB"        (a 90% interval)\n' +
        '  sysdesign calc "users = 5M users; users * 3/day to req/s" --napkin\n  sysdesign calc "5 Gbit/s * 1 h"',
    )
    .action(async (words: readonly string[]) => finish(await calc(words.join(' '), command.optsWithGlobals<CalcFlags>(), host)));
};

/** One expression, a line each from standard input, or a prompt. What is wrong goes to standard error; the other lines still get their answers. */
async function calc(text: string, flags: CalcFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], UNJUDGED);
  const calendar = calendarFromFlag(flags.convention ?? []);
  const { seed, samples, napkin } = flags;
  const session = new Session({
    calendar,
    ...(seed !== undefined && { seed }),
    ...(samples !== undefined && { samples }),
    ...(napkin !== undefined && { napkin }),
  });
  const isLines = text.trim() === '';
  if (isLines && host.inputIsTerminal) {
    const { prompt } = await import('../repl.js');
    return await prompt(session, flags, host);
  }
  const results = await session.run(isLines ? await standardInput(host) : { name: 'expression', text });
  if (results.length === 0) throw usage('there is nothing to work out', 'for example sysdesign calc "100M users * 12/month to req/s"');
  const isShort = isLines || flags.quiet === true || results.length > 1;
  await writeDocument(calcDocument(results, { calendar, isShort, isLines, tool: TOOL }), targets, flags, host);
  const findings = results.flatMap((result) => ('findings' in result ? result.findings : []));
  // JSON on standard output has them already.
  const isReported = targets.some(({ format, file }) => format === 'json' && file === undefined);
  if (findings.length > 0 && !isReported) throw new UserError(findings);
  return findings.length > 0 ? 2 : 0;
}

async function standardInput(host: Host): Promise<SourceFile> {
  const { files } = await host.io();
  const read = await readText('-', files);
  if (!read.ok && read.findings.some(({ rule }) => rule === 'io/empty')) return { name: '<stdin>', text: '' };
  if (!read.ok) throw new UserError(read.findings);
  return read.value;
}
