import type { Finding } from '../core/index.js';

const SECTION = /^(?:components|flows|data|actors|assumptions|derived|topology)$/;

/**
 * Whether a finding is about a name that no text of the spec defines, whatever of it cannot be read: then it is no consequence of what was left out. What
 * stands before a colon may be a definition. Zones and regions are defined in lists too, and what a scenario takes down may be one: of these nothing is
 * certain.
 * @param others what is wrong beside it
 */
export function isOfUndefinedName({ rule, at, path = '', slots }: Finding, others: readonly Finding[]): boolean {
  const sort = rule === 'expression/unknown-name' ? 'assumption' : slots?.sort;
  if (at === undefined || sort === undefined || sort === 'zone') return false;
  const { text } = at.source;
  const name = text.slice(at.start, at.end);
  if (!/^[A-Za-z][\w-]*$/.test(name)) return false;
  const mayBeAPlace = /^(?:scenarios|requirements)\b/.test(path) && /\btopology\b/.test(text);
  // What another file of the spec defines is not in this text, nor is what stood in a section that is something else.
  const isElsewhere = /^include\s*:/m.test(text) || others.some((other) => SECTION.test(other.path ?? ''));
  if (mayBeAPlace || isElsewhere) return false;
  return !new RegExp(`(?<![\\w.-])${name}['"]?\\s*:(?:\\s|$)`, 'm').test(text);
}
