import { shown } from './bounds.js';
import type { Mistake } from './mistake.js';

/** A block of Markdown that was copied with what stands around it; the end of it stands in the same text. */
export function fence(text: string, start: number, value: string): Mistake | undefined {
  const [mark] = /^(?:`{3,}|~{3,})/.exec(value) ?? [];
  if (mark === undefined) return undefined;
  const rest = text.slice(start + value.length);
  const close = rest.lastIndexOf(`\n${mark}`);
  const isClosed = close >= 0 && rest.slice(close + 1 + mark.length).trim() === '';
  return {
    rule: 'yaml/odd-character',
    message: 'a fence of Markdown stands around this, which is YAML',
    start,
    end: isClosed ? start + value.length + close + 1 + mark.length : start + value.length,
    help: 'leave out the lines with the fence; a document with blocks of specs has a name that ends in .md',
    suggestion: isClosed ? rest.slice(0, close).replace(/^\r?\n/, '') : '',
  };
}

/** `name： shop`, with the colon of another script. */
export function wideColon(value: string, start: number): Mistake | undefined {
  const [, key, rest] = /^([A-Za-z][\w.-]*)\s*[\uff1a\ufe55\ua789\u2236]\s*(\S.*)$/.exec(value) ?? [];
  if (key === undefined || rest === undefined) return undefined;
  const suggestion = `${key}: ${rest}`;
  const help = `write \`${shown(suggestion)}\``;
  const message = 'this colon is one of another script, which YAML takes for a letter';
  return { rule: 'yaml/odd-character', message, start, end: start + value.length, help, suggestion };
}
