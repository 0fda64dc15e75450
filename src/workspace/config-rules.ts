import { type Finding, type Severity, suggest, type TextFindingId, UserError } from '../core/index.js';
import { DEFAULT_RULES, PRESETS, type Preset, RULES, type RuleId, type RuleSetting, type RulesConfig } from '../rules/index.js';
import { type MapNode, type Node, plainValue } from '../source/index.js';
import type { Config } from './config.js';

const SEVERITIES: readonly string[] = ['off', 'info', 'warning', 'error'];

/**
 * Which rules run: as the configuration has them, a preset of the command line before that of the configuration.
 * @throws UserError for a preset, a rule or an option that does not exist
 */
export function rulesConfigOf({ preset, rules }: Config, asked: string | undefined): RulesConfig {
  const findings: Finding[] = [];
  const name = asked ?? preset ?? DEFAULT_RULES.preset;
  if (!PRESETS.includes(name as Preset)) findings.push(unknown('config/unknown-preset', 'preset', name, PRESETS));
  const settings = rules ? settingsOf(rules, findings) : new Map<RuleId, RuleSetting>();
  if (findings.length > 0) throw new UserError(findings);
  return { preset: name as Preset, rules: settings };
}

function settingsOf(rules: MapNode, findings: Finding[]): ReadonlyMap<RuleId, RuleSetting> {
  const byId = new Map(RULES.map((rule) => [rule.id as string, rule]));
  const settings = new Map<RuleId, RuleSetting>();
  for (const { key, keyAt, value } of rules.entries.values()) {
    const rule = byId.get(key);
    if (!rule) {
      findings.push({ ...unknown('config/unknown-rule', 'rule', key, [...byId.keys()]), at: keyAt });
      continue;
    }
    const setting = settingOf(value, Object.keys(rule.options ?? {}), findings);
    if (setting) settings.set(rule.id, setting);
  }
  return settings;
}

/** `off`, `warning`, or a map of options with a severity among them. */
function settingOf(value: Node, options: readonly string[], findings: Finding[]): RuleSetting | undefined {
  const entries = value.type === 'map' ? [...value.entries.values()] : [{ key: 'severity', keyAt: value.at, value }];
  let severity: Severity | 'off' | undefined;
  const given: Record<string, string> = {};
  for (const entry of entries) {
    const raw = plainValue(entry.value);
    // YAML reads a bare `off` as text or as false, by its version.
    const text = raw === false ? 'off' : String(raw);
    if (entry.key === 'severity') {
      if (SEVERITIES.includes(text)) severity = text as Severity | 'off';
      else findings.push({ ...unknown('config/rule-option', 'severity', text, SEVERITIES), at: entry.value.at });
    } else if (options.includes(entry.key)) given[entry.key] = text;
    else findings.push({ ...unknown('config/rule-option', 'option', entry.key, ['severity', ...options]), at: entry.keyAt });
  }
  return { ...(severity !== undefined && { severity }), options: given };
}

function unknown(rule: TextFindingId, what: string, name: string, names: readonly string[]): Finding {
  const near = suggest(name, names);
  return {
    rule,
    severity: 'error',
    message: `unknown ${what} "${name}"`,
    help: near === undefined ? `one of ${names.slice(0, 8).join(', ')}` : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  };
}
