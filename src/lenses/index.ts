import type { FactLens } from '../facts/index.js';
import type { Lens } from './lens.js';

/** Every lens by its name, each loaded when it is first used. */
export const LENSES = {
  estimate: async () => (await import('./estimate/index.js')).estimate,
  scenarios: async () => (await import('./estimate/scenarios.js')).scenarios,
  stress: async () => (await import('./estimate/stress.js')).stress,
  napkin: async () => (await import('./estimate/napkin.js')).napkin,
  lint: async () => (await import('./lint/index.js')).lint,
  review: async () => (await import('./review/index.js')).review,
  consistency: async () => (await import('./consistency/index.js')).consistency,
  availability: async () => (await import('./availability/index.js')).availability,
  latency: async () => (await import('./latency/index.js')).latency,
} satisfies Record<string, () => Promise<Lens>> & Record<FactLens, () => Promise<Lens>>;

export type LensName = keyof typeof LENSES;

export const isLens = (name: string): name is LensName => Object.hasOwn(LENSES, name);
