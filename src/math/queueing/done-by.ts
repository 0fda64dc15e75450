type Within = (time: number) => number;

/** Steps of the sum, nearer to each other at both ends, where times that are short, or waits that are, have what they have. */
const STEPS = 72;
const PLACES = Array.from({ length: STEPS + 1 }, (_, i) => (i / STEPS) ** 2 * (3 - (2 * i) / STEPS));

const NOTHING = 1e-9;

/**
 * Chance that a call is not done by a time: that it waits, and then is served, for longer, independent of each other. By a sum over times of service, each with the mean of the
 * waits at its ends.
 * @param waits chance to wait at most so long; @param served chance to be served within so long
 */
export const lateBy =
  (waits: Within, served: Within): Within =>
  (time) => {
    if (time === Number.POSITIVE_INFINITY) return 0;
    let [done, before, at, wait] = [0, 0, 0, Number.NaN];
    for (const place of PLACES) {
      const chance = served(place * time);
      // Hardly any are served in between: what waits there counts for nothing.
      if (chance - before > NOTHING) {
        if (Number.isNaN(wait)) wait = waits(time - at * time);
        const next = waits(time - place * time);
        done += ((chance - before) * (wait + next)) / 2;
        [before, wait] = [chance, next];
      } else wait = Number.NaN;
      at = place;
    }
    return Math.min(1, Math.max(0, 1 - done));
  };
