import type { FieldType } from '../quantity/index.js';
import type { Node } from '../source/index.js';
import type { Shape } from './shape.js';

const FIELDS: Readonly<Record<FieldType, string>> = {
  rate: 'a rate',
  bytes: 'a size',
  byteRate: 'a bandwidth',
  duration: 'a duration',
  keep: 'a duration',
  count: 'a number',
  share: 'a share',
  availability: 'an availability',
  ratio: 'a ratio',
  factor: 'a factor',
  money: 'an amount of money',
  moneyRate: 'a cost per time',
  price: 'a price',
  growth: 'a growth',
  peak: 'a peak',
  holds: 'a share or a number of items',
  target: 'a utilization',
  objectiveWindow: 'a window of time',
  cpu: 'a number of cores',
  iops: 'a rate of disk operations',
  any: 'a quantity',
  change: 'a value',
  expectation: 'a value',
};

/** `a rate`, `a map or a list of names`: what should stand there. */
export function wanted(shape: Shape): string {
  const types = shape.types ?? ['string', 'number'];
  const forms: string[] = [];
  if (shape.field !== undefined) forms.push(FIELDS[shape.field]);
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
