import {
  boundedQueue,
  FixedTimesQueue,
  meanWait,
  pooledQueue,
  type QueueLoad,
  queueState,
  timeQuantile,
  waitQuantile,
} from '../../math/queueing/index.js';

/** A queue, as asked. */
export interface QueueQuestion extends QueueLoad {
  /** Squared coefficient of variation of the service time: 0 if it never varies, 1 if exponential. */
  readonly variation: number;
  /** The same of the time between arrivals: 1 at random. */
  readonly arrivals: number;
  /** Most that wait; undefined without a limit. */
  readonly limit: number | undefined;
}

export const PERCENTILES = [0.5, 0.95, 0.99, 0.999] as const;

/** What calls meet; times in seconds, or in service times where that is 1, infinite where the queue grows without end. */
export interface QueueMetrics {
  readonly question: QueueQuestion;
  /** In the notation of Kendall: `M/M/2`. */
  readonly model: string;
  readonly method: 'exact' | 'approximate';
  readonly utilization: number;
  readonly waits: number;
  readonly waiting: number;
  readonly time: number;
  readonly queue: number;
  readonly inSystem: number;
  /** Share turned away; null without a limit. */
  readonly rejected: number | null;
  /** By `PERCENTILES`; null where only the mean is known. */
  readonly waitingAt: readonly number[] | null;
  readonly timeAt: readonly number[] | null;
  /** Whether percentiles are those of the model, or of a wait that is taken for exponential. */
  readonly percentiles: 'exact' | 'approximate';
}

/** Busy shares that the table goes through. */
export const TABLE = [0.5, 0.7, 0.8, 0.9, 0.95, 0.99] as const;

export function queueAnswer(question: QueueQuestion): QueueMetrics {
  const { servers, variation, arrivals, limit } = question;
  const model = `${letter(arrivals)}/${letter(variation)}/${servers}${limit === undefined ? '' : `/${servers + limit}`}`;
  if (limit !== undefined) return bounded(question, model, limit);
  if (variation === 1 && arrivals === 1) {
    const at = (quantile: typeof waitQuantile): readonly number[] => PERCENTILES.map((p) => quantile(question, p));
    return {
      question,
      model,
      method: 'exact',
      ...pooledQueue(question),
      rejected: null,
      waitingAt: at(waitQuantile),
      timeAt: at(timeQuantile),
      percentiles: 'exact',
    };
  }
  return general(question, model);
}

const letter = (variation: number): string => (variation === 0 ? 'D' : variation === 1 ? 'M' : 'G');

/** Room for so many that wait: who comes when it is full is turned away. Exact where both are exponential. */
function bounded(question: QueueQuestion, model: string, limit: number): QueueMetrics {
  const state = boundedQueue(question, question.servers + limit);
  return { question, model, method: 'exact', ...state, waitingAt: null, timeAt: null, percentiles: 'exact' };
}

function general(question: QueueQuestion, model: string): QueueMetrics {
  const { servers, serviceTime, rate, variation, arrivals } = question;
  const { waits, waiting, method } = meanWait(question, { service: variation, arrivals });
  const state = queueState(question, waits, waiting);
  if (servers === 1 && variation === 0 && arrivals === 1 && state.utilization < 1) {
    const exact = new FixedTimesQueue(rate * serviceTime, serviceTime);
    const waitingAt = PERCENTILES.map((p) => exact.waitQuantile(p));
    const timeAt = waitingAt.map((wait) => wait + serviceTime);
    return { question, model, method, ...state, rejected: null, waitingAt, timeAt, percentiles: 'exact' };
  }
  // Those that wait are taken to wait an exponential time.
  const ofThose = waiting / waits;
  const waitingAt = PERCENTILES.map((p) => (waits > 1 - p ? ofThose * Math.log(waits / (1 - p)) : 0));
  const timeAt = variation === 0 ? waitingAt.map((wait) => wait + serviceTime) : null;
  return { question, model, method, ...state, rejected: null, waitingAt, timeAt, percentiles: 'approximate' };
}
