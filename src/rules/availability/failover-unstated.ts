import { defineRule } from '../rule.js';
import { promisedTarget, promisesOn, subjectOf, TARGETS } from './promises.js';

/** A leader without a stated failover. */
export const failoverUnstated = defineRule({
  id: 'availability/failover-unstated',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'availability',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A store has a leader and copies that follow it, is needed by a flow that is promised at three nines or more, and nothing is stated of how a copy takes over.',
    why: 'Most of the downtime of a replicated store is the time to notice the loss and to promote a copy. Left out, the estimate takes it for nothing.',
    cost: 'Automatic promotion needs a majority to decide, or two leaders accept writes at once.',
    source: 'Kleppmann 2017, Designing Data-Intensive Applications, ch. 5 (handling node outages)',
    falsePositives: 'A managed store, whose measured availability has its failovers in it: state that.',
    good: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 2, mode: leader, sync: sync }, failover: { detect: 10 s, takes: 20 s } } }
requirements: { quality: { up: { flow: buy, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { buy: { kind: write, rate: 10 req/s, path: db } }
components: { db: { kind: database, replication: { factor: 2, mode: leader, sync: sync } } }
requirements: { quality: { up: { flow: buy, availability: 99.9% } } }
`,
  },
  reads: [...TARGETS],
  options: { target: { value: '99.9%', field: 'share', meaning: 'promise from which on a failover is asked for' } },
  message: 'nothing is stated of how a copy of "{component}" takes over, and "{flow}" is promised at {left}',
  help: 'state how long it takes: failover: { detect: 10 s, takes: 30 s }',
  *check(component, context) {
    const { name, traits, replication, failover } = component;
    // Copies with a stated replication mode have a leader.
    if (traits.data !== 'disk' || replication === null || replication.sync === null || failover !== null) return;
    for (const promise of promisesOn(context.model, component))
      yield {
        subject: `components.${name}`,
        because: [promisedTarget(context, promise), '>=', context.option('target')],
        slots: { component: name, flow: subjectOf(promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
