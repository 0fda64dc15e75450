import type { Tree } from './recomputing.js';

/** Networks of users who think, as formulas print them: by the product form as it stands, term by term, and by mean values of several kinds. */

interface Users {
  readonly jobs: number;
  readonly think: number;
  readonly alone: number;
}

interface Queues {
  readonly servers: number;
  readonly queues: number;
  readonly outside: number;
  readonly work: readonly { readonly demand: number; readonly behind: number }[];
}

export const OF_CLOSED = /^closed(?:Rate|From|To|Waits|Wait|Variation)$/;

export function closedNumber(tree: Extract<Tree, { kind: 'call' }>, numberOf: (tree: Tree) => number): number {
  const parts = (name: string): readonly (readonly number[])[] =>
    tree.args.flatMap((arg) => (arg.kind === 'call' && arg.name === name ? [arg.args.map(numberOf)] : []));
  const first = tree.args.flatMap((arg) => (arg.kind === 'call' && (arg.name === 'users' || arg.name === 'queues') ? [] : [numberOf(arg)]));
  const users = parts('users').map(([jobs = 0, think = 0, alone = 0]): Users => ({ jobs, think, alone }));
  const stations = parts('queues').map(([servers = 1, queues = 0, share = 0, ...work]): Queues => {
    const c = Math.max(1, Math.round(servers));
    return {
      servers: c,
      queues: Math.round(queues),
      outside: share * c,
      work: users.map((_, i) => ({ demand: work[2 * i] as number, behind: work[2 * i + 1] as number })),
    };
  });
  const which = (first[0] ?? 1) - 1;
  switch (tree.name) {
    case 'closedRate':
      return rateOf(users, stations, which);
    case 'closedTo':
      return mostOf(users, stations, which);
    case 'closedFrom':
      return leastOf(users, stations);
    default: {
      const { waits, mean, square } = waitOf(users, stations, (first[1] ?? 1) - 1, which, first.slice(2));
      if (tree.name === 'closedWaits') return waits;
      return tree.name === 'closedWait' ? mean : waits === 0 ? 1 : (square * waits) / mean ** 2 - 1;
    }
  }
}

const demandOf = ({ work }: Queues, which: number): number => work[which]?.demand ?? 0;

const away = (users: readonly Users[], stations: readonly Queues[], which: number): number =>
  Math.max(
    0,
    (users[which]?.think ?? 0) +
      (users[which]?.alone ?? 0) -
      stations.reduce((sum, station) => sum + station.queues * demandOf(station, which), 0),
  );

function mostOf(users: readonly Users[], stations: readonly Queues[], which: number): number {
  const whole = stations.reduce((sum, station) => sum + station.queues * demandOf(station, which), away(users, stations, which));
  const room = stations.map(({ servers, outside, work }) => {
    const asked = (work[which]?.demand ?? 0) + (work[which]?.behind ?? 0);
    return asked === 0 ? Number.POSITIVE_INFINITY : Math.max(0, servers - outside) / asked;
  });
  return Math.min((users[which]?.jobs ?? 0) / whole, ...room);
}

/** Of one kind: all others before it at each of its calls. */
function leastOf(users: readonly Users[], stations: readonly Queues[]): number {
  if (users.length > 1) return Number.NaN;
  const [high, jobs] = [mostOf(users, stations, 0), users[0]?.jobs ?? 0];
  const slowed = stations.reduce(
    (sum, { servers, queues, outside, work }) => {
      const busy = outside + high * (work[0]?.behind ?? 0);
      const times = busy === 0 ? 1 + (jobs - 1) / servers : servers === 1 ? jobs / (1 - busy) : 1 + jobs / (servers - busy);
      return sum + queues * (work[0]?.demand ?? 0) * times;
    },
    away(users, stations, 0),
  );
  return Math.min(high, jobs / slowed);
}

/** Chance weights of k jobs and m calls from outside at one queue, over m. */
function atQueue({ servers, outside }: Queues, load: number, k: number, m: number): number {
  let weight = 1;
  for (let n = 1; n <= k; n++) weight *= load / n;
  for (let n = 1; n <= m; n++) weight *= outside / n;
  for (let n = 1; n <= k + m; n++) weight *= n / Math.min(n, servers);
  return weight;
}

const MOST_CALLS = 400;

/** Every queue by itself, and those who are outside: weights of 0, 1, ... of them. */
const known = new Map<string, number[]>();

function weightsOf(users: readonly Users[], stations: readonly Queues[], jobs: number, without?: number): number[] {
  const key = JSON.stringify([users, stations, jobs, without]);
  const found = known.get(key) ?? weightsAnew(users, stations, jobs, without);
  known.set(key, found);
  return found;
}

