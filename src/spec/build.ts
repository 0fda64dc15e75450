import { type Finding, failure, type Outcome, type Range, success } from '../core/index.js';
import {
  calendarFrom,
  type ExpressionParser,
  isReservedName,
  loadExpressionParser,
  STANDARD_CALENDAR,
  type Vocabulary,
} from '../quantity/index.js';
import { literalsOf, SHAPE } from '../schema/index.js';
import { type MapNode, type Node, nodeAt, type SourceTree } from '../source/index.js';
import { outOfBounds } from './bounds.js';
import { expectations, requirements } from './checks.js';
import { contradictions } from './contradictions.js';
import { LiteralReader } from './literals.js';
import type { Check, Component, Consumer, DataSet, Flow, Leaf, Model, Step, Tier, Touch } from './model.js';
import { objectivesIn } from './objectives.js';
import { unknownOptions } from './options.js';
import { noteOtherUses } from './other-uses.js';
import { entriesOf, literalText, mapOf, textOf } from './places.js';
import { productsIn } from './products.js';
import { References } from './references.js';
import { scenariosIn } from './scenarios.js';
import { MOST_STEPS, PathReader } from './steps.js';
import { causesOf, placesOf, regionsIn } from './topology.js';

/**
 * Resolves the names of a tree that the schema accepts and reads its literals.
 * @param file name under which results are reported
 */
export async function buildModel(tree: SourceTree, file: string): Promise<Outcome<Model>> {
  const parser = hasExpression(tree.root) ? await loadExpressionParser() : undefined;
  const built = new Builder(tree, file, parser).build();
  if (!built.ok || !usesCatalogue(tree.root)) return built;
  const { vocabulary, leaves, asOf, findings } = built.value;
  const products = await productsIn(tree.root, vocabulary, (path) => leaves.has(path), asOf);
  if (products.findings.some((finding) => finding.severity === 'error')) return failure(...products.findings);
  return success({ ...built.value, products, findings: [...findings, ...products.findings] });
}

function usesCatalogue(root: MapNode): boolean {
  if (root.entries.has('catalog')) return true;
  return entriesOf(nodeAt(root, ['components'])).some(({ value }) => value.type === 'map' && value.entries.has('use'));
}

function hasExpression(node: Node): boolean {
  if (node.type === 'scalar') return typeof node.value === 'string' && node.value.trimStart().startsWith('=');
  if (node.type === 'list') return node.items.some(hasExpression);
  for (const { value } of node.entries.values()) if (hasExpression(value)) return true;
  return false;
}

class Builder {
  readonly #tree: SourceTree;
  readonly #root: MapNode;
  readonly #file: string;
  readonly #parser: ExpressionParser | undefined;
  readonly #references = new References();
  readonly #findings: Finding[] = [];
  readonly #leaves = new Map<string, Leaf>();

  constructor(tree: SourceTree, file: string, parser: ExpressionParser | undefined) {
    this.#tree = tree;
    this.#root = tree.root;
    this.#file = file;
    this.#parser = parser;
  }

