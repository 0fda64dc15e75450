/**
 * Fast Fourier transforms of one length, a power of two, in place. Forward gives frequencies in bit-reversed order, and back takes them so: neither sorts.
 * @source Gentleman and Sande 1966 (decimation in frequency), Cooley and Tukey 1965 (in time)
 */
export class Transform {
  readonly #length: number;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  /** Room for three complex sequences, for who transforms: what was in it is of no use. */
  readonly rooms: readonly Float64Array[];

  private constructor(length: number) {
    this.#length = length;
    this.#cos = new Float64Array(length / 2);
    this.#sin = new Float64Array(length / 2);
    this.rooms = Array.from({ length: 6 }, () => new Float64Array(length));
    for (let k = 0; k < length / 2; k++) {
      this.#cos[k] = Math.cos((2 * Math.PI * k) / length);
      this.#sin[k] = Math.sin((2 * Math.PI * k) / length);
    }
  }

  static readonly #known = new Map<number, Transform>();

  static of(length: number): Transform {
    let transform = Transform.#known.get(length);
    if (!transform) {
      transform = new Transform(length);
      Transform.#known.set(length, transform);
    }
    return transform;
  }

  forward(re: Float64Array, im: Float64Array): void {
    const [n, cos, sin] = [this.#length, this.#cos, this.#sin];
    for (let half = n >> 1; half >= 1; half >>= 1) {
      const stride = n / (2 * half);
      for (let start = 0; start < n; start += 2 * half) {
        for (let k = 0, w = 0; k < half; k++, w += stride) {
          const a = start + k;
          const b = a + half;
          const ar = re[a] as number;
          const ai = im[a] as number;
          const dr = ar - (re[b] as number);
          const di = ai - (im[b] as number);
          re[a] = ar + (re[b] as number);
          im[a] = ai + (im[b] as number);
          const c = cos[w] as number;
          const s = sin[w] as number;
          re[b] = dr * c + di * s;
          im[b] = di * c - dr * s;
        }
      }
    }
  }

  /** Without the division by the length. */
  back(re: Float64Array, im: Float64Array): void {
    const [n, cos, sin] = [this.#length, this.#cos, this.#sin];
    for (let half = 1; half < n; half <<= 1) {
      const stride = n / (2 * half);
      for (let start = 0; start < n; start += 2 * half) {
        for (let k = 0, w = 0; k < half; k++, w += stride) {
          const a = start + k;
          const b = a + half;
          const c = cos[w] as number;
          const s = sin[w] as number;
          const br = re[b] as number;
          const bi = im[b] as number;
          const tr = br * c - bi * s;
          const ti = br * s + bi * c;
          re[b] = (re[a] as number) - tr;
          im[b] = (im[a] as number) - ti;
          re[a] = (re[a] as number) + tr;
          im[a] = (im[a] as number) + ti;
        }
      }
    }
  }
}

/** Where the frequency -k stands in bit-reversed order, k standing at `place`. */
export function opposite(place: number): number {
  if (place === 0) return 0;
  const top = 1 << (31 - Math.clz32(place));
  return 3 * top - 1 - place;
}
