import type { Block, Sentence } from '../report/blocks.js';
import { type Document, plainDocument, plainPart } from '../report/document.js';
import { CRITERIA, type Criterion, type Evidence } from './evidence.js';
import type { Round, Settings } from './round-types.js';
import type { Variant } from './variant.js';

export interface Score {
  readonly criterion: Criterion;
  /** 0 to 100; null where nothing was weighed. */
  readonly score: number | null;
}

export interface Scorecard {
  readonly problem: string;
  readonly seed: number;
  readonly minutes: number;
  readonly overall: number;
  readonly scores: readonly Score[];
  readonly evidence: readonly Evidence[];
  /** The two that cost most. */
  readonly fixFirst: readonly string[];
  readonly estimates: readonly {
    readonly id: string;
    readonly typed: string;
    readonly key: string;
    readonly ratio: number;
    readonly text: string;
    readonly holds: boolean | null;
    /** Of a range: its upper end over its lower one. */
    readonly width: number | null;
  }[];
  /** What the candidate assumed in place of what was drawn: `50M per month`, by parameter. */
  readonly assumed: Readonly<Record<string, string>>;
  readonly neverAsked: readonly string[];
  readonly findings: readonly string[];
  readonly reflection: readonly string[];
  readonly next: string;
}

/** How much each criterion counts. */
const WEIGHTS: Readonly<Record<Criterion, number>> = {
  requirements: 15,
  estimation: 20,
  design: 20,
  depth: 15,
  'trade-offs': 10,
  reliability: 12,
  communication: 4,
  time: 4,
};

export function scorecardOf({ length }: Settings, round: Round, next: string): Scorecard {
  const { problem, seed, say } = round.variant;
  const scores = CRITERIA.map((criterion): Score => {
    const of = round.evidence.filter((one) => one.criterion === criterion);
    const most = of.reduce((sum, one) => sum + one.of, 0);
    return { criterion, score: most === 0 ? null : Math.round((100 * of.reduce((sum, { points }) => sum + points, 0)) / most) };
  });
  const weighed = scores.filter(({ score }) => score !== null);
  const weight = weighed.reduce((sum, { criterion }) => sum + WEIGHTS[criterion], 0);
  const lost = scores
    .map(({ criterion, score }) => ({ criterion, lost: WEIGHTS[criterion] * (100 - (score ?? 100)) }))
    .sort((a, b) => b.lost - a.lost);
  const worst = ({ criterion }: { readonly criterion: Criterion }): string => {
    const misses = round.evidence
      .filter((one) => one.criterion === criterion && one.points < one.of)
      .sort((a, b) => b.of - b.points - (a.of - a.points));
    return `${criterion}: ${misses[0]?.reason ?? 'more of it'}`;
  };
  return {
    problem: problem.id,
    seed,
    minutes: length,
    overall:
      weight === 0 ? 0 : Math.round(weighed.reduce((sum, { criterion, score }) => sum + WEIGHTS[criterion] * (score ?? 0), 0) / weight),
    scores,
    evidence: round.evidence,
    fixFirst: lost
      .filter((one) => one.lost > 0)
      .slice(0, 2)
      .map(worst),
    estimates: round.estimates.map(({ estimate, typed, key, ratio, text, range }) => ({
      id: estimate.id,
      typed,
      key,
      ratio,
      text,
      holds: range?.holds ?? null,
      width: range?.width ?? null,
    })),
    assumed: Object.fromEntries(round.assumed.map(({ parameter, literal }) => [parameter, literal])),
    neverAsked: round.neverAsked.map(({ answer }) => say(answer)),
    findings: round.review.findings.filter(({ severity }) => severity !== 'info').map(({ rule, message }) => `${message} [${rule}]`),
    reflection: round.reflection,
    next,
  };
}

/** The scorecard for people: who reads it finds the line that earned or lost each point. */
export function scorecardDocument(card: Scorecard, variant: Variant, files: readonly string[]): Document {
  const { problem, say } = variant;
  const title = `${problem.title}: ${card.overall} of 100`;
  const list = (items: readonly Sentence[]): Block => ({ kind: 'list', items: items.map((text) => ({ text })) });
  const section = (name: string, blocks: readonly Block[], detail?: 'document' | 'verbose'): Block => ({
    kind: 'section',
    title: name,
    blocks,
    ...(detail && { detail }),
  });
  const blocks: readonly Block[] = [
    { kind: 'headline', name: title, file: null, summary: say(problem.purpose), context: [`${card.minutes} minutes`, `seed ${card.seed}`] },
    {
      kind: 'table',
      columns: [
        { head: 'criterion', align: 'left' },
        { head: 'of 100', align: 'right' },
      ],
      rows: card.scores.map(({ criterion, score }) => [criterion, score === null ? '-' : String(score)]),
    },
    ...(card.fixFirst.length === 0 ? [] : [section('Fix first', [list(card.fixFirst)])]),
    ...(card.estimates.length === 0
      ? []
      : [section('Estimates', [list(card.estimates.map(({ id, typed, key, text }) => `${id}: "${typed}", it is ${key}: ${text}`))])]),
    ...(Object.keys(card.assumed).length === 0
      ? []
      : [
          section('Worked out with your assumptions', [list(Object.entries(card.assumed).map(([name, literal]) => `${name}: ${literal}`))]),
        ]),
    ...(card.findings.length === 0 ? [] : [section('What the review found', [list(card.findings)])]),
    ...(card.neverAsked.length === 0 ? [] : [section('Never asked', [list(card.neverAsked)])]),
    section(
      'What earned and lost points',
      CRITERIA.flatMap((criterion): Block[] => {
        const of = card.evidence.filter((one) => one.criterion === criterion);
        return of.length === 0
          ? []
          : [
              section(criterion, [
                list(
                  of.map(
                    ({ points, of: most, quote, reason }) =>
                      `${Math.round(points * 100) / 100} of ${most}: ${reason}${quote === null ? '' : ` ("${quote.slice(0, 200)}")`}`,
                  ),
                ),
              ]),
            ];
      }),
      'document',
    ),
    section('Mistakes that people make here', [list(problem.mistakes)], 'document'),
    section(
      'The model answer',
      [{ kind: 'code', lines: problem.design }, list(problem.operations.map(({ endpoint }) => endpoint))],
      'document',
    ),
    ...(card.reflection.length === 0 ? [] : [section('Reflection', [list(card.reflection)], 'document')]),
    ...(files.length === 0 ? [] : [list(files.map((file) => `wrote ${file}`))]),
    { kind: 'next', command: ['sysdesign practice', `--problem ${card.next}`] },
  ];
  return plainDocument([plainPart(blocks)], () => ({ format: 'sysdesign.scorecard/1', ...card, files }));
}
