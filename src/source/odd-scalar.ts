import type { TextFindingId } from '../core/index.js';
import { quoted } from './mistake.js';
import type { ScalarNode } from './tree.js';
import { commentAtEnd, halfWidth, hasFullWidth, ODD_SPACES, UNSEEN, unwrapped } from './typography.js';

export interface Trap {
  /** Where it is a finding of its own, not just a value of the wrong type. */
  readonly rule?: TextFindingId;
  /** Why YAML does not read what was meant. */
  readonly message: string;
  readonly help: string;
  /** What the scalar should read instead. */
  readonly suggestion: string;
}

/**
 * What word processors and other languages leave in a value: typographic quotes around it, full-width digits in it, a comment of JSON
 * after it. In prose, all of it may stand: for callers that already know the value is not what is wanted.
 */
export function oddScalar(node: ScalarNode): (Trap & { readonly rule: TextFindingId }) | undefined {
  const { value } = node;
  if (node.quoted || typeof value !== 'string') return undefined;
  const inner = unwrapped(value);
  if (inner !== value) return odd('YAML takes these quotes for a part of the text', plain(halfWidth(inner)));
  const spaced = GLUED.exec(value);
  if (spaced) {
    const suggestion = `${spaced[1]}: ${value.slice(spaced[0].length)}`;
    return {
      rule: 'yaml/odd-space',
      message: 'the space after the colon is one that YAML takes for a letter',
      help: 'write a plain space',
      suggestion,
    };
  }
  const commented = withoutComment(node, value);
  if (commented !== undefined)
    return {
      rule: 'yaml/comment',
      message: 'a comment of JSON or of a programming language means nothing to YAML',
      help: 'a comment begins with #',
      suggestion: commented,
    };
  const seen = value.replace(UNSEEN, '');
  if (seen !== value) return odd('a character without width stands in it, which nobody sees', plain(halfWidth(seen)));
  if (!hasFullWidth(value)) return undefined;
  return odd('these are full-width characters, which are none of numbers and names', plain(halfWidth(value)));
}

/** `rate:` and a no-break space. */
const GLUED = new RegExp(`^([A-Za-z][\\w.-]*):[${ODD_SPACES}]+`);

const odd = (message: string, suggestion: string): Trap & { readonly rule: TextFindingId } => ({
  rule: 'yaml/odd-character',
  message,
  help: `write ${suggestion}`,
  suggestion,
});

/** The same text where YAML reads it as it stands, else in quotes. */
const plain = (text: string): string => (/^[\w.=%/ +*()<>~-]*$/.test(text) && /^[\w.=~]/.test(text) ? text : quoted(text));

/** The value with its comment as one of YAML; without it where more follows on the line. */
function withoutComment({ at }: ScalarNode, value: string): string | undefined {
  const lead = /^\/\*.*?\*\/\s*(?=\S)/s.exec(value);
  if (lead) return value.slice(lead[0].length);
  const found = commentAtEnd(value);
  if (!found) return undefined;
  const { kept } = found;
  const ends = /^[ \t]*(?:[\r\n]|$)/.test(at.source.text.slice(at.end, at.end + 200));
  const words = found.words.replace(/\s+/g, ' ').trim();
  return ends && words !== '' ? `${kept} # ${words}` : kept;
}
