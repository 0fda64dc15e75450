import { positionAt } from '../core/index.js';
import type { Verdict } from './blocks.js';
import type { Document, DocumentPart } from './document.js';
import { Formatter } from './formatter.js';
import { problemsOf, type ReportedProblem } from './problems.js';
import type { ReportOptions } from './types.js';

/** A test as CI shows them. */
interface Case {
  readonly name: string;
  readonly line: number | null;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** Kind of a failure: the id of a finding. */
  readonly type: string;
  readonly message: string;
}

/**
 * A suite a spec, a case for each requirement and expectation (met ones too), one for each finding, and one for whether the spec can be read: the
 * unit tests of a design. What fails is an error of the design or a target that is missed; what is only a warning passes, with its text.
 * @source github.com/testmoapp/junitxml: the elements and attributes that readers have in common
 */
export async function renderJunit({ parts, tool }: Document, _options: ReportOptions): Promise<string> {
  const suites = parts.map((part) => ({ part, cases: casesOf(part) }));
  const counts = countsOf(suites.flatMap(({ cases }) => cases));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(tool?.name ?? 'sysdesign')}" ${counts}>`,
    ...suites.flatMap(({ part, cases }) => [
      `  <testsuite name="${escaped(part.file)}" ${countsOf(cases)}>`,
      ...cases.flatMap((one) => caseLines(one, part.file)),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function casesOf(part: DocumentPart): readonly Case[] {
  const formatter = new Formatter(part.conventions);
  const problems = problemsOf({ ...part, isInvalid: part.isInvalid, blocks: [], findings: part.findings, verdicts: [] });
  const fatal = problems.filter(({ isFatal }) => isFatal);
  const readable: readonly Case[] =
    fatal.length === 0 ? [{ name: 'can be read', line: null, outcome: 'passed', type: '', message: '' }] : fatal.map(ofProblem);
  return [
    ...readable,
    ...part.verdicts.map((verdict) => ofVerdict(verdict, formatter)),
    ...problems.filter(({ isFatal }) => !isFatal).map(ofProblem),
  ];
}

function ofProblem({ rule, severity, isFatal, message, math, help, at }: ReportedProblem): Case {
  const text = [message, ...(math === undefined ? [] : [math]), ...(help === undefined ? [] : [`help: ${help}`])].join('\n');
  const outcome = isFatal ? 'error' : severity === 'error' ? 'failure' : 'passed';
  return { name: `${rule}: ${message}`, line: at && positionAt(at.source, at.start).line, outcome, type: rule, message: text };
}

const OUTCOMES = { met: 'passed', missed: 'failure', 'at-risk': 'passed', unknown: 'skipped', waived: 'skipped' } as const;

function ofVerdict({ kind, status, title, text, at }: Verdict, formatter: Formatter): Case {
  const outcome = OUTCOMES[status];
  return {
    name: `${kind} ${title}`,
    line: at && positionAt(at.source, at.start).line,
    outcome,
    type: `${kind}/${status}`,
    message: status === 'met' ? '' : `${title} = ${formatter.text(text)}`,
  };
}

function caseLines({ name, line, outcome, type, message }: Case, file: string): readonly string[] {
  const head = `    <testcase classname="${escaped(file)}" name="${escaped(name)}" file="${escaped(file)}"${line === null ? '' : ` line="${line}"`} time="0"`;
  if (message === '') return [`${head}/>`];
  const [first = ''] = message.split('\n', 1);
  const body =
    outcome === 'passed'
      ? `<system-out>${escaped(message)}</system-out>`
      : outcome === 'skipped'
        ? `<skipped message="${escaped(first)}"/>`
        : `<${outcome} type="${escaped(type)}" message="${escaped(first)}">${escaped(message)}</${outcome}>`;
  return [`${head}>`, `      ${body}`, '    </testcase>'];
}

function countsOf(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="0"`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

/** Control characters, halves of pairs, and what is no character: XML 1.0 has no way to write them. @source W3C XML 1.0, production 2 */
const UNWRITABLE = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

const escaped = (text: string): string =>
  text.replace(UNWRITABLE, (found) => (found === '\n' ? found : '\ufffd')).replace(/[&<>"\n]/g, (found) => ENTITIES[found] ?? found);
