/**
 * Specs as plain data: what the generator makes, the evaluator reads and the program gets as text. A literal has its value in base units (requests,
 * bytes, seconds, USD) beside its text, so that the evaluator needs no parser and the program's is held against arithmetic.
 */

/** What a literal states, where its field takes several things. */
export type Form =
  | 'amount'
  /** `x1.3`: so many times as much. */
  | 'times'
  /** `x2 per 18 months`: `value` is the factor, `per` its period. */
  | 'growth'
  /** `20% of the day in 2 h`: `value` is the share, `per` the window. */
  | 'window'
  | 'rate'
  | 'share'
  | 'dailyReads'
  | 'hits'
  | 'forever';

export class Literal {
  readonly text: string | number;
  readonly value: number;
  readonly form: Form;
  /** Seconds. */
  readonly per: number;

  constructor(text: string | number, value: number, form: Form = 'amount', per = 0) {
    this.text = text;
    this.value = value;
    this.form = form;
    this.per = per;
  }
}

export type Value = Literal | string | number | boolean | Value[] | Tree;
export interface Tree {
  [key: string]: Value;
}

export const isTree = (value: Value | undefined): value is Tree =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Literal);

/** The value at a path; undefined where there is none. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let here = value;
  for (const key of path) here = Array.isArray(here) ? here[Number(key)] : isTree(here) ? here[key] : undefined;
  return here;
}

export function literalAt(tree: Value | undefined, ...path: readonly string[]): Literal | undefined {
  const found = at(tree, ...path);
  return found instanceof Literal ? found : undefined;
}

/** The names under a path; none where nothing is. */
export function namesAt(tree: Value, ...path: readonly string[]): readonly string[] {
  const found = at(tree, ...path);
  return isTree(found) ? Object.keys(found) : [];
}

/** The tree with something else at a path, or with nothing there. What is not on the path stays the same object. */
export function withAt(tree: Tree, path: readonly string[], made: Value | undefined): Tree {
  return changed(tree, path, made) as Tree;
}

function changed(value: Value | undefined, path: readonly string[], made: Value | undefined): Value | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return made;
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === key ? (changed(item, rest, made) as Value) : item));
  if (!isTree(value)) throw new Error(`nothing at ${path.join('.')}`);
  const entries = Object.entries(value).flatMap(([name, inner]): [string, Value][] => {
    const after = name === key ? changed(inner, rest, made) : inner;
    return after === undefined ? [] : [[name, after]];
  });
  return Object.fromEntries(entries);
}

/** Every literal, with its path. */
export function literalsOf(value: Value, path: readonly string[] = []): { readonly path: readonly string[]; readonly literal: Literal }[] {
  if (value instanceof Literal) return [{ path, literal: value }];
  if (Array.isArray(value)) return value.flatMap((item, i) => literalsOf(item, [...path, String(i)]));
  return isTree(value) ? Object.entries(value).flatMap(([key, inner]) => literalsOf(inner, [...path, key])) : [];
}

/** In flow style, which is JSON. */
export const yamlOf = (tree: Tree): string => JSON.stringify(tree, (_, value) => (value instanceof Literal ? value.text : value));
