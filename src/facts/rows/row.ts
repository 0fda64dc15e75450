import { GUARANTEES, ISOLATIONS } from '../../math/consistency/guarantees.js';

/** What a number is. A share is of a whole (it may exceed it: 300% of a budget); a ratio compares two amounts; a count is of whole things. */
export type FactMeasure =
  | 'rate'
  | 'bytes'
  | 'throughput'
  | 'time'
  | 'frequency'
  | 'money'
  | 'count'
  | 'share'
  | 'ratio'
  /** 1 where it is so, 0 where it is not: what else there is in a formula counts, or does not. */
  | 'yesNo'
  | 'class'
  /** As the spec states it. */
  | 'stated';

/** Load cases that a pattern with `.k` stands for; those of the two peak hours only where a component or a total is meant. */
export type CaseName = 'mean' | 'peak' | 'spike.*' | 'onPeak' | 'offPeak';

/** @template L the lenses that it is for: of the whole table, all that have facts of their own */
export interface FactRow<L extends string = string> {
  readonly measure: FactMeasure;
  /** Base unit; null for a class such as "CP". */
  readonly unit: string | null;
  readonly meaning: string;
  /** The lenses that show it and judge checks on it. */
  readonly lenses: readonly L[];
  /** Whether it leads: people's tables show it; of a pattern with `.k`, in which cases. */
  readonly leads: boolean | readonly CaseName[];
  /** Close to one in any design that is any good: what is missing of it is what counts. */
  readonly nearOne?: true;
  /** No year changes it. */
  readonly timeless?: true;
  /** The words that a class may be; left out where any may be. */
  readonly words?: readonly string[];
  /** How people read it, where not in its own unit: what networks carry in bits, what grows slowly by the day. */
  readonly readAs?: 'bits' | 'perDay';
  /** Its value is the upper end of a bracket, whose lower end is the fact with `.low` behind this one. */
  readonly isUpperEnd?: true;
  /** The least of several: without some of them it is an upper bound, where other sums and parts are lower ones. */
  readonly isLeast?: true;
  /** People's tables show it only where all is asked for. */
  readonly isRarelyAsked?: true;
  /** What it rests on most designs need not state: it is not asked for. */
  readonly isOptional?: true;
  /** The resource that it is the demand for. */
  readonly demandFor?: Resource;
  /** The quality that a promise of it is about, where that does not follow from its lens and its measure. */
  readonly quality?: 'durability';
  /** Its words are guarantees: a target is met by every one that implies it. */
  readonly ordered?: 'guarantees';
}

/** Resources that demand, capacity and utilization are computed for. */
export const RESOURCES = ['rate', 'servers', 'cpu', 'memory', 'disk', 'iops', 'network', 'connections'] as const;
export type Resource = (typeof RESOURCES)[number];

/** Resources that flows ask for; of the others data takes its share. */
export const LOAD_RESOURCES = ['rate', 'servers', 'cpu', 'iops', 'network', 'connections'] as const;
export type LoadResource = (typeof LOAD_RESOURCES)[number];

type More = Partial<Omit<FactRow, 'measure' | 'unit' | 'meaning' | 'lenses'>>;

const UNITS: Readonly<Record<Exclude<FactMeasure, 'class' | 'stated' | 'money' | 'time'>, string>> = {
  rate: 'req/s',
  bytes: 'B',
  throughput: 'B/s',
  frequency: 'per year',
  count: 'count',
  share: 'share',
  ratio: 'ratio',
  yesNo: 'ratio',
};

/** What makes the rows of some lenses. */
export function rowsOf<const L extends string>(...lenses: readonly L[]) {
  const row =
    (measure: FactMeasure, unit: string | null) =>
    (meaning: string, more: More = {}): FactRow<L> => ({ measure, unit, meaning, lenses, leads: false, ...more });
  const plain = (measure: keyof typeof UNITS) => row(measure, UNITS[measure]);
  return {
    rate: plain('rate'),
    bytes: plain('bytes'),
    throughput: plain('throughput'),
    frequency: plain('frequency'),
    count: plain('count'),
    share: plain('share'),
    ratio: plain('ratio'),
    yesNo: plain('yesNo'),
    seconds: row('time', 's'),
    months: row('time', 'months'),
    cost: row('money', 'USD/month'),
    price: row('money', 'USD'),
    class: row('class', null),
  };
}

export const estimate = rowsOf('estimate');
export const availability = rowsOf('availability');
export const latency = rowsOf('latency');
export const consistency = rowsOf('consistency');

export const LEADS = { leads: true } as const;
export const TIMELESS = { timeless: true } as const;
export const LEAST = { isLeast: true } as const;
export const GUARANTEED = { timeless: true, words: GUARANTEES, ordered: 'guarantees' } as const satisfies More;
export const ISOLATED = { timeless: true, words: [...ISOLATIONS, 'none'], ordered: 'guarantees' } as const satisfies More;
export const DURABILITY = { quality: 'durability' } as const satisfies More;
export const NEAR_ONE = { nearOne: true } as const;
export const IN_BITS = { readAs: 'bits' } as const satisfies More;
export const BY_DAY = { readAs: 'perDay' } as const satisfies More;
export const RARELY_ASKED = { isRarelyAsked: true } as const;
export const OPTIONAL = { isOptional: true } as const;
export const LEADS_AT_PEAK = { leads: ['peak'] } as const satisfies More;
export const LEADS_AT_EACH_PEAK = { leads: ['peak', 'offPeak'] } as const satisfies More;
export const LEADS_ABOVE_MEAN = { leads: ['peak', 'spike.*'] } as const satisfies More;
export const LEADS_BY_DAY = { leads: ['mean', 'peak', 'spike.*'] } as const satisfies More;

const PERCENTILES = { p50: '50%', p95: '95%', p99: '99%', p999: '99.9%' } as const;
type PercentileName = keyof typeof PERCENTILES;

/** The four percentiles of a time. @param meaning with `{}` in the place of the share */
export const percentiles = <const Stem extends string, const End extends string = ''>(
  stem: Stem,
  meaning: string,
  more: More = {},
  end = '' as End,
) =>
  Object.fromEntries(
    Object.entries(PERCENTILES).map(([name, share]) => [`${stem}.${name}${end}`, latency.seconds(meaning.replace('{}', share), more)]),
  ) as Readonly<Record<`${Stem}.${PercentileName}${End}`, FactRow<'latency'>>>;
