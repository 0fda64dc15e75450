import type { Finding } from '../core/index.js';
import { isPlain } from '../quantity/index.js';
import type { StatedSpec } from './contradiction.js';
import type { Leaf } from './leaf.js';
import { leafOf } from './resolution.js';

/** Loads that a fit of three parameters needs, with one to spare. */
const LEAST_LOADS = 4;

interface Point {
  readonly load: Leaf;
  readonly throughput: Leaf;
}

/** Throughput as measured that no law can be fitted to: each component once, at the first number that cannot be. */
export const scalingMistakes = (spec: StatedSpec): readonly Finding[] =>
  [...spec.components.values()].flatMap(({ name, ownTime }) => {
    const at = (i: number, side: 0 | 1): Leaf | undefined => leafOf(spec, `components.${name}.each.scaling.${i}.${side}`);
    const points = Array.from({ length: ownTime.scaling }, (_, i) => ({ load: at(i, 0), throughput: at(i, 1) }));
    const known = points.filter((point): point is Point => point.load !== undefined && point.throughput !== undefined);
    return known.length < points.length || known.length === 0 ? [] : mistakeOf(name, known);
  });

function mistakeOf(name: string, points: readonly Point[]): readonly Finding[] {
  const finding = (leaf: Leaf, message: string, help: string): readonly Finding[] => [
    { rule: 'spec/scaling-points', severity: 'error', message, at: leaf.at, path: leaf.path, help },
  ];
  for (const { load, throughput } of points) {
    if (isWrong(load, ({ dimension, share }) => isPlain(dimension) && !share))
      return finding(
        load,
        `"${load.text}" is no load of "${name}": calls at once, above 0`,
        'write [load, throughput], such as [8, 130 req/s]',
      );
    if (isWrong(throughput, ({ dimension, share }) => !share && (isPlain(dimension) || isRate(dimension))))
      return finding(
        throughput,
        `"${throughput.text}" is no throughput of "${name}": a rate, above 0`,
        'write [load, throughput], such as [8, 130 req/s]',
      );
  }
  const sorted = [...points].sort((a, b) => numberOf(a.load) - numberOf(b.load));
  const loads = new Set(points.map(({ load }) => numberOf(load)));
  const [first, second] = sorted as [Point, Point];
  if (loads.size < LEAST_LOADS)
    return finding(
      first.load,
      `throughput of "${name}" was measured at ${loads.size} loads: too few for a law`,
      'measure at four different loads or more',
    );
  if (
    sorted.every(({ throughput }) => numberOf(throughput) <= numberOf(first.throughput)) &&
    numberOf(second.throughput) < numberOf(first.throughput)
  )
    return finding(
      second.throughput,
      `throughput of "${name}" falls from the first load on: ${first.throughput.text} at ${first.load.text}, ${second.throughput.text} at ${second.load.text}`,
      'measure at fewer calls at once too: its peak lies before',
    );
  return [];
}

type Quantity = Extract<Leaf['value'], { kind: 'quantity' }>['quantity'];

/** What an expression comes to is known from the facts alone. */
const isWrong = ({ value }: Leaf, fits: (quantity: Quantity) => boolean): boolean =>
  value.kind === 'quantity' ? !(value.quantity.value > 0) || !fits(value.quantity) : value.kind !== 'expression';

const isRate = ({ time }: Quantity['dimension']): boolean => time === -1;

const numberOf = ({ value }: Leaf): number => (value.kind === 'quantity' ? value.quantity.value : Number.NaN);
