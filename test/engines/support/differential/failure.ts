import type { Fails, World } from './state-space.js';

export type Use = 'read' | 'write';
/** Of one request, and of any. */
export interface Failure {
  readonly one: Fails;
  readonly any: Fails;
}
export type ByUse = Readonly<Record<Use, Failure>>;

export const same = (fails: Fails): Failure => ({ one: fails, any: fails });
export const always = same(() => true);
export const never: Failure = same(() => false);

/** The world as what is behind a buffer sees it; null where there is none. */
export type Lasting = ((world: World) => World) | null;

export function anyOf(all: readonly Failure[]): Failure {
  const failures = all.filter((failure) => failure !== never);
  if (failures.length === 0) return never;
  return { one: (world) => failures.some(({ one }) => one(world)), any: (world) => failures.some(({ any }) => any(world)) };
}
