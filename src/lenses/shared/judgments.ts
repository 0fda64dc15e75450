import type { CheckResult, Finding, Severity, Suppressed } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import type { BrokenRule } from '../../evaluate/result.js';
import {
  ATTRIBUTES,
  type Attribute,
  type Broken,
  CAPACITY_RULES,
  DEFAULT_RULES,
  mayAccept,
  RULES,
  type RulesConfig,
  rulesFor,
  runRules,
  settle,
} from '../../rules/index.js';

export interface Judgments {
  /** With what is wrong with what accepts findings, where findings of every quality are asked for. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Rules that failed: bugs of ours. */
  readonly broken: readonly Broken[];
}

/**
 * All that judges a design, whichever lens shows it: errors of every attribute, and of those that the lens is about the rest. So every command ends with
 * the same exit code.
 */
export async function judgmentsOf(
  evaluation: Evaluation,
  checks: readonly CheckResult[],
  of: ReadonlySet<Attribute>,
  project: RulesConfig = DEFAULT_RULES,
): Promise<Judgments> {
  const { model, options } = evaluation;
  const config = rulesFor(project, model.file);
  const rules = RULES.filter(
    (rule) => of.has(rule.attribute) || mayBeError(rule.severity) || config.rules.get(rule.id)?.severity === 'error',
  );
  const { hits, broken } = runRules(evaluation, rules, config);
  const attributes = new Map<string, Attribute>(rules.map(({ id, attribute }) => [id, attribute]));
  const isShown = ({ rule, severity }: Finding): boolean =>
    severity === 'error' || !attributes.has(rule) || of.has(attributes.get(rule) as Attribute);
  const settled = settle(hits, evaluation, checks, config);
  if (!mayAccept(model, config)) return { findings: settled.filter(isShown), suppressed: [], broken };
  const { suppress } = await import('../../rules/suppress.js');
  const isWhole = options.scenario === undefined;
  const { left, suppressed, findings } = await suppress(settled, { model, config, today: options.today, hits, checks, isWhole });
  const isOfAll = ATTRIBUTES.every((attribute) => of.has(attribute));
  return {
    findings: [...left.filter(isShown), ...(isOfAll ? findings : [])],
    suppressed: suppressed.filter(({ finding }) => isShown(finding)),
    broken,
  };
}

/** What cannot do its work with everything up, but for what is accepted: what scenarios are held against each other by. */
export async function overloadsIn(evaluation: Evaluation, project: RulesConfig = DEFAULT_RULES): Promise<readonly Finding[]> {
  const { model, options } = evaluation;
  const config = rulesFor(project, model.file);
  const { hits } = runRules(evaluation, CAPACITY_RULES, config);
  const settled = settle(hits, evaluation, [], config);
  if (!mayAccept(model, config)) return settled;
  const { suppress } = await import('../../rules/suppress.js');
  return (await suppress(settled, { model, config, today: options.today, hits, checks: [], isWhole: false })).left;
}

/** Findings that are accepted, as a result has them: nothing where none is. */
export const suppressedIn = (suppressed: readonly Suppressed[]): { readonly suppressed?: readonly Suppressed[] } =>
  suppressed.length === 0 ? {} : { suppressed };

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
