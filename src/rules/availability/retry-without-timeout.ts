import { defineRule } from '../rule.js';
import { statesOption } from './promises.js';

/** A retry of what never fails. */
export const retryWithoutTimeout = defineRule({
  id: 'availability/retry-without-timeout',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A call states retries and no timeout.',
    why: 'What hangs never fails, so it is never tried again: the retries do nothing in the failure that is hardest on callers, and threads and connections wait without an end.',
    cost: 'A timeout that is too short turns slow answers into failures: take it from a high percentile of the callee.',
    source: "Brooker 2019, Timeouts, retries and backoff with jitter, Amazon Builders' Library",
    falsePositives: 'A client library whose own timeout is left out of the spec.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 100 ms, retries: 1 } ] } ] } }
components: { api: { kind: service }, db: { kind: database } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { retries: 1 } ] } ] } }
components: { api: { kind: service }, db: { kind: database, each: { p50: 5 ms, p99: 30 ms } } }
`,
  },
  reads: [],
  message: 'calls of "{component}" are retried and have no timeout: one that hangs is never tried again',
  help: 'state when the caller gives up (timeout): later than nearly all answers come, so well above the 99th percentile of "{component}"',
  *check(call, { model }) {
    if (!statesOption(model, call, 'retries.max') || statesOption(model, call, 'timeout')) return;
    yield { subject: call.path, because: 'structure', slots: { component: call.component } };
  },
});
