/**
 * What a system comes to that is made of independent parts, each a Markov chain in the long run: by looking at every combination of their states.
 */

/** A part with states 0, 1, ...; where nothing is stated otherwise it is up in state 0. */
export interface Chain {
  /** What it is of: `c0`, `r0.a`, `power`. */
  readonly name: string;
  /** Share of time in each state, or of requests that meet it. */
  readonly chances: readonly number[];
  /** From a state to another, times a year that it is there. */
  readonly moves: readonly (readonly [from: number, to: number, rate: number])[];
}

/** A state of each chain, by its number. */
export type World = readonly number[];
export type Fails = (world: World) => boolean;

/** Down for a share of the time, which begins so many times a year. */
export const onOff = (name: string, q: number, often: number): Chain => ({
  name,
  chances: [1 - q, q],
  moves: often > 0 && q < 1 ? [[0, 1, often / (1 - q)]] : [],
});

/** Something that is so for a share of requests, or of failures, and no failure itself. */
export const sometimes = (name: string, share: number): Chain => ({ name, chances: [1 - share, share], moves: [] });

/**
 * Share of time in each state of a chain in which each leads to each: no subtraction, so that the smallest is as exact as the largest.
 * @source Grassmann, Taksar and Heyman 1985, Operations Research 33(5)
 */
export function stationary(states: number, moves: Chain['moves']): readonly number[] {
  const rates = Array.from({ length: states }, () => new Float64Array(states));
  const row = (i: number): Float64Array => rates[i] as Float64Array;
  for (const [from, to, rate] of moves) row(from)[to] = (row(from)[to] as number) + rate;
  for (let last = states - 1; last > 0; last--) {
    const out = row(last)
      .subarray(0, last)
      .reduce((sum, rate) => sum + rate, 0);
    for (let i = 0; i < last; i++) {
      const share = (row(i)[last] as number) / out;
      row(i)[last] = share;
      for (let j = 0; j < last; j++) if (j !== i) row(i)[j] = (row(i)[j] as number) + share * (row(last)[j] as number);
    }
  }
  const weights = [1];
  for (let k = 1; k < states; k++) weights.push(weights.reduce((sum, weight, i) => sum + weight * (row(i)[k] as number), 0));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / all);
}

export interface Outcome {
  /** Share of time, or of requests. */
  readonly chance: number;
  /** Times a year that it begins. */
  readonly often: number;
}

/** Of all combinations of states of the chains that it depends on. @param chains by number, @param of those that are looked at; others are in state 0 */
export function outcomeOf(chains: readonly Chain[], of: readonly number[], fails: Fails): Outcome {
  const world = chains.map(() => 0);
  const size = of.reduce((product, i) => product * (chains[i] as Chain).chances.length, 1);
  const failing = new Uint8Array(size);
  const chances = new Float64Array(size);
  for (let at = 0; at < size; at++) {
    let chance = 1;
    let rest = at;
    for (const i of of) {
      const own = (chains[i] as Chain).chances;
      world[i] = rest % own.length;
      rest = Math.floor(rest / own.length);
      chance *= own[world[i] as number] as number;
    }
    chances[at] = chance;
    failing[at] = fails(world) ? 1 : 0;
  }
  let [chance, often] = [0, 0];
  for (let at = 0; at < size; at++) if (failing[at]) chance += chances[at] as number;
  let stride = 1;
  for (const i of of) {
    const { chances: own, moves } = chains[i] as Chain;
    for (const [from, to, rate] of moves)
      for (let at = 0; at < size; at++)
        if (Math.floor(at / stride) % own.length === from && !failing[at] && failing[at + (to - from) * stride])
          often += (chances[at] as number) * rate;
    stride *= own.length;
  }
  return { chance, often };
}
