import { defineRule } from '../rule.js';
import { promisedTarget, subjectOf, TARGETS } from './promises.js';

/** Nothing warns before customers are due their credits. */
export const agreementWithoutObjective = defineRule({
  id: 'availability/agreement-without-objective',
  on: 'objective',
  severity: 'warning',
  confidence: 'high',
  evidence: 'contradiction',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'An agreement with customers has no objective of our own beside it.',
    why: 'Nothing warns before the agreement itself is broken: an objective is missed first, and leaves time to act.',
    cost: 'A second target to watch, and work that stops for it before customers notice.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 4, keep a safety margin',
    falsePositives: 'The objective is kept elsewhere, for several systems together.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, availability: 99.99% } }
requirements:
  quality: { up: { flow: read, availability: 99.95% } }
  agreements: { gold: { flow: read, availability: 99.9% } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 100 req/s, path: api } }
components: { api: { kind: service, availability: 99.99% } }
requirements:
  agreements: { gold: { flow: read, availability: 99.9% } }
`,
  },
  reads: TARGETS,
  message: 'nothing is aimed at beyond what the agreement "{promise}" promises for {subject}: {target}',
  help: 'state a stricter objective under requirements.quality',
  *check(promise, context) {
    const { model } = context;
    const isAimedAt = model.objectives.some(({ kind, subject }) => kind === 'objective' && subject === promise.subject);
    if (promise.kind !== 'agreement' || isAimedAt) return;
    yield {
      subject: promise.path,
      because: 'structure',
      slots: { promise: promise.name, subject: subjectOf(promise), target: promisedTarget(context, promise) },
    };
  },
});
