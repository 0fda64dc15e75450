import type { CheckResult, FactResult, Range, SourceFile, TextFinding } from '../../../src/core/index.js';
import type { Result, SpecResult } from '../../../src/evaluate/result.js';
import { LENSES, type LensName } from '../../../src/lenses/index.js';
import { statedTarget } from '../../../src/quantity/index.js';
import type { Block } from '../../../src/report/blocks.js';
import {
  type Document,
  documentOf,
  type FormatName,
  type Presentation,
  plainDocument,
  plainPart,
  type ReportOptions,
  rendererOf,
} from '../../../src/report/index.js';

export const PLAIN: ReportOptions = {
  color: false,
  unicode: true,
  width: 80,
  quiet: false,
  verbose: false,
};

export const TOOL = { name: 'sysdesign', version: '0.0.0' };

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

export const checkOf = ({ targetText = '500 req/s within 1%', ...more }: Partial<CheckResult> = {}): CheckResult => ({
  kind: 'expectation',
  name: 'flows.read.rate.mean',
  scenario: null,
  fact: 'flows.read.rate.mean',
  op: 'within',
  target: 500,
  targetText,
  stated: statedTarget(targetText),
  targetIsShare: false,
  targetIn: null,
  unit: 'req/s',
  value: 502,
  status: 'met',
  chance: null,
  margin: 0.004,
  missing: [],
  at: null,
  ...more,
});

/** A text for places to be in. */
export const shop = sourceOf('name: shop\nassumptions: { users: 80M..150M users }\nexpect: {}\n');

/** One check of each status that is not met. */
export const missed = checkOf({ status: 'missed', value: 600, margin: 0.2, at: rangeOf(shop, 'expect') });
export const atRisk = checkOf({
  kind: 'requirement',
  name: 'room',
  fact: 'totals.storage',
  op: 'at-most',
  unit: 'B',
  status: 'at-risk',
  value: 5.4e12,
  target: 5.5e12,
  targetText: 'at most 5.5 TB',
  margin: 0.018,
  chance: 0.71,
});
export const unknown = checkOf({
  kind: 'requirement',
  name: 'fast',
  fact: 'flows.read.latency.p99',
  status: 'unknown',
  value: null,
  margin: null,
  missing: [{ text: 'not yet computed' }],
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
  const document = documentOf(result, lens ?? (await LENSES[result.lens as LensName]()), { ...all, example: undefined }, TOOL);
  return await (await rendererOf(format, all.color))(document, all);
}

/** Blocks in a format, by themselves. */
export const shownAs = async (format: FormatName, blocks: readonly Block[], options: Partial<ReportOptions> = {}): Promise<string> =>
  await documentText(
    plainDocument([plainPart(blocks)], () => null),
    format,
    options,
  );

export async function documentText(document: Document, format: FormatName, options: Partial<ReportOptions> = {}): Promise<string> {
  const all = { ...PLAIN, ...options };
  return await (await rendererOf(format, all.color))(document, all);
}
