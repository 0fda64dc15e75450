/**
 * `chance(...)` and `outages(...)` as formulas print them, by conditioning on one event after the other: no decision diagram, no levels. Events
 * that are names are independent; a group is short as the binomial, or its chain, says of what the lost places leave of it.
 */
import { compute, type Tree } from './recomputing.js';
import { choose, groupOf, outside, shortage } from './recomputing-groups.js';

type Read = (id: string) => number;

/** What still stands of an event once some of it is decided. */
type Formula = boolean | Tree;

export const isCall = (tree: Tree, name: string): boolean => tree.kind === 'call' && tree.name === name;

function decided(formula: Formula, known: ReadonlyMap<string, boolean>): Formula {
  if (typeof formula === 'boolean') return formula;
  if (formula.kind === 'number') return formula.value !== 0;
  if (formula.kind === 'id' || formula.name === 'insufficient') return known.get(keyOf(formula)) ?? formula;
  const isOr = formula.name === 'or';
  const parts = formula.args.map((arg) => decided(arg, known));
  if (parts.includes(isOr)) return isOr;
  const open = parts.filter((part): part is Tree => typeof part !== 'boolean');
  const [first] = open;
  if (!first) return !isOr;
  return open.length === 1 ? first : { kind: 'call', name: formula.name, args: open };
}

const KEYS = new WeakMap<Tree, string>();

export function keyOf(tree: Tree): string {
  const key = KEYS.get(tree) ?? JSON.stringify(tree);
  KEYS.set(tree, key);
  return key;
}

export const argsOf = (tree: Tree): readonly Tree[] => (tree.kind === 'call' ? tree.args : []);
const regionsOf = (short: Tree): readonly (readonly Tree[])[] =>
  argsOf(short).flatMap((arg) => (isCall(arg, 'places') ? [argsOf(arg)] : []));
export const placesOf = (short: Tree): readonly Tree[] => regionsOf(short).flat();
const lostOf = (short: Tree, state: ReadonlyMap<string, boolean>): readonly (readonly boolean[])[] =>
  regionsOf(short).map((places) => places.map((place) => decided(place, state) === true));

/** The same by the place of each among all. */
export function lostAt(short: Tree, isLost: (place: number) => boolean): readonly (readonly boolean[])[] {
  let at = 0;
  return regionsOf(short).map((places) => places.map(() => isLost(at++)));
}

/**
 * Share of the requests that fail while some failures, and no others, are there.
 * @param reached chances of these, by what they are of: of a group, the chance that it has so little left
 */
export function shareOf(event: Tree, read: Read, reached: ReadonlyMap<string, number>, isShare: (id: string) => boolean): number {
  const state = new Map<string, boolean>();
  const all = new Map<string, Tree>();
  const visit = (tree: Tree): void => {
    if (tree.kind === 'id') all.set(keyOf(tree), tree);
    else if (tree.kind === 'call') for (const arg of isShort(tree) ? placesOf(tree) : tree.args) visit(arg);
  };
  visit(event);
  for (const [key, leaf] of all) if (leaf.kind === 'id' && !isShare(leaf.id)) state.set(key, reached.has(key) || read(leaf.id) >= 1);
  const whole = lasting(event);
  for (const [key, short] of leaves(whole, isShort)) {
    const own = reached.get(familyOf(short)) ?? -1;
    const { chance: p } = shortage(short, read, lostOf(short, state));
    state.set(key, p >= 1 || (own >= 0 && own <= p * (1 + 1e-9)));
  }
  return conditioned(decided(whole, state), read, new Map());
}

/** What is outlasted is there. */
const lasting = (tree: Tree): Tree =>
  tree.kind !== 'call' || isShort(tree)
    ? tree
    : tree.name === 'outlasting'
      ? lasting(tree.args[0] as Tree)
      : { ...tree, args: tree.args.map(lasting) };

function leaves(tree: Tree, wanted: (leaf: Tree) => boolean, found = new Map<string, Tree>()): Map<string, Tree> {
  if (tree.kind === 'id' || isCall(tree, 'insufficient')) {
    if (wanted(tree)) found.set(keyOf(tree), tree);
  } else for (const arg of argsOf(tree)) leaves(arg, wanted, found);
  return found;
}

export const isShort = (tree: Tree): boolean => isCall(tree, 'insufficient');

/** With what is only asked whether it is more than nothing answered. */
function settled(tree: Tree, read: Read): Tree {
  if (tree.kind !== 'call' || isShort(tree)) return tree;
  if (tree.name === '>') return { kind: 'number', value: compute(tree, read) };
  return { ...tree, args: tree.args.map((arg) => settled(arg, read)) };
}

