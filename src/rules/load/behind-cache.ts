import type { Component } from '../../spec/index.js';

/** Components that a cache calls on a miss, by name. */
export const behindCache = ({ calls }: Component): ReadonlySet<string> =>
  new Set(calls.flatMap(({ callees }) => callees.filter(({ via }) => via === 'miss').map(({ component }) => component)));
