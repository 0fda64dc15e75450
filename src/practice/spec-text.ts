import { parse, stringify } from 'yaml';
import type { KindName } from '../schema/index.js';
import { isKind, KINDS, type Kind } from '../spec/index.js';
import type { Design, DesignPart, DrawnCall } from './design.js';
import { fillTemplate } from './draw.js';
import type { Problem } from './problem.js';
import { RUNS_ALONE, sourceOf, TYPICAL, type TypicalFigure, USUAL_HIT } from './typical.js';

/** A problem with its parameters drawn. */
export interface DrawnProblem {
  readonly problem: Problem;
  readonly values: Readonly<Record<string, number>>;
}

type Tree = { [key: string]: unknown };

/** What a problem states, without paths and components. */
export const statedOf = ({ problem, values }: DrawnProblem): Tree => parse(fillTemplate(problem.spec, problem, values)) as Tree;

/** What is claimed of stores: `CP`, by name. */
export type Claims = Readonly<Record<string, 'CP' | 'AP' | 'CA'>>;

/** The spec that a design makes of a problem. */
export function specText(
  posed: DrawnProblem,
  design: Design,
  about: { readonly heading: readonly string[]; readonly claims?: Claims },
): string {
  const stated = statedOf(posed);
  const flows = mapOf(stated.flows);
  for (const [name, flow] of Object.entries(flows)) {
    const steps = design.flows.get(name);
    if (steps && steps.length > 0) mapOf(flow).path = pathOf(steps, design, mapOf(flow).kind === 'read');
  }
  const data = mapOf(stated.data);
  const places = dataPlaces(posed, design);
  for (const [name, set] of Object.entries(data)) {
    const place = places.get(name);
    if (place === undefined) delete mapOf(set).in;
    else mapOf(set).in = place;
  }
  const components = Object.fromEntries(
    [...design.parts.values()]
      .filter(({ kind }) => !KINDS[kind].isOfActors)
      .map((part) => [part.name, component(part, design, data, about.claims)]),
  );
  const { name: _, ...rest } = stated;
  const tree = { sysdesign: 1, name: posed.problem.id, summary: posed.problem.title, ...rest, flows, components, data };
  const kinds = new Set([...design.parts.values()].map(({ kind }) => kind));
  const sources = [...kinds].flatMap((kind) => sourceOf(kind) ?? []);
  const figures =
    sources.length === 0
      ? []
      : ['Figures of instances are of the catalog (sysdesign catalog ID); replace them by what you measure:', ...lines(sources)];
  const heading = [...about.heading, ...figures].map((line) => `# ${line}\n`).join('');
  return `${heading}${textOf(tree)}`;
}

const mapOf = (value: unknown): Tree => (typeof value === 'object' && value !== null ? (value as Tree) : {});

/** The calls of a path, as a spec has them. */
function pathOf(steps: readonly DrawnCall[], design: Design, isRead: boolean): unknown[] {
  const list: unknown[] = [];
  for (let i = 0; i < steps.length; ) {
    const first = steps[i] as DrawnCall;
    // At once: those of one group that are waited for.
    let end = i + 1;
    while (end < steps.length && first.how === 'call' && steps[end]?.group === first.group && steps[end]?.how === 'call') end++;
    const calls = steps.slice(i, end).map((step) => call(step, design, isRead));
    if (calls.length > 1) list.push({ parallel: calls });
    else list.push(...calls);
    i = end;
  }
  return list;
}

function call(step: DrawnCall, design: Design, isRead: boolean): unknown {
  const body: Tree = {};
  if (step.how === 'later') body.async = true;
  const misses = step.calls.filter(({ how }) => how === 'miss');
  const others = step.calls.filter(({ how }) => how !== 'miss');
  if (misses.length > 0 && isRead) {
    body.hit = USUAL_HIT;
    body.miss = pathOf(misses, design, isRead);
  }
  if (others.length > 0) body.calls = pathOf(others, design, isRead);
  return Object.keys(body).length === 0 ? step.name : { [step.name]: body };
}

