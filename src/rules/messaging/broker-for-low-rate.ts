import { defineRule } from '../rule.js';

/** A cluster of brokers for a trickle. */
export const brokerForLowRate = defineRule({
  id: 'messaging/broker-for-low-rate',
  on: 'component',
  severity: 'info',
  confidence: 'low',
  evidence: 'comparison',
  attribute: 'simplicity',
  since: '0.1.0',
  presets: [],
  docs: {
    what: 'A log of several brokers, run by us, gets a few messages a second at peak.',
    why: 'Brokers have to be run, upgraded and watched whatever they carry. A table that workers poll, or a queue that others run, does it at such rates.',
    cost: 'A table has no replay and no second reader by itself.',
    source: 'M. Kleppmann, Designing Data-Intensive Applications (2017), ch. 11',
    falsePositives: 'The log is there for replay or for many readers, or runs for other designs too.',
    good: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1k req/s, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, instances: 3, consumers: { counter: {} } }
  counter: { kind: worker }
`,
    bad: `sysdesign: 1
name: clicks
flows:
  click: { kind: write, rate: 1 req/s, path: [ api: { calls: [ clicks: { async: true } ] } ] }
components:
  api: { kind: service }
  clicks: { kind: stream, instances: 3, consumers: { counter: {} } }
  counter: { kind: worker }
`,
  },
  reads: ['components.*.rate.peak', 'components.*.fleet'],
  options: {
    least: { value: '10 req/s', field: 'rate', meaning: 'messages a second at peak that make a log worth its brokers' },
    alone: { value: '1', field: 'count', meaning: 'brokers that are no cluster' },
  },
  message: '"{stream}" gets {left} at peak with {brokers} brokers to run',
  help: 'use a table that workers poll or a queue that others run, until the rate or a second reader asks for more',
  *check({ name, traits }, { fact, option }) {
    if (!traits.isLog) return;
    const brokers = fact('components.*.fleet', name);
    yield {
      subject: `components.${name}`,
      because: [
        [fact('components.*.rate.peak', name), '<', option('least')],
        [brokers, '>', option('alone')],
      ],
      slots: { stream: name, brokers },
    };
  },
});
