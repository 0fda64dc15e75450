/**
 * The standard normal quantile as WebAssembly text, operation by operation that of `src/math/normal.ts`, which says where it is from.
 */
import { readFileSync } from 'node:fs';

/** Coefficients of numerators and denominators, the highest power first. */
const { central, middle, far } = JSON.parse(readFileSync(new URL('../src/math/normal-quantile.json', import.meta.url), 'utf8'));

/** @param {readonly number[]} coefficients */
const horner = ([first = 0, ...others]) =>
  others.reduce((sum, one) => `(f64.add (f64.mul ${sum} (local.get $r)) (f64.const ${one}))`, `(f64.const ${first})`);

/** @param {{ numerator: readonly number[], denominator: readonly number[] }} ratio @param {string} [factor] */
function rational({ numerator, denominator }, factor) {
  const over = factor === undefined ? horner(numerator) : `(f64.mul ${factor} ${horner(numerator)})`;
  return `(f64.div ${over} ${horner(denominator)})`;
}

/** The score below which a standard normal variable falls with probability `$p`. */
export const QUANTILE = `
  (func $quantile (param $p f64) (result f64)
    (local $q f64) (local $r f64) (local $score f64)
    (local.set $q (f64.sub (local.get $p) (f64.const 0.5)))
    (local.set $r (f64.sub (f64.const 0.180625) (f64.mul (local.get $q) (local.get $q))))
    (if (f64.le (f64.abs (local.get $q)) (f64.const 0.425)) (then (return ${rational(central, '(local.get $q)')})))
    (local.set $r (select (local.get $p) (f64.sub (f64.const 1) (local.get $p)) (f64.lt (local.get $q) (f64.const 0))))
    (local.set $score (f64.const inf))
    (if (f64.ne (local.get $r) (f64.const 0))
      (then
        (local.set $r (f64.sqrt (f64.neg (call $log (local.get $r)))))
        (if (f64.le (local.get $r) (f64.const 5))
          (then
            (local.set $r (f64.sub (local.get $r) (f64.const 1.6)))
            (local.set $score ${rational(middle)}))
          (else
            (local.set $r (f64.sub (local.get $r) (f64.const 5)))
            (local.set $score ${rational(far)})))))
    (f64.copysign (local.get $score) (local.get $q)))`;
