import { spikesAt } from '../paths.js';
import { defineRule } from '../rule.js';

/** Messages of a spike that are consumed after their deadline. */
export const spikePastDeadline = defineRule({
  id: 'messaging/spike-past-deadline',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  docs: {
    what: 'A spike brings a queue more messages than a consumer takes, and the last of them wait longer than they are of use.',
    why: 'What comes late is worked off all the same: the consumer is busy with messages that help nobody, and those in time wait behind them.',
    cost: 'Consumers that take more, or code that drops what is too old.',
    source: 'Site Reliability Engineering (2016), ch. 22, on deadlines',
    falsePositives: 'Late messages are dropped unread, which takes no time.',
    good: `sysdesign: 1
name: alerts
flows:
  report: { kind: write, rate: 1k req/s, peak: 2, spikes: { storm: { factor: 10, lasts: 1 min } }, path: [ api: { calls: [ reports: { async: true } ] } ] }
components:
  api: { kind: service }
  reports: { kind: queue, consumers: { alerter: { rate: 2k/s, deadline: 10 min } } }
  alerter: { kind: worker }
`,
    bad: `sysdesign: 1
name: alerts
flows:
  report: { kind: write, rate: 1k req/s, peak: 2, spikes: { storm: { factor: 10, lasts: 10 min } }, path: [ api: { calls: [ reports: { async: true } ] } ] }
components:
  api: { kind: service }
  reports: { kind: queue, consumers: { alerter: { rate: 2k/s, deadline: 10 min } } }
  alerter: { kind: worker }
`,
  },
  reads: ['components.*.consumers.*.delay.spike.*'],
  message: 'the last messages of the spike "{spike}" wait {left} in "{queue}" for "{consumer}", and are of no use after {right}',
  help: 'let the consumer take more of them, or drop what is too old before it is worked on',
  *check(component, { model, fact, stated }) {
    const { name, consumers } = component;
    for (const { component: consumer } of consumers) {
      const deadline = stated('components.*.consumers.*.deadline', name, consumer);
      if (!deadline) continue;
      for (const spike of spikesAt(model, component))
        yield {
          subject: `components.${name}`,
          key: `${consumer} ${spike}`,
          because: [fact('components.*.consumers.*.delay.spike.*', name, consumer, spike), '>', deadline],
          slots: { queue: name, consumer, spike },
          at: `components.${name}.consumers.${consumer}.deadline`,
        };
    }
  },
});
