import { spikesAt } from '../paths.js';
import { defineRule } from '../rule.js';

/** Messages are deleted before their turn. */
export const spikeOutlivesRetention = defineRule({
  id: 'messaging/spike-outlives-retention',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'durability',
  since: '0.1.0',
  docs: {
    what: 'A spike brings a queue more messages than a consumer takes, and the last of them wait longer than messages are kept.',
    why: 'What is older than the retention is deleted, read or not: messages are lost without an error.',
    cost: 'Disk for a longer retention, or consumers that take more.',
    source: 'Apache Kafka documentation, topic configuration, retention.ms',
    falsePositives: 'Messages that old are of no use, and it does not matter that they are lost.',
    good: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1k req/s, spikes: { game: { factor: 10, lasts: 2 h } }, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, retention: 1 d, consumers: { counter: { rate: 2k/s } } }
  counter: { kind: worker }
`,
    bad: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1k req/s, spikes: { game: { factor: 10, lasts: 2 h } }, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, retention: 4 h, consumers: { counter: { rate: 2k/s } } }
  counter: { kind: worker }
`,
  },
  reads: ['components.*.consumers.*.delay.spike.*'],
  message: 'the last messages of the spike "{spike}" wait {left} in "{queue}" for "{consumer}", and are kept for {right}',
  help: 'keep messages longer (retention), or let the consumer take more of them',
  *check(component, { model, fact, stated }) {
    const { name, consumers } = component;
    const retention = stated('components.*.retention', name);
    if (!retention) return;
    for (const { component: consumer } of consumers)
      for (const spike of spikesAt(model, component))
        yield {
          subject: `components.${name}`,
          key: `${consumer} ${spike}`,
          because: [fact('components.*.consumers.*.delay.spike.*', name, consumer, spike), '>', retention],
          slots: { queue: name, consumer, spike },
          at: `components.${name}.retention`,
        };
  },
});
