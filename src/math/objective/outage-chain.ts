/** A way of being down, one of several that come one at a time. */
export interface Mode {
  /** How often it begins, per unit of time in which nothing else is down. */
  readonly rate: number;
  /** Mean time until it is over. */
  readonly outage: number;
  /** Share of what is counted that fails meanwhile. */
  readonly share: number;
  /** The mode, one from up, that it begins and ends in, instead of up. Its rate is still per unit of time in which all is up. */
  readonly within?: number;
}

/** Two modes that go down independently of each other, also at the same time, and the share that fails then. */
export interface Overlap {
  readonly of: readonly [number, number];
  readonly share: number;
}

/** What is down one at a time, or two at a time. */
export interface OutageModes {
  readonly modes: readonly Mode[];
  readonly overlaps: readonly Overlap[];
}

interface Pair {
  /** Rows of the two in the equations, the later one first. */
  readonly rows: readonly [number, number];
  readonly modes: readonly [number, number];
  readonly share: number;
  /** Time that it takes, per unit of time in which all is up. */
  readonly weight: number;
}

const MOST_STEPS = 12;
/** What an eigenvalue may still be wrong by, times the window. */
const CLOSE = 1e-9;

/**
 * A Markov chain that is up, in one of the modes, or in two that overlap, and loses the share of its state: the transform of what it loses in a window,
 * E exp(-s lost) = pi exp((Q - s R) window) 1, of stationary chances pi, rates Q and shares R.
 *
 * Every transition has its reverse, with the same flow (the chain is reversible): so each eigenvalue x of Q - s R has one vector v, for both sides, and
 * adds exp(x window) (pi v)^2 / (pi v^2). Here all but the slowest decay are left out. With v = 1 for up, the rows of the modes give v, and the row of
 * up, x + sum of rates (1 - v) = 0, gives x by Newton's method: its derivative is pi v^2.
 * @source Kulkarni, Nicola, Trivedi 1986, IEEE Trans. Computers C-35(4) (reward until a time); Kelly 1979, Reversibility and Stochastic Networks, ch. 1
 */
export class OutageChain {
  /** The transform at the s that was last asked for. */
  re = 1;
  im = 0;
  readonly #modes: readonly Mode[];
  readonly #pairs: readonly Pair[];
  /** Modes that overlap others or have others within, those that do not, and those within others. */
  readonly #coupled: readonly number[];
  readonly #alone: readonly number[];
  readonly #within: readonly { readonly mode: number; readonly outer: number; readonly row: number }[];
  /** Sum of the weights of all states. */
  readonly #whole: number;
  readonly #rate: number;
  /** The eigenvalue, from one s to the next: of each the guess for the one after it. */
  #xRe = 0;
  #xIm = 0;
  readonly #vRe: Float64Array;
  readonly #vIm: Float64Array;
  /** Symmetric equations of the coupled modes, lower triangle by rows. */
  readonly #re: Float64Array;
  readonly #im: Float64Array;
  /** Sums over all states: of rates of v, of pi v, of pi v^2. */
  readonly #sums = new Float64Array(6);

