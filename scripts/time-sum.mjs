// Numbers, arrays and functions as WebAssembly text: what `convolution.mjs` and `log-normal.mjs` are made of.
import { get, set } from './wat.mjs';

/** @param {string} a @param {string} b */
export const plus = (a, b) => `(i32.add ${a} ${b})`;
/** @param {string} a @param {string} b */
export const minus = (a, b) => `(i32.sub ${a} ${b})`;
/** @param {string} a @param {number} bits */
export const left = (a, bits) => `(i32.shl ${a} (i32.const ${bits}))`;
/** @param {string} a @param {number} bits */
export const right = (a, bits) => `(i32.shr_u ${a} (i32.const ${bits}))`;
/** @param {number} n */
export const whole = (n) => `(i32.const ${n})`;
/** @param {string} a @param {string} b */
export const less = (a, b) => `(i32.lt_s ${a} ${b})`;
/** @param {string} a @param {string} b */
export const larger = (a, b) => `(select ${a} ${b} (i32.gt_s ${a} ${b}))`;
/** @param {string} a @param {string} b */
export const smaller = (a, b) => `(select ${a} ${b} ${less(a, b)})`;

/** The address of an element. @param {string} array @param {string} index */
export const at = (array, index) => plus(array, left(index, 3));
/** @param {string} array @param {string} index */
export const load = (array, index) => `(f64.load ${at(array, index)})`;
/** @param {string} array @param {string} index @param {string} value */
export const store = (array, index, value) => `(f64.store ${at(array, index)} ${value})`;
/** @param {string} a @param {string} b */
export const add = (a, b) => `(f64.add ${a} ${b})`;
/** @param {string} a @param {string} b */
export const sub = (a, b) => `(f64.sub ${a} ${b})`;
/** @param {string} a @param {string} b */
export const mul = (a, b) => `(f64.mul ${a} ${b})`;
/** @param {string} a @param {string} b */
export const least0 = (a, b) => `(select ${a} ${b} (f64.gt ${a} ${b}))`;

/** From one number up to before another. @param {string} index @param {string} from @param {string} end @param {readonly string[]} body */
export const each = (index, from, end, ...body) => `
    ${set(index, from)}
    (block $end_${index} (loop $next_${index}
      (br_if $end_${index} (i32.ge_s ${get(index)} ${end}))
      ${body.join('\n      ')}
      ${set(index, plus(get(index), whole(1)))}
      (br $next_${index})))`;

/** @param {string} name @param {Readonly<Record<string, string>>} params @param {Readonly<Record<string, string>>} locals @param {readonly string[]} body */
export function func(name, params, locals, ...body) {
  const [given, own] = [
    Object.entries(params).map(([key, type]) => `(param $${key} ${type})`),
    Object.entries(locals).map(([key, type]) => `(local $${key} ${type})`),
  ];
  return `
  (func $${name} ${given.join(' ')}
    ${own.join(' ')}
    ${body.join('\n    ')})`;
}

/** @param {string} names @param {string} type */
export const all = (names, type) => Object.fromEntries(names.split(' ').map((name) => [name, type]));
