import type { Finding, TextFinding } from './finding.js';

/** Identity of a finding: what merging, baselines and fingerprints go by. Neither lines nor numbers are part of it, so that moving or reformatting keeps it. */
export const identityOf = ({ rule, subject, key }: { readonly rule: string; readonly subject?: string; readonly key?: string }): string =>
  `${rule}@${subject ?? ''}${key === undefined ? '' : `#${key}`}`;

/** What a finding about the text is of, in place of a subject: its path, or else the words at its place, with its slots to tell it from others. */
export function subjectOfText({ path, at, slots }: TextFinding): { readonly subject: string; readonly key?: string } {
  if (path !== undefined) return { subject: path };
  const subject = at?.source.text.slice(at.start, at.end).replace(/\s+/g, ' ').slice(0, MOST_WORDS) ?? '';
  return { subject, ...(slots !== undefined && { key: JSON.stringify(slots) }) };
}

/** A range may be of a whole file. */
const MOST_WORDS = 80;

/** The same of any finding. */
export const identityOfAny = (finding: Finding): string =>
  identityOf(finding.judges ? finding : { rule: finding.rule, ...subjectOfText(finding) });
