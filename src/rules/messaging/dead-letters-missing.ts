import { defineRule } from '../rule.js';

/** Without a dead-letter queue, a message that cannot be processed is redelivered for ever. */
export const deadLettersMissing = defineRule({
  id: 'messaging/dead-letters-missing',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A queue hands on each message at least once, and nothing is stated of what becomes of one that its consumers cannot do. It is a question where no queue of the spec states it.',
    why: 'What fails each time comes again each time: it takes the time of the consumer, holds up what is behind it where messages are done in order, and is lost without a word when it is too old to be kept.',
    cost: 'Somebody has to look at what was set aside, mend it, and send it again.',
    source:
      'G. Hohpe, B. Woolf, Enterprise Integration Patterns (2003), Dead Letter Channel; Amazon SQS Developer Guide, dead-letter queues',
    falsePositives: 'A message of which nothing is lost with it, such as a sample of a measure, and which the consumer drops by itself.',
    good: `sysdesign: 1
name: bills
flows:
  charge: { kind: write, rate: 10 req/s, path: [ api: { calls: [ charges: { async: true } ] } ] }
components:
  api: { kind: service }
  charges: { kind: queue, delivery: at-least-once, deadLetters: failed-charges, consumers: { charger: {} } }
  charger: { kind: worker, idempotent: true }
  failed-charges: { kind: queue }
`,
    bad: `sysdesign: 1
name: bills
flows:
  charge: { kind: write, rate: 10 req/s, path: [ api: { calls: [ charges: { async: true } ] } ] }
components:
  api: { kind: service }
  charges: { kind: queue, delivery: at-least-once, consumers: { charger: {} } }
  charger: { kind: worker, idempotent: true }
`,
  },
  reads: [],
  message: 'nothing is stated of what becomes of a message that the consumers of "{queue}" cannot do',
  help: 'set it aside after a few tries (deadLetters: failed-charges), and let somebody look at what is there',
  *check({ name, traits, delivery, consumers, deadLetters }, { model }) {
    if (!traits.isQueue || delivery !== 'at-least-once' || consumers.length === 0 || deadLetters) return;
    const all = [...model.components.values()];
    // What takes the dead letters of another queue is looked at by people.
    if (all.some((other) => other.deadLetters?.name === name)) return;
    yield {
      subject: `components.${name}`,
      because: 'structure',
      isQuestion: !all.some((other) => other.deadLetters !== null),
      slots: { queue: name },
    };
  },
});
