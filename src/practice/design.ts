import { suggest } from '../core/suggest.js';
import type { KindName } from '../schema/index.js';
import { KINDS, type PathCalls, parseDrawnPath } from '../spec/index.js';
import { isActorName, kindByName, kindByWord, specName } from './names.js';

/** A design as it is drawn in arrows, a line at a time. */
export interface Design {
  readonly flows: ReadonlyMap<string, readonly DrawnCall[]>;
  /** What takes the messages of a queue. */
  readonly consumers: ReadonlyMap<string, readonly DrawnCall[]>;
  readonly parts: ReadonlyMap<string, DesignPart>;
  readonly remarks: readonly Remark[];
  /** Names by which it is not known what they are. */
  readonly unknown: readonly Unknown[];
}

export interface DrawnCall {
  readonly name: string;
  readonly how: 'call' | 'miss' | 'later';
  /** Calls with the same group are made at once. */
  readonly group: number;
  readonly calls: DrawnCall[];
}

export interface DesignPart {
  readonly name: string;
  kind: KindName;
  /** `[3]`; 'many' for `[n]`: as many as are needed. */
  instances: number | 'many' | null;
  /** `(primary+2)`: 3. */
  copies: number | null;
  /** The line that named it first. */
  readonly line: number;
}

/** What is wrong with a line, or worth a word. */
export interface Remark {
  readonly line: number;
  readonly isProblem: boolean;
  readonly text: string;
}

export interface Unknown {
  readonly name: string;
  readonly line: number;
  /** A name that is there, which it may be a slip of. */
  readonly near: string | null;
}

/** What lines may refer to. */
export interface Given {
  /** Flows of the problem, with whether each reads. */
  readonly flows: ReadonlyMap<string, 'read' | 'write'>;
  readonly kinds: Readonly<Record<string, KindName>>;
  /** Who starts its flows. */
  readonly actors: ReadonlySet<string>;
}

/** Beyond any drawing of an interview; it bounds the work on hostile input. */
const MOST_LINES = 200;
const MOST_STEPS = 1000;
const LONGEST_LINE = 1000;
const MOST_INSTANCES = 100_000;

/** Reads all lines of a design. A line that is wrong is left out, with a remark. */
export function readDesign(lines: readonly string[], given: Given): Design {
  const reader = new DesignReader(given);
  for (const [i, line] of lines.slice(0, MOST_LINES).entries()) reader.line(line, i);
  if (lines.length > MOST_LINES) reader.wrong(MOST_LINES, `a design has at most ${MOST_LINES} lines`);
  return reader.finished();
}

type Growing = { readonly name: string; readonly how: DrawnCall['how']; readonly group: number; readonly calls: DrawnCall[] };

class DesignReader {
  readonly #given: Given;
  readonly #flows = new Map<string, DrawnCall[]>();
  readonly #consumers = new Map<string, DrawnCall[]>();
  readonly #parts = new Map<string, DesignPart>();
  readonly #remarks: Remark[] = [];
  readonly #unknown: Unknown[] = [];
  readonly #spelling = new Map<string, string>();
  readonly #stated = new Map<string, KindName>();
  #flow: string | undefined;
  #line = 0;
  #steps = 0;
  #groups = 0;

  constructor(given: Given) {
    this.#given = given;
    for (const name of Object.keys(given.kinds)) this.#spelling.set(name.toLowerCase(), name);
  }

