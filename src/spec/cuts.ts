import type { Component, Model } from './model.js';

/** A partition of the places of a store into two sides. */
export interface Cut {
  /** Its first side. */
  readonly name: string;
  readonly sides: readonly [Side, Side];
}

export interface Side {
  /** Its places, joined: `eu-a_and_eu-b`. */
  readonly name: string;
  readonly places: readonly string[];
}

/** So many places are split in every way; of more, each place alone and each region against the rest. */
const MOST = 6;

/** Places that the copies of a data set are in: zones, or regions that state none; none where all is in one place, or in places of others. */
export const placesOfData = (model: Model, data: string): readonly string[] => {
  const store = storeOf(model, data);
  const places = store && store.places.names.length === 0 ? store.places.within.flat() : (store?.places.names ?? []);
  return store?.spread === 'none' || places.length < 2 ? [] : places;
};

/** The store whose copies a partition splits: the first that a data set is in. */
export const storeOf = (model: Model, data: string): Component | undefined => model.components.get(model.data.get(data)?.stores[0] ?? '');

/** Every split of the places of a data set, each once. */
export function cutsOf(model: Model, data: string): readonly Cut[] {
  const places = placesOfData(model, data);
  const firsts = places.length <= MOST ? halves(places) : coarse(places);
  const cuts = new Map<string, Cut>();
  for (const first of firsts) {
    const sides: readonly [Side, Side] = [sideOf(first), sideOf(places.filter((place) => !first.includes(place)))];
    if (!cuts.has(sides[1].name)) cuts.set(sides[0].name, { name: sides[0].name, sides });
  }
  return [...cuts.values()];
}

export const sidesOf = (model: Model, data: string, cut: string): readonly string[] =>
  cutsOf(model, data)
    .find(({ name }) => name === cut)
    ?.sides.map(({ name }) => name) ?? [];

/** A dot would end the segment of a fact id. */
const sideOf = (places: readonly string[]): Side => ({ name: places.map((place) => place.replaceAll('.', '-')).join('_and_'), places });

/** Every proper subset that contains the first place: so every partition once. The smaller side gives the name. */
function halves(places: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = places;
  if (first === undefined || rest.length === 0) return [];
  const found: (readonly string[])[] = [];
  for (let subset = 0; subset < 2 ** rest.length - 1; subset++) {
    const one = [first, ...rest.filter((_, i) => subset & (1 << i))];
    const other = places.filter((place) => !one.includes(place));
    found.push(one.length <= other.length ? one : other);
  }
  return found.sort((a, b) => a.length - b.length || places.indexOf(a[0] as string) - places.indexOf(b[0] as string));
}

function coarse(places: readonly string[]): readonly (readonly string[])[] {
  const regions = [...new Set(places.map((place) => place.split('.')[0] as string))];
  const ofRegions = regions.length < 2 ? [] : regions.map((region) => places.filter((place) => place.split('.')[0] === region));
  return [...places.map((place) => [place]), ...ofRegions.filter((side) => side.length > 1)];
}
