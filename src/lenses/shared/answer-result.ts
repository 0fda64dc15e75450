import type { FactResult } from '../../core/index.js';

/** A fact that the answer states. */
export type AnswerFact = Pick<FactResult, 'id' | 'unit' | 'value' | 'state' | 'missing' | 'spread'>;

/** What a design comes to: what every lens begins with. */
export interface AnswerResult {
  /** Requirements and expectations by what has come of them, and the errors in the design that stand beside them. */
  readonly counts: {
    readonly met: number;
    readonly missed: number;
    readonly atRisk: number;
    readonly unknown: number;
    readonly errors: number;
  };
  /** Requests of all flows at peak; null where none are known. */
  readonly peak: AnswerFact | null;
  /** The component that is full first as its load grows, and how many times that load it carries; null where that is known of none. */
  readonly first: { readonly component: string; readonly sizeFor: string; readonly headroom: AnswerFact } | null;
  /** What it falls over by before that is full, at the least load; null where that comes first. */
  readonly earlier: {
    /**
     * A latency target of a flow is missed, the measured throughput of a component falls, repeats of its calls overload it, or more arrives at a queue, on
     * average, than its consumers take, or the callers of one region fill the instances there.
     */
    readonly by: 'target' | 'scaling' | 'retries' | 'backlog' | 'region';
    /** The flow, the component or the queue. */
    readonly of: string;
    /** Times the peak of today, at the medians: without a spread. */
    readonly headroom: AnswerFact;
  } | null;
  /** The spike that is least carried, if one is not. */
  readonly spike: { readonly component: string; readonly spike: string; readonly headroom: AnswerFact } | null;
  /** The horizon as stated; null where none is. */
  readonly horizon: string | null;
  /** Whole years to the horizon; null where none is stated, or it is nearer. */
  readonly years: number | null;
  /** What all data takes, today and at the horizon. */
  readonly stored: Ahead;
  /** The bill, today and in the last whole year until the horizon. */
  readonly cost: Ahead;
  /** Of each flow of which it is known, the least first. Of how many instances it needs, which nothing states, one is taken to be enough: it is at most that. */
  readonly availability: readonly {
    readonly flow: string;
    readonly unavailability: AnswerFact;
    readonly needs: readonly string[];
    /** Whether some of its work is done later, behind a queue: that it is accepted is all that this tells. */
    readonly accepted: boolean;
    /** Share of the cases in which it cannot carry its load with everything up: its availability is that of the others. */
    readonly overloaded: number;
    /** Which load that is: `its peak`. */
    readonly load: string;
  }[];
  /** Whether a failure of a zone, of a region or of a release is stated: else none is counted, and components fail one by one. */
  readonly countsShared: boolean;
}

/** Today, and at the horizon where there is one; null where it is not known. */
export interface Ahead {
  readonly today: AnswerFact | null;
  readonly ahead: AnswerFact | null;
}
