import { type Finding, failure, type Outcome, type SourceFile, success } from '../../core/index.js';
import {
  type Calendar,
  complementOf,
  LONGEST_LITERAL,
  type Parsed,
  parseLiteral,
  percentText,
  type Quantity,
  type QuantityProblem,
  slip,
  type Vocabulary,
} from '../../quantity/index.js';

/** An availability as somebody wrote it, stated by what is missing from 100%. */
export interface StatedAvailability {
  /** As written. */
  readonly text: string;
  readonly unavailability: number;
  /** How it was read, where that is not plain: `99.9 is read as 99.9%`. */
  readonly note: string | null;
}

/** A stretch of a text that is named: a flag, or the argument. */
export interface NamedText {
  readonly source: SourceFile;
  readonly start: number;
  readonly text: string;
}

export const namedText = (name: string, text: string): NamedText => ({ source: { name, text }, start: 0, text });

/** A bare number from here to 100 is a percentage. Below, nobody means one: 1.5 is a slip. */
const LEAST_PERCENT = 50;

/** Downtime, `per`, `a` or `/`, and a length of time. */
const DOWNTIME = /^(.*?)(\s*\/\s*|\s+(?:per|an?|each|every)\s+)(.*)$/;

/** `99.95%`, `99.95`, `0.9995`, `3 nines`, `3.5 nines`, and with `downtime` also `4 min/month` and `10 min per week`. */
export function readAvailability(at: NamedText, calendar: Calendar, downtime: boolean): Outcome<StatedAvailability> {
  const vocabulary = { calendar, counts: new Set<string>() };
  const half = /^\s*(\d{1,2})\.5\s*nines?\s*$/.exec(at.text)?.[1];
  if (half !== undefined && Number(half) < 15) return success(halfNines(at.text.trim(), Number(half)));
  const parts = downtime && at.text.length <= LONGEST_LITERAL ? DOWNTIME.exec(at.text) : null;
  const read = parts
    ? downtimeShare({ down: parts[1] ?? '', joint: parts[2] ?? '', period: parts[3] ?? '' }, vocabulary)
    : share(at.text, vocabulary, downtime);
  return read.ok ? success({ text: at.text.trim(), ...read.value }) : failure(findingAt(at, read.problem));
}

/** A duration such as `720h` or `30 min`, in seconds. */
export function readDuration(at: NamedText, calendar: Calendar): Outcome<number> {
  const read = single(at.text, parseLiteral(at.text, 'duration', { calendar, counts: new Set<string>() }));
  return read.ok ? success(read.value.value) : failure(findingAt(at, read.problem));
}

export function findingAt({ source, start }: NamedText, problem: QuantityProblem): Finding {
  const { rule, message, help, suggestion } = problem;
  const at = { source, start: start + problem.start, end: start + Math.max(problem.end, problem.start + 1) };
  return { rule, severity: 'error', message, at, ...(help !== undefined && { help }), ...(suggestion !== undefined && { suggestion }) };
}

type Read = Parsed<Omit<StatedAvailability, 'text'>>;

/** Halves stand for 99.95%, not of 1 - 10^-3.5. */
function halfNines(text: string, whole: number): StatedAvailability {
  const unavailability = Number(`5e-${whole + 1}`);
  const percent = (100 - Number(`5e${1 - whole}`)).toFixed(Math.max(0, whole - 1));
  return { text, unavailability, note: `${text} is read as ${percent}%, as people say it, not as 1 - 10^-${whole}.5` };
}

function share(text: string, vocabulary: Vocabulary, downtime: boolean): Read {
  const read = single(text, parseLiteral(text, 'availability', vocabulary));
  if (read.ok) return stated(text, read.value, null);
  const { rule, suggestion } = read.problem;
  if (rule === 'quantity/range' && suggestion !== undefined && Number(text) >= LEAST_PERCENT) {
    const percent = parseLiteral(suggestion, 'availability', vocabulary);
    if (percent.ok) return stated(text, percent.value, `${text.trim()} is read as ${suggestion}`);
  }
  const amount = text.trim();
  if (rule === 'quantity/range' && suggestion !== undefined && /^(?:[2-9]|1[0-5])(?:\.5)?$/.test(amount)) {
    const nines = readAvailability(namedText('', `${amount} nines`), vocabulary.calendar, false);
    const percent = nines.ok ? ` (${percentText(1 - nines.value.unavailability, 15)})` : '';
    return slip('quantity/ambiguous', 0, text.length, `"${amount}" has two readings: ${amount} nines${percent} or ${amount}%`, {
      help: `write "${amount} nines" or ${amount}%`,
    });
  }
  if (downtime && rule === 'quantity/dimension' && parseLiteral(text, 'duration', vocabulary).ok) {
    const suggested = `${text.trim()}/month`;
    return slip('nines/period', 0, text.length, `${text.trim()} of downtime in what time?`, {
      help: `write ${suggested} or ${text.trim()} per year`,
      suggestion: suggested,
    });
  }
  return read;
}

function stated(text: string, { value }: Quantity, note: string | null): Read {
  if (value === 1 && !/^\s*\+?(?:1|100)(?:\.0*)?\s*%?\s*$/.test(text)) {
    return slip('quantity/range', 0, text.length, `${text.trim()} cannot be told from 100%`, { help: 'write at most 15 nines' });
  }
  return { ok: true, value: { unavailability: complementOf(value), note } };
}

/** Time down over the time it is down in. */
function downtimeShare({ down, joint, period }: Readonly<Record<'down' | 'joint' | 'period', string>>, vocabulary: Vocabulary): Read {
  const top = single(down, parseLiteral(down, 'duration', vocabulary));
  if (!top.ok) return top;
  const from = down.length + joint.length;
  const bottom = periodOf(period, vocabulary);
  if (!bottom.ok) return { ok: false, problem: movedBy(bottom.problem, from) };
  const whole = from + period.length;
  if (!(bottom.value > 0))
    return slip('quantity/range', from, whole, 'a period is longer than nothing', { help: 'write a month, a year or 30 d' });
  if (top.value.value > bottom.value) {
    return slip('quantity/range', 0, whole, 'this is more downtime than there is time', { help: 'check both units' });
  }
  return { ok: true, value: { unavailability: top.value.value / bottom.value, note: null } };
}

/** `month`, `30 d`, `quarter`: seconds. */
function periodOf(text: string, vocabulary: Vocabulary): Parsed<number> {
  if (/^quarters?$/.test(text.trim())) return { ok: true, value: 3 * vocabulary.calendar.month };
  const counted = /^\s*[a-z]/i.test(text) ? '1 ' : '';
  const read = single(counted + text, parseLiteral(counted + text, 'duration', vocabulary));
  return read.ok ? { ok: true, value: read.value.value } : { ok: false, problem: movedBy(read.problem, -counted.length) };
}

const movedBy = (problem: QuantityProblem, by: number): QuantityProblem => ({
  ...problem,
  start: Math.max(0, problem.start + by),
  end: Math.max(0, problem.end + by),
});

/** One number, no interval: ranges are for specs, where they are sampled. */
function single(text: string, read: Parsed<Quantity>): Parsed<Quantity> {
  if (!read.ok || read.value.spread === undefined) return read;
  return slip('nines/interval', 0, text.length, `expected one value, got an interval (${text.trim()})`, {
    help: 'ask for each of its ends; in a spec intervals are worked out together',
  });
}
