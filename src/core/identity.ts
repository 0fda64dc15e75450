import type { Finding } from './finding.js';

/** Identity of a finding: what merging, baselines and fingerprints go by. Neither lines nor numbers are part of it, so that moving or reformatting keeps it. */
export const identityOf = ({ rule, subject, key }: { readonly rule: string; readonly subject?: string; readonly key?: string }): string =>
  `${rule}@${subject ?? ''}${key === undefined ? '' : `#${key}`}`;

/** The same of any finding: one about the text has its path in place of a subject, or else its words. */
export const identityOfAny = (finding: Finding): string =>
  finding.judges ? identityOf(finding) : identityOf({ rule: finding.rule, subject: finding.path ?? finding.message });
