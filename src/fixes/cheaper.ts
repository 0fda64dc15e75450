import type { Fix } from '../core/index.js';
import type { Evaluation } from '../evaluate/evaluation.js';
import { type Component, leafOf, set } from '../spec/index.js';
import { About, type Proposal } from './about.js';
import { effortFor } from './fixes.js';
import { type JudgedEvaluation, type Judging, Trying } from './trying.js';

/** So many are shown, and tried: those of the components that cost most. */
const MOST_SHOWN = 3;
const MOST_TRIED = 8;

/**
 * Changes by which a design costs less, and nothing else gets worse: every target that was met is met, and nothing is found that was not. The cheapest
 * first; nothing where what it costs is not known.
 */
export async function cheaperFixes(evaluation: Evaluation, judged: JudgedEvaluation, judging: Judging): Promise<readonly Fix[]> {
  const { state, value: bill } = evaluation.graph.get('totals.cost');
  if (state !== 'known') return [];
  const least = Math.max(LEAST, LEAST_SHARE * bill);
  const trying = new Trying(evaluation, judged, judging);
  const found: Fix[] = [];
  for (const proposal of candidatesOf(evaluation).slice(0, Math.min(MOST_TRIED, effortFor(evaluation.model.components.size)))) {
    const fix = await trying.change(proposal);
    if (fix && fix.cost !== null && fix.cost < -least && fix.adds.length === 0) found.push(fix);
  }
  return found
    .sort((a, b) => (a.cost ?? 0) - (b.cost ?? 0))
    .slice(0, MOST_SHOWN)
    .map((fix) => trying.written(fix));
}

/** Less a month is not worth a word, nor is less of the bill. */
const LEAST = 1;
const LEAST_SHARE = 0.01;

function candidatesOf(evaluation: Evaluation): readonly Proposal[] {
  const { model, graph } = evaluation;
  const costOf = ({ name }: Component): number => {
    const { state, value } = graph.get(`components.${name}.cost`);
    return state === 'known' ? value : 0;
  };
  const paid = [...model.components.values()].filter((component) => costOf(component) > 0).sort((a, b) => costOf(b) - costOf(a));
  return paid.flatMap((component) => [...fewerInstances(component, evaluation), ...fewerCopies(component, evaluation)]);
}

/** One less, and no more than its load asks for. */
function fewerInstances(component: Component, evaluation: Evaluation): readonly Proposal[] {
  const { name } = component;
  const about = new About({ subject: `components.${name}` }, evaluation);
  const leaf = leafOf(evaluation.model, `components.${name}.instances`);
  const [fleet, needed] = [about.fact(`components.${name}.fleet`), about.fact(`components.${name}.instances`)];
  if (!leaf || fleet === undefined || fleet < 2 || !about.knowsAllAskedOf(component)) return [];
  const counts = new Set([fleet - 1, ...(needed !== undefined && needed > 0 && needed < fleet ? [needed] : [])]);
  return [...counts].map((count) => ({ label: `${name}: ${count} instances`, edits: [set(`components.${name}.instances`, count)] }));
}

function fewerCopies(component: Component, evaluation: Evaluation): readonly Proposal[] {
  const { name } = component;
  const about = new About({ subject: `components.${name}` }, evaluation);
  const copies = about.stated(`components.${name}.replication.factor`);
  if (copies === undefined || copies < 2 || !about.knowsAllAskedOf(component)) return [];
  return [
    {
      label: `${name}: ${copies - 1} ${copies === 2 ? 'copy' : 'copies'}`,
      edits: [set(`components.${name}.replication.factor`, copies - 1)],
    },
  ];
}
