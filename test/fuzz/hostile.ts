import type { Dice } from '../properties/specs.js';

/** Numbers at and beyond what a field may state, and texts that look like numbers. */
const NUMBERS = [
  '0',
  '-0',
  '-1',
  '1e-30',
  '1e30',
  '1e308',
  '1e-400',
  '9007199254740993',
  '0.1e1',
  '1e15',
  '5e-324',
  '999999999999999999',
  '0..0',
  '1..1e30',
  '1e-30..1e30',
  '5..1',
  '~0',
  '~1e15',
  '0%',
  '100%',
  '99.9999999999999%',
  '15 nines',
  'x0',
  'x1e30',
  '1e9 years',
  '1e-9 s',
  '1e15 req/s',
  '0 req/s',
  '1 per 1e9 years',
  '1e6 PB',
  '1e-3 bit',
  '0 USD/month',
  '1e12 USD/month',
  '.inf',
  '.nan',
  'null',
  '""',
  '"= 1/0"',
  '"= 0/0"',
  '"= 1e300 * 1e300"',
  '"= log(0)"',
  '"= (-1)^0.5"',
  '"= min()"',
] as const;

/** A literal of a text, with what stands before it. */
const LITERAL = /(?<=[:[,]\s*)"?(?:[~x]?\d[^,"\]}\n#]*)"?/g;

/** A text with some of its literals replaced: by another number with their own unit, or altogether. */
export function hostile(text: string, dice: Dice): string {
  let made = text;
  for (let i = dice.whole(1, 3); i > 0; i--) {
    const places = [...made.matchAll(LITERAL)];
    if (places.length === 0) return made;
    const { 0: found, index } = dice.of(...places);
    const unit = /[A-Za-z%/].*$/.exec(found.replaceAll('"', ''))?.[0] ?? '';
    const number = dice.of(...NUMBERS);
    const by = dice.chance(0.6) && !/["A-Za-z%]/.test(number.replace(/e/, '')) ? `"${number} ${unit}"` : number;
    made = made.slice(0, index) + by + made.slice(index + found.length);
  }
  return made;
}