function weightsAnew(users: readonly Users[], stations: readonly Queues[], jobs: number, without?: number): number[] {
  const think = away(users, stations, 0);
  let all = Array.from({ length: jobs + 1 }, (_, n) => Array.from({ length: n }, (__, i) => think / (i + 1)).reduce((x, y) => x * y, 1));
  for (const [i, station] of stations.entries()) {
    const own = Array.from({ length: jobs + 1 }, (_, k) => sumOver((m) => atQueue(station, demandOf(station, 0), k, m)));
    for (let queue = without === i ? 1 : 0; queue < station.queues; queue++)
      all = all.map((_, n) => own.slice(0, n + 1).reduce((sum, weight, k) => sum + weight * (all[n - k] as number), 0));
  }
  return all;
}

function sumOver(term: (m: number) => number): number {
  let sum = 0;
  for (let m = 0; m < MOST_CALLS; m++) {
    const one = term(m);
    sum += one;
    if (m > 8 && one < sum * 1e-13) break;
  }
  return sum;
}

const behind = (stations: readonly Queues[], rates: readonly number[]): readonly Queues[] =>
  stations.map((one) => ({ ...one, outside: one.outside + rates.reduce((sum, rate, i) => sum + rate * (one.work[i]?.behind ?? 0), 0) }));

function rateOf(users: readonly Users[], stations: readonly Queues[], which: number): number {
  if (users.length > 1) return meanValues(users, stations).rates[which] as number;
  const one = (at: readonly Queues[]): number => {
    const jobs = users[0]?.jobs ?? 0;
    const whole = Math.floor(jobs);
    const weights = weightsOf(users, at, whole + 1);
    const of = (n: number): number => (n === 0 ? 0 : (weights[n - 1] as number) / (weights[n] as number));
    return of(whole) + (jobs - whole) * (of(whole + 1) - of(whole));
  };
  if (stations.every(({ work }) => work[0]?.behind === 0)) return one(stations);
  let [low, high] = [0, mostOf(users, stations, 0)];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (one(behind(stations, [middle])) > middle) low = middle;
    else high = middle;
  }
  return low;
}

/** Of several kinds at queues with one server each. */
function meanValues(users: readonly Users[], stations: readonly Queues[]) {
  const each = stations.flatMap((one) => Array.from({ length: one.queues }, () => one));
  if (each.some(({ servers }) => servers > 1)) throw new Error('several kinds of users at several servers');
  const demand = (one: Queues, kind: number): number => demandOf(one, kind) / (1 - one.outside);
  const solved = new Map<string, { rates: readonly number[]; times: readonly (readonly number[])[]; there: readonly number[] }>();
  const at = (jobs: readonly number[]): { rates: readonly number[]; times: readonly (readonly number[])[]; there: readonly number[] } => {
    const key = jobs.join(' ');
    const known = solved.get(key);
    if (known) return known;
    const times = jobs.map((n, kind) => {
      if (n === 0) return each.map(() => 0);
      const { there } = at(jobs.map((other, i) => (i === kind ? other - 1 : other)));
      return each.map((one, i) => demand(one, kind) * (1 + (there[i] as number)));
    });
    const rates = jobs.map((n, kind) => n / (away(users, stations, kind) + (times[kind] as readonly number[]).reduce((x, y) => x + y, 0)));
    const there = each.map((_, i) => rates.reduce((sum, rate, kind) => sum + rate * (times[kind]?.[i] as number), 0));
    const state = { rates, times, there };
    solved.set(key, state);
    return state;
  };
  return at(users.map(({ jobs }) => Math.round(jobs)));
}

function waitOf(users: readonly Users[], stations: readonly Queues[], at: number, which: number, rates: readonly number[]) {
  const station = behind(stations, rates)[at] as Queues;
  const jobs = (users[0]?.jobs ?? 0) - (which === 0 ? 1 : 0);
  const { servers } = station;
  const found = (n: number): { waits: number; mean: number; square: number } => {
    const rest = weightsOf(users, behind(stations, rates), n, at);
    let [all, waits, mean, square] = [0, 0, 0, 0];
    for (let k = 0; k <= n; k++)
      sumOver((m) => {
        const weight = atQueue(station, demandOf(station, 0), k, m) * (rest[n - k] as number);
        const j = k + m - servers + 1;
        all += weight;
        if (j > 0) {
          waits += weight;
          mean += weight * j;
          square += weight * j * (j + 1);
        }
        return weight;
      });
    return { waits: waits / all, mean: mean / all / servers, square: square / all / servers ** 2 };
  };
  const whole = Math.floor(jobs);
  const [low, high] = [found(whole), found(whole + 1)];
  const between = (key: 'waits' | 'mean' | 'square'): number => low[key] + (jobs - whole) * (high[key] - low[key]);
  return { waits: between('waits'), mean: between('mean'), square: between('square') };
}
