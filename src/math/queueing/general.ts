import { rootBetween } from '../root.js';
import { erlangC } from './erlang.js';
import { type QueueLoad, type QueueState, queueState } from './pooled.js';

/**
 * One server, any service time (M/G/1): the mean wait by Pollaczek and Khinchine, exact.
 * @param variation squared coefficient of variation of the service time: 0 if it never varies, 1 if exponential; infinite if its variance is
 * @source Kleinrock 1975, Queueing Systems vol. 1, section 5.6
 */
export function generalQueue(load: Omit<QueueLoad, 'servers'>, variation: number): QueueState {
  const utilization = load.rate * load.serviceTime;
  const waiting =
    utilization < 1 ? (load.rate * load.serviceTime ** 2 * (1 + variation)) / (2 * (1 - utilization)) : Number.POSITIVE_INFINITY;
  return queueState({ ...load, servers: 1 }, Math.min(1, utilization), waiting);
}

/**
 * Arrivals in any independent rhythm, exponential service, one server (GI/M/1): exact.
 * @param transform Laplace transform of the time between arrivals, of s >= 0
 * @returns `busy`: the share of arrivals that find the server busy
 * @source Kleinrock 1975, Queueing Systems vol. 1, section 6.4
 */
export function renewalQueue(load: Omit<QueueLoad, 'servers'>, transform: (s: number) => number): QueueState & { readonly busy: number } {
  const { rate, serviceTime } = load;
  if (rate * serviceTime >= 1) return { ...queueState({ ...load, servers: 1 }, 1, Number.POSITIVE_INFINITY), busy: 1 };
  // Of x = A((1 - x) / service time) the root below 1; near 1 the other root would be found.
  const off = (x: number): number => x - transform((1 - x) / serviceTime);
  let high = 0.5;
  while (off(high) <= 0) high = (1 + high) / 2;
  const busy = rootBetween(off, { x: 0, y: off(0) }, { x: high, y: off(high) });
  return { ...queueState({ ...load, servers: 1 }, busy, (busy * serviceTime) / (1 - busy)), busy };
}

/** Most roots that the exact wait of fixed service times sums over. */
const MOST_ROOTS = 10_000;

/**
 * Mean wait where every service takes the same time (M/D/c): exact, from the roots of z^c = exp(load (z - 1)) within the unit circle.
 * @returns undefined for more than 10,000 servers
 * @source Crommelin 1932; roots and sums: Tijms 2003, A First Course in Stochastic Models, section 9.6
 */
export function fixedTimesWait({ rate, serviceTime, servers }: QueueLoad): number | undefined {
  const load = rate * serviceTime;
  if (load >= servers) return Number.POSITIVE_INFINITY;
  if (servers > MOST_ROOTS) return undefined;
  if (load === 0) return 0;
  let queue = (load ** 2 - servers * (servers - 1)) / (2 * (servers - load));
  // Roots come in conjugate pairs: of 1 / (1 - z) only the real part stays.
  for (let k = 1; k < servers; k++) queue += rootPart(load / servers, (2 * Math.PI * k) / servers);
  return Math.max(0, queue / rate);
}

/** Real part of 1 / (1 - z), for the root of z = exp(i angle + share (z - 1)), found by Newton's method from the fixed point. */
function rootPart(share: number, angle: number): number {
  let [re, im] = [0, 0];
  for (let step = 0; step < 200; step++) {
    const size = Math.exp(share * (re - 1));
    const [toRe, toIm] = [size * Math.cos(angle + share * im), size * Math.sin(angle + share * im)];
    // z - f(z), over 1 - f'(z) = 1 - share f(z).
    const [offRe, offIm] = [re - toRe, im - toIm];
    const [slopeRe, slopeIm] = [1 - share * toRe, -share * toIm];
    const norm = slopeRe ** 2 + slopeIm ** 2;
    const [stepRe, stepIm] = [(offRe * slopeRe + offIm * slopeIm) / norm, (offIm * slopeRe - offRe * slopeIm) / norm];
    re -= stepRe;
    im -= stepIm;
    if (Math.abs(stepRe) + Math.abs(stepIm) < 1e-15) break;
  }
  return (1 - re) / ((1 - re) ** 2 + im ** 2);
}

/**
 * Mean wait of several servers, arrivals and service of any variation (GI/G/c): that of M/M/c times the mean variation. An approximation, within
 * about 7% of fixed service times.
 * @param arrivals, @param service squared coefficients of variation
 * @source Allen 1978, Probability, Statistics and Queueing Theory, section 5.3 (Allen and Cunneen); one server: Kingman 1961
 */
export function allenCunneen({ rate, serviceTime, servers }: QueueLoad, arrivals: number, service: number): number {
  const load = rate * serviceTime;
  if (load >= servers) return Number.POSITIVE_INFINITY;
  return ((erlangC(servers, load) * serviceTime) / (servers - load)) * ((arrivals + service) / 2);
}

/**
 * Mean wait of fixed service times (M/D/c) by the correction of Cosmetatos: within 0.3% in what was tried, at no cost.
 * @source Cosmetatos 1975, Operational Research Quarterly 26(3)
 */
export function cosmetatos(load: QueueLoad): number {
  const { rate, serviceTime, servers } = load;
  const utilization = (rate * serviceTime) / servers;
  if (utilization >= 1) return Number.POSITIVE_INFINITY;
  if (utilization === 0) return 0;
  const correction = 1 + ((1 - utilization) * (servers - 1) * (Math.sqrt(4 + 5 * servers) - 2)) / (16 * utilization * servers);
  return allenCunneen(load, 1, 0) * correction;
}
