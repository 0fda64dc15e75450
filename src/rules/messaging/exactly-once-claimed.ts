import { defineRule } from '../rule.js';

/** Exactly once ends where the queue does. */
export const exactlyOnceClaimed = defineRule({
  id: 'messaging/exactly-once-claimed',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A queue is stated to hand on each message exactly once, and a consumer that doing one twice does harm; where nothing is stated of the consumer, it is a question.',
    why: 'A queue can keep it for what stays inside of it. A consumer that stops between what it does (a mail, a charge, a row elsewhere) and its acknowledgment gets the message again: no queue can know which of the two came first.',
    cost: 'The ids of messages that are done have to be kept for as long as they may come again.',
    source: 'Apache Kafka documentation, Message Delivery Semantics',
    falsePositives: 'The consumer writes only into the same log, in one transaction with its position (Kafka Streams).',
    good: `sysdesign: 1
name: bills
flows:
  charge: { kind: write, rate: 10 req/s, path: [ api: { calls: [ charges: { async: true } ] } ] }
components:
  api: { kind: service }
  charges: { kind: queue, delivery: exactly-once, consumers: { charger: {} } }
  charger: { kind: worker, idempotent: true }
`,
    bad: `sysdesign: 1
name: bills
flows:
  charge: { kind: write, rate: 10 req/s, path: [ api: { calls: [ charges: { async: true } ] } ] }
components:
  api: { kind: service }
  charges: { kind: queue, delivery: exactly-once, consumers: { charger: {} } }
  charger: { kind: worker, idempotent: false }
`,
  },
  reads: [],
  message: '"{queue}" is to hand on a message exactly once, and cannot know what "{consumer}" had done before it stopped: {what}',
  help: 'give each message an id and let {consumer} skip those that it has done (idempotent: true)',
  *check({ name: queue, delivery, consumers }, { model }) {
    if (delivery !== 'exactly-once') return;
    for (const { component: consumer } of consumers) {
      const isIdempotent = model.components.get(consumer)?.isIdempotent;
      if (isIdempotent !== true)
        yield {
          subject: `components.${consumer}`,
          key: queue,
          because: 'structure',
          slots: {
            queue,
            consumer,
            what: isIdempotent === false ? 'doing it twice does harm' : 'what doing it twice does is not stated',
          },
          related: [{ path: `components.${queue}`, message: 'stated here' }],
          isQuestion: isIdempotent !== false,
        };
    }
  },
});
