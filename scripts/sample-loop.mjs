// A loop over samples as WebAssembly text: what `loops.mjs` is made of.
import { get, set } from './wat.mjs';

/** @param {string} array */
export const address = (array) => `(i32.add ${get(array)} ${get('i')})`;
/** @param {string} array */
export const load = (array) => `(f64.load ${address(array)})`;
/** @param {string} array @param {string} value */
export const store = (array, value) => `(f64.store ${address(array)} ${value})`;
/** Strata are half as wide as samples. @param {string} array */
export const stratumAddress = (array) => `(i32.add ${get(array)} (i32.shr_u ${get('i')} (i32.const 1)))`;
export const count = '(i32.shr_u (local.get $bytes) (i32.const 3))';
/** @param {string} value */
export const isReal = (value) => `(f64.eq (f64.sub ${value} ${value}) (f64.const 0))`;

/** One pass over the samples. @param {string} label @param {readonly string[]} body */
export const pass = (label, ...body) => `
    ${set('i', '(i32.const 0)')}
    (loop $${label}
      ${body.join('\n      ')}
      (br_if $${label} (i32.lt_u (local.tee $i (i32.add ${get('i')} (i32.const 8))) ${get('bytes')})))`;

/**
 * @typedef {object} Parts
 * @property {readonly string[]} arrays addresses
 * @property {Readonly<Record<string, string>>} [numbers] further parameters and their types
 * @property {Readonly<Record<string, string>>} [locals]
 * @property {string} [result] its type
 * @property {readonly string[]} body
 */

/** A function of arrays, the number of bytes of each, and numbers. @param {string} name @param {Parts} parts */
export function loop(name, { arrays, numbers = {}, locals = {}, result, body }) {
  const params = [...arrays.map((array) => `(param $${array} i32)`), '(param $bytes i32)'];
  for (const [number, type] of Object.entries(numbers)) params.push(`(param $${number} ${type})`);
  const own = Object.entries({ i: 'i32', ...locals }).map(([local, type]) => `(local $${local} ${type})`);
  return `
  (func (export "${name}") ${params.join(' ')}${result ? ` (result ${result})` : ''}
    ${own.join(' ')}
    ${body.join('\n    ')})`;
}

/** @param {string} name @param {readonly string[]} arrays @param {string} value @param {Readonly<Record<string, string>>} [numbers] */
export const elementwise = (name, arrays, value, numbers) =>
  loop(name, { arrays: ['out', ...arrays], ...(numbers && { numbers }), body: [pass('next', store('out', value))] });

/** @param {string} value */
export const truth = (value) => `(f64.convert_i32_u ${value})`;
