/** One of the queues of a closed network that calls from outside use too. */
export interface MixedQueue {
  /** Whole, at least 1. */
  readonly servers: number;
  /** Servers that calls from outside keep busy, on average; below `servers`. */
  readonly outside: number;
}

/** What the calls of others do to one that comes in: their numbers follow from the product form of mixed networks. */
export interface SeenOnArrival {
  /** Chance to wait. */
  readonly waits: number;
  /** Mean wait, and mean of its square, in times that one server takes for a call over the number of servers. */
  readonly mean: number;
  readonly square: number;
}

/**
 * Weights of 0, 1, ... jobs of a closed network at a queue, calls from outside summed over: (load^k) sum over m of (k + m choose m) outside^m / b(k + m), b(n)
 * the product of min(1, c) to min(n, c); from `servers` jobs on each is `ratio` times the one before.
 * @param load rate of the jobs here x time that a server takes for one
 * @returns the first servers + 1 of them
 * @source Baskett, Chandy, Muntz, Palacios 1975, Journal of the ACM 22(2); mixed networks: Lavenberg 1983, Computer Performance Modeling Handbook, ch. 3
 */
export function jobWeights({ servers, outside }: MixedQueue, load: number): { readonly head: Float64Array; readonly ratio: number } {
  const head = new Float64Array(servers + 1);
  let power = 1;
  for (let k = 0; k <= servers; k++) {
    head[k] = power * outsideSums(servers, outside, k).weight;
    power *= load;
  }
  return { head, ratio: load / (servers - outside) };
}

/** What calls from outside add where k jobs are: their whole weight; and of it that with servers to spare, and moments of those beyond. */
function outsideSums(servers: number, outside: number, k: number): { weight: number; waits: number; mean: number; square: number } {
  const share = outside / servers;
  // With n = k + m >= servers: 1 / b(n) = servers^(servers - n) / servers!, a negative binomial of m.
  let scale = 1;
  for (let n = 1; n <= servers; n++) scale *= servers / n;
  scale *= servers ** -k;
  const all = scale * (1 - share) ** -(k + 1);
  const mean = ((k + 1) * share) / (1 - share);
  const variance = mean / (1 - share);
  // Waiting are j = k + m - servers + 1 services: of all m, less those of small m.
  const first = k - servers + 1;
  let [beyond, ones, squares] = [all, all * (mean + first), all * (variance + (mean + first) ** 2)];
  let inside = 0;
  let [term, plain] = [scale, 1];
  for (let n = 1; n <= k; n++) plain /= Math.min(n, servers);
  for (let m = 0; m < servers - k; m++) {
    inside += plain;
    beyond -= term;
    ones -= term * (first + m);
    squares -= term * (first + m) ** 2;
    term *= (share * (k + m + 1)) / (m + 1);
    plain *= (outside * (k + m + 1)) / ((m + 1) * Math.min(k + m + 1, servers));
  }
  const waits = Math.max(0, beyond);
  return { weight: inside + waits, waits, mean: Math.max(0, ones), square: Math.max(0, squares + ones) };
}

/** What a call finds, by the chances of the numbers of jobs that are there when it comes. */
export function foundBy({ servers, outside }: MixedQueue, chances: Float64Array): SeenOnArrival {
  let [waits, mean, square] = [0, 0, 0];
  for (const [k, chance] of chances.entries()) {
    if (chance === 0) continue;
    if (k >= servers) {
      const share = outside / servers;
      const [more, variance] = [((k + 1) * share) / (1 - share), ((k + 1) * share) / (1 - share) ** 2];
      const j = k - servers + 1 + more;
      waits += chance;
      mean += chance * j;
      square += chance * (variance + j * j + j);
    } else {
      const sums = outsideSums(servers, outside, k);
      waits += (chance * sums.waits) / sums.weight;
      mean += (chance * sums.mean) / sums.weight;
      square += (chance * sums.square) / sums.weight;
    }
  }
  return { waits, mean, square };
}
