import { defineRule } from '../rule.js';

/** A queue that only grows. */
export const backlog = defineRule({
  id: 'capacity/backlog',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  covers: ['messaging/slow-catch-up', 'messaging/spike-outlives-retention'],
  docs: {
    what: 'A consumer takes fewer messages than arrive on average.',
    why: 'What waits for it grows for ever: each message waits longer than the one before, until the disk is full or messages are dropped.',
    cost: 'More consumers, or fewer messages.',
    source: 'L. Kleinrock, Queueing Systems II (1976), sec. 2.7',
    falsePositives: 'The rate of the consumer is a guess that is too low, or messages may be dropped.',
    good: `sysdesign: 1
name: shop
flows:
  order: { rate: 300 req/s, path: [ api: { calls: [ orders: { async: true } ] } ] }
components:
  api: { kind: service }
  orders: { kind: queue, consumers: { writer: { rate: 400/s } } }
  writer: { kind: worker }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { rate: 300 req/s, path: [ api: { calls: [ orders: { async: true } ] } ] }
components:
  api: { kind: service }
  orders: { kind: queue, consumers: { writer: { rate: 200/s } } }
  writer: { kind: worker }
`,
  },
  reads: ['components.*.consumers.*.backlog'],
  options: { least: { value: '0 req/s', field: 'rate', meaning: 'messages a second beyond what it takes that may wait for ever' } },
  message: 'what waits in "{queue}" for "{consumer}" only grows: by {left} on average',
  help: 'let it take more than arrives, or send fewer messages',
  *check({ name, consumers }, { fact, option, allUp }) {
    for (const { component: consumer, hasRate } of consumers) {
      if (!hasRate) continue;
      yield {
        subject: `components.${name}`,
        key: consumer,
        because: [allUp(fact('components.*.consumers.*.backlog', name, consumer)), '>', option('least')],
        slots: { queue: name, consumer },
        at: `components.${name}.consumers.${consumer}.rate`,
        limits: [],
      };
    }
  },
});
