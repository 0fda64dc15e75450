import { type Finding, failure, type Outcome, success } from '../core/index.js';
import { type Currency, CurrencyFinder, type ExpressionParser, loadExpressionParser, type Vocabulary } from '../quantity/index.js';
import { type KindName, literalsOf, SHAPE, WORDS } from '../schema/index.js';
import { type MapNode, type Node, nodeAt, type SourceTree } from '../source/index.js';
import { alternativesIn, unknownAlternatives } from './alternatives.js';
import { boundsOf, inWholes, outOfBounds, spikesWithoutHeight } from './bounds.js';
import { calendarOf, dayProblems } from './calendar.js';
import { expectations, requirements } from './checks.js';
import { componentWords, isTrue, rootWords, wordOf } from './component-words.js';
import { consistencyMistakes } from './consistency-mistakes.js';
import { contradictions } from './contradictions.js';
import { statedCurrency } from './currency.js';
import { dataUsesOf, namesIn, put } from './data-uses.js';
import { placesOnEarth } from './earth.js';
import { onceByPlace } from './findings.js';
import { dataWords, flowWords } from './flow-words.js';
import { isKind, KINDS } from './kinds.js';
import { LiteralReader, misspeltWord } from './literals.js';
import type { Call, Check, Component, Consumer, DataSet, Flow, Model } from './model.js';
import { defineNames } from './names.js';
import { objectivesIn } from './objectives.js';
import { noteOtherUses } from './other-uses.js';
import { MOST_CALLS, PathReader } from './path-reader.js';
import { entriesOf, mapOf, textOf } from './places.js';
import { productsIn } from './products.js';
import { References } from './references.js';
import { decisionsIn, requirementsIn, storiesIn } from './requirements.js';
import { leafOf, Statements, statedAt } from './resolution.js';
import { scenariosIn } from './scenarios.js';
import { causesOf, placesOf, regionsIn } from './topology.js';
import { waiversIn } from './waivers.js';
import { measuredWithoutEffect } from './without-effect.js';

/**
 * Resolves the names of a tree that the schema accepts and reads its literals.
 * @param file name under which results are reported
 * @param from what the spec that this one was made from counts money in
 * @param isHeldAgainstItself false where more changes are to come
 */
export async function buildModel(
  tree: SourceTree,
  file: string,
  from?: Currency,
  { isHeldAgainstItself = true }: { readonly isHeldAgainstItself?: boolean } = {},
): Promise<Outcome<Model>> {
  const parser = hasExpression(tree.root) ? await loadExpressionParser() : undefined;
  const finder = new CurrencyFinder(statedCurrency(tree.root) ?? (from?.isStated ? from.name : undefined));
  const built = new Builder(tree, file, parser, finder).build(isHeldAgainstItself);
  if (!built.ok) return built;
  if (!usesCatalog(tree.root)) return withoutMistakes(built.value);
  const { vocabulary, asOf, findings } = built.value;
  const isStated = (path: string): boolean => leafOf(built.value, path) !== undefined;
  const products = await productsIn(tree.root, { vocabulary, finder, asOf, isStated });
  if (products.findings.some((finding) => finding.severity === 'error')) return failure(...products.findings);
  return withoutMistakes({ ...built.value, currency: finder.currency, products, findings: [...findings, ...products.findings] });
}

/** Levels of consistency are words of a product, and what an instance carries may be a figure of one: known once the products are. */
function withoutMistakes(model: Model): Outcome<Model> {
  const wrong = consistencyMistakes(model);
  if (wrong.length > 0) return failure(...model.findings, ...wrong);
  const idle = measuredWithoutEffect(model);
  return success(idle.length === 0 ? model : { ...model, findings: [...model.findings, ...idle] });
}

function usesCatalog(root: MapNode): boolean {
  if (root.entries.has('catalog') || root.entries.has('products')) return true;
  return entriesOf(nodeAt(root, ['components'])).some(({ value }) => value.type === 'map' && value.entries.has('use'));
}

function hasExpression(node: Node): boolean {
  if (node.type === 'scalar') return typeof node.value === 'string' && node.value.trimStart().startsWith('=');
  if (node.type === 'list') return node.items.some(hasExpression);
  for (const { value } of node.entries.values()) if (hasExpression(value)) return true;
  return false;
}

