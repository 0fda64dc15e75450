import { isPath, type Reason, reasonTexts } from '../../core/index.js';
import type { Evaluation } from '../../evaluate/evaluation.js';
import { extended } from '../../evaluate/result.js';
import { amount } from '../../report/amounts.js';
import { type Block, type Item, type Note, type Piece, type Sentence, type StatusLabel, statusLabel } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { factRows } from '../../report/fact-rows.js';
import { regionOf, zoneOf } from '../../spec/index.js';
import { stressOf } from '../../studies/stress.js';
import type { SlowedResult, StressResult, TrialResult } from '../../studies/stress-result.js';
import type { AnalyzeOptions, Lens } from '../lens.js';
import { closingBlocks } from '../shared/answer-blocks.js';
import { front } from '../shared/front.js';
import { analyzeEstimate } from './analyze.js';
import type { EstimateSpecResult } from './result.js';
import { isShown } from './shown.js';

/** What breaks first when something is lost or grows. Verdicts, and so the exit code, are those of the base design. */
export const stress: Lens<EstimateSpecResult> = { name: 'stress', shows: isShown, judges: () => true, analyze, blocks };

async function analyze(evaluation: Evaluation, options: AnalyzeOptions): Promise<EstimateSpecResult> {
  const base = await analyzeEstimate(evaluation, { ...options, forPeople: false });
  return extended(base, { stress: stressOf(evaluation) });
}

function blocks(spec: EstimateSpecResult, view: View): readonly Block[] {
  return [
    ...front(spec, view),
    ...(spec.stress ? stressBlocks(spec.stress, view) : []),
    ...(view.quiet ? [] : closingBlocks(spec)),
    factRows(spec),
  ];
}

/** What breaks first, and by what factor; then a line for each thing that was tried, the worst first. */
function stressBlocks({ trials, unknown }: StressResult, { quiet }: View): readonly Block[] {
  const shown = merged(trials).filter(({ status }) => !quiet || status === 'breaks' || status === 'at-risk');
  return [
    { kind: 'note', text: verdictOf(trials, unknown.length > 0) },
    {
      kind: 'section',
      title: 'Stress (fleets as they stand today)',
      blocks: [{ kind: 'list', leadWidth: STANDING, items: shown.map(itemOf) }],
    },
    ...leftOut(unknown),
  ];
}

/** As wide as that of targets. */
const STANDING = 11;

const STATUS_LABELS: Readonly<Record<TrialResult['status'], StatusLabel>> = {
  breaks: statusLabel('bad', 'BREAKS'),
  'at-risk': statusLabel('warn', 'AT RISK'),
  holds: statusLabel('good', 'holds'),
  unknown: statusLabel('faint', 'unknown'),
};

const itemOf = (trial: TrialResult): Item => ({ lead: STATUS_LABELS[trial.status], text: [`${triedText(trial)}: `, ...outcomeOf(trial)] });

/** What breaks first and by what factor, in a sentence; or that nothing does. */
function verdictOf(trials: StressResult['trials'], isPart: boolean): Sentence {
  const [first] = trials;
  if (!first) return 'Nothing can be tried: no capacity is stated.';
  const asItIs = trials.find(({ kind, status }) => kind === 'peak' && status === 'breaks');
  if (asItIs) return [`It breaks as it is: at its peak, ${firstText(asItIs)} `, ...factorOf(asItIs), '; what is lost comes on top.'];
  if (first.status === 'breaks') return [`First to break: with ${triedText(first)}, ${firstText(first)} `, ...factorOf(first), '.'];
  const closest = trials.find(({ component }) => component !== null);
  if (!closest) return 'Nothing can be said: whoever takes the load has no capacity stated.';
  const sure = first.status === 'at-risk' ? ' for sure' : '';
  const part = isPart ? ' of what is known' : '';
  return [`Nothing breaks${sure}${part}. Closest to it: with ${triedText(closest)}, ${firstText(closest)} `, ...factorOf(closest), '.'];
}

/** Components of which it is not known how much more they carry, once for all trials. */
function leftOut(unknown: StressResult['unknown']): readonly Note[] {
  return unknown.map(({ component, missing }): Note => {
    const own = missing.filter((reason) => isPath(reason) && reason.path.startsWith(`components.${component}.each`));
    const reason =
      missing.length === own.length
        ? `no capacity is stated (state each.rate, or another of each)`
        : `what it carries is not known without ${fewOf(missing)}`;
    return { kind: 'note', text: `Left out: ${component}, since ${reason}` };
  });
}

