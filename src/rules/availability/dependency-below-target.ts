import { defineRule } from '../rule.js';
import { BUDGETS, budgetOf, isAlwaysNeeded, promisedTarget, promisesOn, subjectOf, TARGETS } from './promises.js';

/** A chain is no better than its weakest link. */
export const dependencyBelowTarget = defineRule({
  id: 'availability/dependency-below-target',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent', 'availability/third-party-without-fallback', 'availability/window-likely-missed'],
  docs: {
    what: 'A component that every request of a flow needs is down for longer than the promise of the flow allows.',
    why: 'A request fails whenever something fails that it waits for, so the flow is never up for longer than that component is: no other change keeps the promise.',
    cost: 'Redundancy costs instances; doing without it costs a fallback that has to be built and tested; a lower promise costs a talk with those who rely on it.',
    source: 'Treynor et al. 2017, The Calculus of Service Availability, ACM Queue 15(2)',
    falsePositives: 'An availability taken from the agreement of a provider, who is usually better: state what was measured.',
    good: `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: provider } }
components: { provider: { kind: external, availability: 99.95%, mttr: 30 min } }
requirements: { quality: { up: { flow: pay, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { pay: { rate: 10 req/s, path: provider } }
components: { provider: { kind: external, availability: 99.5%, mttr: 30 min } }
requirements: { quality: { up: { flow: pay, availability: 99.9% } } }
`,
  },
  reads: ['components.*.unavailability', 'flows.*.unavailability', ...BUDGETS, ...TARGETS],
  options: { everything: { value: '100%', field: 'share', meaning: 'a promise that nothing keeps, which is a finding by itself' } },
  message: '"{component}" alone is down for longer than "{flow}" may be: {left} of the time, and a promise of {target} leaves {right}',
  help: 'let {flow} do without it (fallback, async, dependency: soft), give {component} redundancy or a second provider, or promise less',
  *check(component, context) {
    const { model, fact, option, isKnown } = context;
    const { name, calls, replication } = component;
    for (const promise of promisesOn(model, component, isAlwaysNeeded(context))) {
      // Copies may answer reads that are too few for writes: what the component fails is then more than what a flow of reads does.
      const own = calls.filter(({ flow }) => flow === promise.about.name);
      const readsOnly = replication !== null && calls.some(({ writes }) => writes) && !own.some(({ writes }) => writes);
      if (readsOnly || promise.about.root === 'components') continue;
      // No flow is up for longer than what all of its requests need: one that keeps its promise clears all of it at once.
      const whole = fact('flows.*.unavailability', promise.about.name);
      yield {
        subject: `components.${name}`,
        when: isKnown(whole) ? [[whole, '>', budgetOf(context, promise)]] : [],
        because: [
          [fact('components.*.unavailability', name), '>', budgetOf(context, promise)],
          [promisedTarget(context, promise), '<', option('everything')],
        ],
        slots: { component: name, flow: subjectOf(promise), target: promisedTarget(context, promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
    }
  },
});
