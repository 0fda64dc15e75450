import { availability, type FactRow, NEAR_ONE } from './row.js';

export const PLACES = {
  'topology.*.unavailability': availability.share('share of time that a region is lost as a whole'),
  'topology.*.outages': availability.frequency('times a year that a region is lost'),
  'topology.*.*.unavailability': availability.share('share of time that a zone is lost by itself'),
  'topology.*.*.outages': availability.frequency('times a year that a zone is lost'),
  'causes.*.unavailability': availability.share('share of time that a common cause takes down all who share it'),
  'causes.*.outages': availability.frequency('times a year that a common cause takes down all who share it'),
} as const satisfies Record<string, FactRow>;

export const promisesOf = <R extends 'objectives' | 'agreements'>(root: R) =>
  ({
    [`${root}.*.target`]: availability.share('availability that is promised', NEAR_ONE),
    [`${root}.*.allowed`]: availability.share('error budget: share of the requests, or of the time, that the promise leaves'),
    [`${root}.*.window`]: availability.seconds('time over which it is judged'),
    [`${root}.*.budget`]: availability.seconds('downtime that the promise leaves in its window'),
    [`${root}.*.requests`]: availability.count('requests that may fail in its window'),
    [`${root}.*.spent`]: availability.share('share of that budget that the design is expected to spend'),
    [`${root}.*.missed.window`]: availability.share('chance to spend more than the budget in one window'),
    [`${root}.*.missed.month`]: availability.share('chance to fall below what is promised in a month'),
    [`${root}.*.missed.quarter`]: availability.share('chance to fall below what is promised in a quarter'),
  }) as Readonly<
    Record<
      `${R}.*.${'target' | 'allowed' | 'window' | 'budget' | 'requests' | 'spent' | 'missed.window' | 'missed.month' | 'missed.quarter'}`,
      FactRow<'availability'>
    >
  >;