  finished(): Design {
    for (const part of this.#parts.values()) part.kind = this.#stated.get(part.name) ?? part.kind;
    const unknown = this.#unknown.filter(({ name }) => !this.#stated.has(name));
    return { flows: this.#flows, consumers: this.#consumers, parts: this.#parts, remarks: this.#remarks, unknown };
  }

  line(text: string, line: number): void {
    this.#line = line;
    const whole = text.replace(/\s+#.*$|^\s*#.*$/, '').trim();
    if (whole === '') return;
    if (whole.length > LONGEST_LINE) {
      this.wrong(line, `a line has at most ${LONGEST_LINE} characters`);
      return;
    }
    if (this.#statesKind(whole)) return;
    const labeled = /^([A-Za-z][\w -]{0,40}?)\s*:\s*(.+)$/s.exec(whole);
    const flow = labeled ? this.#flowNamed(labeled[1] ?? '') : undefined;
    if (labeled && flow === undefined) {
      const near = suggest(labeled[1] ?? '', this.#given.flows.keys());
      const flows = [...this.#given.flows.keys()].join(', ');
      this.wrong(line, `no flow is called "${labeled[1]}"${near === undefined ? '' : `: did you mean "${near}"?`} The flows are ${flows}`);
      return;
    }
    const read = parseDrawnPath(labeled?.[2] ?? whole);
    if (!read.ok) {
      this.wrong(line, `${read.problem.message}${read.problem.help === undefined ? '' : `; ${read.problem.help}`}`);
      return;
    }
    if (flow !== undefined) this.#flow = flow;
    const steps = this.#stepsOf(read.value, []);
    if (steps === undefined) return;
    const [only] = steps;
    if (flow === undefined && steps.length === 1 && only && only.calls.length === 0) return;
    this.#place(steps, flow);
  }

  wrong(line: number, text: string): void {
    this.#remarks.push({ line, isProblem: true, text });
  }

  #remark(text: string): void {
    this.#remarks.push({ line: this.#line, isProblem: false, text });
  }

  /** `x = database`, `x is a cache`. */
  #statesKind(text: string): boolean {
    const stated = /^([\w -]{1,40}?)\s*(?:=|\bis\s+an?\b|\bis\b)\s*([\w -]{1,40})$/i.exec(text);
    if (!stated) return false;
    const kind = kindByWord(stated[2] ?? '');
    const name = this.#nameOf(stated[1] ?? '');
    if (name === undefined || kind === undefined) {
      this.wrong(this.#line, `"${stated[2]}" is no kind of part: write one such as service, database, cache, queue, worker, cdn, external`);
      return true;
    }
    this.#stated.set(name, kind);
    return true;
  }

  #flowNamed(text: string): string | undefined {
    const folded = text.trim().toLowerCase().replace(/\s+/g, '-');
    return [...this.#given.flows.keys()].find((name) => name.toLowerCase() === folded);
  }

  /** One spelling for each name: the first, or that of the problem. */
  #nameOf(text: string): string | undefined {
    const name = specName(text);
    if (name === undefined) return undefined;
    const folded = name.toLowerCase();
    const known = this.#spelling.get(folded);
    if (known !== undefined) return known;
    this.#spelling.set(folded, name);
    return name;
  }

  /** @returns undefined where the line is left out */
  #stepsOf(calls: PathCalls, above: readonly string[]): DrawnCall[] | undefined {
    const group = ++this.#groups;
    const steps: DrawnCall[] = [];
    for (const call of calls) {
      const isActor = above.length === 0 && call.calls !== null && this.#isActor(call.name);
      if (isActor) {
        const inner = this.#stepsOf(call.calls ?? [], above);
        if (inner === undefined) return undefined;
        steps.push(...inner);
        continue;
      }
      const name = this.#nameOf(call.name);
      if (name === undefined) {
        this.wrong(this.#line, `"${call.name.slice(0, 40)}" is no name: begin it with a letter`);
        return undefined;
      }
      if (above.includes(name)) {
        this.wrong(this.#line, `"${name}" calls itself: ${[...above.slice(above.indexOf(name)), name].join(' -> ')}`);
        return undefined;
      }
      if (++this.#steps > MOST_STEPS) {
        this.wrong(this.#line, `a design has at most ${MOST_STEPS} calls`);
        return undefined;
      }
      if (!this.#part(name, call.marks ?? [])) return undefined;
      const inner = call.calls === null ? [] : this.#stepsOf(call.calls, [...above, name]);
      if (inner === undefined) return undefined;
      steps.push({ name, how: call.how ?? 'call', group, calls: inner });
    }
    return steps;
  }

  #isActor(name: string): boolean {
    const folded = name.trim().toLowerCase();
    return isActorName(folded) || this.#given.actors.has(folded);
  }

  #part(name: string, marks: readonly string[]): boolean {
    let part = this.#parts.get(name);
    if (!part) {
      const kind = (Object.hasOwn(this.#given.kinds, name) ? this.#given.kinds[name] : undefined) ?? kindByName(name);
      if (kind === undefined) {
        const near = suggest(name, [...this.#parts.keys(), ...Object.keys(this.#given.kinds)]);
        this.#unknown.push({ name, line: this.#line, near: near ?? null });
      }
      part = { name, kind: kind ?? 'service', instances: null, copies: null, line: this.#line };
      this.#parts.set(name, part);
    }
    for (const mark of marks) if (!this.#mark(part, mark)) return false;
    return true;
  }

  #mark(part: DesignPart, mark: string): boolean {
    const inner = mark.slice(1, -1).trim();
    const most = (count: number): boolean => {
      if (count >= 1 && count <= MOST_INSTANCES) return true;
      this.wrong(this.#line, `${mark} is out of reach: 1 to 100,000`);
      return false;
    };
    if (mark.startsWith('[')) {
      if (/^(?:n|\*|many)$/i.test(inner)) part.instances = 'many';
      else if (/^\d+$/.test(inner)) {
        if (!most(Number(inner))) return false;
        part.instances = Number(inner);
      } else {
        this.wrong(this.#line, `"${mark}" is no number of instances: write ${part.name}[3], or ${part.name}[n] for as many as it takes`);
        return false;
      }
      return true;
    }
    const copies = /^(?:(?:primary|leader|main|master|one)|(\d+))\s*\+\s*(\d+)(?:\s+\w+)?$/i.exec(inner);
    if (!copies) {
      this.wrong(this.#line, `"${mark}" states no copies: write ${part.name}(primary+2)`);
      return false;
    }
    const count = Number(copies[1] ?? 1) + Number(copies[2]);
    if (count > 100 || count < 1) {
      this.wrong(this.#line, `${mark} is out of reach: at most 100 copies`);
      return false;
    }
    part.copies = count;
    return true;
  }

  /** Into the flow that is named, else where its first part is already; a queue's own calls are those of its consumers. */
  #place(steps: readonly DrawnCall[], named: string | undefined): void {
    for (const step of steps) {
      const [first] = this.#given.flows.keys();
      const flow = named ?? [...this.#flows].find(([, roots]) => found(roots, step.name))?.[0] ?? this.#flow ?? first;
      if (flow === undefined) return;
      if (named === undefined && this.#isQueue(step.name) && step.calls.length > 0) {
        this.#settle([step], flow, []);
        continue;
      }
      const roots = this.#flows.get(flow) ?? [];
      this.#flows.set(flow, roots);
      this.#merge(roots, step);
      this.#settle(roots, flow, []);
    }
  }

  #merge(roots: DrawnCall[], step: DrawnCall): void {
    const there = roots.find(({ name }) => name === step.name) ?? found(roots, step.name);
    if (!there) roots.push(step);
    else for (const call of step.calls) this.#mergeCall(there, call);
  }

  #mergeCall(caller: Growing, call: DrawnCall): void {
    const there = caller.calls.find(({ name }) => name === call.name);
    if (!there) caller.calls.push(call);
    else for (const inner of call.calls) this.#mergeCall(there, inner);
  }

  #isQueue = (name: string): boolean => KINDS[this.#stated.get(name) ?? this.#parts.get(name)?.kind ?? 'service'].isQueue;

  /** Moves what queues call to their consumers, and looks at misses. */
  #settle(steps: readonly DrawnCall[], flow: string, above: readonly string[]): void {
    for (const step of steps) {
      const inner = [...above, step.name];
      if (this.#isQueue(step.name) && step.calls.length > 0) {
        const consumers = this.#consumers.get(step.name) ?? [];
        this.#consumers.set(step.name, consumers);
        for (const call of step.calls.splice(0)) {
          if (above.includes(call.name)) this.wrong(this.#line, `"${call.name}" is called by the queue that it fills`);
          else this.#merge(consumers, { ...call, how: 'call' });
        }
        this.#settle(consumers, flow, inner);
        continue;
      }
      const traits = KINDS[this.#stated.get(step.name) ?? this.#parts.get(step.name)?.kind ?? 'service'];
      for (const [i, call] of step.calls.entries()) {
        const isRead = this.#given.flows.get(flow) !== 'write';
        if (call.how === 'miss' && !isRead) {
          this.#remark(`"${flow}" writes: nothing is found in ${step.name} before it is written, so "?>" is read as "->"`);
          step.calls[i] = { ...call, how: 'call' };
        } else if (call.how === 'miss' && !traits.isCache && !traits.isEntrance) {
          this.#remark(`"?>" is for what a cache does not have; ${step.name} is taken to answer part of the calls itself`);
        } else if (call.how === 'call' && traits.isCache && isRead && call.name !== step.name) {
          this.#remark(
            `${step.name} -> ${call.name} calls ${call.name} each time, hit or not: write ${step.name} ?> ${call.name} for misses`,
          );
        }
      }
      this.#settle(step.calls, flow, inner);
    }
  }
}

/** The step of a name, wherever it is called. */
function found(steps: readonly DrawnCall[], name: string): Growing | undefined {
  for (const step of steps) {
    if (step.name === name) return step;
    const inner = found(step.calls, name);
    if (inner) return inner;
  }
  return undefined;
}
