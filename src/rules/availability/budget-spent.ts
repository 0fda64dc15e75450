import { defineRule } from '../rule.js';

/** A budget that failures alone use up. */
export const budgetSpent = defineRule({
  id: 'availability/budget-spent',
  on: 'objective',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'The failures that the spec states are expected to spend nearly all of an error budget.',
    why: 'What no model has, a bad release, an overload, a slip of a person, is most of what happens: with next to nothing left for it, the promise is missed as often as it is kept.',
    cost: 'More redundancy, fewer risky changes, or a promise that is closer to what the design gives.',
    source: 'Beyer et al. 2016, Site Reliability Engineering, ch. 3 (error budgets are there to be spent on change)',
    falsePositives: 'A spec that states releases and human error too, with measured rates.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: cdn } }
components: { cdn: { kind: cdn, availability: 99.95% } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: cdn } }
components: { cdn: { kind: cdn, availability: 99.905% } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['objectives.*.spent', 'agreements.*.spent'],
  options: {
    share: { value: '80%', field: 'share', meaning: 'share of the budget that may be spent by failures that are foreseen' },
    budget: { value: '100%', field: 'share', meaning: 'share above which the promise itself is missed' },
  },
  message: 'failures alone are expected to spend {left} of the budget of "{promise}", with hardly any left for changes',
  help: 'take away the largest cause (sysdesign availability lists them), or promise less',
  *check({ kind, name, path }, { fact, option }) {
    const spent = kind === 'objective' ? fact('objectives.*.spent', name) : fact('agreements.*.spent', name);
    yield {
      subject: path,
      because: [
        [spent, '>', option('share')],
        [spent, '<=', option('budget')],
      ],
      slots: { promise: name },
    };
  },
});