const MOST_REASONS = 3;

const fewOf = (missing: readonly Reason[]): string => {
  const reasons = reasonTexts(missing);
  return reasons.length <= MOST_REASONS
    ? reasons.join(', ')
    : `${reasons.slice(0, MOST_REASONS - 1).join(', ')} and ${reasons.length - MOST_REASONS + 1} more`;
};

/** Instances whose loss changes nothing that matters are one trial, shown by the one that is closest to its limit. */
function merged(trials: readonly TrialResult[]): readonly TrialResult[] {
  const harmless = trials.filter(({ kind, status }) => kind === 'instance' && status === 'holds');
  const [closest] = harmless;
  if (!closest || harmless.length < 2) return trials;
  const together = { ...closest, of: harmless.flatMap(({ of }) => of) };
  return trials.flatMap((trial) => (trial === closest ? [together] : harmless.includes(trial) ? [] : [trial]));
}

/** What a trial does: `one instance of api lost`. */
function triedText({ kind, of }: TrialResult): string {
  switch (kind) {
    case 'peak':
      return 'the load as it is';
    case 'instance':
      return `one instance of ${oneOf(of)} lost`;
    case 'zone':
      return of.length === 0 ? 'a zone lost (3 assumed)' : of.length === 1 ? `zone ${of[0]} lost` : `one zone of ${zonesText(of)} lost`;
    case 'region':
      return `region ${of[0]} lost`;
    case 'cache':
      return `${of[0]} cold`;
    case 'spike':
      return `spike ${of[0]}`;
    case 'traffic':
      return 'twice the traffic';
    case 'deploy':
      return 'a rolling deployment';
  }
}

/** `; 50% of browse is not answered`; or how much later. */
function feltBy({ flow, usual, p99, failed }: SlowedResult): readonly Piece[] {
  if (failed > 0) return ['; ', amount(failed, 'share'), ` of ${flow} is not answered`];
  return [`; p99 of ${flow} `, amount(usual, 's'), ', then ', ...(p99 === null ? ['without end'] : [amount(p99, 's')])];
}

const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;

/** Zones of one region share its name: `eu (a, b, c)`. */
function zonesText(zones: readonly string[]): string {
  const regions = new Map<string, string[]>();
  for (const zone of zones) {
    const [region, name = ''] = [regionOf(zone), zoneOf(zone)];
    regions.set(region, [...(regions.get(region) ?? []), name]);
  }
  return [...regions].map(([region, names]) => `${region} (${names.join(', ')})`).join(', ');
}

const firstText = ({ component, resource }: TrialResult): string =>
  component === null ? 'nobody' : resource === null ? component : `${component} (${resource})`;

/** The overloaded components and by how much: `api (rate) gets 3.6x what it carries, then db`. */
function outcomeOf(trial: TrialResult): readonly Piece[] {
  const { status, also } = trial;
  if (status === 'unknown') return ['its load goes where no capacity is stated', ...waitingOf(trial)];
  return [`${firstText(trial)} `, ...factorOf(trial), also.length === 0 ? '' : `; then ${also.join(', ')}`, ...waitingOf(trial)];
}

/** What callers and consumers feel of it: `; p99 of browse 12 ms, then 80 ms; 1.2M wait in orders for biller, worked off 4 min after it`. */
function waitingOf({ latency, backlog, stuck }: TrialResult): readonly Piece[] {
  return [
    ...(latency === null ? [] : feltBy(latency)),
    ...(backlog === null
      ? []
      : [
          '; ',
          amount(backlog.depth, 'count'),
          ` wait in ${backlog.queue} for ${backlog.consumer}, `,
          ...(backlog.drain === null ? ['and always do'] : ['worked off ', amount(backlog.drain, 's'), ' after it']),
        ]),
    ...(stuck.length === 0 ? [] : [`; ${stuck.join(', ')} ${stuck.length === 1 ? 'stays' : 'stay'} overloaded after it, by retries`]),
  ];
}

function factorOf({ headroom, factor, chance }: TrialResult): readonly Piece[] {
  if (headroom === null) return ['has no load'];
  if (factor === null) return ['has nothing left'];
  const load = headroom < 1 ? ['gets ', amount(factor, 'ratio'), 'x what it carries'] : ['carries ', amount(headroom, 'ratio'), 'x of it'];
  const isOpen = chance !== null && chance > 0.005 && chance < 0.995;
  return [...load, ...(isOpen ? [' (holds with a chance of ', amount(Math.round(chance * 100) / 100, 'share'), ')'] : [])];
}
