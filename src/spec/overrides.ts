import { catalogEntries, type Entry } from '../catalog/index.js';
import { type Finding, positionAt, type Range, suggest } from '../core/index.js';
import {
  BASE_CURRENCY,
  type CurrencyFinder,
  currencyMarks,
  describeDimension,
  inCurrency,
  isPlain,
  type Parsed,
  parseLiteral,
  type Quantity,
  type QuantityProblem,
  sameDimension,
  type Vocabulary,
} from '../quantity/index.js';
import { type MapNode, type Node, nodeAt, type ScalarNode } from '../source/index.js';
import type { Leaf } from './leaf.js';
import { problemFinding } from './literals.js';
import { entriesOf, literalText, mapOf, placeWithin, textOf } from './places.js';

/** A figure that the spec or the config has in place of that of the catalog. */
export interface Override {
  /** The entry with the figures of the override, in the entry's own unit. */
  readonly entry: Entry;
  readonly quantity: Quantity;
  /** Where its middle is written. */
  readonly leaf: Leaf;
  /** Who states it; null if nobody is named. */
  readonly source: string | null;
}

export interface Overrides {
  readonly byId: ReadonlyMap<string, Override>;
  readonly findings: readonly Finding[];
}

/**
 * What `catalog:` has in place of figures of the catalog: a value, or `{ low, mid, high, source, asOf }`. A number alone is in the unit of
 * the entry.
 * @param finder of the currency of the spec: figures are in it, or in that of the catalog; those of a config alone are of no spec yet
 */
export async function overridesIn(root: MapNode, vocabulary: Vocabulary, finder?: CurrencyFinder): Promise<Overrides> {
  const stated = entriesOf(nodeAt(root, ['catalog']));
  const byId = new Map<string, Override>();
  const findings: Finding[] = [];
  if (stated.length === 0) return { byId, findings };
  const known = new Map((await catalogEntries()).map((entry) => [entry.id, entry]));
  for (const { key: id, keyAt, value } of stated) {
    const entry = known.get(id);
    const read = entry ? readOverride(entry, value, vocabulary, finder) : [unknownEntry(id, keyAt, known.keys())];
    if ('entry' in read) byId.set(id, read);
    else findings.push(...read);
  }
  return { byId, findings };
}

function unknownEntry(id: string, at: Range, known: Iterable<string>): Finding {
  const near = suggest(id, known);
  return {
    rule: 'catalog/unknown-entry',
    severity: 'error',
    message: `the catalog has no entry "${id}"`,
    at,
    path: `catalog.${id}`,
    help: near === undefined ? '`sysdesign catalog` lists them' : `did you mean "${near}"?`,
    ...(near !== undefined && { suggestion: near }),
  };
}

/** The override, or what is wrong with it. */
function readOverride(
  entry: Entry,
  value: Node,
  vocabulary: Vocabulary,
  finder: CurrencyFinder | undefined,
): Override | readonly Finding[] {
  const at = (key: string): ScalarNode | undefined => {
    const node = value.type === 'scalar' ? (key === 'mid' ? value : undefined) : nodeAt(value, [key]);
    return node?.type === 'scalar' ? node : undefined;
  };
  const path = `catalog.${entry.id}`;
  const unit = parseLiteral(`1 ${entry.unit}`.trim(), null, vocabulary);
  const node = at('mid');
  if (!unit.ok || !node) return [];
  const findings: Finding[] = [];
  const read = (scalar: ScalarNode | undefined): Quantity | undefined => {
    if (!scalar) return undefined;
    const parsed = inUnitOf(entry, literalText(scalar), vocabulary);
    if (!parsed.ok) findings.push(problemFinding(parsed.problem, placeWithin(scalar, parsed.problem.start, parsed.problem.end), path));
    else if (!sameDimension(parsed.value.dimension, unit.value.dimension) || (parsed.value.share && !unit.value.share))
      findings.push(otherDimension(entry, parsed.value, unit.value, scalar, path));
    else if (parsed.value.value < 0) findings.push(belowZero(entry, parsed.value, scalar, path));
    else {
      const second = secondCurrency(parsed.value, scalar, finder);
      if (!second) return parsed.value;
      findings.push(problemFinding(second, placeWithin(scalar, second.start, second.end), path));
    }
    return undefined;
  };
  const [low, mid, high] = [read(at('low')), read(node), read(at('high'))];
  if (!mid) return findings;
  const figures = { low: low ?? mid, mid, high: high ?? mid };
  if (figures.low.value > mid.value || mid.value > figures.high.value) findings.push(outOfOrder(node, path));
  if (findings.length > 0) return findings;
  const { low: _, high: __, hardware: ___, ...rest } = entry;
  const source = textOf(at('source'));
  return {
    entry: {
      ...rest,
      unit: inCurrency(entry.unit, currencyMarks(mid.text)[0]?.codes[0] ?? BASE_CURRENCY),
      bounds: low && high ? 'range' : low ? 'minimum' : high ? 'maximum' : 'single',
      mid: mid.value / unit.value.value,
      ...(low && { low: low.value / unit.value.value }),
      ...(high && { high: high.value / unit.value.value }),
      source: source ?? 'as stated',
      asOf: textOf(at('asOf')) ?? entry.asOf,
      note: `stated at ${placeOf(node.at)} in place of the catalog's`,
      checked: true,
    },
    quantity: mid,
    leaf: { path, field: 'any', text: literalText(node).trim(), at: node.at, node, value: { kind: 'quantity', quantity: mid } },
    source,
  };
}

