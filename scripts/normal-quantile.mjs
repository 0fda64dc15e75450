/**
 * The standard normal quantile as WebAssembly text: a table of 10,000 scores has to be quick in a process that has only just started.
 * @source Wichura 1988, Algorithm AS 241 (PPND16), Appl. Stat. 37(3)
 */

/** Coefficients of numerator and denominator, the highest power first. */
const CENTRAL = [
  [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  [
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
    42.313330701600911252, 1,
  ],
];
const MIDDLE = [
  [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
    5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
    1.6763848301838038494, 2.05319162663775882187, 1,
  ],
];
const FAR = [
  [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
    1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
    0.13692988092273580531, 0.59983220655588793769, 1,
  ],
];

/** @param {readonly number[]} coefficients */
const horner = ([first, ...others]) =>
  others.reduce((sum, one) => `(f64.add (f64.mul ${sum} (local.get $r)) (f64.const ${one}))`, `(f64.const ${first})`);

/** @param {readonly (readonly number[])[]} ratio @param {string} [factor] */
function rational([over, under], factor) {
  const numerator = factor === undefined ? horner(over) : `(f64.mul ${factor} ${horner(over)})`;
  return `(f64.div ${numerator} ${horner(under)})`;
}

/** The score below which a standard normal variable falls with probability `$p`. */
export const QUANTILE = `
  (func $quantile (export "quantile") (param $p f64) (result f64)
    (local $q f64) (local $r f64) (local $score f64)
    (local.set $q (f64.sub (local.get $p) (f64.const 0.5)))
    (local.set $r (f64.sub (f64.const 0.180625) (f64.mul (local.get $q) (local.get $q))))
    (if (f64.le (f64.abs (local.get $q)) (f64.const 0.425)) (then (return ${rational(CENTRAL, '(local.get $q)')})))
    (local.set $r (select (local.get $p) (f64.sub (f64.const 1) (local.get $p)) (f64.lt (local.get $q) (f64.const 0))))
    (local.set $score (f64.const inf))
    (if (f64.ne (local.get $r) (f64.const 0))
      (then
        (local.set $r (f64.sqrt (f64.neg (call $log (local.get $r)))))
        (if (f64.le (local.get $r) (f64.const 5))
          (then
            (local.set $r (f64.sub (local.get $r) (f64.const 1.6)))
            (local.set $score ${rational(MIDDLE)}))
          (else
            (local.set $r (f64.sub (local.get $r) (f64.const 5)))
            (local.set $score ${rational(FAR)})))))
    (f64.copysign (local.get $score) (local.get $q)))`;
