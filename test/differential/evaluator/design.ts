import { at, isTree, type Literal, literalAt, namesAt, type Tree, type Value } from '../data.js';
import { product } from './number.js';

/** One call on the path of a flow. */
export interface Step {
  readonly flow: string;
  readonly component: string;
  /** Null for a call of the actor. */
  readonly caller: Step | null;
  readonly callees: Step[];
  readonly via: 'call' | 'miss' | 'consume';
  /** The same of calls that are made at once. */
  readonly group: number | null;
  readonly async: boolean;
  readonly writes: boolean;
  readonly options: Value | undefined;
}

const QUEUES: readonly unknown[] = ['queue', 'stream'];
/** Kinds whose data is in memory. */
const IN_MEMORY: readonly unknown[] = ['cache', 'service', 'gateway', 'worker', 'function', 'loadBalancer'];

/** A spec as data, with what section 4 of the design makes of it: who calls whom, where what is, how long a month is. */
export class Design {
  readonly tree: Tree;
  readonly day: number;
  readonly month: number;
  readonly year: number;
  readonly flows: readonly string[];
  readonly components: readonly string[];
  readonly data: readonly string[];
  readonly #steps = new Map<string, readonly Step[]>();
  readonly #stepsAt = new Map<string, readonly Step[]>();
  #groups = 0;

  constructor(tree: Tree) {
    this.tree = tree;
    // A day moves the month (30 of it) and the year (365 of it), a month the day and the year, unless they are stated.
    const [day, month, year] = ['day', 'month', 'year'].map((key) => this.of('conventions', key)?.value);
    this.day = day ?? (month === undefined ? 86_400 : month / 30);
    this.month = month ?? 30 * this.day;
    this.year = year ?? 365 * this.day;
    this.flows = namesAt(tree, 'flows');
    this.components = namesAt(tree, 'components');
    this.data = namesAt(tree, 'data');
    for (const flow of this.flows) this.#steps.set(flow, this.#read(flow));
  }

  of(...path: readonly string[]): Literal | undefined {
    return literalAt(this.tree, ...path);
  }

  at(...path: readonly string[]): Value | undefined {
    return at(this.tree, ...path);
  }

  /** What is stated of a component: short for a part of it, or that part. */
  inShort(component: string, key: string, part: string): Literal | undefined {
    return this.of('components', component, key) ?? this.of('components', component, key, part);
  }

  steps(flow: string): readonly Step[] {
    return this.#steps.get(flow) ?? [];
  }

  stepsAt(component: string): readonly Step[] {
    let steps = this.#stepsAt.get(component);
    if (steps === undefined) {
      steps = this.flows.flatMap((flow) => this.steps(flow).filter((step) => step.component === component));
      this.#stepsAt.set(component, steps);
    }
    return steps;
  }

  isWrite(flow: string): boolean {
    return this.at('flows', flow, 'kind') === 'write';
  }

  isOffPeak(flow: string): boolean {
    return this.at('flows', flow, 'offPeak') === true;
  }

  spikes(flow: string): readonly string[] {
    return namesAt(this.tree, 'flows', flow, 'spikes');
  }

  isQueue(component: string): boolean {
    return QUEUES.includes(this.at('components', component, 'kind'));
  }

  isInMemory(component: string): boolean {
    return IN_MEMORY.includes(this.at('components', component, 'kind'));
  }

  isCache(component: string): boolean {
    return this.at('components', component, 'kind') === 'cache' || isTree(this.at('components', component, 'holds'));
  }

  /** Components that a data set lies in. */
  stores(data: string): readonly string[] {
    return listed(this.at('data', data, 'in'));
  }

  dataIn(component: string): readonly string[] {
    return this.data.filter((data) => this.stores(data).includes(component));
  }

  /** Flows that add to a data set or read it, with items a request. */
  uses(data: string, by: 'addedBy' | 'readBy'): ReadonlyMap<string, number> {
    const stated = this.at('data', data, by);
    if (isTree(stated)) return new Map(Object.keys(stated).map((flow) => [flow, this.of('data', data, by, flow)?.value ?? 1]));
    return new Map(listed(stated).map((flow) => [flow, 1]));
  }

