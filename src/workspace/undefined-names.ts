import type { Finding } from '../core/index.js';

/**
 * Whether a finding is about a name that no text of the spec defines, whatever of it cannot be read: then it is no consequence of what was left out. What
 * stands before a colon may be a definition; a zone is defined in a list.
 */
export function isOfUndefinedName({ rule, at, message, related = [] }: Finding): boolean {
  if (at === undefined || !/^(?:spec\/unknown-reference|expression\/unknown-name)$/.test(rule)) return false;
  const { text } = at.source;
  const name = text.slice(at.start, at.end);
  if (!/^[A-Za-z][\w.-]*$/.test(name) || !message.includes(`"${name}"`)) return false;
  // What another file of the spec defines is not in this text.
  if (/^include\s*:/m.test(text)) return false;
  const escaped = name.replace(/[.]/g, '\\.');
  const isZone = /zone|region/.test(message);
  const found = text.match(new RegExp(isZone ? `(?<![\\w.-])${escaped}(?![\\w.-])` : `(?<![\\w.-])${escaped}['"]?\\s*:(?:\\s|$)`, 'gm'));
  return (found?.length ?? 0) <= (isZone ? 1 + related.length : 0);
}
