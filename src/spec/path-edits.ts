import type { Edit, Plain } from '../core/index.js';
import { set } from './edit.js';
import type { Call } from './model.js';
import { type PathCall, type PathCalls, printPath } from './path.js';

type Options = Readonly<Record<string, Plain>>;

/** What becomes of a call. */
export interface CallChange {
  /** Options that it gets beside its own. */
  readonly options?: Options;
  /** The component that is called in place of its own, which then calls nothing. */
  readonly instead?: string;
  /** A component that is called first, and that calls it: for all calls, or only for what it does not have. */
  readonly behind?: { readonly component: string; readonly options?: Options; readonly via: 'calls' | 'miss' };
}

/** The edits that change some calls, wherever and however their steps are written: an option of a call in words takes the words apart. */
export function callEdits(changes: ReadonlyMap<Call, CallChange>): readonly Edit[] {
  const edits: Edit[] = [];
  const inWords = new Map<string, { readonly whole: PathCalls; readonly changes: Map<PathCall, CallChange> }>();
  for (const [{ path, component, words }, change] of changes) {
    if (words) {
      const known = inWords.get(path) ?? { whole: words.whole, changes: new Map() };
      known.changes.set(words.call, change);
      inWords.set(path, known);
      continue;
    }
    const { options = {}, instead, behind } = change;
    for (const [option, value] of Object.entries(options)) edits.push(set(`${path}.${option}`, value));
    const item = path.slice(0, path.lastIndexOf('.'));
    if (instead !== undefined) edits.push(set(item, named(instead, options)));
    if (behind)
      edits.push({ do: 'wrap', path: item, key: component, into: behind.component, value: behind.options ?? {}, via: behind.via });
  }
  for (const [path, { whole, changes: marked }] of inWords) {
    const items = itemsOf(whole, marked);
    const [only] = items;
    if (/\.\d+$/.test(path)) edits.push(set(path, items.length === 1 && only !== undefined ? only : { parallel: items }));
    else edits.push(set(path, items.length === 1 && typeof only === 'string' ? only : items));
  }
  return edits;
}

const named = (name: string, options: Options): Plain => (Object.keys(options).length === 0 ? name : { [name]: options });

type Marked = ReadonlyMap<PathCall, CallChange>;

/** Calls as items of a list: in words, but for those that change and what leads to them. */
const itemsOf = (calls: PathCalls, marked: Marked): readonly Plain[] =>
  calls.length > 1 && calls.some((call) => isMarked(call, marked))
    ? [{ parallel: calls.map((call) => itemOf(call, marked)) }]
    : calls.length > 1
      ? [printPath(calls)]
      : calls.map((call) => itemOf(call, marked));

function itemOf(call: PathCall, marked: Marked): Plain {
  const { name, calls } = call;
  const { options: added = {}, instead, behind } = marked.get(call) ?? {};
  // Alone in a list, no arrow stands before it.
  const options = call.how === 'later' ? { async: true, ...added } : added;
  if (instead !== undefined) return named(instead, options);
  const below = calls?.some((callee) => isMarked(callee, marked)) ? itemsOf(calls, marked) : undefined;
  const isInWords = Object.keys(options).length === 0 && below?.every((item) => typeof item === 'string');
  const own: Plain =
    below === undefined && Object.keys(options).length === 0
      ? printPath([call])
      : isInWords && below?.length === 1
        ? `${name} -> ${below[0]}`
        : { [name]: { ...options, ...(calls && { calls: itemsOf(calls, marked) }) } };
  return behind ? { [behind.component]: { ...behind.options, [behind.via]: [own] } } : own;
}

const isMarked = (call: PathCall, marked: Marked): boolean =>
  marked.has(call) || (call.calls?.some((callee) => isMarked(callee, marked)) ?? false);
