import type { ExitCriteria } from '../report/index.js';
import { jsonText } from '../report/json-text.js';
import { isOn, RULES, type RulesConfig } from '../rules/index.js';
import type { Config } from '../workspace/config.js';

/** The settings that hold, as JSON: with every rule that is asked, its severity and its options. */
export function effectiveConfig(config: Config, rules: RulesConfig, exitCriteria: ExitCriteria): string {
  const { file, specs, format, seed, samples } = config;
  const { failOn = 'error', maxWarnings = null, isStrict = false } = exitCriteria;
  return jsonText({
    config: file,
    specs,
    format,
    seed: seed ?? null,
    samples: samples ?? null,
    failOn,
    maxWarnings,
    strict: isStrict,
    preset: rules.preset,
    rules: Object.fromEntries(
      RULES.map((rule) => {
        const { severity: set, options = {} } = rules.rules.get(rule.id) ?? {};
        const severity = isOn(rule, rules) ? (set ?? rule.severity) : 'off';
        return [rule.id, Object.keys(options).length === 0 ? severity : { severity, ...options }];
      }),
    ),
  });
}
