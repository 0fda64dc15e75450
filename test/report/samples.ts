import type { CheckResult, FactResult, Range, SourceFile, TextFinding } from '../../src/core/index.js';
import type { Result, SpecResult } from '../../src/evaluate/result.js';
import { LENSES, type LensName } from '../../src/lenses/index.js';
import { documentOf, FORMATS_BY_NAME, type FormatName, type Presentation, type ReportOptions } from '../../src/report/index.js';

export const PLAIN: ReportOptions = {
  color: false,
  unicode: true,
  width: 80,
  quiet: false,
  verbose: false,
  example: undefined,
  tool: { name: 'sysdesign', version: '0.0.0' },
};

export const sourceOf = (text: string, name = 'shop.sysdesign.yaml'): SourceFile => ({ name, text });

/** The first place of `word` in the text. */
export function rangeOf(source: SourceFile, word: string): Range {
  const start = source.text.indexOf(word);
  if (start < 0) throw new Error(`"${word}" is not in ${source.name}`);
  return { source, start, end: start + word.length };
}

export const findingAt = (source: SourceFile, word: string, more: Partial<TextFinding> = {}): TextFinding => ({
  rule: 'schema/unknown-key',
  severity: 'error',
  message: `unknown key "${word}"`,
  at: rangeOf(source, word),
  ...more,
});

export const factOf = (id: string, value: number | string | null, unit: string | null, more: Partial<FactResult> = {}): FactResult => ({
  id,
  label: id,
  unit,
  value,
  state: value === null ? 'unknown' : 'known',
  missing: [],
  spread: null,
  formula: null,
  inputs: [],
  origin: 'spec',
  at: null,
  text: null,
  source: null,
  ...more,
});

export const checkOf = (more: Partial<CheckResult> = {}): CheckResult => ({
  kind: 'expectation',
  name: 'flows.read.rate.mean',
  scenario: null,
  fact: 'flows.read.rate.mean',
  op: 'within',
  target: 500,
  targetText: '500 req/s within 1%',
  unit: 'req/s',
  value: 502,
  status: 'met',
  chance: null,
  margin: 0.004,
  missing: [],
  at: null,
  ...more,
});

export const specOf = (more: Partial<SpecResult> = {}): SpecResult => ({
  file: 'shop.sysdesign.yaml',
  name: 'shop',
  summary: null,
  context: [],
  conventions: { day: 86_400, month: 2_592_000, year: 31_536_000 },
  facts: [],
  checks: [],
  drivers: [],
  findings: [],
  ...more,
});

export const resultOf = (...specs: readonly SpecResult[]): Result => ({
  lens: 'estimate',
  options: { scenario: null, set: {}, seed: 1, samples: 10_000 },
  specs,
});

/** A result as text, through its own lens unless another way to show it is given. */
export async function rendered(
  result: Result,
  format: FormatName = 'pretty',
  options: Partial<ReportOptions> = {},
  lens?: Presentation,
): Promise<string> {
  const all = { ...PLAIN, ...options };
  const document = documentOf(result, lens ?? (await LENSES[result.lens as LensName]()), all, all.tool);
  return await (await FORMATS_BY_NAME[format](all.color))(document, all);
}
