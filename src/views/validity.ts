import type { Finding, Severity } from '../core/index.js';
import type { Result, SpecResult } from '../evaluate/result.js';
import { type Block, type Item, type Sentence, statusLabel } from '../report/blocks.js';
import type { Presentation, View } from '../report/document.js';
import { isInvalid } from '../report/exit-code.js';
import { factRows } from '../report/fact-rows.js';
import { plural } from '../report/text.js';
import type { Model } from '../spec/index.js';

/** Whether specs can be read and resolved: findings of each, or that it is fine. Nothing is evaluated. */
export const validity: Presentation = { blocks, summary };

/** Seconds, for specs that could not be read. */
const STANDARD = { day: 86_400, month: 2_592_000, year: 31_536_000 };

export const validityResult = (specs: readonly SpecResult[]): Result => ({
  lens: 'validate',
  options: { scenario: null, set: {}, seed: 0, samples: 0 },
  specs,
});

/** What is kept of a spec that has been read: of a thousand of them, the specs themselves would fill the memory. */
export function validityOf({
  file,
  spec,
  findings,
}: {
  readonly file: string;
  readonly spec: Model | null;
  readonly findings: readonly Finding[];
}): SpecResult {
  const { day, month, year } = spec?.calendar ?? STANDARD;
  return {
    file,
    name: spec?.name ?? null,
    summary: spec?.summary ?? null,
    context: [],
    conventions: { day, month, year },
    facts: [],
    checks: [],
    drivers: [],
    findings,
  };
}

function blocks(spec: SpecResult, { quiet }: View): readonly Block[] {
  const { file, findings } = spec;
  const found: readonly Block[] = findings.length === 0 ? [] : [{ kind: 'findings', findings }];
  const fine: Item = { lead: statusLabel('good', 'ok'), text: { kind: 'text', text: file, code: true } };
  return [...found, ...(isInvalid(spec) || quiet ? [] : [{ kind: 'list', items: [fine] } as const]), factRows(spec)];
}

/** `3 specs: 2 ok, 1 invalid (1 error)`. */
function summary({ specs }: Result): Sentence {
  const invalid = specs.filter(isInvalid).length;
  const count = (severity: Severity): number =>
    specs.reduce((sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length, 0);
  const problems = [
    count('error') > 0 ? plural(count('error'), 'error') : '',
    count('warning') > 0 ? plural(count('warning'), 'warning') : '',
  ].filter((text) => text !== '');
  const counts = `${specs.length - invalid} ok${invalid > 0 ? `, ${invalid} invalid` : ''}`;
  return `${plural(specs.length, 'spec')}: ${counts}${problems.length > 0 ? ` (${problems.join(', ')})` : ''}`;
}
