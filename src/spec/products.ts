import {
  agreementOf,
  type Behavior,
  behaviorOf,
  catalogEntry,
  type Entry,
  foldedName,
  isPastShelfLife,
  type ProductFigure,
  productOf,
  routesBetween,
  suggestProduct,
} from '../catalog/index.js';
import type { Finding } from '../core/index.js';
import { type CurrencyFinder, parseLiteral, type Quantity, type Vocabulary } from '../quantity/index.js';
import { type MapNode, type Node, nodeAt } from '../source/index.js';
import { placesOnEarth } from './earth.js';
import { type Override, overridesIn } from './overrides.js';
import { MEASURED_PERCENTILES } from './percentiles.js';
import { textOf } from './places.js';

/** A figure of the catalog that stands in for what a component does not state. */
export interface CatalogFigure {
  readonly entry: Entry;
  readonly quantity: Quantity;
  /** What it is for: an instance, or one of its cores (times `each.cpu`). */
  readonly per: ProductFigure['per'];
  /** Which end of it, where it is not the middle. */
  readonly part?: ProductFigure['part'];
  readonly forAllCopies?: ProductFigure['forAllCopies'];
  /** What the spec or the config has in its place. */
  readonly stated?: Override;
}

export interface Products {
  /** By spec path: `components.db.each.rate`. */
  readonly figures: ReadonlyMap<string, CatalogFigure>;
  /** By entry id. */
  readonly entries: ReadonlyMap<string, CatalogFigure>;
  /** What a node of a store has of a data set, by component, where its product tells. */
  readonly nodesHold: ReadonlyMap<string, 'parts' | 'all'>;
  /** Names of components that are run by the provider of their product. */
  readonly managed: ReadonlySet<string>;
  /** What the products guarantee by their settings, by component. */
  readonly behaviors: ReadonlyMap<string, Behavior>;
  readonly findings: readonly Finding[];
}

/** What of a spec decides what it takes from the catalog. */
interface Needed {
  readonly vocabulary: Vocabulary;
  readonly finder: CurrencyFinder;
  readonly asOf: string | null;
  readonly isStated: (path: string) => boolean;
}

/** What is stated together: where the spec states one of them, the catalog supplies none of the others. */
const OWN_TIME = [
  'each.p50',
  'each.p99',
  'each.mean',
  'each.serviceTime',
  'each.samples.0',
  ...MEASURED_PERCENTILES.map((name) => `each.percentiles.${name}`),
];
const TOGETHER: readonly (readonly string[])[] = [
  ['each.rate', 'each.reads', 'each.writes'],
  ['latency.p50', ...OWN_TIME],
  ['latency.p99', ...OWN_TIME],
];

/**
 * Capacities and prices of the products that `use:` names, where the spec does not state its own. An entry past its shelf life on the day
 * of the spec is reported; a product that nobody knows is no mistake, but a near miss is worth a word.
 */
