import type { AnyRule } from '../rule.js';
import { anonymousWritesUnlimited } from './anonymous-writes-unlimited.js';
import { authUnstated } from './auth-unstated.js';
import { entranceWithoutThrottle } from './entrance-without-throttle.js';
import { guardedDataInCdn } from './guarded-data-in-cdn.js';
import { guardedDataWithoutAuth } from './guarded-data-without-auth.js';
import { paymentDataCached } from './payment-data-cached.js';
import { privateResponseInCdn } from './private-response-in-cdn.js';
import { storeExposed } from './store-exposed.js';
import { untrustedCodeInProcess } from './untrusted-code-in-process.js';
import { untrustedCodeSharesKernel } from './untrusted-code-shares-kernel.js';

export const SECURITY_RULES: readonly AnyRule[] = [
  anonymousWritesUnlimited,
  authUnstated,
  entranceWithoutThrottle,
  guardedDataInCdn,
  guardedDataWithoutAuth,
  paymentDataCached,
  privateResponseInCdn,
  storeExposed,
  untrustedCodeInProcess,
  untrustedCodeSharesKernel,
];
