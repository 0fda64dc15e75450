import { defineRule } from '../rule.js';

/** More instances are needed than may be started. */
export const fleetCapped = defineRule({
  id: 'load/fleet-capped',
  on: 'component',
  severity: 'warning',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: [
    'api/spike-needs-throttle',
    'api/throttle-above-capacity',
    'availability/dependency-below-target',
    'availability/no-spare',
    'latency/timeout-below-p99-at-peak',
    'load/deploy-not-carried',
    'load/growth-exceeds-cap',
  ],
  docs: {
    what: 'A component needs more instances, at its targets and with the loss that it is to survive or in a spike, than autoscaling or its provider let it have.',
    why: 'The cap is reached in the hour in which it hurts. Until then nothing shows it.',
    cost: 'A higher cap, which is a higher bill on a bad day.',
    source: 'AWS Well-Architected, Reliability Pillar, manage service quotas',
    falsePositives: 'The cap protects what is behind, and callers beyond it are turned away on purpose.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 500 req/s, peak: 2, path: api }
components:
  api: { kind: service, each: { rate: 100 req/s }, autoscale: { min: 4, max: 20 } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 500 req/s, peak: 2, path: api }
components:
  api: { kind: service, each: { rate: 100 req/s }, autoscale: { min: 4, max: 12 } }
`,
  },
  reads: ['components.*.instances', 'components.*.instances.inSpikes'],
  message: '"{component}" needs {left} instances{when} and may have {right} ({cap})',
  help: 'raise the cap, or state a higher target or a smaller loss that it is to survive',
  *check({ name, calls }, { fact, stated, isKnown, model }) {
    if (stated('components.*.instances', name)) return;
    const inSpikes = fact('components.*.instances.inSpikes', name);
    const hasSpikes = calls.some(({ flow }) => (model.flows.get(flow)?.spikes.length ?? 0) > 0);
    for (const cap of ['autoscale.max', 'quota.instances'] as const) {
      const most = stated(`components.*.${cap}`, name);
      if (!most) continue;
      const common = { subject: `components.${name}`, at: `components.${name}.${cap}` };
      yield { ...common, key: cap, because: [fact('components.*.instances', name), '>', most], slots: { component: name, cap, when: '' } };
      if (hasSpikes && isKnown(inSpikes))
        yield {
          ...common,
          key: `${cap} in spikes`,
          because: [
            [inSpikes, '>', most],
            [fact('components.*.instances', name), '<=', most],
          ],
          slots: { component: name, cap, when: ' in its spikes' },
        };
    }
  },
});
