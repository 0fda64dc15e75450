import { type Confidence, type Finding, JUDGMENT_IDS, type Severity, suggest, UserError } from '../core/index.js';
import type { SpecResult } from '../evaluate/result.js';
import { RULE_OF } from '../report/index.js';
import { RULES, type RuleId, type RulesConfig } from '../rules/index.js';

/** Which findings are asked for, beyond what the configuration states. */
export interface FindingSelection {
  /** Ids of rules, areas (`load/`) or qualities (`capacity`): no others are asked. Empty for all. */
  readonly only: readonly string[];
  /** Findings that are less sure are left out. */
  readonly minConfidence: Confidence;
}

const SURE: Readonly<Record<Confidence, number>> = { low: 0, medium: 1, high: 2 };
const IDS: readonly string[] = [...RULES.map(({ id }) => id), ...JUDGMENT_IDS];

/** Whether an id is among those asked for. */
function isAsked(id: string, only: readonly string[]): boolean {
  if (only.length === 0) return true;
  const attribute = RULES.find((rule) => rule.id === id)?.attribute;
  return only.some((word) => id === word || id.startsWith(word.endsWith('/') ? word : `${word}/`) || attribute === word);
}

/**
 * The rules of a configuration with those that the command line sets.
 * @param settings rule -> severity
 * @throws UserError for a rule that does not exist
 */
export function rulesAsked(config: RulesConfig, { only }: FindingSelection, settings: ReadonlyMap<string, Severity | 'off'>): RulesConfig {
  for (const id of settings.keys()) if (!RULES.some((rule) => rule.id === id)) throw unknownRule(id);
  for (const word of only) if (!IDS.some((id) => isAsked(id, [word]))) throw unknownRule(word);
  const rules = new Map(config.rules);
  for (const [id, severity] of settings) rules.set(id as RuleId, { options: {}, ...rules.get(id as RuleId), severity });
  const overrides = (config.overrides ?? []).map((override) => ({
    ...override,
    rules: new Map([...override.rules].filter(([id]) => !settings.has(id) && isAsked(id, only))),
  }));
  if (only.length === 0) return { ...config, rules, overrides };
  for (const { id } of RULES) {
    const isNamed = only.includes(id);
    const setting = rules.get(id);
    if (!isAsked(id, only)) rules.set(id, { options: {}, ...setting, severity: 'off' });
    // One that is named by its id is asked, whatever the preset.
    else if (isNamed) rules.set(id, setting ?? { options: {} });
  }
  return { ...config, rules, overrides };
}

function unknownRule(id: string): UserError {
  const near = suggest(id, IDS);
  return new UserError({
    rule: 'config/unknown-rule',
    severity: 'error',
    message: `unknown rule "${id}"`,
    help: near === undefined ? '`sysdesign rules` lists all of them' : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  });
}

/** A result without what is not asked for. What makes a spec invalid stays: nothing else can be said of it. */
export function onlySelected(spec: SpecResult, { only, minConfidence }: FindingSelection): SpecResult {
  const isShown = (finding: Finding): boolean =>
    (!finding.judges && finding.severity === 'error') ||
    (isAsked(finding.rule, only) && SURE[finding.confidence ?? 'high'] >= SURE[minConfidence]);
  return {
    ...spec,
    findings: spec.findings.filter(isShown),
    checks: spec.checks.filter(({ kind, status }) => isAsked(RULE_OF[kind][status] ?? `${kind}/`, only)),
  };
}
