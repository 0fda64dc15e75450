/**
 * What is known of a time: chances to take at most so long at each point of a lattice, of a time that is surely not longer (`low`, rounded down) and of one
 * that is surely not shorter (`high`, rounded up). Beyond the last point nothing is known. Neither need come to 1: the rest never ends.
 */
export interface Bracket {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Times at which distributions are kept: `block` points a step apart, and above them `octaves` of half as many each, their step twice that of the one
 * below. So a point is never further from the next than 2 / block of itself, from the first block on, and sums within the first block are exact.
 */
export class Lattice {
  /** Seconds between the first points. */
  readonly step: number;
  /** Points of the first block, a power of two. */
  readonly block: number;
  readonly octaves: number;
  readonly points: Float64Array;
  /** The first time beyond all points. */
  readonly end: number;

  constructor(step: number, block: number, octaves: number) {
    this.step = step;
    this.block = block;
    this.octaves = octaves;
    const half = block / 2;
    this.points = new Float64Array(block + octaves * half);
    for (let i = 0; i < block; i++) this.points[i] = i * step;
    for (let octave = 1; octave <= octaves; octave++) {
      const from = this.startOf(octave);
      for (let i = 0; i < half; i++) this.points[from + i] = (half + i) * step * 2 ** octave;
    }
    this.end = block * step * 2 ** octaves;
  }

  #logs: Float64Array | undefined;

  /** Logarithms of the points. */
  get logs(): Float64Array {
    this.#logs ??= this.points.map(Math.log);
    return this.#logs;
  }

  get size(): number {
    return this.points.length;
  }

  /** Place of the first point of an octave, from 1. */
  startOf(octave: number): number {
    return this.block + ((octave - 1) * this.block) / 2;
  }

  /** Place of the last point that is not after a time; -1 before the first. */
  placeOf(time: number): number {
    if (!(time >= 0)) return -1;
    if (time >= this.end) return this.size - 1;
    const steps = time / this.step;
    const octave = steps < this.block ? 0 : Math.floor(Math.log2(steps / this.block)) + 1;
    let place = octave === 0 ? Math.floor(steps) : this.startOf(octave) + Math.floor(steps / 2 ** octave) - this.block / 2;
    place = Math.min(this.size - 1, Math.max(0, place));
    // Rounding may have missed by one.
    while (place + 1 < this.size && (this.points[place + 1] as number) <= time) place++;
    while (place > 0 && (this.points[place] as number) > time) place--;
    return place;
  }
}
