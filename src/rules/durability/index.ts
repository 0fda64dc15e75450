import type { AnyRule } from '../rule.js';
import { acknowledgedByOne } from './acknowledged-by-one.js';
import { backupsKeptBriefly } from './backups-kept-briefly.js';
import { caNotOnOffer } from './ca-not-on-offer.js';
import { copiesInOneZone } from './copies-in-one-zone.js';
import { correlatedLossDecides } from './correlated-loss-decides.js';
import { evenSizedGroup } from './even-sized-group.js';
import { failoverLosesMore } from './failover-loses-more.js';
import { failoverToAnyCopy } from './failover-to-any-copy.js';
import { lossRatesAssumed } from './loss-rates-assumed.js';
import { modeNotOfProduct } from './mode-not-of-product.js';
import { noBackup } from './no-backup.js';
import { onlyCopy } from './only-copy.js';
import { quorumsDoNotOverlap } from './quorums-do-not-overlap.js';
import { singleCopy } from './single-copy.js';
import { staleFollowerReads } from './stale-follower-reads.js';
import { zoneHoldsTooMuch } from './zone-holds-too-much.js';

export const DURABILITY_RULES: readonly AnyRule[] = [
  singleCopy,
  onlyCopy,
  noBackup,
  copiesInOneZone,
  zoneHoldsTooMuch,
  acknowledgedByOne,
  quorumsDoNotOverlap,
  staleFollowerReads,
  failoverLosesMore,
  failoverToAnyCopy,
  caNotOnOffer,
  evenSizedGroup,
  correlatedLossDecides,
  backupsKeptBriefly,
  lossRatesAssumed,
  modeNotOfProduct,
];
