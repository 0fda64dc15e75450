import type { Structure } from './structure.js';

/**
 * `[op, ...operands]` with `or`, `and`, `xor` (an odd number of them: of two, just one) or `not` (of one), `['atleast', k, ...operands]`, or the name of
 * what it is the same as. An operand is a name or a gate written in its place: `['and', 'a', ['not', 'b']]`. As JSON is read: checked when solved.
 */
export type NamedGate = string | readonly (number | NamedGate)[];

/** A fault tree as the Aralia benchmark models are written in JSON. Gates may share what they are made of. */
export interface NamedTree {
  readonly name?: string;
  /** The gate or event that is the failure of the whole. */
  readonly top: string;
  readonly gates: Readonly<Record<string, NamedGate>>;
  /** Chance of each event; events are independent. */
  readonly events: Readonly<Record<string, number>>;
}

/** A tree with its events numbered in the order in which they stand. */
export interface NumberedTree {
  readonly structure: Structure;
  readonly names: readonly string[];
  readonly q: Float64Array;
}

/** What a gate is made of, as written. */
function operandsOf(name: string, gate: NamedGate): readonly NamedGate[] {
  const operands = typeof gate === 'string' ? [gate] : gate.slice(gate[0] === 'atleast' ? 2 : 1);
  return operands.map((one) => {
    if (typeof one !== 'string' && !Array.isArray(one)) throw new RangeError(`fault tree: gate ${name} has ${one}, which is no name`);
    return one as NamedGate;
  });
}

function structureOf(name: string, gate: NamedGate, of: readonly Structure[]): Structure {
  if (typeof gate === 'string') return { op: 'and', of };
  const [op, k] = gate;
  if (op === 'or' || op === 'and' || op === 'xor') return { op, of };
  if (op === 'not') {
    const [only, ...others] = of;
    if (!only || others.length > 0) throw new RangeError(`fault tree: gate ${name} negates ${of.length} things, not one`);
    return { op, of: only };
  }
  if (op !== 'atleast') throw new RangeError(`fault tree: gate ${name} is ${op}, which is none of or, and, xor, atleast, not`);
  if (typeof k !== 'number' || !Number.isInteger(k) || k < 0)
    throw new RangeError(`fault tree: gate ${name} wants at least ${k}, no whole number`);
  if (k > of.length) throw new RangeError(`fault tree: gate ${name} wants at least ${k} of ${of.length}`);
  return { op: 'atLeast', k, of };
}

/**
 * Resolves the names of a tree.
 * @throws RangeError for a name that is neither gate nor event or both, a gate below itself, a chance outside 0..1, an unknown operation, k above n
 */
export function numbered({ top, gates, events }: NamedTree): NumberedTree {
  const names = Object.keys(events);
  const gateOf = new Map(Object.entries(gates));
  // By name, or by the gate itself where it is written in its place.
  const done = new Map<NamedGate, Structure>();
  for (const [event, name] of names.entries()) {
    const q = events[name] as number;
    if (!(q >= 0 && q <= 1)) throw new RangeError(`fault tree: the chance of event ${name} is ${q}, outside 0..1`);
    if (gateOf.has(name)) throw new RangeError(`fault tree: ${name} is a gate and an event`);
    done.set(name, { op: 'event', event });
  }
  const opened = new Set<NamedGate>();
  const stack: { readonly operand: NamedGate; readonly within: string }[] = [{ operand: top, within: top }];
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    const { operand } = frame;
    if (done.has(operand)) {
      stack.pop();
      continue;
    }
    const name = typeof operand === 'string' ? operand : frame.within;
    const gate = typeof operand === 'string' ? gateOf.get(operand) : operand;
    if (gate === undefined) throw new RangeError(`fault tree: ${name} is neither a gate nor an event`);
    const of = operandsOf(name, gate);
    const open = of.filter((one) => !done.has(one));
    if (open.length === 0) {
      stack.pop();
      const built = of.map((one) => done.get(one) as Structure);
      done.set(operand, structureOf(name, gate, built));
    } else if (opened.has(operand)) throw new RangeError(`fault tree: gate ${name} is below itself`);
    else {
      opened.add(operand);
      stack.push(...open.toReversed().map((one) => ({ operand: one, within: name })));
    }
  }
  return { structure: done.get(top) as Structure, names, q: Float64Array.from(names, (name) => events[name] as number) };
}
