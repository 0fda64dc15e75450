import { type Finding, identityOf } from '../../core/index.js';
import { type Block, type Item, type NextStep, type Note, type Section, type StatusLabel, statusLabel } from '../../report/blocks.js';
import type { View } from '../../report/document.js';
import { findingRows } from '../../report/finding-rows.js';
import { fixText } from '../../report/fix-text.js';
import { plural } from '../../report/text.js';
import { verdictsOf } from '../../report/verdicts.js';
import { answerBlocks, closingBlocks } from '../shared/answer-blocks.js';
import { remarksIn } from '../shared/found.js';
import { headlineOf } from '../shared/front.js';
import { sameSpec } from '../shared/next-step.js';
import type { AttributeResult, ReviewSpecResult } from './result.js';

/** A verdict for each quality, then the findings with their source lines, then open questions. */
export function reviewBlocks(spec: ReviewSpecResult, view: View): readonly Block[] {
  const { findings, checks, attributes = [] } = spec;
  const problems = findings.filter(({ severity }) => severity !== 'info');
  const remarks = findings.filter(({ severity }) => severity === 'info');
  const missed = checks.filter(({ status }) => status === 'missed' || status === 'at-risk');
  return [
    headlineOf(spec, view),
    ...(view.quiet ? [] : [...answerBlocks(spec), attributesSection(attributes)]),
    ...(problems.length === 0 ? [] : [{ kind: 'findings', findings: problems } as const]),
    ...(missed.length === 0 ? [] : [{ kind: 'verdicts', verdicts: verdictsOf(missed) } as const]),
    ...targetsSection(spec),
    ...cheaperSection(spec),
    ...(view.quiet ? [] : [briefSection(remarks), ...hidden(spec), ...closingBlocks(spec), ...nextStep(spec, view)]),
    findingRows(spec.file, findings),
  ];
}

const STATUS_LABELS: Readonly<Record<AttributeResult['status'], StatusLabel>> = {
  met: statusLabel('good', 'met'),
  'at-risk': statusLabel('warn', 'AT RISK'),
  missed: statusLabel('bad', 'MISSED'),
  unknown: statusLabel('faint', 'unknown'),
  open: statusLabel('faint', 'open'),
};

/** As wide as that of targets. */
const STANDING = 11;
const MOST_REASONS = 3;

/** Qualities without requirements and findings share one line. */
function attributesSection(attributes: readonly AttributeResult[]): Section {
  const open = attributes.filter(({ status }) => status === 'open').map(({ attribute }) => attribute);
  const items = attributes
    .filter(({ status }) => status !== 'open')
    .map(({ attribute, status, because, findings }): Item => {
      const more = because.length > MOST_REASONS ? ` and ${because.length - MOST_REASONS} more` : '';
      const found = findings === 0 ? '' : `; ${plural(findings, 'finding')}`;
      return { lead: STATUS_LABELS[status], text: `${attribute}: ${because.slice(0, MOST_REASONS).join(', ')}${more}${found}` };
    });
  const rest: readonly Item[] =
    open.length === 0 ? [] : [{ lead: STATUS_LABELS.open, text: `${open.join(', ')}: nothing is required, and nothing was found` }];
  return { kind: 'section', title: 'Qualities', blocks: [{ kind: 'list', leadWidth: STANDING, items: [...items, ...rest] }] };
}

/** The cheapest changes with which a target that is missed would be met. */
const targetsSection = ({ targets = [] }: ReviewSpecResult): readonly Section[] =>
  targets.length === 0
    ? []
    : [
        {
          kind: 'section',
          title: 'What would meet the targets',
          blocks: [
            {
              kind: 'list',
              items: targets.map(({ requirement, fix }) => ({
                text: [{ kind: 'text', text: requirement, code: true }, ` ${fixText(fix)}`],
              })),
            },
          ],
        },
      ];

/** What would cost less, with every target met that is met now. */
const cheaperSection = ({ cheaper = [] }: ReviewSpecResult): readonly Section[] =>
  cheaper.length === 0
    ? []
    : [
        {
          kind: 'section',
          title: 'What would be cheaper',
          blocks: [{ kind: 'list', items: cheaper.map((fix) => ({ text: fixText(fix) })) }],
        },
      ];

/** What is worth a line, not a look at the text. */
function briefSection(findings: readonly Finding[]): Section {
  const { listed, notes } = remarksIn(findings);
  const items = listed.map(
    ({ message, at, rule }): Item => ({
      text: [message, ...(at ? [' (', { kind: 'place', at } as const, ')'] : []), ` [${rule}]`],
    }),
  );
  return {
    kind: 'section',
    title: 'Worth knowing',
    blocks: [
      ...(items.length === 0 ? [] : [{ kind: 'list', items } as const]),
      ...(notes === undefined ? [] : [{ kind: 'note', text: notes } as const]),
    ],
  };
}

/** What is left open, and what was not asked, in a line. */
function hidden({ off = 0, questions = [] }: ReviewSpecResult): readonly Note[] {
  const open = questions.length === 0 ? [] : [`${plural(questions.length, 'question')} left open`];
  const parts = [...open, ...(off === 0 ? [] : [`${plural(off, 'rule')} not asked`])];
  return parts.length === 0 ? [] : [{ kind: 'note', role: 'faint', text: `${parts.join(', ')}: --preset thorough asks all` }];
}

/** What was read as something else needs no explanation: it is shown. */
const REMARKS: ReadonlySet<string> = new Set(['schema/read-as', 'schema/label']);

function nextStep({ file, findings }: ReviewSpecResult, view: View): readonly NextStep[] {
  const first = findings.find(({ rule }) => !REMARKS.has(rule));
  const mended =
    view.example === undefined && file !== '<stdin>'
      ? findings.find(({ fixes = [] }) => fixes.some(({ lines }) => lines !== null))
      : undefined;
  // One that others of its rule and subject share is told by its key, which a shell would take for a comment.
  if (mended?.judges)
    return [{ kind: 'next', command: ['sysdesign review', ...sameSpec(file, view, null), `--fix '${identityOf(mended)}'`] }];
  return first
    ? [{ kind: 'next', command: ['sysdesign explain', first.rule] }]
    : [{ kind: 'next', command: ['sysdesign estimate', ...sameSpec(file, view, null)] }];
}
