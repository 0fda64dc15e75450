import { statedAt } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { isHard, promisedTarget, TARGETS } from './promises.js';

/** A promise that rests on nothing that was measured. */
export const failureRatesAssumed = defineRule({
  id: 'availability/failure-rates-assumed',
  on: 'objective',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'availability',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A flow is promised at three nines or more, and of no component that it needs is it stated how often it fails or how long repairs take.',
    why: 'The availability that is computed is then that of typical machines: it tells which design is better, not whether this one keeps its promise.',
    cost: 'Incidents of the last year have to be counted, or a range guessed and stated as one.',
    source: 'Treynor et al. 2017, The Calculus of Service Availability, ACM Queue 15(2)',
    falsePositives: 'A first sketch, of something that does not run yet.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 2, mtbf: 60 d, mttr: 30 min } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 2 } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: [...TARGETS],
  options: { target: { value: '99.9%', field: 'share', meaning: 'promise from which on failure rates are asked for' } },
  message: '"{flow}" is promised at {left}, and nothing that it needs has a failure rate of its own: all are assumed',
  help: 'state what was measured, or a range: mtbf: 30 d..90 d, mttr: 10 min..1 h',
  *check(promise, context) {
    const { model, option } = context;
    const { root, name } = promise.about;
    const calls = root === 'flows' ? (model.flows.get(name)?.calls ?? []).filter(isHard) : [];
    const components = [...new Set(calls.map(({ component }) => component))];
    if (components.length === 0 || components.some((component) => statesFailures(model, component))) return;
    yield {
      subject: promise.path,
      because: [promisedTarget(context, promise), '>=', option('target')],
      slots: { flow: name },
    };
  },
});

const FIELDS = ['components.*.availability', 'components.*.mtbf', 'components.*.mttr.repair', 'components.*.mttr.detect'] as const;

const statesFailures = (model: Parameters<typeof statedAt>[0], component: string): boolean =>
  FIELDS.some((field) => statedAt(model, field, component) !== undefined);
