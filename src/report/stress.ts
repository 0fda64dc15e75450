import type { StressResult, TrialResult } from '../studies/stress-result.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { formatFinding } from './finding.js';
import { escapeMarkdown, table } from './markdown.js';
import { checksBlock, heading, type Pen, penOf, summary, title } from './pretty.js';
import { Teller } from './quantities.js';
import type { Result, SpecResult } from './results.js';
import { hang, padEnd, wrap } from './text.js';
import type { Report, ReportOptions } from './types.js';

const WORDS = { breaks: 'BREAKS', 'at-risk': 'AT RISK', holds: 'holds', unknown: 'unknown' } as const;

/** What breaks first, and by what factor: a line for each thing that was tried, the worst first. */
export function reportStress(result: Result, options: ReportOptions): Report {
  const pen = penOf(result, options);
  const blocks = result.specs.map((spec) => specBlock(spec, pen)).filter((block) => block !== '');
  if (result.specs.length > 1 || options.quiet) blocks.push(summary(result, pen));
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

function specBlock(spec: SpecResult, pen: Pen): string {
  const findings = spec.findings.map((finding) => formatFinding(finding, pen.options));
  if (isInvalid(spec) || !spec.stress) return findings.join('\n\n');
  return [heading(spec, pen), ...findings, checksBlock(spec, pen), stressBlock(spec, spec.stress, pen)]
    .filter((text) => text !== '')
    .join('\n\n');
}

function stressBlock(spec: SpecResult, stress: StressResult, pen: Pen): string {
  const { options, paint, symbols } = pen;
  const tell = new Teller(spec.conventions);
  const signs = { breaks: symbols.missed, 'at-risk': symbols.atRisk, holds: symbols.met, unknown: symbols.unknown };
  const tints = { breaks: paint.bad, 'at-risk': paint.warn, holds: paint.good, unknown: paint.faint };
  const trials = merged(stress.trials).filter(({ status }) => !options.quiet || status === 'breaks' || status === 'at-risk');
  const lines = trials.map((trial) => {
    const head = padEnd(`  ${signs[trial.status]} ${WORDS[trial.status]}`, 13);
    return hang(head, `${triedText(trial)}: ${outcomeText(trial, tell)}`, options.width).replace(head, tints[trial.status](head));
  });
  const verdict = wrap(stressVerdict(stress, tell), options.width).join('\n');
  const blind = blindText(stress);
  return [
    verdict,
    ...(lines.length === 0 ? [] : [`${title("Stress (fleets as they stand at today's peak)", pen)}\n${lines.join('\n')}`]),
    ...(blind === '' ? [] : [wrap(blind, options.width).join('\n')]),
  ].join('\n\n');
}

/** The same for design docs. */
export function markdownStress(result: Result, options: ReportOptions): Report {
  const blocks = result.specs.map((spec) => {
    const { stress } = spec;
    const tell = new Teller(spec.conventions);
    const findings = spec.findings.map((finding) => `- **${finding.severity}**: ${escapeMarkdown(finding.message)}`);
    if (!stress) return [`## ${escapeMarkdown(spec.name ?? spec.file)}`, ...findings].join('\n\n');
    const rows = merged(stress.trials).map((trial) => [
      trial.status === 'breaks' ? `**${WORDS.breaks}**` : WORDS[trial.status],
      escapeMarkdown(triedText(trial)),
      escapeMarkdown(outcomeText(trial, tell)),
    ]);
    const columns = ['verdict', 'tried', 'outcome'].map((head) => ({ head, align: 'left' as const }));
    const blind = blindText(stress);
    return [
      `## ${escapeMarkdown(spec.name ?? spec.file)}`,
      ...findings,
      escapeMarkdown(stressVerdict(stress, tell)),
      ...(options.quiet || rows.length === 0 ? [] : [table({ columns, rows })]),
      ...(blind === '' ? [] : [escapeMarkdown(blind)]),
    ].join('\n\n');
  });
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

/** What breaks first and by what factor, in a sentence; or that nothing does. */
export function stressVerdict(stress: StressResult, tell: Teller): string {
  const [first] = stress.trials;
  if (!first) return 'Nothing can be tried: no capacity is stated.';
  if (first.status === 'breaks') return `First to break: with ${triedText(first)}, ${firstText(first)} ${factorText(first, tell)}.`;
  const closest = stress.trials.find(({ component }) => component !== null);
  if (!closest) return 'Nothing can be said: whoever takes the load has no capacity stated.';
  return `Nothing breaks${first.status === 'at-risk' ? ' for sure' : ''}. Closest to it: with ${triedText(closest)}, ${firstText(closest)} ${factorText(closest, tell)}.`;
}

/** `not known: cdn (state components.cdn.each)`, once for all trials. */
export function blindText({ unknown }: StressResult): string {
  if (unknown.length === 0) return '';
  const names = unknown.map(({ component }) => component).join(', ');
  return `Left out, since no capacity is stated: ${names} (state each.rate, or another of each)`;
}

/** Instances whose loss changes nothing that matters are told together, by the one that is closest to its limit. */
function merged(trials: readonly TrialResult[]): readonly TrialResult[] {
  const quiet = trials.filter(({ kind, status }) => kind === 'instance' && status === 'holds');
  const [closest] = quiet;
  if (!closest || quiet.length < 2) return trials;
  const together = { ...closest, of: quiet.flatMap(({ of }) => of) };
  return trials.flatMap((trial) => (trial === closest ? [together] : quiet.includes(trial) ? [] : [trial]));
}

/** What a trial does: `one instance of api lost`. */
export function triedText({ kind, of }: TrialResult): string {
  switch (kind) {
    case 'peak':
      return 'the peak as it is';
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

const oneOf = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;

/** Zones of one region share its name: `eu (a, b, c)`. */
function zonesText(zones: readonly string[]): string {
  const regions = new Map<string, string[]>();
  for (const zone of zones) {
    const [region = '', name = ''] = zone.split('.', 2);
    regions.set(region, [...(regions.get(region) ?? []), name]);
  }
  return [...regions].map(([region, names]) => `${region} (${names.join(', ')})`).join(', ');
}

const firstText = ({ component, resource }: TrialResult): string =>
  component === null ? 'nobody' : resource === null ? component : `${component} (${resource})`;

/** Who gives way and by how much: `api (rate) gets 3.6x what it carries, then db`. */
function outcomeText(trial: TrialResult, tell: Teller): string {
  const { status, also } = trial;
  if (status === 'unknown') return 'its load goes where no capacity is stated';
  const then = also.length === 0 ? '' : `; then ${also.join(', ')}`;
  return `${firstText(trial)} ${factorText(trial, tell)}${then}`;
}

function factorText({ headroom, chance }: TrialResult, tell: Teller): string {
  if (headroom === null) return 'has no load';
  if (headroom === 0) return 'has nothing left';
  const odds = chance !== null && chance > 0.005 && chance < 0.995 ? ` (holds with a chance of ${Math.round(chance * 100)}%)` : '';
  return `${headroom < 1 ? `gets ${timesText(1 / headroom, tell)} what it carries` : `carries ${timesText(headroom, tell)} of it`}${odds}`;
}

const timesText = (times: number, tell: Teller): string => `${tell.scalar(times, 'ratio')}x`;
