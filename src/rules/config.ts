import type { Severity } from '../core/index.js';
import type { Waiver } from '../spec/index.js';
import type { Preset, Rule, RuleId } from './rule.js';

/** The settings of one rule in a configuration. */
export interface RuleSetting {
  readonly severity?: Severity | 'off';
  /** Option -> literal. */
  readonly options: Readonly<Record<string, string>>;
}

/** Rules of some specs. */
export interface RulesOverride {
  /** Whether it is about a spec, by the name that its file is shown under. */
  readonly isAbout: (file: string) => boolean;
  readonly preset?: Preset;
  readonly rules: ReadonlyMap<RuleId, RuleSetting>;
}

/** Which rules run over one spec. */
export function rulesFor(config: RulesConfig, file: string): RulesConfig {
  const own = (config.overrides ?? []).filter(({ isAbout }) => isAbout(file));
  if (own.length === 0) return config;
  const { overrides: _, ...base } = config;
  return {
    ...base,
    preset: own.findLast(({ preset }) => preset !== undefined)?.preset ?? base.preset,
    rules: new Map([...base.rules, ...own.flatMap(({ rules }) => [...rules])]),
  };
}

/** A waiver of a configuration. */
export interface WaiverOfFiles extends Waiver {
  /** Whether it is about a spec, by the name that its file is shown under. */
  readonly isAbout: (file: string) => boolean;
}

/** Which rules run, and how. */
export interface RulesConfig {
  readonly preset: Preset;
  readonly rules: ReadonlyMap<RuleId, RuleSetting>;
  /** Overrides for some specs; a later one takes precedence over an earlier one. */
  readonly overrides?: readonly RulesOverride[];
  /** What the configuration accepts. */
  readonly waivers?: readonly WaiverOfFiles[];
}

export const DEFAULT_RULES: RulesConfig = { preset: 'recommended', rules: new Map() };

const USUAL: readonly Preset[] = ['recommended', 'interview'];

/** Whether a rule runs: one that the configuration names does unless it is off, else as the preset has it. */
export function isOn({ id, presets = USUAL }: Pick<Rule, 'id' | 'presets'>, { preset, rules }: RulesConfig): boolean {
  const setting = rules.get(id);
  if (setting?.severity !== undefined) return setting.severity !== 'off';
  return preset === 'thorough' || setting !== undefined || presets.includes(preset);
}

/** Whether a rule asks about what a spec leaves open, rather than only judging what it states. */
export const asks = ({ id }: Pick<Rule, 'id'>, { preset, rules }: RulesConfig): boolean =>
  preset === 'thorough' || preset === 'interview' || rules.has(id);
