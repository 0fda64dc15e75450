import { partsOf } from '../../core/index.js';
import { type Group, thingOfId, type Variable } from '../../engines/availability/index.js';
import { namesIn, type Pattern } from '../../facts/index.js';
import type { Call } from '../../spec/index.js';

/** What things that fail, and shares of requests, are called. */

/** `zone eu.a`, `region eu`, `power`, `db`. */
export function labelOfThing(thing: string): string {
  const { root, name, topic } = partsOf(thing);
  if (root === 'topology') return topic === '' ? `region ${name}` : `zone ${name}.${topic}`;
  return name;
}

/** What takes a component down beside failures of its instances. */
const OF_COMPONENTS = [
  { pattern: 'components.*.maintenance.unavailability', of: 'maintenance', isPassing: true },
  { pattern: 'components.*.deploy.unavailability', of: 'deployment', isPassing: true },
  { pattern: 'components.*.release.unavailability', of: 'bad release', isPassing: false },
  { pattern: 'components.*.failover.unavailability', of: 'failover', isPassing: true },
] as const satisfies readonly { readonly pattern: Pattern; readonly of: string; readonly isPassing: boolean }[];

const ofComponent = (id: string): (typeof OF_COMPONENTS)[number] | undefined => OF_COMPONENTS.find(({ pattern }) => namesIn(pattern, id));

/** What happens when a basic event does: `maintenance of db`, `zone eu.a`. */
export function labelOfBasic(id: string): string {
  const label = labelOfThing(thingOfId(id));
  const shared = namesIn('components.*.shares.*.unavailability', id);
  if (shared) return `${shared[1]} of ${label}`;
  const own = ofComponent(id);
  return own ? `${own.of} of ${label}` : label;
}

/** The values of a group's arguments at the point of a graph. */
export type ArgsOf = (group: Group) => readonly number[];

/** Instances of a group, all of them or of one shard, and of how many shards with instances of their own. */
export function sizeOf(args: readonly number[]): { readonly instances: number; readonly shards: number } {
  const [instances = 0, , shards = 1] = args;
  return { instances, shards };
}

/** `1 copy`, `3 copies`. */
export const copiesText = (count: number): string => `${count} ${count === 1 ? 'copy' : 'copies'}`;

/** What fails of a variable, and how many failures that takes. */
export interface Labeled {
  readonly label: string;
  readonly order: number;
  /** Planned, or over as soon as a failover is: not a point of failure. */
  readonly isPassing: boolean;
}

/** How many instances must fail at least, of how many that are left, and how that is called: `2 of 3 db`, `2 of 3 db of a shard`. */
export function labelOfVariable(variable: Variable, argsOf: ArgsOf): Labeled {
  if (variable.kind === 'basic') {
    const { id } = variable.event;
    return { label: labelOfBasic(id), order: 1, isPassing: ofComponent(id)?.isPassing === true };
  }
  const { group, level } = variable;
  const { left, use } = level;
  const args = argsOf(group);
  const name = group.component;
  const { shards } = sizeOf(args);
  if (left.instances === 1) return { label: shards > 1 ? `1 of ${shards} shards of ${name}` : name, order: 1, isPassing: false };
  const least = group.least(left, args, use);
  const { needed, of } = group.needs(left, args, use);
  if (least < Math.floor(left[of]) - needed + 1) return { label: `failover of ${name}`, order: least, isPassing: true };
  // What is on one instance only fails with that.
  const isOfCopies = of === 'copies' && left.copies !== 1;
  const label = isOfCopies ? `${least} of ${copiesText(left.copies)} in ${name}` : `${least} of ${left.instances} ${name}`;
  return { label: shards > 1 ? `${label} of a shard` : label, order: least, isPassing: false };
}

/** Shares of the requests of a flow that make a call, and what those do. */
const OF_CALLS = [
  ['flows.*.calls.*.missed', (component) => `miss ${component}`],
  ['flows.*.calls.*.share', (component) => `call ${component}`],
  ['flows.*.calls.*.uncovered', (component) => `have no fallback for ${component}`],
  ['flows.*.calls.*.outlasting', (component) => `outlast the buffer of ${component}`],
] as const satisfies readonly (readonly [pattern: Pattern, label: (component: string) => string])[];

/** Which requests a share is of: `flows.read.calls.2.missed` -> `miss cdn`, `components.api.failover.share` -> `a failed instance of api served`. */
export function labelOfShare(id: string, calls: readonly Call[]): string {
  const { root, name } = partsOf(id);
  if (root === 'components') return `a failed instance of ${name} served`;
  for (const [pattern, label] of OF_CALLS) {
    const [, index] = namesIn(pattern, id) ?? [];
    if (index !== undefined) return label(calls[Number(index) - 1]?.component ?? '');
  }
  return 'need it';
}
