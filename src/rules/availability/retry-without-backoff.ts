import { defineRule } from '../rule.js';
import { statesOption } from './promises.js';

/** Retries that follow at once. */
export const retryWithoutBackoff = defineRule({
  id: 'availability/retry-without-backoff',
  on: 'call',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A call is retried more than once, and nothing is waited before a retry.',
    why: 'What fails under load gets several times the load at once, from all callers together, and does not recover. Waits that grow and are random spread the retries over the time that recovery takes.',
    cost: 'A call that fails in the end takes longer to do so.',
    source: 'Brooker 2015, Exponential Backoff and Jitter, AWS Architecture Blog; Beyer et al. 2016, Site Reliability Engineering, ch. 22',
    falsePositives: 'Retries that a budget keeps few: one that is stated is enough.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 100 ms, retries: { max: 3, backoff: 50 ms, multiplier: x2, jitter: 50% } } ] } ] } }
components: { api: { kind: service }, db: { kind: database } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: [ api: { calls: [ db: { timeout: 100 ms, retries: 3 } ] } ] } }
components: { api: { kind: service }, db: { kind: database } }
`,
  },
  reads: [],
  options: { immediate: { value: '1', field: 'count', meaning: 'retries that may follow at once' } },
  message: 'a failed call of "{component}" is repeated {left} times with no wait between',
  help: 'wait before each retry, longer each time and by chance: retries: { backoff: 50 ms, multiplier: x2, jitter: 50% }',
  *check(call, { model, literal, option }) {
    if (statesOption(model, call, 'retries.backoff') || statesOption(model, call, 'retries.budget')) return;
    yield {
      subject: call.path,
      because: [literal(call, 'retries.max'), '>', option('immediate')],
      slots: { component: call.component },
    };
  },
});
