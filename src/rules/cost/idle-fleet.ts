import { inYear } from '../horizon.js';
import type { Because } from '../rule.js';
import { defineRule } from '../rule.js';

/** A fleet that is stated, and twice what load, data, losses and a year of growth take. */
export const idleFleet = defineRule({
  id: 'cost/idle-fleet',
  on: 'component',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'cost',
  since: '0.1.0',
  docs: {
    what: 'A stated fleet is more than twice what is needed at its target, losses to survive included, in a year from now, and carries its peak and every spike more than twice over.',
    why: 'What is idle at peak is idle always, and is paid for around the clock.',
    cost: 'Less room for what is not in the spec; scaling takes a time that `autoscale.warmUp` states.',
    source: 'AWS Well-Architected, COST 6 (right sizing)',
    falsePositives: 'A limit that is not stated: memory, licenses, a smallest size of cluster.',
    good: `sysdesign: 1
name: shop
flows:
  browse: { rate: 1k req/s, peak: 2, path: web }
components:
  web: { kind: service, instances: 6, each: { rate: 500 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  browse: { rate: 1k req/s, peak: 2, path: web }
components:
  web: { kind: service, instances: 20, each: { rate: 500 req/s } }
`,
  },
  reads: [
    'components.*.fleet',
    'components.*.instances',
    'components.*.headroom',
    'components.*.headroom.spike.*',
    'components.*.utilization.peak',
  ],
  options: { times: { value: '2', field: 'ratio', meaning: 'times what is needed that a fleet may be' } },
  message: '"{component}" runs {left} instances where {right} are needed, and is used to {use} at peak',
  help: 'run as many as are needed and scale with the load (`autoscale`), or state what else limits one instance (`each`)',
  *check({ name, traits, calls }, { model, fact, isWhole, option, states, yearsAhead }) {
    if (traits.run !== 'instances' || !states('components.*.instances', name)) return;
    // The need of a store is unknown while its disks are not stated.
    if (traits.data === 'disk' && !states('components.*.each.disk', name)) return;
    const times = option('times');
    const fleet = fact('components.*.fleet', name);
    const needed = fact('components.*.instances', name);
    // What else is asked of it, and nobody knows how much, may need all of them.
    if (!isWhole(needed)) return;
    const spikes = new Set(calls.flatMap(({ flow }) => model.flows.get(flow)?.spikes ?? []));
    const because: Because[] = [
      [fleet, '>', needed, times],
      [fact('components.*.headroom', name), '>', times],
      ...[...spikes].map((spike): Because => [fact('components.*.headroom.spike.*', name, spike), '>', times]),
    ];
    if (yearsAhead > 0) because.push([fleet, '>', inYear(needed, 1), times]);
    yield {
      subject: `components.${name}`,
      because,
      slots: { component: name, use: fact('components.*.utilization.peak', name) },
      at: `components.${name}.instances`,
    };
  },
});
