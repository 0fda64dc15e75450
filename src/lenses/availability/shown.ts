/** Patterns of the facts of availability. */
const SHOWN =
  /^(?:flows|components)\.\*\.(?:availability|unavailability|failing|outages|outage|downtime)$|^components\.\*\.(?:instance\.|needed$|fleet$)|^(?:topology|causes|objectives|agreements)\.|^data\.\*\.(?:lossProbability|durability|lost|rpo|rto)$/;

/** Facts of which a check is about what fails; the others are for other lenses. */
const JUDGED =
  /\.(?:availability|unavailability|failing|outages|outage|downtime|durability|lossProbability|lost|rpo|rto)(?:\.year\d+)?$|^(?:objectives|agreements)\./;

export const isShown = (pattern: string): boolean => SHOWN.test(pattern);

export const isJudged = (fact: string): boolean => JUDGED.test(fact);
