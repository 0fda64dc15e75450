import { withoutRoot } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended } from '../../evaluate/result.js';
import { rootOf } from '../../facts/index.js';
import { amount } from '../../report/amounts.js';
import type { Block, Piece, Section } from '../../report/blocks.js';
import { napkinOf } from '../../tools/napkin/design.js';
import type { NapkinResult } from '../../tools/napkin/result.js';
import { rounding } from '../../views/napkin.js';
import type { AnalyzeOptions, Lens } from '../lens.js';
import { analyzeEstimate } from './analyze.js';
import type { EstimateSpecResult } from './result.js';
import { isShown } from './shown.js';

/** The headlines computed with round numbers. */
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

/** Each headline with the steps to it, rounded as one would speak of them, and the exact figure behind it. */
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

function exactly(result: NapkinResult): readonly Piece[] {
  const { unit, exact } = result;
  return ['exact: ', amount(exact, unit, { digits: 4 }), ...rounding(result)];
}

/** `components.api.read.spike.viral` -> `api read in spike viral`; roots are for programs. */
const labelOf = (id: string): string => {
  const stated = rootOf(id) === 'stated' ? withoutRoot(id) : id;
  const named = NAMED_ROOTS.includes(rootOf(stated)) ? withoutRoot(stated) : stated;
  return named.replace(/\.year0$/, ' today').replaceAll('.', ' ');
};

const NAMED_ROOTS: readonly string[] = ['flows', 'components', 'data', 'cache', 'assumptions', 'derived'];
