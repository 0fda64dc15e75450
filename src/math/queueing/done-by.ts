type Within = (time: number) => number;

/** Steps of the sum, nearer to each other at both ends, where times that are short, or waits that are, have what they have. */
const STEPS = 72;
const PLACES = Array.from({ length: STEPS + 1 }, (_, i) => (i / STEPS) ** 2 * (3 - (2 * i) / STEPS));
const NOTHING = 1e-9;

/** Part of the service times: how many there are, and which waits leave time for them. */
interface Part {
  readonly chance: number;
  readonly longest: number;
  readonly shortest: number;
}

/**
 * Chance that a call is not done by a time: that it waits, and then is served, for longer, independent of each other. By a sum over times of service, each with the mean of the
 * waits at its ends. What is known of service is kept: it is asked for at many loads.
 * @param served chance to be served within so long
 * @returns of a chance to wait at most so long, and a time
 */
export function lateBy(served: Within): (waits: Within) => Within {
  const known = new Map<number, readonly Part[]>();
  const partsOf = (time: number): readonly Part[] => {
    const parts: Part[] = [];
    let [before, at] = [0, 0];
    for (const place of PLACES) {
      const chance = served(place * time);
      // Where hardly any are served in between, what waits counts for nothing.
      if (chance - before > NOTHING) {
        parts.push({ chance: chance - before, longest: time - at * time, shortest: time - place * time });
        before = chance;
      }
      at = place;
    }
    return parts;
  };
  return (waits) => (time) => {
    if (time === Number.POSITIVE_INFINITY) return 0;
    let parts = known.get(time);
    if (!parts) {
      parts = partsOf(time);
      known.set(time, parts);
    }
    let done = 0;
    let place = Number.NaN;
    let last = 0;
    for (const part of parts) {
      const first = part.longest === place ? last : waits(part.longest);
      place = part.shortest;
      last = waits(place);
      done += (part.chance * (first + last)) / 2;
    }
    return Math.min(1, Math.max(0, 1 - done));
  };
}
