import type { RulesConfig } from '../rules/index.js';
import type { Config } from '../workspace/config.js';

/** The rules as a configuration sets them; nothing where it sets none, so that nobody waits for reading it. */
export async function rulesOf(config: Config): Promise<{ readonly rules?: RulesConfig }> {
  if (!config.rules && !config.overrides && !config.waivers && config.preset === undefined) return {};
  const { rulesConfigOf } = await import('../workspace/config-rules.js');
  return { rules: rulesConfigOf(config, undefined) };
}
