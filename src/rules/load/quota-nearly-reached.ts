import { defineRule } from '../rule.js';
import { QUOTAS } from './quotas.js';

/** A limit of the provider is near. */
export const quotaNearlyReached = defineRule({
  id: 'load/quota-nearly-reached',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['api/throttle-above-capacity', 'load/growth-reaches-quota', 'load/spike-not-carried'],
  docs: {
    what: 'The peak takes nearly or more than all that a provider allows.',
    why: 'Beyond a quota calls are refused, whatever is paid for, and to have one raised takes days. A retry or a busier day than usual is enough.',
    cost: 'A request to the provider, or a design that is spread over several quotas.',
    source: 'AWS Well-Architected, Reliability Pillar, manage service quotas',
    falsePositives: 'The quota is soft, or is raised by the provider without being asked.',
    good: `sysdesign: 1
name: uploads
flows:
  put: { kind: write, rate: 1k req/s, peak: 2.5, path: api -> files }
components:
  api: { kind: service }
  files: { kind: objectStore, quota: { writes: 3500 req/s } }
`,
    bad: `sysdesign: 1
name: uploads
flows:
  put: { kind: write, rate: 1k req/s, peak: 3, path: api -> files }
components:
  api: { kind: service }
  files: { kind: objectStore, quota: { writes: 3500 req/s } }
`,
  },
  reads: QUOTAS.map(([, pattern]) => pattern),
  options: { most: { value: '80%', field: 'share', meaning: 'share of a quota that the peak may take' } },
  message: '"{component}" gets {left} at peak, and its provider allows {right} ({what})',
  help: 'have the quota raised before it is needed, spread the load over more accounts, keys or regions, or send less',
  *check({ name }, { fact, option, stated }) {
    for (const [what, pattern] of QUOTAS) {
      const quota = stated(`components.*.quota.${what}`, name);
      if (quota)
        yield {
          subject: `components.${name}`,
          key: what,
          because: [fact(pattern, name), '>', quota, option('most')],
          slots: { component: name, what },
          at: `components.${name}.quota.${what}`,
        };
    }
  },
});