/** Chance of an event: all states of what decides about groups first, then one event after the other. */
export function chance(whole: Tree, read: Read, given: ReadonlyMap<string, boolean> = new Map()): number {
  const event = settled(whole, read);
  const groups = [...leaves(event, isShort).values()];
  const places = new Map<string, Tree>();
  for (const group of groups) for (const place of placesOf(group)) leaves(place, () => true, places);
  return overStates(
    [...places.keys()].filter((key) => !given.has(key)),
    new Map(given),
    (state) => {
      const chances = new Map<string, number>();
      for (const group of groups) {
        const lost = lostOf(group, state);
        chances.set(keyOf(group), shortage(group, read, lost).chance);
      }
      return conditioned(decided(event, state), read, chances);
    },
    (key) => read((places.get(key) as { id: string }).id),
  );
}

function overStates(
  keys: readonly string[],
  state: ReadonlyMap<string, boolean>,
  then: (state: ReadonlyMap<string, boolean>) => number,
  q: (key: string) => number,
): number {
  const [key, ...rest] = keys;
  if (key === undefined) return then(state);
  const chanceOfKey = q(key);
  const side = (value: boolean, weight: number): number =>
    weight === 0 ? 0 : weight * overStates(rest, new Map([...state, [key, value]]), then, q);
  return side(true, chanceOfKey) + side(false, 1 - chanceOfKey);
}

/** Groups of one component are short together: who asks for more of it is short whenever who asks for less is. */
const familyOf = (leaf: Tree): string => (isShort(leaf) ? JSON.stringify(argsOf(leaf)[0]) : keyOf(leaf));

function conditioned(formula: Formula, read: Read, groups: ReadonlyMap<string, number>): number {
  if (typeof formula === 'boolean') return formula ? 1 : 0;
  const [first] = leaves(formula, () => true).values();
  if (!first) return 0;
  const family = [...leaves(formula, (leaf) => familyOf(leaf) === familyOf(first)).values()];
  const members = family
    .map((leaf) => ({ key: keyOf(leaf), p: leaf.kind === 'id' ? read(leaf.id) : (groups.get(keyOf(leaf)) as number) }))
    .sort((a, b) => a.p - b.p);
  let sum = 0;
  let before = 0;
  for (let i = 0; i <= members.length; i++) {
    const p = members[i]?.p ?? 1;
    const known = new Map(members.map(({ key }, j) => [key, j >= i]));
    if (p > before) sum += (p - before) * conditioned(decided(formula, known), read, groups);
    before = Math.max(before, p);
  }
  return sum;
}

const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-12 * Math.abs(a);

/** How often a year an event begins, failure by failure: how often that begins times the chance that it decides. */
export function outages(tree: Tree, read: Read): number {
  const [whole, ...listed] = argsOf(tree) as [Tree, ...Tree[]];
  const event = settled(whole, read);
  const rates = argsOf(listed.find((arg) => isCall(arg, 'places')) ?? { kind: 'number', value: 0 });
  const groups = [...leaves(event, isShort).values()];
  const basics = leaves(event, (leaf) => leaf.kind === 'id');
  for (const group of groups) for (const place of placesOf(group)) leaves(place, () => true, basics);
  let sum = 0;
  const stem = (id: string): string => id.replace(/\.(?:unavailability|outages)$/, '');
  for (const [key, leaf] of basics) {
    const rate = rates.find((other) => other.kind === 'id' && leaf.kind === 'id' && stem(other.id) === stem(leaf.id));
    if (!rate) continue;
    const decides = chance(event, read, new Map([[key, true]])) - chance(event, read, new Map([[key, false]]));
    sum += decides * compute(rate, read);
  }
  // A group: the derivative by its own chance, state by state of what decides about it.
  for (const group of groups) {
    const places = leaves({ kind: 'call', name: 'or', args: placesOf(group) }, () => true);
    const others = new Map(places);
    for (const other of groups) for (const place of placesOf(other)) leaves(place, () => true, others);
    sum += overStates(
      [...others.keys()],
      new Map(),
      (state) => {
        const { frequency, chance: own } = shortage(group, read, lostOf(group, state));
        // Who asks for as many as another does is short with it: that begins once.
        const before = groups.slice(0, groups.indexOf(group)).filter((other) => familyOf(other) === familyOf(group));
        if (before.some((other) => isSame(shortage(other, read, lostOf(other, state)).chance, own))) return 0;
        const with_ = (value: boolean): number => {
          const chances = new Map(groups.map((other) => [keyOf(other), shortage(other, read, lostOf(other, state)).chance]));
          const own = chances.get(keyOf(group)) as number;
          const known = new Map(state);
          // Whoever of the same component asks for more is short as well, whoever asks for less is not.
          for (const other of groups)
            if (familyOf(other) === familyOf(group)) {
              const p = chances.get(keyOf(other)) as number;
              known.set(keyOf(other), isSame(p, own) ? value : p > own);
            }
          return conditioned(decided(event, known), read, chances);
        };
        return frequency * (groupOf(group, read).named.year as number) * (with_(true) - with_(false));
      },
      (key) => read((others.get(key) as { id: string }).id),
    );
  }
  return sum;
}

