import { defineRule } from '../rule.js';

/** A second call before the first has had its usual time. */
export const hedgeBelowMedian = defineRule({
  id: 'latency/hedge-below-median',
  on: 'call',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A call is sent a second time after less than the time that half of the answers take.',
    why: 'More than half of the calls are then made twice: what is behind carries up to double its load, and the queues that this makes are longer than the tail that was to be cut.',
    cost: 'A second call that comes later cuts less of the tail.',
    source: 'J. Dean, L. A. Barroso, The Tail at Scale, CACM 56(2) (2013): after the 95th percentile, for 5% more load',
    falsePositives: 'Load is so small that sending every call twice is what is meant.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: [ api: { calls: [ db: { hedge: { after: 12 ms, max: 1 } } ] } ] } }
components:
  api: { kind: service, each: { p50: 2 ms, p99: 10 ms } }
  db: { kind: database, each: { p50: 3 ms, p99: 30 ms } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: [ api: { calls: [ db: { hedge: { after: 2 ms, max: 1 } } ] } ] } }
components:
  api: { kind: service, each: { p50: 2 ms, p99: 10 ms } }
  db: { kind: database, each: { p50: 3 ms, p99: 30 ms } }
`,
  },
  reads: ['components.*.latency.at.idle.p50'],
  message: 'a call of "{component}" is sent again after {right}, and half of its answers take {left} or more: most calls are made twice',
  help: 'wait for its 95th percentile before the second call (hedge: { after: ... })',
  *check(call, { fact, stated, isKnown }) {
    const after = stated(call, 'hedge.after');
    if (!after) return;
    const median = fact('components.*.latency.at.idle.p50', call.component);
    if (isKnown(median))
      yield { subject: call.path, because: [median, '>', after], slots: { component: call.component }, at: `${call.path}.hedge.after` };
  },
});
