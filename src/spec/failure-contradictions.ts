import type { Finding } from '../core/index.js';
import { nodeAt } from '../source/index.js';
import { contradiction, numberAt, type StatedSpec } from './contradiction.js';
import type { Leaf } from './leaf.js';
import { mapOf, scalarsOf } from './places.js';
import { statedAt } from './resolution.js';

/** What a spec states of failures that cannot be: more needed than there is, more blamed than fails, more planned than there is time. */
export const failures = (spec: StatedSpec): readonly Finding[] => [
  ...needs(spec),
  ...copies(spec),
  ...answers(spec),
  ...sharesOf(spec),
  ...apart(spec),
  ...maintenance(spec),
];

/** More instances that must be up than there are, of each shard if there are shards. */
function needs(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const at = `components.${name}`;
    const needed = numberAt(spec, 'components.*.needed', name);
    const fleet = numberAt(spec, 'components.*.instances', name);
    const shards = numberAt(spec, 'components.*.shards', name);
    if (!needed || !fleet || (shards === undefined && statedAt(spec, 'components.*.shards', name))) return [];
    // Shards that share instances are on as many as they have copies.
    const there = shards ? Math.max(1, fleet.value / shards.value, piecesAt(spec, name)?.value ?? 1) : fleet.value;
    if (needed.value <= there) return [];
    const [each, over] = shards ? [' of each shard', ` in ${shards.leaf.text} shards`] : ['', ''];
    const message = `"${name}" needs ${needed.leaf.text} instances${each} up, and has ${fleet.leaf.text}${over}`;
    return [
      contradiction(needed.leaf.at, `${at}.needed`, message, 'need fewer, or have more', [{ message: 'stated here', at: fleet.leaf.at }]),
    ];
  });
}

/** Pieces of each item, each on an instance of its own: copies, or fragments; with where these are stated, and how they are called. */
function piecesAt(spec: StatedSpec, name: string): { readonly value: number; readonly leaf: Leaf; readonly text: string } | undefined {
  const factor = numberAt(spec, 'components.*.replication.factor', name);
  if (factor) return { ...factor, text: `${factor.leaf.text} copies` };
  const [data, parity] = (['data', 'parity'] as const).map((part) => numberAt(spec, `components.*.replication.${part}`, name));
  const sum = data && parity && data.value + parity.value;
  return sum === undefined || !data ? undefined : { value: sum, leaf: data.leaf, text: `${sum} fragments` };
}

/** More copies, or fragments, of each item than there are instances to keep them. */
function copies(spec: StatedSpec): readonly Finding[] {
  return [...spec.components.keys()].flatMap((name) => {
    const pieces = piecesAt(spec, name);
    const fleet = numberAt(spec, 'components.*.instances', name);
    if (!pieces || !fleet || pieces.value <= fleet.value) return [];
    const message = `"${name}" keeps ${pieces.text} of each item, and has ${fleet.leaf.text} instances to keep them on`;
    return [
      contradiction(pieces.leaf.at, pieces.leaf.path, message, 'keep fewer, or have more', [{ message: 'stated here', at: fleet.leaf.at }]),
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