  build(): Outcome<Model> {
    const calendar = this.#calendar();
    this.#define();
    const vocabulary: Vocabulary = { calendar, counts: this.#counts() };
    this.#readLiterals(vocabulary);
    const flows = this.#flows();
    const data = this.#data();
    const components = this.#components(flows, data);
    const checks = this.#checks();
    const scenarios = scenariosIn(this.#root, this.#leaves);
    const objectives = objectivesIn(this.#root, this.#leaves);
    noteOtherUses(this.#root, this.#references);
    const said = { root: this.#root, leaves: this.#leaves, components, checks };
    const findings = [
      ...this.#findings,
      ...this.#references.findings(),
      ...contradictions(said),
      ...outOfBounds(this.#leaves, flows, this.#root),
      ...unknownOptions(this.#root),
      ...this.#date(),
    ].sort(byPlace);
    if (findings.some((finding) => finding.severity === 'error')) return failure(...findings);
    return success({
      file: this.#file,
      tree: this.#tree,
      name: textOf(this.#at('name')) ?? '',
      summary: textOf(this.#at('summary')),
      tier: (textOf(this.#at('tier')) ?? 'standard') as Tier,
      asOf: textOf(this.#at('asOf')),
      calendar,
      vocabulary,
      conventions: entriesOf(this.#at('conventions')).map(({ key, value }) => `${key} = ${textOf(value)}`),
      leaves: this.#leaves,
      flows,
      components,
      data,
      regions: new Map(regionsIn(this.#root).map(({ name, zones }) => [name, zones])),
      causes: new Set(entriesOf(this.#at('topology', 'causes')).map(({ key }) => key)),
      checks,
      objectives,
      scenarios,
      products: { figures: new Map(), entries: new Map(), findings: [] },
      findings: [...this.#tree.findings, ...findings],
    });
  }

  #at(...path: readonly (string | number)[]): Node | undefined {
    return nodeAt(this.#root, path);
  }

  /** The day of the spec is one of the calendar. */
  #date(): readonly Finding[] {
    const node = this.#at('asOf');
    const text = textOf(node);
    if (!node || text === null || new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text)) return [];
    return [
      {
        rule: 'spec/no-such-day',
        severity: 'error',
        message: `there is no ${text}`,
        at: node.at,
        path: 'asOf',
        help: 'write year, month and day: 2026-11-01',
      },
    ];
  }

  #calendar(): Vocabulary['calendar'] {
    const stated = this.#at('conventions');
    if (stated?.type !== 'map') return STANDARD_CALENDAR;
    const texts: Record<string, string> = {};
    for (const { key, value } of stated.entries.values()) if (value.type === 'scalar') texts[key] = literalText(value);
    const outcome = calendarFrom(texts);
    if (outcome.ok) return outcome.calendar;
    const { key, problem } = outcome;
    const at = stated.entries.get(key)?.value.at ?? stated.at;
    const { rule, message, help, suggestion } = problem;
    this.#findings.push({
      rule,
      severity: 'error',
      message,
      at,
      path: `conventions.${key}`,
      ...(help !== undefined && { help }),
      ...(suggestion !== undefined && { suggestion }),
    });
    return STANDARD_CALENDAR;
  }

  #define(): void {
    for (const [section, named] of [
      ['components', 'component'],
      ['flows', 'flow'],
      ['data', 'data'],
      ['assumptions', 'assumption'],
      ['derived', 'derived'],
    ] as const) {
      for (const { key, keyAt } of entriesOf(this.#at(section))) {
        this.#references.define(named, key, keyAt);
        const reason = named === 'assumption' ? isReservedName(key) : undefined;
        if (reason !== undefined)
          this.#findings.push({
            rule: 'spec/reserved-name',
            severity: 'error',
            message: `"${key}" cannot name an assumption: ${reason}`,
            at: keyAt,
            path: `${section}.${key}`,
            help: 'choose another name',
          });
      }
    }
    for (const region of entriesOf(this.#at('topology', 'regions'))) {
      this.#references.define('zone', region.key, region.keyAt);
      const zones = region.value.type === 'map' ? region.value.entries.get('zones')?.value : undefined;
      if (zones?.type === 'list') for (const zone of zones.items) this.#references.define('zone', `${region.key}.${textOf(zone)}`, zone.at);
      for (const zone of entriesOf(zones)) this.#references.define('zone', `${region.key}.${zone.key}`, zone.keyAt);
    }
  }

  /** Counted nouns: those the spec declares, and the names of its own flows and data sets. */
  #counts(): ReadonlySet<string> {
    const declared = this.#at('counts');
    const names = declared?.type === 'list' ? declared.items.map((item) => textOf(item) ?? '') : [];
    return new Set([...names, ...entriesOf(this.#at('flows')).map(({ key }) => key), ...entriesOf(this.#at('data')).map(({ key }) => key)]);
  }

  #readLiterals(vocabulary: Vocabulary): void {
    const assumptions = new Set(entriesOf(this.#at('assumptions')).map(({ key }) => key));
    const reader = new LiteralReader(vocabulary, this.#references, assumptions, this.#parser);
    for (const { path, node, field } of literalsOf(SHAPE, this.#root)) {
      if (path[0] === 'scenarios' && path[2] !== 'after' && path[2] !== 'expect') continue; // read against what they change
      const name = path.join('.');
      const leaf = reader.read(name, node, field);
      if (leaf) this.#leaves.set(name, leaf);
    }
    this.#findings.push(...reader.findings);
  }

  #flows(): ReadonlyMap<string, Flow> {
    const flows = new Map<string, Flow>();
    const touches = this.#touches;
    let steps = 0;
    for (const { key: name, keyAt, value } of entriesOf(this.#at('flows'))) {
      const node = value.type === 'map' ? value : undefined;
      const write = textOf(node?.entries.get('kind')?.value) === 'write';
      const adds = touches.adds.byFlow.get(name) ?? [];
      const stores = new Set(adds.flatMap(({ data }) => this.#names('data', data, 'in').map((store) => store.name)));
      const partOf = node?.entries.get('partOf')?.value;
      if (partOf) this.#references.use('flow', textOf(partOf) ?? '', partOf.at, `flows.${name}.partOf`);
      const reader = new PathReader({
        references: this.#references,
        has: (path) => this.#leaves.has(path),
        kindOf: (component) => textOf(this.#at('components', component, 'kind')) ?? undefined,
        componentNode: (component) => mapOf(this.#at('components', component)),
        addsDataTo: (component) => stores.has(component),
        flow: name,
        flowWrites: write,
        take: () => ++steps <= MOST_STEPS,
      });
      const path = node?.entries.get('path')?.value;
      if (path) reader.read(path, `flows.${name}.path`);
      this.#findings.push(...reader.findings);
      flows.set(name, {
        name,
        write,
        offPeak: textOf(node?.entries.get('offPeak')?.value) === 'true',
        partOf: textOf(partOf),
        spikes: entriesOf(node?.entries.get('spikes')?.value).map(({ key }) => key),
        adds,
        reads: touches.reads.byFlow.get(name) ?? [],
        steps: reader.steps,
        at: keyAt,
      });
    }
    if (steps > MOST_STEPS) {
      this.#findings.push({
        rule: 'spec/path',
        severity: 'error',
        message: `the paths of this spec come to more than ${MOST_STEPS} calls`,
        at: this.#root.at,
        path: 'flows',
        help: 'queues whose consumers call queues multiply: simplify them',
      });
    }
    return flows;
  }

  #known: { readonly adds: Touches; readonly reads: Touches } | undefined;

  /** Which flow adds to or reads which data set, with the path of the count where one is given. */
  get #touches(): { readonly adds: Touches; readonly reads: Touches } {
    this.#known ??= { adds: this.#touchesIn('addedBy'), reads: this.#touchesIn('readBy') };
    return this.#known;
  }

  #touchesIn(field: 'addedBy' | 'readBy'): Touches {
    const touches: Touches = { byFlow: new Map(), byData: new Map() };
    for (const { key: data } of entriesOf(this.#at('data'))) {
      for (const { name: flow, counted } of this.#names('data', data, field)) {
        const touch: Touch = { data, flow, count: counted ? `data.${data}.${field}.${flow}` : null };
        (touches.byFlow.get(flow) ?? put(touches.byFlow, flow, [])).push(touch);
        (touches.byData.get(data) ?? put(touches.byData, data, [])).push(touch);
      }
    }
    return touches;
  }

  /** Names in a field that takes one name, a list of names, or a map with names as keys. */
  #names(section: string, key: string, field: string): readonly { name: string; at: Range; counted: boolean }[] {
    const node = this.#at(section, key, field);
    if (node?.type === 'scalar') return [{ name: textOf(node) ?? '', at: node.at, counted: false }];
    if (node?.type === 'list') return node.items.map((item) => ({ name: textOf(item) ?? '', at: item.at, counted: false }));
    return entriesOf(node).map((entry) => ({ name: entry.key, at: entry.keyAt, counted: true }));
  }

  #data(): ReadonlyMap<string, DataSet> {
    const touches = this.#touches;
    const sets = new Map<string, DataSet>();
    for (const { key: name, keyAt } of entriesOf(this.#at('data'))) {
      const stores = this.#names('data', name, 'in');
      for (const store of stores) this.#references.use('component', store.name, store.at, `data.${name}.in`);
      for (const field of ['addedBy', 'readBy'])
        for (const flow of this.#names('data', name, field)) this.#references.use('flow', flow.name, flow.at, `data.${name}.${field}`);
      const item = this.#at('data', name, 'item');
      sets.set(name, {
        name,
        stores: [...new Set(stores.map((store) => store.name))],
        addedBy: touches.adds.byData.get(name) ?? [],
        readBy: touches.reads.byData.get(name) ?? [],
        item:
          item === undefined
            ? null
            : item.type === 'map'
              ? [...item.entries.keys()].map((part) => `data.${name}.item.${part}`)
              : [`data.${name}.item`],
        at: keyAt,
      });
    }
    return sets;
  }

  #components(flows: ReadonlyMap<string, Flow>, data: ReadonlyMap<string, DataSet>): ReadonlyMap<string, Component> {
    const steps = new Map<string, Step[]>();
    for (const flow of flows.values())
      for (const step of flow.steps) (steps.get(step.component) ?? put(steps, step.component, [])).push(step);
    const stored = new Map<string, string[]>();
    for (const set of data.values()) for (const store of set.stores) (stored.get(store) ?? put(stored, store, [])).push(set.name);
    const components = new Map<string, Component>();
    for (const { key: name, keyAt, value } of entriesOf(this.#at('components'))) {
      const kind = (value.type === 'map' ? textOf(value.entries.get('kind')?.value) : null) ?? '';
      components.set(name, {
        name,
        kind,
        isQueue: kind === 'queue' || kind === 'stream',
        consumers: this.#consumers(name),
        steps: steps.get(name) ?? [],
        data: stored.get(name) ?? [],
        holds: this.#holds(name),
        places: placesOf(
          this.#root,
          name,
          this.#names('components', name, 'in').map((place) => place.name),
        ),
        causes: causesOf(this.#root, name),
        at: keyAt,
      });
    }
    return components;
  }

  #consumers(name: string): readonly Consumer[] {
    return entriesOf(this.#at('components', name, 'consumers')).map(({ key, keyAt }) => {
      const path = `components.${name}.consumers.${key}`;
      this.#references.use('component', key, keyAt, path);
      return { component: key, rate: this.#leaves.has(`${path}.rate`) ? `${path}.rate` : null };
    });
  }

  #holds(name: string): Component['holds'] {
    return entriesOf(this.#at('components', name, 'holds')).map(({ key, keyAt }) => {
      const path = `components.${name}.holds.${key}`;
      this.#references.use('data', key, keyAt, path);
      return { data: key, path };
    });
  }

  #checks(): readonly Check[] {
    const reader = { references: this.#references, leaf: (path: string) => this.#leaves.get(path) };
    const checks = [
      ...requirements(this.#at('requirements', 'quality'), reader),
      ...expectations(this.#at('expect'), 'expect', null, reader),
    ];
    for (const { key } of entriesOf(this.#at('scenarios')))
      checks.push(...expectations(this.#at('scenarios', key, 'expect'), `scenarios.${key}.expect`, key, reader));
    return checks;
  }
}

interface Touches {
  readonly byFlow: Map<string, Touch[]>;
  readonly byData: Map<string, Touch[]>;
}

function put<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value);
  return value;
}

function byPlace(a: Finding, b: Finding): number {
  if (!a.at || !b.at) return a.at ? -1 : b.at ? 1 : 0;
  return a.at.source.name < b.at.source.name ? -1 : a.at.source.name > b.at.source.name ? 1 : a.at.start - b.at.start;
}
