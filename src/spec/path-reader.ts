import type { Finding, Range } from '../core/index.js';
import { problemAt, type QuantityProblem } from '../quantity/index.js';
import { type KindName, WORDS } from '../schema/index.js';
import { type MapNode, type Node, plainName, type ScalarNode } from '../source/index.js';
import { isTrue, wordOf } from './component-words.js';
import { KINDS } from './kinds.js';
import { problemFinding } from './literals.js';
import type { Call, Fallback, FlowWords } from './model.js';
import { type PathCall, type PathCalls, parsePath } from './path.js';
import { type PathOfShares, pathOfShares } from './path-shares.js';
import { mapOf, placeWithin, scalarsOf, textOf } from './places.js';
import { readAs } from './reading.js';
import type { References } from './references.js';

/** What the calls of a path need to know of the rest of the spec. */
export interface PathSurroundings {
  readonly references: References;
  /** Whether a field is stated, however it is written. */
  readonly has: (path: string) => boolean;
  /** Kind of a component; undefined if there is none of that name. */
  readonly kindOf: (component: string) => KindName | undefined;
  readonly componentNode: (component: string) => MapNode | undefined;
  /** Whether the flow adds data to the component. */
  readonly addsDataTo: (component: string) => boolean;
  readonly flow: string;
  readonly flowWrites: boolean;
  /** What the flow states for its calls: the protocol is that of its actor. */
  readonly flowWords: Pick<FlowWords, 'protocol' | 'idempotency'>;
  /** Counts a call of the whole spec; false when there are too many. */
  readonly take: () => boolean;
}

/** A path in words, and its place in the text. */
interface Words {
  readonly node: ScalarNode;
  readonly path: string;
  readonly whole: PathCalls;
}

type Growing = { -readonly [K in keyof Call]: Call[K] } & { callees: Call[] };

/** More calls than any design has: consumers that call queues can multiply without end. */
export const MOST_CALLS = 200_000;

/**
 * The call that a queue already makes, where a path in words continues behind the queue: `api -> queue -> worker` names the worker that
 * consumes the messages, which the queue states as its callee. It happens once.
 */
function takenBy(component: string, caller: Growing | null, via: Call['via'], path: string): Growing | undefined {
  if (!caller || via !== 'call' || !path.startsWith('flows.')) return undefined;
  const ofQueue = caller.traits.isQueue || caller.path.startsWith('components.');
  return ofQueue
    ? (caller.callees.find((callee) => callee.component === component && callee.path.startsWith('components.')) as Growing | undefined)
    : undefined;
}

/** Whether a call states nothing but what it calls in turn. */
const isOnlyCalls = (options: MapNode | undefined): boolean =>
  options === undefined || [...options.entries.keys()].every((key) => key === 'calls' || key === 'parallel');

/** Of one path: as many as a file may have findings. */
const MOST_UNKNOWN = 100;

/** Reads the path of one flow into calls, callers before what they call. */
export class PathReader {
  readonly calls: Call[] = [];
  readonly findings: Finding[] = [];
  readonly #around: PathSurroundings;
  /** Components that are called so far. */
  readonly #called = new Set<string>();
  #groups = 0;

  constructor(around: PathSurroundings) {
    this.#around = around;
  }

  read(node: Node, path: string): void {
    this.#calls(node, path, null, 'call');
  }

