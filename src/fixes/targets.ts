import type { Fix } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { cheapestThatMeets, helping } from './combinations.js';
import { type JudgedEvaluation, type Judging, Trying } from './trying.js';

/** The cheapest changes, at most three at once, with which a target that is missed is met. */
export interface TargetFix {
  /** Name of the requirement. */
  readonly requirement: string;
  readonly fix: Fix;
}

/** As many targets are looked at. */
const MOST_TARGETS = 3;

/** So many changes are combined: each set of them is an evaluation, which takes as long as the design is large. */
const mostCombined = (components: number): number => (components <= 12 ? 8 : components <= 40 ? 5 : components <= 150 ? 3 : 0);

/** For the targets of the design as it stands that are missed or at risk, what would meet each. */
export async function targetFixes(evaluation: Evaluation, judged: JudgedEvaluation, judging: Judging): Promise<readonly TargetFix[]> {
  const open = judged.checks.filter(
    ({ kind, scenario, status }) => kind === 'requirement' && scenario === null && (status === 'missed' || status === 'at-risk'),
  );
  const trying = new Trying(evaluation, judged, judging);
  const found: TargetFix[] = [];
  const most = mostCombined(evaluation.model.components.size);
  for (const check of most === 0 ? [] : open.slice(0, MOST_TARGETS)) {
    const target = { evaluation, check };
    const best = await cheapestThatMeets(target, await helping(target, most));
    if (!best) continue;
    const fix = await trying.fix({
      label: best.proposals.map(({ label }) => label).join(', and '),
      edits: best.proposals.flatMap(({ edits }) => edits),
      grows: best.proposals.flatMap(({ grows = [] }) => grows),
    });
    if (fix) found.push({ requirement: check.name, fix: trying.written(fix) });
  }
  return found;
}
