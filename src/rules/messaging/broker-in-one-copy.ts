import { defineRule } from '../rule.js';

/** What was accepted to be done later is in one place. */
export const brokerInOneCopy = defineRule({
  id: 'messaging/broker-in-one-copy',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A queue or a stream is stated to keep one copy of each message, and the work of flows that write waits in it.',
    why: 'The sender has been told that all is well. When the disk of that one copy is lost, the work that was accepted is lost with it, and nobody knows which.',
    cost: 'Each message is written to several machines before it is accepted: a few milliseconds, and the network and the disks for it.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 11',
    falsePositives: 'What waits can be made again from elsewhere: thumbnails, counts, notifications of little worth.',
    good: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] }
components:
  api: { kind: service }
  q: { kind: queue, replication: 3, consumers: { w: {} } }
  w: { kind: worker, idempotent: true }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { kind: write, rate: 10 req/s, path: [ api: { calls: [ q: { async: true } ] } ] }
components:
  api: { kind: service }
  q: { kind: queue, replication: 1, consumers: { w: {} } }
  w: { kind: worker, idempotent: true }
`,
  },
  reads: ['components.*.copies'],
  options: { copies: { value: '2', field: 'ratio', meaning: 'copies below which nothing is left after a loss' } },
  message: '"{queue}" keeps too few copies of each message ({left}), and "{flow}" has its work wait in it',
  help: 'keep each message on several machines (replication: 3), and accept it once they have it',
  *check({ name, traits, calls }, { model, fact, option, stated }) {
    if (!traits.isQueue || traits.run !== 'instances' || !stated('components.*.replication.factor', name)) return;
    const flows = new Set(calls.map(({ flow }) => flow));
    for (const flow of [...flows].filter((one) => model.flows.get(one)?.write))
      yield {
        subject: `components.${name}`,
        because: [fact('components.*.copies', name), '<', option('copies')],
        slots: { queue: name, flow },
        at: `components.${name}.replication.factor`,
      };
  },
});
