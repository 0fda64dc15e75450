/**
 * Slips of estimates: what a ratio between an answer and what it should be says of how the answer came about. Some factors everybody
 * trips over (bits for bytes, a month for a year); others are those of the question (its copies, its peak), which the caller names.
 *
 * @source Slips collected from published estimates and their corrections: x8 (links are quoted in bits), x10 and x1000 (a dropped or a doubled
 * prefix), 1.024^n (GiB for GB), x12, x24, x30, x60, x365, x3600 and x86,400 (a factor of time that is missing or there twice), 100,000 for 86,400
 */
export interface SlipContext {
  /** What is estimated: bits and binary prefixes go with data, factors of time with what is counted over time. */
  readonly measures: 'data' | 'data rate' | 'rate' | 'count' | 'time' | 'money' | 'other';
  /** Factors of the question that can be forgotten, or counted twice. */
  readonly factors?: readonly QuestionFactor[];
}

export interface QuestionFactor {
  readonly kind: FactorKind;
  readonly factor: number;
  /** What it is called in the question, where its kind does not tell. */
  readonly name?: string;
}

export type FactorKind =
  | 'replication'
  | 'peak'
  | 'fan-out'
  | 'ratio'
  | 'misses'
  | 'overhead'
  | 'compression'
  | 'years'
  | 'growth'
  | 'size'
  | 'share';

export type SlipId =
  | 'bits'
  | 'ten'
  | 'thousand'
  | 'million'
  | 'binary'
  | 'percent'
  | 'both-ways'
  | 'minute'
  | 'hours'
  | 'month'
  | 'months'
  | 'year'
  | 'hour'
  | 'day'
  | 'round-day'
  | FactorKind;

export interface Slip {
  readonly id: SlipId;
  /** What the answer is, over what it should be, where this slip is all that is wrong. */
  readonly factor: number;
  /** What happened, as a clause: `the copies are not counted`. */
  readonly text: string;
  /** How to see it before somebody else does. */
  readonly check: string;
  /** Too small to matter in a rough estimate: worth a word, no reproach. */
  readonly isNote: boolean;
}

interface Known {
  readonly id: SlipId;
  readonly factor: number;
  /** Whether it goes with what is measured. */
  readonly of: (measures: SlipContext['measures']) => boolean;
  readonly more: string;
  readonly less: string;
  readonly check: string;
  /** How often people make it, by order: the first of several that explain a ratio. */
  readonly rank: number;
}

const isData = (measures: SlipContext['measures']): boolean => measures === 'data' || measures === 'data rate';
const always = (): boolean => true;
const isOverTime = (measures: SlipContext['measures']): boolean => measures !== 'time' && measures !== 'other';

