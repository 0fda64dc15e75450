/** A backlog that a spike leaves: messages at its end, seconds that it took to grow, and seconds until none wait. */
export interface BacklogTimes {
  readonly depth: number;
  readonly lasts: number;
  readonly drain: number;
}

/** Share of the time that is shown beyond its end. */
const AFTER = 0.05;

/** How many messages wait at evenly spaced times from the beginning of a spike on: they rise while it lasts, and fall until none wait, both at steady rates. */
export function depthOverTime({ depth, lasts, drain }: BacklogTimes, moments = 40): readonly { readonly x: number; readonly y: number }[] {
  const end = (lasts + drain) * (1 + AFTER);
  const at = (time: number): number => (time <= lasts ? (depth * time) / lasts : Math.max(0, depth * (1 - (time - lasts) / drain)));
  return Array.from({ length: moments }, (_, i) => ({ x: (end * i) / (moments - 1), y: at((end * i) / (moments - 1)) }));
}
