import { defineRule } from '../rule.js';

/** A promise that the design keeps a hundred times over. */
export const targetFarBelowDesign = defineRule({
  id: 'requirements/target-far-below-design',
  on: 'objective',
  severity: 'info',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'requirements',
  since: '0.1.0',
  presets: [],
  docs: {
    what: 'A design is expected to spend less than a hundredth of the error budget of a promise.',
    why: 'Either redundancy is paid for that nobody asked for, or more could be promised. An error budget that is never spent also says that releases could go out faster.',
    cost: 'A tighter promise is hard to take back.',
    source: 'Site Reliability Engineering, ch. 3 (Embracing Risk)',
    falsePositives: 'Failures that the spec does not state: deployments, people, providers. They are most of what happens.',
    good: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99.9%, window: 30 d } } }
flows:
  browse: { rate: 10 req/s, path: api }
components:
  api: { kind: service, availability: 99.95% }
`,
    bad: `sysdesign: 1
name: shop
requirements: { quality: { up: { flow: browse, availability: 99%, window: 30 d } } }
flows:
  browse: { rate: 10 req/s, path: api }
components:
  api: { kind: service, availability: 99.999% }
`,
  },
  reads: ['objectives.*.spent', 'objectives.*.target'],
  options: { spent: { value: '1%', field: 'share', meaning: 'share of the error budget that is expected to be spent' } },
  message: '"{promise}" promises {target}, of which the design is expected to spend {left} of the error budget',
  help: 'promise more, or take out redundancy that nothing asks for, or state the failures that are missing',
  *check({ name, kind, path }, { fact, option }) {
    if (kind !== 'objective') return;
    yield {
      subject: path,
      because: [fact('objectives.*.spent', name), '<', option('spent')],
      slots: { promise: name, target: fact('objectives.*.target', name) },
    };
  },
});
