import type { Component, Loss, Model } from './model.js';

const BY_TIER = { critical: 'zone', standard: 'instance', internal: 'none' } as const;

/** The largest loss that a component is to stay up through: as stated of it or at the root, else that of the tier. */
export const lossToSurvive = ({ tier }: Pick<Model, 'tier'>, { survives }: Component): Loss => survives ?? BY_TIER[tier];
