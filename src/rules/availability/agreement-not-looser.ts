import { type Because, defineRule } from '../rule.js';
import { promisedTarget, TARGETS } from './promises.js';

/** What customers are promised is to be missed later than what we aim at ourselves. */
export const agreementNotLooser = defineRule({
  id: 'availability/agreement-not-looser',
  on: 'objective',
  // Whatever the tier: it contradicts itself.
  severity: { critical: 'error', standard: 'error', internal: 'error' },
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  presets: ['minimal', 'recommended', 'interview'],
  docs: {
    what: 'An agreement with customers promises as much as the strictest objective that we aim at ourselves, or more.',
    why: 'The agreement is broken as soon as the objective is: nothing is left to act in between.',
    cost: 'A promise to customers that is lower than what they usually get, or an aim that is higher.',
    source: 'B. Beyer et al., Site Reliability Engineering (2016), ch. 4, keep a safety margin',
    falsePositives: 'The two are counted in different ways, so that the numbers do not compare.',
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
  quality: { up: { flow: read, availability: 99.9% } }
  agreements: { gold: { flow: read, availability: 99.95% } }
`,
  },
  reads: TARGETS,
  message: 'the agreement "{promise}" promises {left}, and the objective "{objective}" aims at no more than {right}',
  help: 'promise customers less than {right}, or aim higher',
  *check(promise, context) {
    if (promise.kind !== 'agreement') return;
    const objectives = context.model.objectives.filter(({ kind, subject }) => kind === 'objective' && subject === promise.subject);
    for (const objective of objectives) {
      const aim = promisedTarget(context, objective);
      // Only the strictest agreement is reported: no other is above it.
      const others = objectives.filter((other) => other !== objective).map((other): Because => [aim, '>=', promisedTarget(context, other)]);
      yield {
        subject: promise.path,
        because: [[promisedTarget(context, promise), '>=', aim], ...others],
        slots: { promise: promise.name, objective: objective.name },
        related: [{ path: objective.path, message: 'the objective' }],
      };
    }
  },
});
