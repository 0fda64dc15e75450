import { defineRule } from '../rule.js';

/** One partition has one reader of a group. */
export const consumersExceedPartitions = defineRule({
  id: 'messaging/consumers-exceed-partitions',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'More instances of a consumer are there, or needed, than a stream or a queue has partitions.',
    why: 'A partition is read by one instance of a group at a time. The others are idle: what was sized for all of them is carried by as many as there are partitions.',
    cost: 'More partitions change where keys lie, so that order within a key is lost once.',
    source: 'Apache Kafka documentation, Consumer groups',
    falsePositives: 'An instance hands what it reads to workers of its own, or the spare instances are standbys.',
    good: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1k req/s, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, partitions: 32, consumers: { counter: {} } }
  counter: { kind: worker, instances: 20 }
`,
    bad: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1k req/s, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, partitions: 12, consumers: { counter: {} } }
  counter: { kind: worker, instances: 20 }
`,
  },
  reads: ['components.*.fleet'],
  message: '{left} instances of "{consumer}" read from the {right} partitions of "{queue}", one each: the others are idle',
  help: 'state more partitions than the consumer will ever have instances',
  *check({ name, consumers }, { fact, stated }) {
    const partitions = stated('components.*.partitions', name);
    if (!partitions) return;
    for (const { component: consumer } of consumers)
      yield {
        subject: `components.${name}`,
        key: consumer,
        because: [fact('components.*.fleet', consumer), '>', partitions],
        slots: { queue: name, consumer },
        at: `components.${name}.partitions`,
      };
  },
});
