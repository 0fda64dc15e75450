/**
 * Users who send a request, wait for the answer, think, and send the next, through queues that calls from outside use too, event by event: nothing is shared with
 * the tool.
 */
export interface Simulated {
  readonly users: number;
  readonly think: number;
  /** One after the other; each queue first come, first served, exponential; which of them is drawn. */
  readonly stations: readonly { readonly queues: number; readonly servers: number; readonly service: number; readonly outside?: number }[];
}

export interface Seen {
  /** Requests a second, and their mean time. */
  readonly rate: number;
  readonly times: readonly number[];
  /** Mean waits at each station, of users and of calls from outside. */
  readonly waits: readonly { readonly user: number; readonly outside: number }[];
  readonly events: number;
}

interface Job {
  /** Where it is, and when it began there and in all; users go on, others leave. */
  readonly isUser: boolean;
  station: number;
  asked: number;
  begun: number;
}

/** Mulberry32. */
function dice(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
}

/** Events by their time, the next first. */
class Agenda {
  readonly #items: { readonly at: number; readonly run: () => void }[] = [];

  push(at: number, run: () => void): void {
    const items = this.#items;
    let i = items.push({ at, run }) - 1;
    while (i > 0) {
      const above = (i - 1) >> 1;
      if ((items[above]?.at ?? 0) <= at) break;
      items[i] = items[above] as (typeof items)[number];
      i = above;
    }
    items[i] = { at, run };
  }

  pop(): { readonly at: number; readonly run: () => void } {
    const items = this.#items;
    const first = items[0] as (typeof items)[number];
    const last = items.pop() as (typeof items)[number];
    if (items.length === 0) return first;
    let i = 0;
    for (let next = 1; next < items.length; next = 2 * i + 1) {
      if (next + 1 < items.length && (items[next + 1]?.at ?? 0) < (items[next]?.at ?? 0)) next++;
      if ((items[next]?.at ?? 0) >= last.at) break;
      items[i] = items[next] as (typeof items)[number];
      i = next;
    }
    items[i] = last;
    return first;
  }
}

/** @param from, @param to what is counted, in seconds */
export function simulated({ users, think, stations }: Simulated, seed: number, from: number, to: number): Seen {
  const random = dice(seed);
  const exponential = (mean: number): number => -mean * Math.log(random());
  const agenda = new Agenda();
  const queues = stations.map(({ queues: count }) => Array.from({ length: count }, () => ({ busy: 0, waiting: [] as Job[] })));
  const waited = stations.map(() => ({ user: 0, users: 0, outside: 0, others: 0 }));
  const times: number[] = [];
  let [now, events, done] = [0, 0, 0];

  const arrive = (job: Job, station: number): void => {
    job.station = station;
    job.asked = now;
    const at = queues[station] as (typeof queues)[number];
    const queue = at[Math.floor(random() * at.length)] as (typeof at)[number];
    if (queue.busy < (stations[station]?.servers ?? 0)) start(job, queue);
    else queue.waiting.push(job);
  };
  const start = (job: Job, queue: { busy: number; waiting: Job[] }): void => {
    queue.busy++;
    const seen = waited[job.station] as (typeof waited)[number];
    if (now >= from) {
      seen[job.isUser ? 'user' : 'outside'] += now - job.asked;
      seen[job.isUser ? 'users' : 'others']++;
    }
    agenda.push(now + exponential(stations[job.station]?.service ?? 0), () => {
      queue.busy--;
      const next = queue.waiting.shift();
      if (next) start(next, queue);
      if (!job.isUser) return;
      if (job.station + 1 < stations.length) arrive(job, job.station + 1);
      else {
        if (now >= from) {
          done++;
          times.push(now - job.begun);
        }
        ponder(job);
      }
    });
  };
  const ponder = (job: Job): void =>
    agenda.push(now + exponential(think), () => {
      job.begun = now;
      arrive(job, 0);
    });
  for (let i = 0; i < users; i++) ponder({ isUser: true, station: 0, asked: 0, begun: 0 });
  for (const [i, { outside = 0 }] of stations.entries()) {
    const come = (): void =>
      agenda.push(now + exponential(1 / outside), () => {
        arrive({ isUser: false, station: i, asked: now, begun: now }, i);
        come();
      });
    if (outside > 0) come();
  }
  for (;;) {
    const { at, run } = agenda.pop();
    if (at > to) break;
    now = at;
    events++;
    run();
  }
  return {
    rate: done / (to - from),
    times: times.sort((a, b) => a - b),
    waits: waited.map(({ user, users: n, outside, others }) => ({
      user: n === 0 ? 0 : user / n,
      outside: others === 0 ? 0 : outside / others,
    })),
    events,
  };
}
