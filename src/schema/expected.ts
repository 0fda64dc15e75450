import { suggest } from '../core/index.js';
import { fieldRule } from '../quantity/index.js';
import type { Node } from '../source/index.js';
import type { Shape } from './shape.js';

/** `a rate (such as 5 req/s)`, `a name or a list`: what should stand there. */
export function wanted(shape: Shape): string {
  const types = shape.types ?? ['string', 'number'];
  const forms: string[] = [];
  if (shape.field !== undefined) forms.push(fieldRule(shape.field).wanted);
  else if (shape.words !== undefined) {
    forms.push(`one of ${shape.words.join(', ')}`);
    if (types.includes('integer')) forms.push('a number');
  } else if (types.includes('boolean')) forms.push('true or false');
  else if (types.includes('integer')) forms.push('a whole number');
  else if (types.includes('string'))
    forms.push(types.includes('number') ? 'text or a number' : shape.items || shape.values || shape.props ? 'a name' : 'text');
  if (types.includes('array')) forms.push('a list');
  if (types.includes('object')) forms.push(shape.values && !shape.props ? 'a map of names' : 'a map');
  return forms.length > 1 ? `${forms.slice(0, -1).join(', ')} or ${forms.at(-1)}` : (forms[0] ?? 'nothing');
}

/** `a list`, `text`: what stands there. */
export function given(node: Node): string {
  if (node.type !== 'scalar') return node.type === 'map' ? 'a map' : 'a list';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return node.value === '' ? 'empty text' : `"${clipped(node.value)}"`;
  return clipped(node.raw);
}

/** Text of the input as far as a message should repeat it. */
export const clipped = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
};

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : (words[0] ?? '');

/** The word that a misspelt one most likely means. Nobody misspells a word of hundreds of letters. */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined =>
  word.length > 64 ? undefined : suggest(word, candidates);
