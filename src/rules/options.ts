import { UserError } from '../core/index.js';
import { scaleOf } from '../facts/index.js';
import { type FieldType, parseLiteral } from '../quantity/index.js';
import type { Model } from '../spec/index.js';
import type { RulesConfig } from './config.js';
import type { AnyRule, RuleOption } from './rule.js';

/** A number that a rule is given, in the unit of the facts that it is held against. */
export interface OptionValue {
  readonly value: number;
  readonly unit: string;
  /** As written. */
  readonly text: string;
}

const FIELDS: Readonly<Record<RuleOption['field'], { readonly type: FieldType; readonly unit: string }>> = {
  ratio: { type: 'ratio', unit: 'ratio' },
  count: { type: 'count', unit: 'count' },
  share: { type: 'share', unit: 'share' },
  rate: { type: 'rate', unit: 'req/s' },
  bytes: { type: 'bytes', unit: 'B' },
  duration: { type: 'duration', unit: 's' },
  months: { type: 'duration', unit: 'months' },
  cost: { type: 'moneyRate', unit: 'USD/month' },
};

/**
 * The options of a rule, as the configuration has them, else by their defaults.
 * @throws UserError for one that the rule does not have, or that is no literal of its sort
 */
export function optionsOf({ id, options = {} }: AnyRule, { rules }: RulesConfig, { vocabulary }: Model): ReadonlyMap<string, OptionValue> {
  const given = rules.get(id)?.options ?? {};
  return new Map(
    Object.entries<RuleOption>(options).map(([name, { value, field }]) => {
      const { type, unit } = FIELDS[field];
      const text = given[name] ?? value;
      const read = parseLiteral(text, type, vocabulary);
      if (!read.ok)
        throw new UserError({
          rule: 'config/rule-option',
          severity: 'error',
          message: `rules.${id}.${name}: ${read.problem.message}`,
          ...(read.problem.help !== undefined && { help: read.problem.help }),
        });
      return [name, { value: read.value.value / scaleOf(unit, vocabulary.calendar), unit, text }] as const;
    }),
  );
}
