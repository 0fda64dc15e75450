import type { Reason } from '../../core/index.js';
import type { Context, MissingPath } from '../../facts/index.js';
import { fixedTime, type Plan, type Time, uniformTime } from '../../math/index.js';
import { type Expr, num, sub } from '../../quantity/index.js';
import { type Call, downFrom } from '../../spec/index.js';
import type { Distances, Where } from '../shared/calls/distance.js';
import { poolOf } from '../shared/waiting/pool-of.js';
import { type How, type Load, ownTimeToState, timeAt } from './own-time.js';
import { connected } from './pools.js';
import { composed, isNothing, type Sketch, sequence, step } from './sketch.js';

/** The values of the spec that the time of a path lacks, or why there is none: all of them at once, so that a user can state them in one go. */
export class Unstated extends Error {
  readonly reasons: readonly (MissingPath | Reason)[];

  constructor(...reasons: readonly (MissingPath | Reason)[]) {
    super('unstated');
    this.reasons = reasons;
  }
}

/** The deepest nesting of calls: composing their times recurses once per level. */
const MOST_DEEP = 50;
const TOO_DEEP: Reason = { text: `times of more than ${MOST_DEEP} calls within each other` };

/** @throws Unstated where calls are nested too deeply */
export function checkDepth(calls: readonly Call[]): void {
  const depths = new Map<Call, number>();
  for (const call of calls) {
    const depth = (call.caller ? (depths.get(call.caller) ?? 0) : 0) + 1;
    if (depth > MOST_DEEP) throw new Unstated(TOO_DEEP);
    depths.set(call, depth);
  }
}

/** Sketches the paths of a spec at one load. */
export class PathSketcher {
  readonly #context: Context;
  readonly #load: Load;
  readonly #distances: Distances;
  readonly #isOfDistances: boolean;
  readonly #unstated = new Set<MissingPath>();
  readonly #how: How;

  /** @param what the time of distances alone, or which wait */
  constructor(context: Context, load: Load, distances: Distances, what: 'distances' | How = 'usual') {
    this.#isOfDistances = what === 'distances';
    this.#how = what === 'distances' ? 'usual' : what;
    this.#context = context;
    this.#load = load;
    this.#distances = distances;
  }

  /**
   * What was sketched, if all of its times are stated.
   * @throws Unstated of every time that is not
   */
  whole<T>(sketched: T): T {
    if (this.#unstated.size > 0) throw new Unstated(...this.#unstated);
    return sketched;
  }

  /** In place of a time that is not stated: the others are looked at all the same. */
  #unknownTime(component: string): Sketch {
    this.#unstated.add(ownTimeToState(this.#context, component));
    return sequence();
  }

  /** Calls in turn, those of a group at once: what is not waited for is left out. */
  calls(calls: readonly Call[], from: Where): Sketch {
    const groups = new Map<number, Sketch[]>();
    const parts: Sketch[][] = [];
    for (const call of calls) {
      if (call.async) continue;
      const sketch = this.call(call, from);
      const group = call.group === null ? undefined : groups.get(call.group);
      if (isNothing(sketch)) continue;
      if (group) group.push(sketch);
      else {
        const own = [sketch];
        if (call.group !== null) groups.set(call.group, own);
        // A group of parallel calls takes the position of its first call.
        parts.push(own);
      }
    }
    return sequence(...parts.map((group) => (group.length === 1 ? (group[0] as Sketch) : together(group))));
  }

