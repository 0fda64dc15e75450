import { defineRule } from '../rule.js';

/** What is carried to the last call, and makes each wait longer than the one before. */
export const exactlyFull = defineRule({
  id: 'capacity/exactly-full',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  covers: ['latency/timeout-below-p99-at-peak'],
  docs: {
    what: 'A component is asked at its peak for exactly what it carries.',
    why: 'Nothing is over to work off what waits whenever more come than on average: the queue grows without bound, slower and slower, and so do waits.',
    cost: 'One more instance, or less that is asked of it.',
    source: 'L. Kleinrock, Queueing Systems, vol. 1: Theory (1975), ch. 2 and 3: a queue has a steady state below its capacity only',
    falsePositives: 'Calls come in a fixed rhythm, each when the one before is done; or the peak was set to what it carries.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 80 req/s, peak: 1, path: api } }
components: { api: { kind: service, instances: 1, each: { rate: 100 req/s, mean: 10 ms } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, peak: 1, path: api } }
components: { api: { kind: service, instances: 1, each: { rate: 100 req/s, mean: 10 ms } } }
`,
  },
  reads: ['components.*.queue.load.peak'],
  options: {
    almost: { value: '0.999999999', field: 'ratio', meaning: 'share of what it carries from which it is full' },
    whole: { value: '1.000000001', field: 'ratio', meaning: 'share of it up to which it is not overloaded' },
  },
  message: '"{component}" is asked for exactly what it carries at its peak: calls wait for it without bound',
  help: 'let it have more, send it less, or turn away what finds too many waiting (queueLimit)',
  *check({ name }, { fact, option, states }) {
    if (states('components.*.queueLimit', name)) return;
    const load = fact('components.*.queue.load.peak', name);
    yield {
      subject: `components.${name}`,
      because: [
        [load, '>=', option('almost')],
        [load, '<=', option('whole')],
      ],
      slots: { component: name },
    };
  },
});
