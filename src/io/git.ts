import type { Outcome } from '../core/index.js';

/** What is asked of git: read only, in the repository of the working directory. Finding `io/git` where it has no answer. */
export interface Git {
  /**
   * Absolute paths of the files that differ from where the branch left a commit: those changed since, whether committed or not, and new ones.
   * @param ref a branch, tag or commit
   */
  changedSince(ref: string): Promise<Outcome<readonly string[]>>;
}
