import type { Component } from '../../spec/index.js';

/** What a cache asks for what it misses, by name. */
export const behindCache = ({ calls }: Component): ReadonlySet<string> =>
  new Set(calls.flatMap(({ callees }) => callees.filter(({ via }) => via === 'miss').map(({ component }) => component)));
