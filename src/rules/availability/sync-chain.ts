import { mayBeFatal } from '../../spec/index.js';
import { type Because, defineRule } from '../rule.js';
import { alwaysNeeded, BUDGETS, budgetOf, promisedTarget, TARGETS } from './promises.js';

/** Availabilities in series multiply. */
export const syncChain = defineRule({
  id: 'availability/sync-chain',
  on: 'objective',
  severity: 'error',
  confidence: 'high',
  evidence: 'comparison',
  attribute: 'availability',
  since: '0.1.0',
  docs: {
    what: 'Each component that every request of a flow needs keeps what the flow promises, and all of them together do not.',
    why: 'A request fails as soon as one of them does: in series the times down add up, and three components of three nines each are below 99.8%.',
    cost: 'Calls that are not waited for answer later and leave data stale meanwhile; fallbacks and redundancy have to be run and tested.',
    source: 'Treynor et al. 2017, The Calculus of Service Availability, ACM Queue 15(2)',
    falsePositives: 'Components that fail together by a cause which the spec does not state: the sum counts their outages one by one.',
    good: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: web -> stock } }
components:
  web: { kind: external, availability: 99.97%, mttr: 10 min }
  stock: { kind: external, availability: 99.97%, mttr: 10 min }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
    bad: `sysdesign: 1
name: shop
flows: { read: { rate: 10 req/s, path: web -> stock -> prices } }
components:
  web: { kind: external, availability: 99.95%, mttr: 10 min }
  stock: { kind: external, availability: 99.95%, mttr: 10 min }
  prices: { kind: external, availability: 99.95%, mttr: 10 min }
requirements: { quality: { up: { flow: read, availability: 99.9% } } }
`,
  },
  reads: ['flows.*.unavailability', 'components.*.unavailability', ...BUDGETS, ...TARGETS],
  message: '"{flow}" waits for {components}, each up for long enough, and fails {left} of requests: a promise of {target} leaves {right}',
  help: 'take what need not answer at once out of the path (async, a queue), give it a fallback, or make the weakest redundant',
  *check(promise, context) {
    const { model, fact } = context;
    const { root, name } = promise.about;
    const flow = root === 'flows' ? model.flows.get(name) : undefined;
    const needed = flow ? alwaysNeeded(context, flow) : [];
    if (needed.length < 2) return;
    // What some requests need, or what has a fallback, is no member of the chain, and not to blame either.
    const others = new Set(flow?.calls.filter(mayBeFatal).map(({ component }) => component));
    const budget = budgetOf(context, promise);
    yield {
      subject: promise.path,
      because: [
        [fact('flows.*.unavailability', name), '>', budget],
        ...[...new Set([...needed, ...others])].map((component): Because => [fact('components.*.unavailability', component), '<=', budget]),
      ],
      slots: { flow: name, target: promisedTarget(context, promise), components: needed.map((one) => `"${one}"`).join(', ') },
    };
  },
});
