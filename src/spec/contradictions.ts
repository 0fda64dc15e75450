import type { Finding } from '../core/index.js';
import { type MapEntry, type MapNode, type Node, nodeAt } from '../source/index.js';
import { closedMistakes } from './closed-mistakes.js';
import { contradiction, numberAt, type StatedSpec } from './contradiction.js';
import { failures } from './failure-contradictions.js';
import { otherWords } from './instance-words.js';
import { latencies } from './latency-contradictions.js';
import type { Check, Component } from './model.js';
import { namedFlows } from './named-flow.js';
import { openShares } from './open-share.js';
import { textOf } from './places.js';
import { scalingMistakes } from './scaling-mistakes.js';
import { regionsIn } from './topology.js';
import { withoutEffect } from './without-effect.js';

/** What a spec states in two places that cannot both be: each once, at the one that is more likely the slip. */
export function contradictions(spec: StatedSpec): readonly Finding[] {
  return [
    ...losses(spec),
    ...failures(spec),
    ...latencies(spec),
    ...scalingMistakes(spec),
    ...autoscales(spec),
    ...fleetsAbove(spec),
    ...otherWords(spec),
    ...openShares(spec),
    ...namedFlows(spec),
    ...expectationPairs(spec.checks),
    ...closedMistakes(spec),
    ...withoutEffect(spec),
    ...copiesInPlaces(spec),
  ];
}

/** Copies that are stated by place and in all, where the one is not the sum of the other. */
function copiesInPlaces(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.values()].flatMap(({ name, replication }) => {
    const counts = (replication?.in ?? []).map((place) => numberAt(spec, 'components.*.replication.in.*', name, place));
    const [first] = counts;
    if (!first || counts.some((count) => count === undefined)) return [];
    const sum = counts.reduce((all, count) => all + (count?.value ?? 0), 0);
    const factor = numberAt(spec, 'components.*.replication.factor', name);
    if (factor?.value === sum) return [];
    const path = `components.${name}.replication.in`;
    const message = factor
      ? `the copies of "${name}" come to ${sum} by their places, and there are ${factor.leaf.text}`
      : `${sum} copies of "${name}" have places, and how many there are is not stated`;
    return [
      contradiction(first.leaf.at, path, message, `state factor: ${sum}`, factor ? [{ message: 'stated here', at: factor.leaf.at }] : []),
    ];
  });
}

/** Losses that nothing is left after: more zones, regions or instances than there are. */
function losses(spec: StatedSpec): readonly Finding[] {
  const byPlace = new Map<Node, Finding>();
  const everywhere = spec.root.entries.get('survives');
  for (const component of spec.components.values()) {
    const own = ownEntry(spec.root, component.name, 'survives');
    const stated = own ?? everywhere;
    const path = own ? `components.${component.name}.survives` : 'survives';
    if (!stated || byPlace.has(stated.value)) continue;
    const finding = lossOf(spec, component, stated.value, path);
    if (finding) byPlace.set(stated.value, finding);
  }
  return [...byPlace.values(), ...criticalInOneZone(spec)];
}

/** A loss that only the tier requires is no contradiction of the user's, but no fleet survives it. */
function criticalInOneZone({ root, components }: StatedSpec): readonly Finding[] {
  const tier = root.entries.get('tier')?.value;
  if (!tier || textOf(tier) !== 'critical' || root.entries.has('survives')) return [];
  const alone = [...components.values()].filter(
    ({ name, traits, places }) => places.zones === 1 && traits.run === 'instances' && !ownEntry(root, name, 'survives'),
  );
  const several = new Set(regionsIn(root).flatMap(({ name, zones }) => (zones.length > 1 ? [name] : [])));
  const regionOf = ({ places }: Component): string => (places.names[0] ?? '').split('.')[0] ?? '';
  const isPinned = (component: Component): boolean =>
    several.has(regionOf(component)) && ownEntry(root, component.name, 'in') !== undefined;
  const found = (among: readonly Component[], where: Pick<Finding, 'at' | 'path' | 'help'>): readonly Finding[] => {
    const [first, ...others] = among;
    if (!first) return [];
    const who = others.length === 0 ? `"${first.name}" is` : `"${first.name}" and ${others.length} more are`;
    const message = `what is critical survives the loss of a zone, and ${who} in one zone: no number of instances is enough`;
    return [{ rule: 'spec/one-zone', severity: 'warning', message, ...where }];
  };
  const [pinned] = alone.filter(isPinned);
  const place = pinned && ownEntry(root, pinned.name, 'in')?.value.at;
  return [
    ...found(
      alone.filter((component) => !isPinned(component)),
      { at: tier.at, path: 'tier', help: 'state a second zone under topology, or survives: instance' },
    ),
    // Where its region has others, what keeps it in one is its own `in`.
    ...(pinned && place
      ? found(alone.filter(isPinned), {
          at: place,
          path: `components.${pinned.name}.in`,
          help: `let it run in all zones of ${regionOf(pinned)} (in: ${regionOf(pinned)}), or state survives: instance`,
        })
      : []),
  ];
}