/** Keeps the records themselves, not an index over them: its copies follow a leader, and it is sharded. */
const keepsRecords = ({ queried, isIndex }: Kind): boolean => queried === 'items' && !isIndex;

function component(part: DesignPart, design: Design, data: Tree, claims: Claims = {}): Tree {
  const { kind, name } = part;
  const traits = KINDS[kind];
  const body: Tree = { kind };
  const copies = part.copies ?? 1;
  if (copies > 1) {
    if (traits.isCache || !RUNS_ALONE.has(kind)) body.instances = copies;
    else body.replication = keepsRecords(traits) ? { factor: copies, mode: 'leader', sync: 'semiSync' } : copies;
  }
  if (keepsRecords(traits) && copies > 1 && part.instances !== null) {
    // `db[4](primary+2)`: four shards, each with its copies.
    body.shards = part.instances === 'many' ? shardsFor(name, copies) : part.instances;
    if (part.instances !== 'many') body.instances = part.instances * copies;
  } else if (typeof part.instances === 'number') body.instances = part.instances;
  // A store, a cache or a queue that is drawn once is one.
  else if (part.instances === null && part.copies === null && RUNS_ALONE.has(kind)) body.instances = 1;
  if (traits.run !== 'instances' || traits.isForActors) delete body.instances;
  const { settings, figures = {}, each } = TYPICAL[kind] ?? {};
  Object.assign(body, settings, literalsOf(figures), each && { each: literalsOf(each) });
  if (traits.isCache) {
    const holds = heldBy(name, design, data);
    if (Object.keys(holds).length > 0) body.holds = holds;
  }
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (claim !== undefined && RUNS_ALONE.has(kind)) body.cap = claim;
  const consumers = design.consumers.get(name);
  if (consumers && traits.isQueue) {
    body.consumers = Object.fromEntries(
      consumers.map((step) => [step.name, step.calls.length === 0 ? {} : { calls: pathOf(step.calls, design, false) }]),
    );
  }
  return body;
}

const literalsOf = (figures: Readonly<Record<string, TypicalFigure>>): Tree =>
  Object.fromEntries(Object.entries(figures).map(([key, { literal }]) => [key, literal]));

/** As many shards as the disks of their nodes ask for. */
const shardsFor = (name: string, copies: number): string =>
  `= ceil(components.${name}.demand.disk / ${copies} / ${TYPICAL.database?.each?.disk?.literal})`;

/** What a cache has copies of: the data whose readers come by, and find the rest behind it. */
function heldBy(cache: string, design: Design, data: Tree): Tree {
  const flows = [...design.flows].filter(([, steps]) =>
    all(steps).some(({ name, calls }) => name === cache && calls.some(({ how }) => how === 'miss')),
  );
  const names = new Set(flows.map(([name]) => name));
  const read = (set: unknown): boolean => namesIn(mapOf(set).readBy).some((flow) => names.has(flow));
  return Object.fromEntries(Object.entries(data).flatMap(([name, set]) => (read(set) ? [[name, '20% of daily reads']] : [])));
}

const namesIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((item) => typeof item === 'string') : Object.keys(mapOf(value));

const all = (steps: readonly DrawnCall[]): readonly DrawnCall[] => steps.flatMap((step) => [step, ...all(step.calls)]);

/** Everything that a flow comes by, with what queues hand on. */
export function flowParts(design: Design, flow: string): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (steps: readonly DrawnCall[]): void => {
    for (const { name, calls } of steps) {
      const isNew = !names.has(name);
      names.add(name);
      visit(calls);
      if (isNew) visit(design.consumers.get(name) ?? []);
    }
  };
  visit(design.flows.get(flow) ?? []);
  return names;
}

const rankOf = (kind: KindName): number => Number(KINDS[kind].isQueue) + 2 * Number(KINDS[kind].isCache);

/** Where data lies, the likeliest first: what is made to keep it, what keeps it until it is worked on, what keeps copies. */
const STORES: readonly string[] = (Object.keys(KINDS) as KindName[])
  .filter((kind) => KINDS[kind].data === 'disk' || KINDS[kind].isCache)
  .toSorted((a, b) => rankOf(a) - rankOf(b));

