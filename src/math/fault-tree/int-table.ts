/** Numbers by three numbers, none negative: open addressing in typed arrays. */
export class IntTable {
  #entries = new Int32Array(4 << 8);
  #size = 0;

  /** What is kept, or -1. */
  get(a: number, b: number, c: number): number {
    const at = this.#place(a, b, c);
    return (this.#entries[at + 3] as number) - 1;
  }

  set(a: number, b: number, c: number, value: number): void {
    if (2 * ++this.#size > this.#entries.length / 4) this.#grow();
    this.#write(a, b, c, value + 1);
  }

  #write(a: number, b: number, c: number, stored: number): void {
    const at = this.#place(a, b, c);
    this.#entries[at] = a;
    this.#entries[at + 1] = b;
    this.#entries[at + 2] = c;
    this.#entries[at + 3] = stored;
  }

  /** Where it stands, or the empty place where it would. */
  #place(a: number, b: number, c: number): number {
    const entries = this.#entries;
    const mask = entries.length - 1;
    const h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
    let at = ((h ^ (h >>> 15)) << 2) & mask;
    while (entries[at + 3] !== 0 && !(entries[at] === a && entries[at + 1] === b && entries[at + 2] === c)) at = (at + 4) & mask;
    return at;
  }

  #grow(): void {
    const old = this.#entries;
    this.#entries = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 4)
      if (old[at + 3] !== 0) this.#write(old[at] as number, old[at + 1] as number, old[at + 2] as number, old[at + 3] as number);
  }
}
