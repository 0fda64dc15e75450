import { defineRule } from '../rule.js';
import { isCounted, promisesOn } from './promises.js';

/** Critical tier + one instance -> redundancy, whether or not a number is promised. */
export const singleInCritical = defineRule({
  id: 'availability/single-in-critical',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/one-zone'],
  docs: {
    what: 'In a system of the critical tier, a component that we run in one instance is on the path of a flow for which no availability is promised.',
    why: 'The tier states that the system has to stay up through the loss of a zone. A job or a service in one instance is gone with its machine, and nobody notices what it did not do, such as reminders that were never sent.',
    cost: 'A second instance, and for a job a lock or a lease, so that one of them runs at a time.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 24 (distributed periodic scheduling with cron)',
    falsePositives: 'Work that may wait until somebody starts it again: state an availability of its flow that leaves room for that.',
    good: `sysdesign: 1
name: clinic
tier: critical
flows: { remind: { rate: 10 req/s, path: job } }
components: { job: { kind: worker, instances: 2, survives: none } }
`,
    bad: `sysdesign: 1
name: clinic
tier: critical
flows: { remind: { rate: 10 req/s, path: job } }
components: { job: { kind: worker, instances: 1, survives: none } }
`,
  },
  reads: ['components.*.fleet'],
  options: { instances: { value: '2', field: 'count', meaning: 'instances below which a component has no redundancy' } },
  message: '"{component}" runs in {left} instance, and the tier is critical',
  help: 'run a second one (of a job with a lock, so that one works at a time), or state what its flow may miss: availability of it',
  *check(component, { model, fact, option }) {
    if (model.tier !== 'critical' || component.calls.length === 0 || !isCounted(model, component)) return;
    if (promisesOn(model, component).length > 0) return;
    yield {
      subject: `components.${component.name}`,
      because: [fact('components.*.fleet', component.name), '<', option('instances')],
      slots: { component: component.name },
    };
  },
});
