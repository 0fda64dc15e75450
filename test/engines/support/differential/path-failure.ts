import type { Call } from '../failing-designs.js';
import { ownCalls, type Reading } from '../standing-in.js';
import { anyOf, type ByUse, type Failure, type Lasting, never, type Use } from './failure.js';
import type { Fails, World } from './state-space.js';

interface States {
  /** The chain of something that is chosen for this share of the requests. */
  readonly choose: (share: number) => number;
  /** What fails a part, which a request needs then. */
  readonly failuresOf: (part: string) => ByUse;
  readonly lastingOf: (call: Call) => Lasting;
}

/** What fails the calls of a path. */
export function pathFailure(reading: Reading, { choose, failuresOf, lastingOf }: States): Failure {
  const choices = new Map<Call, Map<string, number>>();
  /** What a call chooses for a request: the same wherever it is looked at. */
  const choice = (call: Call, what: string, share: number): number => {
    const own = choices.get(call) ?? new Map<string, number>();
    choices.set(call, own);
    const known = own.get(what) ?? choose(share);
    own.set(what, known);
    return known;
  };
  const isSo = (world: World, at: number, which: 'one' | 'any'): boolean => which === 'any' || world[at] === 1;
  const allOf = (calls: readonly Call[], lasting: Lasting, instead: readonly string[]): Failure =>
    anyOf(calls.map((call) => callOf(call, lasting, instead)));
  const partFails = (name: string, use: Use, lasting: Lasting): Failure => {
    const { one, any } = failuresOf(name)[use];
    // Behind a buffer nothing is down that has not been for long enough.
    return lasting ? { one: (world) => one(lasting(world)), any: (world) => any(lasting(world)) } : { one, any };
  };
  /** That a call which is made is not answered by what it calls. */
  const askedOf = (call: Call, lasting: Lasting, instead: readonly string[]): Failure => {
    const behind = allOf(call.miss, lasting, instead);
    const below = allOf(call.calls, lasting, instead);
    const isPassedBy = reading.isPassedBy(call);
    // What is passed by, in front of what nobody waits for.
    if (isPassedBy && behind === never && below === never) return never;
    const down = partFails(call.part, reading.useOf(call), lasting);
    const missed = call.hit === null ? -1 : choice(call, 'missed', 1 - call.hit);
    const fails =
      (which: 'one' | 'any'): Fails =>
      (world) => {
        const isDown = down[which](world);
        const asksBehind = call.miss.length > 0 && (isDown || isSo(world, missed, which));
        return !((!isDown || isPassedBy) && !(asksBehind && behind[which](world)) && !below[which](world));
      };
    return { one: fails('one'), any: fails('any') };
  };
  /** That a part does not answer instead of another: it is down, or something that its own calls need. */
  const otherOf = (name: string, use: Use, lasting: Lasting, instead: readonly string[]): Failure => {
    const own = partFails(name, use, lasting);
    if (instead.includes(name)) return own;
    return anyOf([own, ...ownCalls(reading, name, use).map((call) => askedOf(call, lasting, [...instead, name]))]);
  };
  const callOf = (call: Call, outer: Lasting, instead: readonly string[]): Failure => {
    if (reading.isHarmless(call)) return never;
    const lasting = reading.isBuffered(call) ? lastingOf(call) : outer;
    const asked = askedOf(call, lasting, instead);
    if (asked === never) return never;
    const made = call.times !== null && call.times < 1 ? choice(call, 'made', call.times) : -1;
    const share = call.fallback?.share ?? null;
    const uncovered = share === null ? -1 : choice(call, 'uncovered', 1 - share);
    const other = call.fallback?.to ? otherOf(call.fallback.to, reading.useOf(call), outer, instead) : null;
    const fails =
      (which: 'one' | 'any'): Fails =>
      (world) => {
        if (made >= 0 && !isSo(world, made, which)) return false;
        if (!asked[which](world)) return false;
        if (!call.fallback) return true;
        return (uncovered >= 0 && isSo(world, uncovered, which)) || (other?.[which](world) ?? false);
      };
    return { one: fails('one'), any: fails('any') };
  };
  return allOf(reading.path, null, []);
}
