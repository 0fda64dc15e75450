import { isThirdParty } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { BUDGETS, budgetOf, isAlwaysNeeded, promisesOn, subjectOf } from './promises.js';

/** An external provider on the path of every request, without a fallback. */
export const thirdPartyWithoutFallback = defineRule({
  id: 'availability/third-party-without-fallback',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'Every request of a flow needs a service of others, nothing is done when that fails, and its outages alone take a large part of the error budget.',
    why: 'Its outages are not ours to repair. What they take of the budget is gone before any failure, release or overload of our own.',
    cost: 'A second provider, a queue that holds the work, or an answer that is older or poorer; each has to be tested by failing the first on purpose.',
    source: 'Nygard 2018, Release It!, 2nd ed., ch. 5 (stability patterns); AWS Well-Architected, Reliability pillar REL05',
    falsePositives: 'What nobody can replace, such as the bank of the customer: then the promise has to leave room for it.',
    good: `sysdesign: 1
name: shop
flows: { order: { rate: 10 req/s, path: [ provider: { fallback: { buffer: 1 h } } ] } }
components: { provider: { kind: external, availability: 99.95%, mttr: 30 min } }
requirements: { quality: { up: { flow: order, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { order: { rate: 10 req/s, path: provider } }
components: { provider: { kind: external, availability: 99.95%, mttr: 30 min } }
requirements: { quality: { up: { flow: order, availability: 99.9% } } }
`,
  },
  reads: ['components.*.unavailability', ...BUDGETS],
  options: { share: { value: '25%', field: 'share', meaning: 'share of the error budget that a service of others may take' } },
  message: '"{component}" is run by others, has no fallback, and fails "{flow}" {left} of the time: its promise leaves {right}',
  help: 'state what {flow} does without {component}: fallback (another provider, a buffer, an older answer), or async',
  *check(component, context) {
    const { model, fact, option } = context;
    if (!isThirdParty(component.traits)) return;
    for (const promise of promisesOn(model, component, isAlwaysNeeded(context)))
      yield {
        subject: `components.${component.name}`,
        because: [fact('components.*.unavailability', component.name), '>', budgetOf(context, promise), option('share')],
        slots: { component: component.name, flow: subjectOf(promise) },
        related: [{ path: promise.path, message: 'the promise' }],
      };
  },
});
