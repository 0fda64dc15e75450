import { downFrom } from './calls.js';
import type { Call, Model } from './model.js';

const COVERED = new WeakMap<Model, ReadonlyMap<string, readonly Call[]>>();
const NONE: readonly Call[] = [];

/** Calls of others that a component answers when these fail: those whose fallback it is. */
export function coveredBy(model: Model, component: string): readonly Call[] {
  let known = COVERED.get(model);
  if (!known) {
    const found = new Map<string, Call[]>();
    for (const { calls } of model.flows.values())
      for (const call of calls) {
        const to = call.fallback?.to;
        if (to !== null && to !== undefined) found.set(to, [...(found.get(to) ?? []), call]);
      }
    known = found;
    COVERED.set(model, known);
  }
  return known.get(component) ?? NONE;
}

/** Calls that a fallback makes of a component for those that it answers instead of others: as many for each as its own calls of that kind make. */
export interface Brought {
  /** What it answers when that fails. */
  readonly call: Call;
  /** The fallback. */
  readonly by: string;
  /** Its own calls, which tell how many of the component each of them makes. */
  readonly from: readonly Call[];
  /** What these make of the component, at once or further behind. */
  readonly made: readonly Call[];
}

const BROUGHT = new WeakMap<Model, ReadonlyMap<string, readonly Brought[]>>();
const NOTHING: readonly Brought[] = [];

/**
 * Calls that fallbacks bring to a component. Calls that the failing component makes of it anyway cannot be separated from these, and are
 * not added.
 */
export function broughtTo(model: Model, component: string): readonly Brought[] {
  let known = BROUGHT.get(model);
  if (!known) {
    const found = new Map<string, Brought[]>();
    for (const { name: by, calls } of model.components.values())
      for (const call of coveredBy(model, by)) {
        const from = calls.filter(({ writes }) => writes === call.writes);
        const usual = new Set(below([call]).map((one) => one.component));
        const all = below(from);
        for (const name of new Set(all.map((one) => one.component)))
          if (name !== by && name !== call.component && !usual.has(name)) {
            const made = all.filter((one) => one.component === name);
            found.set(name, [...(found.get(name) ?? []), { call, by, from, made }]);
          }
      }
    known = found;
    BROUGHT.set(model, known);
  }
  return known.get(component) ?? NOTHING;
}

/** Fallbacks of fallbacks beyond this depth are assumed to depend on nothing else. */
export const MOST_STAND_INS = 32;

const FALLBACK_CALLS = new WeakMap<Model, Map<string, readonly Call[]>>();

/**
 * What a component is asked for when it answers instead of others: its own calls of that kind, reads or writes, as if actors made them, each once of those that
 * need the same, of the flow that is asked for if it has one: flows that go the same way then fail alike. What any of them needs, the answer needs.
 */
export function fallbackCallsFor(model: Model, component: string, { writes, flow }: Pick<Call, 'writes' | 'flow'>): readonly Call[] {
  let known = FALLBACK_CALLS.get(model);
  if (!known) {
    known = new Map();
    FALLBACK_CALLS.set(model, known);
  }
  const key = `${component} ${writes ? 'write' : 'read'} ${flow}`;
  let found = known.get(key);
  if (!found) {
    const own = (model.components.get(component)?.calls ?? []).filter((call) => call.writes === writes);
    const ordered = [...own.filter((call) => call.flow === flow), ...own.filter((call) => call.flow !== flow)];
    const alike = new Map(ordered.toReversed().map((call) => [needsOf(model, call), call]));
    found = [...alike.values()].reverse().map((call): Call => ({ ...call, caller: null, async: false, failure: 'fatal', fallback: null }));
    known.set(key, found);
  }
  return found;
}

/** Options that determine which requests make a call, and which of them a fallback answers. */
const DECIDING = ['hit', 'times', 'fallback.share', 'fallback.buffer'] as const;

/** All that a call needs, as a text: alike for calls that need the same. */
function needsOf({ leaves }: Model, call: Call): string {
  const found: string[] = [`${call.isBypassed} ${leaves.get(`${call.path}.hit`)?.text}`];
  const open = call.callees.map((callee) => ({ callee, depth: 1 })).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { callee, depth } = next;
    if (callee.via === 'consume' || callee.failure === 'harmless') continue;
    const { component, via, writes, isBypassed, fallback, path } = callee;
    const options = DECIDING.map((option) => leaves.get(`${path}.${option}`)?.text);
    found.push([depth, component, via, writes, isBypassed, fallback?.to, ...options].join(' '));
    open.push(...callee.callees.map((one) => ({ callee: one, depth: depth + 1 })).reverse());
  }
  return found.join('\n');
}

/** All calls that some calls make, at once and further behind. */
const below = (calls: readonly Call[]): readonly Call[] =>
  calls.flatMap(({ callees }) => callees.flatMap((callee) => [...downFrom(callee)]));
