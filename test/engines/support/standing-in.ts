import type { Call } from './failing-designs.js';

type Use = 'read' | 'write';

/** What an evaluator of designs says of their calls. */
export interface Reading {
  readonly path: readonly Call[];
  useOf(call: Call): Use;
  /** Whether what is asked for on a miss is asked for in its place while it is down. */
  isPassedBy(call: Call): boolean;
  isHarmless(call: Call): boolean;
  isBuffered(call: Call): boolean;
}

const preorder = (calls: readonly Call[]): readonly Call[] =>
  calls.flatMap((call) => [call, ...preorder(call.miss), ...preorder(call.calls)]);

/**
 * The calls of a part that tell what it needs when it answers instead of another: all that are of that use, wherever they stand, once of those that need the
 * same. It needs what any of them needs, as often as they are answered by it themselves.
 */
export function ownCalls(reading: Reading, part: string, use: Use): readonly Call[] {
  const found = new Map<string, Call>();
  for (const call of preorder(reading.path)) {
    if (call.part !== part || reading.useOf(call) !== use) continue;
    const needs = JSON.stringify(needsOf(reading, call));
    if (!found.has(needs)) found.set(needs, call);
  }
  return [...found.values()];
}

const needsOf = (reading: Reading, call: Call): object => {
  const within = (calls: readonly Call[]): readonly object[] =>
    calls
      .filter((one) => !reading.isHarmless(one))
      .map((one) => ({
        part: one.part,
        use: reading.useOf(one),
        times: one.times,
        fallback: one.fallback,
        isBuffered: reading.isBuffered(one),
        ...needsOf(reading, one),
      }));
  return { isPassedBy: reading.isPassedBy(call), hit: call.hit, miss: within(call.miss), calls: within(call.calls) };
};

/** Parts by which a call may fail, with what answers instead and what that needs. */
export function partsBehind(reading: Reading, call: Call, hasOwn = true): ReadonlySet<string> {
  const names = new Set<string>();
  const looked = new Set<Call>();
  const add = (one: Call, isFirst: boolean): void => {
    if (looked.has(one)) return;
    looked.add(one);
    names.add(one.part);
    if (one.fallback?.to && (hasOwn || !isFirst)) {
      names.add(one.fallback.to);
      for (const own of ownCalls(reading, one.fallback.to, reading.useOf(one))) add({ ...own, fallback: null }, false);
    }
    for (const inner of [...one.miss, ...one.calls]) add(inner, false);
  };
  add(call, true);
  return names;
}