/** A figure in neither the currency of the spec nor that of the catalog. */
function secondCurrency(
  { dimension, text }: Quantity,
  scalar: ScalarNode,
  finder: CurrencyFinder | undefined,
): QuantityProblem | undefined {
  const marks = dimension.money === 0 ? [] : currencyMarks(text).filter(({ codes }) => !codes.includes(BASE_CURRENCY));
  return finder?.secondOf(marks, literalText(scalar));
}

function placeOf({ source, start }: Range): string {
  const { line, column } = positionAt(source, start);
  return `${source.name}:${line}:${column}`;
}

/** A number alone is in the unit of the entry. */
function inUnitOf(entry: Entry, text: string, vocabulary: Vocabulary): Parsed<Quantity> {
  const parsed = parseLiteral(text, null, vocabulary);
  const isBare = parsed.ok && isPlain(parsed.value.dimension) && !parsed.value.share;
  return isBare && entry.unit !== '' ? parseLiteral(`${text} ${entry.unit}`, null, vocabulary) : parsed;
}

function otherDimension(entry: Entry, got: Quantity, wanted: Quantity, { at }: ScalarNode, path: string): Finding {
  const measured = got.share && isPlain(got.dimension) ? 'a share' : describeDimension(got.dimension);
  const mark = currencyMarks(got.text)[0];
  const isAfter = mark !== undefined && mark.start > 0 && entry.unit.startsWith(BASE_CURRENCY);
  const suggestion = isAfter ? `${got.text.slice(0, mark.start)}${inCurrency(entry.unit, mark.codes[0])}` : undefined;
  return {
    rule: 'quantity/dimension',
    severity: 'error',
    message: `"${entry.id}" is ${describeDimension(wanted.dimension)}, and "${got.text}" is ${measured}`,
    at,
    path,
    help: suggestion === undefined ? `write it in ${entry.unit === '' ? 'plain numbers' : entry.unit}` : `did you mean "${suggestion}"?`,
    ...(suggestion !== undefined && { suggestion }),
  };
}

const belowZero = (entry: Entry, got: Quantity, { at }: ScalarNode, path: string): Finding => ({
  rule: 'quantity/range',
  severity: 'error',
  message: `"${entry.id}" is not below zero: got ${got.text}`,
  at,
  path,
  help: 'check the sign and the number',
});

const outOfOrder = ({ at }: ScalarNode, path: string): Finding => ({
  rule: 'spec/contradiction',
  severity: 'error',
  message: 'the middle of a figure is not between its low and its high',
  at,
  path,
  help: 'state low, mid and high in that order',
});

/**
 * A spec with what a config has in place of the catalog, where it has nothing of its own by that name. Every node keeps the place where it is written.
 * @param stated `catalog` and `products` of the config
 */
export function withCatalog(root: MapNode, stated: MapNode): MapNode {
  let merged = root;
  for (const { key, value } of stated.entries.values()) {
    const own = root.entries.get(key);
    const [ownMap, map] = [mapOf(own?.value), mapOf(value)];
    const first = [...(map?.entries.values() ?? [])][0];
    if (!map || !first || (own && !ownMap)) continue;
    const both: MapNode = { ...(ownMap ?? map), entries: new Map([...map.entries, ...(ownMap?.entries ?? [])]) };
    merged = {
      ...merged,
      entries: new Map(merged.entries).set(key, own ? { ...own, value: both } : { key, keyAt: first.keyAt, value: both }),
    };
  }
  return merged;
}