const KNOWN: readonly Known[] = [
  {
    id: 'bits',
    factor: 8,
    of: isData,
    more: 'bits are taken for bytes',
    less: 'bytes are taken for bits',
    check: 'links are quoted in bits, files in bytes: divide by 8 once',
    rank: 1,
  },
  {
    id: 'ten',
    factor: 10,
    of: always,
    more: 'there is a zero too many',
    less: 'a zero is missing',
    check: 'add the exponents apart from the digits',
    rank: 3,
  },
  {
    id: 'thousand',
    factor: 1000,
    of: always,
    more: 'one prefix is skipped (k, M, G, T are 1000 apart)',
    less: 'one prefix is skipped (k, M, G, T are 1000 apart)',
    check: 'write the prefixes as 10^3, 10^6, 10^9 and add the exponents',
    rank: 2,
  },
  {
    id: 'million',
    factor: 1e6,
    of: always,
    more: 'two prefixes are skipped',
    less: 'two prefixes are skipped',
    check: 'write the prefixes as 10^3, 10^6, 10^9 and add the exponents',
    rank: 4,
  },
  {
    id: 'percent',
    factor: 100,
    of: always,
    more: 'a percentage is taken as a number',
    less: 'a percentage is applied twice',
    check: '5% is 0.05: look whether the share was divided by 100 once',
    rank: 4,
  },
  {
    id: 'both-ways',
    factor: 2,
    of: always,
    more: 'something is counted twice, such as both directions',
    less: 'only half is counted, such as one of two directions',
    check: 'name what one event brings and what it takes back, and which of them is asked for',
    rank: 8,
  },
  {
    id: 'month',
    factor: 30,
    of: isOverTime,
    more: 'a figure of a month is used as one of a day',
    less: 'a figure of a day is used as one of a month',
    check: 'carry the unit of time along: per day x 30 = per month',
    rank: 3,
  },
  {
    id: 'months',
    factor: 12,
    of: isOverTime,
    more: 'a figure of a year is used as one of a month',
    less: 'a figure of a month is used as one of a year',
    check: 'carry the unit of time along: per month x 12 = per year',
    rank: 4,
  },
  {
    id: 'year',
    factor: 365,
    of: isOverTime,
    more: 'a figure of a year is used as one of a day',
    less: 'a figure of a day is used as one of a year',
    check: 'carry the unit of time along: per day x 365 = per year',
    rank: 3,
  },
  {
    id: 'hours',
    factor: 24,
    of: isOverTime,
    more: 'a figure of a day is used as one of an hour',
    less: 'a figure of an hour is used as one of a day',
    check: 'carry the unit of time along: per hour x 24 = per day',
    rank: 5,
  },
  {
    id: 'minute',
    factor: 60,
    of: always,
    more: 'minutes and seconds are mixed up',
    less: 'minutes and seconds are mixed up',
    check: 'carry the unit of time along: per minute / 60 = per second',
    rank: 5,
  },
  {
    id: 'hour',
    factor: 3600,
    of: always,
    more: 'hours and seconds are mixed up',
    less: 'hours and seconds are mixed up',
    check: 'carry the unit of time along: per hour / 3,600 = per second',
    rank: 5,
  },
  {
    id: 'day',
    factor: 86_400,
    of: isOverTime,
    more: 'a figure of a day is used as one of a second',
    less: 'it is divided by the seconds of a day once too often',
    check: 'per day / 86,400 = per second; 1M a day is 11.6 a second',
    rank: 3,
  },
];

/** Close enough that only the slip can be meant: answers are rounded, as 10% to either side. */
const TOLERANCE = 0.045;
/** Below a quarter nobody is accused. */
const NOTE = Math.log10(1.25);
/** Of notes only what fits nearly exactly: beside them stands every honest rounding. */
const NOTE_TOLERANCE = 0.0045;
const MOST = 3;

/**
 * The slips that explain a ratio, the likeliest first; none where it is near one, or where nothing known explains it.
 * @param ratio the answer over what it should be; above zero
 */
export function slipsOf(ratio: number, context: SlipContext): readonly Slip[] {
  if (!(ratio > 0) || !Number.isFinite(ratio)) return [];
  const size = Math.log10(ratio);
  const candidates = [...known(context), ...ofQuestion(context)];
  if (Math.abs(size) <= NOTE)
    return best(
      size,
      candidates.filter(({ slip }) => slip.isNote),
      NOTE_TOLERANCE,
    );
  const single = best(
    size,
    candidates.filter(({ slip }) => !slip.isNote),
    TOLERANCE,
  );
  return single.length > 0 ? single : best(size, pairs(ofQuestion(context)), TOLERANCE);
}

interface Candidate {
  readonly slip: Slip;
  readonly rank: number;
}

/** Those that fit, by how well and how likely they are. */
function best(size: number, candidates: readonly Candidate[], tolerance: number): readonly Slip[] {
  const fitting = candidates.flatMap(({ slip, rank }) => {
    const off = Math.abs(size - Math.log10(slip.factor));
    return off <= tolerance ? [{ slip, cost: rank + (6 * off) / tolerance }] : [];
  });
  const seen = new Set<string>();
  return fitting
    .sort((a, b) => a.cost - b.cost || (a.slip.text < b.slip.text ? -1 : 1))
    .flatMap(({ slip }) => {
      if (seen.has(slip.text)) return [];
      seen.add(slip.text);
      return [slip];
    })
    .slice(0, MOST);
}

const isNote = (factor: number): boolean => Math.abs(Math.log10(factor)) <= NOTE;

