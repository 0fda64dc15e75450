import { type Finding, type Range, suggest } from '../core/index.js';
import { folded, kindFor } from '../schema/index.js';
import { plainName } from '../source/index.js';

export type Named = 'component' | 'flow' | 'actor' | 'data' | 'assumption' | 'derived' | 'zone' | 'cause' | 'spike';

interface Definition {
  readonly at: Range;
  uses: number;
}

interface Use {
  readonly at: Range;
  readonly path: string;
}

const WORDS: Readonly<Record<Named, string>> = {
  component: 'component',
  flow: 'flow',
  actor: 'actor',
  data: 'data set',
  assumption: 'assumption',
  derived: 'derived value',
  zone: 'zone or region',
  cause: 'shared cause',
  spike: 'spike',
};

/**
 * Who defines which name and who uses it. Names that do not meet are one finding each, where the slip most likely is: at the definition
 * if several places agree on another spelling and nothing uses the definition's, else at the use.
 */
export class References {
  readonly #defined = new Map<Named, Map<string, Definition>>();
  readonly #unknown = new Map<string, { named: Named; name: string; uses: Use[] }>();

  define(named: Named, name: string, at: Range): void {
    this.#table(named).set(name, { at, uses: 0 });
  }

  isDefined(named: Named, name: string): boolean {
    return this.#table(named).has(name);
  }

  namesOf(named: Named): readonly string[] {
    return [...this.#table(named).keys()];
  }

  /** Whether anything of that sort is defined. */
  hasAny(named: Named): boolean {
    return this.#table(named).size > 0;
  }

  /** Which of several sorts a name is of: that which defines it, else that which has the nearest name, else the first that has any. */
  nearestSort(name: string, sorts: readonly [Named, ...Named[]]): Named {
    const defining = sorts.find((named) => this.isDefined(named, name));
    const near = suggest(
      name,
      sorts.flatMap((named) => [...this.#table(named).keys()]),
    );
    const meant = defining ?? (near === undefined ? undefined : sorts.find((named) => this.isDefined(named, near)));
    return meant ?? sorts.find((named) => this.hasAny(named)) ?? sorts[0];
  }

  /** Notes a use; false if nothing of that name is defined. */
  use(named: Named, name: string, at: Range, path: string): boolean {
    const definition = this.#table(named).get(name);
    if (definition) {
      definition.uses++;
      return true;
    }
    const key = `${named} ${name}`;
    const entry = this.#unknown.get(key) ?? { named, name, uses: [] };
    // What every flow through a queue calls stands in the spec once.
    if (!entry.uses.some((use) => use.at.start === at.start && use.at.source === at.source)) entry.uses.push({ at, path });
    this.#unknown.set(key, entry);
    return false;
  }

  findings(): readonly Finding[] {
    return [...this.#unknown.values()].map(({ named, name, uses }) => this.#finding(named, name, uses));
  }

  #finding(named: Named, name: string, uses: readonly Use[]): Finding {
    const table = this.#table(named);
    const [first, ...others] = uses as [Use, ...Use[]];
    // `api - db` is no `api`, with a word for its kind behind it.
    const isDashed = named === 'component' && DASHED.test(name);
    const same = isDashed ? [] : sameNames(name, [...table.keys()], named === 'component');
    const [only] = same;
    if (only !== undefined && same.length === 1) {
      const message = `unknown ${WORDS[named]} "${name}"`;
      const help = `did you mean "${only}"?`;
      return {
        rule: 'spec/unknown-reference',
        severity: 'error',
        message,
        at: first.at,
        path: first.path,
        help,
        suggestion: only,
        isOnlyReading: true,
        slots: { undefined: name, sort: named },
      };
    }
    const unused = [...table].filter(([, definition]) => definition.uses === 0).map(([candidate]) => candidate);
    const misspelt = others.length > 0 ? suggest(name, unused) : undefined;
    if (misspelt !== undefined) {
      return {
        rule: 'spec/unknown-reference',
        severity: 'error',
        message: `nothing refers to the ${WORDS[named]} "${misspelt}", and "${name}" is not defined`,
        at: (table.get(misspelt) as Definition).at,
        path: `${named}.${misspelt}`,
        help: `did you mean "${name}"?`,
        suggestion: name,
        slots: { undefined: name },
        related: uses.slice(0, 3).map((use) => ({ message: `"${name}" is used here`, at: use.at })),
      };
    }
    const plain = plainName(name);
    const near = isDashed ? undefined : table.has(plain) ? plain : nearer(name, suggest(name, unused), suggest(name, table.keys()));
    const known = [...table.keys()];
    const product = named === 'component' ? kindFor(name) : undefined;
    const add = product && `add it: ${name}: { kind: ${product.kind}${product.isProduct ? `, use: ${name}` : ''} }`;
    const dashed = isDashed ? `write an arrow: ${name.replace(/\s+[-–—]\s+/g, ' -> ')}` : undefined;
    const help =
      near === undefined
        ? (dashed ?? add ?? (known.length > 0 ? `defined: ${listed(known)}` : named === 'zone' ? NO_ZONES : `none is defined: add it`))
        : `did you mean "${near}"?`;
    return {
      rule: 'spec/unknown-reference',
      severity: 'error',
      message: `unknown ${WORDS[named]} "${name}"`,
      at: first.at,
      path: first.path,
      help,
      slots: { undefined: name, sort: named },
      ...(near !== undefined && { suggestion: near }),
      ...(others.length > 0 && { related: others.slice(0, 3).map((use) => ({ message: 'and here', at: use.at })) }),
    };
  }

  #table(named: Named): Map<string, Definition> {
    const table = this.#defined.get(named) ?? new Map<string, Definition>();
    this.#defined.set(named, table);
    return table;
  }
}

/** `api - db`: a path in dashes. */
const DASHED = /\S\s+[-–—]\s+\S/;

const NO_ZONES = 'none is defined: state topology: { regions: { main: { zones: [a, b, c] } } }, of which main.a is one';

/** Names that differ in letters or separators alone, of a component also in a word for its kind: `search service` is `search`. */
function sameNames(name: string, candidates: readonly string[], isComponent: boolean): readonly string[] {
  const plain = folded(name);
  const same = candidates.filter((candidate) => folded(candidate) === plain);
  if (same.length > 0 || !isComponent) return same;
  const bare = plain.replace(OF_KIND, '');
  return bare === plain || bare === '' ? [] : candidates.filter((candidate) => folded(candidate) === bare);
}

const OF_KIND = /(?:service|server|servers|cluster|database|db|cache|queue|worker|workers)$/;

/** The nearer of two; a name that nothing refers to is no better guess than one that is a letter away. */
const nearer = (name: string, a: string | undefined, b: string | undefined): string | undefined =>
  suggest(
    name,
    [a, b].filter((candidate) => candidate !== undefined),
  );

const listed = (names: readonly string[]): string =>
  names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`;
