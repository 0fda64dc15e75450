import type { Finding } from '../core/index.js';

/** In the order of the files; a slip once, in however many places its anchor puts it. */
export function onceByPlace(findings: readonly Finding[]): readonly Finding[] {
  const reported = new Set<string>();
  return [...findings].sort(byPlace).filter(({ rule, message, at }) => {
    if (!at) return true;
    const key = `${at.source.name}\n${at.start}\n${at.end}\n${rule}\n${message}`;
    const isNew = !reported.has(key);
    reported.add(key);
    return isNew;
  });
}

function byPlace(a: Finding, b: Finding): number {
  if (!a.at || !b.at) return a.at ? -1 : b.at ? 1 : 0;
  return a.at.source.name < b.at.source.name ? -1 : a.at.source.name > b.at.source.name ? 1 : a.at.start - b.at.start;
}