/** Begins the patterns of what scenarios change: names with dots in them, beside `after` and `expect`. */
const SCENARIO_CHANGES = 'scenarios.*.*';

type AllUses = ReturnType<typeof dataUsesOf>;

class Builder {
  readonly #tree: SourceTree;
  readonly #root: MapNode;
  readonly #file: string;
  readonly #parser: ExpressionParser | undefined;
  readonly #finder: CurrencyFinder;
  readonly #references = new References();
  readonly #findings: Finding[] = [];
  readonly #stated = new Statements();

  constructor(tree: SourceTree, file: string, parser: ExpressionParser | undefined, finder: CurrencyFinder) {
    this.#tree = tree;
    this.#root = tree.root;
    this.#file = file;
    this.#parser = parser;
    this.#finder = finder;
  }

  build(isHeldAgainstItself: boolean): Outcome<Model> {
    const calendar = calendarOf(this.#root, this.#findings);
    defineNames(this.#root, this.#references, this.#findings);
    const vocabulary: Vocabulary = { calendar, counts: this.#counts() };
    this.#readLiterals(vocabulary);
    const { leaves, writtenAs, fields } = this.#stated;
    const uses = dataUsesOf(this.#root);
    const flows = this.#flows(uses);
    const data = this.#data(uses);
    const components = this.#components(flows, data);
    const checks = this.#checks();
    const scenarios = scenariosIn(this.#root, leaves);
    const objectives = objectivesIn(this.#root, leaves);
    noteOtherUses(this.#root, this.#references);
    const alternatives = alternativesIn(this.#root);
    const stated = { root: this.#root, leaves, writtenAs, fields, components, data: [...data.keys()], checks };
    const findings = onceByPlace([
      ...this.#findings,
      ...this.#references.findings(),
      // What cannot be is not held against what else is stated.
      ...(!isHeldAgainstItself || this.#findings.some(({ rule }) => rule === 'spec/out-of-bounds') ? [] : contradictions(stated)),
      ...spikesWithoutHeight(flows, this.#root),
      ...unknownAlternatives(this.#root, alternatives),
      ...dayProblems(this.#root),
    ]);
    if (findings.some((finding) => finding.severity === 'error')) return failure(...findings);
    return success({
      file: this.#file,
      tree: this.#tree,
      name: textOf(this.#at('name')) ?? '',
      summary: textOf(this.#at('summary')),
      tier: wordOf(WORDS.tier, this.#at('tier')) ?? 'standard',
      asOf: textOf(this.#at('asOf')),
      calendar,
      vocabulary,
      currency: this.#finder.currency,
      conventions: entriesOf(this.#at('conventions')).map(({ key, value }) => `${key} = ${textOf(value)}`),
      leaves,
      writtenAs,
      fields,
      flows,
      components,
      data,
      places: placesOnEarth(this.#root),
      regions: new Map(regionsIn(this.#root).map(({ name, zones }) => [name, zones])),
      causes: new Set(entriesOf(this.#at('topology', 'causes')).map(({ key }) => key)),
      checks,
      requirements: requirementsIn(this.#root),
      stories: storiesIn(this.#root),
      decisions: decisionsIn(this.#root),
      objectives,
      scenarios,
      waivers: waiversIn(this.#at('waivers')),
      alternatives,
      products: { figures: new Map(), entries: new Map(), behaviors: new Map(), nodesHold: new Map(), managed: new Set(), findings: [] },
      findings: [...this.#tree.findings, ...findings],
    });
  }

  #at(...path: readonly (string | number)[]): Node | undefined {
    return nodeAt(this.#root, path);
  }

  /** Counted nouns: those the spec declares, and the names of its own flows and data sets. */
  #counts(): ReadonlySet<string> {
    const declared = this.#at('counts');
    const names = declared?.type === 'list' ? declared.items.map((item) => textOf(item) ?? '') : [];
    const flows = entriesOf(this.#at('flows'));
    // Those who bring the work are counted as well: 5k dispatchers.
    const named = [
      ...flows.map(({ key }) => textOf(this.#at('flows', key, 'actor')) ?? ''),
      ...entriesOf(this.#at('actors')).map(({ key }) => key),
    ];
    const actors = named.filter((actor) => /^[a-z]{3,30}$/.test(actor));
    return new Set([...names, ...actors, ...flows.map(({ key }) => key), ...entriesOf(this.#at('data')).map(({ key }) => key)]);
  }

  #readLiterals(vocabulary: Vocabulary): void {
    const assumptions = new Set(entriesOf(this.#at('assumptions')).map(({ key }) => key));
    const reader = new LiteralReader(vocabulary, this.#finder, this.#references, assumptions, this.#parser);
    for (const literal of literalsOf(SHAPE, this.#root)) {
      const { path, pattern, node, field, shape } = literal;
      if (pattern.startsWith(SCENARIO_CHANGES)) continue; // read against what they change
      const meant = misspeltWord(literal);
      if (meant) {
        this.#findings.push(meant);
        continue;
      }
      const read = reader.read(path, node, field, shape.bound);
      if (!read) continue;
      const bounds = boundsOf(literal);
      const { path: at, field: type, text, at: range, node: scalar, value } = read;
      const leaf = bounds ? { path: at, field: type, text, at: range, node: scalar, value: inWholes(value, bounds), bounds } : read;
      this.#stated.add(literal, leaf);
      const broken = outOfBounds(leaf);
      if (broken) this.#findings.push(broken);
    }
    this.#findings.push(...reader.findings);
  }

  #flows(uses: AllUses): ReadonlyMap<string, Flow> {
    const flows = new Map<string, Flow>();
    let count = 0;
    for (const { key: name, keyAt, value } of entriesOf(this.#at('flows'))) {
      const node = value.type === 'map' ? value : undefined;
      const words = flowWords(node, this.#at('actors'));
      const write = words.kind === 'write';
      const adds = uses.adds.byFlow.get(name) ?? [];
      const stores = new Set(adds.flatMap(({ data }) => namesIn(this.#root, 'data', data, 'in').map((store) => store.name)));
      const partOf = node?.entries.get('partOf')?.value;
      if (partOf) this.#references.use('flow', textOf(partOf) ?? '', partOf.at, `flows.${name}.partOf`);
      const reader = new PathReader({
        references: this.#references,
        has: (path) => leafOf(this.#stated, path) !== undefined,
        kindOf: (component) => this.#kindOf(component),
        componentNode: (component) => mapOf(this.#at('components', component)),
        addsDataTo: (component) => stores.has(component),
        flow: name,
        flowWrites: write,
        flowWords: words,
        take: () => ++count <= MOST_CALLS,
      });
      const path = node?.entries.get('path')?.value;
      if (path) reader.read(path, `flows.${name}.path`);
      this.#findings.push(...reader.findings);
      flows.set(name, {
        ...words,
        name,
        write,
        offPeak: isTrue(node?.entries.get('offPeak')?.value),
        hasOwnGrowth: statedAt(this.#stated, 'flows.*.growth', name) !== undefined,
        partOf: textOf(partOf),
        spikes: entriesOf(node?.entries.get('spikes')?.value).map(({ key }) => key),
        adds,
        reads: uses.reads.byFlow.get(name) ?? [],
        calls: reader.calls,
        at: keyAt,
      });
    }
    if (count > MOST_CALLS) {
      this.#findings.push({
        rule: 'spec/path',
        severity: 'error',
        message: `the paths of this spec come to more than ${MOST_CALLS} calls`,
        at: this.#root.at,
        path: 'flows',
        help: 'queues whose consumers call queues multiply: simplify them',
      });
    }
    return flows;
  }

  #data(uses: AllUses): ReadonlyMap<string, DataSet> {
    const sets = new Map<string, DataSet>();
    for (const { key: name, keyAt } of entriesOf(this.#at('data'))) {
      const stores = namesIn(this.#root, 'data', name, 'in');
      for (const store of stores) this.#references.use('component', store.name, store.at, `data.${name}.in`);
      for (const field of ['addedBy', 'readBy'])
        for (const flow of namesIn(this.#root, 'data', name, field))
          this.#references.use('flow', flow.name, flow.at, `data.${name}.${field}`);
      sets.set(name, {
        name,
        stores: [...new Set(stores.map((store) => store.name))],
        addedBy: uses.adds.byData.get(name) ?? [],
        readBy: uses.reads.byData.get(name) ?? [],
        hasOwnGrowth: statedAt(this.#stated, 'data.*.growth', name) !== undefined,
        ...dataWords(mapOf(this.#at('data', name))),
        itemParts: entriesOf(this.#at('data', name, 'item')).map(({ key }) => key),
        at: keyAt,
      });
    }
    return sets;
  }

  #components(flows: ReadonlyMap<string, Flow>, data: ReadonlyMap<string, DataSet>): ReadonlyMap<string, Component> {
    const called = new Map<string, Call[]>();
    for (const flow of flows.values())
      for (const call of flow.calls) (called.get(call.component) ?? put(called, call.component, [])).push(call);
    const stored = new Map<string, string[]>();
    for (const set of data.values()) for (const store of set.stores) (stored.get(store) ?? put(stored, store, [])).push(set.name);
    const components = new Map<string, Component>();
    const regions = regionsIn(this.#root);
    const root = rootWords(this.#root);
    for (const { key: name, keyAt, value } of entriesOf(this.#at('components'))) {
      const kind = this.#kindOf(name);
      if (!kind) continue;
      const traits = KINDS[kind];
      const words = componentWords(mapOf(value), root);
      const holds = this.#holds(name);
      components.set(name, {
        name,
        kind,
        traits,
        use: words.use,
        spread: words.spread,
        survives: words.survives,
        sizeFor: words.sizeFor,
        replication: words.replication,
        failover: words.failover,
        deploy: words.deploy,
        maintenance: words.maintenance,
        delivery: words.delivery,
        deadLetters: this.#deadLetters(name, words.deadLetters),
        auth: words.auth,
        balancing: words.balancing,
        throttle: words.throttle,
        usersCode: words.usersCode,
        ownTime: words.ownTime,
        isIdempotent: words.isIdempotent,
        invalidation: words.invalidation,
        isolation: words.isolation,
        cap: words.cap,
        partitionKey: words.partitionKey,
        areReplicas: words.areReplicas,
        consumers: this.#consumers(name),
        calls: called.get(name) ?? [],
        data: stored.get(name) ?? [],
        holds,
        isCache: traits.isCache || holds.length > 0,
        places: placesOf(
          regions,
          namesIn(this.#root, 'components', name, 'in').map((place) => place.name),
          traits,
          words.spread,
        ),
        causes: causesOf(this.#root, name),
        at: keyAt,
      });
    }
    return components;
  }

  /** Undefined if there is no component of that name. */
  #kindOf(component: string): KindName | undefined {
    const kind = textOf(this.#at('components', component, 'kind'));
    return kind !== null && isKind(kind) ? kind : undefined;
  }

  #consumers(name: string): readonly Consumer[] {
    return entriesOf(this.#at('components', name, 'consumers')).map(({ key, keyAt }) => {
      const path = `components.${name}.consumers.${key}`;
      this.#references.use('component', key, keyAt, path);
      return { component: key, hasRate: statedAt(this.#stated, 'components.*.consumers.*.rate', name, key) !== undefined };
    });
  }

  /** Not the queue itself, from which they would come again. */
  #deadLetters(name: string, to: Component['deadLetters']): Component['deadLetters'] {
    if (to === null) return null;
    const path = `components.${name}.deadLetters`;
    this.#references.use('component', to.name, to.at, path);
    if (to.name === name)
      this.#findings.push({
        rule: 'spec/contradiction',
        severity: 'error',
        message: `"${name}" cannot take its own dead letters: they would come again`,
        at: to.at,
        path,
        help: 'name another queue, or a store',
      });
    return to;
  }

  #holds(name: string): Component['holds'] {
    return entriesOf(this.#at('components', name, 'holds')).map(({ key, keyAt }) => {
      this.#references.use('data', key, keyAt, `components.${name}.holds.${key}`);
      return key;
    });
  }

  #checks(): readonly Check[] {
    const namesOf = (section: string): readonly string[] => entriesOf(this.#at(section)).map(({ key }) => key);
    const all = { flows: namesOf('flows'), data: namesOf('data') };
    const reader = { references: this.#references, leaf: (path: string) => this.#stated.leaves.get(path), all };
    const checks = [
      ...requirements(this.#at('requirements', 'quality'), 'quality', reader),
      ...requirements(this.#at('requirements', 'agreements'), 'agreements', reader),
      ...expectations(this.#at('expect'), 'expect', null, reader),
    ];
    for (const { key } of entriesOf(this.#at('scenarios')))
      checks.push(...expectations(this.#at('scenarios', key, 'expect'), `scenarios.${key}.expect`, key, reader));
    return checks;
  }
}
