import { defineRule } from '../rule.js';

/** A message that is delivered twice takes effect twice. */
export const redeliveryNotIdempotent = defineRule({
  id: 'messaging/redelivery-not-idempotent',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A queue hands on each message at least once, and a consumer states that doing one twice does harm.',
    why: 'An acknowledgment that is lost brings the message again: a card is charged twice, a letter is sent twice.',
    cost: 'The ids of messages that are done have to be kept for as long as they may come again.',
    source: 'P. Helland, Idempotence Is Not a Medical Condition (ACM Queue 10(4), 2012)',
    falsePositives: 'None is known: either of the two words is wrong, or the design is.',
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
  charger: { kind: worker, idempotent: false }
`,
  },
  reads: [],
  message: '"{queue}" may hand on a message twice, and "{consumer}" does harm when it does one twice',
  help: 'give each message an id and let the consumer skip those that it has done (idempotent: true)',
  *check({ name, delivery, consumers }, { model }) {
    if (delivery !== 'at-least-once') return;
    for (const { component: consumer } of consumers)
      if (model.components.get(consumer)?.isIdempotent === false)
        yield {
          subject: `components.${consumer}`,
          key: name,
          because: 'structure',
          slots: { queue: name, consumer },
          related: [{ path: `components.${name}`, message: 'it hands on each message at least once' }],
        };
  },
});
