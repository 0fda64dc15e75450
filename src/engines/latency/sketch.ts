import { inTurn, own, type Plan, scaledTime, type Time } from '../../math/index.js';
import { type Expr, printExpr } from '../../quantity/index.js';

/** How the time of a path is made, before its numbers are known: what the formula of a latency is printed from, and what it is worked out by. */
export type Sketch = TimeStep | Composed;

/** Time of its own, which a component or a distance takes. */
export interface TimeStep {
  readonly kind: 'step';
  readonly name: string;
  readonly args: readonly Expr[];
  readonly time: (args: readonly number[]) => Time;
  /** Which call it belongs to, from 1; 0 for what belongs to none. */
  readonly call: number;
  /** The component that takes it; null for distances and waits. */
  readonly component: string | null;
}

export interface Composed {
  readonly kind: 'composed';
  readonly name: string;
  readonly args: readonly Expr[];
  readonly of: readonly Sketch[];
  readonly plan: (args: readonly number[], of: readonly Plan[]) => Plan;
}

export const step = (
  name: string,
  args: readonly Expr[],
  time: TimeStep['time'],
  { call = 0, component = null }: Partial<Pick<TimeStep, 'call' | 'component'>> = {},
): TimeStep => ({ kind: 'step', name, args, time, call, component });

export const composed = (name: string, args: readonly Expr[], of: readonly Sketch[], plan: Composed['plan']): Composed => ({
  kind: 'composed',
  name,
  args,
  of,
  plan,
});

/** A sequence; of one it is that one, of none it is zero time. */
export function sequence(...sketches: readonly Sketch[]): Sketch {
  const of = sketches.flatMap((sketch) =>
    sketch.kind === 'composed' && (sketch.name === 'inTurn' || sketch.name === 'nothing') ? sketch.of : [sketch],
  );
  const [only] = of;
  return of.length === 1 && only ? only : composed(of.length === 0 ? 'nothing' : 'inTurn', [], of, (_, plans) => inTurn(...plans));
}

export const isNothing = (sketch: Sketch): boolean => sketch.kind === 'composed' && sketch.name === 'nothing';

/** Whether any call in it may time out or be rejected. */
export const mayEndWithError = (sketch: Sketch): boolean =>
  sketch.kind === 'composed' &&
  (sketch.name.startsWith('attempts') ||
    sketch.name === 'admitted' ||
    sketch.name === 'connected' ||
    sketch.of.some((part) => mayEndWithError(part)));

/** Whether any of its steps has a name. */
export const hasStep = (sketch: Sketch, name: string): boolean =>
  sketch.kind === 'step' ? sketch.name === name : sketch.of.some((part) => hasStep(part, name));

/** The expressions that a sketch rests on, each once, in the order in which they are printed. */
export function argsOf(sketch: Sketch): readonly Expr[] {
  const args: Expr[] = [];
  const seen = new Set<string>();
  const visited = new Set<Sketch>();
  const visit = (at: Sketch): void => {
    if (visited.has(at)) return;
    visited.add(at);
    for (const arg of at.args) {
      const key = keyOf(arg);
      if (!seen.has(key)) args.push(arg);
      seen.add(key);
    }
    if (at.kind === 'composed') for (const part of at.of) visit(part);
  };
  visit(sketch);
  return args;
}

/** The calls that its steps belong to, in the order in which they are printed. */
export const callsIn = (sketch: Sketch): readonly number[] => (sketch.kind === 'step' ? [sketch.call] : sketch.of.flatMap(callsIn));

export const keyOf = (arg: Expr): string => printExpr(arg);

export function printed(sketch: Sketch, print: (arg: Expr) => string): string {
  const parts = sketch.args.map(print);
  const below = sketch.kind === 'composed' ? sketch.of.map((part) => printed(part, print)) : [];
  return parts.length + below.length === 0 ? 'fixed(0)' : `${sketch.name}(${[...parts, ...below].join(', ')})`;
}

/** How many times as long a step takes as it does. */
export type TimeScale = (step: TimeStep) => number;

/**
 * The plans of sketches whose numbers are known. Equal steps are one time, which a lattice holds once; and sketches that give the same plan
 * at other numbers share it, so that it is solved once.
 */
export class Planner {
  readonly #times = new Map<string, Plan>();
  readonly #composed = new Map<Composed, Map<string, Plan>>();
  readonly #ids = new Map<Plan, number>();

  planOf(sketch: Sketch, numberOf: (arg: Expr) => number, scale?: TimeScale): Plan {
    const plans = new Map<Sketch, Plan>();
    const visit = (at: Sketch): Plan => {
      const known = plans.get(at);
      if (known) return known;
      const args = at.args.map(numberOf);
      const plan = at.kind === 'step' ? this.#timed(at, args, scale?.(at) ?? 1) : this.#made(at, args, at.of.map(visit));
      plans.set(at, plan);
      return plan;
    };
    return visit(sketch);
  }

  #timed(at: TimeStep, args: readonly number[], factor: number): Plan {
    const key = `${at.name} ${args.join(' ')} x ${factor}`;
    const plan = this.#times.get(key) ?? own(scaledTime(at.time(args), factor));
    this.#times.set(key, plan);
    return plan;
  }

  #made(at: Composed, args: readonly number[], of: readonly Plan[]): Plan {
    const key = `${args.join(' ')}; ${of.map((plan) => this.#idOf(plan)).join(' ')}`;
    const kept = this.#composed.get(at) ?? new Map<string, Plan>();
    this.#composed.set(at, kept);
    const plan = kept.get(key) ?? at.plan(args, of);
    kept.set(key, plan);
    return plan;
  }

  #idOf(plan: Plan): number {
    const id = this.#ids.get(plan) ?? this.#ids.size;
    this.#ids.set(plan, id);
    return id;
  }
}
