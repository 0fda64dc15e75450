import { defineRule } from '../rule.js';
import { BUDGETS, budgetOf, promisesOn, subjectOf } from './promises.js';

/** One cause that all copies fail by. */
export const commonCause = defineRule({
  id: 'availability/common-cause',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent', 'availability/dependency-below-target', 'availability/window-likely-missed'],
  docs: {
    what: 'A cause that all instances of a component share takes a large part of the error budget of a flow that fails with it.',
    why: 'Copies are only worth something against failures that hit one at a time. By a cause that they have in common they fail together, and more of them change nothing.',
    cost: 'Two of what they share: power, networks, providers, versions; or parts that are built apart.',
    source: 'Fleming 1975 (the beta-factor model); Ford et al. 2010, Availability in Globally Distributed Storage Systems, OSDI',
    falsePositives: 'A share of failures that is a guess: state the range that it may have.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 3, mtbf: 30 d, mttr: 1 h, shares: { config: 1% } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 3, mtbf: 30 d, mttr: 1 h, shares: { config: 40% } } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['causes.*.unavailability', 'components.*.shares.*.unavailability', 'components.*.fleet', ...BUDGETS],
  options: {
    share: { value: '25%', field: 'share', meaning: 'share of the error budget that one cause may take' },
    one: { value: '1', field: 'count', meaning: 'instances that share a cause with nobody' },
  },
  message: 'the cause "{cause}" takes down all of "{component}" {left} of the time, and what "{flow}" promises leaves {right}',
  help: 'have two of what {cause} is, one for each half of the instances, or make it fail more seldom',
  *check(component, context) {
    const { model, fact, option } = context;
    const { name, causes } = component;
    for (const promise of promisesOn(model, component))
      for (const cause of causes) {
        const isOfAll = model.causes.has(cause);
        const down = isOfAll ? fact('causes.*.unavailability', cause) : fact('components.*.shares.*.unavailability', name, cause);
        yield {
          // A cause of the topology is one mistake, however many components share it: reported at the first of them.
          subject: isOfAll ? `causes.${cause}` : `components.${name}`,
          ...(isOfAll ? {} : { key: cause }),
          at: `components.${name}`,
          because: [
            [down, '>', budgetOf(context, promise), option('share')],
            ...(isOfAll ? [] : [[fact('components.*.fleet', name), '>', option('one')] as const]),
          ],
          slots: { component: name, cause, flow: subjectOf(promise) },
          related: [{ path: promise.path, message: 'the promise' }],
        };
      }
  },
});
