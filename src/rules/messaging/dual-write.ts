import { type Call, type Component, type Flow, isWaitedFor, type Model } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { mustBeKept } from './at-most-once-loses.js';

/** A write to a store and a message about it, in two steps without a transaction. */
export const dualWrite = defineRule({
  id: 'messaging/dual-write',
  on: 'flow',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'consistency',
  since: '0.1.0',
  docs: {
    what: 'A component writes what must be kept into a store and puts a message about it into a queue, and nothing is stated that holds the two together. It is a question where no flow of the spec states what holds its writes together.',
    why: 'Whoever stops between the two has done one of them: paid and never shipped, or shipped and never recorded. Nothing notices, and nothing tries again.',
    cost: 'A row for each message in the same transaction, something that hands them on, and messages that come twice.',
    source: 'C. Richardson, Microservices Patterns (2018), ch. 3, Transactional outbox',
    falsePositives: 'What is put into the queue is only counted or looked at, or is made again from the store by a job that compares both.',
    good: `sysdesign: 1
name: shop
flows: { order: { kind: write, rate: 10 req/s, transaction: outbox, path: [ api: { calls: [ db, parcels: { async: true } ] } ] } }
components:
  api: { kind: service }
  db: { kind: database }
  parcels: { kind: queue, delivery: at-least-once, consumers: { packer: {} } }
  packer: { kind: worker, idempotent: true }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
    bad: `sysdesign: 1
name: shop
flows: { order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ db, parcels: { async: true } ] } ] } }
components:
  api: { kind: service }
  db: { kind: database }
  parcels: { kind: queue, delivery: at-least-once, consumers: { packer: {} } }
  packer: { kind: worker, idempotent: true }
data: { bookings: { in: db, item: 1 kB, addedBy: order, keep: 1 year, class: booking } }
`,
  },
  reads: [],
  message: '"{caller}" writes "{data}" and then puts a message into "{queue}": whoever stops in between has done only one of them',
  help: 'write the message with the data, in one transaction, and hand it on from there (transaction: outbox)',
  *check(flow, { model }) {
    if (flow.transaction !== null && flow.transaction !== 'none') return;
    const found = bothIn(flow, model);
    if (found)
      yield {
        subject: `flows.${flow.name}`,
        key: found.queue,
        because: 'structure',
        isQuestion: flow.transaction === null && ![...model.flows.values()].some(({ transaction }) => transaction !== null),
        slots: found,
        related: [{ path: `data.${found.data}`, message: 'what must be kept' }],
      };
  },
});

/** A write of durable data and a message, both by the same caller. */
function bothIn(flow: Flow, model: Model): { readonly caller: string; readonly data: string; readonly queue: string } | undefined {
  for (const call of flow.calls) {
    if (!call.traits.isQueue || !call.caller || !isHandedOn(model.components.get(call.component))) continue;
    const data = flow.adds
      .flatMap((added) => model.data.get(added.data) ?? [])
      .find((set) => mustBeKept(model, set) && writesBeside(call, flow.calls).some(({ component }) => set.stores.includes(component)));
    if (data) return { caller: call.caller.component, data: data.name, queue: call.component };
  }
  return undefined;
}

/** A queue without consumers has no consequence that could be missing. */
const isHandedOn = (queue: Component | undefined): boolean => (queue?.consumers.length ?? 0) > 0;

const writesBeside = ({ caller }: Call, calls: readonly Call[]): readonly Call[] =>
  calls.filter((other) => other.caller === caller && other.writes && !other.traits.isQueue && isWaitedFor(other));
