import type { Edit } from '../core/index.js';
import { cheapestThatMeets, helping, STURDIER, Trying } from '../fixes/index.js';
import { judgingBy } from '../lenses/review/analyze.js';
import { DEFAULT_RULES } from '../rules/index.js';
import { editedTexts } from '../source/edit/index.js';
import { editedRoot } from '../spec/index.js';
import type { Draft } from './evaluated.js';

/** So many changes are combined: at a terminal somebody waits. */
const MOST_COMBINED = 5;

/** What makes a path keep what was asked for. */
export interface Stronger {
  readonly edits: readonly Edit[];
  /** By id of the question: what keeps its promise, in words. */
  readonly kept: ReadonlyMap<string, string>;
}

export const NOTHING_STRONGER: Stronger = { edits: [], kept: new Map() };

const ID = 'available';

/**
 * The cheapest changes by which a first path is up for as long as was asked for, found as a review finds them: more instances and copies, zones, releases that
 * are watched. They are made only where the promise is met with them and nothing is found that was not.
 */
export async function strongerPath({ evaluation, design }: Draft): Promise<Stronger> {
  // What runs on one machine stays on it.
  if (design.platform === 'one') return NOTHING_STRONGER;
  const judging = judgingBy(DEFAULT_RULES);
  const judged = await judging(evaluation);
  const check = judged.checks.find(({ kind, name, scenario }) => kind === 'requirement' && name === ID && scenario === null);
  if (!check || check.status === 'met') return NOTHING_STRONGER;
  const target = { evaluation, check };
  const best = await cheapestThatMeets(target, await helping(target, MOST_COMBINED, STURDIER));
  const fix =
    best &&
    (await new Trying(evaluation, judged, judging).fix({
      label: best.proposals.map(({ label }) => label).join(', and '),
      edits: best.proposals.flatMap((proposal) => proposal.edits),
    }));
  return fix && fix.adds.length === 0 ? { edits: fix.edits, kept: new Map([[ID, fix.label]]) } : NOTHING_STRONGER;
}

/** The text of a draft with edits made in it; as it is where it cannot take them. */
export function withEdits({ evaluation: { spec }, text }: Draft, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const root = editedRoot(spec.tree.root, edits);
  const edited = root.ok ? editedTexts(spec.tree, root.value) : undefined;
  return edited?.ok ? ([...edited.texts.values()][0] ?? text) : text;
}
