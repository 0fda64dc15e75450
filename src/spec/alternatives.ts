import { type Finding, type Range, suggest } from '../core/index.js';
import { childShape, resolved, SHAPE, type Shape, statedBy } from '../schema/index.js';
import { type MapEntry, type MapNode, nodeAt } from '../source/index.js';
import type { Change } from './edit.js';
import { entriesOf, mapOf, textOf } from './places.js';
import { spelledOut } from './resolution.js';

/** The alternatives of a component (its `options:`), and what the spec decided about it. */
export interface AlternativesOf {
  readonly component: string;
  readonly at: Range;
  readonly alternatives: readonly { readonly name: string; readonly at: Range }[];
  /** The one that a decision names; null if none does. */
  readonly decided: string | null;
  /** The product that the component uses now, which may be the chosen one. */
  readonly uses: string | null;
}

/** Every component that has alternatives, in the order of the spec. */
export function alternativesIn(root: MapNode): readonly AlternativesOf[] {
  const decisions = entriesOf(root.entries.get('decisions')?.value);
  return entriesOf(root.entries.get('components')?.value).flatMap(({ key: component, keyAt, value }) => {
    const alternatives = entriesOf(mapOf(value)?.entries.get('options')?.value).map(({ key, keyAt: at }) => ({ name: key, at }));
    if (alternatives.length === 0) return [];
    const names = alternatives.map(({ name }) => name);
    const chosen = decisions.filter((decision) => isAbout(decision, component, names)).map(chosenIn);
    return [
      {
        component,
        at: keyAt,
        alternatives,
        decided: chosen.find((name) => name !== null && names.includes(name)) ?? null,
        uses: textOf(mapOf(value)?.entries.get('use')?.value),
      },
    ];
  });
}

/** A decision belongs to the component of its name, or to one whose alternatives it lists. */
function isAbout({ key, value }: MapEntry, component: string, alternatives: readonly string[]): boolean {
  if (key === component) return true;
  const over = mapOf(value)?.entries.get('over')?.value;
  const weighed = over?.type === 'list' ? over.items.map(textOf) : [textOf(over)];
  return [chosenIn({ value }), ...weighed].some((name) => name !== null && alternatives.includes(name));
}

const chosenIn = ({ value }: Pick<MapEntry, 'value'>): string | null => textOf(mapOf(value)?.entries.get('chosen')?.value);

/** Decisions that choose what is none of the alternatives they are about: one finding each. */
export function unknownAlternatives(root: MapNode, all: readonly AlternativesOf[]): readonly Finding[] {
  if (all.length === 0) return [];
  const findings: Finding[] = [];
  for (const decision of entriesOf(root.entries.get('decisions')?.value)) {
    const chosen = mapOf(decision.value)?.entries.get('chosen')?.value;
    const name = textOf(chosen);
    const about = all.filter(({ component, alternatives }) =>
      isAbout(
        decision,
        component,
        alternatives.map((option) => option.name),
      ),
    );
    const names = about.flatMap(({ alternatives }) => alternatives.map((option) => option.name));
    if (!chosen || name === null || about.length === 0 || names.includes(name) || about.some(({ uses }) => uses === name)) continue;
    const near = suggest(name, names);
    findings.push({
      rule: 'spec/unknown-option',
      severity: 'error',
      message: `"${about[0]?.component}" has no option "${name}"`,
      at: chosen.at,
      path: `decisions.${decision.key}.chosen`,
      help: near === undefined ? `its options: ${names.join(', ')}` : `did you mean "${near}"?`,
      ...(near !== undefined && { suggestion: near }),
    });
  }
  return findings;
}

/** Keys of `each` that state in another way what others do. */
const INSTEAD: Readonly<Record<string, readonly string[]>> = { rate: ['reads', 'writes'], reads: ['rate'], writes: ['rate'] };

/** Overlays an alternative on its component: maps merge, any other value is replaced. */
function merged(base: MapNode, over: MapNode, shape: Shape, isEach = false): MapNode {
  const below = (key: string): Shape => resolved(SHAPE, childShape(shape, key) ?? {});
  const stated = new Set([...over.entries.keys()].flatMap((key) => statedBy(key, below(key))));
  const isDisplaced = (key: string): boolean =>
    !over.entries.has(key) &&
    (statedBy(key, below(key)).every((field) => stated.has(field)) || (isEach && (INSTEAD[key] ?? []).some((other) => stated.has(other))));
  const entries = new Map([...base.entries].filter(([key]) => !isDisplaced(key)));
  for (const [key, entry] of over.entries) {
    const known = base.entries.get(key);
    const map = known && spelledOut(known.value, below(key));
    entries.set(key, map && entry.value.type === 'map' ? { ...entry, value: merged(map, entry.value, below(key), key === 'each') } : entry);
  }
  return { ...base, entries };
}

/** The spec with an alternative in place of what its component states. Every node keeps the place where it is written. */
export function withAlternative(root: MapNode, component: string, option: string): MapNode {
  const components = root.entries.get('components');
  const all = mapOf(components?.value);
  const entry = all?.entries.get(component);
  const stated = mapOf(entry?.value);
  const over = mapOf(nodeAt(root, ['components', component, 'options', option]));
  if (!components || !all || !entry || !stated || !over) return root;
  const plain = new Map(stated.entries);
  plain.delete('options');
  const inner = new Map(all.entries).set(component, {
    ...entry,
    value: merged({ ...stated, entries: plain }, over, resolved(SHAPE, SHAPE.component ?? {})),
  });
  return { ...root, entries: new Map(root.entries).set('components', { ...components, value: { ...all, entries: inner } }) };
}

/**
 * Changes of a spec as changes of the spec with an option: what changes the option changes the component, and what changes the component
 * leaves alone what the option states instead.
 */
export function changesUnder(root: MapNode, component: string, option: string, changes: readonly Change[]): readonly Change[] {
  const own = `components.${component}.`;
  const inOptions = `${own}options.`;
  const inOption = `${inOptions}${option}.`;
  const under = withAlternative(root, component, option);
  return changes.flatMap((change) => {
    if (change.path.startsWith(inOption)) return [{ ...change, path: own + change.path.slice(inOption.length) }];
    if (change.path.startsWith(inOptions)) return [];
    if (!change.path.startsWith(own)) return [change];
    const path = change.path.split('.');
    const isStated = nodeAt(root, ['components', component, 'options', option, ...path.slice(2)]) !== undefined;
    const displaced = nodeAt(root, path) !== undefined && nodeAt(under, path) === undefined;
    return isStated || displaced ? [] : [change];
  });
}
