/** What a pattern takes: a name for each `*`. */
export type NamesOf<Pattern extends string> = Pattern extends `${string}*${infer Rest}` ? [name: string, ...NamesOf<Rest>] : [];

const PARTS = new Map<string, readonly string[]>();

/** A pattern with names in place of its `*`, in turn: `components.db.fleet`. A `k` at its end stands for a name too, that of a load case. */
export function filled(pattern: string, names: readonly string[]): string {
  let parts = PARTS.get(pattern);
  if (parts === undefined) {
    parts = (pattern.endsWith('.k') ? `${pattern.slice(0, -1)}*` : pattern).split('*');
    PARTS.set(pattern, parts);
  }
  let id = parts[0] as string;
  for (let i = 1; i < parts.length; i++) id += (names[i - 1] as string) + (parts[i] as string);
  return id;
}

const SEGMENTS = new Map<string, readonly string[]>();
const LOADS: readonly string[] = ['mean', 'peak', 'onPeak', 'offPeak'];

/**
 * What an id has in the place of the `*` of a pattern, in turn; undefined where it is of another. A `k` at its end stands for a load case, which is
 * one name: `peak`, `spike.launch`.
 */
export function unfilled(pattern: string, id: string): readonly string[] | undefined {
  let segments = SEGMENTS.get(pattern);
  if (segments === undefined) {
    segments = pattern.split('.');
    SEGMENTS.set(pattern, segments);
  }
  const words = id.split('.');
  const last = segments.length - 1;
  if (segments[last] === 'k') {
    const load = words.slice(last).join('.');
    const isLoad = LOADS.includes(load) || (words.length === last + 2 && words[last] === 'spike');
    if (!isLoad) return undefined;
    words.splice(last, 2, load);
  } else if (words.length !== segments.length) return undefined;
  const names: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const word = words[i] as string;
    if (segment === '*' || (segment === 'k' && i === last)) names.push(word);
    else if (segment !== word) return undefined;
  }
  return names;
}

/** What an id of a fact or a path of the spec is of: `components.db.rate.peak` is the `rate.peak` of `db`, one of the `components`. */
export interface IdParts {
  readonly root: string;
  /** Empty where there is none, as is `topic`. */
  readonly name: string;
  readonly topic: string;
}

/** Takes an id or a path of unknown pattern apart. Of a known pattern, `unfilled` gives the names. */
export function partsOf(id: string): IdParts {
  const [root = '', name = '', ...topic] = id.split('.');
  return { root, name, topic: topic.join('.') };
}

/** An id or a path without what it begins with: `db.rate.peak` of `components.db.rate.peak`. */
export const withoutRoot = (id: string): string => id.slice(id.indexOf('.') + 1);
