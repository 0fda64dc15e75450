import type { AnyRule } from '../rule.js';
import { agreementBelowPromise } from './agreement-below-promise.js';
import { agreementNotLooser } from './agreement-not-looser.js';
import { agreementWithoutObjective } from './agreement-without-objective.js';
import { budgetSpent } from './budget-spent.js';
import { commonCause } from './common-cause.js';
import { dependencyBelowTarget } from './dependency-below-target.js';
import { failoverUnstated } from './failover-unstated.js';
import { failureRatesAssumed } from './failure-rates-assumed.js';
import { fallbackFailsToo } from './fallback-fails-too.js';
import { longChain } from './long-chain.js';
import { maintenanceSpendsBudget } from './maintenance-spends-budget.js';
import { missingBreaker } from './missing-breaker.js';
import { missingTimeout } from './missing-timeout.js';
import { noSpare } from './no-spare.js';
import { oneRegion } from './one-region.js';
import { oneZone } from './one-zone.js';
import { promiseOfEverything } from './promise-of-everything.js';
import { recreateDeploy } from './recreate-deploy.js';
import { releasesSpendBudget } from './releases-spend-budget.js';
import { retryWithoutBackoff } from './retry-without-backoff.js';
import { retryWithoutTimeout } from './retry-without-timeout.js';
import { singleEntrance } from './single-entrance.js';
import { singleInCritical } from './single-in-critical.js';
import { singleInstance } from './single-instance.js';
import { singlePointOfFailure } from './single-point-of-failure.js';
import { slowFailover } from './slow-failover.js';
import { survivesMoreThanCopies } from './survives-more-than-copies.js';
import { syncChain } from './sync-chain.js';
import { thirdPartyWithoutFallback } from './third-party-without-fallback.js';
import { timeoutAboveCaller } from './timeout-above-caller.js';
import { windowLikelyMissed } from './window-likely-missed.js';

export const AVAILABILITY_RULES: readonly AnyRule[] = [
  singlePointOfFailure,
  singleInstance,
  singleInCritical,
  singleEntrance,
  oneZone,
  oneRegion,
  noSpare,
  dependencyBelowTarget,
  syncChain,
  thirdPartyWithoutFallback,
  fallbackFailsToo,
  commonCause,
  windowLikelyMissed,
  budgetSpent,
  slowFailover,
  failoverUnstated,
  recreateDeploy,
  releasesSpendBudget,
  maintenanceSpendsBudget,
  survivesMoreThanCopies,
  retryWithoutTimeout,
  retryWithoutBackoff,
  timeoutAboveCaller,
  missingTimeout,
  missingBreaker,
  longChain,
  failureRatesAssumed,
  promiseOfEverything,
  agreementWithoutObjective,
  agreementNotLooser,
  agreementBelowPromise,
];
