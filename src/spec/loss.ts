import type { Component, Loss, Model } from './model.js';

const BY_TIER = { critical: 'zone', standard: 'instance', internal: 'none' } as const;

/** The largest loss that a component is to stay up through: as stated of it or at the root, else that of the tier; none of what its provider runs. */
export const lossToSurvive = ({ tier, products }: Pick<Model, 'tier' | 'products'>, { name, survives }: Component): Loss =>
  survives ?? (products.managed.has(name) ? 'none' : BY_TIER[tier]);
