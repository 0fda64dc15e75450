/** The standard normal distribution, to near double precision. */

/** Score of the 95% quantile: the ends of a 90% interval stand this far from its middle. */
export const Z95 = 1.6448536269514727;

/** A polynomial by Horner's rule, highest power first. */
function poly(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

const CENTRAL_TOP = [
  2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427,
  133.14166789178437745, 3.387132872796366608,
];
const CENTRAL_BOTTOM = [
  5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083,
  42.313330701600911252, 1,
];
const MIDDLE_TOP = [
  7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504,
  5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
];
const MIDDLE_BOTTOM = [
  1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455,
  1.6763848301838038494, 2.05319162663775882187, 1,
];
const FAR_TOP = [
  2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123,
  1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
];
const FAR_BOTTOM = [
  2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525,
  0.13692988092273580531, 0.59983220655588793769, 1,
];

/**
 * Score z below which a standard normal variable falls with probability p; -Infinity at 0, Infinity at 1.
 * Relative accuracy about 1e-15. Below about 1e-300 give p itself, never 1 - p: the upper tail is known only to 1e-16.
 * @param p probability, 0 to 1
 * @throws RangeError if p is outside 0..1
 * @source Wichura 1988, Algorithm AS 241 (PPND16), Appl. Stat. 37(3)
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile: ${p} is not a probability`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * poly(r, CENTRAL_TOP)) / poly(r, CENTRAL_BOTTOM);
  }
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-Math.log(tail));
  const score = r <= 5 ? poly(r - 1.6, MIDDLE_TOP) / poly(r - 1.6, MIDDLE_BOTTOM) : poly(r - 5, FAR_TOP) / poly(r - 5, FAR_BOTTOM);
  return q < 0 ? -score : score;
}

const NEAR_TOP = [0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249];
const NEAR_BOTTOM = [1, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956];
const SIDE_TOP = [
  1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979, 597.27027639480026226,
  2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218,
];
const SIDE_BOTTOM = [
  1, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755, 18615.571640885098091, 34900.952721145977266,
  38912.003286093271411, 19685.429676859990727,
];
const TAIL_TOP = [
  0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807, 0.001421619193227893466, 2.9112874951168792e-5,
];
const TAIL_BOTTOM = [1, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244, 7.29751555083966205e-5];
const INVERSE_ROOT_TWO_PI = 0.398942280401432677939946;

/**
 * Probability that a standard normal variable is at most z: erfc(-z / sqrt 2) / 2, with full relative accuracy in the lower tail
 * (about 1e-15; from z = -37.5 down the result loses digits, then is 0). For the upper tail take `normalCdf(-z)`, not `1 - normalCdf(z)`.
 * @param z score, any number; NaN gives NaN
 * @source Cody 1969, Math. Comp. 23(107); the arrangement is that of Cody 1993, Algorithm 715 (ANORM)
 */
export function normalCdf(z: number): number {
  const y = Math.abs(z);
  if (y <= 0.67448975) {
    const square = z * z;
    return 0.5 + (z * poly(square, NEAR_TOP)) / poly(square, NEAR_BOTTOM);
  }
  if (Number.isNaN(z)) return z;
  if (y > 39) return z < 0 ? 0 : 1;
  let factor: number;
  if (y <= 5.656854249492380195) {
    factor = poly(y, SIDE_TOP) / poly(y, SIDE_BOTTOM);
  } else {
    const inverse = 1 / (z * z);
    factor = (INVERSE_ROOT_TWO_PI - (inverse * poly(inverse, TAIL_TOP)) / poly(inverse, TAIL_BOTTOM)) / y;
  }
  // exp(-y^2/2) in two factors: the rounding of y^2 would cost digits far out.
  const coarse = Math.trunc(y * 16) / 16;
  const rest = (y - coarse) * (y + coarse);
  const lower = Math.exp(-coarse * coarse * 0.5) * Math.exp(-rest * 0.5) * factor;
  return z < 0 ? lower : 1 - lower;
}
