import type { Literal } from '../data.js';
import type { Design } from './design.js';

export const LOADS = ['rate', 'servers', 'cpu', 'iops', 'network', 'connections'] as const;
export const RESOURCES = ['rate', 'servers', 'cpu', 'memory', 'disk', 'iops', 'network', 'connections'] as const;
export type Resource = (typeof RESOURCES)[number];

export const isLoad = (resource: Resource): boolean => (LOADS as readonly string[]).includes(resource);

/** Defaults by tier. */
const TARGET = { critical: { load: 0.5, stock: 0.7 }, standard: { load: 0.7, stock: 0.8 }, internal: { load: 0.85, stock: 0.9 } };
const AFTER_LOSS = { critical: 0.8, standard: 0.9, internal: 0.95 };
const SURVIVES = { critical: 'zone', standard: 'instance', internal: 'none' } as const;

const tierOf = (design: Design): keyof typeof AFTER_LOSS => (design.at('tier') ?? 'standard') as keyof typeof AFTER_LOSS;

/**
 * Share of a resource that may be in use: of the resource, of all load resources, or one for all; of the component, at the root, or by tier.
 * @param component the empty name for what has no component
 */
export function allowed(design: Design, component: string, resource: Resource, field: 'target' | 'afterLoss'): number {
  const tier = tierOf(design);
  const usual = field === 'afterLoss' ? AFTER_LOSS[tier] : TARGET[tier][isLoad(resource) ? 'load' : 'stock'];
  const stated = (...path: readonly string[]): Literal | undefined =>
    design.of(...path, field, resource) ?? (isLoad(resource) ? design.of(...path, field, 'load') : undefined) ?? design.of(...path, field);
  return (stated('components', component) ?? stated())?.value ?? usual;
}

/** The largest loss to stay up through; a number is one of instances. */
export function survives(design: Design, component: string): string | number {
  const stated = design.at('components', component, 'survives') ?? design.at('survives') ?? SURVIVES[tierOf(design)];
  return stated as string | number;
}
