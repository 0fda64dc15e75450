import { defaultOf } from '../catalog/index.js';
import { withoutRoot } from '../core/index.js';
import { BASE_CURRENCY, currencyOfUnit, type Expr, inCurrency, isPlain, mul, ref, unitOf } from '../quantity/index.js';
import { type CatalogFigure, isKind, KINDS, type Model } from '../spec/index.js';
import { rootOf } from './ids.js';
import { type LeafFacts, leafId } from './leaves.js';
import type { Origin } from './node.js';
import { scaleOf } from './units.js';

/** A leaf that the spec does not state. */
export interface Fixed {
  readonly unit: string;
  readonly value: number;
  readonly origin: Origin;
}

/** Conventions, figures of the catalog and defaults; undefined for any other id. */
export function fixedOf(id: string, model: Model): Fixed | undefined {
  if (rootOf(id) === 'conventions') return convention(id, model);
  if (rootOf(id) === 'catalog') return figure(id, model);
  if (rootOf(id) !== 'defaults') return undefined;
  const name = nameOfDefault(withoutRoot(id));
  const entry = name === undefined ? undefined : defaultOf(name, model.tier);
  return entry && { unit: entry.unit, value: entry.value, origin: { kind: 'catalog', entry } };
}

/** How instances fail is taken to be the same whatever their kind (`mtbf.service`); of what we do not run in instances nothing is assumed. */
function nameOfDefault(name: string): string | undefined {
  const what = rootOf(name);
  if (what !== 'mtbf' && what !== 'mttr') return name;
  const kind = name.slice(what.length + 1);
  return isKind(kind) && KINDS[kind].run === 'instances' ? what : undefined;
}

function convention(id: string, model: Model): Fixed | undefined {
  const name = withoutRoot(id);
  if (name !== 'day' && name !== 'month' && name !== 'year') return undefined;
  const stated = model.leaves.get(id);
  const origin: Origin = stated ? { kind: 'spec', leaf: stated } : { kind: 'convention', source: `calendar: a ${name} in seconds` };
  return { unit: 's', value: model.calendar[name], origin };
}

function figure(id: string, model: Model): Fixed | undefined {
  const whole = withoutRoot(id);
  const end = (['low', 'high'] as const).find((one) => whole.endsWith(`.${one}`));
  const name = end === undefined ? whole : whole.slice(0, -end.length - 1);
  const found = model.products.entries.get(name);
  if (!found) return undefined;
  const { entry, quantity, stated } = found;
  const part = end === undefined ? 1 : ((end === 'low' ? entry.low : entry.high) ?? entry.mid) / entry.mid;
  const unit =
    quantity.share && isPlain(quantity.dimension)
      ? 'share'
      : inCurrency(unitOf(quantity.dimension), currencyOfUnit(entry.unit) ?? BASE_CURRENCY);
  const source = `${entry.source} (${entry.asOf}${entry.checked ? '' : ', not checked'})`;
  const origin: Origin = stated
    ? { kind: 'override', leaf: stated.leaf, ...(stated.source !== null && { source }) }
    : { kind: 'catalog', entry: { value: entry.mid, unit: entry.unit, meaning: entry.name, source } };
  return { unit, value: (quantity.value * part) / scaleOf(unit, model.calendar), origin };
}

/** Whether a figure is a price in another currency than that of the spec. */
const isForeign = ({ entry }: CatalogFigure, { currency }: Model): boolean =>
  (currencyOfUnit(entry.unit) ?? currency.name) !== currency.name;

const hasExchange = ({ leaves }: Model): boolean => leaves.has('exchange');

/** What keeps the catalog's prices of a component from being used: that nobody states what they are in the currency of the spec. */
export function lacksExchange(component: string, model: Model): boolean {
  if (hasExchange(model)) return false;
  for (const [path, figure] of model.products.figures)
    if (path.startsWith(`components.${component}.`) && isForeign(figure, model)) return true;
  return false;
}

/** What the catalog has in place of a literal that the spec does not state. */
export function fromCatalog(path: string, model: Model, leaves: LeafFacts): Expr | undefined {
  const found = model.products.figures.get(path);
  if (!found) return undefined;
  if (isForeign(found, model) && !hasExchange(model)) return undefined;
  const figure = ref(`catalog.${found.entry.id}${found.part ? `.${found.part}` : ''}`);
  const value = isForeign(found, model) ? mul(figure, ref(leafId('exchange'))) : figure;
  const cores = found.per === 'core' ? leaves.writtenAt(path.replace(/\.each\..*$/, '.each.cpu')) : undefined;
  return cores === undefined ? value : mul(value, ref(leafId(cores)));
}