  /** Growth a year: factor^(year / period), of what states it, else of the root; 1 without. */
  growth(section: 'flows' | 'data', name: string): number {
    const stated = this.of(section, name, 'growth') ?? this.of('growth');
    return stated === undefined ? 1 : stated.value ** (this.year / stated.per);
  }

  /** Zones and regions that a component is spread over; 0 zones where none are stated. */
  places(component: string): { readonly zones: number; readonly regions: number } {
    if (this.at('components', component, 'spread') === 'none') return { zones: 1, regions: 1 };
    const named = listed(this.at('components', component, 'in'));
    let [zones, regions] = [0, 0];
    for (const region of namesAt(this.tree, 'topology', 'regions')) {
      const all = listed(this.at('topology', 'regions', region, 'zones'));
      const mine = all.filter((zone) => named.length === 0 || named.includes(region) || named.includes(`${region}.${zone}`));
      zones += mine.length;
      if (mine.length > 0 || named.length === 0 || named.includes(region)) regions++;
    }
    return { zones, regions };
  }

  /** Copies of each byte: the replication factor, (data + parity) / data, or one. */
  copies(component: string): number {
    const [factor, data, parity] = this.#pieces(component);
    if (factor) return factor.value;
    return data && parity ? (data.value + parity.value) / data.value : 1;
  }

  /** Pieces of each item, each on an instance of its own; undefined where none are stated. */
  pieces(component: string): number | undefined {
    const [factor, data, parity] = this.#pieces(component);
    return data && parity ? data.value + parity.value : factor?.value;
  }

  #pieces(component: string): readonly (Literal | undefined)[] {
    const of = (key: string): Literal | undefined => this.of('components', component, 'replication', key);
    return [this.inShort(component, 'replication', 'factor'), of('data'), of('parity')];
  }

  #read(flow: string): readonly Step[] {
    const steps: Step[] = [];
    const adds = new Set(this.data.filter((data) => this.uses(data, 'addedBy').has(flow)).flatMap((data) => this.stores(data)));
    const add = (component: string, from: Pick<Step, 'caller' | 'via' | 'group'>, options: Value | undefined): Step => {
      const kind = at(options, 'kind');
      const writes = kind === 'write' || (kind !== 'read' && (this.isQueue(component) || this.isWrite(flow) || adds.has(component)));
      const async = from.via === 'consume' || at(options, 'async') === true;
      const step: Step = { ...from, flow, component, callees: [], async, writes, options };
      steps.push(step);
      from.caller?.callees.push(step);
      for (const consumer of this.isQueue(component) ? namesAt(this.tree, 'components', component, 'consumers') : []) {
        const own = this.at('components', component, 'consumers', consumer);
        const taker = add(consumer, { caller: step, via: 'consume', group: null }, own);
        read(at(own, 'calls'), { caller: taker, via: 'call', group: null });
      }
      return step;
    };
    const read = (path: Value | undefined, from: Pick<Step, 'caller' | 'via' | 'group'>): void => {
      if (path === undefined) return;
      if (typeof path === 'string') {
        let next = from;
        for (const name of path.split('->')) next = { caller: add(name.trim(), next, undefined), via: 'call', group: null };
      } else if (Array.isArray(path)) for (const item of path) read(item, from);
      else {
        for (const [key, value] of Object.entries(path)) {
          if (key === 'parallel') read(value as Value, { ...from, group: ++this.#groups });
          else {
            const caller = add(key, from, value as Value);
            read(at(value as Value, 'calls'), { caller, via: 'call', group: null });
            read(at(value as Value, 'miss'), { caller, via: 'miss', group: null });
            read(at(value as Value, 'parallel'), { caller, via: 'call', group: ++this.#groups });
          }
        }
      }
    };
    read(this.at('flows', flow, 'path'), { caller: null, via: 'call', group: null });
    return steps;
  }
}

/** A name or a list of names. */
const listed = (value: Value | undefined): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** What `overhead:` makes of so many bytes: `30%` on top, or `x1.3` in all. */
export function withOverhead(bytes: number, overhead: Literal | undefined): number {
  if (overhead === undefined) return bytes;
  return product(bytes, overhead.form === 'times' ? overhead.value : 1 + overhead.value);
}
