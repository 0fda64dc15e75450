import type { Draft } from './evaluated.js';
import { type Answers, type Question, textOf } from './question.js';
import { askedOf } from './questions.js';

/** Something to find out. */
export interface Open {
  readonly id: string;
  /** What is assumed. */
  readonly text: string;
  /** The largest share of the doubt in load, storage or cost that comes from it, 0 to 1. */
  readonly share: number;
  readonly how: string;
}

const RESULTS = ['totals.cost', 'totals.storage', 'flows.read.rate.peak'] as const;

/** The literal of the spec that an answer becomes. */
const LEAVES: Readonly<Record<string, string>> = {
  users: 'assumptions.users',
  reads: 'assumptions.reads',
  writes: 'assumptions.writes',
  peak: 'stated.peak',
  growth: 'stated.growth.factor',
  size: 'assumptions.record',
  page: 'stated.flows.read.response',
  file: 'assumptions.file',
  fileShare: 'assumptions.withFile',
  later: 'stated.components.worker.each.serviceTime',
  each: 'stated.components.api.each.rate',
  cost: 'assumptions.machine',
};

/** What to find out next, what moves the numbers most first; what moves none stays in the order asked. */
export function openOf(draft: Draft, answers: Answers): readonly Open[] {
  const shares = new Map<string, number>();
  const { graph, sampler } = draft.evaluation;
  for (const id of RESULTS) {
    if (!graph.has(id) || graph.get(id).state !== 'known') continue;
    for (const { input, share } of sampler.drivers(graph.get(id))) shares.set(input, Math.max(share, shares.get(input) ?? 0));
  }
  const shareOf = ({ id }: Question): number => shares.get(LEAVES[id] ?? '') ?? 0;
  return askedOf(answers)
    .filter(({ id, find }) => find !== undefined && answers.get(id)?.isAssumed === true)
    .map((question) => ({
      id: question.id,
      text: textOf(answers, question.id),
      share: shareOf(question),
      how: question.find ?? '',
    }))
    .sort((a, b) => Math.round(b.share * 100) - Math.round(a.share * 100) || Number(isPart(b.id)) - Number(isPart(a.id)));
}

/** Whether the answer decides which parts there are: where it is wrong, something is missing. */
const isPart = (id: string): boolean => ['file', 'later', 'stale', 'platform'].includes(id);