/** Where each data set lies: in the part that the model has it in, else in the likeliest store on the way of what adds or reads it. */
export function dataPlaces(posed: DrawnProblem, design: Design): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const [name, value] of Object.entries(mapOf(statedOf(posed).data))) {
    const set = mapOf(value);
    const wanted = typeof set.in === 'string' ? set.in : undefined;
    if (wanted !== undefined && design.parts.has(wanted)) {
      places.set(name, wanted);
      continue;
    }
    const kind = wanted === undefined ? undefined : posed.problem.kinds?.[wanted];
    const flows = [...namesIn(set.addedBy), ...namesIn(set.readBy)];
    const near = flows.flatMap((flow) => [...flowParts(design, flow)]).map((part) => design.parts.get(part));
    const candidates = [...near, ...design.parts.values()].filter(
      (part): part is DesignPart => part !== undefined && STORES.includes(part.kind),
    );
    const cost = (part: DesignPart): number => {
      const isNamed = [name, wanted].some(
        (word) => word !== undefined && part.name.toLowerCase().includes(word.toLowerCase().replace(/s$/, '')),
      );
      const isMemory = kind !== undefined && isKind(kind) && KINDS[kind].data === 'memory';
      if (KINDS[part.kind].isCache && !isMemory) return isNamed ? 40 : 50;
      return (part.kind === kind ? 0 : 4 + STORES.indexOf(part.kind)) - (isNamed ? 3 : 0) + (near.includes(part) ? 0 : 2);
    };
    const best = candidates.reduce<DesignPart | undefined>(
      (least, part) => (least === undefined || cost(part) < cost(least) ? part : least),
      undefined,
    );
    if (best !== undefined && cost(best) < 50) places.set(name, best.name);
  }
  return places;
}

/** Columns beyond which a map goes to lines of its own: rounds show specs in a terminal of 80. */
const WIDTH = 74;

/** Items with commas, in lines of that width. */
function lines(items: readonly string[]): string[] {
  const found: string[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last !== undefined && last.length + item.length < WIDTH) found[found.length - 1] = `${last}, ${item}`;
    else found.push(`  ${item}`);
  }
  return found;
}

/** YAML with small maps in one line each, as people write specs. */
function textOf(tree: Tree): string {
  const sections = Object.entries(tree).map(([key, value]) => {
    if (typeof value !== 'object' || value === null) return stringify({ [key]: value });
    const lines = Object.entries(value).flatMap(([name, body]) => entryLines(name, body, 2));
    return lines.length === 0 ? '' : `\n${key}:\n${lines.join('\n')}\n`;
  });
  return sections.join('');
}

function entryLines(name: string, body: unknown, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const short = `${pad}${name}: ${inline(body)}`;
  if (typeof body !== 'object' || body === null || short.length <= WIDTH) return [short];
  if (Array.isArray(body)) return [`${pad}${name}:`, ...body.flatMap((item) => itemLines(item, indent + 2))];
  return [`${pad}${name}:`, ...Object.entries(body).flatMap(([key, value]) => entryLines(key, value, indent + 2))];
}

function itemLines(item: unknown, indent: number): string[] {
  const pad = ' '.repeat(indent);
  const short = `${pad}- ${inline(item)}`;
  const [only] = typeof item === 'object' && item !== null && !Array.isArray(item) ? Object.entries(item) : [];
  if (short.length <= WIDTH || only === undefined) return [short];
  const [first = '', ...rest] = entryLines(only[0], only[1], indent + 2);
  return [`${pad}- ${first.trimStart()}`, ...rest];
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${inline(inner)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  return /^[\w=~*][\w .=+*/%()~>-]*$/.test(value) &&
    !/^(?:true|false|null|yes|no|on|off|~)$/i.test(value) &&
    !/^[\d.+-]+$/.test(value) &&
    !value.endsWith(' ')
    ? value
    : JSON.stringify(value);
}
