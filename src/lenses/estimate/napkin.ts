import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended } from '../../evaluate/result.js';
import { amount } from '../../report/amounts.js';
import type { Block, Piece, Section } from '../../report/blocks.js';
import { napkinOf } from '../../tools/napkin/design.js';
import type { NapkinResult } from '../../tools/napkin/result.js';
import type { AnalyzeOptions, Lens } from '../lens.js';
import { analyzeEstimate } from './analyze.js';
import type { EstimateSpecResult } from './result.js';
import { isShown } from './shown.js';

/** The headlines worked out with round numbers. */
export const napkin: Lens<EstimateSpecResult> = {
  name: 'napkin',
  shows: isShown,
  judges: () => true,
  analyze,
  blocks,
  summary: () => null,
};

async function analyze(evaluation: Evaluation, options: AnalyzeOptions): Promise<EstimateSpecResult> {
  return extended(await analyzeEstimate(evaluation, { ...options, forPeople: false }), { napkin: napkinOf(evaluation.graph) });
}

/** Each headline with the steps to it, rounded as one says them aloud, and the exact figure behind it. */
function blocks({ name, file, findings, napkin: worked }: EstimateSpecResult): readonly Block[] {
  const found: readonly Block[] = findings.length === 0 ? [] : [{ kind: 'findings', findings }];
  if (!worked) return found;
  const headlines: readonly Block[] =
    worked.length > 0
      ? worked.map(sectionOf)
      : [{ kind: 'note', text: 'nothing is known that could be worked out: state rates, sizes or capacities' }];
  return [...found, { kind: 'headline', name: `${name ?? file} on a napkin`, file: null, summary: null, context: [] }, ...headlines];
}

function sectionOf(entry: NapkinResult): Section {
  const { fact, about, steps } = entry;
  return {
    kind: 'section',
    title: { kind: 'text', text: fact, code: true },
    lead: [`about ${about} (`, ...exactly(entry), ')'],
    // The steps, a fact a line; what is not the result itself bears its name.
    blocks: [
      { kind: 'list', role: 'faint', items: steps.map(({ of, text }) => ({ text: of === null ? text : `${labelOf(of)}: ${text}` })) },
    ],
  };
}

/** An error that is shown: beyond it rounding changes what one would decide. */
const NOTABLE = 0.1;

function exactly({ fact, unit, exact, error }: NapkinResult): readonly Piece[] {
  const isCount = unit === 'ratio' && fact.endsWith('.instances');
  const off = Math.abs(Math.round(error * 100)) / 100;
  const rounding: readonly Piece[] = Math.abs(error) > NOTABLE ? [`, rounded ${error > 0 ? 'up' : 'down'} by `, amount(off, 'share')] : [];
  return ['exact: ', amount(exact, isCount ? 'count' : unit, { digits: 4 }), ...rounding];
}

/** `components.api.read.spike.viral` -> `api read in spike viral`; roots are for programs. */
const labelOf = (id: string): string =>
  id
    .replace(/^stated\./, '')
    .replace(/^(?:flows|components|data|cache|assumptions|derived)\./, '')
    .replace(/\.year0$/, ' today')
    .replaceAll('.', ' ');