  #calls(node: Node, path: string, caller: Growing | null, via: Call['via'], group: number | null = null): void {
    if (node.type === 'scalar') this.#words(node, path, caller, via, group);
    else if (node.type === 'list') for (const [i, item] of node.items.entries()) this.#calls(item, `${path}.${i}`, caller, via, group);
    else for (const { key, keyAt, value } of node.entries.values()) this.#call(key, keyAt, value, `${path}.${key}`, caller, via, group);
  }

  /** `a -> b -> c`, `a -> (b, c)`. */
  #words(node: ScalarNode, path: string, caller: Growing | null, via: Call['via'], group: number | null): void {
    const text = String(node.value ?? '');
    const plain = plainName(text);
    if (plain !== text && plain.includes('->')) {
      this.#wrong(
        node,
        path,
        problemAt('spec/path', 0, text.length, `"${text.trim()}" is not how a path is written`, {
          help: `write: ${plain}`,
          suggestion: plain,
        }),
      );
      return;
    }
    const read = parsePath(text);
    const isWhole = caller === null && group === null;
    const odd = read.ok && isWhole ? oddName(read.value) : undefined;
    const meant = !read.ok || odd !== undefined ? pathOfShares(text) : undefined;
    if (!read.ok) {
      if (!meant && read.problem.isAmbiguous) this.#mentionAll(node, path);
      this.#wrong(node, path, read.problem, meant);
    } else if (odd && meant)
      this.#wrong(node, path, problemAt('spec/path', odd.start, odd.end, `"${odd.name}" is no name of a component`), meant);
    else this.#written({ node, path, whole: read.value }, read.value, caller, via, group);
  }

  /** Components named in words, however these are read: unknown names are reported in the same run. */
  #mentionAll(node: ScalarNode, path: string): void {
    // Options of a call are no names.
    const text = String(node.value ?? '').replace(/(?<=[\w-]\s*)\([^(),>]*\)/g, (remark) => ' '.repeat(remark.length));
    const unknown = new Set<string>();
    for (const { 0: name, index } of text.matchAll(/[A-Za-z][\w-]*(?<!-)/g)) {
      if (unknown.has(name) || this.#around.references.isDefined('component', name)) continue;
      unknown.add(name);
      this.#around.references.use('component', name, placeWithin(node, index, index + name.length), path);
      // Each place is counted from the beginning of the text.
      if (unknown.size >= MOST_UNKNOWN) return;
    }
  }

  /** Calls that words state. A chain may be thousands long: only groups are nested. */
  #written(words: Words, calls: PathCalls, caller: Growing | null, via: Call['via'], group: number | null): void {
    let [from, rest, kind, together] = [caller, calls, via, group];
    for (;;) {
      if (rest.length > 1) {
        const own = together ?? ++this.#groups;
        for (const call of rest) this.#written(words, [call], from, kind, own);
        return;
      }
      const [call] = rest;
      const added: Growing | null = call
        ? this.#add(
            call.name,
            placeWithin(words.node, call.start, call.end),
            words.path,
            from,
            kind,
            together,
            undefined,
            call.how === 'later',
          )
        : null;
      if (!call || !added) return;
      if (added.path === words.path) added.words = { whole: words.whole, call };
      if (call.calls === null) return;
      [from, rest, kind, together] = [added, call.calls, 'call', null];
    }
  }

  /** @param meant what the text states, where it is the path of a flow */
  #wrong(node: ScalarNode, path: string, problem: QuantityProblem, meant?: PathOfShares): void {
    const finding = problemFinding(problem, placeWithin(node, problem.start, problem.end), path);
    // A share beside anything but a cache may be one of calls.
    const isOnlyReading = meant?.caches.every((name) => this.#isCache(name)) === true;
    this.findings.push(
      meant && isOnlyReading ? { ...finding, at: node.at, help: `write ${meant.calls}`, suggestion: meant.calls, isOnlyReading } : finding,
    );
  }

  #isCache(component: string): boolean {
    const kind = this.#around.kindOf(component);
    return kind !== undefined && KINDS[kind].keepsCopies;
  }

  #call(key: string, keyAt: Range, body: Node, path: string, caller: Growing | null, via: Call['via'], group: number | null): void {
    if (key === 'parallel') {
      // What runs at once with others and is made at once itself: all of it runs at once.
      this.#calls(body, path, caller, via, group ?? ++this.#groups);
      return;
    }
    const options = body.type === 'map' ? body : undefined;
    const call = this.#add(key, keyAt, path, caller, via, group, options);
    if (!call || !options) return;
    for (const [option, next] of [
      ['calls', 'call'],
      ['miss', 'miss'],
    ] as const) {
      const entry = options.entries.get(option);
      if (entry) this.#calls(entry.value, `${path}.${option}`, call, next);
    }
    const parallel = options.entries.get('parallel');
    if (parallel) this.#calls(parallel.value, `${path}.parallel`, call, 'call', ++this.#groups);
    this.#checkMisses(call, options);
    this.#settle(call, options);
  }

  /** `hit` without `miss`: the calls that are not answered there go nowhere, whatever is called next. */
  #checkMisses(call: Growing, options: MapNode): void {
    const hit = options.entries.get('hit');
    if (!hit || options.entries.has('miss')) return;
    this.findings.push({
      rule: 'spec/hit-without-miss',
      severity: 'warning',
      message: `"${call.component}" answers a share of its calls, and nothing is called for the rest`,
      at: hit.keyAt,
      path: `${call.path}.hit`,
      help: `state it beside hit: { hit: ${textOf(hit.value) ?? '90%'}, miss: [...] }; what is called after it takes every call`,
    });
  }

  /** How the failure of the call affects its caller: known once the callees on a miss are. */
  #settle(call: Growing, options: MapNode): void {
    const { path, async, via } = call;
    const dependency = wordOf(WORDS['call.dependency'], options.entries.get('dependency')?.value);
    const fallback = this.#fallback(options.entries.get('fallback')?.value, path);
    const hasMisses = call.callees.some((callee) => callee.via === 'miss');
    const isDoneWithout = dependency === null ? call.traits.isCache : dependency === 'soft';
    call.isBypassed = hasMisses && isDoneWithout;
    // Calls that are not waited for may wait themselves, in a buffer: once it is full, they fail.
    const isUnawaited = via === 'consume' || (async && !fallback?.hasBuffer);
    const isSoft = dependency === 'soft' && !hasMisses && !fallback;
    call.fallback = fallback;
    call.failure = isUnawaited || isSoft ? 'harmless' : fallback ? 'covered' : 'fatal';
  }

  #fallback(node: Node | undefined, path: string): Fallback | null {
    if (!node) return null;
    const has = (key: string): boolean => this.#around.has(`${path}.fallback.${key}`);
    const to = textOf(mapOf(node)?.entries.get('to')?.value);
    const found: Fallback = { hasShare: has('share'), to, hasBuffer: has('buffer') };
    return found.hasShare || to !== null || found.hasBuffer ? found : null;
  }

  #add(
    component: string,
    at: Range,
    path: string,
    caller: Growing | null,
    via: Call['via'],
    group: number | null,
    options: MapNode | undefined,
    isLater = false,
  ): Growing | null {
    const around = this.#around;
    const kind = around.kindOf(component);
    const isOfQueue = via === 'consume';
    const defined = isOfQueue
      ? around.references.isDefined('component', component)
      : around.references.use('component', component, at, path);
    if (!defined || kind === undefined) return null;
    // Of a chain that is thousands long most components are called once.
    for (let above: Call | null = this.#called.has(component) ? caller : null; above; above = above.caller) {
      if (above.component !== component) continue;
      this.findings.push({
        rule: 'spec/path-cycle',
        severity: 'error',
        message: `"${component}" calls itself on the path of "${around.flow}"`,
        at,
        path,
        help: `the round trip: ${this.#roundTrip(caller, component)}`,
      });
      return null;
    }
    const taken = isOnlyCalls(options) ? takenBy(component, caller, via, path) : undefined;
    if (taken) return taken;
    if (!around.take()) return null;
    const traits = KINDS[kind];
    // A queue makes no calls: what a path names behind it consumes its messages, whatever the arrow.
    const isConsumed = isOfQueue || (via === 'call' && caller?.traits.isQueue === true);
    const stated = wordOf(WORDS['call.kind'], options?.entries.get('kind')?.value);
    const instead = mapOf(options?.entries.get('fallback')?.value)?.entries.get('to')?.value;
    const other = textOf(instead);
    if (instead && other !== null) around.references.use('component', other, instead.at, `${path}.fallback.to`);
    if (instead && other === component) {
      this.findings.push({
        rule: 'spec/contradiction',
        severity: 'error',
        message: `"${component}" cannot stand in for itself`,
        at: instead.at,
        path: `${path}.fallback.to`,
        help: 'name the component that answers instead',
      });
    }
    const asked = options?.entries.get('consistency')?.value;
    const level = textOf(asked);
    const isolation = options?.entries.get('isolation')?.value;
    const isolationName = textOf(isolation);
    const isStatedLater = isLater || isTrue(options?.entries.get('async')?.value);
    if (isConsumed && !isOfQueue && !isStatedLater && caller) this.#noteConsumed(component, at, path, caller);
    const async = isStatedLater || isConsumed;
    const on = scalarsOf(mapOf(options?.entries.get('retries')?.value)?.entries.get('on')?.value).map(({ name }) => name);
    const atOnce = textOf(options?.entries.get('atOnce')?.value);
    const connection = wordOf(WORDS['call.connection'], options?.entries.get('connection')?.value);
    const call: Growing = {
      index: this.calls.length + 1,
      path,
      flow: around.flow,
      component,
      traits,
      caller,
      callees: [],
      via: isConsumed ? 'consume' : via,
      group,
      at,
      async,
      writes: stated === 'write' || (stated !== 'read' && (traits.isQueue || around.flowWrites || around.addsDataTo(component))),
      words: null,
      failure: async ? 'harmless' : 'fatal',
      fallback: null,
      isBypassed: false,
      hasOptions: options !== undefined,
      protocol: wordOf(WORDS['call.protocol'], options?.entries.get('protocol')?.value) ?? (caller ? null : around.flowWords.protocol),
      idempotency: wordOf(WORDS['call.idempotency'], options?.entries.get('idempotency')?.value) ?? around.flowWords.idempotency,
      retriedOn: { timeout: on.length === 0 || on.includes('timeout'), error: on.length === 0 || on.includes('error') },
      isAtOnce: atOnce !== null && atOnce !== 'false',
      setUp: connection !== 'new' ? 'none' : textOf(options?.entries.get('tls')?.value) === 'false' ? 'plain' : 'encrypted',
      consistency: asked && level !== null ? { name: level, at: asked.at } : null,
      isolation: isolation && isolationName !== null ? { name: isolationName, at: isolation.at } : null,
      from: wordOf(WORDS['call.from'], options?.entries.get('from')?.value),
      hasBreaker: isTrue(options?.entries.get('breaker')?.value),
      isRetried: options !== undefined && around.has(`${path}.retries.max`),
    };
    this.calls.push(call);
    this.#called.add(component);
    caller?.callees.push(call);
    if (traits.isQueue) this.#consumers(component, call);
    return call;
  }

  #noteConsumed(component: string, at: Range, path: string, { component: queue }: Call): void {
    const as = `${queue} ~> ${component}: what stands behind a queue takes its messages later, and nobody waits for it`;
    this.findings.push(readAs({ at, path, written: `${queue} -> ${component}`, as }));
  }

  /** What a queue's consumers do happens once a message. */
  #consumers(queue: string, call: Growing): void {
    const consumers = this.#around.componentNode(queue)?.entries.get('consumers')?.value;
    if (consumers?.type !== 'map') return;
    for (const { key, keyAt, value } of consumers.entries.values()) {
      const path = `components.${queue}.consumers.${key}`;
      const options = value.type === 'map' ? value : undefined;
      const consumer = this.#add(key, keyAt, path, call, 'consume', null, options);
      const calls = options?.entries.get('calls');
      if (consumer && calls) this.#calls(calls.value, `${path}.calls`, consumer, 'call');
    }
  }

  #roundTrip(caller: Call | null, component: string): string {
    const names = [component];
    for (let above = caller; above && above.component !== component; above = above.caller) names.unshift(above.component);
    return [component, ...names].join(' -> ');
  }
}

/** The first of the names of a path that is no name. */
function oddName(calls: PathCalls): PathCall | undefined {
  for (let rest: PathCalls = calls; rest.length > 0; ) {
    const odd = rest.find(({ name }) => !/^[A-Za-z][\w-]*$/.test(name));
    if (odd) return odd;
    rest = rest.flatMap(({ calls: next }) => next ?? []);
  }
  return undefined;
}