function known({ measures }: SlipContext): Candidate[] {
  const found: Candidate[] = [];
  const add = (id: SlipId, factor: number, text: string, check: string, rank: number): void => {
    found.push({ slip: { id, factor, text, check, isNote: isNote(factor) }, rank });
  };
  for (const { id, factor, of, more, less, check, rank } of KNOWN) {
    if (!of(measures)) continue;
    add(id, factor, more, check, rank);
    add(id, 1 / factor, less, check, rank);
  }
  if (isData(measures)) {
    for (let n = 1; n <= 5; n++) {
      const check = 'GB is 10^9 bytes, GiB 2^30: 7% apart at giga, 10% at tera; harmless in an interview, real on a bill';
      add('binary', 1.024 ** n, 'prefixes of 1024 are read as 1000', check, 2);
      add('binary', 1.024 ** -n, 'prefixes of 1000 are read as 1024', check, 2);
    }
  }
  if (isOverTime(measures) || measures === 'rate') {
    const check = '100k seconds for a day (86,400) is 16% off: fine for a first figure, if it is said';
    add('round-day', 0.864, 'a day is taken as 100,000 s', check, 1);
    add('round-day', 1 / 0.864, 'a day of 100,000 s is asked for, and 86,400 are taken', check, 1);
  }
  return found;
}

const FORGOTTEN: Readonly<Record<FactorKind, readonly [less: string, more: string, check: string, rank: number]>> = {
  replication: ['the copies are not counted', 'the copies are counted twice', 'raw bytes x copies: say which of both the number is', 0],
  peak: [
    'the mean is given, and the peak is asked for',
    'the peak is counted twice, or is given for the mean',
    'mean x peak factor: say which of both the number is',
    0,
  ],
  'fan-out': [
    'the fan-out is forgotten: one event becomes many',
    'the fan-out is counted twice',
    'count what one event makes the parts behind it do',
    0,
  ],
  ratio: [
    'the ratio of reads to writes is forgotten, or turned around',
    'the ratio of reads to writes is counted twice',
    'reads = writes x ratio',
    0,
  ],
  misses: [
    'the share is taken twice',
    'the share is forgotten: not all of it comes that far',
    'what goes on is the whole times the share',
    0,
  ],
  overhead: ['what comes on top (indexes, metadata) is forgotten', 'what comes on top is counted twice', 'raw x (1 + overhead)', 1],
  compression: ['compression is counted twice', 'compression is forgotten', 'raw / compression', 1],
  years: ['the years are forgotten: it is that of one', 'the years are counted twice', 'a year times the years it is kept', 0],
  growth: ['growth is forgotten', 'growth is counted twice', 'today x growth', 1],
  size: ['things are counted, and their bytes are asked for', 'the bytes are counted twice', 'how many x how large', 0],
  share: ['the share is taken twice', 'the share is forgotten: the whole is given', 'the whole x the share', 0],
};

/** Kinds of factors that are below one: without them an answer is too high. */
const SHARES: ReadonlySet<FactorKind> = new Set(['misses', 'share', 'compression']);

function ofQuestion({ factors = [] }: SlipContext): Candidate[] {
  return factors.flatMap(({ kind, factor, name }) => {
    if (!(factor > 0) || !Number.isFinite(factor) || Math.abs(Math.log10(factor)) < 0.005) return [];
    const [less, more, check, rank] = FORGOTTEN[kind];
    // Of a share the words are those of its inverse: what is forgotten makes an answer larger.
    const whole = SHARES.has(kind) && factor < 1 ? 1 / factor : factor;
    const named = (text: string): string => (name === undefined ? text : `${text} (${name})`);
    return [
      { slip: { id: kind, factor: 1 / whole, text: named(less), check, isNote: isNote(whole) }, rank },
      { slip: { id: kind, factor: whole, text: named(more), check, isNote: isNote(whole) }, rank: rank + 1 },
    ];
  });
}

/** Two factors of the question that are forgotten together. */
function pairs(single: readonly Candidate[]): Candidate[] {
  return single.flatMap((one, i) =>
    single.slice(i + 1).flatMap((other) => {
      if (one.slip.id === other.slip.id) return [];
      const factor = one.slip.factor * other.slip.factor;
      if (isNote(factor)) return [];
      const slip: Slip = {
        id: one.slip.id,
        factor,
        text: `${one.slip.text}, and ${other.slip.text}`,
        check: `${one.slip.check}; ${other.slip.check}`,
        isNote: false,
      };
      return [{ slip, rank: one.rank + other.rank + 4 }];
    }),
  );
}
