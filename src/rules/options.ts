import { type Finding, UserError } from '../core/index.js';
import { type Graph, leafId, scaleOf } from '../facts/index.js';
import {
  BASE_CURRENCY,
  type Calendar,
  currencyMarks,
  currencyOfUnit,
  type FieldType,
  inCurrency,
  parseLiteral,
  type QuantityProblem,
  STANDARD_CALENDAR,
  type Vocabulary,
} from '../quantity/index.js';
import type { RulesConfig } from './config.js';
import type { AnyRule, RuleOption } from './rule.js';

/** A number that a rule takes, in the unit of the facts that it is compared with. */
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
  bytePrice: { type: 'bytePrice', unit: 'USD/GB' },
};

/** The options of a rule by their names. */
export interface Options {
  get(name: string): OptionValue | undefined;
}

/** Defaults in the units of a calendar, which many specs share. */
const DEFAULTS = new WeakMap<Calendar, Map<string, OptionValue>>();

/**
 * The options of a rule, as the configuration has them, else by their defaults. Those that are configured are read at once, so that one that is wrong is
 * told of; defaults when they are first asked for: most rules of a sound design compare nothing.
 * @throws UserError for one that is no literal of its sort
 */
export function optionsOf({ id, options = {} }: AnyRule, { rules }: RulesConfig, graph: Graph): Options {
  const { vocabulary } = graph.model;
  const given = new Map<string, OptionValue>();
  for (const [name, text] of Object.entries(rules.get(id)?.options ?? {})) {
    const option = options[name];
    if (option) given.set(name, optionValue(`rules.${id}.${name}`, { ...option, value: text }, vocabulary));
  }
  return {
    get: (name) => {
      const asked = Object.hasOwn(options, name) ? (options[name] as RuleOption) : undefined;
      const own = given.get(name) ?? (asked && defaultOf(`rules.${id}.${name}`, asked, vocabulary));
      return own && inCurrencyOf(graph, own);
    },
  };
}

/**
 * An amount of money in the currency of the spec; undefined where it is in another and nobody states what one is in the other: amounts of two
 * currencies are not compared, and the rule is silent.
 */
function inCurrencyOf(graph: Graph, own: OptionValue): OptionValue | undefined {
  if (currencyOfUnit(own.unit) === undefined) return own;
  const { name } = graph.model.currency;
  const codes = currencyMarks(own.text)[0]?.codes ?? [BASE_CURRENCY];
  const inSpec = { ...own, unit: inCurrency(own.unit, name) };
  if (codes.includes(name)) return inSpec;
  const rate = codes.includes(BASE_CURRENCY) ? graph.get(leafId('exchange')) : undefined;
  return rate?.state === 'known' ? { ...inSpec, value: own.value * rate.value } : undefined;
}

function defaultOf(path: string, option: RuleOption, vocabulary: Vocabulary): OptionValue {
  const { calendar } = vocabulary;
  const known = DEFAULTS.get(calendar) ?? new Map<string, OptionValue>();
  DEFAULTS.set(calendar, known);
  const key = `${option.field} ${option.value}`;
  const value = known.get(key) ?? optionValue(path, option, vocabulary);
  known.set(key, value);
  return value;
}

function optionValue(path: string, { value: text, field }: RuleOption, vocabulary: Vocabulary): OptionValue {
  const { type, unit } = FIELDS[field];
  const literal = parseLiteral(text, type, vocabulary);
  if (literal.ok) return { value: literal.value.value / scaleOf(unit, vocabulary.calendar), unit, text };
  throw new UserError(wrongOption(path, literal.problem));
}

/** What is wrong with an option as a configuration has it, whatever spec it is used for; undefined where it is a literal of its sort. */
export function optionProblem(path: string, text: string, { field }: RuleOption): Finding | undefined {
  const literal = parseLiteral(text, FIELDS[field].type, { calendar: STANDARD_CALENDAR, counts: new Set() });
  return literal.ok ? undefined : wrongOption(path, literal.problem);
}

const wrongOption = (path: string, { message, help }: QuantityProblem): Finding => ({
  rule: 'config/rule-option',
  severity: 'error',
  message: `${path}: ${message}`,
  ...(help !== undefined && { help }),
});