export async function productsIn(root: MapNode, { vocabulary, finder, asOf, isStated }: Needed): Promise<Products> {
  const figures = new Map<string, CatalogFigure>();
  const entries = new Map<string, CatalogFigure>();
  const behaviors = new Map<string, Behavior>();
  const nodesHold = new Map<string, 'parts' | 'all'>();
  const managed = new Set<string>();
  const overrides = await overridesIn(root, vocabulary, finder);
  const own = root.entries.has('products') ? await (await import('./own-behaviors.js')).ownBehaviors(root) : undefined;
  const findings: Finding[] = [...overrides.findings, ...(own?.findings ?? [])];
  for (const id of routesIn(root)) {
    const figure = await figureOf(id, 'use', overrides.byId.get(id), vocabulary);
    if (figure) entries.set(id, figure);
  }
  const components = nodeAt(root, ['components']);
  if (components?.type !== 'map') return { figures, entries, behaviors, nodesHold, managed, findings };
  for (const { key: name, value } of components.entries.values()) {
    const use = value.type === 'map' ? value.entries.get('use')?.value : undefined;
    const word = textOf(use);
    if (!use || word === null) continue;
    const product = await productOf(word);
    const stated = own?.byName.get(foldedName(product?.name ?? word));
    if (stated) behaviors.set(name, stated);
    if (!product) {
      if (stated) continue;
      const near = await suggestProduct(word);
      if (near !== undefined) {
        findings.push({
          rule: 'catalog/unknown-product',
          severity: 'info',
          message: `the catalog has no "${word}"`,
          at: use.at,
          path: `components.${name}.use`,
          help: `did you mean "${near}"?`,
          suggestion: near,
        });
      }
      continue;
    }
    if (product.isManaged) managed.add(name);
    if (product.nodesHold) nodesHold.set(name, product.nodesHold);
    const behavior = stated ?? (await behaviorOf(product.name));
    if (behavior) behaviors.set(name, behavior);
    const agreement = await agreementOf(product.name);
    const agreed = agreement === undefined ? undefined : await figureOf(agreement, 'use', overrides.byId.get(agreement), vocabulary);
    if (agreement !== undefined && agreed) {
      figures.set(`components.${name}.agreed`, agreed);
      entries.set(agreement, agreed);
    }
    for (const { field, entry: id, per, part, forAllCopies, mostConsumers } of product.figures) {
      const path = `components.${name}.${field}`;
      const together = TOGETHER.find((group) => group.includes(field)) ?? [field];
      if (figures.has(path) || per === 'partition' || together.some((other) => isStated(`components.${name}.${other}`))) continue;
      if (mostConsumers !== undefined && consumersOf(value) > mostConsumers) continue;
      if (field.startsWith('transfer.') && !isCopied(`components.${name}`, isStated)) continue;
      if (per === 'core' && !isStated(`components.${name}.each.cpu`)) continue;
      const figure = await figureOf(id, per, overrides.byId.get(id), vocabulary);
      if (!figure) continue;
      const { entry, stated } = figure;
      figures.set(path, { ...figure, ...(part && { part }), ...(forAllCopies && { forAllCopies }) });
      entries.set(id, figure);
      if (asOf !== null && !stated && isPastShelfLife(entry, asOf)) {
        findings.push({
          rule: 'catalog/past-shelf-life',
          severity: 'info',
          message: `the catalog's figure for ${field} of ${product.label} is of ${entry.asOf}, past its shelf life`,
          at: use.at,
          path: `components.${name}.use`,
          help: `state ${field} yourself, or check it: sysdesign catalog ${entry.id}`,
        });
      }
    }
  }
  return { figures, entries, behaviors, nodesHold, managed, findings };
}

/** Ids of round trips between the places of regions, as far as the catalog may have them. */
function routesIn(root: MapNode): readonly string[] {
  const places = [...placesOnEarth(root).values()].filter((place) => typeof place === 'string');
  return places.flatMap((a) => places.flatMap((b) => (a === b ? [] : routesBetween(a, b))));
}

/** Those that the component lists: more than one take each message several times. */
function consumersOf(component: Node): number {
  const consumers = component.type === 'map' ? component.entries.get('consumers')?.value : undefined;
  return consumers?.type === 'map' ? consumers.entries.size : 0;
}

/** Only what has copies, and does not state what sending to them costs, asks the catalog for it. */
const isCopied = (at: string, isStated: (path: string) => boolean): boolean =>
  isStated(`${at}.replication.factor`) && !isStated(`${at}.price.replication`);

async function figureOf(
  id: string,
  per: ProductFigure['per'],
  stated: Override | undefined,
  vocabulary: Vocabulary,
): Promise<CatalogFigure | undefined> {
  if (stated) return { entry: stated.entry, quantity: stated.quantity, per, stated };
  const entry = await catalogEntry(id);
  if (!entry) return undefined;
  const literal = parseLiteral(`${entry.mid} ${entry.unit}`.trim(), null, vocabulary);
  return literal.ok ? { entry, quantity: literal.value, per } : undefined;
}
