import { checkText, checkTitle, groupChecks, metSentence, placeText, STATUS_WORD } from './checks.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { formatFinding } from './finding.js';
import { nextStep } from './next-step.js';
import { choiceSections } from './options.js';
import { type Paint, paintOf, type Symbols, symbolsOf } from './paint.js';
import { Teller } from './quantities.js';
import type { Result, SpecResult } from './results.js';
import { type Section, sectionsOf } from './sections.js';
import { formatTable } from './table.js';
import { cut, hang, padEnd, plural, printable, widthOf, wrap } from './text.js';
import type { Report, ReportOptions } from './types.js';
import { someOf, unknownsOf } from './unknowns.js';

/** As many met checks as are still told one by one. */
const FEW_MET = 4;
const MOST_DRIVERS = 5;
const MOST_UNKNOWNS = 6;

export interface Pen {
  readonly options: ReportOptions;
  readonly result: Result;
  readonly paint: Paint;
  readonly symbols: Symbols;
}

export const penOf = (result: Result, options: ReportOptions): Pen => ({
  options,
  result,
  paint: paintOf(options.color),
  symbols: symbolsOf(options.unicode),
});

/** For people at a terminal: verdicts first, then the numbers, then what to find out next. */
export function reportPretty(result: Result, options: ReportOptions): Report {
  const pen = penOf(result, options);
  const blocks = result.specs.map((spec) => specBlock(spec, pen)).filter((block) => block !== '');
  if (result.specs.length > 1 || options.quiet) blocks.push(summary(result, pen));
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

function specBlock(spec: SpecResult, pen: Pen): string {
  const { options } = pen;
  const findings = spec.findings.map((finding) => formatFinding(finding, options));
  const verdicts = checksBlock(spec, pen);
  if (options.quiet) {
    const problems = [...findings, verdicts].filter((text) => text !== '');
    return problems.length === 0 ? '' : [heading(spec, pen), ...problems].join('\n\n');
  }
  if (isInvalid(spec)) return findings.join('\n\n');
  return [
    heading(spec, pen),
    ...findings,
    verdicts,
    ...sectionsOf(spec).map((section) => sectionText(section, pen)),
    ...choiceBlocks(spec, pen),
    driversBlock(spec, pen),
    unknownsBlock(spec, pen),
    nextBlock(spec, pen),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** A table with its title, and sentences below it. */
function sectionText({ title: head, grid, notes = [] }: Section, pen: Pen): string {
  const below = notes.map((note) => `\n${hang('  ', note, pen.options.width)}`).join('');
  return `${title(head, pen)}\n${formatTable(grid, tableOptions(pen))}${below}`;
}

export const title = (text: string, pen: Pen): string => pen.paint.strong(text);

export const tableOptions = (pen: Pen) => ({
  width: pen.options.width,
  ellipsis: pen.symbols.ellipsis,
  indent: '  ',
  head: pen.paint.faint,
});

export function heading(spec: SpecResult, pen: Pen): string {
  const { width } = pen.options;
  const name = spec.name === null ? spec.file : cut(printable(spec.name), width, pen.symbols.ellipsis);
  const room = width - widthOf(name) - 2;
  const shown = spec.file === name ? '' : cut(spec.file, Math.max(8, room), pen.symbols.ellipsis);
  const gap = width - widthOf(name) - widthOf(shown);
  const first = shown === '' || gap < 2 ? pen.paint.strong(name) : `${pen.paint.strong(name)}${' '.repeat(gap)}${pen.paint.faint(shown)}`;
  const lines = [first];
  if (shown !== '' && gap < 2) lines.push(pen.paint.faint(shown));
  if (pen.options.quiet) return lines.join('\n');
  if (spec.summary !== null && spec.summary !== '') lines.push(...wrap(printable(spec.summary), width));
  const context = [...spec.context];
  for (const [path, value] of Object.entries(pen.result.options.set)) context.push(`${path} = ${value}`);
  if (context.length > 0) lines.push(...wrap(printable(context.join(', ')), width).map(pen.paint.faint));
  return lines.join('\n');
}

export function checksBlock(spec: SpecResult, pen: Pen): string {
  const { checks } = spec;
  const tell = new Teller(spec.conventions);
  if (checks.length === 0) return '';
  const { options, paint, symbols } = pen;
  const { missed, atRisk, unknown, met } = groupChecks(checks);
  const lines: string[] = [];
  const line = (symbol: string, word: string, tint: (text: string) => string, text: string): void => {
    const head = padEnd(`  ${symbol} ${word}`, 13);
    lines.push(hang(head, text, options.width).replace(head, tint(head)));
  };
  const place = (at: (typeof checks)[number]['at']): string => (at === null ? '' : ` (${placeText(at)})`);
  for (const check of missed)
    line(symbols.missed, STATUS_WORD.missed, paint.bad, `${checkTitle(check)} = ${checkText(check, tell)}${place(check.at)}`);
  for (const check of atRisk)
    line(symbols.atRisk, STATUS_WORD['at-risk'], paint.warn, `${checkTitle(check)} = ${checkText(check, tell)}${place(check.at)}`);
  if (options.quiet) return lines.join('\n');
  const reasons = new Map<string, string[]>();
  for (const check of unknown) {
    const reason = checkText(check, tell);
    reasons.set(reason, [...(reasons.get(reason) ?? []), check.kind === 'requirement' ? check.name : checkTitle(check)]);
  }
  for (const [reason, names] of reasons) {
    const some = names.length > 5 && !options.verbose ? `${names.slice(0, 4).join(', ')} and ${names.length - 4} more` : names.join(', ');
    line(symbols.unknown, STATUS_WORD.unknown, paint.faint, `${some}: ${reason.replace('not known: ', '')}`);
  }
  if (options.verbose || met.length <= FEW_MET) {
    for (const check of met) line(symbols.met, STATUS_WORD.met, paint.good, `${checkTitle(check)} = ${checkText(check, tell)}`);
  } else line(symbols.met, STATUS_WORD.met, paint.good, metSentence(checks));
  return `${title('Targets', pen)}\n${lines.join('\n')}`;
}

function choiceBlocks(spec: SpecResult, pen: Pen): readonly string[] {
  return choiceSections(spec).map(
    ({ title: head, grid, verdict }) =>
      `${wrap(printable(head), pen.options.width)
        .map((line) => title(line, pen))
        .join(
          '\n',
        )}\n${formatTable(grid, tableOptions(pen))}\n${verdict.map((text) => hang(`  ${pen.symbols.dash} `, printable(text), pen.options.width)).join('\n')}`,
  );
}

function driversBlock(spec: SpecResult, pen: Pen): string {
  if (spec.drivers.length === 0) return '';
  const lines = spec.drivers.slice(0, MOST_DRIVERS).map((driver) => {
    const stated = [driver.text, placeText(driver.at)].filter((text) => text !== null && text !== '').join(' at ');
    return hang(
      `  ${padEnd(`${Math.round(driver.share * 100)}%`, 5)}`,
      `of the doubt in ${driver.of} comes from ${driver.input}${stated === '' ? '' : ` (${printable(stated)})`}`,
      pen.options.width,
    );
  });
  return `${title('What to find out next', pen)}\n${lines.join('\n')}`;
}

function unknownsBlock(spec: SpecResult, pen: Pen): string {
  const { toState, notYetComputed } = unknownsOf(spec.facts);
  if (toState.length === 0 && notYetComputed.length === 0) return '';
  const most = pen.options.verbose ? toState.length : MOST_UNKNOWNS;
  const lines = toState
    .slice(0, most)
    .map((unknown) => `  ${wrap(`${unknown.action} ${pen.symbols.arrow} ${someOf(unknown.facts)}`, pen.options.width - 4).join('\n    ')}`);
  if (toState.length > most) lines.push(`  and ${toState.length - most} more: --verbose lists them`);
  if (notYetComputed.length > 0) lines.push(hang('  ', `not yet computed: ${notYetComputed.join(', ')}`, pen.options.width));
  return `${title('Unknown', pen)}\n${lines.join('\n')}`;
}

function nextBlock(spec: SpecResult, pen: Pen): string {
  const command = nextStep(spec, pen.result.options, pen.options.example);
  if (command === undefined) return '';
  const line = `Next: ${command.join(' ')}`;
  if (widthOf(line) <= pen.options.width) return line.replace('Next:', pen.paint.faint('Next:'));
  // Broken so that it can still be copied into a shell: where it must be, and at no other place.
  const [first = '', ...pieces] = command;
  const lines = [`Next: ${first}`];
  for (const piece of pieces) {
    const last = lines.length - 1;
    const longer = `${lines[last]} ${piece}`;
    if (widthOf(longer) + 2 <= pen.options.width) lines[last] = longer;
    else lines.push(`  ${piece}`);
  }
  return lines.join(' \\\n').replace('Next:', pen.paint.faint('Next:'));
}

export function summary(result: Result, pen: Pen): string {
  const { specs } = result;
  const invalid = specs.filter(isInvalid).length;
  const count = (status: string): number =>
    specs.reduce((sum, spec) => sum + spec.checks.filter((check) => check.status === status).length, 0);
  const parts = [
    invalid > 0 ? pen.paint.bad(`${invalid} invalid`) : '',
    count('missed') > 0 ? pen.paint.bad(`${plural(count('missed'), 'target')} missed`) : '',
    count('at-risk') > 0 ? pen.paint.warn(`${count('at-risk')} at risk`) : '',
    specs.some((spec) => spec.checks.length > 0) ? `${count('met')} met` : '',
    count('unknown') > 0 ? `${count('unknown')} unknown` : '',
  ].filter((text) => text !== '');
  return `${plural(specs.length, 'spec')}: ${parts.length === 0 ? 'ok' : parts.join(', ')}`;
}
