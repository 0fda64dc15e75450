import { type Basic, type Event, type Group, keyOf, type Outlasting } from './event.js';

/** What an event is made of, each once. */
export class Parts {
  /** First those in which the chance of the event is linear. */
  readonly basics: readonly Basic[];
  /** How many these are. */
  readonly linear: number;
  readonly groups: readonly Group[];
  readonly buffers: readonly Outlasting[];
  /** Buffers that lie behind each other, by their places in `buffers`: what is behind two is bridged for as long as both last. */
  readonly paths: readonly (readonly number[])[];
  readonly #uses: ReadonlyMap<Group, ReadonlySet<number>>;
  readonly #buffered = new Set<string | Group>();
  readonly #pathAt = new Map<string, number>();

  constructor(event: Event) {
    const basics = new Map<string, Basic>();
    const groups = new Map<Group, Set<number>>();
    const buffers = new Map<string, Outlasting>();
    const paths: number[][] = [];
    const visit = (part: Event, path: number): void => {
      if (part.kind === 'basic') {
        basics.set(keyOf(part), part);
        if (path >= 0 && part.outages !== undefined) this.#buffered.add(part.id);
      } else if (part.kind === 'outlasting') {
        const at = [...buffers.keys()].indexOf(part.id);
        if (at < 0) buffers.set(part.id, part);
        const key = `${path} ${part.id}`;
        const known = this.#pathAt.get(key) ?? paths.push([...(paths[path] ?? []), at < 0 ? buffers.size - 1 : at]) - 1;
        this.#pathAt.set(key, known);
        visit(part.of, known);
      } else {
        if (part.kind === 'insufficient') {
          groups.set(part.group, (groups.get(part.group) ?? new Set()).add(part.use));
          if (path >= 0) this.#buffered.add(part.group);
        }
        for (const inner of part.kind === 'insufficient' ? part.group.places : part.of) visit(inner, path);
      }
    };
    visit(event, -1);
    // Chances first: in parts whose value only decides a comparison with zero, or a duration, nothing is linear.
    const isLinear = (basic: Basic): boolean => !basic.some && !this.isBuffered(basic);
    this.basics = [...basics.values()].sort((a, b) => Number(isLinear(b)) - Number(isLinear(a)));
    this.linear = this.basics.filter(isLinear).length;
    this.groups = [...groups.keys()];
    this.#uses = groups;
    this.buffers = [...buffers.values()];
    this.paths = paths;
  }

  /** One use of a group. */
  usesOf(group: Group): readonly number[] {
    return [...(this.#uses.get(group) ?? [])];
  }

  isBuffered(part: Basic | Group): boolean {
    return this.#buffered.has('id' in part ? part.id : part);
  }

  /** The path of what is behind a buffer that is at the end of another path, -1 for none. */
  pathOf({ id }: Outlasting, behind: number): number {
    return this.#pathAt.get(`${behind} ${id}`) as number;
  }
}
