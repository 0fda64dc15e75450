import type { CheckResult, Judgment, Severity } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import type { BrokenRule } from '../evaluate/result.js';
import { type Attribute, type Broken, DEFAULT_RULES, RULES, type RulesConfig, runRules, settle } from '../rules/index.js';
import { weakAgreements } from './availability/findings.js';
import { capacityFindings } from './capacity.js';

export interface Judgments {
  readonly findings: readonly Judgment[];
  /** Rules that failed: bugs of ours. */
  readonly broken: readonly Broken[];
}

/** The qualities that the lenses of one area show the findings of. */
export const OF_ESTIMATE: ReadonlySet<Attribute> = new Set<Attribute>(['capacity', 'cost', 'simplicity']);
export const OF_CONSISTENCY: ReadonlySet<Attribute> = new Set<Attribute>(['consistency']);
export const OF_AVAILABILITY: ReadonlySet<Attribute> = new Set<Attribute>(['availability', 'durability']);
export const OF_LATENCY: ReadonlySet<Attribute> = new Set<Attribute>(['latency']);

/**
 * All that judges a design, whichever lens shows it: errors of every attribute, and of those that the lens is about the rest. So every command ends with
 * the same exit code.
 */
export async function judgmentsOf(
  evaluation: Evaluation,
  checks: readonly CheckResult[],
  of: ReadonlySet<Attribute>,
  config: RulesConfig = DEFAULT_RULES,
): Promise<Judgments> {
  const { model, graph } = evaluation;
  const rules = RULES.filter(
    (rule) => of.has(rule.attribute) || mayBeError(rule.severity) || config.rules.get(rule.id)?.severity === 'error',
  );
  const { hits, broken } = runRules(evaluation, rules, config);
  const attributes = new Map<string, Attribute>(rules.map(({ id, attribute }) => [id, attribute]));
  const ofProviders = (await weakAgreements(model, graph)).filter(({ severity }) => severity === 'error' || of.has('availability'));
  const reports = [...(await capacityFindings(evaluation)), ...ofProviders];
  const findings = settle(hits, evaluation, checks, config, reports).filter(
    ({ rule, severity }) => severity === 'error' || !attributes.has(rule) || of.has(attributes.get(rule) as Attribute),
  );
  return { findings, broken };
}

/** Rules that failed, as a result has them: nothing where none did. */
export const brokenIn = (broken: readonly Broken[]): { readonly broken?: readonly BrokenRule[] } =>
  broken.length === 0
    ? {}
    : {
        broken: broken.map(({ rule, error }) => ({
          rule: rule.id,
          error: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '',
        })),
      };

const mayBeError = (severity: Severity | Readonly<Record<string, Severity>>): boolean =>
  severity === 'error' || (typeof severity === 'object' && Object.values(severity).includes('error'));
