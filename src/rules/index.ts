export { CAPACITY_RULES } from './capacity/index.js';
export { DEFAULT_RULES, isOn, type RuleSetting, type RulesConfig, type RulesOverride, rulesFor, type WaiverOfFiles } from './config.js';
export { holdsAllData } from './data/partitioned.js';
export { mayAccept } from './may-accept.js';
export { optionProblem } from './options.js';
export { type AnyRule, ATTRIBUTES, type Attribute, PRESETS, type Preset, type RuleId } from './rule.js';
export { type Broken, runRules } from './run.js';
export { settle } from './settle.js';
export { RULES } from './table.js';
