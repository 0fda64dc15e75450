import { type Group, thingOfId, type Variable } from '../../engines/availability/index.js';
import type { Call } from '../../spec/index.js';

/** What things that fail, and shares of requests, are called. */

/** `zone eu.a`, `region eu`, `power`, `db`. */
export function labelOfThing(thing: string): string {
  const [area, first = '', second] = thing.split('.');
  if (area === 'topology') return second === undefined ? `region ${first}` : `zone ${first}.${second}`;
  return first;
}

/** What happens when a basic event does: `maintenance of db`, `zone eu.a`. */
export function labelOfBasic(id: string): string {
  const [area, name = '', kind, detail] = id.replace(/\.unavailability$/, '').split('.');
  if (area !== 'components') return labelOfThing(thingOfId(id));
  switch (kind) {
    case 'shares':
      return `${detail} of ${name}`;
    case 'maintenance':
      return `maintenance of ${name}`;
    case 'deploy':
      return `deployment of ${name}`;
    case 'release':
      return `bad release of ${name}`;
    case 'failover':
      return `failover of ${name}`;
    default:
      return name;
  }
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

const PASSING: readonly (string | undefined)[] = ['failover', 'maintenance', 'deploy'];

/** How many instances must fail at least, of how many that are left, and how that is called: `2 of 3 db`, `2 of 3 db of a shard`. */
export function labelOfVariable(variable: Variable, argsOf: ArgsOf): Labeled {
  if (variable.kind === 'basic') {
    const { id } = variable.event;
    const [area, , kind] = id.split('.');
    return { label: labelOfBasic(id), order: 1, isPassing: area === 'components' && PASSING.includes(kind) };
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

const OF_CALLS: Readonly<Record<string, (component: string) => string>> = {
  missed: (component) => `miss ${component}`,
  share: (component) => `call ${component}`,
  uncovered: (component) => `have no fallback for ${component}`,
  outlasting: (component) => `outlast the buffer of ${component}`,
};

/** Which requests a share is of: `flows.read.calls.2.missed` -> `miss cdn`, `components.api.failover.share` -> `a failed instance of api served`. */
export function labelOfShare(id: string, calls: readonly Call[]): string {
  const [area, name = '', , index, kind = ''] = id.split('.');
  if (area === 'components') return `a failed instance of ${name} served`;
  return OF_CALLS[kind]?.(calls[Number(index) - 1]?.component ?? '') ?? 'need it';
}