  constructor({ modes, overlaps }: OutageModes) {
    this.#modes = modes;
    const load = (mode: number): number => (modes[mode] as Mode).rate * (modes[mode] as Mode).outage;
    const isCoupled = (mode: number): boolean =>
      overlaps.some(({ of }) => of.includes(mode)) || modes.some(({ within }) => within === mode);
    const places = [...modes.keys()];
    this.#coupled = places.filter(isCoupled);
    this.#alone = places.filter((mode) => !isCoupled(mode) && modes[mode]?.within === undefined);
    this.#within = modes.flatMap(({ within }, mode) =>
      within === undefined ? [] : { mode, outer: within, row: this.#coupled.indexOf(within) },
    );
    this.#pairs = overlaps.map(({ of, share }): Pair => {
      const [early, late] = [Math.min(...of), Math.max(...of)];
      const rows = [this.#coupled.indexOf(late), this.#coupled.indexOf(early)] as const;
      return { rows, modes: [late, early], share, weight: load(early) * load(late) };
    });
    this.#whole = 1 + modes.reduce((sum, _, mode) => sum + load(mode), 0) + this.#pairs.reduce((sum, { weight }) => sum + weight, 0);
    this.#rate = modes.reduce((sum, { rate, within }) => sum + (within === undefined ? rate : 0), 0);
    this.#vRe = new Float64Array(modes.length);
    this.#vIm = new Float64Array(modes.length);
    this.#re = new Float64Array(this.#coupled.length ** 2);
    this.#im = new Float64Array(this.#coupled.length ** 2);
  }

  /** @returns whether there is such an eigenvalue near the one before */
  transform(sRe: number, sIm: number, window: number): boolean {
    const sums = this.#sums;
    for (let step = 0; step < MOST_STEPS; step++) {
      this.#solve(sRe, sIm);
      this.#add(sRe, sIm);
      const [outRe, outIm, meanRe, meanIm, squareRe, squareIm] = sums as unknown as readonly [
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const [offRe, offIm] = [this.#xRe + this.#rate - outRe, this.#xIm - outIm];
      const size = squareRe ** 2 + squareIm ** 2;
      const [stepRe, stepIm] = [(offRe * squareRe + offIm * squareIm) / size, (offIm * squareRe - offRe * squareIm) / size];
      this.#xRe -= stepRe;
      this.#xIm -= stepIm;
      const moved = (Math.abs(stepRe) + Math.abs(stepIm)) * window;
      if (!(moved < Number.POSITIVE_INFINITY)) return false;
      if (moved > CLOSE) continue;
      const [topRe, topIm] = [meanRe ** 2 - meanIm ** 2, 2 * meanRe * meanIm];
      const [partRe, partIm] = [topRe * squareRe + topIm * squareIm, topIm * squareRe - topRe * squareIm];
      const decay = Math.exp(this.#xRe * window) / this.#whole / size;
      const [cos, sin] = [Math.cos(this.#xIm * window), Math.sin(this.#xIm * window)];
      this.re = decay * (partRe * cos - partIm * sin);
      this.im = decay * (partRe * sin + partIm * cos);
      return true;
    }
    return false;
  }

  /** Sums over the states with the eigenvalue as it is. */
  #add(sRe: number, sIm: number): void {
    const sums = this.#sums;
    sums.set([0, 0, 1, 0, 1, 0]);
    const add = (weight: number, re: number, im: number): void => {
      sums[2] = (sums[2] as number) + weight * re;
      sums[3] = (sums[3] as number) + weight * im;
      sums[4] = (sums[4] as number) + weight * (re * re - im * im);
      sums[5] = (sums[5] as number) + weight * 2 * re * im;
    };
    for (let mode = 0; mode < this.#modes.length; mode++) {
      const { rate, outage, within } = this.#modes[mode] as Mode;
      const [re, im] = [this.#vRe[mode] as number, this.#vIm[mode] as number];
      if (within === undefined) {
        sums[0] = (sums[0] as number) + rate * re;
        sums[1] = (sums[1] as number) + rate * im;
      }
      add(rate * outage, re, im);
    }
    for (const { modes, share, weight } of this.#pairs) {
      const [a, b] = modes;
      const [endsA, endsB] = [1 / (this.#modes[a] as Mode).outage, 1 / (this.#modes[b] as Mode).outage];
      const [gRe, gIm] = [this.#xRe + endsA + endsB + sRe * share, this.#xIm + sIm * share];
      const size = gRe * gRe + gIm * gIm;
      const re = endsA * (this.#vRe[b] as number) + endsB * (this.#vRe[a] as number);
      const im = endsA * (this.#vIm[b] as number) + endsB * (this.#vIm[a] as number);
      add(weight, (re * gRe + im * gIm) / size, (im * gRe - re * gIm) / size);
    }
  }

  /** v of each mode, with the eigenvalue as it is. */
  #solve(sRe: number, sIm: number): void {
    for (const mode of this.#alone) this.#set(mode, 1, 0, sRe, sIm);
    if (this.#coupled.length === 0) return;
    this.#equate(sRe, sIm);
    this.#eliminate();
    for (const { mode, outer } of this.#within) this.#set(mode, this.#vRe[outer] as number, this.#vIm[outer] as number, sRe, sIm);
  }

  /** v of a mode that ends in a state of the given v. */
  #set(mode: number, endRe: number, endIm: number, sRe: number, sIm: number): void {
    const { outage, share } = this.#modes[mode] as Mode;
    const [re, im] = [1 + (this.#xRe + sRe * share) * outage, (this.#xIm + sIm * share) * outage];
    const size = re * re + im * im;
    this.#vRe[mode] = (endRe * re + endIm * im) / size;
    this.#vIm[mode] = (endIm * re - endRe * im) / size;
  }

  /** Equations of the coupled modes, each times what the state weighs, without the states of two at a time, which follow from them. */
  #equate(sRe: number, sIm: number): void {
    const [matrixRe, matrixIm, n] = [this.#re, this.#im, this.#coupled.length];
    matrixRe.fill(0);
    matrixIm.fill(0);
    const add = (at: number, re: number, im: number): void => {
      matrixRe[at] = (matrixRe[at] as number) + re;
      matrixIm[at] = (matrixIm[at] as number) + im;
    };
    for (let row = 0; row < n; row++) {
      const { rate, outage, share } = this.#modes[this.#coupled[row] as number] as Mode;
      add(row * (n + 1), rate * (1 + (this.#xRe + sRe * share) * outage), rate * outage * (this.#xIm + sIm * share));
    }
    for (const { mode, row } of this.#within) {
      this.#set(mode, 1, 0, sRe, sIm);
      const { rate } = this.#modes[mode] as Mode;
      add(row * (n + 1), rate * (1 - (this.#vRe[mode] as number)), -rate * (this.#vIm[mode] as number));
    }
    for (const { rows, modes, share, weight } of this.#pairs) {
      const [a, b] = rows;
      const [endsA, endsB] = [1 / (this.#modes[modes[0]] as Mode).outage, 1 / (this.#modes[modes[1]] as Mode).outage];
      const [gRe, gIm] = [this.#xRe + endsA + endsB + sRe * share, this.#xIm + sIm * share];
      const size = gRe * gRe + gIm * gIm;
      const [re, im] = [(weight * gRe) / size, (-weight * gIm) / size];
      add(a * n + b, -endsA * endsB * re, -endsA * endsB * im);
      add(a * (n + 1), weight * endsB - endsB * endsB * re, -endsB * endsB * im);
      add(b * (n + 1), weight * endsA - endsA * endsA * re, -endsA * endsA * im);
    }
  }

  /** By L D L': the diagonal outweighs the rest, so that no row need be exchanged. */
  #eliminate(): void {
    const [re, im, n] = [this.#re, this.#im, this.#coupled.length];
    const [vRe, vIm] = [this.#vRe, this.#vIm];
    const modeOf = (row: number): number => this.#coupled[row] as number;
    for (let row = 0; row < n; row++) {
      vRe[modeOf(row)] = (this.#modes[modeOf(row)] as Mode).rate;
      vIm[modeOf(row)] = 0;
    }
    // Of each column the rows below it, less what it says of them.
    for (let k = 0; k < n; k++) {
      const [dRe, dIm] = [re[k * (n + 1)] as number, im[k * (n + 1)] as number];
      const size = dRe * dRe + dIm * dIm;
      for (let i = k + 1; i < n; i++) {
        const [aRe, aIm] = [re[i * n + k] as number, im[i * n + k] as number];
        const [lRe, lIm] = [(aRe * dRe + aIm * dIm) / size, (aIm * dRe - aRe * dIm) / size];
        for (let j = k + 1; j <= i; j++) {
          const [bRe, bIm] = [re[j * n + k] as number, im[j * n + k] as number];
          re[i * n + j] = (re[i * n + j] as number) - (lRe * bRe - lIm * bIm);
          im[i * n + j] = (im[i * n + j] as number) - (lRe * bIm + lIm * bRe);
        }
        this.#subtract(modeOf(i), modeOf(k), lRe, lIm);
      }
    }
    for (let k = n - 1; k >= 0; k--) {
      for (let i = k + 1; i < n; i++) this.#subtract(modeOf(k), modeOf(i), re[i * n + k] as number, im[i * n + k] as number);
      const [dRe, dIm] = [re[k * (n + 1)] as number, im[k * (n + 1)] as number];
      const size = dRe * dRe + dIm * dIm;
      const [tRe, tIm] = [vRe[modeOf(k)] as number, vIm[modeOf(k)] as number];
      vRe[modeOf(k)] = (tRe * dRe + tIm * dIm) / size;
      vIm[modeOf(k)] = (tIm * dRe - tRe * dIm) / size;
    }
  }

  /** From v of one mode so much of v of another. */
  #subtract(from: number, mode: number, re: number, im: number): void {
    const [vRe, vIm] = [this.#vRe, this.#vIm];
    const [bRe, bIm] = [vRe[mode] as number, vIm[mode] as number];
    vRe[from] = (vRe[from] as number) - (re * bRe - im * bIm);
    vIm[from] = (vIm[from] as number) - (re * bIm + im * bRe);
  }
}
