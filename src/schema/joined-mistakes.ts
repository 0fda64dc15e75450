import type { Finding } from '../core/index.js';
import type { Entry, MapNode } from '../source/index.js';
import { below, type Document, isWithin, keysOf, type Located, lastStep, parentOf, placeAt } from './document.js';
import { clipped } from './expected.js';
import type { Shape } from './shape.js';

/** What one mistake explains: the errors it caused are not to be reported again. */
export interface Explained {
  readonly finding: Finding;
  readonly causes: (located: Located) => boolean;
}

/** Mistakes of layout, each of which upsets the validator in several places. */
export function layoutMistakes(document: Document, errors: readonly Located[]): readonly Explained[] {
  const owners = new Set(errors.flatMap(({ owner, pointer }) => (pointer === '' ? [owner] : [owner, parentOf(pointer)])));
  const found: Explained[] = [];
  for (const owner of owners) {
    const { node, shape } = placeAt(document, owner);
    if (node.type !== 'map') continue;
    found.push(...cutExpressions(owner, node), ...dedents(document, owner, node, shape, errors));
  }
  return found;
}

const isEmpty = ({ value }: Entry): boolean => value.type === 'scalar' && value.value === null;

/** Parentheses left open in a text. */
const openIn = (text: string): number => text.split('(').length - text.split(')').length;

/** `{ rate: = ceil(a, b) }`: in a flow map the comma ends the value, and the rest of the expression reads as keys. */
function cutExpressions(owner: string, map: MapNode): readonly Explained[] {
  const found: Explained[] = [];
  let start: Entry | undefined;
  let open = 0;
  let tail: Entry[] = [];
  for (const entry of map.entries.values()) {
    const { value } = entry;
    if (start !== undefined && isEmpty(entry)) {
      tail.push(entry);
      open += openIn(entry.key);
      if (open > 0) continue;
      found.push(cutExpression(owner, start, tail));
    }
    tail = [];
    const begins = value.type === 'scalar' && !value.quoted && typeof value.value === 'string' && value.value.startsWith('=');
    open = begins ? openIn(value.raw) : 0;
    start = open > 0 ? entry : undefined;
  }
  return found;
}

function cutExpression(owner: string, { key, value }: Entry, tail: readonly Entry[]): Explained {
  const end = tail.at(-1)?.keyAt.end ?? value.at.end;
  const text = value.at.source.text.slice(value.at.start, end);
  return {
    finding: {
      rule: 'schema/quote-expression',
      severity: 'error',
      message: `the comma ends the value of "${clipped(key)}", and the rest of the expression reads as a key`,
      at: { source: value.at.source, start: value.at.start, end },
      help: `quote the expression: "${clipped(text)}"`,
      suggestion: JSON.stringify(text),
    },
    causes: ({ pointer }) => tail.some((entry) => isWithin(pointer, below(owner, entry.key))),
  };
}

/** `each:` with nothing in it, followed by what belongs to it on its own level. */
function dedents(
  document: Document,
  owner: string,
  map: MapNode,
  shape: Shape | undefined,
  errors: readonly Located[],
): readonly Explained[] {
  if (shape === undefined) return [];
  const found: Explained[] = [];
  const entries = [...map.entries.values()];
  for (const [index, entry] of entries.entries()) {
    if (!isEmpty(entry)) continue;
    const at = below(owner, entry.key);
    const { expected } = placeAt(document, at);
    if (expected === undefined || !errors.some(({ pointer }) => pointer === at)) continue;
    const keys = keysOf(document.shapes, expected);
    const strays: Entry[] = [];
    for (const next of entries.slice(index + 1)) {
      if (!keys.has(next.key) || isOwnKey(shape, next, expected)) break;
      strays.push(next);
    }
    if (strays.length === 0) continue;
    const isCall = document.shapes.call !== undefined && shape === document.shapes.call;
    found.push({
      finding: {
        rule: isCall ? 'schema/path-call' : 'schema/indent',
        severity: 'error',
        message: `"${clipped(entry.key)}:" has nothing under it, and ${strays.map(({ key }) => `"${key}"`).join(', ')} ${strays.length === 1 ? 'stands' : 'stand'} beside it`,
        at: entry.keyAt,
        help: `indent the body under \`${clipped(entry.key)}:\``,
        related: strays.map(({ keyAt }) => ({ message: 'belongs further in', at: keyAt })),
      },
      causes: ({ pointer, error }) =>
        pointer === at ||
        strays.some(({ key }) => isWithin(pointer, below(owner, key))) ||
        (pointer === owner && ['maxProperties', 'required', 'discriminator'].includes(error.keyword)),
    });
  }
  return found;
}

/** Whether a key is at home beside the empty one: a property of the map itself, or a name with a fitting value. */
function isOwnKey(shape: Shape, { key, value }: Entry, sibling: Shape): boolean {
  if (shape.props !== undefined && Object.hasOwn(shape.props, key)) return true;
  return shape.values !== undefined && value.type === 'map' && (sibling.types ?? []).includes('object');
}

/** A call that names several components, or none. */
export function callMistake(document: Document, { pointer, error }: Located): Explained | undefined {
  const { node, shape, entry } = placeAt(document, pointer);
  if (shape === undefined || node.type !== 'map' || shape !== document.shapes.call) return undefined;
  if (error.keyword !== 'maxProperties' && error.keyword !== 'minProperties') return undefined;
  const [first, second] = [...node.entries.values()];
  const at = second?.keyAt ?? entry?.keyAt ?? node.at;
  const options = keysOf(document.shapes, document.shapes.callOptions ?? {});
  const outside = second !== undefined && options.has(second.key);
  return {
    finding: {
      rule: 'schema/path-call',
      severity: 'error',
      message:
        first === undefined
          ? 'a call names a component'
          : `a call names one component, not both "${clipped(first.key)}" and "${clipped(second?.key ?? '')}"`,
      at,
      help:
        first === undefined
          ? 'write a name, or `name: { ... }`'
          : outside
            ? `indent the body under \`${clipped(first.key)}:\``
            : `for another call, begin a new item: \`- ${clipped(second?.key ?? lastStep(pointer))}\``,
    },
    causes: (other) => isWithin(other.pointer, pointer),
  };
}
