import { inYear } from '../horizon.js';
import { defineRule } from '../rule.js';
import { QUOTAS } from './quotas.js';

/** A limit of the provider that the load grows beyond. */
export const growthReachesQuota = defineRule({
  id: 'load/growth-reaches-quota',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  docs: {
    what: 'The peak is well below what a provider allows today, and grows beyond it before the horizon of the design.',
    why: 'Beyond a quota calls are refused, whatever is paid for. To have one raised takes days, and is not always granted: a design that counts on it is to know by when.',
    cost: 'A request to the provider in time, or a design that is spread over several quotas.',
    source: 'AWS Well-Architected, Reliability Pillar REL01 (manage service quotas and constraints)',
    falsePositives: 'The provider has agreed to raise the quota as the load grows.',
    good: `sysdesign: 1
name: shop
horizon: 3 years
growth: 50% per year
flows: { pay: { rate: 50 req/s, peak: 2, path: api -> psp } }
components: { api: { kind: service }, psp: { kind: external, quota: 350 req/s } }
`,
    bad: `sysdesign: 1
name: shop
horizon: 3 years
growth: 50% per year
flows: { pay: { rate: 50 req/s, peak: 2, path: api -> psp } }
components: { api: { kind: service }, psp: { kind: external, quota: 130 req/s } }
`,
  },
  reads: QUOTAS.map(([, pattern]) => pattern),
  options: { most: { value: '80%', field: 'share', meaning: 'share of a quota from which it is nearly reached today, and found as such' } },
  message: '"{component}" gets {left} at peak within the {horizon} that the design is for, and its provider allows {right} ({what})',
  help: 'agree with the provider by when the quota is raised, spread the load over more accounts, keys or regions, or send less',
  *check({ name }, { fact, option, stated, yearsAhead }) {
    const horizon = stated('horizon');
    if (yearsAhead === 0 || !horizon) return;
    for (const [what, pattern] of QUOTAS) {
      const quota = stated(`components.*.quota.${what}`, name);
      if (quota)
        yield {
          subject: `components.${name}`,
          key: what,
          because: [
            [inYear(fact(pattern, name), yearsAhead), '>', quota],
            [fact(pattern, name), '<=', quota, option('most')],
          ],
          slots: { component: name, what, horizon },
          at: `components.${name}.quota.${what}`,
        };
    }
  },
});
