import type { Finding, Fix, Judgment } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { About, type Proposal } from './about.js';
import { FollowUps, type RuleQuery } from './follow-ups.js';
import { within } from './names.js';
import { recipesFor } from './table.js';
import { isSame, type JudgedEvaluation, type Judging, STRUCTURE, Trying, worth } from './trying.js';

/** So many are shown of a finding. */
const MOST_SHOWN = 3;
/**
 * So many tries of a literal are worth the wait in a design of so many components: half a second to a second at 30 and at 100. Of a design of thousands
 * nothing is tried unless it is asked for by name.
 */
export const effortFor = (components: number): number =>
  Math.min(90, Math.max(720 / Math.max(1, components), Math.min(24, 2400 / Math.max(1, components))));

/** What is looked at beside the findings themselves. */
export interface Looking {
  /** What changes are followed up by; left out, they are not. */
  readonly asking?: RuleQuery;
  /** Findings that are looked at whatever that takes, and no others. */
  readonly isAsked?: ((finding: Judgment) => boolean) | undefined;
}

/** The findings with the changes that mend them, each tried in full. Findings are given as many as there is time for, the worst first. */
export async function withFixes(
  evaluation: Evaluation,
  judged: JudgedEvaluation,
  judging: Judging,
  { asking, isAsked }: Looking = {},
): Promise<readonly Finding[]> {
  const trying = new Trying(evaluation, judged, judging);
  const followUps = asking && new FollowUps(evaluation, trying, asking);
  const found = new Map<Finding, readonly Fix[]>();
  let left = isAsked ? Number.POSITIVE_INFINITY : effortFor(evaluation.model.components.size);
  for (const finding of [...judged.findings].sort((a, b) => RANK[a.severity] - RANK[b.severity])) {
    if (!finding.judges || isAsked?.(finding) === false) continue;
    const proposals = proposalsFor(finding, evaluation);
    const effort = proposals.reduce((sum, proposal) => sum + trying.effort(proposal), 0);
    // All of what may mend a finding is tried, or nothing: else what is left out would hide what is better.
    if (effort > left) continue;
    left -= effort;
    const fixes = new Map<Fix, Proposal>();
    for (const proposal of proposals) {
      const fix = await trying.fix(proposal);
      const mends = fix?.resolves.some((other) => isSame(other, finding)) && !trying.isFurtherFrom(finding.subject, fix);
      if (fix && mends && !fixes.has(fix)) fixes.set(fix, proposal);
    }
    const shown: Fix[] = [];
    for (const fix of orderedFixes(notDominated([...fixes.keys()])).slice(0, MOST_SHOWN)) {
      const whole = followUps && left > 0 ? await followUps.of(fix, fixes.get(fix) as Proposal) : fix;
      left -= whole.edits.length > fix.edits.length ? STRUCTURE : 0;
      // What follows from one change may be another one that is shown.
      if (!shown.some((other) => JSON.stringify(other.edits) === JSON.stringify(whole.edits))) shown.push(trying.written(whole));
    }
    if (shown.length > 0) found.set(finding, shown);
  }
  return judged.findings.map((finding) => {
    const fixes = found.get(finding);
    return fixes ? { ...finding, fixes } : finding;
  });
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

export function proposalsFor(finding: Judgment, evaluation: Evaluation): readonly Proposal[] {
  const about = new About(finding, evaluation);
  return recipesFor(finding.rule)
    .flatMap((recipe) => recipe(about))
    .filter(({ edits }) => edits.length > 0);
}

/** Without those that another one is no worse than in any way, and better in one. */
export function notDominated(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.filter((fix, i) => !fixes.some((other, k) => k !== i && dominates(other, fix, k < i)));
}

function dominates(a: Fix, b: Fix, isFirst: boolean): boolean {
  if (!within(b.resolves, a.resolves) || !within(a.adds, b.adds)) return false;
  // Of what nobody knows the cost of, none is known to be cheaper: each is worth a look, unless it does less.
  const isMore = !within(a.resolves, b.resolves) || !within(b.adds, a.adds);
  if (a.cost === null || b.cost === null) return a.cost === b.cost && isMore;
  const [more, less] = [a.cost > b.cost + 1e-9, a.cost < b.cost - 1e-9];
  if (more) return false;
  return isMore || less || isFirst;
}

/** What saves most for what it costs first; what costs nothing by what it is worth; what nobody knows the cost of comes last. Else as they were tried. */
export function orderedFixes(fixes: readonly Fix[]): readonly Fix[] {
  const rate = (fix: Fix): number => (fix.cost === null ? -1 / (1 + worth(fix)) : fix.cost <= 0 ? Number.MAX_VALUE : worth(fix) / fix.cost);
  return [...fixes].sort((a, b) => rate(b) - rate(a) || worth(b) - worth(a) || (a.cost ?? 0) - (b.cost ?? 0));
}
