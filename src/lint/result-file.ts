import { type CheckResult, type Confidence, type Finding, type Reason, type Severity, UserError } from '../core/index.js';
import type { Result, SpecResult } from '../evaluate/result.js';
import { type FileSystem, MAX_BYTES as MOST_OF_A_SPEC } from '../io/index.js';

/** Many specs, each with many findings. */
const MAX_BYTES = 500_000_000;
/** Longer than any literal or expression of a spec. */
const LONGEST_TARGET = 2000;

export interface PlaceData {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** A finding as it is written: what it has no value for is null. */
export interface FindingData {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence?: Confidence | null;
  readonly message: string;
  readonly at: PlaceData | null;
  readonly related?: readonly { readonly message: string; readonly at: PlaceData | null }[];
  readonly path?: string | null;
  readonly math?: string | null;
  readonly help?: string | null;
  readonly suggestion?: string | null;
  readonly subject?: string | null;
  readonly key?: string | null;
  readonly facts?: readonly string[];
  readonly chance?: number | null;
  readonly impact?: readonly { readonly requirement: string; readonly status: 'missed' | 'at-risk' }[];
}

export type CheckData = Omit<CheckResult, 'kind' | 'name' | 'at' | 'targetIsShare' | 'targetIn' | 'missing'> & {
  readonly requirement?: string;
  readonly expectation?: string;
  readonly missing: readonly string[];
  readonly at: PlaceData | null;
};

export interface SpecData extends Pick<SpecResult, 'file' | 'name' | 'summary' | 'context' | 'conventions' | 'broken'> {
  readonly findings: readonly FindingData[];
  readonly checks: readonly CheckData[];
}

export interface ResultData {
  readonly options: Result['options'];
  readonly specs: readonly SpecData[];
}

/**
 * What `-f json` wrote. Results come from other jobs, and whoever made those made them: of what is in one nothing is believed but what is asked for here.
 * @throws UserError for a file that is not there, or is no such result
 */
export async function readResult(path: string, files: FileSystem): Promise<ResultData> {
  const bytes = await files.readBytes(path, MAX_BYTES);
  if (!bytes.ok) throw new UserError(bytes.findings);
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes.value));
  } catch {
    throw new UserError(noResult(files.display(path)));
  }
  if (!isResult(data)) throw new UserError(noResult(files.display(path)));
  return data;
}

/** A reason of a file, which has paths and sentences alike as texts: what looks like a path is one. */
export const reasonOf = (text: string): Reason => (/^[A-Za-z][\w-]*(\.[\w-]+)*$/.test(text) ? { path: text } : { text });

const noResult = (shown: string): Finding => ({
  rule: 'usage/no-result',
  severity: 'error',
  message: `${shown} is no result of sysdesign`,
  help: 'name what `sysdesign lint -f json=result.json` wrote',
});

type Holds = (value: unknown) => boolean;

const isText: Holds = (value) => typeof value === 'string';
const isNumber: Holds = (value) => typeof value === 'number' && Number.isFinite(value);
const isPositive: Holds = (value) => isNumber(value) && (value as number) > 0;
const isPlace: Holds = (value) => Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MOST_OF_A_SPEC;
const isName: Holds = (value) => isText(value) && /^[a-z][a-z0-9-]*\/[a-z0-9-]+$/i.test(value as string);
const oneOf =
  (...words: readonly string[]): Holds =>
  (value) =>
    words.includes(value as string);
const either =
  (...some: readonly Holds[]): Holds =>
  (value) =>
    some.some((holds) => holds(value));
const orNull = (holds: Holds): Holds => either((value) => value === null, holds);
const orNothing = (holds: Holds): Holds => either((value) => value === undefined || value === null, holds);
const optional = (holds: Holds): Holds => either((value) => value === undefined, holds);
const listOf =
  (holds: Holds): Holds =>
  (value) =>
    Array.isArray(value) && value.every(holds);
const mapOf =
  (holds: Holds): Holds =>
  (value) =>
    isMap(value) && Object.values(value).every(holds);
const shape =
  (keys: Readonly<Record<string, Holds>>): Holds =>
  (value) =>
    isMap(value) && Object.entries(keys).every(([key, holds]) => holds(Object.hasOwn(value, key) ? value[key] : undefined));

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const AT = shape({ file: isText, line: isPlace, column: isPlace, endLine: optional(isPlace), endColumn: optional(isPlace) });

const FINDING = shape({
  rule: isName,
  severity: oneOf('error', 'warning', 'info'),
  confidence: orNothing(oneOf('high', 'medium', 'low')),
  message: isText,
  at: orNull(AT),
  related: optional(listOf(shape({ message: isText, at: orNull(AT) }))),
  path: orNothing(isText),
  math: orNothing(isText),
  help: orNothing(isText),
  suggestion: orNothing(isText),
  subject: orNothing(isText),
  key: orNothing(isText),
  facts: optional(listOf(isText)),
  chance: orNothing(isNumber),
  impact: optional(listOf(shape({ requirement: isText, status: oneOf('missed', 'at-risk') }))),
});

const CHECK = shape({
  requirement: optional(isText),
  expectation: optional(isText),
  scenario: orNull(isText),
  fact: isText,
  op: oneOf('within', 'at-least', 'at-most', 'is'),
  target: either(isNumber, isText),
  targetText: (value) => isText(value) && (value as string).length <= LONGEST_TARGET,
  unit: orNull(isText),
  value: orNull(either(isNumber, isText)),
  status: oneOf('met', 'at-risk', 'missed', 'unknown', 'waived'),
  waiver: optional(shape({ reason: isText, until: optional(isText), owner: optional(isText) })),
  chance: orNull(isNumber),
  margin: orNull(isNumber),
  missing: listOf(isText),
  at: orNull(AT),
});

const SPEC = shape({
  file: isText,
  name: orNull(isText),
  summary: orNull(isText),
  context: listOf(isText),
  conventions: shape({ day: isPositive, month: isPositive, year: isPositive }),
  findings: listOf(FINDING),
  checks: listOf(CHECK),
  broken: optional(listOf(shape({ rule: isText, error: isText }))),
});

const RESULT = shape({
  format: oneOf('sysdesign.result/1'),
  options: shape({ scenario: orNull(isText), set: mapOf(isText), seed: isNumber, samples: isNumber }),
  specs: listOf(SPEC),
});

const isResult = (data: unknown): data is ResultData => RESULT(data);
