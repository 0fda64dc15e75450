import { defineRule } from '../rule.js';

/** A consumer that is down for longer than messages are kept. */
export const retentionShorterThanOutage = defineRule({
  id: 'messaging/retention-shorter-than-outage',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'Messages are kept for less than a few mean outages of the consumer that they wait for; or, where it states how long a repair takes (`mttr`), of a few repairs.',
    why: 'Instances fail together by what they share: a bad message, a release, what they all call. An outage lasts now and then several times its mean: of outages with an exponential length, 5% last three times as long. What arrived first is then deleted unread.',
    cost: 'Disk for a longer retention.',
    source: 'Apache Kafka documentation, topic configuration, retention.ms',
    falsePositives: 'Messages that old are of no use, or another copy of them exists.',
    good: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1k req/s, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, retention: 3 d, consumers: { counter: {} } }
  counter: { kind: worker, instances: 1, mtbf: 30 d, mttr: 4 h }
`,
    bad: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1k req/s, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, retention: 6 h, consumers: { counter: {} } }
  counter: { kind: worker, instances: 1, mtbf: 30 d, mttr: 4 h }
`,
  },
  reads: ['components.*.outage', 'components.*.instance.outage'],
  options: { outages: { value: '3', field: 'ratio', meaning: 'mean outages of the consumer that messages must be kept for' } },
  message: '"{queue}" keeps messages for {left}, and "{consumer}", which is to read them, is down for {right} on average when it fails',
  help: 'keep messages longer (retention), or have the consumer back sooner',
  *check({ name, consumers }, { fact, option, stated }) {
    const retention = stated('components.*.retention', name);
    if (!retention) return;
    for (const { component: consumer } of consumers) {
      // What takes all instances at once is repaired no sooner than one; how long that takes is no guess where it is stated.
      const isStated = stated('components.*.mttr.repair', consumer);
      const outage = isStated ? 'components.*.instance.outage' : 'components.*.outage';
      yield {
        subject: `components.${name}`,
        key: consumer,
        because: [retention, '<', fact(outage, consumer), option('outages')],
        slots: { queue: name, consumer },
        at: `components.${name}.retention`,
      };
    }
  },
});
