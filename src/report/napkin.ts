import type { NapkinResult } from '../tools/napkin/result.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { formatFinding } from './finding.js';
import { type Paint, paintOf } from './paint.js';
import { Teller } from './quantities.js';
import type { Result, SpecResult } from './results.js';
import { cut, printable, wrap } from './text.js';
import type { Report, ReportOptions } from './types.js';

/** An error that is told: beyond it rounding changes what one would decide. */
const NOTABLE = 0.1;

/** The headlines of each spec with the steps to them, rounded as one says them aloud, and the exact figure behind each. */
export function reportNapkin(result: Result, options: ReportOptions): Report {
  const blocks = result.specs.map((spec) => specBlock(spec, options)).filter((block) => block !== '');
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

function specBlock(spec: SpecResult, options: ReportOptions): string {
  const findings = spec.findings.map((finding) => formatFinding(finding, options));
  if (isInvalid(spec)) return findings.join('\n\n');
  const paint = paintOf(options.color);
  const tell = new Teller(spec.conventions);
  const name = cut(printable(spec.name ?? spec.file), options.width - 12, '...');
  const told = (spec.napkin ?? []).map((entry) => entryText(entry, tell, paint, options));
  if (told.length === 0) told.push('nothing is known that could be worked out: state rates, sizes or capacities');
  return [...findings, `${paint.strong(`${name} on a napkin`)}`, ...told].join('\n\n');
}

function entryText(entry: NapkinResult, tell: Teller, paint: Paint, options: ReportOptions): string {
  const { fact, about } = entry;
  const first = wrap(`${fact}: about ${about} (${exactText(entry, tell)})`, options.width)
    .join('\n  ')
    .replace(fact, paint.strong(fact));
  return [first, ...stepLines(entry, paint, options.width)].join('\n');
}

function exactText(entry: NapkinResult, tell: Teller): string {
  const isCount = entry.unit === 'ratio' && /\.instances$/.test(entry.fact);
  return `exact: ${tell.exactly(entry.exact, isCount ? 'count' : entry.unit)}${errorText(entry)}`;
}

/** The steps, a fact a line; what is not the result itself bears its name. */
function stepLines({ steps }: NapkinResult, paint: Paint, width: number): string[] {
  return steps.flatMap(({ of, text }) => {
    const words = `${of === null ? '' : `${labelOf(of)}: `}${text}`;
    return wrap(printable(words), width - 4).map((line, i) => paint.faint(`${i === 0 ? '  ' : '    '}${line}`));
  });
}

/** `components.api.read.spike.viral` -> `api read in spike viral`; roots are for programs. */
const labelOf = (id: string): string =>
  id
    .replace(/^stated\./, '')
    .replace(/^(?:flows|components|data|cache|assumptions|derived)\./, '')
    .replace(/\.year0$/, ' today')
    .replaceAll('.', ' ');

function errorText({ error }: NapkinResult): string {
  if (!(Math.abs(error) > NOTABLE)) return '';
  return `, rounded ${error > 0 ? 'up' : 'down'} by ${Math.abs(Math.round(error * 100))}%`;
}

/** The same for a design doc. */
export function markdownNapkin(result: Result): Report {
  const blocks = result.specs
    .filter((spec) => !isInvalid(spec))
    .map((spec) => {
      const tell = new Teller(spec.conventions);
      const entries = (spec.napkin ?? []).map((entry) => {
        const steps = entry.steps.map(({ of, text }) => `  - ${escaped(`${of === null ? '' : `${labelOf(of)}: `}${text}`)}\n`);
        return `- **${entry.fact}**: about ${escaped(entry.about)} (${escaped(exactText(entry, tell))})\n${steps.join('')}`;
      });
      return `## ${escaped(printable(spec.name ?? spec.file))} on a napkin\n\n${entries.join('')}`;
    });
  return { output: blocks.join('\n'), exitCode: exitCodeOf(result) };
}

const escaped = (text: string): string => text.replace(/[\\`*_<|[\]]/g, '\\$&');

/** Steps of one expression, then the result in a word. */
export function napkinLines(entry: NapkinResult, options: ReportOptions): string[] {
  if (entry.steps.length === 0) return [];
  const paint = paintOf(options.color);
  const said = [...entry.steps.map(({ text }) => text), `about ${entry.about}${errorText(entry)}`].join('; ');
  return wrap(printable(said), options.width - 2).map((line) => paint.faint(`  ${line}`));
}
