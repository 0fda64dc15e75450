import type { Finding } from '../core/index.js';
import { nodeAt } from '../source/index.js';
import { contradiction, numberAt, type StatedSpec } from './contradiction.js';
import { entriesOf, mapOf, scalarsOf } from './places.js';

/** What a spec states of failures that cannot be: more needed than there is, more blamed than fails, more planned than there is time. */
export const failures = (spec: StatedSpec): readonly Finding[] => [
  ...needs(spec),
  ...copies(spec),
  ...answers(spec),
  ...sharesOf(spec),
  ...apart(spec),
  ...maintenance(spec),
  ...sameZones(spec),
];

/** More instances that must be up than there are. */
function needs(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const at = `components.${name}`;
    const needed = numberAt(spec, 'components.*.needed', name);
    const fleet = numberAt(spec, 'components.*.instances', name);
    if (!needed || !fleet || needed.value <= fleet.value) return [];
    const message = `"${name}" needs ${needed.leaf.text} instances up, and has ${fleet.leaf.text}`;
    return [
      contradiction(needed.leaf.at, `${at}.needed`, message, 'need fewer, or have more', [{ message: 'stated here', at: fleet.leaf.at }]),
    ];
  });
}

/** More copies of each item than there are instances to keep them. */
function copies(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const factor = numberAt(spec, 'components.*.replication.factor', name);
    const fleet = numberAt(spec, 'components.*.instances', name);
    if (!factor || !fleet || factor.value <= fleet.value) return [];
    const message = `"${name}" keeps ${factor.leaf.text} copies of each item, and has ${fleet.leaf.text} instances to keep them on`;
    return [
      contradiction(factor.leaf.at, factor.leaf.path, message, 'keep fewer, or have more', [{ message: 'stated here', at: fleet.leaf.at }]),
    ];
  });
}

/** More than all failures of a component blamed on causes. */
function sharesOf(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.values()].flatMap(({ name, causes }) => {
    const shares = causes.flatMap((cause) => numberAt(spec, 'components.*.shares.*', name, cause) ?? []);
    const last = shares.at(-1);
    const sum = shares.reduce((all, { value }) => all + value, 0);
    if (!last || sum <= 1 + 1e-9) return [];
    const message = `${Number((sum * 100).toPrecision(6))}% of the failures of "${name}" are blamed on causes`;
    return [contradiction(last.leaf.at, last.leaf.path, message, 'shares of its failures: together at most 100%')];
  });
}

/** More copies that must answer than there are. */
function answers(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const at = `components.${name}.replication`;
    const copies = numberAt(spec, 'components.*.replication.factor', name);
    if (!copies) return [];
    return (['read', 'write'] as const).flatMap((use) => {
      const level = scalarsOf(nodeAt(spec.root, ['components', name, 'replication', use]))[0];
      if (!level || !(Number(level.name) > copies.value)) return [];
      const message = `a ${use} of "${name}" waits for ${level.name} copies, and there are ${copies.leaf.text}`;
      return [contradiction(level.at, `${at}.${use}`, message, 'wait for fewer: quorum', [{ message: 'stated here', at: copies.leaf.at }])];
    });
  });
}

/** Maintenance that is not over when the next begins. */
function maintenance(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const at = `components.${name}.maintenance`;
    const [every, lasts] = [numberAt(spec, 'components.*.maintenance.every', name), numberAt(spec, 'components.*.maintenance.lasts', name)];
    if (!every || !lasts || every.value === 0 || lasts.value < every.value) return [];
    const message = `maintenance of "${name}" lasts ${lasts.leaf.text}, and the next begins after ${every.leaf.text}`;
    return [contradiction(lasts.leaf.at, `${at}.lasts`, message, 'swap the two, or write what one of them takes')];
  });
}

/** A zone that its region names twice: there would be one more than there is. */
function sameZones({ root }: StatedSpec): readonly Finding[] {
  return entriesOf(nodeAt(root, ['topology', 'regions'])).flatMap(({ key: region, value }) => {
    const names = scalarsOf(mapOf(value)?.entries.get('zones')?.value);
    const again = names.find(({ name }, i) => names.findIndex((other) => other.name === name) < i);
    if (!again) return [];
    const message = `the zone "${again.name}" of "${region}" is named twice`;
    return [contradiction(again.at, `topology.regions.${region}.zones`, message, 'name each zone once')];
  });
}

/** A cause that several components name and no topology has: each has one of its own, which is seldom what is meant. */
function apart({ root, components }: StatedSpec): readonly Finding[] {
  const declared = nodeAt(root, ['topology', 'causes']);
  const isDeclared = (cause: string): boolean => declared?.type === 'map' && declared.entries.has(cause);
  const all = [...components.values()];
  return [...new Set(all.flatMap(({ causes }) => causes))]
    .filter((cause) => !isDeclared(cause))
    .flatMap((cause) => {
      const [first, second, ...more] = all.filter(({ causes }) => causes.includes(cause));
      if (!first || !second) return [];
      const who = `"${first.name}" and ${more.length === 0 ? `"${second.name}"` : `${more.length + 1} more`}`;
      const own = mapOf(nodeAt(root, ['components', second.name]));
      const at = own?.entries.get('shares')?.keyAt ?? second.at;
      return [
        {
          rule: 'spec/cause-of-each',
          severity: 'warning' as const,
          message: `${who} name the cause "${cause}": as no topology states it, each has one of its own`,
          at,
          path: `components.${second.name}.shares`,
          help: `state it once, for all: topology: { causes: { ${cause}: { mtbf: 90 d, mttr: 20 min } } }`,
        },
      ];
    });
}
