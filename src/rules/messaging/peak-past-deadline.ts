import { defineRule } from '../rule.js';

/** Messages of the busiest hour are of no use when their turn comes, every day. */
export const peakPastDeadline = defineRule({
  id: 'messaging/peak-past-deadline',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  covers: ['capacity/exactly-full', 'capacity/overloaded', 'messaging/spike-past-deadline'],
  docs: {
    what: 'More messages arrive in the busiest hour of the day than a consumer takes, and the last of them wait longer than they are of use (`deadline`). The peak lasts an hour, unless it is stated with a window (`20% of the day in 2 h`).',
    why: 'A queue turns overload into waiting. Where messages have a deadline that waiting breaks it, it does so every day, and the consumer is busy with messages that help nobody.',
    cost: 'Consumers that are idle for most of the day, or code that drops what is too old.',
    source:
      'L. Kleinrock, Queueing Systems II (1976), sec. 2.7 (fluid approximation); B. Beyer et al., Site Reliability Engineering (2016), ch. 22, on deadlines',
    falsePositives: 'The peak is that of a few minutes, or late messages are dropped unread, which takes no time.',
    good: `sysdesign: 1
name: alerts
flows:
  report: { kind: write, rate: 1k req/s, peak: 3, path: [ api: { calls: [ reports: { async: true } ] } ] }
components:
  api: { kind: service }
  reports: { kind: queue, consumers: { alerter: { rate: 2500/s, deadline: 15 min } } }
  alerter: { kind: worker }
`,
    bad: `sysdesign: 1
name: alerts
flows:
  report: { kind: write, rate: 1k req/s, peak: 3, path: [ api: { calls: [ reports: { async: true } ] } ] }
components:
  api: { kind: service }
  reports: { kind: queue, consumers: { alerter: { rate: 2k/s, deadline: 15 min } } }
  alerter: { kind: worker }
`,
  },
  reads: [
    'components.*.consumers.*.delay.peak',
    'components.*.consumers.*.headroom',
    'components.*.consumers.*.depth.peak',
    'components.*.utilization.mean',
  ],
  options: {
    whole: {
      value: '1',
      field: 'ratio',
      meaning: 'times the mean that a consumer must take, below which the queue only grows, and is found as such',
    },
  },
  message: 'at the daily peak messages in "{queue}" wait up to {left} for "{consumer}", and are of no use after {right}: {depth} wait then',
  help: 'let the consumer take as much as arrives at peak, or drop what is too old before it is worked on',
  *check({ name: queue, consumers }, { fact, option, stated, allUp }) {
    for (const { component: consumer, hasRate } of consumers) {
      const deadline = stated('components.*.consumers.*.deadline', queue, consumer);
      if (!deadline) continue;
      yield {
        subject: `components.${queue}`,
        key: consumer,
        because: [
          [allUp(fact('components.*.consumers.*.delay.peak', queue, consumer)), '>', deadline],
          hasRate
            ? [allUp(fact('components.*.consumers.*.headroom', queue, consumer)), '>=', option('whole')]
            : [allUp(fact('components.*.utilization.mean', consumer)), '<=', option('whole')],
        ],
        slots: { queue, consumer, depth: allUp(fact('components.*.consumers.*.depth.peak', queue, consumer)) },
        at: `components.${queue}.consumers.${consumer}.deadline`,
        related: [{ path: `components.${consumer}`, message: 'this takes them' }],
      };
    }
  },
});
