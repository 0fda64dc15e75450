import { central, far, middle } from './normal-quantile.json';

/** The standard normal distribution, to near double precision. */

/** Score of the 95% quantile: the ends of a 90% interval stand this far from its middle. */
export const Z95 = 1.6448536269514727;

/**
 * Score z below which a standard normal variable falls with probability p; -Infinity at 0, Infinity at 1.
 * Relative accuracy about 1e-15. Far out in the upper tail take `-normalQuantile(1 - p)` with 1 - p known by itself: p near 1 has only 16 digits.
 * @param p probability, 0 to 1
 * @throws RangeError if p is outside 0..1
 * @source Wichura 1988, Algorithm AS 241 (PPND16), Appl. Stat. 37(3)
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`normalQuantile: ${p} is not a probability`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(central.numerator, r)) / polynomial(central.denominator, r);
  }
  const tail = q < 0 ? p : 1 - p;
  const score = tail === 0 ? Number.POSITIVE_INFINITY : tailScore(Math.sqrt(-Math.log(tail)));
  return q < 0 ? -score : score;
}

function tailScore(depth: number): number {
  const { numerator, denominator } = depth <= 5 ? middle : far;
  const r = depth - (depth <= 5 ? 1.6 : 5);
  return polynomial(numerator, r) / polynomial(denominator, r);
}

/** By Horner's rule. @param coefficients the highest power first */
function polynomial(coefficients: readonly number[], r: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * r + coefficient;
  return sum;
}

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
    return (
      0.5 +
      (z *
        ((((0.065682337918207449113 * square + 2.2352520354606839287) * square + 161.02823106855587881) * square + 1067.6894854603709582) *
          square +
          18154.981253343561249)) /
        ((((square + 47.20258190468824187) * square + 976.09855173777669322) * square + 10260.932208618978205) * square +
          45507.789335026729956)
    );
  }
  if (Number.isNaN(z)) return z;
  if (y > 39) return z < 0 ? 0 : 1;
  let factor: number;
  if (y <= 5.656854249492380195) {
    factor =
      ((((((((1.0765576773720192317e-8 * y + 0.39894151208813466764) * y + 8.8831497943883759412) * y + 93.506656132177855979) * y +
        597.27027639480026226) *
        y +
        2494.5375852903726711) *
        y +
        6848.1904505362823326) *
        y +
        11602.651437647350124) *
        y +
        9842.7148383839780218) /
      ((((((((y + 22.266688044328115691) * y + 235.38790178262499861) * y + 1519.377599407554805) * y + 6485.558298266760755) * y +
        18615.571640885098091) *
        y +
        34900.952721145977266) *
        y +
        38912.003286093271411) *
        y +
        19685.429676859990727);
  } else {
    const inverse = 1 / (z * z);
    factor =
      (INVERSE_ROOT_TWO_PI -
        (inverse *
          (((((0.02307344176494017303 * inverse + 0.21589853405795699) * inverse + 0.1274011611602473639) * inverse +
            0.022235277870649807) *
            inverse +
            0.001421619193227893466) *
            inverse +
            2.9112874951168792e-5)) /
          (((((inverse + 1.28426009614491121) * inverse + 0.468238212480865118) * inverse + 0.0659881378689285515) * inverse +
            0.00378239633202758244) *
            inverse +
            7.29751555083966205e-5)) /
      y;
  }
  // exp(-y^2/2) in two factors: the rounding of y^2 would cost digits far out.
  const coarse = Math.trunc(y * 16) / 16;
  const rest = (y - coarse) * (y + coarse);
  const lower = Math.exp(-coarse * coarse * 0.5) * Math.exp(-rest * 0.5) * factor;
  return z < 0 ? lower : 1 - lower;
}