const ownEntry = (root: MapNode, component: string, key: string): MapEntry | undefined => {
  const node = nodeAt(root, ['components', component]);
  return node?.type === 'map' ? node.entries.get(key) : undefined;
};

function lossOf(spec: StatedSpec, { name, traits, places }: Component, node: Node, path: string): Finding | undefined {
  const level = textOf(node);
  if (level === 'zone' || level === 'region') {
    // Where no zones are stated, the usual three of a region are assumed; regions are never assumed.
    const there = level === 'zone' ? places.zones : Math.max(1, places.regions);
    if (there === 0 || there >= 2 || traits.run !== 'instances') return undefined;
    const message = `"${name}" cannot survive the loss of a ${level}: it is in one ${level}`;
    return contradiction(
      node.at,
      path,
      message,
      level === 'zone'
        ? 'state two zones or more under topology, or survives: instance'
        : 'state two regions or more under topology, or survives: zone',
    );
  }
  const lost = Number(level);
  if (!(lost >= 1)) return undefined;
  const fleet = numberAt(spec, 'components.*.instances', name);
  if (!fleet || fleet.value > lost) return undefined;
  const message = `"${name}" cannot survive the loss of ${lost} instances: it has ${fleet.leaf.text}`;
  return contradiction(node.at, path, message, `state more than ${lost} instances, or survives: none`, [
    { message: 'stated here', at: fleet.leaf.at },
  ]);
}

function autoscales(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const at = `components.${name}.autoscale`;
    const [min, max] = [numberAt(spec, 'components.*.autoscale.min', name), numberAt(spec, 'components.*.autoscale.max', name)];
    if (!min || !max || min.value <= max.value) return [];
    const message = `the least number of instances, ${min.leaf.text}, is above the most, ${max.leaf.text}`;
    return [contradiction(min.leaf.at, `${at}.min`, message, 'swap min and max', [{ message: 'the most', at: max.leaf.at }])];
  });
}

const FLEET_LIMITS = [
  ['autoscale.max', 'the most that autoscaling starts'],
  ['quota.instances', 'the most that the provider lends'],
] as const;

/** Fleets that are stated above what there may be. */
function fleetsAbove(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const fleet = numberAt(spec, 'components.*.instances', name);
    return FLEET_LIMITS.flatMap(([key, words]) => {
      const most = numberAt(spec, `components.*.${key}`, name);
      if (!fleet || !most || fleet.value <= most.value) return [];
      const message = `"${name}" has ${fleet.leaf.text} instances, above ${words}: ${most.leaf.text}`;
      return [
        contradiction(fleet.leaf.at, fleet.leaf.path, message, `state at most ${most.leaf.text}`, [
          { message: 'the most', at: most.leaf.at },
        ]),
      ];
    });
  });
}

/** Expectations of one fact that no value meets: at least 100, at most 50. */
function expectationPairs(checks: readonly Check[]): readonly Finding[] {
  const findings: Finding[] = [];
  const earlier = new Map<string, { readonly least?: Check; readonly most?: Check }>();
  for (const check of checks) {
    const { value } = check.leaf;
    if (check.kind !== 'expectation' || value.kind !== 'comparison' || (value.op !== 'at-least' && value.op !== 'at-most')) continue;
    const key = `${check.scenario ?? ''}\n${check.fact}`;
    const known = earlier.get(key);
    const { least, most } = value.op === 'at-least' ? { ...known, least: check } : { ...known, most: check };
    earlier.set(key, { ...(least && { least }), ...(most && { most }) });
    const [low, high] = [boundOf(least), boundOf(most)];
    if (!least || !most || low === undefined || high === undefined || low <= high) continue;
    const other = check === least ? most : least;
    const message = `nothing is ${least.leaf.text} and ${most.leaf.text}`;
    findings.push(
      contradiction(check.leaf.at, check.leaf.path, message, 'swap the two numbers', [{ message: 'and here', at: other.leaf.at }]),
    );
  }
  return findings;
}

function boundOf(check: Check | undefined): number | undefined {
  const value = check?.leaf.value;
  const quantity = value?.kind === 'comparison' ? value.quantity : undefined;
  return quantity && !quantity.spread ? quantity.value : undefined;
}