/** Half of the most that a place and an instance are down; none of two instances, and of like places with one each. */
export function displacingError([n = 0, k = 0, q = 0, , ...rest]: readonly number[]): number {
  let regions = 1;
  const sitesIn = (count: number): number => rest.slice(0, count).reduce((sum, zones) => sum + zones + 1, 0);
  while (regions + 3 * sitesIn(regions) < rest.length) regions++;
  const zones = rest.slice(0, regions);
  const sites = rest.slice(regions);
  let site = 0;
  const places = zones.flatMap((those, region) => {
    const area = site++;
    return Array.from({ length: those }, (_, zone) => {
      const here = zones.map((other, i) => Array.from({ length: other }, (_zone, j) => i === region && j === zone));
      const own = site++;
      const lost = 1 - (1 - (sites[area] as number)) * (1 - (sites[own] as number));
      return {
        units: n - outside(n, here),
        lost,
        like: `${sites[own]} ${sites[sitesIn(regions) + own]}`,
        often: sites[sitesIn(regions) + area],
      };
    });
  });
  const used = places.filter(({ units }) => units > 0);
  const isAlike = new Set(used.map(({ like }) => like)).size === 1 && used.every(({ units }) => units === 1);
  if ((k <= 1 && n <= 2) || (isAlike && places.every(({ often }) => often === 0))) return 0;
  return (Math.max(...used.map(({ lost }) => lost)) + q) / 2;
}

/**
 * Losses of places that take an active instance and leave enough elsewhere, each weighed: by all states of the places, and all numbers of instances
 * that are up in them.
 */
export function displacing([n = 0, k = 0, q = 0, often = 0, ...rest]: readonly number[]): number {
  let regions = 1;
  const sitesIn = (count: number): number => rest.slice(0, count).reduce((sum, zones) => sum + zones + 1, 0);
  while (regions + 3 * sitesIn(regions) < rest.length) regions++;
  const zones = rest.slice(0, regions);
  const count = sitesIn(regions);
  const at = (column: number, site: number): number => rest[regions + column * count + site] as number;
  const rate = (site: number): number => (at(0, site) < 1 ? at(1, site) / (1 - at(0, site)) : 0);
  // Of each zone its site, that of its region, and its instances.
  let site = 0;
  const places = zones.flatMap((those, region) => {
    const area = site++;
    return Array.from({ length: those }, (_, zone) => {
      const here = zones.map((other, i) => Array.from({ length: other }, (_zone, j) => i === region && j === zone));
      return { area, zone: site++, units: n - outside(n, here) };
    });
  });
  const stay = (of: readonly (typeof places)[number][]): number =>
    of.reduce((sum, { area, zone, units }) => sum + units / ((q < 1 ? often / (1 - q) : 0) + rate(area) + rate(zone)), 0) /
    of.reduce((sum, { units }) => sum + units, 0);
  let total = 0;
  for (let lost = 0; lost < count; lost++) {
    const taken = places.filter(({ area, zone }) => area === lost || zone === lost);
    const others = places.filter((place) => !taken.includes(place));
    const ratio = stay(taken) / stay(others);
    const weight = ratio > 0 && ratio < Number.POSITIVE_INFINITY ? ratio : 1;
    let share = 0;
    for (let state = 0; state < 2 ** count; state++) {
      if ((state >> lost) % 2 === 1) continue;
      let chance = 1;
      for (let one = 0; one < count; one++) if (one !== lost) chance *= (state >> one) % 2 === 1 ? at(0, one) : 1 - at(0, one);
      if (chance === 0) continue;
      const there = ({ area, zone }: (typeof places)[number]): boolean => (state >> area) % 2 === 0 && (state >> zone) % 2 === 0;
      const unitsOf = (of: typeof places): number => of.filter(there).reduce((sum, { units }) => sum + units, 0);
      const [here, elsewhere] = [unitsOf(taken), unitsOf(others)];
      for (let x = 1; x <= here; x++)
        for (let y = Math.ceil(k); y <= elsewhere; y++) {
          const up = (of: number, all: number): number => Math.exp(choose(all, of)) * (1 - q) ** of * q ** (all - of);
          let [with_, all] = [0, 0];
          for (let i = 0; i <= Math.min(x, k); i++) {
            const sets = Math.exp(choose(x, i) + choose(y, k - i)) * weight ** i;
            all += sets;
            if (i > 0) with_ += sets;
          }
          share += chance * up(x, here) * up(y, elsewhere) * (with_ / all);
        }
    }
    total += share * at(2, lost);
  }
  return total;
}
