import { defineRule } from '../rule.js';

/** A user story that nothing in the design carries. */
export const storyWithoutFlow = defineRule({
  id: 'requirements/story-without-flow',
  on: 'spec',
  severity: 'info',
  confidence: 'medium',
  evidence: 'absence',
  attribute: 'requirements',
  since: '0.1.0',
  presets: ['interview'],
  docs: {
    what: 'A functional requirement names no flow.',
    why: 'Its load is in no estimate, and nobody can follow it through the design to see that it works.',
    cost: 'A flow, with a rate and a path.',
    source: 'ISO/IEC/IEEE 29148:2018, Requirements engineering: what is designed traces to a requirement',
    falsePositives: 'A story that is out of scope of this design.',
    good: `sysdesign: 1
name: links
requirements:
  functional:
    open: { when: a visitor opens a link, then: they are sent on, flow: open }
flows:
  open: { rate: 100 req/s, path: api }
components:
  api: { kind: service }
`,
    bad: `sysdesign: 1
name: links
requirements:
  functional:
    open: { when: a visitor opens a link, then: they are sent on, flow: open }
    count: { when: an owner asks, then: they see how often a link was opened }
flows:
  open: { rate: 100 req/s, path: api }
components:
  api: { kind: service }
`,
  },
  reads: [],
  message: 'no flow carries the requirement "{story}"',
  help: 'name the flow that carries it (`flow`), and draw its path',
  *check(model) {
    if (model.flows.size === 0) return;
    for (const { name: story, flow } of model.stories)
      if (flow === null) yield { subject: `requirements.functional.${story}`, because: 'structure', slots: { story } };
  },
});
