import type { Edit, FindingName, Fix } from '../core/index.js';
import { cheaperFixes, cheapestThatMeets, helping, NEARER, QUICKER, STURDIER, Trying } from '../fixes/index.js';
import { judgingBy } from '../lenses/review/analyze.js';
import { DEFAULT_RULES } from '../rules/index.js';
import { editedTexts } from '../source/edit/index.js';
import { editedRoot } from '../spec/index.js';
import { wishesOf } from './design.js';
import { type Draft, draftFrom } from './evaluated.js';
import { type Answers, isNone, textOf } from './question.js';

/** So many changes are combined: at a terminal somebody waits. */
const MOST_COMBINED = 5;

/** The changes by which a path meets what was asked for. */
export interface Strengthening {
  readonly edits: readonly Edit[];
  /** By id of the question: the change by which its promise is met, in words. */
  readonly metBy: ReadonlyMap<string, string>;
}

export const NO_STRENGTHENING: Strengthening = { edits: [], metBy: new Map() };

/** The promises that changes are looked for, by id of the question: first what makes a path cost more, then what makes it cost less. */
const PROMISES = ['available', 'fast', 'budget'] as const;
type PromiseId = (typeof PROMISES)[number];

/**
 * The cheapest changes by which a first path keeps what was asked for, found as a review finds them: more instances and copies, zones, releases that are watched,
 * a cache where readers may see what is a little old, and less of what is there where it costs too much. They are made only where the promise is met with them
 * (a time: in the middle of what is uncertain) and nothing is found that was not, but for remarks on instances in reserve.
 */
export async function strengthenPath(first: Draft, answers: Answers, missed: ReadonlySet<string>): Promise<Strengthening> {
  // What runs on one machine stays on it.
  if (first.design.platform === 'one') return NO_STRENGTHENING;
  let draft = first;
  const edits: Edit[] = [];
  const metBy = new Map<string, string>();
  for (const id of PROMISES) {
    if (!missed.has(id)) continue;
    const fix = await changeFor(id, draft, answers);
    if (!fix || fix.adds.some((name) => !isAccepted(name, id))) continue;
    edits.push(...fix.edits);
    metBy.set(id, fix.label);
    draft = await draftFrom(first, answers, withEdits(first, edits));
  }
  return { edits, metBy };
}

/** Instances in reserve meet a target of latency, and a rule finds them idle; under uncertainty the target may still be missed. */
const isAccepted = ({ rule, subject, severity }: FindingName, id: PromiseId): boolean =>
  id === 'fast' && (severity === 'info' || (rule === 'requirement/at-risk' && subject === id));

async function changeFor(id: PromiseId, { evaluation }: Draft, answers: Answers): Promise<Fix | null> {
  const judging = judgingBy(DEFAULT_RULES);
  const judged = await judging(evaluation);
  const check = judged.checks.find(({ kind, name, scenario }) => kind === 'requirement' && name === id && scenario === null);
  if (!check || check.status === 'met') return null;
  const trying = new Trying(evaluation, judged, judging);
  if (id === 'budget') return await lessOfIt(trying, await cheaperFixes(evaluation, judged, judging));
  const target = { evaluation, check };
  const best =
    id === 'fast'
      ? cheapestInTheMiddle(await helping(target, MOST_COMBINED, quickerFor(answers)))
      : await cheapestThatMeets(target, await helping(target, MOST_COMBINED, STURDIER));
  if (!best) return null;
  return await trying.fix({ label: labelOf(best.proposals), edits: best.proposals.flatMap((proposal) => proposal.edits) });
}

/** A time is as uncertain as the load that was answered: what keeps it in the middle is taken, as promises are held against the middle. */
function cheapestInTheMiddle(alone: Awaited<ReturnType<typeof helping>>): (typeof alone)[number] | null {
  const [cheapest] = alone.filter(({ margin }) => margin >= 0).sort((one, other) => (one.cost ?? 0) - (other.cost ?? 0));
  return cheapest ?? null;
}

/** No cache where readers must see the latest, or where none was wanted. */
function quickerFor(answers: Answers): typeof QUICKER {
  const isCacheFine = !isNone(textOf(answers, 'stale')) && wishesOf(textOf(answers, 'path')).get('cache') !== false;
  return isCacheFine ? [...QUICKER, ...NEARER] : QUICKER;
}

/** The fewest of the changes that cost less, those that save most first, with which the budget is met; null where all of them are not enough. */
async function lessOfIt(trying: Trying, cheaper: readonly Fix[]): Promise<Fix | null> {
  for (let count = 1; count <= cheaper.length; count++) {
    const some = cheaper.slice(0, count);
    const fix = await trying.fix({ label: labelOf(some), edits: some.flatMap(({ edits }) => edits) });
    if (fix?.resolves.some(({ subject }) => subject === 'budget')) return fix;
  }
  return null;
}

const labelOf = (changes: readonly { readonly label: string }[]): string => changes.map(({ label }) => label).join(', and ');

/** The text of a draft with edits made in it; as it is where it cannot take them. */
export function withEdits({ evaluation: { spec }, text }: Draft, edits: readonly Edit[]): string {
  if (edits.length === 0) return text;
  const root = editedRoot(spec.tree.root, edits);
  const edited = root.ok ? editedTexts(spec.tree, root.value) : undefined;
  return edited?.ok ? ([...edited.texts.values()][0] ?? text) : text;
}