  /** A call as its caller sees it: all attempts, all repetitions, and what is done when it fails; where there are several regions, to the nearest. */
  call(call: Call, from: Where): Sketch {
    const to = (where: Where): Sketch => this.#repeated(call, this.#recovered(call, this.attempts(call, from, where)));
    const choices = this.#distances.choicesFrom(from, call);
    const [only = null] = choices;
    if (choices.length < 2) return to(only);
    const away = choices.map((where) => this.#distances.between(from, where) ?? num(0));
    return composed('nearest', away, choices.map(to), (trips, plans) => plans[trips.indexOf(Math.min(...trips))] as Plan);
  }

  /** One call, with what is tried again. */
  attempts(call: Call, from: Where, where: Where): Sketch {
    const context = this.#context;
    const once = this.once(call, from, where);
    const [timeout, retries] = [context.option(call, 'timeout'), context.option(call, 'retries.max')];
    const fails = timeout !== undefined || turnsAway(context, call, this.#load) || failsBelow(context, call, this.#load);
    if (!fails || (!timeout && !retries)) return once;
    const waits = retries ? waitsOf(context, call) : [];
    const budget = retries && context.option(call, 'retries.budget');
    // What is stated, in one order: the function is named after it.
    const given: readonly (readonly [name: string, arg: Expr | undefined])[] = [
      ['timeout', timeout],
      ['retries', retries],
      ...waits,
      ['budget', budget],
    ];
    const stated = given.filter((one): one is readonly [string, Expr] => one[1] !== undefined);
    const on = retries && !(call.retriedOn.error && call.retriedOn.timeout) ? (call.retriedOn.error ? 'OnErrors' : 'OnTimeouts') : '';
    const named = sequenceOfNames(stated.map(([name]) => name));
    return composed(
      `attempts${on}${named}`,
      stated.map(([, arg]) => arg),
      [once],
      (values, [plan]) => {
        const at = new Map(stated.map(([name], i) => [name, values[i] as number]));
        const wait = (name: string, otherwise: number): number => at.get(name) ?? otherwise;
        const times = waitsFor(
          Math.round(wait('retries', 0)),
          wait('backoff', 0),
          wait('multiplier', 1),
          wait('maxBackoff', Number.POSITIVE_INFINITY),
          wait('jitter', 0),
        );
        return attempts(plan as Plan, wait('timeout', Number.POSITIVE_INFINITY), times, call, at.get('budget'));
      },
    );
  }

  /** One attempt: the way there and back, what it does, and a second one where the first takes long. */
  once(call: Call, from: Where, where: Where): Sketch {
    const context = this.#context;
    const answered = sequence(...this.way(call, from, where), this.served(call, this.behind(call, from, where)));
    const served = this.#isOfDistances ? answered : connected(context, call, this.#load, answered);
    const after = context.option(call, 'hedge.after');
    if (!after) return served;
    const extra = context.option(call, 'hedge.max') ?? num(1);
    return composed('hedged', [after, extra], [served], ([wait = 0, most = 1], [plan]) => ({
      kind: 'hedged',
      plan: plan as Plan,
      after: wait,
      extra: Math.round(most),
    }));
  }

  /** The round trips of a call: one there and back, before it those that set up a connection; then one from there to the copies that it waits for. */
  way(call: Call, from: Where, where: Where): readonly Sketch[] {
    const away = this.#distances.between(from, where);
    const copies = this.#distances.copiesFrom(where, call);
    const trips = 1 + setUpTrips(call);
    const at = { call: call.index };
    const fixed = (time: Expr): Sketch => step('fixed', [time], ([a = 0]) => fixedTime(a), at);
    return [
      ...(away === undefined
        ? []
        : [trips === 1 ? fixed(away) : step('roundTrips', [num(trips), away], ([n = 0, a = 0]) => fixedTime(n * a), at)]),
      ...(copies === undefined ? [] : [fixed(copies)]),
    ];
  }

  /** Where the callee's own calls start: a content network has points of presence everywhere, so that it is near its caller. */
  behind(call: Call, from: Where, where: Where): Where {
    return where === null && call.traits.isAtEdge ? from : where;
  }

  /** The region that a call is sent to, where its time is computed by itself. */
  nearest(call: Call, from: Where): Where {
    return this.#distances.choicesFrom(from, call)[0] ?? null;
  }

  /** What the callee takes by itself. What the actors use takes none unless it is stated. */
  own(call: Call): Sketch {
    if (this.#isOfDistances) return sequence();
    const own = timeAt(this.#context, call.component, this.#load, call.index, call, this.#how);
    if (own) return own;
    if (call.traits.isOfActors) return sequence();
    return this.#unknownTime(call.component);
  }

  /** What the callee takes, with all that it calls in its turn. */
  served(call: Call, where: Where): Sketch {
    const context = this.#context;
    const own = this.own(call);
    // Calls below a queue are made by its consumers, later.
    if (call.traits.isQueue) return own;
    const misses = this.calls(
      call.callees.filter(({ via }) => via === 'miss'),
      where,
    );
    const calls = this.calls(
      call.callees.filter(({ via }) => via === 'call'),
      where,
    );
    if (isNothing(misses)) return sequence(own, calls);
    const missed = sub(num(1), context.ref('flows.*.calls.*.hit', call.flow, String(call.index)));
    return sequence(own, sometimes(missed, misses), calls);
  }

  #recovered(call: Call, sketch: Sketch): Sketch {
    const context = this.#context;
    if (call.fallback) {
      const share = context.option(call, 'fallback.share');
      const to = call.fallback.to;
      const instead =
        to === null ? sequence() : (timeAt(context, to, this.#load, call.index, undefined, this.#how) ?? this.#unknownTime(to));
      return recovered(share ?? num(1), sketch, instead);
    }
    return call.failure === 'harmless' ? recovered(num(1), sketch, sequence()) : sketch;
  }

  /** So many of them: in turn, at once, or so many at a time. */
  #repeated(call: Call, sketch: Sketch): Sketch {
    const context = this.#context;
    const times = context.option(call, 'times');
    if (!times || isNothing(sketch)) return sketch;
    if (!call.isAtOnce) return composed('times', [times], [sketch], ([count = 1], [plan]) => inTurnTimes(plan as Plan, count));
    const [most, enough] = [context.option(call, 'atOnce'), context.option(call, 'waitFor')];
    const args = [times, ...(most || enough ? [most ?? times] : []), ...(enough ? [enough] : [])];
    return composed('atOnce', args, [sketch], ([count = 1, atATime = count, wanted = count], [plan]) =>
      atOnceTimes(plan as Plan, count, atATime, wanted),
    );
  }
}

/** Whether a call may end with an error: a call below it has a timeout. */
function failsBelow(context: Context, call: Call, load: Load): boolean {
  return [...downFrom(call, ({ async }) => !async)].some(
    (at) => at !== call && (context.option(at, 'timeout') !== undefined || turnsAway(context, at, load)),
  );
}

/** Whether what is called may have no room. */
const turnsAway = (context: Context, call: Call, load: Load): boolean =>
  load !== 'idle' &&
  (context.stated('components.*.queueLimit', call.component) !== undefined || poolOf(context, call, load)?.patience !== undefined);

/** Round trips to set up a connection: TCP takes one, TLS 1.3 one more. @source RFC 9293, section 3.5; RFC 8446, section 2 */
const setUpTrips = ({ setUp }: Call): number => (setUp === 'none' ? 0 : setUp === 'plain' ? 1 : 2);

const together = (of: readonly Sketch[]) =>
  composed('together', [], of, (_, plans) => ({ kind: 'together', of: plans, enough: plans.length }));

/** For a share of the requests. */
const sometimes = (share: Expr, sketch: Sketch): Sketch =>
  composed('sometimes', [share], [sketch], ([chance = 1], [plan]) => withChance(chance, plan as Plan));

const nothing: Plan = { kind: 'inTurn', of: [] };

const withChance = (chance: number, plan: Plan): Plan =>
  chance >= 1
    ? plan
    : {
        kind: 'either',
        of: [
          { share: Math.max(0, chance), plan },
          { share: 1 - Math.max(0, chance), plan: nothing },
        ],
      };

const recovered = (share: Expr, sketch: Sketch, instead: Sketch): Sketch =>
  composed('recovered', [share], [sketch, instead], ([part = 1], [plan, other]) => ({
    kind: 'recovered',
    plan: plan as Plan,
    share: part,
    instead: other as Plan,
  }));

const attempts = (plan: Plan, after: number, waits: readonly Time[], { retriedOn: on }: Call, budget?: number): Plan => ({
  kind: 'attempts',
  plan,
  timeout: after,
  waits,
  on,
  ...(budget !== undefined && { budget }),
});

/** Waits between attempts: the first, how many times longer each next one is, the longest, and the part of each that is random. */
const waitsOf = (context: Context, call: Call): readonly (readonly [name: string, arg: Expr | undefined])[] => [
  ['backoff', context.option(call, 'retries.backoff')],
  ['multiplier', context.option(call, 'retries.multiplier')],
  ['maxBackoff', context.option(call, 'retries.maxBackoff')],
  ['jitter', context.option(call, 'retries.jitter')],
];

/** `WithTimeoutRetriesBackoff`. */
const sequenceOfNames = (names: readonly string[]): string => `With${names.map((name) => name[0]?.toUpperCase() + name.slice(1)).join('')}`;

/** More than these are no different from for ever: what they would add to a percentile is nothing. */
const MOST_RETRIES = 100;

function waitsFor(retries: number, first: number, factor: number, longest: number, jitter: number): readonly Time[] {
  const waits: Time[] = [];
  for (let i = 0, next = first; i < Math.min(retries, MOST_RETRIES); i++, next *= factor) {
    const wait = Math.min(next, longest);
    waits.push(jitter > 0 ? uniformTime(wait * (1 - Math.min(1, jitter)), wait) : fixedTime(wait));
  }
  return waits;
}

/** A part of a call is one for that share of the requests. */
function inTurnTimes(plan: Plan, count: number): Plan {
  const whole = Math.floor(count + 1e-9);
  const rest = Math.max(0, count - whole);
  const repeated: Plan = whole === 1 ? plan : { kind: 'repeated', plan, times: whole };
  if (rest < 1e-9) return whole === 0 ? nothing : repeated;
  const once = withChance(rest, plan);
  return whole === 0 ? once : { kind: 'inTurn', of: [repeated, once] };
}

/** Of a number that is no whole one, the next. Those that go so many at a time wait for all of these before the next do. */
function atOnceTimes(plan: Plan, count: number, atATime: number, wanted: number): Plan {
  if (count < 1) return withChance(count, plan);
  const all = Math.ceil(count - 1e-9);
  const width = Math.min(all, Math.max(1, Math.round(atATime)));
  const enough = Math.min(all, Math.max(1, Math.round(wanted)));
  const copies = (many: number, of: number): Plan => (many === 1 ? plan : { kind: 'copies', plan, count: many, enough: of });
  if (width >= all) return copies(all, enough);
  const [rounds, rest] = [Math.floor(enough / width), enough % width];
  const parts: Plan[] = rounds === 0 ? [] : [{ kind: 'repeated', plan: copies(width, width), times: rounds }];
  return { kind: 'inTurn', of: rest === 0 ? parts : [...parts, copies(rest, rest)] };
}
