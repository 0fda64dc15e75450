/** Numbers by name; a few are yes or no. */
export type Answers = Readonly<Record<string, number | boolean>>;

/** A published or hand-checked answer, and how the product comes by its own. */
export interface Known {
  readonly id: string;
  readonly area: string;
  readonly source: string;
  readonly inputs: unknown;
  readonly expected: Answers;
  /** Relative. */
  readonly tolerance: number;
  readonly found: () => Answers;
}

/** A case whose product side is told on the inputs of the same line. */
export const known = <I, E extends Answers>(
  id: string,
  area: string,
  source: string,
  inputs: I,
  expected: E,
  tolerance: number,
  work: (inputs: I) => Readonly<Record<keyof E, number | boolean>>,
): Known => ({ id, area, source, inputs, expected, tolerance, found: () => work(inputs) });
