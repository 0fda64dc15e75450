import { distance } from 'fastest-levenshtein';

/**
 * The candidate that a typo most likely meant, or undefined when none is near.
 * Near means: the same but for case, or at most a third of the longer word's letters changed, of short words one: `online` is no `line`, `place` no `price`.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  const folded = word.toLowerCase();
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const other = candidate.toLowerCase();
    const cost = other === folded ? 0 : editCost(folded, other);
    if (cost > mostChanges(Math.min(word.length, candidate.length), Math.max(word.length, candidate.length))) continue;
    if (cost < least || (cost === least && best !== undefined && isLikelier(word, candidate, best))) {
      best = candidate;
      least = cost;
    }
  }
  return best;
}

/** How many letters may differ between two words, by the lengths of the shorter and of the longer one. */
function mostChanges(shorter: number, longer: number): number {
  if (shorter <= 1) return 0;
  return shorter <= 4 || longer <= 5 ? 1 : Math.floor(longer / 3);
}

/**
 * Of two candidates that are equally near: `min` before `MiB` for `mie`, then one with two letters swapped, one with a letter more (`year`
 * before `car` for `yar`), one with a letter less, one with another letter; then one that begins alike. Else the first by name: the order of
 * candidates does not matter.
 */
function isLikelier(word: string, candidate: string, best: string): boolean {
  const [ours, theirs] = [editCost(word, candidate), editCost(word, best)];
  if (ours !== theirs) return ours < theirs;
  const slipOf = ({ length }: string): number => (length > word.length ? 1 : length < word.length ? 2 : 3);
  const rank = (other: string): number => (other.length === word.length && distance(word, other) > ours ? 0 : slipOf(other));
  if (rank(candidate) !== rank(best)) return rank(candidate) < rank(best);
  if ((candidate[0] === word[0]) !== (best[0] === word[0])) return candidate[0] === word[0];
  return candidate < best;
}

/** Levenshtein distance in which swapping two neighbors counts as one change. */
export function editCost(a: string, b: string): number {
  const cost = distance(a, b);
  if (cost !== 2 || a.length !== b.length) return cost;
  let i = 0;
  while (a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2) ? 1 : cost;
}
