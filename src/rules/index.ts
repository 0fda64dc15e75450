export { DEFAULT_RULES, isOn, type RuleSetting, type RulesConfig } from './config.js';
export { type AnyRule, ATTRIBUTES, type Attribute, PRESETS, type Preset, type RuleId } from './rule.js';
export { type Broken, type Hit, runRules } from './run.js';
export { identityOf, settle } from './settle.js';
export { RULES } from './table.js';
