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
