import type { Finding } from './finding.js';

/** What the user can mend: usage, configuration, a file. Exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly findings: readonly Finding[];

  constructor(findings: Finding | readonly Finding[]) {
    const list: readonly Finding[] = 'rule' in findings ? [findings] : findings;
    super(list.map((finding) => finding.message).join('\n'));
    this.findings = list;
  }
}

/** A state that only a bug can reach. Exit code 3. */
export class BugError extends Error {
  override readonly name = 'BugError';
}
