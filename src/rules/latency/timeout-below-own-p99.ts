import { defineRule } from '../rule.js';

/** Calls that time out although they would be answered soon after. */
export const timeoutBelowOwnP99 = defineRule({
  id: 'latency/timeout-below-own-p99',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A call is given up before the time within which 99% of its answers come where nobody waits for a server, what the callee calls included.',
    why: 'More than one call in a hundred fails though nothing is broken, and what was given up is tried again while the first attempt still takes its place.',
    cost: 'A longer timeout lets callers wait longer for what is really down.',
    source: 'Brooker 2019, Timeouts, retries and backoff with jitter (Amazon Builders Library) (too short a timeout makes false failures)',
    falsePositives: 'Calls whose late answers are of no use, and that have a fallback.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 200 ms } ] } ] } }
components:
  api: { kind: service, each: { p50: 5 ms, p99: 40 ms } }
  db: { kind: database, each: { p50: 5 ms, p99: 90 ms } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 50 ms } ] } ] } }
components:
  api: { kind: service, each: { p50: 5 ms, p99: 40 ms } }
  db: { kind: database, each: { p50: 5 ms, p99: 90 ms } }
`,
  },
  reads: ['components.*.latency.at.idle.p99'],
  message: 'calls of "{component}" are given up after {right}, and 99% of its answers take up to {left}, however little there is to do',
  help: 'give up later, make it faster, or send a second call early (hedge)',
  *check(call, { fact, literal, stated, isKnown }) {
    const { component, path, flow } = call;
    if (!stated(call, 'timeout')) return;
    const slow = fact('components.*.latency.at.idle.p99', component);
    if (!isKnown(slow)) return;
    yield { subject: path, because: [slow, '>', literal(call, 'timeout')], slots: { component }, causes: [`flows.${flow}`] };
  },
});
