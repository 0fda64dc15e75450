import { isWaitedFor } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { comesThrough, mustBeKept } from './at-most-once-loses.js';

/** The payment is kept, and the letter about it never sent. */
export const atMostOnceFollowUp = defineRule({
  id: 'messaging/at-most-once-follow-up',
  on: 'component',
  severity: { critical: 'warning', standard: 'info', internal: 'info' },
  confidence: 'medium',
  evidence: 'contradiction',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A flow writes what is promised to be kept, or is payments, bookings, stock or balances, and what follows from it goes through a queue that hands on each message once or never.',
    why: 'The write stays and its consequence is lost with a consumer that stops: paid and not shipped. Nobody is told, and nothing tries again.',
    cost: 'At-least-once delivery brings some messages twice: the consumer has to know those that it has done.',
    source: 'C. Richardson, Microservices Patterns (2018), ch. 3',
    falsePositives: 'What goes through the queue is only counted or looked at: clicks, metrics, logs.',
    good: `sysdesign: 1
name: shop
flows: { order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ db, mails: { async: true } ] } ] } }
components:
  api: { kind: service }
  db: { kind: database }
  mails: { kind: queue, delivery: at-least-once, consumers: { mailer: {} } }
  mailer: { kind: worker, idempotent: true }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
    bad: `sysdesign: 1
name: shop
flows: { order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ db, mails: { async: true } ] } ] } }
components:
  api: { kind: service }
  db: { kind: database }
  mails: { kind: queue, delivery: at-most-once, consumers: { mailer: {} } }
  mailer: { kind: worker, idempotent: true }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
  },
  reads: [],
  message: '"{flow}" keeps "{data}", and what follows from it through "{queue}" may never happen (at-most-once)',
  help: 'deliver at least once (delivery: at-least-once), and let the consumer skip what it has done (idempotent: true)',
  *check({ name: queue, delivery, calls }, { model }) {
    if (delivery !== 'at-most-once') return;
    for (const flow of new Set(calls.map((call) => call.flow))) {
      const adding = model.flows.get(flow);
      const kept = adding?.adds
        .flatMap(({ data }) => model.data.get(data) ?? [])
        .find(
          (data) =>
            mustBeKept(model, data) &&
            !comesThrough(queue, data, adding) &&
            adding.calls.some((call) => call.writes && data.stores.includes(call.component) && isWaitedFor(call)),
        );
      if (kept)
        yield {
          subject: `components.${queue}`,
          key: flow,
          because: 'structure',
          slots: { queue, data: kept.name, flow },
          at: `components.${queue}.delivery`,
          related: [{ path: `data.${kept.name}`, message: 'what is kept' }],
        };
    }
  },
});
