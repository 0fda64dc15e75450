import type { Finding } from '../core/index.js';
import type { AvailabilityResult, CutSetResult, DurabilityResult, FlowAvailability, NeedResult } from '../lenses/availability/result.js';
import { objectivesBlock } from './availability-objectives.js';
import { LONG, Words } from './availability-words.js';
import { placeText } from './checks.js';
import { exitCodeOf, isInvalid } from './exit-code.js';
import { formatFinding } from './finding.js';
import { targetOf } from './next-step.js';
import { countText, percentOf, shareText } from './nines-words.js';
import { checksBlock, heading, type Pen, penOf, summary, tableOptions, title } from './pretty.js';
import type { Result, SpecResult } from './results.js';
import { formatTable, type Grid } from './table.js';
import { cut, hang, padEnd, widthOf, wrap } from './text.js';
import type { Report, ReportOptions } from './types.js';

/** For people at a terminal: what is promised, then flow by flow what must work, what breaks it, and what would help. */
export function reportAvailability(result: Result, options: ReportOptions): Report {
  const pen = penOf(result, options);
  const blocks = result.specs.map((spec) => specBlock(spec, pen)).filter((block) => block !== '');
  if (result.specs.length > 1 || options.quiet) blocks.push(summary(result, pen));
  return { output: blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`, exitCode: exitCodeOf(result) };
}

function specBlock(spec: SpecResult, pen: Pen): string {
  // What is only worth knowing goes below the verdicts, in a line each.
  const findings = spec.findings.filter(isLoud).map((finding) => formatFinding(finding, pen.options));
  const verdicts = checksBlock(spec, pen);
  if (pen.options.quiet) {
    const problems = [...findings, verdicts].filter((text) => text !== '');
    return problems.length === 0 ? '' : [heading(spec, pen), ...problems].join('\n\n');
  }
  const { availability } = spec;
  if (isInvalid(spec) || !availability) return findings.join('\n\n');
  const words = new Words(spec);
  return [
    heading(spec, pen),
    ...findings,
    verdicts,
    objectivesBlock(availability.objectives, words, pen),
    notesBlock(spec, pen),
    ...availability.flows.map((flow) => flowBlock(flow, words, pen)),
    durabilityBlock(availability.data, words, pen),
    unknownBlock(availability, pen),
    nextBlock(spec, availability, pen),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

const isLoud = ({ severity, judges }: Finding): boolean => severity !== 'info' || !judges;

function notesBlock({ findings }: SpecResult, pen: Pen): string {
  const notes = findings.filter((finding) => !isLoud(finding));
  return notes.map(({ message, at }) => hang('  note: ', at ? `${message} (${placeText(at)})` : message, pen.options.width)).join('\n');
}

function flowBlock(flow: FlowAvailability, words: Words, pen: Pen): string {
  if (flow.unavailability === null) return '';
  return [
    flowHead(flow, words, pen),
    servedText(flow, words, pen),
    treeBlock(flow, words, pen),
    assumedText(flow, pen),
    cutBlock(flow, words, pen),
    weightBlock(flow, words, pen),
    changeBlock(flow, words, pen),
  ]
    .filter((text) => text !== '')
    .join('\n');
}

/** Below this what is left out weighs more than all that is counted. */
const TOO_GOOD = 1e-12;

/** `redirect: 99.99%, 4 nines; 52.6 min a year of its requests fail`. */
export function flowSentence(
  { unavailability, spread, downtime, outages, outagesMissing, outage, bounds }: FlowAvailability,
  words: Words,
): string {
  const q = unavailability ?? Number.NaN;
  if (q >= 1) return 'not available: less is up than it needs';
  if (q < TOO_GOOD) return `more than 12 nines, as nothing is stated that its instances fail with together (shares, deploy, zones)`;
  const ends = spread ? [percentOf(spread.p95), percentOf(spread.p5)] : [];
  const range = ends[0] === ends[1] ? '' : ` (${ends.join(' to ')})`;
  const often =
    outages === null
      ? `; to know how often, state ${fewOf(outagesMissing)}`
      : outages === 0
        ? ''
        : `; some fail ${words.number(outages)} times a year, for ${words.time(outage)}`;
  const approximate = bounds === null ? '' : `; too large to be exact: between ${percentOf(bounds[1])} and ${percentOf(bounds[0])}`;
  return `${percentOf(q)} served${range}, ${countText(q)}: ${words.time(downtime)} a year lost${often}${approximate}`;
}

const fewOf = (paths: readonly string[]): string =>
  paths.length <= 3 ? paths.join(', ') : `${paths.slice(0, 2).join(', ')} and ${paths.length - 2} more`;

function flowHead(flow: FlowAvailability, words: Words, pen: Pen): string {
  const [name, text, { width }] = [flow.flow, flowSentence(flow, words), pen.options];
  if (widthOf(name) > LONG) return `${pen.paint.strong(hang('', `${name}:`, width))}\n${hang('  ', text, width)}`;
  return hang(`${name}: `, text, width).replace(name, pen.paint.strong(name));
}

/** Only where something is down or overloaded: what is up then carries less than its peak. */
const servedText = ({ served }: FlowAvailability, words: Words, pen: Pen): string =>
  served === null || served >= 1 ? '' : hang('  ', `what is up carries ${words.share(served)} of its load at peak`, pen.options.width);

/** What nobody has stated, and the numbers rest on. */
function assumedText({ assumed: { failures, needed } }: FlowAvailability, pen: Pen): string {
  const texts = [
    ...(failures.length === 0 ? [] : [`failures typical of their kind for ${fewOf(failures)} (state mtbf, mttr)`]),
    ...(needed.length === 0 ? [] : [`one instance is enough of ${fewOf(needed)} (state needed)`]),
  ];
  return texts.length === 0 ? '' : hang('    assumed: ', texts.join('; '), pen.options.width);
}

const sub = (text: string, pen: Pen): string => `  ${pen.paint.faint(text)}`;

/** What must work: a line a part, with what it alone costs in a year. */
function treeBlock({ tree }: FlowAvailability, words: Words, pen: Pen): string {
  const rows = needLines(tree, pen, '', '');
  if (rows.length === 0) return '';
  const room = Math.min(pen.options.width - 16, Math.max(...rows.map(({ text }) => widthOf(text))));
  const lines = rows.map(({ text, chance }) => {
    const shown = cut(text, room, pen.symbols.ellipsis);
    return `    ${chance === null ? shown : `${padEnd(shown, room)}  ${words.yearly(chance)}`}`;
  });
  return [sub('what must work, and how long it does not, a year', pen), ...lines].join('\n');
}

interface Line {
  readonly text: string;
  readonly chance: number | null;
}

function needLines(need: NeedResult, pen: Pen, lead: string, own: string): readonly Line[] {
  const { branch, lastBranch, trunk } = pen.symbols;
  const below = (needs: readonly NeedResult[]): readonly Line[] =>
    needs.flatMap((part, i) => {
      const last = i === needs.length - 1;
      return needLines(part, pen, `${lead}${last ? '  ' : trunk}`, `${lead}${last ? lastBranch : branch}`);
    });
  switch (need.kind) {
    case 'part':
      return [{ text: `${own}${need.label}`, chance: need.chance }];
    case 'share':
      return [{ text: `${own}for ${shareText(need.chance ?? 0)}, which ${need.label}:`, chance: null }, ...below(flattened(need.needs))];
    case 'any':
      return [{ text: `${own}one of:`, chance: null }, ...below(need.needs)];
    case 'all': {
      if (need.needs.length === 0) return [];
      if (own === '') return need.needs.flatMap((part) => needLines(part, pen, '', ''));
      return [{ text: `${own}all of:`, chance: null }, ...below(need.needs)];
    }
  }
}

/** All of what a share of requests needs goes right below it. */
const flattened = (needs: readonly NeedResult[]): readonly NeedResult[] =>
  needs.flatMap((need) => (need.kind === 'all' ? need.needs : need));

const indented = (grid: Grid, pen: Pen): string => formatTable(grid, { ...tableOptions(pen), indent: '    ' });

function cutBlock({ cutSets, moreCutSets }: FlowAvailability, words: Words, pen: Pen): string {
  const most = pen.options.verbose ? cutSets.length : 5;
  const shown = cutSets.slice(0, most).filter(({ parts }) => parts.length > 0);
  if (shown.length === 0) return '';
  const rows = shown.map((set) => [cutText(set), words.time(set.downtime), words.share(set.share)]);
  const more = moreCutSets || cutSets.length > most ? `\n${sub('  and rarer ones', pen)}` : '';
  const grid: Grid = { columns: [LEFT('what breaks it'), RIGHT('a year'), RIGHT('share')], rows };
  return `${indented(grid, pen)}${more}`;
}

/** `zone eu.a (leaves 12 of api, 15 needed)`, `2 of 3 db`. */
export const cutText = ({ parts, leaves }: CutSetResult): string =>
  `${parts.join(' + ')}${leaves.length === 0 ? '' : ` (leaves ${someOf(leaves)})`}`;

const someOf = (leaves: readonly string[]): string =>
  leaves.length <= 2 ? leaves.join('; ') : `${leaves[0]}; and ${leaves.length - 1} others short`;

const LEFT = (head: string) => ({ head, align: 'left' }) as const;
const RIGHT = (head: string) => ({ head, align: 'right' }) as const;

/** Importance: only where it says more than the cut sets do. */
function weightBlock({ importance }: FlowAvailability, words: Words, pen: Pen): string {
  if (!pen.options.verbose || importance.length === 0) return '';
  const rows = importance.map(({ label, birnbaum, fussellVesely, raw, rrw }) => [
    label,
    words.number(birnbaum),
    words.share(fussellVesely),
    `x${words.number(raw)}`,
    rrw === null ? 'all' : `/${words.number(rrw)}`,
  ]);
  const columns = [LEFT('importance'), RIGHT('Birnbaum'), RIGHT('Fussell-Vesely'), RIGHT('if down'), RIGHT('if perfect')];
  return indented({ columns, rows }, pen);
}

function changeBlock({ changes }: FlowAvailability, words: Words, pen: Pen): string {
  if (changes.length === 0) return '';
  const saved = changes.map((change) => words.time(change.saved));
  const room = Math.max(...saved.map(widthOf));
  const lines = changes.map(({ label, unavailability, cost }, i) =>
    hang(
      `    ${padEnd(saved[i] ?? '', room)}  `,
      `${label}: ${percentOf(unavailability)}${cost === null ? '' : `, ${words.money(cost)}`}`,
      pen.options.width,
    ),
  );
  return [sub('what would help, and what it saves a year', pen), ...lines].join('\n');
}

function durabilityBlock(data: readonly DurabilityResult[], words: Words, pen: Pen): string {
  const known = data.filter((one) => one.lossProbability !== null || one.rpo !== null);
  if (known.length === 0) return '';
  const rows = known.map(({ data: name, lossProbability, lost, rpo, rto }) => [
    name,
    lossProbability === null ? '?' : percentOf(lossProbability),
    lossProbability === null ? '?' : countText(lossProbability).replace(/ nines?$/, ''),
    words.number(lost),
    words.time(rpo),
    words.time(rto),
  ]);
  const columns = [LEFT('data'), RIGHT('kept a year'), RIGHT('nines'), RIGHT('items lost a year'), RIGHT('rpo'), RIGHT('rto')];
  return `${title('Durability', pen)}\n${formatTable({ columns, rows }, tableOptions(pen))}${disksNote(known, pen.options.width)}`;
}

function disksNote(known: readonly DurabilityResult[], width: number): string {
  const alone = known.filter(({ disksAlone, lossProbability }) => disksAlone && lossProbability !== null);
  if (alone.length === 0) return '';
  const who = alone.length === known.length ? '' : `${alone.map(({ data }) => data).join(', ')}: `;
  const text = `${who}from disks alone; an operator, a site or firmware loses all copies at once more often than that (state correlatedLoss)`;
  return `\n${hang('  ', text, width)}`;
}

/** What to state for what is not known. */
function unknownBlock({ flows, data }: AvailabilityResult, pen: Pen): string {
  const wanted = new Map<string, string[]>();
  const unknown = [
    ...flows.filter(({ unavailability }) => unavailability === null).map(({ flow, missing }) => ({ name: `flows.${flow}`, missing })),
    ...data.filter(({ lossProbability }) => lossProbability === null).map(({ data: name, missing }) => ({ name: `data.${name}`, missing })),
  ];
  for (const { name, missing } of unknown) for (const path of missing) wanted.set(path, [...(wanted.get(path) ?? []), name]);
  if (wanted.size === 0) return '';
  const lines = [...wanted].map(([path, names]) => hang('  ', `state ${path} ${pen.symbols.arrow} ${names.join(', ')}`, pen.options.width));
  return `${title('Unknown', pen)}\n${lines.join('\n')}`;
}

function nextBlock(spec: SpecResult, { flows }: AvailabilityResult, pen: Pen): string {
  const worst = [...flows]
    .filter(({ unavailability }) => unavailability !== null)
    .sort((a, b) => (b.unavailability ?? 0) - (a.unavailability ?? 0))[0];
  if (!worst) return '';
  const { scenario } = pen.result.options;
  const where = [
    pen.options.example === undefined ? targetOf(spec.file) : `--example ${pen.options.example}`,
    ...(scenario === null ? [] : [`--scenario ${scenario}`]),
  ].join(' ');
  const [best] = worst.changes;
  const [set] = best ? Object.entries(best.set) : [];
  const command =
    set && /^[\w.%=-]+$/.test(set[1].replaceAll(' ', ''))
      ? `sysdesign availability ${where} --set '${set[0]}=${set[1]}'`
      : `sysdesign explain flows.${worst.flow}.unavailability ${where}`;
  return wrap(`Next: ${command}`, pen.options.width).join('\n').replace('Next:', pen.paint.faint('Next:'));
}
