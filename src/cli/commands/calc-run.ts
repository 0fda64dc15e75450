import { type Finding, type SourceFile, UserError } from '../../core/index.js';
import { readText } from '../../io/index.js';
import type { Calendar } from '../../quantity/index.js';
import { type CalcReport, calcJson, calcText } from '../../report/calc.js';
import { jsonText } from '../../report/json.js';
import { findingData } from '../../report/result-data.js';
import { Calculator, statementsOf } from '../../tools/calc/calculator.js';
import { NapkinMemory } from '../../tools/napkin/answer.js';
import { calendarOf } from '../calendar.js';
import type { Host } from '../host.js';
import { usage } from '../options.js';
import { deliver, reportOptionsFor, targetsOf } from '../output.js';
import { TOOL } from '../version.js';
import type { CalcFlags } from './calc.js';

/** What one statement came to: an answer, or what is wrong with it. */
type Outcome =
  | { readonly expression: string; readonly answer: CalcReport }
  | { readonly expression: string; readonly findings: readonly Finding[] };

/** One expression, a line each from standard input, or a prompt. What is wrong goes to standard error; the other lines still get their answers. */
export async function calc(text: string, flags: CalcFlags, host: Host): Promise<number> {
  const targets = targetsOf(flags, [], ['pretty', 'json']);
  const calendar = calendarOf(flags.convention ?? []);
  const session = new Session(calendar, flags);
  if (text.trim() === '' && host.inputIsTerminal) {
    const { prompt } = await import('../repl.js');
    return await prompt(session, flags, host);
  }
  const io = await host.io();
  const source = text.trim() === '' ? await standardInput(host) : { name: 'expression', text };
  const outcomes = await session.run(source);
  const isLines = text.trim() === '';
  const renderings = [];
  for (const target of targets) {
    const options = await reportOptionsFor(target, flags, host);
    const short = isLines || flags.quiet === true || outcomes.length > 1;
    const rendered =
      target.format === 'json'
        ? jsonOf(outcomes, session, isLines)
        : outcomes.map((outcome) => ('answer' in outcome ? `${calcText(outcome.answer, calendar, short, options)}\n` : '')).join('');
    renderings.push({ target, text: rendered });
  }
  const findings = outcomes.flatMap((outcome) => ('findings' in outcome ? outcome.findings : []));
  await deliver(renderings, io.files, host);
  // JSON on standard output has them already.
  const told = targets.some(({ format, file }) => format === 'json' && file === undefined);
  if (findings.length > 0 && !told) throw new UserError(findings);
  return findings.length > 0 ? 2 : 0;
}

/** Statements one after the other, with the names that they give. */
export class Session {
  readonly calculator: Calculator;
  readonly #memory: NapkinMemory | undefined;

  constructor(calendar: Calendar, { seed, samples, napkin }: CalcFlags) {
    this.calculator = new Calculator({ calendar, ...(seed !== undefined && { seed }), ...(samples !== undefined && { samples }) });
    this.#memory = napkin === true ? new NapkinMemory(calendar) : undefined;
  }

  async run(source: SourceFile): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const { text, start } of statementsOf(source.text)) {
      const outcome = await this.calculator.calculate(text, { source, start });
      const expression = text.trim();
      if (outcome.ok) outcomes.push({ expression, answer: { ...outcome.value, napkin: this.#memory?.work(outcome.value) ?? null } });
      else outcomes.push({ expression, findings: outcome.findings });
    }
    if (outcomes.length === 0) throw usage('there is nothing to work out', 'for example sysdesign calc "100M users * 12/month to req/s"');
    return outcomes;
  }
}

/** An object for one expression, an array of them for several and for lines. */
function jsonOf(outcomes: readonly Outcome[], { calculator }: Session, isLines: boolean): string {
  const { day, month, year } = calculator.calendar;
  const about = { format: 'sysdesign.calc/1', tool: TOOL, conventions: { day, month, year } };
  const all = outcomes.map((outcome) =>
    'answer' in outcome
      ? { ...about, ...calcJson(outcome.answer), findings: [] }
      : {
          ...about,
          expression: outcome.expression,
          value: null,
          unit: null,
          findings: outcome.findings.map(findingData),
        },
  );
  return jsonText(all.length === 1 && !isLines ? all[0] : all);
}

async function standardInput(host: Host): Promise<SourceFile> {
  const { files } = await host.io();
  const read = await readText('-', files);
  if (!read.ok && read.findings.some(({ rule }) => rule === 'io/empty')) return { name: '<stdin>', text: '' };
  if (!read.ok) throw new UserError(read.findings);
  return read.value;
}
