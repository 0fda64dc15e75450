import type { FlowAvailability, ObjectiveResult } from '../lenses/availability/result.js';
import { cutText, flowSentence } from './availability.js';
import { alertTexts, solutionTexts } from './availability-objectives.js';
import { Words } from './availability-words.js';
import { checkText, checkTitle, placeText, STATUS_WORD } from './checks.js';
import { exitCodeOf } from './exit-code.js';
import { escapeMarkdown, table } from './markdown.js';
import { countText, percentOf } from './nines-words.js';
import { Teller } from './quantities.js';
import type { Result, SpecResult } from './results.js';
import type { Report, ReportOptions } from './types.js';

/** What `reportAvailability` tells, for design docs. */
export function markdownAvailability(result: Result, options: ReportOptions): Report {
  const blocks = result.specs.map((spec) => specBlock(spec, options)).filter((block) => block !== '');
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

const column = (head: string, align: 'left' | 'right' = 'right') => ({ head, align });

function specBlock(spec: SpecResult, options: ReportOptions): string {
  const { availability } = spec;
  const words = new Words(spec);
  const tell = new Teller(spec.conventions);
  const findings = spec.findings.map(
    ({ severity, at, message }) => `- **${severity}**${at ? ` at \`${placeText(at)}\`` : ''}: ${escapeMarkdown(message)}`,
  );
  const checks = options.quiet ? spec.checks.filter(({ status }) => status === 'missed' || status === 'at-risk') : spec.checks;
  const judged = checks.map(
    (check) =>
      `- ${check.status === 'missed' ? `**${STATUS_WORD.missed}**` : STATUS_WORD[check.status]} ${escapeMarkdown(`${checkTitle(check)} = ${checkText(check, tell)}`)}`,
  );
  if (options.quiet && findings.length + judged.length === 0) return '';
  const blocks = [`## ${escapeMarkdown(spec.name ?? spec.file)}`, findings.join('\n'), judged.join('\n')];
  if (availability && !options.quiet) {
    if (availability.objectives.length > 0)
      blocks.push('### Error budgets', availability.objectives.map((one) => objectiveText(one, words, options)).join('\n'));
    for (const flow of availability.flows) blocks.push(...flowBlocks(flow, words));
    const kept = availability.data.filter(({ lossProbability }) => lossProbability !== null);
    if (kept.length > 0)
      blocks.push(
        '### Durability',
        table({
          columns: [
            column('data', 'left'),
            column('kept a year'),
            column('nines'),
            column('items lost a year'),
            column('rpo'),
            column('rto'),
          ],
          rows: kept.map(({ data, lossProbability, lost, rpo, rto }) => [
            escapeMarkdown(data),
            percentOf(lossProbability ?? 0),
            countText(lossProbability ?? 0),
            words.number(lost),
            words.time(rpo),
            words.time(rto),
          ]),
        }),
      );
  }
  return blocks.filter((block) => block !== '').join('\n\n');
}

function objectiveText(objective: ObjectiveResult, words: Words, options: ReportOptions): string {
  const { name, subject, allowed, window, budget, spent, missed } = objective;
  const parts = [
    `${subject} ${percentOf(allowed)}: ${words.time(budget)} in ${words.time(window)}`,
    ...(spent === null ? [] : [`${words.share(spent)} spent`]),
    ...(missed.month === null || missed.quarter === null
      ? []
      : [`short in ${words.share(missed.month)} of months, ${words.share(missed.quarter)} of quarters`]),
    ...solutionTexts(objective, words),
    ...(options.verbose ? alertTexts(objective, words) : []),
  ];
  return `- **${escapeMarkdown(name)}**: ${escapeMarkdown(parts.join('; '))}`;
}

function flowBlocks(flow: FlowAvailability, words: Words): readonly string[] {
  if (flow.unavailability === null)
    return [`### ${escapeMarkdown(flow.flow)}`, `unknown: state ${flow.missing.map((path) => `\`${path}\``).join(', ')}`];
  const sets = table({
    columns: [column('what breaks it', 'left'), column('a year'), column('share')],
    rows: flow.cutSets.slice(0, 5).map((set) => [escapeMarkdown(cutText(set)), words.time(set.downtime), words.share(set.share)]),
  });
  const changes = table({
    columns: [column('what would help', 'left'), column('then'), column('saves a year'), column('costs')],
    rows: flow.changes.map(({ label, unavailability, saved, cost }) => [
      escapeMarkdown(label),
      percentOf(unavailability),
      words.time(saved),
      cost === null ? '' : words.money(cost),
    ]),
  });
  return [
    `### ${escapeMarkdown(flow.flow)}`,
    escapeMarkdown(flowSentence(flow, words)),
    ...(flow.cutSets.length > 0 ? [sets] : []),
    ...(flow.changes.length > 0 ? [changes] : []),
  ];
}
