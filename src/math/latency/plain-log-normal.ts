/** Sixteenths of a deviation at which exp(-y^2 / 2) is in a table, and after them exp(-h) at 64ths: of `scripts/convolution.mjs`. */
const [COARSE, FINE] = [39 * 16 + 1, 160];
let kept: Float64Array | undefined;

/** The table: exponentials that chances of log-normal times are made of. */
export function powers(): Float64Array {
  if (kept) return kept;
  kept = new Float64Array(COARSE + FINE);
  for (let i = 0; i < COARSE; i++) kept[i] = Math.exp(-(i / 16) * (i / 16) * 0.5);
  for (let i = 0; i < FINE; i++) kept[COARSE + i] = Math.exp(-i / 64);
  return kept;
}

/** By Horner's rule. @param coefficients the highest power first */
const polynomial = (x: number, [first = 0, ...others]: readonly number[]): number => others.reduce((sum, c) => sum * x + c, first);

const NEAR = {
  above: [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356],
  below: [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673],
};
const AWAY = {
  above: [
    1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726,
    6848.1904505362823, 11602.65143764735, 9842.714838383978,
  ],
  below: [
    1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
    38912.00328609327, 19685.429676859992,
  ],
};
const FAR = {
  above: [
    0.023073441764940174, 0.21589853405795699, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934, 2.9112874951168793e-5,
  ],
  below: [1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5],
};
const INVERSE_ROOT_TWO_PI = 0.3989422804014327;

/** Chances of a log-normal time at the logarithms of times, as `logNormal` of `scripts/convolution.mjs` takes them, to the last bit. */
export const plainLogNormal = (mu: number, sigma: number, logs: Float64Array): Float64Array =>
  logs.map((log) => chanceOf((log - mu) / sigma));

/** `normalCdf`, but for the last bit: its exponential comes of a table and of the first terms of a series. */
function chanceOf(z: number): number {
  const y = Math.abs(z);
  if (y <= 0.67448975) {
    const square = z * z;
    return 0.5 + (z * polynomial(square, NEAR.above)) / polynomial(square, NEAR.below);
  }
  if (y > 39) return z < 0 ? 0 : 1;
  let factor: number;
  if (y <= 5.656854249492380195) factor = polynomial(y, AWAY.above) / polynomial(y, AWAY.below);
  else {
    const inverse = 1 / (z * z);
    factor = (INVERSE_ROOT_TWO_PI - (inverse * polynomial(inverse, FAR.above)) / polynomial(inverse, FAR.below)) / y;
  }
  const table = powers();
  const sixteenths = Math.trunc(y * 16);
  factor *= table[sixteenths] as number;
  const coarse = sixteenths / 16;
  const rest = (y - coarse) * (y + coarse) * 0.5;
  const sixtyFourths = Math.trunc(rest * 64);
  factor *= table[COARSE + sixtyFourths] as number;
  factor *= polynomial(sixtyFourths / 64 - rest, [1 / 720, 1 / 120, 1 / 24, 1 / 6, 0.5, 1, 1]);
  return z >= 0 ? 1 - factor : factor;
}
