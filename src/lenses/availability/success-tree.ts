import { type Basic, type Event, type Group, type Insufficient, leftAfter, type Variable } from '../../engines/availability/index.js';
import type { Graph } from '../../facts/index.js';
import type { Call } from '../../spec/index.js';
import { type ArgsOf, clearEvent } from './clear-event.js';
import type { SuccessTreeResult } from './result.js';

/** What things that fail are called, and how a flow's needs hang together. */

const STEM = /\.unavailability$/;

/** What a basic event is of, as ids of facts begin: `components.db`, `topology.eu.a`, `causes.power`. */
export function thingOf(variable: Variable): string {
  if (variable.kind === 'insufficient') return `components.${variable.group.component}`;
  return thingOfId(variable.event.id);
}

const thingOfId = (id: string): string => {
  const stem = id.replace(STEM, '');
  return stem.startsWith('components.') ? stem.split('.').slice(0, 2).join('.') : stem;
};

/** `zone eu.a`, `region eu`, `power`, `db`. */
export function labelOfThing(thing: string): string {
  const [area, first = '', second] = thing.split('.');
  if (area === 'topology') return second === undefined ? `region ${first}` : `zone ${first}.${second}`;
  return first;
}

/** What happens when a basic event does: `maintenance of db`, `zone eu.a`. */
export function labelOfBasic(id: string): string {
  const [area, name = '', kind, detail] = id.replace(STEM, '').split('.');
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

/** `, in 3 zones`. */
const placesText = ({ places, regions }: Group): string =>
  places.length === 0 ? '' : regions.length > 1 ? `, in ${regions.length} regions` : `, in ${places.length} zones`;

/** How many instances must fail at least, of how many that are left, and how that is called: `2 of 3 db`. */
export function labelOfVariable(variable: Variable, argsOf: ArgsOf): { readonly label: string; readonly order: number } {
  if (variable.kind === 'basic') return { label: labelOfBasic(variable.event.id), order: 1 };
  const { group, level } = variable;
  const args = argsOf(group);
  const least = group.least(level.left, args, level.use);
  if (level.left.instances === 1) return { label: group.component, order: 1 };
  const { needed, of: what } = group.needs(level.left, args, level.use);
  if (least < Math.floor(level.left[what]) - needed + 1) return { label: `failover of ${group.component}`, order: least };
  const of = what === 'copies' ? `${level.left.copies} copies in` : level.left.instances;
  return { label: `${least} of ${of} ${group.component}`, order: least };
}

/** What must work, as a tree: that of an event turned round, what must not fail all at once being redundant. */
export const successTreeOf = (event: Event, graph: Graph, argsOf: ArgsOf, calls: readonly Call[]): SuccessTreeResult =>
  new SuccessTree(graph, argsOf, calls).of(event);

class SuccessTree {
  readonly #graph: Graph;
  readonly #argsOf: ArgsOf;
  readonly #calls: readonly Call[];

  constructor(graph: Graph, argsOf: ArgsOf, calls: readonly Call[]) {
    this.#graph = graph;
    this.#argsOf = argsOf;
    this.#calls = calls;
  }

  of(event: Event): SuccessTreeResult {
    return this.treeOf(
      clearEvent(event, this.#argsOf, (place) => this.#isDown(place)),
      new Set(),
    );
  }

  /** @param above what all requests need anyway: it is not shown again for some */
  treeOf(event: Event, above: ReadonlySet<string>): SuccessTreeResult {
    if (event.kind === 'basic') return this.#basic(event);
    if (event.kind === 'insufficient') return this.#short(event);
    if (event.kind === 'outlasting') {
      const rest = this.treeOf(event.of, above);
      return { kind: 'share', label: labelOfShare(event.id, this.#calls), chance: this.#graph.get(event.id).value, children: [rest] };
    }
    if (event.kind === 'any') {
      // What needs the failure of something that all requests need anyway adds nothing.
      const of = event.of.filter((part) => !isIn(above, part) && !(part.kind === 'all' && part.of.some((one) => isIn(above, one))));
      const within = new Set([...above, ...of.map(nameOf)]);
      return { kind: 'all', label: '', chance: null, children: of.map((part) => this.treeOf(part, within)) };
    }
    const [share, ...others] = [...event.of].sort((a, b) => Number(holdsShare(b)) - Number(holdsShare(a)));
    if (share && holdsShare(share) && others.length > 0) {
      const rest = this.treeOf(others.length === 1 ? (others[0] as Event) : { kind: 'all', of: others }, above);
      const described = this.#share(share, above);
      if (described.chance === 0 && isShare(share)) return { kind: 'all', label: '', chance: null, children: [] };
      return (described.chance ?? 0) >= 1 ? rest : { kind: 'share', ...described, children: [rest] };
    }
    return { kind: 'any', label: '', chance: null, children: event.of.map((part) => this.treeOf(part, above)) };
  }

  #basic({ id, outages }: Basic): SuccessTreeResult {
    const chance = this.#graph.get(id).value;
    if (outages === undefined) return { kind: 'share', label: labelOfShare(id, this.#calls), chance, children: [] };
    return { kind: 'part', label: labelOfBasic(id), chance, children: [] };
  }

  #short({ group, use }: Insufficient): SuccessTreeResult {
    const args = this.#argsOf(group);
    const lost = group.places.map((place) => this.#isDown(place));
    const left = leftAfter(group, args, lost);
    const { needed, of } = group.needs(left, args, use);
    const [all, what] = [left[of], of === 'copies' ? ' copies' : ''];
    const count = all === 1 && needed === 1 ? '' : ` (${needed} of ${all}${what}${lost.includes(true) ? ' left' : placesText(group)})`;
    return { kind: 'part', label: `${group.component}${count}`, chance: group.chance(left, args, use), children: [] };
  }

  /** Whether a place is down for certain, as in a scenario. */
  #isDown(event: Event): boolean {
    if (event.kind === 'basic') return this.#graph.get(event.id).value >= 1;
    return event.kind === 'any' && event.of.some((part) => this.#isDown(part));
  }

  /** `miss cache, all without it`. */
  #share(event: Event, above: ReadonlySet<string>): Pick<SuccessTreeResult, 'label' | 'chance'> {
    if (event.kind !== 'any') return this.treeOf(event, above);
    const share = this.treeOf(event.of.find(isShare) as Event, above);
    const others = event.of.filter((part) => !isShare(part) && !isIn(above, part)).map(shortName);
    const without = [...new Set(others)].filter((name) => name !== '').join(', ');
    return { label: without === '' ? share.label : `${share.label}, all without ${without}`, chance: share.chance };
  }
}

const isIn = (names: ReadonlySet<string>, event: Event): boolean => nameOf(event) !== '' && names.has(nameOf(event));

/** Tells events apart; nothing for what is made of several. */
const nameOf = (event: Event): string =>
  event.kind === 'basic' ? event.id : event.kind === 'insufficient' ? `${event.group.component} ${event.use}` : '';

const shortName = (event: Event): string =>
  event.kind === 'basic' ? labelOfBasic(event.id) : event.kind === 'insufficient' ? event.group.component : '';

const isShare = (event: Event): boolean => event.kind === 'basic' && event.outages === undefined;

/** A share of requests, or one that becomes all of them when something fails: misses of a cache. */
const holdsShare = (event: Event): boolean => isShare(event) || (event.kind === 'any' && event.of.some(isShare));

const SHARES: Readonly<Record<string, (component: string) => string>> = {
  missed: (component) => `miss ${component}`,
  share: (component) => `call ${component}`,
  uncovered: (component) => `have no fallback for ${component}`,
  outlasting: (component) => `outlast the buffer of ${component}`,
};

/** `flows.read.calls.2.missed` -> `miss cdn`. */
function labelOfShare(id: string, calls: readonly Call[]): string {
  const [, , , index, kind = ''] = id.split('.');
  const component = calls[Number(index) - 1]?.component ?? '';
  return SHARES[kind]?.(component) ?? id;
}
