import { type Confidence, type Finding, identityOfAny, positionAt, type Range, type Related, type Severity } from '../core/index.js';
import type { Verdict } from './blocks.js';
import { RULE_OF, SEVERITY_OF } from './check-rules.js';
import type { DocumentPart } from './document.js';
import { Formatter } from './formatter.js';

/** A finding or a missed target, for formats that give each a line or an entry. */
export interface ReportedProblem {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** It makes the input invalid. */
  readonly isFatal: boolean;
  readonly message: string;
  readonly help?: string;
  readonly math?: string;
  readonly at: Range | null;
  readonly related: readonly Related[];
  /** Stays the same where lines move and numbers change. */
  readonly identity: string;
}

/** Findings, then targets that are missed or at risk. */
export function problemsOf({ findings, verdicts, conventions }: DocumentPart): readonly ReportedProblem[] {
  const formatter = new Formatter(conventions);
  return [...findings.map(problemOf), ...failing(verdicts).map((verdict) => ofVerdict(verdict, formatter))];
}

const failing = (verdicts: readonly Verdict[]): readonly Verdict[] => [
  ...verdicts.filter(({ status }) => status === 'missed'),
  ...verdicts.filter(({ status }) => status === 'at-risk'),
];

export function problemOf(finding: Finding): ReportedProblem {
  const { rule, severity, confidence = 'high', message, help, math, at = null, related = [], judges = false } = finding;
  return {
    rule,
    severity,
    confidence,
    isFatal: severity === 'error' && !judges,
    message,
    ...(help !== undefined && { help }),
    ...(math !== undefined && { math }),
    at,
    related,
    identity: identityOfAny(finding),
  };
}

function ofVerdict({ kind, status, title, text, at }: Verdict, formatter: Formatter): ReportedProblem {
  const rule = RULE_OF[kind][status] ?? kind;
  return {
    rule,
    severity: SEVERITY_OF[status] ?? 'info',
    confidence: 'high',
    isFatal: false,
    message: `${title} = ${formatter.text(text)}`,
    at,
    related: [],
    identity: `${rule}@${title}`,
  };
}

/** A place as programs take it: lines and columns from 1, the end after the last character. */
export interface LineRange {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export function lineRangeOf({ source, start, end }: Range): LineRange {
  const from = positionAt(source, start);
  const to = positionAt(source, Math.max(start, end));
  return { file: source.name.replaceAll('\\', '/'), line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** Gives each problem a fingerprint that no other of the same run has: of what is alike in a file, the second has another. */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  of(file: string, { identity }: ReportedProblem): string {
    const text = `${file}\n${identity}`;
    const count = this.#seen.get(text) ?? 0;
    this.#seen.set(text, count + 1);
    return hashOf(count === 0 ? text : `${text}\n${count}`);
  }
}

/** 64 bits, in hexadecimal. @source Fowler, Noll, Vo: FNV-1a, draft-eastlake-fnv-21 */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
