import { type Finding, positionAt } from '../../core/index.js';
import { type Block, type Item, type Section, statusLabel } from '../../report/blocks.js';
import { plural } from '../../report/text.js';

/** What a look at the text is worth: errors, and what is wrong with the text itself. Rules below that take a line each. */
export const isLoud = ({ severity, judges, rule }: Finding): boolean => severity === 'error' || (!judges && !isNote(rule));

/** What the text was taken for. */
const isNote = (rule: string): boolean => rule === 'schema/read-as' || rule === 'schema/label';

const MOST_NOTES = 3;

/** Remarks that a list of all of them shows, and in a sentence those of what the text was taken for, where they would hide the others. */
export function remarksIn(findings: readonly Finding[]): { readonly listed: readonly Finding[]; readonly notes: string | undefined } {
  const notes = findings.filter(({ rule }) => isNote(rule));
  if (notes.length <= MOST_NOTES) return { listed: findings, notes: undefined };
  const read = notes.filter(({ rule }) => rule === 'schema/read-as').length;
  const parts = [
    ...(read > 0 ? [`${plural(read, 'place')} read as meant`] : []),
    ...(notes.length > read ? [`${plural(notes.length - read, 'label')} kept`] : []),
  ];
  return { listed: findings.filter(({ rule }) => !isNote(rule)), notes: `${parts.join(', ')}: sysdesign validate lists them` };
}

const MOST = 5;

const MOST_READINGS = 8;

/** What every number rests on: how much comes and when, how many there are, what is kept and how often. */
const OF_NUMBERS =
  /\.(?:rate|peak|active|concurrent|every|lasts|offPeak|factor|growth|replication|instances|shards|autoscale|survives|items?|size|added|keep|hit|hitRatio|times|batch|path)$|\.spikes\.|\.replication\.|\.path\.|^assumptions\.|^scenarios\./;

/** How much a reading that is wrong would change: numbers most, then promises and prices, then words for the same key, then what nobody computes from. */
function riskOf({ path = '', suggestion, slots }: Finding): number {
  // A sentence with a number in it may have been meant as a promise.
  if (slots?.becomes === 'words') return /\d/.test(slots.written ?? '') ? 0 : 3;
  if (slots?.becomes === 'nothing') return 0;
  // A key or a name in other words, with the value as it stands.
  if (suggestion !== undefined && path.split('.').at(-1) === suggestion) return 2;
  return OF_NUMBERS.test(path) ? 0 : 1;
}

/** What the spec states in other words, a line each: whoever reads it should know what it was taken for. */
function readAs(findings: readonly Finding[]): readonly Block[] {
  const read = findings.filter(({ rule }) => rule === 'schema/read-as');
  if (read.length === 0) return [];
  const lines = new Map<string, number[]>();
  // What changes numbers most comes first: beyond the first few nobody reads.
  for (const { slots: { written, as } = {}, at } of [...read].sort((a, b) => riskOf(a) - riskOf(b))) {
    const text = `"${written}" as ${as}`.replace(/\s+/g, ' ');
    lines.set(text, [...(lines.get(text) ?? []), ...(at ? [positionAt(at.source, at.start).line] : [])]);
  }
  const all = [...lines];
  const items = all.slice(0, MOST_READINGS).map(([text, [first, ...others]]): Item => {
    const lead = first === undefined ? '' : `line ${first}`;
    return { lead, text: others.length === 0 ? text : `${text} (lines ${others.join(', ')} too)` };
  });
  const more = all.length - items.length;
  return [
    {
      kind: 'section',
      title: 'Read as what it means',
      blocks: [
        { kind: 'list', items },
        ...(more > 0 ? [{ kind: 'note', text: `and ${more} more: sysdesign validate lists them` } as const] : []),
      ],
    },
  ];
}

const MOST_LABELS = 12;

/** Keys that only tell readers something, in one sentence. */
function labels(findings: readonly Finding[]): readonly Block[] {
  const found = findings.filter(({ rule }) => rule === 'schema/label');
  if (found.length === 0) return [];
  const named = found.slice(0, MOST_LABELS).map(({ slots: { label = '', times = 1 } = {}, at }) => {
    const line = at ? `line ${positionAt(at.source, at.start).line}` : '';
    return `${label} (${line}${times > 1 ? `, ${times} times` : ''})`;
  });
  const more = found.length > MOST_LABELS ? [`${found.length - MOST_LABELS} more`] : [];
  return [{ kind: 'note', text: `kept as labels, nothing is computed from them: ${[...named, ...more].join(', ')}` }];
}

/** Warnings of rules, a line each; remarks are counted. Before them, what the spec was taken for. */
export const foundSection = (findings: readonly Finding[]): readonly Block[] => [
  ...readAs(findings),
  ...labels(findings),
  ...worthALook(findings),
];

function worthALook(findings: readonly Finding[]): readonly Block[] {
  const warnings = findings.filter((finding) => !isLoud(finding) && finding.severity === 'warning');
  const remarks = findings.filter(({ severity, judges }) => judges && severity === 'info').length;
  if (warnings.length + remarks === 0) return [];
  const shown = warnings.slice(0, MOST).map(
    ({ message, at }): Item => ({
      lead: statusLabel('warn', ''),
      text: [message, ...(at ? [' (', { kind: 'place', at } as const, ')'] : [])],
    }),
  );
  const hidden = [
    ...(warnings.length > MOST ? [plural(warnings.length - MOST, 'more warning')] : []),
    ...(remarks > 0 ? [plural(remarks, 'remark')] : []),
  ];
  const section: Section = {
    kind: 'section',
    title: 'Worth a look',
    blocks: [
      { kind: 'list', items: shown },
      ...(hidden.length === 0 ? [] : [{ kind: 'note', text: `${hidden.join(' and ')}: sysdesign review shows all` } as const]),
    ],
  };
  return [section];
}
