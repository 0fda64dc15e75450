import type { Tree } from './recomputing.js';

type Numbers = (tree: Tree) => readonly number[];

/** Score of the 99th percentile. */
const Z99 = 2.3263478740408408;

/** Mean and squared coefficient of variation of a time, as its formula prints it. */
export function momentsOfTime(time: Tree, numbers: Numbers): { readonly mean: number; readonly variation: number } {
  const values = numbers(time);
  const [a = Number.NaN, b = Number.NaN] = values;
  switch (time.kind === 'call' ? time.name : '') {
    case 'fixed':
      return { mean: a, variation: 0 };
    case 'exponential':
      return { mean: a, variation: 1 };
    case 'gamma':
      return { mean: a, variation: b };
    case 'logNormal': {
      const sigma = Math.log(b / a) / Z99;
      return { mean: a * Math.exp(sigma ** 2 / 2), variation: Math.exp(sigma ** 2) - 1 };
    }
    case 'samples': {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return { mean, variation: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length / mean ** 2 };
    }
    default:
      throw new Error('no time');
  }
}

/** How many wait, and how long: Erlang's C by its terms, each relative to the last, and the mean variation of arrivals and service. */
export function waitOfQueue([busy = 0, count = 1, service = 0, variation = 1]: readonly number[]): {
  readonly waits: number;
  readonly waiting: number;
} {
  if (busy <= 0 || service <= 0) return { waits: 0, waiting: 0 };
  if (busy >= 1) return { waits: 1, waiting: Number.POSITIVE_INFINITY };
  const servers = Math.max(1, Math.round(count));
  const load = busy * servers;
  // Below the last term, a^c / c! / (1 - busy), each is k / a times the next.
  let [term, sum] = [1 - busy, 0];
  for (let k = servers; k >= 1; k--) {
    term *= k / load;
    sum += term;
  }
  const waits = 1 / (1 + sum);
  const exponential = (waits * service) / (servers - load);
  if (servers === 1 || variation >= 1) return { waits, waiting: (exponential * (1 + variation)) / 2 };
  // Between fixed and exponential times: Cosmetatos 1975.
  const fixed = (exponential / 2) * (1 + ((1 - busy) * (servers - 1) * (Math.sqrt(4 + 5 * servers) - 2)) / (16 * busy * servers));
  return { waits, waiting: (1 - variation) * fixed + variation * exponential };
}

/** The share that finds servers and room taken: none where nothing bounds the room, else that of M/M/c/K by its terms. */
export function rejectedByQueue([busy = 0, count = 1, , , limit = Number.POSITIVE_INFINITY]: readonly number[]): number {
  if (!Number.isFinite(limit) || busy <= 0) return 0;
  const servers = Math.max(1, Math.round(count));
  const room = servers + Math.round(limit);
  let [term, sum] = [1, 1];
  for (let n = 1; n <= room; n++) {
    term *= (busy * servers) / Math.min(n, servers);
    sum += term;
  }
  return term / sum;
}
