import type { Source, States } from './failing-states.js';

/** Uniforms in (0, 1). @source sfc32, C. Doty-Humphrey, PractRand */
function uniforms(seed: number): () => number {
  let [a, b, c, count] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return ((sum >>> 0) + 0.5) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

/** Of each state of the failures, once it is met, the share of the requests that fail in it. */
function sharesOf(states: States): (state: number) => number {
  const choices = states.sources.slice(states.failures);
  return (state) => {
    let share = 0;
    for (let worse = 0; worse < 2 ** choices.length; worse++) {
      const chance = choices.reduce((product, { q }, i) => product * ((worse >> i) & 1 ? q : 1 - q), 1);
      if (chance > 0 && states.request(state | (worse << states.failures))) share += chance;
    }
    return share;
  };
}

/** How often a year what is up fails, and what is down is back. */
const failing = ({ rate }: Source): number => rate;
const returning = ({ q, rate }: Source): number => (rate * (1 - q)) / q;

/**
 * Share of windows, each of them anywhere, in which more than a budget is lost. Everything goes up and down by itself, for exponential times: in each
 * state the next change comes with the sum of all rates, and is each of them as likely as its rate.
 * @param window, @param budget years
 */
export function missedShare(states: States, { window, budget }: { window: number; budget: number }, windows: number, seed: number): number {
  const n = states.failures;
  const failures = states.sources.slice(0, n);
  const down = Float64Array.from(failures, ({ q }) => q);
  const rates = [Float64Array.from(failures, failing), Float64Array.from(failures, returning)] as const;
  const shareOf = sharesOf(states);
  const shares = new Float64Array(2 ** n).fill(-1);
  const leaving = new Float64Array(2 ** n);
  const next = uniforms(seed);
  const rateOf = (state: number, i: number): number => rates[((state >> i) & 1) as 0 | 1][i] as number;
  let missed = 0;
  for (let w = 0; w < windows; w++) {
    let state = 0;
    for (let i = 0; i < n; i++) if (next() < (down[i] as number)) state |= 1 << i;
    for (let now = 0, lost = 0; ; ) {
      let share = shares[state] as number;
      if (share < 0) {
        share = shareOf(state);
        shares[state] = share;
        for (let i = 0; i < n; i++) leaving[state] = (leaving[state] as number) + rateOf(state, i);
      }
      const rate = leaving[state] as number;
      const stays = Math.min(window - now, -Math.log(next()) / rate);
      lost += share * stays;
      now += stays;
      if (lost > budget) missed++;
      if (lost > budget || now >= window) break;
      let at = next() * rate;
      let i = 0;
      for (; i < n - 1; i++) {
        at -= rateOf(state, i);
        if (at < 0) break;
      }
      state ^= 1 << i;
    }
  }
  return missed / windows;
}
