import { hasOption } from '../paths.js';
import { defineRule } from '../rule.js';

/** What an outage leaves is worked off by what is left above the mean. */
export const slowCatchUp = defineRule({
  id: 'messaging/slow-catch-up',
  on: 'component',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'A consumer takes hardly more messages than arrive on average.',
    why: 'What a peak or an outage leaves is worked off with the difference alone: at 90% of its rate, an hour of outage takes nine hours, and each peak waits for the one before.',
    cost: 'Consumers that are idle for a part of the day.',
    source: 'L. Kleinrock, Queueing Systems II (1976), sec. 2.7',
    falsePositives: 'Messages may wait for days, or more consumers are started when many wait.',
    good: `sysdesign: 1
name: mails
flows:
  send: { kind: write, rate: 100 req/s, path: [ api: { calls: [ mails: { async: true } ] } ] }
components:
  api: { kind: service }
  mails: { kind: queue, consumers: { sender: { rate: 200/s } } }
  sender: { kind: worker }
`,
    bad: `sysdesign: 1
name: mails
flows:
  send: { kind: write, rate: 100 req/s, path: [ api: { calls: [ mails: { async: true } ] } ] }
components:
  api: { kind: service }
  mails: { kind: queue, consumers: { sender: { rate: 105/s } } }
  sender: { kind: worker }
`,
  },
  reads: ['components.*.rate.mean'],
  options: {
    most: { value: '90%', field: 'share', meaning: 'share of its rate that a consumer may need for the mean' },
    whole: { value: '1', field: 'ratio', meaning: 'above all of its rate the queue grows for ever, and is found as such' },
  },
  message:
    '{left} arrive at "{queue}" on average and "{consumer}" takes {right}: what waits after a peak or an outage is worked off slowly',
  help: 'let the consumer take more than the mean by as much as it has to catch up (consumers: { {consumer}: { rate: ... } })',
  *check({ name, consumers, calls }, { model, fact, option, stated }) {
    // A call that carries several messages is no message.
    if (calls.some((call) => hasOption(model, call, 'batch'))) return;
    const mean = fact('components.*.rate.mean', name);
    for (const { component: consumer } of consumers) {
      const rate = stated('components.*.consumers.*.rate', name, consumer);
      if (!rate) continue;
      yield {
        subject: `components.${name}`,
        key: consumer,
        because: [
          [mean, '>', rate, option('most')],
          [mean, '<', rate, option('whole')],
        ],
        slots: { queue: name, consumer },
        at: `components.${name}.consumers.${consumer}.rate`,
      };
    }
  },
});
