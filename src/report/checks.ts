import { type CheckResult, positionAt, type Range } from '../core/index.js';
import { shownUnit, type Teller } from './quantities.js';
import { plural } from './text.js';

export const STATUS_WORD = { met: 'met', missed: 'MISSED', 'at-risk': 'AT RISK', unknown: 'unknown' } as const;

const OP_WORD = { within: '', 'at-least': 'at least ', 'at-most': 'at most ', is: '' } as const;

/** `fast`, or the fact of an expectation; with the scenario it belongs to. */
export function checkTitle(check: CheckResult): string {
  const name = check.kind === 'requirement' && check.name !== check.fact ? `${check.name}: ${check.fact}` : check.fact;
  return check.scenario === null ? name : `${name} in scenario ${check.scenario}`;
}

/** `= 620 req/s, target 507 req/s within 1%, 22% above`: value, target and, when it is not met, how far off. */
export function checkText(check: CheckResult, tell: Teller): string {
  if (check.status === 'unknown') return `not known: ${check.missing.length > 0 ? check.missing.join(', ') : 'its fact is missing'}`;
  const value = check.value === null ? 'unbounded' : tell.scalar(check.value, unitOf(check));
  const parts = [`${value}, ${check.kind === 'requirement' ? 'target' : 'expected'} ${targetText(check, tell)}`];
  const off = offText(check);
  if (check.status !== 'met' && off !== '') parts.push(off);
  if (check.chance !== null && check.status !== 'met') parts.push(`met with a chance of ${Math.floor(check.chance * 100)}%`);
  return parts.join('; ');
}

function targetText(check: CheckResult, tell: Teller): string {
  const text = check.targetText.trim();
  if (text !== '' && !text.startsWith('=')) {
    const stated = /^(at least|at most)\b/.test(text) || check.op === 'within' || check.op === 'is';
    return stated ? text : `${OP_WORD[check.op]}${text}`;
  }
  return `${OP_WORD[check.op]}${tell.scalar(check.target, unitOf(check))}`;
}

/** A ratio that is judged against a percentage is told as one. */
const unitOf = (check: CheckResult): string | null =>
  check.unit === 'ratio' && check.targetText.includes('%') && check.op !== 'within' ? 'share' : shownUnit(check.fact, check.unit);

/** `15% above`, `3.9x over`, `22% short`. */
function offText(check: CheckResult): string {
  const { margin, op } = check;
  if (margin === null || op === 'is' || !Number.isFinite(margin)) return '';
  if (op === 'within') return `${percent(Math.abs(margin))} ${margin > 0 ? 'above' : 'below'}`;
  if (margin >= 0) return '';
  const beyond = failuresBeyond(check);
  if (beyond !== undefined) return beyond;
  if (op === 'at-least') return `${percent(-margin)} short`;
  return margin <= -1 ? `${Number((1 - margin).toPrecision(3))}x over` : `${percent(-margin)} over`;
}

/** Of what should be close to one, by how much what is missing exceeds what may be: 99.8% for 99.9% is twice as much. */
function failuresBeyond({ fact, op, value, target, unit }: CheckResult): string | undefined {
  if (op !== 'at-least' || shownUnit(fact, unit) !== 'share' || typeof value !== 'number' || typeof target !== 'number' || target >= 1)
    return undefined;
  return `${Number(((1 - value) / (1 - target)).toPrecision(3))}x what may fail`;
}

const percent = (share: number): string => `${Number((share * 100).toPrecision(share < 0.001 ? 1 : 3))}%`;

export interface CheckGroups {
  readonly missed: readonly CheckResult[];
  readonly atRisk: readonly CheckResult[];
  readonly unknown: readonly CheckResult[];
  readonly met: readonly CheckResult[];
}

export function groupChecks(checks: readonly CheckResult[]): CheckGroups {
  const of = (status: CheckResult['status']): readonly CheckResult[] => checks.filter((check) => check.status === status);
  return { missed: of('missed'), atRisk: of('at-risk'), unknown: of('unknown'), met: of('met') };
}

/** `3 of 4 requirements and 12 of 12 expectations met`; a kind of which none is met is left out. */
export function metSentence(checks: readonly CheckResult[]): string {
  const part = (kind: CheckResult['kind']): string => {
    const all = checks.filter((check) => check.kind === kind);
    const met = all.filter((check) => check.status === 'met').length;
    return met === 0 ? '' : `${met} of ${plural(all.length, kind)}`;
  };
  return `${[part('requirement'), part('expectation')].filter((text) => text !== '').join(' and ')} met`;
}

export function placeText(at: Range | null | undefined): string {
  if (!at) return '';
  const { line, column } = positionAt(at.source, at.start);
  return `${at.source.name}:${line}:${column}`;
}
