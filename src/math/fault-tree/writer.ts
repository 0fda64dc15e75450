import type { Diagram, Ref } from './diagram.js';
import type { Program } from './program.js';

interface Nodes {
  readonly variable: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
}

/** Nodes of all modules so far, one after the other. */
export class Writer {
  readonly #parts: Nodes[] = [{ variable: Int32Array.of(-1), high: Int32Array.of(0), low: Int32Array.of(0) }];
  readonly #ends: number[] = [];
  readonly #tops: number[] = [];
  #size = 1;

  /** Goes on where a program ends. */
  static after({ variable, high, low, ends, tops }: Program): Writer {
    const writer = new Writer();
    writer.#parts.splice(0, 1, { variable, high, low });
    writer.#ends.push(...ends);
    writer.#tops.push(...tops);
    writer.#size = variable.length;
    return writer;
  }

  get modules(): number {
    return this.#tops.length;
  }

  /** Adds what `top` is made of; the rest of its diagram is left behind. */
  add(diagram: Diagram, top: Ref, variables: readonly number[]): void {
    const places = new Int32Array((top >> 1) + 1);
    places[top >> 1] = 1;
    let count = 0;
    for (let node = top >> 1; node > 0; node--) {
      if (places[node] === 0) continue;
      count++;
      places[diagram.highOf(2 * node) >> 1] = 1;
      places[diagram.lowOf(2 * node) >> 1] = 1;
    }
    places[0] = 0;
    const moved = (ref: Ref): Ref => 2 * (places[ref >> 1] as number) + (ref & 1);
    const part = { variable: new Int32Array(count), high: new Int32Array(count), low: new Int32Array(count) };
    let next = 0;
    for (let node = 1; node <= top >> 1; node++) {
      if (places[node] === 0) continue;
      part.variable[next] = variables[diagram.levelOf(2 * node)] as number;
      part.high[next] = moved(diagram.highOf(2 * node));
      part.low[next] = moved(diagram.lowOf(2 * node));
      places[node] = this.#size + next++;
    }
    this.#parts.push(part);
    this.#size += count;
    this.#ends.push(this.#size);
    this.#tops.push(moved(top));
  }

  program(events: number): Program {
    const together = (key: keyof Nodes): Int32Array => {
      const all = new Int32Array(this.#size);
      let at = 0;
      for (const part of this.#parts) {
        all.set(part[key], at);
        at += part[key].length;
      }
      return all;
    };
    return {
      events,
      variable: together('variable'),
      high: together('high'),
      low: together('low'),
      ends: Int32Array.from(this.#ends),
      tops: Int32Array.from(this.#tops),
    };
  }
}
