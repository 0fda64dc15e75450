import { type Component, regionOf } from '../../spec/index.js';
import type { Because, Raised, RuleContext } from '../rule.js';

/** What both rules about the part of a fleet that one region has read to name it. */
export const REGION_FACTS = ['components.*.regions.*.share', 'components.*.regions.*.serving'] as const;

/** A region of a component, and how many zones of it the component is in. */
export interface RegionOfFleet {
  readonly region: string;
  readonly zones: number;
}

/** Regions of which each has to carry its own callers: of a fleet that is in several, and is sized for its peak. */
export const regionsThatServe = ({ places, sizeFor }: Component): readonly RegionOfFleet[] =>
  places.regions < 2 || sizeFor !== 'peak'
    ? []
    : places.within.map(([place = '', ...others]) => ({ region: regionOf(place), zones: 1 + others.length }));

/**
 * What is raised of a region that does not carry its part.
 * @param as how the facts that name it are looked at: as the design stands, or with everything up
 */
export const ofRegion = (
  name: string,
  region: string,
  because: readonly Because[],
  { fact }: Pick<RuleContext<(typeof REGION_FACTS)[number]>, 'fact'>,
  as: (key: ReturnType<typeof fact>) => ReturnType<typeof fact> = (key) => key,
): Raised => ({
  subject: `components.${name}`,
  key: region,
  because,
  slots: {
    component: name,
    region,
    share: as(fact('components.*.regions.*.share', name, region)),
    serving: as(fact('components.*.regions.*.serving', name, region)),
  },
  limits: [{ path: `components.${name}.each.`, beside: 'what one carries' }],
});
