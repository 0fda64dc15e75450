import type { Call, Model } from '../../spec/index.js';
import { hasOption } from '../paths.js';
import { defineRule } from '../rule.js';

/** The lowest call that is repeated on the way to a component, of those that wait for it. */
function repeatedOf(model: Model, calls: readonly Call[]): Call | undefined {
  for (const call of calls)
    for (let at: Call | null = call; at && at.via !== 'consume'; at = at.async ? null : at.caller)
      if (hasOption(model, at, 'retries.max')) return at;
  return undefined;
}

/** Repeats keep up an overload that began by something else. */
export const staysOverloaded = defineRule({
  id: 'load/stays-overloaded',
  on: 'component',
  severity: { critical: 'warning', standard: 'warning', internal: 'info' },
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A component that carries its peak stays overloaded after a spike or an outage: calls that are given up are made again, and these repeats alone are more than it carries.',
    why: 'Its queue is longer than anybody waits, so that all that it does is for callers that are gone, and each of them comes again. That goes on at a load that it usually carries, until someone turns load away.',
    cost: 'Some requests fail that one more attempt would have answered; or callers are turned away where a queue is full.',
    source:
      'N. Bronson et al., Metastable Failures in Distributed Systems (HotOS 2021); L. Huang et al., Metastable Failures in the Wild (OSDI 2022); B. Beyer et al., Site Reliability Engineering (2016), ch. 22',
    falsePositives:
      'A circuit breaker, a rule that drops what has waited too long, or callers that tell each other of deadlines end it, and the spec does not state them.',
    good: `sysdesign: 1
name: shop
flows:
  order: { rate: 60 req/s, peak: 1, path: [ api: { calls: [ db: { timeout: 500 ms, retries: { max: 2, backoff: 50 ms, budget: 10% } } ] } ] }
components:
  api: { kind: service }
  db: { kind: database, instances: 1, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  order: { rate: 60 req/s, peak: 1, path: [ api: { calls: [ db: { timeout: 500 ms, retries: { max: 2, backoff: 50 ms } } ] } ] }
components:
  api: { kind: service }
  db: { kind: database, instances: 1, each: { rate: 100 req/s } }
`,
  },
  reads: ['components.*.rate.peak', 'components.*.retries.recovers', 'components.*.retries.afterOverload.peak', 'components.*.headroom'],
  options: {
    whole: { value: '1', field: 'ratio', meaning: 'times the peak below which it is overloaded anyway, and found as such' },
  },
  message:
    'after a spike or an outage "{component}" stays overloaded at its peak of {left}: repeats make {times} of each call, and it recovers only below {right}',
  help: 'give retries a budget (retries: { max: 2, budget: 10% }), repeat calls in one layer only, or turn away what would wait too long (queueLimit)',
  *check({ name, calls }, { model, fact, option }) {
    const repeated = repeatedOf(model, calls);
    if (!repeated) return;
    yield {
      subject: `components.${name}`,
      because: [
        [fact('components.*.rate.peak', name), '>', fact('components.*.retries.recovers', name)],
        [fact('components.*.headroom', name), '>', option('whole')],
      ],
      slots: { component: name, times: fact('components.*.retries.afterOverload.peak', name) },
      at: repeated.path,
    };
  },
});
