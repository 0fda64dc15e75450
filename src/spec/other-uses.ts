import { earthPlace } from '../catalog/index.js';
import { suggest } from '../core/index.js';
import { type MapEntry, type MapNode, type Node, nodeAt } from '../source/index.js';
import { entriesOf, type Name, placeWithin, scalarsOf, textOf } from './places.js';
import type { Named, References } from './references.js';

/** Names used where nothing is computed from them, or only by some lens: they are to exist all the same. */
export function noteOtherUses(root: MapNode, references: References): void {
  defineOthers(root, references);
  const use = (named: Named, node: Node | undefined, path: string): void => {
    for (const item of scalarsOf(node)) references.use(named, item.name, item.at, path);
  };
  for (const { key, value } of entriesAt(root, 'requirements', 'functional'))
    use('flow', child(value, 'flow'), `requirements.functional.${key}.flow`);
  for (const { key, value } of entriesAt(root, 'scenarios')) {
    for (const { name, at } of scalarsOf(child(value, 'down'))) {
      // `down: zone` is one of those that are stated.
      const sort = SOME_PLACE.test(name) ? 'zone' : references.nearestSort(name, MAY_BE_DOWN);
      references.use(sort, name, at, `scenarios.${key}.down`);
    }
  }
  // Where the spec does not list them, actors are words for people.
  if (references.hasAny('actor'))
    for (const { key, value } of entriesAt(root, 'flows')) use('actor', child(value, 'actor'), `flows.${key}.actor`);
  for (const area of ['actors', 'flows'] as const)
    for (const { key, value } of entriesAt(root, area)) useOfOrigins(child(value, 'from'), `${area}.${key}.from`, root, references);
  useSpike(nodeAt(root, ['sizeFor']), 'sizeFor', references);
  for (const { key, value } of entriesAt(root, 'components')) {
    const path = `components.${key}`;
    useSpike(child(value, 'sizeFor'), `${path}.sizeFor`, references);
    // Where the spec draws no map, names of places and of causes are words for people.
    if (references.hasAny('zone')) use('zone', child(value, 'in'), `${path}.in`);
    if (references.hasAny('zone')) useOfCopies(child(value, 'replication'), path, references);
    if (references.hasAny('cause'))
      for (const { name, at } of namesOf(child(value, 'shares'))) references.use('cause', name, at, `${path}.shares`);
  }
}

/** Where the copies are: the leader by its place, how many where by region, or by the name of a zone alone. */
function useOfCopies(replication: Node | undefined, component: string, references: References): void {
  if (replication?.type !== 'map') return;
  for (const { name, at } of scalarsOf(child(replication, 'leaderIn')))
    references.use('zone', name, at, `${component}.replication.leaderIn`);
  for (const { key, keyAt } of entriesOf(child(replication, 'in'))) {
    const path = `${component}.replication.in.${key}`;
    const zones = references.namesOf('zone').filter((zone) => zone.endsWith(`.${key}`));
    if (zones.length !== 1) references.use('zone', key, keyAt, path);
  }
}

/** Short names are near to each other whatever they mean: eu, us. */
const TOO_SHORT = 3;

/** Actors may be in a place that is no region of the spec; a name close to that of a region is a misspelling of it. */
function useOfOrigins(from: Node | undefined, path: string, root: MapNode, references: References): void {
  const regions = entriesAt(root, 'topology', 'regions').map(({ key }) => key);
  const measured = entriesAt(root, 'topology', 'rtt').map(({ key }) => key);
  const isPlace = (name: string): boolean =>
    earthPlace(name) !== undefined || measured.some((key) => key.startsWith(`${name}-`) || key.endsWith(`-${name}`));
  for (const { name, at } of namesOf(from))
    if (name.length > TOO_SHORT && !isPlace(name) && suggest(name, regions) !== undefined) references.use('zone', name, at, path);
}

function defineOthers(root: MapNode, references: References): void {
  for (const { key, keyAt } of entriesAt(root, 'topology', 'causes')) references.define('cause', key, keyAt);
  for (const { value } of entriesAt(root, 'flows')) {
    const spikes = child(value, 'spikes');
    if (spikes?.type === 'map') for (const { key, keyAt } of spikes.entries.values()) references.define('spike', key, keyAt);
  }
}

const SOME_PLACE = /^(?:(?:a|an|one|any) )?(?:availability )?(?:zone|az|region|datacenter|dc)$/i;
const MAY_BE_DOWN = ['component', 'zone', 'cause'] as const;

const SPIKE = 'spike.';

/** `sizeFor: spike.viral`. */
function useSpike(node: Node | undefined, path: string, references: References): void {
  const text = textOf(node);
  if (node?.type !== 'scalar' || text === null || !text.startsWith(SPIKE)) return;
  references.use('spike', text.slice(SPIKE.length), placeWithin(node, SPIKE.length, text.length), path);
}

/** A name, a list of names, or a map with names as keys. */
const namesOf = (node: Node | undefined): readonly Name[] =>
  node?.type === 'map' ? [...node.entries.values()].map(({ key, keyAt }) => ({ name: key, at: keyAt })) : scalarsOf(node);

const child = (node: Node, key: string): Node | undefined => (node.type === 'map' ? node.entries.get(key)?.value : undefined);

const entriesAt = (root: MapNode, ...path: readonly string[]): readonly MapEntry[] => entriesOf(nodeAt(root, path));
