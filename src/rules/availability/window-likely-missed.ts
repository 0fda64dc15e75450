import { defineRule } from '../rule.js';

/** Kept on average, and missed in many a window. */
export const windowLikelyMissed = defineRule({
  id: 'availability/window-likely-missed',
  on: 'objective',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  covers: ['availability/budget-spent'],
  docs: {
    what: 'A promise of availability is kept on average, and the chance that the outages of one window exceed its budget is high.',
    why: 'Outages are few and long: most windows have none, and one of them spends the budget of several. Who is judged by the month misses that month, whatever the mean of years is.',
    cost: 'Shorter repairs (automatic failover, rollback) make each outage fit the budget; a longer window evens them out.',
    source: 'Beyer et al. 2018, The Site Reliability Workbook, ch. 2 (choice of the window); the chance: a compound Poisson sum of outages',
    falsePositives: 'A promise that is reported over years, with no window that anybody looks at.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, instances: 1, mtbf: 120 d, mttr: 30 min } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: external, mtbf: 30 d, mttr: 40 min } }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['objectives.*.missed.window', 'objectives.*.spent', 'agreements.*.missed.window', 'agreements.*.spent'],
  options: {
    chance: { value: '20%', field: 'share', meaning: 'chance to miss a window that a promise may have' },
    budget: { value: '100%', field: 'share', meaning: 'share of the budget up to which the promise is kept on average' },
  },
  message: 'what "{promise}" promises of "{subject}" is kept on average ({spent} of its budget), and missed in {left} of its windows',
  help: 'shorten the outages (automatic failover, rollback), make them rarer, or judge it over a longer window',
  *check({ kind, name, path, about }, { fact, option }) {
    const isOurs = kind === 'objective';
    const spent = isOurs ? fact('objectives.*.spent', name) : fact('agreements.*.spent', name);
    yield {
      subject: path,
      because: [
        [isOurs ? fact('objectives.*.missed.window', name) : fact('agreements.*.missed.window', name), '>', option('chance')],
        [spent, '<=', option('budget')],
      ],
      slots: { promise: name, subject: about.name, spent },
    };
  },
});
