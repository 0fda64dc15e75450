import type { Compiled, Structure } from '../../math/index.js';
import { diagramOf } from './diagrams.js';
import { type Event, type Group, keyOf } from './event.js';
import type { Levels } from './levels.js';
import { Losses } from './loss-structure.js';
import type { Parts } from './parts.js';

/** The diagram of an event for one way in which lost places matter to its groups, and in which its buffers outlast each other. */
export interface DiagramShape {
  readonly diagram: Compiled;
  readonly variables: number;
  /** Of the last variables: that a failure outlasts the time from one threshold to the next, beyond which it has outlasted a buffer. */
  readonly outlasting: readonly Outlasted[];
}

export interface Outlasted {
  /** The variable of the failure. */
  readonly of: number;
  /** The how manieth of the thresholds, ascending, from 0. */
  readonly threshold: number;
}

/** @param ranks the threshold of each path of buffers, from 0 */
export const shapeOf = (event: Event, parts: Parts, levels: readonly Levels[], ranks: readonly number[]): DiagramShape =>
  new Shaping(parts, levels, ranks).of(event);

/** What is made of events behind the same buffers. */
interface Scope {
  readonly path: number;
  readonly made: Map<Event, Structure>;
  readonly inPlaces: Map<readonly Event[], { readonly key: string; readonly of: readonly Structure[] }>;
}

class Shaping {
  readonly #parts: Parts;
  readonly #ranks: readonly number[];
  readonly #basics: ReadonlyMap<string, number>;
  readonly #groups = new Map<Group, { readonly start: number; readonly levels: Levels }>();
  readonly #losses = new Losses();
  readonly #ids = new Map<Event, number>();
  readonly #scopes = new Map<number, Scope>();
  readonly #outlasting: Outlasted[] = [];
  readonly #outlastingAt = new Map<string, number>();
  readonly #failures: number;

  constructor(parts: Parts, levels: readonly Levels[], ranks: readonly number[]) {
    this.#parts = parts;
    this.#ranks = ranks;
    this.#basics = new Map(parts.basics.map((basic, i) => [keyOf(basic), i]));
    let variables = parts.basics.length;
    for (const [i, group] of parts.groups.entries()) {
      const own = levels[i] as Levels;
      this.#groups.set(group, { start: variables, levels: own });
      variables += own.levels.length;
    }
    this.#failures = variables;
  }

  of(event: Event): DiagramShape {
    const top = this.#structureOf(event, this.#scopeOf(-1));
    const variables = this.#failures + this.#outlasting.length;
    return { diagram: diagramOf(top, variables), variables, outlasting: this.#outlasting };
  }

  #scopeOf(path: number): Scope {
    let scope = this.#scopes.get(path);
    if (!scope) {
      scope = { path, made: new Map(), inPlaces: new Map() };
      this.#scopes.set(path, scope);
    }
    return scope;
  }

  #structureOf(event: Event, scope: Scope): Structure {
    let structure = scope.made.get(event);
    if (structure) return structure;
    if (event.kind === 'basic') {
      const variable = this.#basics.get(keyOf(event)) as number;
      structure = event.outages === undefined ? { op: 'event', event: variable } : this.#failure(variable, scope);
    } else if (event.kind === 'insufficient') structure = this.#insufficient(event.group, event.use, scope);
    else if (event.kind === 'outlasting') structure = this.#structureOf(event.of, this.#scopeOf(this.#parts.pathOf(event, scope.path)));
    else structure = { op: event.kind === 'all' ? 'and' : 'or', of: event.of.map((part) => this.#structureOf(part, scope)) };
    scope.made.set(event, structure);
    return structure;
  }

  #insufficient(group: Group, use: number, scope: Scope): Structure {
    const { start, levels } = this.#groups.get(group) as { start: number; levels: Levels };
    const { places } = group;
    const lost = scope.inPlaces.get(places) ?? {
      key: `${scope.path}: ${places.map((place) => this.#idOf(place)).join()}`,
      of: places.map((place) => this.#structureOf(place, scope)),
    };
    scope.inPlaces.set(places, lost);
    const ownOf = (level: number): Structure => this.#failure(start + level, scope);
    return this.#losses.insufficient(lost.key, lost.of, ownOf, levels, levels.levelOf[use] as readonly number[]);
  }

  #idOf(event: Event): number | string {
    if (event.kind === 'basic') return keyOf(event);
    const known = this.#ids.get(event) ?? this.#ids.size;
    this.#ids.set(event, known);
    return known;
  }

  /** A failure, behind buffers one that has outlasted them: whatever outlasts a longer time outlasts a shorter one. */
  #failure(variable: number, { path }: Scope): Structure {
    const own: Structure = { op: 'event', event: variable };
    if (path < 0) return own;
    const last = this.#ranks[path] as number;
    return { op: 'and', of: [own, ...Array.from({ length: last + 1 }, (_, threshold) => this.#outlasts(variable, threshold))] };
  }

  #outlasts(variable: number, threshold: number): Structure {
    const key = `${variable} ${threshold}`;
    let at = this.#outlastingAt.get(key);
    if (at === undefined) {
      at = this.#outlasting.push({ of: variable, threshold }) - 1;
      this.#outlastingAt.set(key, at);
    }
    return { op: 'event', event: this.#failures + at };
  }
}
