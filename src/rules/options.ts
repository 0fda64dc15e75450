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

/** The options of a rule by their names. */
export interface Options {
  get(name: string): OptionValue | undefined;
}

/**
 * The options of a rule, as the configuration has them, else by their defaults. Those that are configured are read at once, so that one that is wrong is
 * told of; defaults when they are first asked for: most rules of a sound design compare nothing.
 * @throws UserError for one that is no literal of its sort
 */
export function optionsOf({ id, options = {} }: AnyRule, { rules }: RulesConfig, { vocabulary }: Model): Options {
  const given = rules.get(id)?.options ?? {};
  const known = new Map<string, OptionValue>();
  const read = (name: string, { value: usual, field }: RuleOption): OptionValue => {
    const { type, unit } = FIELDS[field];
    const text = given[name] ?? usual;
    const literal = parseLiteral(text, type, vocabulary);
    if (!literal.ok)
      throw new UserError({
        rule: 'config/rule-option',
        severity: 'error',
        message: `rules.${id}.${name}: ${literal.problem.message}`,
        ...(literal.problem.help !== undefined && { help: literal.problem.help }),
      });
    const value = { value: literal.value.value / scaleOf(unit, vocabulary.calendar), unit, text };
    known.set(name, value);
    return value;
  };
  for (const name of Object.keys(given)) if (options[name]) read(name, options[name]);
  return { get: (name) => known.get(name) ?? (Object.hasOwn(options, name) ? read(name, options[name] as RuleOption) : undefined) };
}
