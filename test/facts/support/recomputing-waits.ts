/** Score of the 99th percentile. */
const Z99 = 2.3263478740408408;

interface Moments {
  readonly mean: number;
  readonly variation: number;
}

/** Of a time whose numbers end in the rate of the measurement and the servers of one instance: the form it is measured in. */
export const measuredForm = (name: string): string | undefined => /^(\w+)AtRateByServers$/.exec(name)?.[1];

/** Mean and squared coefficient of variation of a time, by the name and the numbers that its formula prints. */
export function momentsOfTime(name: string, values: readonly number[]): Moments {
  const form = measuredForm(name);
  if (form !== undefined) {
    const measured = momentsOfTime(form, values.slice(0, -2));
    return { ...measured, mean: measured.mean * shareWithoutWaiting(form, values) };
  }
  const [a = Number.NaN, b = Number.NaN] = values;
  switch (name) {
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
    case 'measured':
      if (values.length === 3) return momentsOfPower(values);
      throw new Error('no time');
    default:
      throw new Error('no time');
  }
}

/** Of one percentile with a tail, a power of the time throughout: P(T > t) = (least / t)^tail; without a variance up to a tail of 2. */
function momentsOfPower([share = 0, time = 0, tail = 0]: readonly number[]): Moments {
  const least = time * (1 - share) ** (1 / tail);
  const mean = (least * tail) / (tail - 1);
  const variance = (least ** 2 * tail) / (tail - 1) ** 2 / (tail - 2);
  return { mean, variation: variance / mean ** 2 };
}

/** Of a time that is measured with its wait, the share that is none: own time and wait grow together, so that halving finds it. */
export function shareWithoutWaiting(form: string, values: readonly number[]): number {
  const [rate = 0, servers = 1] = values.slice(-2);
  const { mean, variation } = momentsOfTime(form, values.slice(0, -2));
  let [low, high] = [0, Math.min(1, servers / rate / mean)];
  for (let i = 0; i < 100; i++) {
    const share = (low + high) / 2;
    const own = share * mean;
    if (own + waitOfQueue([(rate * own) / servers, servers, own, variation]).waiting > mean) high = share;
    else low = share;
  }
  return low;
}

/** How many wait, and how long: Erlang's C by its terms, each relative to the last, and the mean variation of arrivals and service. */
export function waitOfQueue([busy = 0, count = 1, service = 0, variation = 1, limit = Number.POSITIVE_INFINITY]: readonly number[]): {
  readonly waits: number;
  readonly waiting: number;
} {
  if (busy <= 0 || service <= 0) return { waits: 0, waiting: 0 };
  if (Number.isFinite(limit)) return waitOfBounded(busy, Math.max(1, Math.round(count)), service, Math.round(limit));
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

/** Of M/M/c/K: what one that finds room finds there, and waits for. */
function waitOfBounded(
  busy: number,
  servers: number,
  service: number,
  limit: number,
): { readonly waits: number; readonly waiting: number } {
  let [weight, admitted, waits, waiting] = [1, 1, 0, 0];
  for (let found = 1; found < servers + limit; found++) {
    weight *= (busy * servers) / Math.min(found, servers);
    admitted += weight;
    if (found < servers) continue;
    waits += weight;
    waiting += (weight * (found - servers + 1) * service) / servers;
  }
  return { waits: waits / admitted, waiting: waiting / admitted };
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

/**
 * Connections of a pool, for which a call waits at most so long: the density of the wait of one that comes is rate x P(all but one held) x exp((rate - size / time) x),
 * summed over small steps; of those that find more than the longest wait, in the end of it, time / size of its last value.
 */
export function waitForConnection([busy = 0, size = 1, time = 0, patience = Number.POSITIVE_INFINITY]: readonly number[]): {
  readonly waits: number;
  readonly waiting: number;
  readonly rejected: number;
} {
  if (busy <= 0 || time <= 0) return { waits: 0, waiting: 0, rejected: 0 };
  const servers = Math.max(1, Math.round(size));
  if (busy >= 1 && patience === Number.POSITIVE_INFINITY) return { waits: 1, waiting: Number.POSITIVE_INFINITY, rejected: 0 };
  const rate = (busy * servers) / time;
  // Fewer than all held: a^n / n!, the last of them 1.
  let [term, fewer] = [1, 0];
  for (let n = servers - 1; n >= 0; n--) {
    fewer += term;
    term *= n / (rate * time);
  }
  const growth = rate - servers / time;
  const end = Math.min(patience, 60 / Math.abs(growth || 1 / time));
  const steps = 20_000;
  let [all, first] = [0, 0];
  for (let i = 0; i <= steps; i++) {
    const x = (end * i) / steps;
    const weight = ((i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * end) / steps / 3;
    const density = rate * Math.exp(growth * x);
    all += weight * density;
    first += weight * density * x;
  }
  const lost = patience === Number.POSITIVE_INFINITY ? 0 : ((rate * time) / servers) * Math.exp(growth * patience);
  return { waits: all / (fewer + all), waiting: first / (fewer + all), rejected: lost / (fewer + all + lost) };
}
