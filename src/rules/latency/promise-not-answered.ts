import { PERCENTILE_NAMES } from '../../spec/index.js';
import { defineRule } from '../rule.js';

/** Of requests that are not answered there is no time to promise. */
export const promiseNotAnswered = defineRule({
  id: 'latency/promise-not-answered',
  on: 'flow',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'latency',
  since: '0.1.0',
  covers: ['latency/timeout-below-own-p99', 'latency/timeout-below-p99-at-peak'],
  docs: {
    what: 'A flow is promised to answer within a time, and most of its requests are given up or turned away at peak.',
    why: 'Percentiles are of the requests that are answered: of few answers they tell nothing about what users see, and of none there are none.',
    cost: 'Longer timeouts, faster callees or room for more calls.',
    source:
      'B. Beyer et al., Site Reliability Engineering (2016), ch. 4, on errors beside latency (too short a timeout makes false failures)',
    falsePositives: 'A flow of which few requests are meant to be answered.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: read, p99: 300 ms } } }
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 200 ms } ] } ] } }
components:
  api: { kind: service, each: { p50: 5 ms, p99: 40 ms } }
  db: { kind: database, each: { p50: 50 ms, p99: 150 ms } }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { fast: { flow: read, p99: 300 ms } } }
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 20 ms } ] } ] } }
components:
  api: { kind: service, each: { p50: 5 ms, p99: 40 ms } }
  db: { kind: database, each: { p50: 50 ms, p99: 150 ms } }
`,
  },
  options: { failing: { value: '50%', field: 'share', meaning: 'share of the requests that may go without an answer' } },
  reads: ['flows.*.failed.peak'],
  message: '"{flow}" is promised to answer in time, and {lost} of its requests are given up or turned away at peak',
  help: 'give up later, make what it waits for faster, or add a fallback',
  *check({ name, calls }, { model, fact, option, stated }) {
    const isPromised = model.checks.some(
      ({ kind, fact: id }) => kind === 'requirement' && PERCENTILE_NAMES.some((one) => id === `flows.${name}.latency.${one}`),
    );
    const mayFail = calls.some(
      (call) =>
        stated(call, 'timeout') ??
        stated('components.*.queueLimit', call.component) ??
        (call.caller && stated('components.*.pool.wait', call.caller.component)),
    );
    if (!isPromised || !mayFail) return;
    yield {
      subject: `flows.${name}`,
      because: [fact('flows.*.failed.peak', name), '>', option('failing')],
      slots: { flow: name },
      causes: [...new Set(calls.map(({ component }) => `components.${component}`))],
    };
  },
});
