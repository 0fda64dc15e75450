/** Jobs of one kind in a closed network, of stations with one server each. */
export interface JobClass {
  readonly jobs: number;
  /** Mean time outside between rounds. */
  readonly think: number;
  /** Mean time of a visit, by station. */
  readonly serviceTimes: readonly number[];
  /** Visits of a round, by station. */
  readonly visits: readonly number[];
}

export interface MulticlassState {
  /** Rounds per unit of time, by class. */
  readonly throughput: readonly number[];
  /** Mean number in the system, by class and station. */
  readonly inSystem: readonly (readonly number[])[];
  /** `exact`, or an approximation where there are too many states. */
  readonly method: 'exact' | 'approximate';
}

/** So many populations times stations are worked out one by one. */
const MOST_STATES = 1e7;
const CLOSE = 1e-12;
const MOST_STEPS = 10_000;

/**
 * A fixed number of jobs of several kinds (mean value analysis): exact up to 1e7 states, beyond by Schweitzer's approximation, which is a few percent off
 * for few jobs and exact in the limit of many.
 * @source Reiser and Lavenberg 1980, Journal of the ACM 27(2); Schweitzer 1979
 */
export function multiclassClosedQueue(classes: readonly JobClass[]): MulticlassState {
  const stations = classes[0]?.serviceTimes.length ?? 0;
  const states = classes.reduce((product, { jobs }) => product * (jobs + 1), 1);
  return states * stations <= MOST_STATES ? exact(classes, stations, states) : schweitzer(classes, stations);
}

function exact(classes: readonly JobClass[], stations: number, states: number): MulticlassState {
  /** Of all classes together, by population and station. */
  const queues = new Float64Array(states * stations);
  const strides: number[] = [];
  let size = 1;
  for (const { jobs } of classes) {
    strides.push(size);
    size *= jobs + 1;
  }
  let throughput: number[] = [];
  let inSystem: number[][] = [];
  for (let population = 1; population < states; population++) {
    throughput = [];
    inSystem = [];
    for (const [k, { jobs, think, serviceTimes, visits }] of classes.entries()) {
      const stride = strides[k] as number;
      const own = Math.floor(population / stride) % (jobs + 1);
      if (own === 0) {
        throughput.push(0);
        inSystem.push(new Array<number>(stations).fill(0));
        continue;
      }
      const before = (population - stride) * stations;
      const times = serviceTimes.map((time, i) => (visits[i] as number) * time * (1 + (queues[before + i] as number)));
      const rate = own / times.reduce((sum, time) => sum + time, think);
      throughput.push(rate);
      inSystem.push(times.map((time) => rate * time));
      for (const [i, time] of times.entries())
        queues[population * stations + i] = (queues[population * stations + i] as number) + rate * time;
    }
  }
  return { throughput, inSystem, method: 'exact' };
}

/** One more job finds its own kind as if there were one fewer of it, in proportion. */
function schweitzer(classes: readonly JobClass[], stations: number): MulticlassState {
  let inSystem = classes.map(({ jobs }) => new Array<number>(stations).fill(jobs / stations));
  let throughput: number[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    throughput = [];
    let moved = 0;
    const next = classes.map(({ jobs, think, serviceTimes, visits }, k) => {
      const times = serviceTimes.map((time, i) => {
        const found = inSystem.reduce((sum, row, other) => sum + (row[i] as number) * (other === k && jobs > 0 ? (jobs - 1) / jobs : 1), 0);
        return (visits[i] as number) * time * (1 + found);
      });
      const rate = jobs === 0 ? 0 : jobs / times.reduce((sum, time) => sum + time, think);
      throughput.push(rate);
      return times.map((time, i) => {
        const number = rate * time;
        moved = Math.max(moved, Math.abs(number - (inSystem[k]?.[i] as number)) / Math.max(1, jobs));
        return number;
      });
    });
    inSystem = next;
    if (moved < CLOSE) break;
  }
  return { throughput, inSystem, method: 'approximate' };
}
