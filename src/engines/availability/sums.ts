import type { Structure } from '../../math/index.js';
import type { Lost } from './left.js';

/** Numbers that are lost with each place; a place that cannot be lost is left out. */
export interface Weighted {
  readonly weights: readonly number[];
  readonly isSafe: boolean;
}

/**
 * Numbers lost with places, summed place by place: the states of a diagram over the places, as many as there are sums, not sets. For places
 * that nothing else uses this is the convolution of what each takes with it; where others share them, it stays one function of the same
 * events.
 * @source weighted threshold functions as diagrams: Bryant 1986, IEEE Trans. Computers C-35(8); Barlow and Heidtmann 1984, IEEE Trans.
 * Reliability R-33(4)
 */
export class Sums {
  /** Of each state some places that are lost in it; of state 0 none is. */
  readonly examples: readonly Lost[];
  /** Of each state the fewest and the most places that may be lost in it. */
  readonly counts: readonly (readonly [least: number, most: number])[];
  readonly signature: string;
  readonly #places: readonly Weighted[];
  readonly #states: ReadonlyMap<string, number>;
  /** Sums after so many places. */
  readonly #layers: readonly Layer[];

  private constructor(places: readonly Weighted[], layers: readonly Layer[]) {
    const last = [...(layers.at(-1) as Layer)];
    this.#places = places;
    this.#layers = layers;
    this.examples = last.map(([, { last: of }]) => lostBy(of, places.length));
    this.counts = last.map(([, { least, most }]) => [least, most]);
    this.#states = new Map(last.map(([key], state) => [key, state]));
    this.signature = places.map(({ weights, isSafe }) => `${weights.join('/')}${isSafe ? ' safe' : ''}`).join();
  }

  /** @param most sums that are distinguished, over all places; undefined if there are more */
  static of(places: readonly Weighted[], most: number): Sums | undefined {
    const none = (places[0]?.weights ?? []).map(() => 0);
    let layer: Layer = new Map([[none.join(), { weights: none, least: 0, most: 0, last: undefined }]]);
    const layers = [layer];
    let count = 1;
    for (const [i, there] of places.entries()) {
      if (!there.isSafe) layer = withPlace(layer, there, i);
      layers.push(layer);
      count += layer.size;
      if (count > most) return undefined;
    }
    return new Sums(places, layers);
  }

  stateOf(lost: Lost): number {
    let gone: readonly number[] = (this.#places[0]?.weights ?? []).map(() => 0);
    for (const [i, { weights, isSafe }] of this.#places.entries()) if (!isSafe && lost[i]) gone = plus(gone, weights);
    return this.#states.get(gone.join()) as number;
  }

  /** The value of a state as a function of which places are lost: built from the last place up, equal parts once. */
  structureOf(places: readonly Structure[], ofState: (state: number) => Structure): Structure {
    const made = new Map<string, Structure>();
    const ids = new Map<Structure, number>();
    const idOf = (part: Structure): number => {
      const id = ids.get(part) ?? ids.size;
      ids.set(part, id);
      return id;
    };
    let below = new Map([...this.#states].map(([key, state]) => [key, ofState(state)]));
    for (let i = this.#places.length - 1; i >= 0; i--) {
      const there = this.#places[i] as Weighted;
      if (there.isSafe) continue;
      const here = new Map<string, Structure>();
      for (const [key, { weights }] of this.#layers[i] as Layer) {
        const kept = below.get(key) as Structure;
        const lost = below.get(plus(weights, there.weights).join()) as Structure;
        const name = `${i} ${idOf(kept)} ${idOf(lost)}`;
        // What holds with the place there holds without it too.
        const part = kept === lost ? kept : (made.get(name) ?? { op: 'or', of: [kept, { op: 'and', of: [places[i] as Structure, lost] }] });
        made.set(name, part);
        here.set(key, part);
      }
      below = here;
    }
    return [...below.values()][0] as Structure;
  }
}

/** A sum of what is lost, in how few and how many places that may be, and which was the last of some that are. */
interface Sum {
  readonly weights: readonly number[];
  readonly least: number;
  readonly most: number;
  readonly last: { readonly place: number; readonly before: Sum } | undefined;
}

type Layer = ReadonlyMap<string, Sum>;

const plus = (a: readonly number[], b: readonly number[]): readonly number[] => a.map((value, i) => value + (b[i] as number));

/** All sums of before, with a place lost and without. */
function withPlace(before: Layer, { weights }: Weighted, place: number): Layer {
  const layer = new Map(before);
  for (const sum of before.values()) {
    const next = plus(sum.weights, weights);
    const key = next.join();
    const [least, most] = [sum.least + 1, sum.most + 1];
    const known = layer.get(key);
    layer.set(
      key,
      known
        ? { ...known, least: Math.min(known.least, least), most: Math.max(known.most, most) }
        : { weights: next, least, most, last: { place, before: sum } },
    );
  }
  return layer;
}

function lostBy(last: Sum['last'], count: number): Lost {
  const lost = Array<boolean>(count).fill(false);
  for (let at = last; at; at = at.before.last) lost[at.place] = true;
  return lost;
}
