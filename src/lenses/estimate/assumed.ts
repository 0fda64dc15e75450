import type { Evaluation } from '../../evaluate/evaluation.js';
import { type FactNode, factId, type Graph, namesIn } from '../../facts/index.js';
import { amount } from '../../report/amounts.js';
import type { Note, Piece } from '../../report/blocks.js';
import { leafOf, type Model, regionOf } from '../../spec/index.js';
import type { AssumedResult } from './result.js';
import { isShown } from './shown.js';

const DEFAULTS = 'defaults.';

/** What is shown rests on and the spec does not state, in the order of their ids: defaults, and what data has today where that matters. */
export function assumedIn({ graph, model }: Evaluation): readonly AssumedResult[] {
  const found = new Map<string, AssumedResult>();
  const seen = new Set<FactNode>();
  for (const shown of graph.ids(isShown)) {
    const stack = [graph.get(shown)];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      const { id, unit, value, inputs } = node;
      if (id.startsWith(DEFAULTS)) found.set(id, { id, unit, value });
      for (const input of inputs) if (!seen.has(input)) stack.push(input);
    }
  }
  return [...found.values(), ...emptyToday(model, graph), ...evenly(model, graph)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const TODAY = '.year0';

/** Data sets with additions but without a stated number of items today, which is assumed to be zero. */
function emptyToday(model: Model, graph: Graph): readonly AssumedResult[] {
  if (leafOf(model, 'horizon') === undefined) return [];
  return [...model.data.values()].flatMap(({ name, addedBy }): readonly AssumedResult[] => {
    const states = (field: string): boolean => leafOf(model, `data.${name}.${field}`) !== undefined;
    const isEmpty = (addedBy.length > 0 || states('added')) && !states('items') && !states('size');
    return isEmpty && graph.get(`data.${name}.growth`).value > 0 ? [{ id: `data.${name}.items${TODAY}`, unit: 'count', value: 0 }] : [];
  });
}

/** `assumed: nothing of orders is there today (state its items, or size)`. */
export function emptyTodayNote(assumed: readonly AssumedResult[]): readonly Note[] {
  const names = assumed.flatMap(({ id }) => (id.endsWith(TODAY) ? (namesIn('data.*.items', id.slice(0, -TODAY.length))?.[0] ?? []) : []));
  if (names.length === 0) return [];
  const text = `nothing of ${listed(names)} is there today (state ${names.length === 1 ? 'its' : 'their'} items, or size)`;
  return [{ kind: 'note', label: 'assumed', text }];
}

/**
 * Components in several regions whose share of calls per region is not stated, though the regions of some callers are: each region is
 * assumed to get an equal share.
 */
function evenly(model: Model, graph: Graph): readonly AssumedResult[] {
  return [...model.components.values()].flatMap(({ name, places, traits, replication, calls }): readonly AssumedResult[] => {
    const isPlaced = calls.some(({ flow }) => (model.flows.get(flow)?.from.length ?? 0) > 0);
    if (places.regions < 2 || traits.run !== 'instances' || replication || !isPlaced) return [];
    const [first] = places.within.map(([place = '']) => factId('components.*.regions.*.share', name, regionOf(place)));
    const isOpen = first !== undefined && graph.get(first).state === 'unknown';
    return isOpen && graph.get(factId('components.*.headroom', name)).state === 'known'
      ? [{ id: first, unit: 'share', value: 1 / places.regions }]
      : [];
  });
}

/** `assumed: load of jobs is taken as spread evenly over regions`. */
export function evenlyNote(assumed: readonly AssumedResult[]): readonly Note[] {
  const names = assumed.flatMap(({ id }) => namesIn('components.*.regions.*.share', id)?.[0] ?? []);
  return names.length === 0
    ? []
    : [{ kind: 'note', label: 'assumed', text: `load of ${listed(names)} is taken as spread evenly over regions` }];
}

const TARGET = `${DEFAULTS}target.`;

/** What some are, in words; others by the end of their id. */
const WORDS: Readonly<Record<string, (value: Piece) => readonly Piece[]>> = {
  peak: (value) => ['peaks of ', value, 'x the mean'],
  afterLoss: (value) => [value, ' after a loss'],
};

/** `assumed: peaks of 3x the mean, up to 70% of rate and 80% of disk in use, 90% after a loss`. */
export function assumedNote(all: readonly AssumedResult[]): readonly Note[] {
  const assumed = all.filter(({ id }) => id.startsWith(DEFAULTS));
  if (assumed.length === 0) return [];
  const targets = assumed.filter(({ id }) => id.startsWith(TARGET));
  const others = assumed
    .filter(({ id }) => !id.startsWith(TARGET))
    .map(({ id, unit, value }) => {
      const name = id.slice(DEFAULTS.length);
      const shown = amount(value, unit === null || unit === 'ratio' ? 'plain' : unit);
      return WORDS[name]?.(shown) ?? [`${name} `, shown];
    });
  const parts = [
    ...others.filter(([first]) => first === 'peaks of '),
    ...inUse(targets),
    ...others.filter(([first]) => first !== 'peaks of '),
  ];
  return [{ kind: 'note', label: 'assumed', text: parts.flatMap((part, i) => (i === 0 ? part : [', ', ...part])) }];
}

/** `up to 70% of rate and 80% of disk and memory in use`. */
function inUse(targets: readonly AssumedResult[]): readonly (readonly Piece[])[] {
  const byValue = new Map<number, string[]>();
  for (const { id, value } of targets) byValue.set(value, [...(byValue.get(value) ?? []), id.slice(TARGET.length)]);
  if (byValue.size === 0) return [];
  const groups = [...byValue].map(([value, names]): readonly Piece[] => [amount(value, 'share'), ` of ${listed(names)}`]);
  return [['up to ', ...groups.flatMap((group, i) => (i === 0 ? group : [' and ', ...group])), ' in use']];
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
