import { defineRule } from '../rule.js';

/** The effect of a second delivery is not stated. */
export const idempotenceNotStated = defineRule({
  id: 'messaging/idempotence-not-stated',
  on: 'component',
  severity: 'info',
  confidence: 'low',
  evidence: 'absence',
  attribute: 'consistency',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A queue hands on each message at least once, and the spec does not state whether its consumer may do one twice.',
    why: 'Messages come twice as soon as an acknowledgment is lost. Whether this does harm is to be known before it happens.',
    cost: 'One word in the spec, and the ids of messages that are done, if it does harm.',
    source: 'P. Helland, Idempotence Is Not a Medical Condition (ACM Queue 10(4), 2012)',
    falsePositives: 'It goes without saying, as of a consumer that only overwrites.',
    good: `sysdesign: 1
name: bills
flows:
  charge: { kind: write, rate: 10 req/s, path: [ api: { calls: [ charges: { async: true } ] } ] }
components:
  api: { kind: service }
  charges: { kind: queue, delivery: at-least-once, consumers: { charger: {} } }
  charger: { kind: worker, idempotent: true }
`,
    bad: `sysdesign: 1
name: bills
flows:
  charge: { kind: write, rate: 10 req/s, path: [ api: { calls: [ charges: { async: true } ] } ] }
components:
  api: { kind: service }
  charges: { kind: queue, delivery: at-least-once, consumers: { charger: {} } }
  charger: { kind: worker }
`,
  },
  reads: [],
  message: '"{queue}" may hand on a message twice, and nothing is stated of what "{consumer}" does with the second one',
  help: 'state it (idempotent: true), once the consumer skips what it has done or only overwrites',
  *check({ name, delivery, consumers }, { model }) {
    if (delivery !== 'at-least-once') return;
    for (const { component: consumer } of consumers)
      if (model.components.get(consumer)?.isIdempotent === null)
        yield { subject: `components.${consumer}`, key: name, because: 'structure', slots: { queue: name, consumer } };
  },
});
