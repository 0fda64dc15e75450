import { quorumProperties } from '../../math/consistency/quorum.js';
import { RULES } from '../../rules/index.js';
import { type Draws, type DrillQuestion, number, word } from './question.js';

export function quorum(draws: Draws): DrillQuestion {
  const n = draws.of([3, 5, 7]);
  const [read, write] = [draws.between(1, n), draws.between(1, n)];
  const { readMeetsWrite, writeTolerates } = quorumProperties(n, read, write);
  return draws.below(2) === 0
    ? {
        card: 'quorum.overlap',
        prompt: `N=${n}, R=${read}, W=${write}: does each read meet the latest finished write?`,
        key: word(readMeetsWrite ? 'yes' : 'no'),
        why: `R + W > N: ${read} + ${write} against ${n}`,
      }
    : {
        card: 'quorum.tolerates',
        prompt: `N=${n}, W=${write}: how many replicas may be down while writes go on?`,
        key: number(writeTolerates, 'count', 'count'),
        why: 'N - W',
      };
}

export function cap(draws: Draws): DrillQuestion {
  const n = draws.of([3, 5]);
  const [read, write, side] = [draws.between(1, n), draws.between(1, n), draws.between(1, n - 1)];
  const asks = draws.of(['reads', 'writes'] as const);
  const needed = asks === 'reads' ? read : write;
  return {
    card: `cap.${asks}`,
    prompt: `N=${n}, R=${read}, W=${write}. A partition leaves you with ${side} of the replicas: are your ${asks} answered?`,
    key: word(side >= needed ? 'yes' : 'no'),
    why: `${needed} have to answer, ${side} can; what refuses is consistent, what answers is available`,
  };
}

/** Designs of the rules of a review: which of four things is wrong is what the engine finds in them. */
export function patterns(draws: Draws): DrillQuestion {
  const rules = RULES.filter(({ docs }) => docs.bad.length < 900);
  const rule = rules[draws.below(rules.length)] as (typeof rules)[number];
  const others = new Set<string>();
  while (others.size < 3) {
    const other = rules[draws.below(rules.length)] as (typeof rules)[number];
    if (other !== rule && other.attribute !== rule.attribute) others.add(other.docs.what);
  }
  const choices = [rule.docs.what, ...others].sort();
  return {
    card: `patterns.${rule.id}`,
    prompt: `What is wrong with this design?\n\n${rule.docs.bad}`,
    key: word(rule.docs.what, choices),
    why: `${rule.docs.why} (${rule.id})`,
  };
}

interface Event {
  readonly node: number;
  readonly name: string;
  /** The event whose message it receives. */
  readonly from: string | null;
}

/** Lamport and vector clocks of a run. */
export function clocksOf(
  events: readonly Event[],
  processes: number,
): ReadonlyMap<string, { readonly lamport: number; readonly vector: readonly number[] }> {
  const now = Array.from({ length: processes }, () => ({ lamport: 0, vector: Array.from({ length: processes }, () => 0) }));
  const clocks = new Map<string, { readonly lamport: number; readonly vector: readonly number[] }>();
  for (const { node, name, from } of events) {
    const own = now[node] ?? { lamport: 0, vector: [] };
    const sent = from === null ? undefined : clocks.get(from);
    const next = {
      lamport: Math.max(own.lamport, sent?.lamport ?? 0) + 1,
      vector: own.vector.map((count, i) => Math.max(count, sent?.vector[i] ?? 0) + (i === node ? 1 : 0)),
    };
    now[node] = next;
    clocks.set(name, next);
  }
  return clocks;
}

export function clocks(draws: Draws): DrillQuestion {
  const events: Event[] = [];
  for (let i = 0; i < 7; i++) {
    const node = draws.below(3);
    const senders = events.filter((event) => event.node !== node);
    const from = draws.below(2) === 0 ? senders[draws.below(Math.max(1, senders.length))] : undefined;
    events.push({ node, name: String.fromCharCode(97 + i), from: from?.name ?? null });
  }
  const run = events
    .map(({ node, name, from }) => `P${node + 1}: ${name}${from === null ? '' : ` (receives what ${from} sent)`}`)
    .join(', ');
  const asked = events[draws.between(3, 6)] as Event;
  const all = clocksOf(events, 3);
  const { lamport = 0, vector = [] } = all.get(asked.name) ?? {};
  if (draws.below(2) === 0)
    return {
      card: 'clocks.lamport',
      prompt: `A run, in this order: ${run}. Which Lamport time has ${asked.name}?`,
      key: number(lamport, 'count', 'count'),
      why: 'one more than the larger of the own clock and that of the message',
    };
  const text = `[${vector.join(',')}]`;
  const other = [[...vector].reverse(), vector.map((count) => count + 1), vector.map((count, i) => (i === asked.node ? count : 0))].map(
    (one) => `[${one.join(',')}]`,
  );
  return {
    card: 'clocks.vector',
    prompt: `A run, in this order: ${run}. Which vector clock has ${asked.name}?`,
    key: word(text, [...new Set([text, ...other])].sort()),
    why: 'the larger of both at each place, then one more at its own',
  };
}

/** Events in windows. */
export const inTumbling = (times: readonly number[], size: number, at: number): number =>
  times.filter((time) => Math.floor(time / size) === Math.floor(at / size)).length;
export const sessionsOf = (times: readonly number[], gap: number): number =>
  [...times].sort((a, b) => a - b).filter((time, i, sorted) => i === 0 || time - (sorted[i - 1] ?? 0) > gap).length;

export function windows(draws: Draws): DrillQuestion {
  const times = Array.from({ length: 8 }, () => draws.below(60)).sort((a, b) => a - b);
  const size = draws.of([10, 15, 20]);
  const listed = times.join(', ');
  if (draws.below(2) === 0)
    return {
      card: 'windows.session',
      prompt: `Events at seconds ${listed}. Sessions end after a gap of more than ${size} s: how many are there?`,
      key: number(sessionsOf(times, size), 'count', 'count'),
      why: 'one more than there are gaps that are longer',
    };
  const at = times[draws.below(8)] ?? 0;
  return {
    card: 'windows.tumbling',
    prompt: `Events at seconds ${listed}. How many are in the window of ${size} s (from 0) that holds second ${at}?`,
    key: number(inTumbling(times, size, at), 'count', 'count'),
    why: `from ${Math.floor(at / size) * size} to before ${(Math.floor(at / size) + 1) * size}`,
  };
}

/** Columns of an index that a query can use: equalities from the left, then one range. */
export function usedColumns(index: readonly string[], equal: ReadonlySet<string>, range: string | null): number {
  let used = 0;
  while (used < index.length && equal.has(index[used] as string)) used++;
  return used < index.length && index[used] === range ? used + 1 : used;
}

export function indexes(draws: Draws): DrillQuestion {
  const columns = ['country', 'city', 'created', 'status'];
  const left = [...columns];
  const index = [0, 1, 2].flatMap(() => left.splice(draws.below(left.length), 1));
  const equal = new Set(columns.filter(() => draws.below(2) === 0));
  const range = columns.find((column) => !equal.has(column)) ?? null;
  const query = [...[...equal].map((column) => `${column} = ?`), ...(range === null ? [] : [`${range} > ?`])].join(' AND ');
  return {
    card: 'indexes.prefix',
    prompt: `An index on (${index.join(', ')}), a query WHERE ${query}. By how many of its columns is the index searched?`,
    key: number(usedColumns(index, equal, range), 'count', 'count'),
    why: 'columns that are compared with =, from the left, then one range',
  };
}
