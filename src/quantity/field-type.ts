import {
  DATA,
  DATA_RATE,
  type Dimension,
  MONEY,
  MONEY_PER_DATA,
  MONEY_PER_DATA_AND_TIME,
  MONEY_RATE,
  PER_TIME,
  PLAIN,
  TIME,
} from './dimension.js';

/** What a literal-valued field of the spec holds: the keyword `x-field` of the schema. */
export type FieldType =
  | 'rate'
  | 'bytes'
  | 'byteRate'
  | 'duration'
  | 'ahead'
  | 'keep'
  | 'count'
  | 'share'
  | 'availability'
  | 'ratio'
  | 'overhead'
  | 'surge'
  | 'factor'
  | 'money'
  | 'moneyRate'
  | 'storagePrice'
  | 'bytePrice'
  | 'callPrice'
  | 'exchange'
  | 'growth'
  | 'peak'
  | 'holds'
  | 'target'
  | 'objectiveWindow'
  | 'cpu'
  | 'iops'
  | 'any'
  | 'change'
  | 'expectation';

/** How a literal with two readings is read there. */
export type LiteralReading = 'data' | 'number' | 'time' | 'money' | 'open';

export interface FieldRule {
  /** With article and example, for messages: `a rate (such as 5 req/s)`. */
  readonly wanted: string;
  /** Physical parts that are accepted; none: whatever. */
  readonly dimensions: readonly Dimension[];
  readonly reading: LiteralReading;
  /** Least value, and whether it is itself excluded. */
  readonly least?: number;
  readonly above?: boolean;
  readonly most?: number;
  /** Is a percentage welcome? */
  readonly percent: boolean;
  /** Is a left-over "per user" a slip there? */
  readonly whole: boolean;
  /** Is it stated by what comes on top of a whole? */
  readonly grows: boolean;
}

const rule = (wanted: string, dimensions: readonly Dimension[], reading: LiteralReading, more: Partial<FieldRule> = {}): FieldRule => ({
  wanted,
  dimensions,
  reading,
  percent: false,
  whole: false,
  grows: false,
  ...more,
});

const FIELDS: Readonly<Record<FieldType, FieldRule>> = {
  rate: rule('a rate (such as 5 req/s or 1M per day)', [PER_TIME], 'number', { least: 0, whole: true }),
  bytes: rule('a size (such as 5 kB)', [DATA], 'data', { least: 0 }),
  byteRate: rule('a bandwidth (such as 5 MB/s)', [DATA_RATE], 'data', { least: 0 }),
  duration: rule('a duration (such as 20 ms)', [TIME], 'time', { least: 0 }),
  ahead: rule('a duration (such as 3 years)', [TIME], 'time', { least: 0 }),
  keep: rule('a duration (such as 30 d) or forever', [TIME], 'time', { least: 0, above: true }),
  count: rule('a number (such as 5 or 10k)', [PLAIN], 'number', { least: 0, whole: true }),
  share: rule('a share (such as 20% or 0.2)', [PLAIN], 'number', { least: 0, most: 1, percent: true }),
  availability: rule('a share (such as 99.95% or 3 nines)', [PLAIN], 'number', { least: 0, most: 1, percent: true }),
  ratio: rule('a ratio (such as 1.5 or 30%)', [PLAIN], 'number', { least: 0, percent: true }),
  overhead: rule('a share on top (such as 30%) or a factor (such as x1.3)', [PLAIN], 'number', { least: 0, percent: true, grows: true }),
  surge: rule('a share of the fleet (such as 25%)', [PLAIN], 'number', { least: 0, percent: true }),
  factor: rule('a factor (such as 20 or x20)', [PLAIN], 'number', { least: 0, above: true, percent: true }),
  money: rule('an amount of money (such as 20k USD)', [MONEY], 'money', { least: 0 }),
  moneyRate: rule('money per time (such as 20k USD/month or 0.10 USD/h)', [MONEY_RATE], 'money', { least: 0 }),
  storagePrice: rule('a price per byte and time (such as 0.023 USD/GB/month)', [MONEY_PER_DATA_AND_TIME], 'money', { least: 0 }),
  bytePrice: rule('a price per byte (such as 0.05 USD/GB)', [MONEY_PER_DATA], 'money', { least: 0 }),
  callPrice: rule('a price per call (such as 0.40 USD per 1M requests)', [MONEY], 'money', { least: 0 }),
  exchange: rule('how much one USD is (such as 0.92 EUR per USD)', [PLAIN], 'money', { least: 0, above: true }),
  growth: rule('a growth (such as 40% per year or x2 per 18 months)', [PLAIN, PER_TIME], 'number', { percent: true, grows: true }),
  peak: rule('a peak (such as 3, 12k req/s or 20% of the day in 2 h)', [PLAIN, PER_TIME], 'number', {
    least: 0,
    above: true,
    percent: false,
    whole: true,
  }),
  holds: rule('what it holds (such as 20% of daily reads, 20% or 1M items)', [PLAIN], 'number', { least: 0, percent: true, whole: true }),
  target: rule('a share (such as 70%)', [PLAIN], 'number', { least: 0, above: true, most: 1, percent: true }),
  objectiveWindow: rule('a window (such as 30 d, 30 d rolling or calendar month)', [TIME], 'time', { least: 0, above: true }),
  cpu: rule('a number of cores (such as 4 or 4 cores)', [PLAIN], 'number', { least: 0, whole: true }),
  iops: rule('operations per second (such as 3000 or 3k/s)', [PER_TIME, PLAIN], 'number', { least: 0, whole: true }),
  any: rule('a quantity (such as 5, 20% or 5 req/s)', [], 'open', { percent: true }),
  change: rule('a quantity (such as 5 req/s), or x20 to multiply', [], 'open', { percent: true }),
  expectation: rule('a quantity (such as 507 req/s within 1%)', [], 'open', { percent: true }),
};

export const fieldRule = (field: FieldType): FieldRule => FIELDS[field];
const isFieldType = (word: string): word is FieldType => Object.hasOwn(FIELDS, word);
export const fieldTypes = (): readonly FieldType[] => Object.keys(FIELDS).filter(isFieldType);
