import {
  type Behavior,
  behaviorOf,
  foldedName,
  type IsolationSetting,
  isolationNamed,
  levelNamed,
  type ProductLevel,
  productOf,
} from '../catalog/index.js';
import { type Finding, suggest } from '../core/index.js';
import { GUARANTEES, ISOLATIONS } from '../math/consistency/guarantees.js';
import { type MapNode, type Node, nodeAt } from '../source/index.js';
import { entriesOf, mapOf, textOf } from './places.js';

/** What `products:` has in place of behaviors of the catalog, by the name of the product as folded, and what is wrong with it. */
export interface OwnBehaviors {
  readonly byName: ReadonlyMap<string, Behavior>;
  readonly findings: readonly Finding[];
}

/** Reads `products:`: overrides of a product of the catalog, or a new product with only what is stated. */
export async function ownBehaviors(root: MapNode): Promise<OwnBehaviors> {
  const byName = new Map<string, Behavior>();
  const findings: Finding[] = [];
  for (const { key, value } of entriesOf(nodeAt(root, ['products']))) {
    const product = await productOf(key);
    const base = product && (await behaviorOf(product.name));
    const node = mapOf(value);
    if (!node) continue;
    const behavior = behaviorIn(key, node, base);
    byName.set(foldedName(product?.name ?? key), behavior);
    findings.push(...mistakesIn(key, node, behavior));
  }
  return { byName, findings };
}

/** Words of a behavior, without further checks: the schema has checked them. */
type Words = { -readonly [K in keyof Behavior]?: Behavior[K] };

function behaviorIn(product: string, node: MapNode, base: Behavior | undefined): Behavior {
  const word = (key: string): string | undefined => textOf(node.entries.get(key)?.value) ?? undefined;
  const levels = [...levelsIn(node.entries.get('levels')?.value), ...(base?.levels ?? [])];
  const isolations = [...isolationsIn(node.entries.get('isolations')?.value), ...(base?.isolations ?? [])];
  const copies = Number(word('copies'));
  const stated: Words = {
    ...(word('model') !== undefined && { model: word('model') as Behavior['model'] }),
    ...(word('writes') !== undefined && { writes: word('writes') as Behavior['writes'] }),
    ...(copies >= 1 && { copies }),
    ...(word('transactions') !== undefined && { transactions: word('transactions') as string }),
    ...(word('conflicts') !== undefined && { conflicts: word('conflicts') as string }),
    ...(word('version') !== undefined && { version: word('version') as string }),
    ...(word('source') !== undefined && { source: word('source') as string }),
  };
  return {
    model: 'keyValue',
    writes: 'managed',
    copies: 1,
    pacelc: null,
    transactions: 'one item',
    conflicts: null,
    anomalies: [],
    version: 'as stated',
    source: 'as stated',
    ...base,
    ...stated,
    product: base?.product ?? product,
    levels: firsts(levels, ({ name, of }) => `${of} ${foldedName(name)}`),
    isolations: firsts(isolations, ({ name }) => foldedName(name)),
    read: word('read') ?? base?.read ?? levels.find(({ of }) => of !== 'write')?.name ?? '',
    write: word('write') ?? base?.write ?? levels.find(({ of }) => of !== 'read')?.name ?? '',
    isolation: word('isolation') ?? base?.isolation ?? isolations[0]?.name ?? null,
  };
}

/** The first of each name: the spec takes precedence over the catalog. */
function firsts<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  const keys = all.map(keyOf);
  return all.filter((_, i) => keys.indexOf(keys[i] as string) === i);
}

const levelsIn = (node: Node | undefined): readonly ProductLevel[] =>
  entriesOf(node).flatMap(({ key: name, value }): readonly ProductLevel[] => {
    const word = (key: string): string | undefined => textOf(mapOf(value)?.entries.get(key)?.value) ?? undefined;
    const gives = [...GUARANTEES, 'copies' as const].find((one) => one === word('gives'));
    if (gives === undefined) return [];
    const [copies, note] = [COPIES.find((one) => one === word('copies')), word('note')];
    return [
      {
        name,
        of: USES.find((one) => one === word('of')) ?? 'both',
        gives,
        ...(gives === 'copies' ? { copies: copies ?? 'one' } : copies !== undefined && { copies }),
        cut: CUTS.find((one) => one === word('cut')) ?? 'majority',
        ...(note !== undefined && { note }),
      },
    ];
  });

const COPIES = ['one', 'quorum', 'all'] as const;
const USES = ['read', 'write', 'both'] as const;
const CUTS = ['anywhere', 'majority', 'all', 'leader'] as const;

const isolationsIn = (node: Node | undefined): readonly IsolationSetting[] =>
  entriesOf(node).flatMap(({ key: name, value }) => {
    const gives = ISOLATIONS.find((one) => one === textOf(value));
    return gives === undefined ? [] : [{ name, gives }];
  });

/** Defaults that name no level: each once. */
function mistakesIn(product: string, node: MapNode, behavior: Behavior): readonly Finding[] {
  const path = `products.${product}`;
  const unknown = (key: 'read' | 'write' | 'isolation', names: readonly string[]): Finding => {
    const stated = node.entries.get(key)?.value;
    const name = stated ? (textOf(stated) ?? '') : '';
    const near = suggest(name, names);
    return {
      rule: 'spec/unknown-level',
      severity: 'error',
      message:
        names.length === 0
          ? `"${product}" has no ${key === 'isolation' ? 'isolations' : `levels of ${key}s`}, in the catalog or here`
          : `"${product}" has no ${key === 'isolation' ? 'isolation' : `level of ${key}s`} "${name}": there is ${names.join(', ')}`,
      at: (stated ?? node).at,
      path: stated ? `${path}.${key}` : path,
      help: near === undefined ? `state ${key === 'isolation' ? 'isolations' : 'levels'}, or one of these` : `did you mean "${near}"?`,
      ...(near !== undefined && { suggestion: near }),
    };
  };
  const of = (use: 'read' | 'write'): readonly string[] =>
    behavior.levels.filter((level) => level.of === use || level.of === 'both').map(({ name }) => name);
  const wrong = (['read', 'write'] as const).filter((use) => levelNamed(behavior, behavior[use], use) === undefined);
  const isolation = behavior.isolation !== null && isolationNamed(behavior, behavior.isolation) === undefined;
  return [
    ...wrong.slice(0, 1).map((use) => unknown(use, of(use))),
    ...(isolation
      ? [
          unknown(
            'isolation',
            behavior.isolations.map(({ name }) => name),
          ),
        ]
      : []),
  ];
}
