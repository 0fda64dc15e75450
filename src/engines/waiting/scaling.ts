import { type Context, type Definers, type Definition, formula, unstated } from '../../facts/index.js';
import { fitScalability, mostThroughput, mostThroughputInterval, type ScalabilityFit, scalabilityPeak } from '../../math/index.js';
import { div, type Expr, mul } from '../../quantity/index.js';
import type { Component } from '../../spec/index.js';
import { servingIfEven } from '../shared/copies/skew.js';

type Points = readonly (readonly [load: number, throughput: number])[];

/** Fits that are kept: the facts of a component share one. */
const MOST_KEPT = 64;
const KEPT = new Map<string, ScalabilityFit>();

function fitOf(points: Points): ScalabilityFit {
  const key = points.join(' ');
  let fit = KEPT.get(key);
  if (!fit) {
    if (KEPT.size >= MOST_KEPT) KEPT.clear();
    fit = fitScalability(points);
    KEPT.set(key, fit);
  }
  return fit;
}

const pairs = (values: readonly number[]): Points =>
  Array.from({ length: values.length / 2 }, (_, i) => [values[2 * i] as number, values[2 * i + 1] as number] as const);

/** A number of the law that is fitted to the points of a component. */
const ofLaw =
  (name: string, of: (fit: ScalabilityFit, points: Points) => number) =>
  (context: Context, component: string): Definition => {
    const args = context.listed('components.*.each.scaling', component);
    if (args.length === 0) return unstated(`components.${component}.each.scaling`);
    const compute = (...values: number[]): number => {
      const points = pairs(values);
      return of(fitOf(points), points);
    };
    const order = (...values: number[]): number => pairs(values).reduce((sum, [, throughput]) => sum + throughput, 0);
    const written = (print: (arg: Expr) => string): string => `${name}(${args.map(print).join(', ')})`;
    return formula({ op: 'applied', name, compute, rough: { compute, order }, args, written });
  };

/** How throughput grows with load, by the Universal Scalability Law fitted to what was measured. @source Gunther 2007, Guerrilla Capacity Planning, ch. 4-5 */
export const scalingFacts = {
  'components.*.scaling.single': ofLaw('scalingSingle', ({ gamma }) => gamma),
  'components.*.scaling.contention': ofLaw('scalingContention', ({ alpha }) => alpha),
  'components.*.scaling.coherence': ofLaw('scalingCoherence', ({ beta }) => beta),
  'components.*.scaling.load': ofLaw('scalingLoad', (fit) => Math.max(1, scalabilityPeak(fit))),
  'components.*.scaling.throughput': ofLaw('scalingThroughput', mostThroughput),
  'components.*.scaling.throughput.low': ofLaw('scalingThroughputFrom', (fit, points) => mostThroughputInterval(points, fit)[0]),
  'components.*.scaling.throughput.high': ofLaw('scalingThroughputTo', (fit, points) => mostThroughputInterval(points, fit)[1]),
  'components.*.headroom.scaling': (context, name) => {
    if (!context.known('components.*.scaling.throughput', name)) return unstated(`components.${name}.each.scaling`);
    const most = mul(
      servingIfEven(context, context.model.components.get(name) as Component),
      context.ref('components.*.scaling.throughput', name),
    );
    return formula(div(most, context.ref('components.*.rate.k', name, 'peak')));
  },
} satisfies Definers;
