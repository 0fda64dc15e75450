import { type Component, type Loss, lossToSurvive } from '../../spec/index.js';
import { defineRule } from '../rule.js';

type Level = 'instance' | 'zone' | 'region';

/**
 * The loss to be survived. A loss that only the tier requires counts where the topology has several zones: a spare instance is required by
 * a promise (`availability/no-spare`), not of every fleet.
 */
function levelOf(loss: Loss, { survives, places }: Component): Level | undefined {
  if (survives === null && (loss !== 'zone' || places.zones < 2)) return undefined;
  return loss === 'zone' || loss === 'region' || loss === 'instance' ? loss : loss === 1 ? 'instance' : undefined;
}

/** The loss to be survived leaves too little. */
export const lossNotCarried = defineRule({
  id: 'load/loss-not-carried',
  on: 'component',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'capacity',
  since: '0.1.0',
  covers: ['api/throttle-above-capacity', 'availability/no-spare', 'load/deploy-not-carried', 'load/growth-reaches-capacity'],
  docs: {
    what: 'A component is to survive the loss of an instance, a zone or a region (`survives`, or that of a zone by the critical tier where there are several), and what is left then does not carry its peak.',
    why: 'Redundancy that has no room is none: the survivors are overloaded when one is lost, and may fall one after the other.',
    cost: 'Instances that are idle until one is lost.',
    source:
      'B. Beyer et al., Site Reliability Engineering (2016), ch. 22, N + 2; AWS Well-Architected, Reliability Pillar, static stability',
    falsePositives: 'Instances are started elsewhere as soon as some are lost, and the time until then is accepted.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, peak: 2, path: api }
components:
  api: { kind: service, survives: instance, instances: 7, each: { rate: 100 req/s } }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 300 req/s, peak: 2, path: api }
components:
  api: { kind: service, survives: instance, instances: 6, each: { rate: 100 req/s } }
`,
  },
  reads: [
    'components.*.headroom',
    'components.*.headroom.instance',
    'components.*.headroom.zone',
    'components.*.headroom.region',
    'components.*.fleet',
  ],
  options: {
    carried: { value: '1', field: 'ratio', meaning: 'times the peak that must be carried with one lost' },
    whole: { value: '0.999', field: 'ratio', meaning: 'times the peak below which it is overloaded with all up, and found as such' },
  },
  message: '"{component}" is to survive the loss of one {level} of its {fleet} instances, and then carries {carried} of its peak',
  help: 'state more instances, or leave them out and let them be computed from what it is to survive; or state what loss is accepted',
  *check(component, { model, fact, option }) {
    const level = levelOf(lossToSurvive(model, component), component);
    // Of a store with copies a loss takes the writes of the lost copy with it: what is left has no more to write than before.
    if (!level || component.traits.run !== 'instances' || component.replication) return;
    const { name } = component;
    yield {
      subject: `components.${name}`,
      because: [
        [fact(`components.*.headroom.${level}`, name), '<', option('carried')],
        [fact('components.*.headroom', name), '>', option('whole')],
      ],
      slots: { component: name, level, fleet: fact('components.*.fleet', name) },
    };
  },
});
