import { type Finding, JUDGMENT_IDS, type Severity, suggest, type TextFindingId, UserError } from '../core/index.js';
import {
  type AnyRule,
  DEFAULT_RULES,
  optionProblem,
  PRESETS,
  type Preset,
  RULES,
  type RuleId,
  type RuleSetting,
  type RulesConfig,
  type RulesOverride,
  type WaiverOfFiles,
} from '../rules/index.js';
import { type MapNode, type Node, plainValue } from '../source/index.js';
import { waiversIn } from '../spec/index.js';
import type { Config } from './config.js';

const JUDGED: readonly string[] = [...RULES.map(({ id }) => id), ...JUDGMENT_IDS];
const SEVERITIES: readonly string[] = ['off', 'info', 'warning', 'error'];

/**
 * Which rules run: as the configuration has them, a preset of the command line before that of the configuration.
 * @throws UserError for a preset, a rule or an option that does not exist
 */
export function rulesConfigOf(config: Config, asked: string | undefined): RulesConfig {
  const { preset, rules } = config;
  const findings: Finding[] = [];
  const name = asked ?? preset ?? DEFAULT_RULES.preset;
  if (!PRESETS.includes(name as Preset)) findings.push(unknown('config/unknown-preset', 'preset', name, PRESETS));
  const settings = rules ? settingsOf(rules, findings) : new Map<RuleId, RuleSetting>();
  const overrides = overridesOf(config, asked, findings);
  const waivers = waiversOf(config, findings);
  if (findings.length > 0) throw new UserError(findings);
  return {
    preset: name as Preset,
    rules: settings,
    ...(overrides.length > 0 && { overrides }),
    ...(waivers.length > 0 && { waivers }),
  };
}

/** A preset of the command line goes before those of some specs. */
function overridesOf(
  { overrides, matches = () => false }: Config,
  asked: string | undefined,
  findings: Finding[],
): readonly RulesOverride[] {
  return (overrides?.items ?? []).flatMap((item): readonly RulesOverride[] => {
    if (item.type !== 'map') return [];
    const globs = globsOf(item);
    const preset = item.entries.get('preset')?.value;
    const rules = item.entries.get('rules')?.value;
    return [
      {
        isAbout: (file) => matches(globs, file),
        ...(preset && asked === undefined && { preset: plainValue(preset) as Preset }),
        rules: rules?.type === 'map' ? settingsOf(rules, findings) : new Map(),
      },
    ];
  });
}

function waiversOf({ waivers, matches = () => false }: Config, findings: Finding[]): readonly WaiverOfFiles[] {
  return waiversIn(waivers).map((waiver): WaiverOfFiles => {
    const node = waivers?.entries.get(waiver.name)?.value;
    const globs = node?.type === 'map' && node.entries.has('files') ? globsOf(node) : undefined;
    const { rule, ruleAt: at } = waiver;
    if (/^(?:requirement|expectation)\//.test(rule))
      findings.push({
        rule: 'suppression/refused',
        severity: 'error',
        message: `${rule} is accepted under \`waivers:\` of the spec alone`,
        at,
        help: 'state it there',
      });
    else if (!JUDGED.includes(rule)) findings.push({ ...unknown('config/unknown-rule', 'rule', rule, JUDGED), at });
    return { ...waiver, isAbout: (file) => globs === undefined || matches(globs, file) };
  });
}

function globsOf(map: MapNode): readonly string[] {
  const node = map.entries.get('files')?.value;
  const value = node && plainValue(node);
  return (Array.isArray(value) ? value : [value]).map(String);
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
    const setting = settingOf(value, rule, findings);
    if (setting) settings.set(rule.id, setting);
  }
  return settings;
}

/** `off`, `warning`, or a map of options with a severity among them. */
function settingOf(value: Node, { id, options = {} }: AnyRule, findings: Finding[]): RuleSetting | undefined {
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
      continue;
    }
    const option = Object.hasOwn(options, entry.key) ? options[entry.key] : undefined;
    if (!option) {
      findings.push({ ...unknown('config/rule-option', 'option', entry.key, ['severity', ...Object.keys(options)]), at: entry.keyAt });
      continue;
    }
    const problem = optionProblem(`rules.${id}.${entry.key}`, text, option);
    if (problem) findings.push({ ...problem, at: entry.value.at });
    given[entry.key] = text;
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
