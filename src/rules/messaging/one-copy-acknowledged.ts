import { defineRule } from '../rule.js';
import { changedBy, comesThrough, mustBeKept } from './at-most-once-loses.js';

/** A message is accepted before a second machine has it. */
export const oneCopyAcknowledged = defineRule({
  id: 'messaging/one-copy-acknowledged',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A queue with several copies accepts a message that one of them has (`replication: { write: one }`, acks=1, or `sync: async`), and what a flow writes behind it is promised to be kept, or is payments, bookings, stock or balances.',
    why: 'The machine that has accepted it fails before another has it: the sender was told that all is well, the copy that takes over never had the message, and nobody looks for it.',
    cost: 'A message is accepted a few milliseconds later, and not at all while too few copies are up.',
    source: 'Apache Kafka documentation, producer configuration, acks',
    falsePositives: 'The sender keeps what it sends, and compares later (an outbox).',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] }
components:
  api: { kind: service }
  q: { kind: stream, delivery: at-least-once, replication: { factor: 3, write: quorum }, consumers: { w: { calls: [ db ] } } }
  w: { kind: worker, idempotent: true }
  db: { kind: database, backup: { every: 1 h } }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] }
components:
  api: { kind: service }
  q: { kind: stream, delivery: at-least-once, replication: { factor: 3, write: one }, consumers: { w: { calls: [ db ] } } }
  w: { kind: worker, idempotent: true }
  db: { kind: database, backup: { every: 1 h } }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
  },
  reads: ['components.*.quorum.write', 'components.*.copies'],
  options: {
    copies: { value: '2', field: 'ratio', meaning: 'copies that are to have a message once it is accepted, of as many at least' },
  },
  message: '"{queue}" accepts a message that {left} of its copies has, and "{data}" of "{flow}" comes through it alone',
  help: 'accept it once a second copy has it: replication: { write: quorum }, or sync: semiSync',
  *check({ name: queue, traits, replication, delivery }, { model, fact, option }) {
    // Where neither is stated, what the product does is not known.
    const isStated = replication?.write === 'one' || replication?.write === 1 || replication?.sync === 'async';
    if (!traits.isQueue || !isStated || delivery === 'at-most-once') return;
    for (const flow of model.flows.values())
      for (const data of changedBy(model, flow))
        if (mustBeKept(model, data) && comesThrough(queue, data, flow))
          yield {
            subject: `components.${queue}`,
            key: data.name,
            because: [
              [fact('components.*.quorum.write', queue), '<', option('copies')],
              [fact('components.*.copies', queue), '>=', option('copies')],
            ],
            slots: { queue, data: data.name, flow: flow.name },
            at: `components.${queue}.replication`,
            related: [{ path: `data.${data.name}`, message: 'what must not be lost' }],
          };
  },
});
