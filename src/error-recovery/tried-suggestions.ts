import { type Finding, isTimeout } from '../core/index.js';
import { joinedTree, type SourceTree } from '../source/index.js';

/** Far more than anybody reads; each costs as much as reading the spec once. */
const MOST = 12;
/** Longer texts are no specs that somebody is writing. */
const MOST_TEXT = 100_000;

/**
 * Findings without the suggestions that correct nothing: taken, such a one leaves as much to find as before, and what is found is its own doing (a unit that
 * makes a time two months long, a name that closes a circle). Nobody is to be advised to write that.
 * @param read all errors of a spec in whose files one text is another
 */
export async function withoutFailedSuggestions(
  findings: readonly Finding[],
  { files }: SourceTree,
  read: (tree: SourceTree) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  if (files.reduce((sum, { text }) => sum + text.length, 0) > MOST_TEXT) return findings;
  const before = new Set(findings.map(keyOf));
  const kept: Finding[] = [];
  let tried = 0;
  for (const finding of findings) {
    const { at, suggestion, severity } = finding;
    if (severity !== 'error' || at === undefined || suggestion === undefined || tried++ >= MOST) {
      kept.push(finding);
      continue;
    }
    const text = at.source.text.slice(0, at.start) + suggestion + at.source.text.slice(at.end);
    const root = joinedTree(files.map((source) => (source === at.source ? { ...source, text } : source)));
    const after = root && (await read({ root, files, findings: [] }).catch(rethrown));
    kept.push(
      after === undefined || hasFailed(finding, suggestion, findings.length, after, before) ? without(finding, suggestion) : finding,
    );
  }
  return kept;
}

/** A suggestion that cannot be tried is not offered; a deadline is no matter of it. */
function rethrown(error: unknown): undefined {
  if (isTimeout(error)) throw error;
  return undefined;
}

const keyOf = ({ rule, message }: Finding): string => `${rule} ${message}`;

function hasFailed(finding: Finding, suggestion: string, count: number, after: readonly Finding[], before: ReadonlySet<string>): boolean {
  const errors = after.filter(({ severity }) => severity === 'error');
  if (errors.length < count) return false;
  const fresh = errors.filter((error) => !before.has(keyOf(error)));
  return errors.length > count || fresh.some((error) => isOwn(error, finding, suggestion));
}

/** Whether an error is about what was suggested: where it was put, or reported with it. The same word left in other places is not. */
function isOwn({ at, message, related = [] }: Finding, finding: Finding, suggestion: string): boolean {
  const places = [at, ...related.map((one) => one.at)];
  const start = finding.at?.start ?? 0;
  return (
    places.some(
      (place) =>
        place?.source.name === finding.at?.source.name &&
        place !== undefined &&
        place.start <= start + suggestion.length &&
        place.end >= start,
    ) || hasWord(message, suggestion)
  );
}

const hasWord = (text: string, word: string): boolean => {
  const at = text.indexOf(word);
  return at >= 0 && !/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + word.length] ?? ' ');
};

function without({ suggestion: _, help, ...rest }: Finding, suggestion: string): Finding {
  return help === undefined || (/^did you mean/.test(help) && help.includes(suggestion)) ? rest : { ...rest, help };
}
