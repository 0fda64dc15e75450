import { statedAt } from '../../spec/index.js';
import { defineRule } from '../rule.js';
import { isHard, promisedTarget, TARGETS } from './promises.js';

/** What a provider agrees to is less than what is promised on top of it. */
export const agreementBelowPromise = defineRule({
  id: 'availability/agreement-below-promise',
  on: 'objective',
  severity: 'warning',
  confidence: 'medium',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'A flow is promised at more than the provider of a component agrees to, the flow fails whenever that component does, and what it was measured to have is not stated.',
    why: 'Below what is agreed to, the provider owes credits and no more. Whether it is better than that nobody has promised, and a promise on top of it rests on hope.',
    cost: 'Measuring what the component has, or doing without it for a while: a fallback has to be built and tested.',
    source: "the provider's agreement, as `sysdesign catalog sla` has it with its date",
    falsePositives: 'Providers are usually better than they agree to: state the availability that was measured.',
    good: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: cdn }
components:
  cdn: { kind: cdn, use: cloudfront, availability: 99.995%, mttr: 10 min }
requirements:
  quality:
    up: { flow: read, availability: 99.99% }
`,
    bad: `sysdesign: 1
name: shop
flows:
  read: { rate: 100 req/s, path: cdn }
components:
  cdn: { kind: cdn, use: cloudfront }
requirements:
  quality:
    up: { flow: read, availability: 99.99% }
`,
  },
  reads: ['components.*.agreed', ...TARGETS],
  message:
    '"{flow}" is promised at {right}, and the provider of "{component}" agrees to {left} (below it credits are due; it is no rate of failures)',
  help: 'go by what {component} was measured to have, and say what {flow} does without it (fallback, dependency: soft)',
  *check(promise, context) {
    const { model, fact } = context;
    const { root, name } = promise.about;
    const calls = root === 'flows' ? (model.flows.get(name)?.calls ?? []) : [];
    // What is behind a cache answers while that is down. What was measured counts, whatever the provider agrees to.
    const isMeasured = (component: string): boolean =>
      (['components.*.availability', 'components.*.mtbf'] as const).some((field) => statedAt(model, field, component) !== undefined);
    for (const component of new Set(calls.filter(isHard).map((call) => call.component))) {
      if (isMeasured(component)) continue;
      yield {
        subject: `components.${component}`,
        because: [fact('components.*.agreed', component), '<', promisedTarget(context, promise)],
        slots: { flow: name, component },
        at: `components.${component}.use`,
        related: [{ path: promise.path, message: 'the promise' }],
      };
    }
  },
});
