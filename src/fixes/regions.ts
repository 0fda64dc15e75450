import type { Edit } from '../core/index.js';
import { type Component, type Model, regionOf, set, statedPlain } from '../spec/index.js';
import type { About, Proposal, Recipe } from './about.js';

/**
 * All that a flow needs in the one region that a finding names, in a second one too: one that the spec has, else one like the first; with as many
 * instances as there are, and with as many in each as there were in one.
 */
export const secondRegion: Recipe = (about) => {
  const { model, key: region } = about;
  const promise = model.objectives.find(({ path }) => path === about.finding.subject);
  const flow = promise?.about.root === 'flows' ? model.flows.get(promise.about.name) : undefined;
  if (!flow || !model.regions.has(region)) return [];
  const names = new Set(flow.calls.map(({ component }) => component));
  const alone = [...names].flatMap((name) => model.components.get(name) ?? []).filter((component) => isAloneIn(region, component));
  return inSecondRegion(about, region, alone);
};

/** The same of one component, and of what is in that region beside it. */
export const ownSecondRegion: Recipe = (about) => {
  const { component, model } = about;
  const [only, other] = regionsOf(component);
  if (!component || only === undefined || other !== undefined) return [];
  const calling = new Set(component.calls.map(({ flow }) => flow));
  const beside = [...model.components.values()].filter(({ calls }) => calls.some(({ flow }) => calling.has(flow)));
  return inSecondRegion(
    about,
    only,
    beside.filter((one) => isAloneIn(only, one)),
  );
};

function inSecondRegion(about: About, region: string, alone: readonly Component[]): readonly Proposal[] {
  const { model } = about;
  if (alone.length === 0) return [];
  const known = [...model.regions.keys()].find((other) => other !== region);
  const second = known ?? freshRegion(model, region);
  const declared = known === undefined ? declaredLike(model, region, second) : [];
  const placed = alone.flatMap((component) => placesIn(component, region, second, about));
  const more = alone.flatMap(({ name, traits }): readonly Edit[] => {
    const fleet = about.stated(`components.${name}.instances`);
    return fleet === undefined || traits.run !== 'instances' ? [] : [set(`components.${name}.instances`, 2 * fleet)];
  });
  const names = alone.map(({ name }) => name);
  const label = `${names.join(', ')} in a second region (${second})`;
  const moved: Proposal = { label, edits: [...declared, ...placed], grows: names };
  return more.length === 0 ? [moved] : [moved, { label: `${label}, as many again`, edits: [...moved.edits, ...more], grows: names }];
}

const regionsOf = (component: Component | undefined): readonly string[] => [
  ...new Set((component?.places.within.flat() ?? []).map(regionOf)),
];

const isAloneIn = (region: string, component: Component): boolean => {
  const regions = regionsOf(component);
  return regions.length === 1 && regions[0] === region;
};

function freshRegion({ regions }: Model, like: string): string {
  for (let n = 2; ; n++) if (!regions.has(`${like}-${n}`)) return `${like}-${n}`;
}

/** A region of which all that is stated of another one holds. */
function declaredLike(model: Model, region: string, second: string): readonly Edit[] {
  const stated = statedPlain(model, ['topology', 'regions', region]);
  return stated === undefined ? [] : [set(`topology.regions.${second}`, stated)];
}

/** Where a component is stated to be nowhere, it is everywhere. */
function placesIn({ name, places, spread }: Component, region: string, second: string, { model }: About): readonly Edit[] {
  const isPlaced = statedPlain(model, ['components', name, 'in']) !== undefined;
  const zones = model.regions.get(region) ?? [];
  // Of some zones the like-named ones of the other region; of all of them, the region.
  const stated = places.within.flat();
  const own = stated.length === zones.length || stated[0] === region ? [region] : stated;
  const others = own.map((place) => place.replace(/^[^.]+/, second));
  return [
    ...(isPlaced ? [set(`components.${name}.in`, [...own, ...others])] : []),
    ...(spread === 'none' ? [set(`components.${name}.spread`, 'region')] : []),
  ];
}
