import { inYear } from '../horizon.js';
import { defineRule } from '../rule.js';

/** A fleet that may grow, and not as far as its load does. */
export const growthExceedsCap = defineRule({
  id: 'load/growth-exceeds-cap',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'A component scales with its load up to a cap, has what it needs today, and in a year needs more instances than that.',
    why: 'A cap that was set for the load of today is met on a busy day a year later, when nobody remembers it: scaling stops, and the load does not.',
    cost: 'A higher cap lets a mistake, or an attack, run up a larger bill.',
    source: 'AWS Well-Architected, Reliability Pillar, manage service quotas',
    falsePositives: 'The cap is looked at more often than once a year.',
    good: `sysdesign: 1
name: shop
horizon: 3 years
growth: 50% per year
flows:
  browse: { rate: 1k req/s, peak: 2, path: web }
components:
  web: { kind: service, each: { rate: 200 req/s }, autoscale: { min: 3, max: 60 } }
`,
    bad: `sysdesign: 1
name: shop
horizon: 3 years
growth: 50% per year
flows:
  browse: { rate: 1k req/s, peak: 2, path: web }
components:
  web: { kind: service, each: { rate: 200 req/s }, autoscale: { min: 3, max: 20 } }
`,
  },
  reads: ['components.*.instances'],
  message: '"{component}" needs {left} instances in a year, and may have {right} ({cap})',
  help: 'raise the cap before it is met, or state how the load of later is carried',
  *check({ name }, { fact, stated, yearsAhead }) {
    if (yearsAhead === 0 || stated('components.*.instances', name)) return;
    const instances = fact('components.*.instances', name);
    for (const cap of ['autoscale.max', 'quota.instances'] as const) {
      const most = stated(`components.*.${cap}`, name);
      if (most)
        yield {
          subject: `components.${name}`,
          key: cap,
          because: [
            [inYear(instances, 1), '>', most],
            // A cap that is exceeded today is the finding of another rule.
            [instances, '<=', most],
          ],
          slots: { component: name, cap },
          at: `components.${name}.${cap}`,
        };
    }
  },
});
