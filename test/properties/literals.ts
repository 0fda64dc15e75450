/** A quantity of a generated spec, which can be written in several ways that mean the same. */
export class Literal {
  readonly kind: Kind;
  readonly amount: number;
  /** Of a window: its hours. */
  readonly hours: number;

  constructor(kind: Kind, amount: number, hours = 0) {
    this.kind = kind;
    this.amount = amount;
    this.hours = hours;
  }

  times(factor: number): Literal {
    return new Literal(this.kind, this.amount * factor, this.hours);
  }

  /** @param style 0 as people write it; 1 and 2 in other units */
  text(style: number): string | number {
    const { amount: n, hours } = this;
    const ways = WAYS[this.kind](n, hours);
    return ways[style % ways.length] ?? '';
  }
}

/** Kinds whose amount is so many a day. */
export type Kind =
  | 'rate'
  | 'peakRate'
  | 'spikeRate'
  | 'perUser'
  | 'consumerRate'
  | 'added'
  | 'count'
  | 'concurrent'
  | 'bytes'
  | 'seconds'
  | 'days'
  | 'share'
  | 'ratio'
  | 'factor'
  | 'growth'
  | 'doubling'
  | 'window'
  | 'holdsShare'
  | 'holdsDaily'
  | 'holdsCount'
  | 'perSecond'
  | 'usdPerHour'
  | 'usdPerMonth'
  | 'usdPerByte'
  | 'usdPerCall'
  | 'bandwidth'
  | 'people';

type Way = (n: number, hours: number) => readonly (string | number)[];

const rate: Way = (n) => [`${n} per day`, `${n * 7} per week`, `${n * 365}/year`, `${n / 86_400}/s`];

const WAYS: Readonly<Record<Kind, Way>> = {
  rate,
  peakRate: rate,
  spikeRate: rate,
  consumerRate: rate,
  added: rate,
  perUser: (n) => [
    `= users * ${n} per user per day`,
    `= ${n * 7} per user per week * users`,
    `= users / 1000 * ${n} per user per day * 1k`,
  ],
  count: (n) => [n, `${n / 1000}k`, `${n / 1e6} million`],
  concurrent: (n) => [n, `${n / 1000}k users`, `= ${n} * 1`],
  bytes: (n) => [`${n} B`, `${n / 1000} kB`, `${n * 8} bit`, `${n / 1024} KiB`],
  seconds: (n) => [`${n} s`, `${n * 1000} ms`, `${n / 60} min`],
  days: (n) => [`${n} d`, `${n * 24} h`, `${n / 7} weeks`, `${n / 365} years`],
  share: (n) => [`${n}%`, n / 100, `= ${n / 2}% * 2`],
  ratio: (n) => [n, `${n * 100}%`, `= ${n}`],
  factor: (n) => [n, `x${n}`],
  growth: (n) => [`${n}% per year`, `x${1 + n / 100} per year`, `${n}%`],
  doubling: (n) => [`x2 per ${n} d`, `x2 per ${n * 24} h`],
  window: (n, hours) => [`${n}% of the day in ${hours} h`, `${n / 100} of the day in ${hours * 60} min`],
  holdsShare: (n) => [`${n}%`, `${n}% of items`],
  holdsDaily: (n) => [`${n}% of daily reads`, `${n / 100} of daily reads`],
  holdsCount: (n) => [`${n} items`, `${n / 1000}k items`],
  perSecond: (n) => [`${n} req/s`, `${n * 60} per min`, `${n / 1000}k/s`],
  usdPerMonth: (n) => [`${n} USD/month`, `${n / 720} USD/h`, `${n / 1000}k USD/month`],
  usdPerByte: (n) => [`${n} USD/GB`, `${n * 1000} USD/TB`],
  usdPerCall: (n) => [`${n} USD per 1M requests`, `${n / 1000} USD per 1k requests`],
  bandwidth: (n) => [`${n} B/s`, `${n * 8} bps`, `${n / 1000} kB/s`],
  // In doubt: an interval of 90%.
  people: (n) => [`${n}..${3 * n} users`, `${n / 1000}k..${(3 * n) / 1000}k users`],
  usdPerHour: (n) => [`${n} USD/h`, `${n * 24} USD/day`, `${n * 720} USD/month`],
};

export type Value = Literal | string | number | boolean | Value[] | Tree;
export interface Tree {
  [key: string]: Value;
}

export const isTree = (value: Value | undefined): value is Tree =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Literal);

/** The tree with other literals in place of its own. */
export function mapLiterals<T extends Value>(
  value: T,
  replace: (literal: Literal, path: readonly string[]) => Value,
  path?: readonly string[],
): T;
export function mapLiterals(
  value: Value,
  replace: (literal: Literal, path: readonly string[]) => Value,
  path: readonly string[] = [],
): Value {
  if (value instanceof Literal) return replace(value, path);
  if (Array.isArray(value)) return value.map((item, i) => mapLiterals(item, replace, [...path, String(i)]));
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapLiterals(inner, replace, [...path, key])]));
}

/** Every literal and where it stands. */
export function literalsIn(value: Value): readonly { readonly path: string; readonly literal: Literal }[] {
  const found: { path: string; literal: Literal }[] = [];
  mapLiterals(value, (literal, path) => {
    found.push({ path: path.join('.'), literal });
    return literal;
  });
  return found;
}

/** As plain data, ready to be written as YAML. */
export const written = (value: Value, style: (path: readonly string[]) => number = () => 0): Value =>
  mapLiterals(value, (literal, path) => literal.text(style(path)));
