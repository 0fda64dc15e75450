import { type FindingName, type Fix, identityOf, type Judgment } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import type { RuleId } from '../rules/index.js';
import { About, type Proposal } from './about.js';
import { followUpRules } from './chains.js';
import { idOf, within } from './names.js';
import { recipesFor } from './table.js';
import type { Trying } from './trying.js';

/** What rules ask of a design, those too that only ask and are not on by themselves. */
export type RuleQuery = (evaluation: Evaluation, rules: readonly RuleId[]) => readonly Judgment[];

/** More changes at once are another design. */
const MOST_AT_ONCE = 3;

/** Follows changes up: what is to be looked at once something is adopted is asked, and mended where a recipe does that. */
export class FollowUps {
  readonly #evaluation: Evaluation;
  readonly #trying: Trying;
  readonly #asking: RuleQuery;

  constructor(evaluation: Evaluation, trying: Trying, asking: RuleQuery) {
    this.#evaluation = evaluation;
    this.#trying = trying;
    this.#asking = asking;
  }

  /** A change with the changes that mend what it brings, at most three in all, and with what it leaves open. */
  async of(fix: Fix, proposal: Proposal): Promise<Fix> {
    let [best, made, open] = [fix, proposal, this.#openAfter(fix)];
    for (let count = 1; count < MOST_AT_ONCE; count++) {
      const next = await this.#next(best, made, open);
      if (!next) break;
      ({ fix: best, proposal: made, open } = next);
    }
    return open.length === 0 ? best : { ...best, open: open.map(nameOf) };
  }

  /** Questions that the design does not ask without a change, and asks with it. */
  #openAfter({ edits, adds }: Fix): readonly Judgment[] {
    const rules = followUpRules(edits);
    const after = rules.length === 0 ? undefined : this.#trying.evaluationWith(edits);
    if (!after) return [];
    const before = new Set(this.#asking(this.#evaluation, rules).map((one) => identityOf(one)));
    const brought = new Set(adds.map(idOf));
    return this.#asking(after, rules).filter((one) => !before.has(identityOf(one)) && !brought.has(identityOf(one)));
  }

  /** The first change that mends something of what another one brings, and brings nothing else. */
  async #next(
    fix: Fix,
    proposal: Proposal,
    open: readonly Judgment[],
  ): Promise<{ readonly fix: Fix; readonly proposal: Proposal; readonly open: readonly Judgment[] } | undefined> {
    const after = this.#trying.evaluationWith(fix.edits);
    if (!after) return undefined;
    const left = [...fix.adds.map(({ rule, subject, key }) => ({ rule, subject, ...(key !== null && { key }) })), ...open];
    for (const one of left) {
      const about = new About(one, after);
      for (const added of recipesFor(one.rule).flatMap((recipe) => recipe(about))) {
        const both = together(proposal, added);
        const tried = await this.#trying.fix(both);
        if (!tried || !within(fix.resolves, tried.resolves) || !within(tried.adds, fix.adds)) continue;
        const still = this.#openAfter(tried);
        const isLess = tried.adds.length + still.length < fix.adds.length + open.length;
        if (isLess && within(still.map(nameOf), open.map(nameOf))) return { fix: tried, proposal: both, open: still };
      }
    }
    return undefined;
  }
}

/** One change after another; of two that state the same, the later one alone: that is one step, not two. */
function together(first: Proposal, then: Proposal): Proposal {
  const stated = new Set(then.edits.flatMap((edit) => (edit.do === 'set' ? [edit.path] : [])));
  const kept = first.edits.filter((edit) => edit.do !== 'set' || !stated.has(edit.path));
  if (kept.length === 0) return then;
  return {
    label: `${first.label}, and ${then.label}`,
    edits: [...kept, ...then.edits],
    grows: [...(first.grows ?? []), ...(then.grows ?? [])],
  };
}

const nameOf = ({ rule, subject = '', key, severity }: Judgment): FindingName => ({ rule, subject, key: key ?? null, severity });
