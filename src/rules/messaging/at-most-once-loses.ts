import { classWith, type DataSet, type Flow, type Model } from '../../spec/index.js';
import { promisesOf } from '../durability/promises.js';
import { chainTo } from '../paths.js';
import { defineRule } from '../rule.js';

/** A message that may be lost, with what must not be. */
export const atMostOnceLoses = defineRule({
  id: 'messaging/at-most-once-loses',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A queue hands on each message once or never, and what a flow writes behind it is promised to be kept, or is payments, bookings, stock or balances.',
    why: 'A consumer that stops after it has taken a message takes it with it. The sender has been told that all is well, and nobody ever looks for it.',
    cost: 'At-least-once delivery brings some messages twice: the consumer has to know those that it has done.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 11, Acknowledgments and redelivery',
    falsePositives: 'The same data is written again from elsewhere, by a job that compares both sides.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] }
components:
  api: { kind: service }
  q: { kind: queue, delivery: at-least-once, consumers: { w: { calls: [ db ] } } }
  w: { kind: worker, idempotent: true }
  db: { kind: database }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] }
components:
  api: { kind: service }
  q: { kind: queue, delivery: at-most-once, consumers: { w: { calls: [ db ] } } }
  w: { kind: worker, idempotent: true }
  db: { kind: database }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
  },
  reads: [],
  message: '"{queue}" may lose a message (at-most-once), and "{data}" of "{flow}" comes through it alone',
  help: 'deliver at least once (delivery: at-least-once), and let the consumer skip what it has done (idempotent: true)',
  *check({ name: queue, delivery }, { model }) {
    if (delivery !== 'at-most-once') return;
    for (const flow of model.flows.values())
      for (const data of changedBy(model, flow))
        if (mustBeKept(model, data) && comesThrough(queue, data, flow))
          yield {
            subject: `components.${queue}`,
            key: data.name,
            because: 'structure',
            slots: { queue, data: data.name, flow: flow.name },
            at: `components.${queue}.delivery`,
            related: [{ path: `data.${data.name}`, message: 'what must not be lost' }],
          };
  },
});

/** What a flow adds to, and what of the stores that it writes to states nobody who adds: that is then what is changed. */
export const changedBy = (model: Model, { name, calls }: Flow): readonly DataSet[] =>
  [...model.data.values()].filter(({ addedBy, stores }) =>
    addedBy.length > 0
      ? addedBy.some(({ flow }) => flow === name)
      : calls.some(({ component, writes }) => writes && stores.includes(component)),
  );

/** Whether the loss of what a data set holds is more than a nuisance. */
export const mustBeKept = (model: Model, data: DataSet): boolean =>
  classWith('isOfValue', data.classes) !== undefined || promisesOf(model, data, 'durability').length > 0;

/** Whether a data set lies in a queue, or a flow reaches its stores by way of that alone. */
export function comesThrough(queue: string, { stores }: DataSet, { calls }: Flow): boolean {
  const written = calls.filter(({ component, writes }) => writes && stores.includes(component));
  return (
    stores.includes(queue) || (written.length > 0 && written.every((call) => chainTo(call).some(({ component }) => component === queue)))
  );
}
