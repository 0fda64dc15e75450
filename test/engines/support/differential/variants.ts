import type { EvaluateOptions } from '../../../../src/evaluate/index.js';
import { Dice } from '../../../properties/specs.js';
import { failingAs, type WideDesign, type WidePart } from './wide-designs.js';
import { type Writing, wideTree } from './wide-written.js';

/** A design as it is asked about: what it then comes to is that of `design` with some things down. */
export interface Variant {
  readonly text: string;
  readonly options: EvaluateOptions;
  readonly design: WideDesign;
  readonly down: readonly string[];
}

type Mutable = { -readonly [K in keyof WidePart]: WidePart[K] };

/** Other numbers for one part, or one place: of what it states. */
function changed(design: WideDesign, dice: Dice): WideDesign {
  const other = structuredClone(design) as WideDesign;
  const places = [...other.regions, ...other.regions.flatMap(({ zones }) => zones), ...other.causes].filter(({ failing }) => failing);
  const part = dice.of(...other.parts) as Mutable;
  const again = <T extends WidePart['failing']>(failing: T): WidePart['failing'] =>
    failingAs({
      ...failing,
      mtbf: failing.mtbf + dice.whole(1, 50),
      mttr: failing.parts ? failing.mttr + 1 : failing.mttr + dice.whole(1, 5),
      parts: failing.parts && [failing.parts[0] + 1, failing.parts[1], failing.parts[2]],
      percent: dice.whole(85_000, 99_900) / 1000,
    });
  const place = places.length > 0 ? dice.of(...places) : null;
  if (place?.failing && dice.chance(0.3)) place.failing = again(place.failing);
  else part.failing = again(part.failing);
  if (part.crews !== null) part.crews = dice.whole(1, 3);
  if (part.fleet?.needed != null) part.fleet.needed = dice.whole(1, part.shards === null ? part.fleet.instances : part.fleet.needed);
  if (part.maintenance) part.maintenance = { ...part.maintenance, lasts: part.maintenance.lasts + 1 };
  if (part.failover?.takes != null) part.failover = { ...part.failover, takes: part.failover.takes + 0.5 };
  return other;
}

/** What differs between two trees of the same shape, as paths and literals. */
function differences(a: unknown, b: unknown, path: string, found: Record<string, string>): Record<string, string> {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null)
    for (const key of Object.keys(b)) differences(Reflect.get(a, key), Reflect.get(b, key), path === '' ? key : `${path}.${key}`, found);
  else if (a !== b) found[path] = String(b);
  return found;
}

/** As filed, or under any of: a change, a scenario with things down, a later time, ranges in place of numbers. */
export function variantOf(design: WideDesign, seed: number): Variant {
  const dice = new Dice(0xabcd + seed);
  const writing: Writing = { isRanged: dice.chance(0.4) };
  const asFiled = { text: JSON.stringify(wideTree(design, writing)), options: {}, design, down: [] };
  const [hasChange, hasDown, isLater] = [dice.chance(0.5), dice.chance(0.4), dice.chance(0.4)];
  if (!hasChange && !hasDown && !isLater) return asFiled;
  const other = hasChange ? changed(design, dice) : design;
  const set = differences(wideTree(design, writing), wideTree(other, writing), '', {});
  const losable = [
    ...design.parts.map(({ name }) => name),
    ...design.regions.flatMap(({ name, zones }) => [name, ...zones.map((zone) => `${name}.${zone.name}`)]),
    ...design.causes.map(({ name }) => name),
  ];
  const down = hasDown ? [dice.of(...losable)] : [];
  const isBySet = dice.chance(0.5);
  const scenario = {
    ...(isLater && { after: `${dice.whole(1, 4)} years` }),
    ...(hasDown && { down }),
    ...(!isBySet && set),
  };
  const hasScenario = Object.keys(scenario).length > 0;
  return {
    text: JSON.stringify(wideTree(design, { ...writing, ...(hasScenario && { scenario }) })),
    options: { ...(hasScenario && { scenario: 's' }), ...(isBySet && Object.keys(set).length > 0 && { set }) },
    design: other,
    down,
  };
}
