import type { Time } from './times.js';

/**
 * How a time is made of others, which are independent of each other. Each ends with an answer or, where a call is given up, with an error; none is sent
 * twice unless a plan states it. A plan that stands in two places is one distribution, of which each place takes a time of its own.
 */
export type Plan = Own | Fails | InTurn | Together | Either | Repeated | Copies | Hedged | Attempts | Recovered;

/** A time as it is. */
export interface Own {
  readonly kind: 'own';
  readonly time: Time;
}

/** An error at once. */
export interface Fails {
  readonly kind: 'fails';
}

/** One after the other; an error ends it. */
export interface InTurn {
  readonly kind: 'inTurn';
  readonly of: readonly Plan[];
}

/** All begin at once, and as many answers are enough; when these can no longer come, it ends with an error. */
export interface Together {
  readonly kind: 'together';
  readonly of: readonly Plan[];
  readonly enough: number;
}

/** One of them, with that chance each. */
export interface Either {
  readonly kind: 'either';
  readonly of: readonly { readonly share: number; readonly plan: Plan }[];
}

/** The same so many times in turn. */
export interface Repeated {
  readonly kind: 'repeated';
  readonly plan: Plan;
  readonly times: number;
}

/** The same so many times at once, of which so many answers are enough. */
export interface Copies {
  readonly kind: 'copies';
  readonly plan: Plan;
  readonly count: number;
  readonly enough: number;
}

/** Asked again after a while without an answer, at most so often, all attempts going on: the first answer counts. */
export interface Hedged {
  readonly kind: 'hedged';
  readonly plan: Plan;
  readonly after: number;
  readonly extra: number;
}

/** Given up after a time, and tried again after a wait. */
export interface Attempts {
  readonly kind: 'attempts';
  readonly plan: Plan;
  /** Seconds; Infinity if it is never given up. */
  readonly timeout: number;
  /** Waits before each further attempt. */
  readonly waits: readonly Time[];
  /** What is tried again. */
  readonly on: { readonly timeout: boolean; readonly error: boolean };
  /** Most further attempts for each first one, on average. */
  readonly budget?: number;
}

/** Where it ends with an error, a share of the time something else is done instead. */
export interface Recovered {
  readonly kind: 'recovered';
  readonly plan: Plan;
  readonly share: number;
  readonly instead: Plan;
}

export const own = (time: Time): Plan => ({ kind: 'own', time });

/** Adds up sums of sums. */
export function inTurn(...plans: readonly Plan[]): Plan {
  const of = plans.flatMap((plan) => (plan.kind === 'inTurn' ? plan.of : [plan]));
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'inTurn', of };
}

/** What a plan is made of. */
export function innerPlans(plan: Plan): readonly Plan[] {
  switch (plan.kind) {
    case 'own':
    case 'fails':
      return [];
    case 'inTurn':
    case 'together':
      return plan.of;
    case 'either':
      return plan.of.map((part) => part.plan);
    case 'recovered':
      return [plan.plan, plan.instead];
    default:
      return [plan.plan];
  }
}
